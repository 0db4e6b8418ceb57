// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

#include <algorithm>
#include <cmath>

namespace valvista::planning {

namespace {

Vec3 about(RandomDraws& draws, const Vec3& p, double mm) {
  return p + Vec3{draws.between(-mm, mm), draws.between(-mm, mm), draws.between(-mm, mm)};
}

/// Places that the organs around follow.
struct HeartPlaces {
  Vec3 apexward;   ///< from the annulus into the ventricle
  Vec3 ventricle;  ///< its middle
  double size;     ///< of the other chambers
};

void addChambers(BodyScene& scene, const HeartPlaces& at, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const double s = at.size;
  scene.organs.push_back({ellipsoid(at.ventricle + Vec3{-18, -8, 14}, {74 * s, 62 * s, 70 * s}), hu.fat, 10});
  const auto chamber = [&](const Vec3& middle, const Vec3& radii, double level, double wall) {
    const Mat3 turn =
        rotation({0, 0, 1}, draws.between(-0.3, 0.3)) * rotation({1, 0, 0}, draws.between(-0.3, 0.3));
    const BodyShape shape = ellipsoid(about(draws, middle, 4), radii * s, turn);
    scene.organs.push_back({grown(shape, wall), hu.myocardium, 10});
    scene.organs.push_back({shape, level, 15});
  };
  chamber({4, 44, 4}, {34, 22, 26}, hu.leftAtrium, 2);
  chamber({28, 14, 22}, {10, 9, 14}, hu.leftAtrium, 1.5);  // its appendage, beside the root
  chamber({-40, 14, -8}, {24, 27, 32}, hu.rightHeart, 2);
  chamber({-24, -14, 12}, {12, 11, 15}, hu.rightHeart, 1.5);  // the right appendage, in front of the root
  chamber(at.ventricle + Vec3{-26, -26, -2}, {38, 30, 42}, hu.rightHeart, 3);
}

void addGreatVessels(BodyScene& scene, const AorticAnatomy& anatomy, const HeartPlaces& at,
                     RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const double r = draws.between(11, 16);
  const auto vessel = [&](const std::vector<TubePoint>& way, double level) {
    scene.organs.push_back({grown(tube(way), 1.5), hu.soft, 6});
    scene.organs.push_back({tube(way), level, 12});
  };
  // The pulmonary trunk winds around the root from the front to the left, its right branch behind the
  // ascending aorta.
  const Vec3 fork{22, 30, 58};
  const Vec3 outflow = at.ventricle + Vec3{-8, -38, 30};
  vessel({{outflow, r}, {{18, -14, 26}, r}, {fork, r}, {{50, 44, 58}, 0.7 * r}, {{64, 48, 48}, 0.4 * r}},
         hu.pulmonary);
  vessel({{fork, 0.8 * r}, {{-6, 30, 58}, 0.72 * r}, {{-36, 30, 52}, 0.65 * r}, {{-58, 34, 44}, 0.4 * r}},
         hu.pulmonary);
  // Streaks of dense contrast in the upper caval vein are common.
  const double dense = draws.chance(0.35) ? draws.between(400, 1000) : hu.rightHeart;
  const double c = draws.between(8, 12);
  vessel({{{-38, -2, 170}, 0.8 * c}, {{-38, 6, 110}, c}, {{-36, 10, 50}, c}, {{-36, 12, 12}, c}}, dense);
  vessel({{{48, -12, 150}, 0.6 * c}, {{0, -22, 138}, 0.7 * c}, {{-36, -4, 125}, 0.8 * c}}, dense);
  vessel({{{-38, 18, -22}, 1.1 * c},
          {{-32, 34, -70}, 1.2 * c},
          {{-24, 56, -130}, c},
          {{-20, 58, -200}, c},
          {{-16, 56, -275}, c}},
         hu.veins);
  for (const double side : {1.0, -1.0}) {
    vessel({{{-16, 56, -272}, 0.8 * c},
            {{side * 28 - 4, 64, -310}, 0.7 * c},
            {{side * 48, 52, -350}, 0.65 * c},
            {{side * 62, 20, -420}, 0.6 * c}},
           hu.veins);
    vessel({{{side * 20, 64, -158}, 4}, {{side * 8 - 10, 50, -154}, 4}, {{-20, 56, -152}, 4}}, hu.veins);
    for (const double up : {1.0, -1.0})
      vessel({{{side * 22 + 4, 46, 6 + 8 * up}, 6},
              {{side * 48, 50, 14 + 16 * up}, 5},
              {{side * 72, 52, 20 + 26 * up}, 3}},
             hu.leftAtrium);
  }
  // Coronary arteries: from the sinuses into the grooves.
  const PlaneFrame& frame = anatomy.root.frame();
  const double rootR = anatomy.root.area(anatomy.root.straightFrom() * 0.5);
  const double rim = std::sqrt(rootR / 3.14159);
  const auto ostium = [&](const Vec3& towards) {
    const Vec3 across = normalized(towards - frame.normal * dot(towards, frame.normal));
    return frame.origin + frame.normal * 13.0 + across * rim;
  };
  const auto coronary = [&](const Vec3& side, const std::vector<Vec3>& way) {
    std::vector<TubePoint> points{{anatomy.bodyFromLps(ostium(anatomy.lpsFromBody.linear * side)), 2.0}};
    for (const Vec3& p : way)
      points.push_back({p, std::max(0.8, 2.0 - 0.3 * static_cast<double>(points.size()))});
    scene.organs.push_back({tube(points), hu.aorta, 0, true});
  };
  const Vec3 v = at.ventricle;
  coronary({1, -0.2, 0}, {{24, 0, 14}, v + Vec3{-2, -36, 8}, v + Vec3{8, -40, -25}, v + Vec3{20, -28, -45}});
  coronary({0.9, 0.4, 0}, {{26, 8, 10}, {46, 24, -4}, v + Vec3{20, 38, -4}});
  coronary({-0.7, -0.8, 0}, {{-24, -22, 0}, {-40, -16, -24}, v + Vec3{-52, 4, -28}});
}

void addDevices(BodyScene& scene, const HeartPlaces& at, RandomDraws& draws) {
  if (!draws.chance(0.12)) return;
  // Leads of a pacemaker.
  scene.organs.push_back({tube({{{-38, 0, 170}, 1.1},
                                {{-36, 10, 50}, 1.1},
                                {{-38, 12, -12}, 1.1},
                                {at.ventricle + Vec3{-22, -24, -20}, 1.3}}),
                          3000, 0});
  scene.organs.push_back({tube({{{-34, 2, 160}, 1.1}, {{-34, 12, 40}, 1.1}, {{-44, 4, -4}, 1.3}}), 3000, 0});
}

}  // namespace

void addHeart(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws) {
  const Vec3 normal = normalized(anatomy.bodyFromLps.linear * anatomy.annulus.normal);
  const HeartPlaces at{-normal, normal * (0.55 * anatomy.root.apex()), draws.between(0.9, 1.1)};
  addChambers(scene, at, draws);
  addGreatVessels(scene, anatomy, at, draws);
  addDevices(scene, at, draws);
}

void addVessels(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const VesselTube& aorta = anatomy.aorta;
  const auto onAorta = [&](double s) { return anatomy.bodyFromLps(aorta.centre(s)); };
  const auto branch = [&](double s, double level, double radius, const std::vector<Vec3>& steps) {
    Vec3 p = onAorta(s);
    std::vector<TubePoint> points{{p, radius}};
    for (const Vec3& step : steps)
      points.push_back({p += about(draws, step, 3), radius * draws.between(0.85, 1.0)});
    scene.organs.push_back({grown(tube(points), 1.0), hu.soft, 5});
    scene.organs.push_back({tube(points), level, 8, true});
  };
  double highest = 0, top = -1e9;
  for (double s = 0; s < aorta.length(); s += 1)
    if (onAorta(s).z > top) top = onAorta(s).z, highest = s;
  branch(highest - 14, hu.aorta, draws.between(5.5, 7.5), {{-6, -2, 28}, {-12, 0, 30}, {-6, 0, 40}});
  branch(highest + 3, hu.aorta, draws.between(3, 4.2), {{4, 0, 28}, {3, 2, 40}, {0, 0, 40}});
  branch(highest + 18, hu.aorta, draws.between(4, 5.5), {{7, 2, 28}, {14, -2, 30}, {25, -6, 14}});
  const auto below = [&](double z) {
    double s = highest;
    while (s < aorta.length() && onAorta(s).z > z) s += 1;
    return s;
  };
  branch(below(-108), hu.aorta, draws.between(3, 4.2), {{-2, -18, -6}, {-6, -14, 2}, {-20, -2, 6}});
  branch(below(-122), hu.aorta, draws.between(3, 4.2), {{-2, -18, -12}, {0, -10, -40}, {-8, -4, -60}});
  for (const double side : {1.0, -1.0})
    branch(below(-140 - 4 * side), hu.aorta, draws.between(2.3, 3.2),
           {{side * 16, 3, -4}, {side * 18, 8, -8}});
  branch(below(-215), hu.iliac, draws.between(1.5, 2.2), {{5, -15, -14}, {8, -3, -40}});
  for (const std::size_t side : {0U, 1U}) {
    const double left = side == 0 ? 1 : -1;
    const VesselTube& iliac = anatomy.iliac[side];
    Vec3 p = anatomy.bodyFromLps(iliac.centre(anatomy.iliacExtent[side].end));
    std::vector<TubePoint> points{{p, 0.75 * iliac.radius(iliac.length() / 2)}};
    for (const Vec3& step : {Vec3{left * 2, 14, -14}, Vec3{left * 4, 12, -26}})
      points.push_back({p += step, 2.8});
    scene.organs.push_back({tube(points), hu.iliac, 8, true});
    // The outer artery goes on to the groin.
    const Vec3 end = anatomy.bodyFromLps(iliac.centre(iliac.length())),
               way = normalized(anatomy.bodyFromLps.linear * iliac.tangent(iliac.length()));
    const double r = iliac.radius(iliac.length());
    scene.organs.push_back({tube({{end - way * 3, r},
                                  {end + way * 30 + Vec3{left * 8, -8, 0}, r},
                                  {end + way * 55 + Vec3{left * 14, -34, -25}, r * 0.9}}),
                            hu.iliac, 8, true});
  }
}

}  // namespace valvista::planning
