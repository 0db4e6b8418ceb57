// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kTop = 260, kSacrum = -300;

/// The middle of the spine from front to back: nearer to the front in the lumbar part.
double spineY(double z) {
  return 99 - 18 * std::clamp((-80 - z) / 185, 0.0, 1.0);
}

struct SpineForm {
  double unit, disc, wide, deep, phase;
  /// Height within a vertebra, 0 at its middle.
  double height(double z) const { return z + phase - unit * std::floor((z + phase) / unit) - unit / 2; }
};

void addSpine(BodyScene& scene, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const SpineForm form{draws.between(31, 38), draws.between(5, 9), draws.between(17, 22),
                       draws.between(14.5, 17.5), draws.between(0, 36)};
  const Vec3 low{-40, 60, kSacrum}, high{40, 165, kTop};
  const auto round = [form](const Vec3& p) {
    return (std::hypot(p.x / form.wide, (p.y - spineY(p.z)) / form.deep) - 1) * form.deep;
  };
  const auto body = [form, round](const Vec3& p) {
    const double h = form.height(p.z);
    // Waisted between its end plates.
    const double waist = 1.5 * std::cos(kPi * h / form.unit);
    return std::max(round(p) + waist, std::abs(h) - (form.unit - form.disc) / 2);
  };
  const auto arch = [form](const Vec3& p) {
    const double y = p.y - spineY(p.z) - form.deep, h = form.height(p.z) + 4;
    const double canal = std::hypot(p.x / 1.3, y - 8) - 13;
    const double spine = std::hypot(p.x, std::max(0.0, std::abs(y - 28) - 14), 0.5 * h) - 4;
    const double across =
        std::hypot(std::max(0.0, std::abs(p.x) - 30), y - 14 - 0.2 * std::abs(p.x), 0.7 * h) - 5;
    const double ring = std::max(std::abs(canal) - 2, std::abs(h) - 11);
    return std::min({ring, spine, across});
  };
  const double shellMm = draws.between(1.0, 2.5);
  scene.organs.push_back({{{-62, 95, kSacrum},
                           {62, 165, kTop},
                           [](const Vec3& p) {
                             const double y = p.y - spineY(p.z) - 40;  // the muscles along the spine
                             return (std::hypot((std::abs(p.x) - 26) / 28, y / 24) - 1) * 24;
                           }},
                          hu.soft + 5,
                          14});
  scene.organs.push_back({{low, high, round}, hu.soft + draws.between(10, 50), 10});
  scene.organs.push_back({{low, high, body}, hu.cortex, 60});
  scene.organs.push_back(
      {{low, high, [body, shellMm](const Vec3& p) { return body(p) + shellMm; }}, hu.marrow, 55});
  scene.organs.push_back({{low, high, arch}, hu.cortex * 0.85, 80});
  scene.organs.push_back(
      {{low, high,
        [form](const Vec3& p) { return std::hypot(p.x / 1.3, p.y - spineY(p.z) - form.deep - 8) - 8; }},
       draws.between(10, 45),
       5});
}

void addRibs(BodyScene& scene, RandomDraws& draws) {
  const BodyFrame frame = scene.frame;
  const double pitch = draws.between(22, 28), slope = draws.between(45, 75), phase = draws.between(0, 30);
  const double thick = draws.between(3.0, 4.5), high = draws.between(5, 7.5);
  const auto rib = [=](const Vec3& p) {
    const double x = p.x / frame.ribX, y = (p.y - frame.middleY) / frame.ribY;
    const double radius = std::pow(std::pow(std::abs(x), 2.4) + std::pow(std::abs(y), 2.4), 1 / 2.4);
    const double across = (radius - 1) * frame.ribY;
    if (std::abs(across) > 12) return std::abs(across) - high;
    // From the spine (behind) down to the front, where cartilage takes over.
    const double forward = 0.5 - 0.5 * y;
    const double z = p.z + slope * forward + phase, off = z - pitch * std::floor(z / pitch) - pitch / 2;
    const double bone = (std::hypot(across / thick, off / high) - 1) * thick;
    return std::max({bone, -60 * (y + 0.93), p.z - 190, -130 - p.z - 60 * forward});
  };
  const Vec3 low{-frame.ribX - 6, frame.middleY - frame.ribY - 6, -200};
  const Vec3 top{frame.ribX + 6, frame.middleY + frame.ribY + 6, 195};
  scene.organs.push_back({{low, top, rib}, scene.levels.cortex, 60});
  scene.organs.push_back(
      {{low, top, [rib](const Vec3& p) { return rib(p) + 1.6; }}, scene.levels.marrow * 0.9, 40});
  const double front = frame.middleY - frame.ribY;
  const BodyShape sternum = ellipsoid({draws.between(-4, 4), front, 70}, {draws.between(15, 22), 6, 85});
  scene.organs.push_back({sternum, scene.levels.cortex * 0.8, 40});
  scene.organs.push_back({grown(sternum, -1.8), scene.levels.marrow * 0.7, 40});
  if (draws.chance(0.15))  // wires of an earlier operation
    for (double z = 30; z < 140; z += 22)
      scene.organs.push_back({shell(ellipsoid({0, front, z}, {16, 9, 2}), 1.2), 2600, 0});
}

void addPelvis(BodyScene& scene, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  const double crest = draws.between(-275, -250);
  const auto bone = [&](const BodyShape& shape) {
    scene.organs.push_back({shape, hu.cortex, 60});
    scene.organs.push_back({grown(shape, -1.8), hu.marrow * 0.85, 45});
  };
  for (const double side : {1.0, -1.0}) {
    const Mat3 flare = rotation({0, 0, 1}, side * 0.5) * rotation({0, 1, 0}, -side * 0.3);
    bone(ellipsoid({side * 88, 62, crest - 60}, {8, 55, 62}, flare));
    bone(ellipsoid({side * 70, 55, crest - 135}, {22, 28, 36}));
    const BodyShape head = ellipsoid({side * 92, 40, crest - 150}, {23, 23, 23});
    bone(head);
    // The muscle in front of the pelvis and beside the spine, along which the iliac arteries run.
    scene.organs.push_back({tube({{{side * 26, 82, -110}, 10},
                                  {{side * 38, 76, -190}, 19},
                                  {{side * 52, 60, -270}, 22},
                                  {{side * 66, 30, -350}, 19},
                                  {{side * 75, 10, -430}, 17}}),
                            hu.soft + 8, 14});
    scene.organs.push_back({ellipsoid({side * 85, 110, crest - 85}, {50, 26, 70}), hu.soft + 6, 16});
  }
  bone(ellipsoid({0, 92, crest - 75}, {48, 17, 62}, rotation({1, 0, 0}, -0.35)));
}

}  // namespace

void addSkeleton(BodyScene& scene, RandomDraws& draws) {
  addPelvis(scene, draws);
  addSpine(scene, draws);
  addRibs(scene, draws);
}

}  // namespace valvista::planning
