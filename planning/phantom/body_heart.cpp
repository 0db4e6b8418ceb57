// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

Vec3 about(RandomDraws& draws, const Vec3& p, double mm) {
  return p + Vec3{draws.between(-mm, mm), draws.between(-mm, mm), draws.between(-mm, mm)};
}

/// Places and sizes that several organs follow.
struct HeartPlan {
  Vec3 ventricle;         ///< middle of the left ventricle
  double size = 1;        ///< of the other chambers
  double caval = 10;      ///< radius of the caval veins
  double pulmonary = 13;  ///< radius of the pulmonary trunk
};

/// Chambers and vessels that open into each other: all their walls, then what is in them.
class Cavities {
 public:
  Cavities(BodyScene& scene, const HeartPlan& plan, RandomDraws& draws)
      : scene_(scene), plan_(plan), draws_(draws) {}

  void chamber(const Vec3& middle, const Vec3& radii, double level, double wallMm) {
    const Mat3 turn =
        rotation({0, 0, 1}, draws_.between(-0.3, 0.3)) * rotation({1, 0, 0}, draws_.between(-0.3, 0.3));
    const BodyShape shape = ellipsoid(about(draws_, middle, 4), radii * plan_.size, turn);
    walls_.push_back({grown(shape, wallMm), scene_.levels.myocardium, 10});
    lumens_.push_back({shape, level, 15});
  }
  void vessel(const std::vector<TubePoint>& way, double level) {
    walls_.push_back({grown(tube(way), 1.5), scene_.levels.soft, 6});
    lumens_.push_back({tube(way), level, 12});
  }
  void finish() {
    for (std::vector<Organ>* part : {&walls_, &lumens_})
      scene_.organs.insert(scene_.organs.end(), part->begin(), part->end());
  }

 private:
  BodyScene& scene_;
  const HeartPlan& plan_;
  RandomDraws& draws_;
  std::vector<Organ> walls_, lumens_;
};

void addLeftSide(BodyScene& scene, const HeartPlan& plan, RandomDraws& draws) {
  const double hu = scene.levels.leftAtrium;
  Cavities left(scene, plan, draws);
  left.chamber({4, 44, 4}, {34, 22, 26}, hu, 2);
  left.chamber({28, 14, 22}, {10, 9, 14}, hu, 1.5);  // the appendage, beside the root
  for (const double side : {1.0, -1.0})
    for (const double up : {1.0, -1.0})
      left.vessel({{{side * 22 + 4, 46, 6 + 8 * up}, 6},
                   {{side * 48, 50, 14 + 16 * up}, 5},
                   {{side * 72, 52, 20 + 26 * up}, 3}},
                  hu);
  left.finish();
}

void addRightSide(BodyScene& scene, const HeartPlan& plan, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const double c = plan.caval, r = plan.pulmonary;
  Cavities right(scene, plan, draws);
  right.chamber({-40, 14, -8}, {24, 27, 32}, hu.rightHeart, 2);
  right.chamber({-24, -14, 12}, {12, 11, 15}, hu.rightHeart, 1.5);  // the appendage, in front of the root
  right.chamber(plan.ventricle + Vec3{-26, -26, -2}, {38, 30, 42}, hu.rightHeart, 3);
  // The pulmonary trunk winds around the root from the front to the left, its right branch behind the
  // ascending aorta.
  const Vec3 fork{22, 30, 58}, outflow = plan.ventricle + Vec3{-8, -38, 30};
  right.vessel(
      {{outflow, r}, {{18, -14, 26}, r}, {fork, r}, {{50, 44, 58}, 0.7 * r}, {{64, 48, 48}, 0.4 * r}},
      hu.pulmonary);
  right.vessel(
      {{fork, 0.8 * r}, {{-6, 30, 58}, 0.72 * r}, {{-36, 30, 52}, 0.65 * r}, {{-58, 34, 44}, 0.4 * r}},
      hu.pulmonary);
  // Dense contrast in the upper caval vein is common.
  const double dense = draws.chance(0.35) ? draws.between(400, 1000) : hu.rightHeart;
  right.vessel({{{48, -12, 150}, 0.6 * c}, {{0, -22, 138}, 0.7 * c}, {{-36, -4, 125}, 0.8 * c}}, dense);
  right.vessel({{{-38, -2, 170}, 0.8 * c}, {{-38, 6, 110}, c}, {{-36, 10, 50}, c}, {{-36, 12, 18}, c}},
               dense);
  right.finish();
}

