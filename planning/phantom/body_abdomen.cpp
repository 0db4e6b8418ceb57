// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

#include <algorithm>
#include <cmath>

namespace valvista::planning {

namespace {

Mat3 turned(RandomDraws& draws, double most) {
  return rotation({0, 0, 1}, draws.between(-most, most)) * rotation({1, 0, 0}, draws.between(-most, most)) *
         rotation({0, 1, 0}, draws.between(-most, most));
}

Vec3 about(RandomDraws& draws, const Vec3& p, double mm) {
  return p + Vec3{draws.between(-mm, mm), draws.between(-mm, mm), draws.between(-mm, mm)};
}

/// A hollow organ of a patient who lies on the back: wall, fluid, and gas where the front is.
void addHollow(BodyScene& scene, const BodyShape& shape, double gasFrom, double fluidHu) {
  scene.organs.push_back({grown(shape, 2.5), scene.levels.soft + 25, 10});
  scene.organs.push_back({shape, fluidHu, 12});
  const BodyShape gas = intersection(shape, [gasFrom](const Vec3& p) { return p.y - gasFrom; });
  scene.organs.push_back({gas, -960, 0});
}

double fluidHu(RandomDraws& draws) {
  return draws.chance(0.15) ? draws.between(150, 450) : draws.between(0, 60);  // some have drunk contrast
}

void addUpperAbdomen(BodyScene& scene, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const double size = draws.between(0.85, 1.15), dome = scene.frame.dome;
  const Vec3 liver = about(draws, {-62, 12, dome - 55}, 8);
  scene.organs.push_back(
      {ellipsoid(liver, {70 * size, 72 * size, 62 * size}, turned(draws, 0.2)), hu.liver, 9});
  scene.organs.push_back(
      {ellipsoid(liver + Vec3{55, -38, 10}, {55 * size, 32, 34 * size}, turned(draws, 0.3)), hu.liver, 9});
  for (int i = 0; i < 6; ++i) {  // its veins
    const Vec3 from = liver + Vec3{30, 20, draws.between(-20, 35)}, to = about(draws, liver, 45);
    scene.organs.push_back({tube({{from, draws.between(3, 6)}, {(from + to) / 2, 3}, {to, 1.5}}),
                            hu.liver + draws.between(-25, 60), 0});
  }
  if (draws.chance(0.7))
    scene.organs.push_back(
        {ellipsoid(liver + Vec3{25, -35, -45}, {13, 14, 28}, turned(draws, 0.4)), draws.between(0, 25), 4});
  scene.organs.push_back(
      {ellipsoid(about(draws, {84, 58, dome - 60}, 8), {28, 36, 48}, turned(draws, 0.4)), hu.spleen, 18});
  const Vec3 stomach = about(draws, {52, -8, dome - 50}, 10);
  addHollow(scene, ellipsoid(stomach, {34, 42, 46}, turned(draws, 0.4)), stomach.y - draws.between(-25, 30),
            fluidHu(draws));
  for (const double side : {1.0, -1.0}) {
    const Vec3 middle = about(draws, {side * 58, 72, -165 - 6 * side}, 9);
    const Mat3 lean = rotation({0, 1, 0}, -side * 0.25) * turned(draws, 0.15);
    scene.organs.push_back({ellipsoid(middle, {27, 25, 52}, lean), hu.kidney, 15});
    scene.organs.push_back(
        {ellipsoid(middle - Vec3{side * 5, 0, 0}, {15, 14, 38}, lean), hu.kidney * 0.65, 20});
    scene.organs.push_back({ellipsoid(middle - Vec3{side * 16, 4, 0}, {12, 9, 18}, lean), hu.fat, 5});
  }
  scene.organs.push_back(
      {tube({{{-28, 26, -128}, 13}, {{2, 22, -118}, 9}, {{38, 40, -105}, 9}}), hu.liver, 14});
  scene.organs.push_back(
      {tube({{liver + Vec3{35, 8, -25}, 6}, {{-14, 26, -108}, 6}, {{-4, 18, -150}, 5.5}, {{-2, 8, -220}, 4}}),
       hu.veins, 4});
}

void addBowel(BodyScene& scene, RandomDraws& draws) {
  const double front = scene.frame.middleY - scene.frame.ribY;
  const int loops = 22 + draws.below(16);
  for (int i = 0; i < loops; ++i) {
    const double radius = draws.between(8, 19);
    const Vec3 middle{draws.between(-75, 75), draws.between(front + 22, 34), draws.between(-370, -135)};
    const Vec3 along{draws.between(-35, 35), draws.between(-14, 14), draws.between(-20, 20)};
    const BodyShape loop = tube(
        {{middle - along, radius}, {middle + about(draws, {}, 8), radius * 0.9}, {middle + along, radius}});
    addHollow(scene, loop, middle.y + draws.between(-2.5, 0.8) * radius, fluidHu(draws));
  }
  for (const double side : {1.0, -1.0}) {  // colon
    const double radius = draws.between(14, 24);
    const std::vector<TubePoint> way{
        {{side * 88, 30, -140}, radius}, {{side * 92, 38, -205}, radius}, {{side * 82, 24, -290}, radius}};
    addHollow(scene, tube(way), draws.between(0, 60), draws.between(-60, 80));
  }
  const double size = draws.between(22, 48);
  scene.organs.push_back({ellipsoid({0, 15, -390}, {size * 1.2, size, size}),
                          draws.chance(0.3) ? draws.between(100, 500) : 8, 4});
}

}  // namespace

void addAbdomen(BodyScene& scene, RandomDraws& draws) {
  addBowel(scene, draws);
  addUpperAbdomen(scene, draws);
}

}  // namespace valvista::planning
