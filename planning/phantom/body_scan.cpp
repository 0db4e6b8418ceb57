// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_scan.h"

#include "planning/core/on_all_processors.h"
#include "planning/phantom/phantom_scan.h"
#include "planning/phantom/point_spread.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr int kTile = 8;

ImageGeometry widened(ImageGeometry grid, const ScanLook& look) {
  const Vec3 spacing = grid.spacing();
  for (int axis = 0; axis < 3; ++axis) {
    const double low = std::ceil(look.marginLow[axis] / spacing[axis]);
    const double high = std::ceil(look.marginHigh[axis] / spacing[axis]);
    grid.lpsFromIjk.offset[axis] -= low * spacing[axis];
    grid.size[static_cast<std::size_t>(axis)] += static_cast<int>(low + high);
  }
  return grid;
}

double ramp(double x, double from, double to) {
  const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

class BodyScanner {
 public:
  BodyScanner(const PhantomSpec& spec, const AorticAnatomy& anatomy, const BodyScene& scene,
              const ImageGeometry& grid)
      : anatomy_(anatomy),
        levels_(scene.levels),
        grid_(grid),
        spread_(spec.blurMm),
        marginMm_(6 * spec.blurMm + 0.5 * kTile * norm(grid.spacing())),
        body_(paintBody(scene, anatomy.bodyFromLps, grid, spec.blurMm)),
        labels_(grid.voxelCount(), 0) {}

  /// Lumen, walls and calcium over the body, for a layer of tiles.
  void fillLayer(int layer) {
    const Index3& n = grid_.size;
    const int z0 = layer * kTile, z1 = std::min(z0 + kTile, n[2]);
    for (int y0 = 0; y0 < n[1]; y0 += kTile)
      for (int x0 = 0; x0 < n[0]; x0 += kTile)
        fillTile({x0, y0, z0}, {std::min(x0 + kTile, n[0]), std::min(y0 + kTile, n[1]), z1});
  }
  std::vector<float>& hu() { return body_.hu; }
  const std::vector<std::uint8_t>& labels() const { return labels_; }

 private:
  void fillTile(const Index3& begin, const Index3& end) {
    const double half = 0.5 * (kTile - 1);
    const NearbyParts parts =
        partsNear(anatomy_, grid_.lpsFromIjk({begin[0] + half, begin[1] + half, begin[2] + half}), marginMm_);
    if (!parts.lumen()) return;
    for (int z = begin[2]; z < end[2]; ++z)
      for (int y = begin[1]; y < end[1]; ++y)
        for (int x = begin[0]; x < end[0]; ++x) {
          const auto at = (static_cast<std::size_t>(z) * static_cast<std::size_t>(grid_.size[1]) +
                           static_cast<std::size_t>(y)) *
                              static_cast<std::size_t>(grid_.size[0]) +
                          static_cast<std::size_t>(x);
          const Vec3 lps = grid_.lps({x, y, z});
          const LumenRelation lumen = relateToLumen(anatomy_, parts, lps);
          labels_[at] = lumen.label;
          body_.hu[at] = static_cast<float>(huOver(body_.hu[at], body_.open[at] / 255.0, parts, lps, lumen));
        }
  }

  double huOver(double around, double open, const NearbyParts& parts, const Vec3& lps,
                const LumenRelation& lumen) const {
    const double inLumen = lumenHu(lps, lumen);
    const double wall = mix(wallHu(lumen), inLumen, open);
    double hu = mix(around, wall, spread_.inside(lumen.wallDistance, lumen.curvature));
    hu += (inLumen - wall) * spread_.inside(lumen.distance, lumen.curvature);
    for (const CalciumBall* ball : parts.calcium)
      hu += (levels_.calcium - levels_.soft) * spread_.insideBall(distance(ball->centre, lps), ball->radius);
    return hu;
  }

  /// The agent thins out from the ventricle, or towards it, and down to the legs.
  double lumenHu(const Vec3& lps, const LumenRelation& lumen) const {
    if (lumen.ofRoot) return mix(levels_.ventricle, levels_.aorta, ramp(lumen.along, -16, 6));
    return mix(levels_.aorta, levels_.iliac, ramp(-anatomy_.bodyFromLps(lps).z, -30, 280));
  }
  double wallHu(const LumenRelation& lumen) const {
    return lumen.ofRoot ? mix(levels_.myocardium, levels_.soft, ramp(lumen.along, -22, -4)) : levels_.soft;
  }

  const AorticAnatomy& anatomy_;
  const ContrastLevels& levels_;
  const ImageGeometry& grid_;
  PointSpread spread_;
  double marginMm_;
  PaintedBody body_;
  std::vector<std::uint8_t> labels_;
};

/// Noise and rounding of one slice.
class Detector {
 public:
  Detector(const PhantomSpec& spec, const ScanLook& look, const ImageGeometry& grid)
      : seed_(spec.seed), noiseHu_(spec.noiseHu), look_(look), nx_(grid.size[0]), ny_(grid.size[1]) {}

  void read(const std::vector<float>& tissue, int k, std::vector<std::int16_t>& hu) const {
    const std::vector<double> white = whiteNoise(k);
    const std::size_t wide = static_cast<std::size_t>(nx_) + 1;
    // Three values that share nothing keep the deviation when their squared weights add up to one.
    const double own = noiseHu_ / std::sqrt(1 + 2 * look_.grain * look_.grain), other = own * look_.grain;
    for (int j = 0; j < ny_; ++j)
      for (int i = 0; i < nx_; ++i) {
        const std::size_t at =
            (static_cast<std::size_t>(k) * static_cast<std::size_t>(ny_) + static_cast<std::size_t>(j)) *
                static_cast<std::size_t>(nx_) +
            static_cast<std::size_t>(i);
        const double* w = &white[static_cast<std::size_t>(j) * wide + static_cast<std::size_t>(i)];
        const double noise = own * w[0] + other * (w[1] + w[wide]);
        hu[at] = static_cast<std::int16_t>(std::clamp(std::lround(shown(tissue[at]) + noise), -1024L, 3071L));
      }
  }

 private:
  std::vector<double> whiteNoise(int k) const {
    std::vector<double> white;
    white.reserve(static_cast<std::size_t>(nx_ + 1) * static_cast<std::size_t>(ny_ + 1));
    std::uint64_t counter = static_cast<std::uint64_t>(k) << 32U;
    for (int i = 0; i < (nx_ + 1) * (ny_ + 1); ++i) white.push_back(gaussianAt(seed_, counter++));
    return white;
  }
  double shown(double hu) const {
    // About soft tissue, which keeps its place on any scale.
    constexpr double kMiddle = 40, kSpan = 1000;
    if (look_.gamma == 1.0 || hu < -kSpan) return hu;
    return kMiddle +
           std::copysign(kSpan * std::pow(std::abs(hu - kMiddle) / kSpan, look_.gamma), hu - kMiddle);
  }

  std::uint64_t seed_;
  double noiseHu_;
  const ScanLook& look_;
  int nx_, ny_;
};

}  // namespace

Phantom scanBody(const PhantomSpec& spec, const AorticAnatomy& anatomy, const BodyScene& scene,
                 const ScanLook& look, const Progress& progress) {
  if (spec.orientation != "LPS") throw std::invalid_argument("a body is scanned along LPS only");
  const ImageGeometry grid = widened(scanGeometry(spec, anatomy), look);
  progress.report(0.0, "Painting the body");
  BodyScanner scanner(spec, anatomy, scene, grid);
  progress.throwIfCancelled();
  progress.report(0.5, "Filling the vessels");
  onAllProcessors((grid.size[2] + kTile - 1) / kTile, [&](int layer) {
    progress.throwIfCancelled();
    scanner.fillLayer(layer);
  });
  const Detector detector(spec, look, grid);
  std::vector<std::int16_t> hu(grid.voxelCount());
  onAllProcessors(grid.size[2], [&](int k) { detector.read(scanner.hu(), k, hu); });
  progress.report(1.0, "Scanned");
  return {Volume(grid, std::move(hu)), LabelMap(grid, scanner.labels()), {}};
}

}  // namespace valvista::planning