void addLowerCavalVein(BodyScene& scene, const HeartPlan& plan, RandomDraws& draws) {
  const double hu = scene.levels.veins, c = plan.caval;
  Cavities veins(scene, plan, draws);
  veins.vessel({{{-38, 18, -22}, 1.1 * c},
                {{-32, 34, -70}, 1.2 * c},
                {{-24, 56, -130}, c},
                {{-20, 58, -200}, c},
                {{-16, 56, -275}, c}},
               hu);
  for (const double side : {1.0, -1.0}) {
    veins.vessel({{{-16, 56, -272}, 0.8 * c},
                  {{side * 28 - 4, 64, -310}, 0.7 * c},
                  {{side * 48, 52, -350}, 0.65 * c},
                  {{side * 62, 20, -420}, 0.6 * c}},
                 hu);
    veins.vessel({{{side * 20, 64, -158}, 4}, {{side * 8 - 10, 50, -154}, 4}, {{-20, 56, -152}, 4}}, hu);
  }
  veins.finish();
}

/// From the sinuses into the grooves.
void addCoronaries(BodyScene& scene, const AorticAnatomy& anatomy, const Vec3& ventricle) {
  constexpr double kOstiumMm = 13.0;  // 13 +- 3 mm left, 16 +- 3 mm right (Meyer et al.)
  const PlaneFrame& frame = anatomy.root.frame();
  const double rim = std::sqrt(anatomy.root.area(kOstiumMm) / std::numbers::pi);
  const auto coronary = [&](const Vec3& side, const std::vector<Vec3>& way) {
    const Vec3 towards = anatomy.lpsFromBody.linear * side;
    const Vec3 across = normalized(towards - frame.normal * dot(towards, frame.normal));
    const Vec3 ostium = frame.origin + frame.normal * kOstiumMm + across * rim;
    std::vector<TubePoint> points{{anatomy.bodyFromLps(ostium), 2.0}};
    for (const Vec3& p : way)
      points.push_back({p, std::max(0.8, 2.0 - 0.3 * static_cast<double>(points.size()))});
    scene.organs.push_back({tube(points), scene.levels.aorta, 0, true});
  };
  const Vec3& v = ventricle;
  coronary({1, -0.2, 0}, {{24, 0, 14}, v + Vec3{-2, -36, 8}, v + Vec3{8, -40, -25}, v + Vec3{20, -28, -45}});
  coronary({0.9, 0.4, 0}, {{26, 8, 10}, {46, 24, -4}, v + Vec3{20, 38, -4}});
  coronary({-0.7, -0.8, 0}, {{-24, -22, 0}, {-40, -16, -24}, v + Vec3{-52, 4, -28}});
}

void addDevices(BodyScene& scene, const Vec3& ventricle, RandomDraws& draws) {
  if (!draws.chance(0.12)) return;
  // Leads of a pacemaker.
  scene.organs.push_back({tube({{{-38, 0, 170}, 1.1},
                                {{-36, 10, 50}, 1.1},
                                {{-38, 12, -12}, 1.1},
                                {ventricle + Vec3{-22, -24, -20}, 1.3}}),
                          3000, 0});
  scene.organs.push_back({tube({{{-34, 2, 160}, 1.1}, {{-34, 12, 40}, 1.1}, {{-44, 4, -4}, 1.3}}), 3000, 0});
}

}  // namespace

void addHeart(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws) {
  const HeartPlan plan{anatomy.bodyFromLps(anatomy.root.axisPoint(0.55 * anatomy.root.apex())),
                       draws.between(0.9, 1.1), draws.between(8, 12), draws.between(11, 16)};
  const double s = plan.size * draws.between(0.92, 1.05);
  scene.organs.push_back({ellipsoid(plan.ventricle + Vec3{-20, -8, 12}, {61 * s, 50 * s, 58 * s},
                                    rotation({0, 1, 0}, draws.between(0.1, 0.5)) *
                                        rotation({0, 0, 1}, draws.between(-0.4, 0.4))),
                          scene.levels.fat, 10});
  addLowerCavalVein(scene, plan, draws);
  addLeftSide(scene, plan, draws);
  addRightSide(scene, plan, draws);
  addCoronaries(scene, anatomy, plan.ventricle);
  addDevices(scene, plan.ventricle, draws);
}

}  // namespace valvista::planning
