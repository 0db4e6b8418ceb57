// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

namespace valvista::planning {

namespace {

Vec3 about(RandomDraws& draws, const Vec3& p, double mm) {
  return p + Vec3{draws.between(-mm, mm), draws.between(-mm, mm), draws.between(-mm, mm)};
}

/// What leaves the aorta: each branch starts at a place along it and goes on by steps.
class AorticBranches {
 public:
  AorticBranches(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws)
      : scene_(scene), anatomy_(anatomy), draws_(draws) {
    double top = -1e9;
    for (double s = 0; s < anatomy.aorta.length(); s += 1)
      if (place(s).z > top) top = place(s).z, highest_ = s;
  }
  double highest() const { return highest_; }
  /// Millimetres along the aorta to where its descending part is at this height.
  double descendingAt(double z) const {
    double s = highest_;
    while (s < anatomy_.aorta.length() && place(s).z > z) s += 1;
    return s;
  }
  void add(double s, double level, double radius, const std::vector<Vec3>& steps) {
    Vec3 p = place(s);
    std::vector<TubePoint> points{{p, radius}};
    for (const Vec3& step : steps)
      points.push_back({p += about(draws_, step, 3), radius * draws_.between(0.85, 1.0)});
    scene_.organs.push_back({grown(tube(points), 1.0), scene_.levels.soft, 5});
    scene_.organs.push_back({tube(points), level, 8, true});
  }

 private:
  Vec3 place(double s) const { return anatomy_.bodyFromLps(anatomy_.aorta.centre(s)); }

  BodyScene& scene_;
  const AorticAnatomy& anatomy_;
  RandomDraws& draws_;
  double highest_ = 0;
};

/// The inner branch leaves where the label ends, the outer artery goes on to the groin.
void addIliacBranches(BodyScene& scene, const AorticAnatomy& anatomy, std::size_t side) {
  const double left = side == 0 ? 1 : -1, hu = scene.levels.iliac;
  const VesselTube& iliac = anatomy.iliac[side];
  Vec3 p = anatomy.bodyFromLps(iliac.centre(anatomy.iliacExtent[side].end));
  std::vector<TubePoint> inner{{p, 0.75 * iliac.radius(iliac.length() / 2)}};
  for (const Vec3& step : {Vec3{left * 2, 14, -14}, Vec3{left * 4, 12, -26}})
    inner.push_back({p += step, 2.8});
  scene.organs.push_back({tube(inner), hu, 8, true});
  const Vec3 end = anatomy.bodyFromLps(iliac.centre(iliac.length()));
  const Vec3 way = normalized(anatomy.bodyFromLps.linear * iliac.tangent(iliac.length()));
  const double r = iliac.radius(iliac.length());
  scene.organs.push_back({tube({{end - way * 3, r},
                                {end + way * 30 + Vec3{left * 8, -8, 0}, r},
                                {end + way * 55 + Vec3{left * 14, -34, -25}, r * 0.9}}),
                          hu, 8, true});
}

}  // namespace

void addVessels(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws) {
  const ContrastLevels& hu = scene.levels;
  AorticBranches branches(scene, anatomy, draws);
  // To the head and the arms.
  const double arch = branches.highest();
  branches.add(arch - 14, hu.aorta, draws.between(5.5, 7.5), {{-6, -2, 28}, {-12, 0, 30}, {-6, 0, 40}});
  branches.add(arch + 3, hu.aorta, draws.between(3, 4.2), {{4, 0, 28}, {3, 2, 40}, {0, 0, 40}});
  branches.add(arch + 18, hu.aorta, draws.between(4, 5.5), {{7, 2, 28}, {14, -2, 30}, {25, -6, 14}});
  // To liver and bowel, kidneys, lower bowel.
  branches.add(branches.descendingAt(-108), hu.aorta, draws.between(3, 4.2),
               {{-2, -18, -6}, {-6, -14, 2}, {-20, -2, 6}});
  branches.add(branches.descendingAt(-122), hu.aorta, draws.between(3, 4.2),
               {{-2, -18, -12}, {0, -10, -40}, {-8, -4, -60}});
  for (const double side : {1.0, -1.0})
    branches.add(branches.descendingAt(-140 - 4 * side), hu.aorta, draws.between(2.3, 3.2),
                 {{side * 16, 3, -4}, {side * 18, 8, -8}});
  branches.add(branches.descendingAt(-215), hu.iliac, draws.between(1.5, 2.2), {{5, -15, -14}, {8, -3, -40}});
  for (const std::size_t side : {0U, 1U}) addIliacBranches(scene, anatomy, side);
}

}  // namespace valvista::planning
