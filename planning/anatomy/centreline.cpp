// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/centreline.h"

#include "planning/anatomy/control_line.h"
#include "planning/anatomy/cross_section.h"
#include "planning/anatomy/tube_path.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace valvista::planning {

namespace {

constexpr double kStepMm = 1.0;
constexpr int kRounds = 10;
constexpr double kShortestTube = 3.0;  // radii; a label shorter than that has no direction
constexpr double kMinimumSmoothingMm = 4.0;

/// The value, slope and second derivative by steps at `at` of the parabola that fits points around it best;
/// the weights fall smoothly to zero at `reach` steps. A parabola does not cut corners as an average would.
struct LocalFit {
  Vec3 point, tangent, bend;
};
LocalFit localParabola(const Polyline& line, int at, double reach) {
  const int n = static_cast<int>(line.size());
  const int first = std::max(0, at - static_cast<int>(reach)),
            last = std::min(n - 1, at + static_cast<int>(reach));
  double m[5] = {};
  Vec3 b[3];
  for (int i = first; i <= last; ++i) {
    const double t = i - at, u = t / (reach + 1.0), w = (1.0 - u * u) * (1.0 - u * u);
    double power = w;
    for (int p = 0; p < 5; ++p, power *= t) {
      m[p] += power;
      if (p < 3) b[p] += line[static_cast<std::size_t>(i)] * power;
    }
  }
  const Mat3 normal{{{{m[0], m[1], m[2]}, {m[1], m[2], m[3]}, {m[2], m[3], m[4]}}}};
  if (last - first < 3 || std::abs(determinant(normal)) < 1e-9) {
    const Vec3 chord = line[static_cast<std::size_t>(last)] - line[static_cast<std::size_t>(first)];
    return {line[static_cast<std::size_t>(at)], normalized(chord), {}};
  }
  const Mat3 solve = inverse(normal);
  const auto row = [&](int r) {
    return b[0] * solve.column[0][r] + b[1] * solve.column[1][r] + b[2] * solve.column[2][r];
  };
  return {row(0), normalized(row(1)), row(2) * 2.0};
}

class TubeCentre {
 public:
  TubeCentre(const LabelMap& labels, std::uint8_t label, TubePath path)
      : labels_(labels),
        label_(label),
        geometry_(labels.geometry()),
        ijkFromLps_(geometry_.ijkFromLps()),
        line_(std::move(path.points)) {
    radius_ = std::accumulate(path.wallDistanceMm.begin(), path.wallDistanceMm.end(), 0.0) /
              static_cast<double>(path.wallDistanceMm.size());
    radii_.assign(2, radius_);
  }

  std::optional<Centreline> run(const Progress& progress) {
    for (int round = 0; round < kRounds; ++round) {
      progress.throwIfCancelled();
      line_ = resampled(line_, kStepMm);
      rescaleRadii();
      smooth();
      if (lengthOf(line_) < kShortestTube * radius_ || line_.size() < 5) return std::nullopt;
      if (round + 1 < kRounds) recentre();
      extendEnds();
    }
    return Centreline{line_, radii_, endsAtBorder(), 0.0};
  }

 private:
  /// Radii at the points of the resampled line.
  void rescaleRadii() {
    std::vector<double> scaled;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      const double x = static_cast<double>(i) * (static_cast<double>(radii_.size()) - 1.0) /
                       (static_cast<double>(line_.size()) - 1.0);
      const auto low = std::min(static_cast<std::size_t>(x), radii_.size() - 2);
      scaled.push_back(radii_[low] + (radii_[low + 1] - radii_[low]) * (x - static_cast<double>(low)));
    }
    radii_ = std::move(scaled);
  }

  double smoothingSteps() const { return std::max(kMinimumSmoothingMm, 1.5 * radius_) / kStepMm; }

  void smooth() {
    Polyline smoothed;
    tangents_.clear();
    for (int i = 0; i < static_cast<int>(line_.size()); ++i) {
      const LocalFit fit = localParabola(line_, i, smoothingSteps());
      smoothed.push_back(fit.point);
      tangents_.push_back(fit.tangent);
    }
    line_ = std::move(smoothed);
  }

