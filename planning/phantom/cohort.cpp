// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/cohort.h"

#include "planning/phantom/body_scan.h"
#include "planning/phantom/phantom_truth.h"
#include "planning/phantom/random_anatomy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

namespace valvista::planning {

namespace {

constexpr double kPi = std::numbers::pi;

/// Contrast levels of an arterial phase: the left side follows the aorta, the right is full or washed out.
ContrastLevels drawLevels(const PhantomSpec& spec, RandomDraws& draws) {
  ContrastLevels hu;
  hu.aorta = spec.lumenHu;
  const auto near = [&](double low, double high) {
    return std::clamp(spec.lumenHu * draws.between(low, high), 130.0, 650.0);
  };
  hu.ventricle = near(0.75, 1.15), hu.iliac = near(0.75, 1.2), hu.leftAtrium = near(0.75, 1.15);
  hu.rightHeart = draws.chance(0.4) ? near(0.8, 1.3) : draws.between(60, 250);
  hu.pulmonary = std::clamp(hu.rightHeart * draws.between(0.9, 1.3), 60.0, 700.0);
  hu.veins = draws.chance(0.2) ? draws.between(150, 250) : draws.between(35, 130);
  hu.myocardium = draws.between(70, 140), hu.liver = draws.between(40, 130),
  hu.spleen = draws.between(60, 200);
  hu.kidney = draws.between(90, 280);
  hu.soft = draws.between(35, 70), hu.fat = spec.fatHu, hu.lung = draws.between(-920, -780);
  hu.marrow = draws.between(80, 320), hu.cortex = draws.between(300, 1200),
  hu.calcium = draws.between(450, 1600);
  return hu;
}

/// Plaques in the wall of the whole aorta, outside the lumen.
void addPlaques(AorticAnatomy& anatomy, RandomDraws& draws) {
  const int count = draws.chance(0.3) ? 0 : draws.below(45);
  for (int i = 0; i < count; ++i) {
    const double s = draws.between(40, anatomy.aorta.length() - 5), angle = draws.between(0, 2 * kPi);
    const PlaneFrame frame = frameOf({anatomy.aorta.centre(s), anatomy.aorta.tangent(s)});
    const double radius = draws.between(0.7, 2.3), rho = anatomy.aorta.radius(s) + radius;
    anatomy.calcium.push_back({frame.toLps({rho * std::cos(angle), rho * std::sin(angle)}), radius});
  }
}

/// Numbers that no body has: organs, chambers and vessels change places in the order of brightness.
void scramble(BodyScene& scene, RandomDraws& draws) {
  ContrastLevels& hu = scene.levels;
  for (double* level : {&hu.myocardium, &hu.soft, &hu.calcium}) *level = draws.between(-100, 700);
  for (double* level : {&hu.ventricle, &hu.aorta, &hu.iliac}) *level = draws.between(100, 600);
  for (Organ& organ : scene.organs)
    if (organ.hu > -300) organ.hu = draws.between(-150, 600);
}

ScanLook drawLook(const PhantomSpec& spec, RandomDraws& draws) {
  ScanLook look;
  const double most = spec.region == PhantomRegion::full ? 45 : spec.region == PhantomRegion::root ? 90 : 70;
  const double wide = draws.unit() * most;
  for (int axis = 0; axis < 3; ++axis) {
    look.marginLow[axis] = draws.between(0.2, 1.0) * wide;
    look.marginHigh[axis] = draws.between(0.2, 1.0) * wide;
  }
  look.grain = draws.between(0, 0.6);
  if (draws.chance(0.25)) look.gamma = draws.between(0.85, 1.2);
  return look;
}

}  // namespace

Phantom makeCohortCase(std::uint64_t seed, std::uint64_t index, double spacingMm, const Progress& progress) {
  PhantomSpec spec = randomAnatomy(seed, index);
  setPhantomOption(spec, "spacing", std::to_string(spacingMm));
  RandomDraws draws(spec.seed + 1);
  AorticAnatomy anatomy = buildAnatomy(spec);
  addPlaques(anatomy, draws);
  BodyScene scene = drawBody(anatomy, drawLevels(spec, draws), draws);
  constexpr double kScrambledShare = 0.12;
  if (draws.chance(kScrambledShare)) scramble(scene, draws);
  Phantom phantom = scanBody(spec, anatomy, scene, drawLook(spec, draws), progress);
  phantom.truth = truthOf(spec, anatomy);
  return phantom;
}

}  // namespace valvista::planning
