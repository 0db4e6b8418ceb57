// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/phantom_scan.h"

#include "planning/core/random_stream.h"
#include "planning/core/on_all_processors.h"
#include "planning/phantom/point_spread.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace valvista::planning {

namespace {

constexpr double kAirHu = -1000, kLungHu = -850, kSoftHu = 50;
constexpr double kMarrowHu = 230, kCortexHu = 480, kCalciumHu = 1150;
constexpr int kTile = 8;

struct Box {
  Vec3 low{1e9, 1e9, 1e9}, high{-1e9, -1e9, -1e9};
  void add(const Vec3& p, double radius) {
    for (int axis = 0; axis < 3; ++axis) {
      low[axis] = std::min(low[axis], p[axis] - radius);
      high[axis] = std::max(high[axis], p[axis] + radius);
    }
  }
  void cutBelow(double z) { low.z = std::max(low.z, z); }
};

Box regionBox(const PhantomSpec& spec, const AorticAnatomy& anatomy) {
  Box box;
  const Plane& annulus = anatomy.annulus;
  const auto onAxis = [&](double w) { return annulus.origin + annulus.normal * w; };
  const VesselTube& aorta = anatomy.aorta;
  if (spec.region == PhantomRegion::root) {
    const double radius = std::max(spec.sinusDiameterMm, spec.ascendingDiameterMm) / 2 + 6;
    for (const double w : {-20.0, anatomy.root.top()})
      for (int axis = 0; axis < 3; ++axis) {
        // A disc across the axis reaches this far along the world's axes.
        const double reach = radius * std::sqrt(1 - annulus.normal[axis] * annulus.normal[axis]) + 3;
        box.low[axis] = std::min(box.low[axis], onAxis(w)[axis] - reach);
        box.high[axis] = std::max(box.high[axis], onAxis(w)[axis] + reach);
      }
    return box;
  }
  const double margin = 10;
  double lowest = 1e9;
  for (const std::size_t side : {0U, 1U}) {
    const VesselTube& tube = anatomy.iliac[side];
    for (const Vec3& p : tube.centreline(0, anatomy.iliacExtent[side].end + 4, 2)) box.add(p, 6 + margin);
    lowest = std::min(lowest, tube.centre(anatomy.iliacExtent[side].end).z);
  }
  const double from = spec.region == PhantomRegion::access ? aorta.length() - 35 : 0.0;
  for (const Vec3& p : aorta.centreline(from, aorta.length(), 2)) box.add(p, margin);
  if (spec.region == PhantomRegion::full) {
    for (const Vec3& p : aorta.centreline(0, aorta.length(), 2)) box.add(p, aorta.largestRadius() + margin);
    const double ventricle = spec.ventricleDiameterMm / 2;
    for (const double w : {anatomy.root.apex() + ventricle, 0.0})
      box.add(anatomy.root.axisPoint(w), ventricle + margin);
  }
  box.cutBelow(lowest - 8);
  return box;
}

struct StorageAxis {
  int world = 0;
  double sign = 1;
};

std::array<StorageAxis, 3> parseOrientation(const std::string& code) {
  constexpr std::string_view kPositive = "LPS", kNegative = "RAI";
  std::array<StorageAxis, 3> axes;
  std::array<bool, 3> used{};
  bool good = code.size() == 3;
  for (std::size_t i = 0; good && i < 3; ++i) {
    const auto positive = kPositive.find(code[i]), negative = kNegative.find(code[i]);
    good = positive != kPositive.npos || negative != kNegative.npos;
    if (!good) break;
    const std::size_t world = positive != kPositive.npos ? positive : negative;
    axes[i] = {static_cast<int>(world), positive != kPositive.npos ? 1.0 : -1.0};
    good = !used[world];
    used[world] = true;
  }
  if (!good)
    throw std::invalid_argument("orientation must be three letters such as LPS, RAS or PIR, not " + code);
  return axes;
}

/// Distance to an upright elliptic cylinder, positive outside; good near its surface.
double ellipseDistance(double x, double y, double a, double b) {
  return (std::hypot(x / a, y / b) - 1) * std::min(a, b);
}

/// What lies around heart and vessels, by body coordinates.
double surroundingHu(const PointSpread& blur, double fatHu, const Vec3& body) {
  const double skin = ellipseDistance(body.x - 5, body.y - 25, 170, 120);
  double hu = mix(mix(kAirHu, kSoftHu, blur.inside(skin)), fatHu, blur.inside(skin + 2));
  const double mediastinum = ellipseDistance(body.x, body.y - 20, 62, 75);
  const double ribcage = ellipseDistance(body.x - 5, body.y - 25, 140, 95);
  hu = mix(hu, kLungHu, blur.inside(std::max({-mediastinum, ribcage, -45 - body.z})));
  const double spineY = 99 - 18 * std::clamp((-80 - body.z) / 185, 0.0, 1.0);
  // Vertebral bodies 28 mm high with discs of 8 mm between.
  const double inUnit = body.z - 36 * std::floor(body.z / 36), disc = std::abs(inUnit - 18) - 14;
  const double column = std::hypot(body.x, body.y - spineY) - 17;
  hu = mix(hu, kSoftHu, blur.inside(column));
  const double vertebra = std::max(column, disc);
  return mix(mix(hu, kCortexHu, blur.inside(vertebra)), kMarrowHu, blur.inside(vertebra + 1.5));
}

/// The scan as a lattice along LPS, and where its voxels go in storage.
struct Lattice {
  Index3 size;
  Vec3 spacing, origin;
  std::array<std::ptrdiff_t, 3> stride;
  std::ptrdiff_t start = 0;