  /// Draws every point that is at least a radius from the ends to the centroid of its section.
  void recentre() {
    Polyline moved = line_;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      const double toEnd = kStepMm * static_cast<double>(std::min(i, line_.size() - 1 - i));
      if (toEnd < radii_[i]) continue;
      const PlaneFrame frame = frameOf({line_[i], tangents_[i]});
      const double reach = 1.6 * radii_[i] + geometry_.meanSpacing(), half = 1.5 * geometry_.meanSpacing();
      double weight = 0.0, x = 0.0, y = 0.0;
      forEachVoxel(geometry_, ijkFromLps_, {frame, reach, half},
                   [&](const Index3& ijk, const Vec2& p, double z) {
                     if (labels_.at(ijk) != label_) return;
                     const double w = 1.0 - std::abs(z) / half;
                     weight += w, x += w * p.x, y += w * p.y;
                   });
      if (weight <= 0.0) continue;
      moved[i] = frame.toLps({x / weight, y / weight});
      radii_[i] = std::sqrt(weight * geometry_.voxelVolume() / (half * std::numbers::pi));
    }
    line_ = std::move(moved);
    std::vector<double> sorted = radii_;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                     sorted.end());
    radius_ = sorted[sorted.size() / 2];
  }

  /// Within a radius of an end the section is cut; there the line goes on as it came, to the label's end
  /// face.
  void extendEnds() {
    extendEnd();
    std::reverse(line_.begin(), line_.end());
    std::reverse(radii_.begin(), radii_.end());
    extendEnd();
    std::reverse(line_.begin(), line_.end());
    std::reverse(radii_.begin(), radii_.end());
  }

  void extendEnd() {
    const auto cut = static_cast<std::size_t>(std::ceil(radii_.back() / kStepMm));
    if (line_.size() < cut + 4) return;
    const std::size_t last = line_.size() - 1 - cut;
    line_.resize(last + 1);
    const LocalFit fit = localParabola(line_, static_cast<int>(last), 2.0 * smoothingSteps());
    const double radius = radii_[last];
    const double ahead = labelAhead({fit.point, fit.tangent}, radius);
    // The end bends on as the vessel does, but no more sharply than a tube of this width can.
    const Vec3 across = fit.bend - fit.tangent * dot(fit.bend, fit.tangent);
    const Vec3 bend = across * std::min(1.0, 0.5 / (radius * std::max(norm(across), 1e-9)));
    const std::size_t points =
        std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(ahead / kStepMm)));
    for (std::size_t i = 1; i <= points; ++i) {
      const double t = ahead * static_cast<double>(i) / static_cast<double>(points);
      line_.push_back(fit.point + fit.tangent * t + bend * (0.5 * t * t));
    }
    radii_.resize(line_.size(), radius);
  }

  /// How far the label reaches beyond a section: the share of label voxels in a column around the axis, times
  /// its length. Precise to a part of a voxel, and for an oblique face it is where the axis meets the face.
  double labelAhead(const Plane& section, double radius) const {
    const double length = 2.5 * radius + 4.0, column = 0.8 * radius + 0.25 * geometry_.meanSpacing();
    PlaneFrame frame = frameOf(section);
    frame.origin += frame.normal * (0.5 * length);
    // In layers, so that another piece of the label beyond a gap does not count.
    struct Layer {
      double all = 0.0, inside = 0.0;
    };
    const double thickness = voxelExtent(geometry_, frame.normal);
    std::vector<Layer> layers(static_cast<std::size_t>(length / thickness) + 2);
    forEachVoxel(geometry_, ijkFromLps_, {frame, column, 0.5 * length},
                 [&](const Index3& ijk, const Vec2& p, double z) {
                   const double w = 1.0 - (p.x * p.x + p.y * p.y) / (column * column);
                   Layer& layer = layers[static_cast<std::size_t>((z + 0.5 * length) / thickness)];
                   layer.all += w;
                   if (labels_.at(ijk) == label_) layer.inside += w;
                 });
    double all = 0.0, inside = 0.0;
    bool ended = false;
    for (const Layer& layer : layers) {
      all += layer.all;
      // The layer in which the label ends counts too: left out, the end would jump by a tenth of a voxel.
      if (!ended) inside += layer.inside;
      ended = ended || layer.inside < 0.1 * layer.all;
    }
    // Beyond the border of the image there are no voxels to count.
    const double whole = 0.5 * std::numbers::pi * column * column * length / geometry_.voxelVolume();
    return length * inside / std::max(all > 0.95 * whole ? all : whole, 1e-9);
  }

  bool endsAtBorder() const {
    for (const Vec3& end : {line_.front(), line_.back()}) {
      const Vec3 ijk = ijkFromLps_(end);
      for (int axis = 0; axis < 3; ++axis)
        if (ijk[axis] < 1.0 || ijk[axis] > geometry_.size[axis] - 2.0) return true;
    }
    return false;
  }

  const LabelMap& labels_;
  std::uint8_t label_;
  const ImageGeometry& geometry_;
  Affine ijkFromLps_;
  Polyline line_;
  std::vector<Vec3> tangents_;
  std::vector<double> radii_;
  double radius_ = 1.0;
};

}  // namespace

std::optional<Centreline> computeCentreline(const LabelMap& labels, std::uint8_t label,
                                            const Progress& progress) {
  std::optional<TubePath> path = findTubePath(labels, label, progress);
  if (!path) return std::nullopt;
  const double otherPieces = path->secondPieceShare;
  std::optional<Centreline> centreline = TubeCentre(labels, label, std::move(*path)).run(progress);
  if (centreline) centreline->secondPieceShare = otherPieces;
  return centreline;
}

}  // namespace valvista::planning
