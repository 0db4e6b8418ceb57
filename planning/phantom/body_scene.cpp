// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scene.h"

#include "planning/core/on_all_processors.h"
#include "planning/phantom/point_spread.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace valvista::planning {

namespace {

constexpr float kAirHu = -1000;

/// Smooth noise about -1..1 on a lattice that repeats, linear between its points.
class SlowNoise {
 public:
  SlowNoise(std::uint64_t seed, double cellMm) : scale_(1 / cellMm) {
    for (std::size_t i = 0; i < values_.size(); ++i)
      values_[i] = static_cast<float>(2 * uniformAt(seed, i) - 1);
  }
  double at(const Vec3& p) const {
    const Cell x = cell(p.x), y = cell(p.y), z = cell(p.z);
    const auto line = [&](unsigned j, unsigned k) {
      const float* row = &values_[(k * kSide + j) * kSide];
      return row[x.low] + (row[x.high] - row[x.low]) * x.share;
    };
    const double low = line(y.low, z.low) + (line(y.high, z.low) - line(y.low, z.low)) * y.share;
    const double high = line(y.low, z.high) + (line(y.high, z.high) - line(y.low, z.high)) * y.share;
    return low + (high - low) * z.share;
  }

 private:
  static constexpr unsigned kSide = 32;
  struct Cell {
    unsigned low = 0, high = 0;
    double share = 0;
  };
  Cell cell(double mm) const {
    const double scaled = mm * scale_ + 4096, whole = std::floor(scaled);
    const auto low = static_cast<unsigned>(whole) % kSide;
    return {low, (low + 1) % kSide, scaled - whole};
  }
  double scale_;
  std::array<float, kSide * kSide * kSide> values_{};
};

/// Voxels of a grid along LPS that a box of body coordinates can reach.
struct VoxelBox {
  Index3 begin, end;
  VoxelBox(const BodyShape& shape, const Affine& lpsFromBody, const ImageGeometry& grid, double margin) {
    const Affine ijkFromLps = grid.ijkFromLps();
    Vec3 low{1e9, 1e9, 1e9}, high{-1e9, -1e9, -1e9};
    for (int corner = 0; corner < 8; ++corner) {
      Vec3 p;
      for (int axis = 0; axis < 3; ++axis)
        p[axis] = ((corner >> axis) & 1) != 0 ? shape.high[axis] + margin : shape.low[axis] - margin;
      const Vec3 ijk = ijkFromLps(lpsFromBody(p));
      for (int axis = 0; axis < 3; ++axis)
        low[axis] = std::min(low[axis], ijk[axis]), high[axis] = std::max(high[axis], ijk[axis]);
    }
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double last = grid.size[axis], a = static_cast<int>(axis);
      begin[axis] = static_cast<int>(std::clamp(std::floor(low[static_cast<int>(a)]), 0.0, last));
      end[axis] = static_cast<int>(std::clamp(std::ceil(high[static_cast<int>(a)]) + 1, 0.0, last));
    }
  }
};

/// One organ into one slice.
struct SlicePainter {
  const ImageGeometry& grid;
  const Affine& bodyFromIjk;
  const PointSpread& spread;
  const SlowNoise &fine, &coarse;
  PaintedBody& into;

  void paint(const Organ& organ, const VoxelBox& box, int k) const {
    for (int j = box.begin[1]; j < box.end[1]; ++j) {
      const std::size_t row = (static_cast<std::size_t>(k) * static_cast<std::size_t>(grid.size[1]) +
                               static_cast<std::size_t>(j)) *
                              static_cast<std::size_t>(grid.size[0]);
      for (int i = box.begin[0]; i < box.end[0]; ++i) {
        const Vec3 body =
            bodyFromIjk({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
        const double share = spread.inside(organ.shape.distance(body));
        if (share <= 0) continue;
        const std::size_t at = row + static_cast<std::size_t>(i);
        const double texture =
            organ.textureHu > 0 ? organ.textureHu * (0.6 * fine.at(body) + 0.6 * coarse.at(body)) : 0;
        into.hu[at] = static_cast<float>(mix(into.hu[at], organ.hu + texture, share));
        if (organ.branch)
          into.open[at] = std::max(into.open[at], static_cast<std::uint8_t>(std::lround(255 * share)));
      }
    }
  }
};

}  // namespace

BodyScene drawBody(const AorticAnatomy& anatomy, const ContrastLevels& levels, RandomDraws& draws) {
  BodyScene scene;
  scene.levels = levels;
  scene.textureSeed = draws.fork();
  BodyFrame& frame = scene.frame;
  frame.ribX = draws.between(122, 155), frame.ribY = draws.between(88, 108);
  frame.middleY = draws.between(22, 30);
  // Fat of a lean to an obese body, over the ribs and the muscle on them.
  const double over = draws.between(14, 55);
  frame.skinX = frame.ribX + over + draws.between(0, 15), frame.skinY = frame.ribY + over * 0.75;
  frame.dome = draws.between(-48, -25);
  addTrunk(scene, draws);
  addAbdomen(scene, draws);
  addHeart(scene, anatomy, draws);
  addSkeleton(scene, draws);
  addVessels(scene, anatomy, draws);
  return scene;
}

PaintedBody paintBody(const BodyScene& scene, const Affine& bodyFromLps, const ImageGeometry& grid,
                      double blurMm) {
  PaintedBody painted{std::vector<float>(grid.voxelCount(), kAirHu),
                      std::vector<std::uint8_t>(grid.voxelCount(), 0)};
  const Affine lpsFromBody = inverse(bodyFromLps), bodyFromIjk = bodyFromLps * grid.lpsFromIjk;
  const PointSpread spread(blurMm);
  const SlowNoise fine(scene.textureSeed, 5.0), coarse(scene.textureSeed + 1, 19.0);
  std::vector<VoxelBox> boxes;
  for (const Organ& organ : scene.organs) boxes.emplace_back(organ.shape, lpsFromBody, grid, 3 * blurMm);
  const SlicePainter painter{grid, bodyFromIjk, spread, fine, coarse, painted};
  onAllProcessors(grid.size[2], [&](int k) {
    for (std::size_t o = 0; o < boxes.size(); ++o)
      if (k >= boxes[o].begin[2] && k < boxes[o].end[2]) painter.paint(scene.organs[o], boxes[o], k);
  });
  return painted;
}

}  // namespace valvista::planning
