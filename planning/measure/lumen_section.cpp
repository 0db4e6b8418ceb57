// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/lumen_section.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr double kMarginMm = 3.0;          // of tissue outside the wall that tells the outer level
constexpr double kInsideMm = 6.0;          // of lumen that tells the inner level
constexpr double kLabelRayMm = 2.1;        // 72 rays of this sd hold a hidden stretch of wall to about 0.7 mm
constexpr double kCalciumReachMm = 2.2;    // blur of a bright voxel into its neighbours
constexpr double kNeighbourReachMm = 1.3;  // blur of another lumen across its wall
constexpr double kTaper = 2.5;             // the weight falls over the outer 1 / 2.5 of the slab
constexpr double kSlabVoxels = 1.8;        // half thickness that averages noise and the corners of voxels
constexpr double kBlunt = 0.8, kSharp = 0.45;  // blur of the step that labels are, in voxels
constexpr double kOnTheWayMm = 0.02;           // near enough for the next fit to start from
constexpr double kMinimumLumenHu = 80.0;       // above the outside

RadialCurve constant(double value, int order) {
  RadialCurve curve{std::vector<double>(2 * static_cast<std::size_t>(order) + 1, 0.0)};
  curve.c[0] = value;
  return curve;
}

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

WallSample sampleAt(const Vec2& p, double z, double halfThickness, double value) {
  const double rho = std::sqrt(p.x * p.x + p.y * p.y);
  const double c = rho > 0.0 ? p.x / rho : 1.0, s = rho > 0.0 ? p.y / rho : 0.0;
  return {c, s, rho, z, value, std::min(1.0, kTaper * (1.0 - std::abs(z) / halfThickness))};
}

/// About how many voxels a slab holds, and some more.
std::size_t roomFor(const Slab& slab, const ImageGeometry& geometry) {
  const double volume = 2.0 * std::numbers::pi * slab.radius * slab.radius * slab.halfThickness;
  return static_cast<std::size_t>(1.1 * volume / geometry.voxelVolume()) + 64;
}

/// What the CT shows around a section before any fit.
struct CtView {
  std::vector<WallSample> samples;
  std::vector<Vec3> positions;  ///< of the samples: in-plane and height
  double insideHu = 0.0, outsideHu = 0.0, noiseHu = 0.0;
};

/// True where the labels further out than options.limit do not count.
bool isBeyond(const std::vector<double>& limit, const WallSample& s) {
  if (limit.empty()) return false;
  const double turn = std::atan2(s.sine, s.cosine) / (2.0 * std::numbers::pi) + 1.0;
  const auto ray = static_cast<std::size_t>(std::lround(turn * static_cast<double>(limit.size())));
  return s.rho > limit[ray % limit.size()];
}

class NeighbourTest {
 public:
  NeighbourTest(const LabelMap& labels, const LabelSet& neighbours, const PlaneFrame& frame)
      : labels_(labels),
        neighbours_(neighbours),
        frame_(frame),
        ijkFromLps_(labels.geometry().ijkFromLps()) {}

  /// True at a neighbouring lumen or within its blur, seen along the ray from the centre.
  bool operator()(const Vec2& p, double z) const {
    const double rho = std::hypot(p.x, p.y);
    const double out = rho > 1e-6 ? 1.0 + kNeighbourReachMm / rho : 1.0;
    return isNeighbour(p, z) || isNeighbour({p.x * out, p.y * out}, z);
  }

 private:
  bool isNeighbour(const Vec2& p, double z) const {
    const Vec3 x = ijkFromLps_(frame_.toLps(p) + frame_.normal * z);
    const Index3 ijk{static_cast<int>(std::lround(x.x)), static_cast<int>(std::lround(x.y)),
                     static_cast<int>(std::lround(x.z))};
    return neighbours_[labels_.atOrZero(ijk)];
  }
  const LabelMap& labels_;
  const LabelSet& neighbours_;
  const PlaneFrame& frame_;
  Affine ijkFromLps_;
};

/// Levels of lumen and surroundings; false when there is nothing to compare.
bool estimateLevels(CtView& view, const WallModel& wall) {
  std::vector<double> inside, outside;
  for (const WallSample& s : view.samples) {
    const double r = wall.radius.radiusAt(s.cosine, s.sine);
    if (s.rho < std::max(0.6 * r, r - 3.0)) inside.push_back(s.value);
    if (s.rho > r + 2.0) outside.push_back(s.value);
  }
  if (inside.size() < 8 || outside.size() < 8) return false;
  view.insideHu = median(inside);
  view.outsideHu = median(outside);
  for (double& v : inside) v = std::abs(v - view.insideHu);
  view.noiseHu = std::max(5.0, 1.4826 * median(inside));
  return true;
}

/// Leaves out voxels brighter than the lumen can be, and those that they blur into.
void dropCalcium(CtView& view, double halfThickness) {
  const double bright = view.insideHu + std::max(0.45 * (view.insideHu - view.outsideHu), 5.0 * view.noiseHu);
  std::vector<Vec3> calcium;
  for (std::size_t i = 0; i < view.samples.size(); ++i)
    if (view.samples[i].value > bright) calcium.push_back(view.positions[i]);
  std::vector<WallSample> kept;
  kept.reserve(view.samples.size());
  for (std::size_t i = 0; i < view.samples.size(); ++i) {
    if (std::abs(view.samples[i].z) >= halfThickness) continue;
    const bool touched = std::any_of(calcium.begin(), calcium.end(), [&](const Vec3& c) {
      const Vec3 d = view.positions[i] - c;
      return dot(d, d) < kCalciumReachMm * kCalciumReachMm;
    });
    if (!touched) kept.push_back(view.samples[i]);
  }
  view.samples = std::move(kept);
}

}  // namespace