  Lattice(const PhantomSpec& spec, const ImageGeometry& geometry) {
    const auto axes = parseOrientation(spec.orientation);
    std::ptrdiff_t step = 1;
    origin = geometry.lpsFromIjk.offset;
    for (int i = 0; i < 3; ++i) {
      const auto& [world, sign] = axes[static_cast<std::size_t>(i)];
      const auto w = static_cast<std::size_t>(world);
      const int n = geometry.size[static_cast<std::size_t>(i)];
      size[w] = n;
      spacing[world] = spec.spacing[i];
      stride[w] = sign > 0 ? step : -step;
      if (sign < 0) {
        start += step * (n - 1);
        origin[world] -= (n - 1) * spec.spacing[i];
      }
      step *= n;
    }
  }
  Vec3 lps(int x, int y, int z) const {
    return {origin.x + x * spacing.x, origin.y + y * spacing.y, origin.z + z * spacing.z};
  }
  std::size_t stored(int x, int y, int z) const {
    return static_cast<std::size_t>(start + x * stride[0] + y * stride[1] + z * stride[2]);
  }
  std::uint64_t counter(int x, int y, int z) const {
    return (static_cast<std::uint64_t>(z) * static_cast<std::uint64_t>(size[1]) +
            static_cast<std::uint64_t>(y)) *
               static_cast<std::uint64_t>(size[0]) +
           static_cast<std::uint64_t>(x);
  }
};

}  // namespace

ImageGeometry scanGeometry(const PhantomSpec& spec, const AorticAnatomy& anatomy) {
  const Box box = regionBox(spec, anatomy);
  const auto axes = parseOrientation(spec.orientation);
  ImageGeometry geometry;
  geometry.lpsFromIjk.offset = box.low;
  for (int i = 0; i < 3; ++i) {
    const auto& [world, sign] = axes[static_cast<std::size_t>(i)];
    const double spacing = spec.spacing[i];
    const int n = static_cast<int>(std::ceil((box.high[world] - box.low[world]) / spacing)) + 1;
    geometry.size[static_cast<std::size_t>(i)] = n;
    Vec3 column;
    column[world] = sign * spacing;
    geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(i)] = column;
    if (sign < 0) geometry.lpsFromIjk.offset[world] = box.low[world] + (n - 1) * spacing;
  }
  return geometry;
}

namespace {

double huAt(const PhantomSpec& spec, const AorticAnatomy& anatomy, const NearbyParts& parts, const Vec3& lps,
            const LumenRelation& lumen) {
  const PointSpread blur(spec.blurMm);
  const double around = surroundingHu(blur, spec.fatHu, anatomy.bodyFromLps(lps));
  if (!parts.lumen()) return around;
  // Convolution is linear: the regions add up, each with its step against what it lies in.
  double hu = mix(around, kSoftHu, blur.inside(lumen.wallDistance, lumen.curvature));
  hu += (spec.lumenHu - kSoftHu) * blur.inside(lumen.distance, lumen.curvature);
  for (const CalciumBall* ball : parts.calcium)
    hu += (kCalciumHu - kSoftHu) * blur.insideBall(distance(ball->centre, lps), ball->radius);
  return hu;
}

}  // namespace

double tissueHu(const PhantomSpec& spec, const AorticAnatomy& anatomy, const NearbyParts& parts,
                const Vec3& lps) {
  return huAt(spec, anatomy, parts, lps, relateToLumen(anatomy, parts, lps));
}

Phantom scanAnatomy(const PhantomSpec& spec, const AorticAnatomy& anatomy, const Progress& progress) {
  const ImageGeometry geometry = scanGeometry(spec, anatomy);
  const Lattice lattice(spec, geometry);
  std::vector<std::int16_t> hu(geometry.voxelCount());
  std::vector<std::uint8_t> labels(geometry.voxelCount());
  // Nothing of a boundary is left six sigma away from it.
  const double margin = 6 * spec.blurMm + 0.5 * kTile * norm(lattice.spacing);
  const auto tiles = [](int n) { return (n + kTile - 1) / kTile; };
  const int layers = tiles(lattice.size[2]);

  const auto scanTile = [&](int tx, int ty, int tz) {
    const int x0 = tx * kTile, y0 = ty * kTile, z0 = tz * kTile;
    const Vec3 middle = lattice.lps(x0, y0, z0) + lattice.spacing * (0.5 * (kTile - 1));
    const NearbyParts parts = partsNear(anatomy, middle, margin);
    for (int z = z0; z < std::min(z0 + kTile, lattice.size[2]); ++z)
      for (int y = y0; y < std::min(y0 + kTile, lattice.size[1]); ++y)
        for (int x = x0; x < std::min(x0 + kTile, lattice.size[0]); ++x) {
          const Vec3 p = lattice.lps(x, y, z);
          const LumenRelation lumen = parts.lumen() ? relateToLumen(anatomy, parts, p) : LumenRelation{};
          const double noise =
              spec.noiseHu > 0 ? spec.noiseHu * gaussianAt(spec.seed, lattice.counter(x, y, z)) : 0;
          const std::size_t at = lattice.stored(x, y, z);
          labels[at] = lumen.label;
          hu[at] = static_cast<std::int16_t>(
              std::clamp(std::lround(huAt(spec, anatomy, parts, p, lumen) + noise), -1024L, 3071L));
        }
  };
  progress.report(0.0, "Scanning the phantom");
  onAllProcessors(layers, [&](int tz) {
    progress.throwIfCancelled();
    for (int ty = 0; ty < tiles(lattice.size[1]); ++ty)
      for (int tx = 0; tx < tiles(lattice.size[0]); ++tx) scanTile(tx, ty, tz);
  });
  progress.report(1.0, "Scanning the phantom");
  return {Volume(geometry, std::move(hu)), LabelMap(geometry, labels), {}};
}

}  // namespace valvista::planning
