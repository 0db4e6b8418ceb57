// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kTop = 260, kBottom = -460;  ///< beyond every scan

/// Upright elliptic column, narrower at the waist.
BodyShape column(const BodyFrame& frame, double halfX, double halfY) {
  const double y0 = frame.middleY;
  const auto distance = [=](const Vec3& p) {
    const double waist = 1 - 0.09 * std::exp(-0.5 * (p.z + 190) * (p.z + 190) / (60 * 60));
    const double x = p.x / (halfX * waist), y = (p.y - y0) / halfY;
    // An exponent over 2 flattens front and back as a chest does.
    const double value = std::pow(std::pow(std::abs(x), 2.4) + std::pow(std::abs(y), 2.4), 1 / 2.4);
    return (value - 1) * std::min(halfX * waist, halfY);
  };
  return {{-halfX, y0 - halfY, kBottom}, {halfX, y0 + halfY, kTop}, distance};
}

/// One lung: the column's side beyond the mediastinum, above the diaphragm's dome.
BodyShape lung(const BodyFrame& frame, double side, double innerX) {
  BodyFrame inside = frame;
  const BodyShape chest = column(inside, frame.ribX - 5, frame.ribY - 5);
  const double dome = frame.dome + (side < 0 ? 14 : 0);
  BodyShape shape = intersection(chest, [=](const Vec3& p) {
    // Narrow behind the breastbone and beside the spine.
    const double medial = innerX + 7 * std::sin(0.045 * p.z) - 0.003 * (p.y - 35) * (p.y - 35) - side * p.x;
    const double dx = (side * p.x - 62) / 70, dy = (p.y - 15) / 80;
    const double floor = dome + 12 - 62 * (dx * dx + dy * dy);
    const double apex = p.z - (165 - 0.012 * (p.x - side * 45) * (p.x - side * 45));
    return std::max({std::max(medial, 3 - side * p.x), 0.6 * (floor - p.z), apex});
  });
  (side > 0 ? shape.low.x : shape.high.x) = side * 2;
  shape.low.z = dome - 120, shape.high.z = 175;
  return shape;
}

void addLungVessels(BodyScene& scene, double side, RandomDraws& draws) {
  const Vec3 hilum{side * 38, 35, 38};
  for (int i = 0; i < 26; ++i) {
    const double turn = draws.between(-0.5 * kPi, 0.5 * kPi), rise = draws.between(-1.0, 1.0);
    const Vec3 away = normalized({side * std::cos(turn), std::sin(turn), rise});
    const double length = draws.between(35, 85), radius = draws.between(1.2, 4.2);
    const Vec3 bow{draws.between(-8, 8), draws.between(-8, 8), draws.between(-8, 8)};
    const double hu = draws.chance(0.5) ? scene.levels.pulmonary : scene.levels.leftAtrium;
    scene.organs.push_back({tube({{hilum, radius},
                                  {hilum + away * (0.5 * length) + bow, 0.7 * radius},
                                  {hilum + away * length + bow, 0.3 * radius}}),
                            hu, 0});
  }
}

void addAirways(BodyScene& scene, RandomDraws& draws) {
  const Vec3 carina{draws.between(-6, 0), draws.between(36, 44), draws.between(58, 68)};
  const double radius = draws.between(7, 10);
  const auto air = [&](const std::vector<TubePoint>& points) {
    scene.organs.push_back({grown(tube(points), 1.6), scene.levels.soft, 8});
    scene.organs.push_back({tube(points), -990, 0});
  };
  air({{carina + Vec3{2, -22, 160}, radius}, {carina + Vec3{1, -8, 60}, radius}, {carina, radius}});
  air({{carina, 0.8 * radius},
       {carina + Vec3{-24, 4, -22}, 0.75 * radius},
       {carina + Vec3{-48, 6, -45}, 0.4 * radius}});
  air({{carina, 0.75 * radius},
       {carina + Vec3{26, 6, -22}, 0.65 * radius},
       {carina + Vec3{50, 8, -38}, 0.4 * radius}});
  const std::vector<TubePoint> oesophagus{
      {{2, 60, 200}, 7}, {{4, 62, 80}, 7}, {{2, 62, 10}, 8}, {{6, 58, -45}, 8}, {{25, 40, -75}, 9}};
  scene.organs.push_back({tube(oesophagus), scene.levels.soft - 10, 10});
  if (draws.chance(0.4))
    scene.organs.push_back({tube({{{3, 60, 120}, 2.5}, {{4, 62, 80}, 3}, {{3, 62, 30}, 2.5}}), -700, 0});
}

void addTable(BodyScene& scene, RandomDraws& draws) {
  const double back = scene.frame.middleY + scene.frame.skinY, bend = draws.between(0, 0.0008);
  const double top = back + draws.between(2, 12), hu = draws.between(-250, 50), thick = draws.between(2, 5);
  const auto plate = [=](double depth) {
    return [=](const Vec3& p) { return std::abs(p.y - top - depth + bend * p.x * p.x) - thick / 2; };
  };
  for (const double depth : {0.0, draws.between(25, 55)})
    scene.organs.push_back({{{-215, top - 60, kBottom}, {215, top + 70, kTop}, plate(depth)}, hu, 0});
}

}  // namespace

void addTrunk(BodyScene& scene, RandomDraws& draws) {
  const BodyFrame& frame = scene.frame;
  const ContrastLevels& hu = scene.levels;
  if (draws.chance(0.8)) addTable(scene, draws);
  scene.organs.push_back({column(frame, frame.skinX, frame.skinY), hu.soft, 5});
  scene.organs.push_back({column(frame, frame.skinX - 2, frame.skinY - 2), hu.fat, 10});
  const double muscle = draws.between(4, 14);
  scene.organs.push_back({column(frame, frame.ribX + muscle, frame.ribY + muscle), hu.soft + 5, 12});
  scene.organs.push_back({column(frame, frame.ribX - 3, frame.ribY - 3), hu.fat, 12});
  const double inner = draws.between(16, 30);
  for (const double side : {1.0, -1.0}) {
    const BodyShape air = lung(frame, side, inner);
    // The diaphragm and the pleura: a layer of muscle under the lung.
    scene.organs.push_back({grown(air, 2.0), hu.soft, 6});
    scene.organs.push_back({air, hu.lung, 35});
    if (draws.chance(0.12)) {  // effusion behind the lung of a patient who lies
      const double level = frame.middleY + frame.ribY - draws.between(25, 60);
      scene.organs.push_back(
          {intersection(air, [level](const Vec3& p) { return level - p.y; }), draws.between(0, 30), 5});
    }
    addLungVessels(scene, side, draws);
  }
  addAirways(scene, draws);
}

}  // namespace valvista::planning