std::optional<WallFit> fitWallToLabels(const LabelMap& labels, const LumenLabels& anatomy,
                                       const PlaneFrame& frame, const std::vector<double>& radii,
                                       const SectionOptions& options) {
  const ImageGeometry& geometry = labels.geometry();
  const double voxel = geometry.meanSpacing(), extent = voxelExtent(geometry, frame.normal);
  const double half = std::max(kSlabVoxels * extent, options.halfThickness);
  const double reach = *std::max_element(radii.begin(), radii.end()) + 3.0 * voxel;
  const double core =
      *std::min_element(radii.begin(), radii.end()) - 3.5 * voxel;  // says nothing about the wall
  std::vector<WallSample> samples;
  const Slab slab{frame, reach, half};
  samples.reserve(roomFor(slab, geometry));
  forEachVoxel(geometry, geometry.ijkFromLps(), slab, [&](const Index3& ijk, const Vec2& p, double z) {
    const std::uint8_t label = labels.at(ijk);
    if (anatomy.neighbours[label] || (core > 0.0 && p.x * p.x + p.y * p.y < core * core)) return;
    samples.push_back(sampleAt(p, z, half, anatomy.lumen[label] ? 1.0 : 0.0));
    if (isBeyond(options.limit, samples.back())) samples.back().value = 0.0;
  });

  WallModel model{fitRadii(radii, options.radiusOrder),
                  constant(0.0, options.slopeOrder),
                  0.0,
                  constant(1.0, 0),
                  constant(0.0, 0),
                  constant(0.0, 0),
                  0.0,
                  voxel};
  WallFitOptions fit;
  fit.radiusPriorMm = 1.5 * voxel;
  fit.bendPrior = options.bendPrior;
  fit.blurred = false;
  // Corners of voxels are no shape: nothing but an ellipse is expected of the wall.
  fit.expected = matchingEllipse(model.radius);
  for (std::size_t k = 1; k <= 2; ++k) fit.expected.c[k] = model.radius.c[k];
  // From a blunt step, which finds its way from a rough start, to one that is sharp against the voxels.
  const auto refine = [&](double sharpness) {
    model.blur = sharpness * voxel;
    fit.windowMm = fit.insideWindowMm = 3.0 * model.blur;
    return fitWall(samples, model, fit);
  };
  fit.shrinkShape = false;
  if (!options.roughLabels) fit.convergedMm = kOnTheWayMm;
  const auto blunt = refine(kBlunt);
  if (!blunt || options.roughLabels) return blunt;
  model = blunt->model;
  fit.shrinkShape = true;
  fit.convergedMm = WallFitOptions().convergedMm;
  return refine(kSharp);
}

std::optional<WallFit> fitWallToCt(const Volume& ct, const LabelMap& labels, const LumenLabels& anatomy,
                                   const PlaneFrame& frame, const WallModel& labelWall,
                                   const SectionOptions& options) {
  const ImageGeometry& geometry = ct.geometry();
  const double half = std::max(kSlabVoxels * voxelExtent(geometry, frame.normal), options.halfThickness);
  double reach = 0.0;
  for (const Vec2& p : contourOf(labelWall.radius, frame, 72).points)
    reach = std::max(reach, std::hypot(p.x, p.y));
  CtView view;
  const NeighbourTest isNeighbour(labels, anatomy.neighbours, frame);
  const Slab slab{frame, reach + kMarginMm, half + kCalciumReachMm};
  view.samples.reserve(roomFor(slab, geometry));
  view.positions.reserve(roomFor(slab, geometry));
  forEachVoxel(geometry, geometry.ijkFromLps(), slab, [&](const Index3& ijk, const Vec2& p, double z) {
    const std::int16_t hu = ct.at(ijk);
    if (hu == kPaddingHu || isNeighbour(p, z)) return;
    view.samples.push_back(sampleAt(p, z, half, hu));
    view.positions.push_back({p.x, p.y, z});
  });
  if (!estimateLevels(view, labelWall) || view.insideHu - view.outsideHu < kMinimumLumenHu)
    return std::nullopt;
  dropCalcium(view, half);

  WallModel start = labelWall;
  const ScanModel& scan = options.scan;
  start.inside = constant(view.insideHu, scan.insideOrder);
  start.wall = constant(scan.wallHu, scan.wallOrder);
  start.beyond = constant(view.outsideHu, scan.beyondOrder);
  start.thickness = scan.wallMm;
  start.blur = scan.blurMm;
  WallFitOptions fit;
  fit.expected = labelWall.radius;
  fit.windowMm = kMarginMm;
  fit.insideWindowMm = kInsideMm;
  fit.expectedRayMm = kLabelRayMm;
  fit.radiusPriorMm = 1.0;
  fit.bendPrior = options.bendPrior;
  fit.insidePrior = 150.0;
  fit.wallPrior = scan.wallPrior;
  fit.logThicknessPrior = scan.logWallPrior;
  fit.beyondPrior = 300.0;
  fit.logBlurPrior = scan.logBlurPrior;
  fit.noise = view.noiseHu;
  fit.estimateNoise = true;
  return fitWall(view.samples, start, fit);
}

bool isTrusted(const WallFit& byCt, const WallFit& byLabels, double largestChangeMm) {
  const double change = byCt.model.radius.areaRadius() - byLabels.model.radius.areaRadius();
  return byCt.contrast >= kMinimumContrastHu && byCt.supported >= kMinimumSupport &&
         std::abs(change) < largestChangeMm;
}

}  // namespace valvista::planning
