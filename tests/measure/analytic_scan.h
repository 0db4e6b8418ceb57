// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

namespace valvista::planning::test {

/// A grid of voxels around `centre` that reaches `halfExtent` along each storage axis, turned by `axes`.
inline ImageGeometry gridAround(const Vec3& centre, const Vec3& spacing, const Vec3& halfExtent,
                                const Mat3& axes) {
  ImageGeometry geometry;
  Vec3 corner = centre;
  for (int axis = 0; axis < 3; ++axis) {
    geometry.size[axis] = 2 * static_cast<int>(std::ceil(halfExtent[axis] / spacing[axis])) + 1;
    geometry.lpsFromIjk.linear.column[axis] = axes.column[axis] * spacing[axis];
    corner -= geometry.lpsFromIjk.linear.column[axis] * (0.5 * (geometry.size[axis] - 1));
  }
  geometry.lpsFromIjk.offset = corner;
  return geometry;
}

/// Labels by the value at the voxel's centre.
inline LabelMap labelsOf(const ImageGeometry& geometry,
                         const std::function<std::uint8_t(const Vec3&)>& labelAt) {
  LabelMap labels(geometry);
  for (int k = 0; k < geometry.size[2]; ++k) {
    auto slice = labels.mutableSlice(k);
    std::size_t at = 0;
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i) slice[at++] = labelAt(geometry.lps({i, j, k}));
  }
  return labels;
}

struct ScanSpec {
  double noiseHu = 30.0, blurMm = 0.6;
  std::uint64_t seed = 1;
};

/// HU of a scene at every voxel, with seeded noise.
inline Volume scan(const ImageGeometry& geometry, const ScanSpec& spec,
                   const std::function<double(const Vec3&)>& hu) {
  std::mt19937_64 random(spec.seed);
  std::normal_distribution<double> noise(0.0, 1.0);
  std::vector<std::int16_t> voxels;
  voxels.reserve(geometry.voxelCount());
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i)
        voxels.push_back(static_cast<std::int16_t>(
            std::lround(hu(geometry.lps({i, j, k})) + spec.noiseHu * noise(random))));
  return Volume(geometry, std::move(voxels));
}

/// A scene of two levels, true inside and false outside, seen through the blur of a scanner: the mean over
/// points that are spread as the Gaussian is, evenly in every direction (low-discrepancy sequence).
class Blurred {
 public:
  Blurred(std::function<bool(const Vec3&)> contains, double blurMm)
      : contains_(std::move(contains)), blurMm_(blurMm) {
    constexpr int kPoints = 1500;
    for (int n = 1; n <= kPoints; ++n) {
      const auto share = [n](double step) { return std::fmod(0.5 + step * n, 1.0); };
      const double height = 2.0 * share(0.8191725133961645) - 1.0,
                   turn = 2.0 * std::numbers::pi * share(0.6710436067037893);
      const double flat = std::sqrt(1.0 - height * height), r = blurMm * radiusOf((n - 0.5) / kPoints);
      points_.push_back({r * flat * std::cos(turn), r * flat * std::sin(turn), r * height});
    }
  }
  double operator()(const Vec3& p) const {
    const bool here = contains_(p);
    bool flat = true;
    for (int corner = 0; corner < 8 && flat; ++corner) {
      const Vec3 d(corner & 1 ? 1 : -1, corner & 2 ? 1 : -1, corner & 4 ? 1 : -1);
      flat = contains_(p + d * (0.8 * blurMm_)) == here && contains_(p + d * (1.9 * blurMm_)) == here;
    }
    if (flat) return here ? 1.0 : 0.0;
    int inside = 0;
    for (const Vec3& d : points_) inside += contains_(p + d) ? 1 : 0;
    return static_cast<double>(inside) / static_cast<double>(points_.size());
  }

 private:
  /// Distance from the centre below which this share of a three-dimensional Gaussian lies, by bisection.
  static double radiusOf(double share) {
    double low = 0.0, high = 6.0;
    for (int i = 0; i < 60; ++i) {
      const double r = 0.5 * (low + high);
      const double below =
          std::erf(r / std::numbers::sqrt2) - r * std::sqrt(2.0 / std::numbers::pi) * std::exp(-0.5 * r * r);
      (below < share ? low : high) = r;
    }
    return 0.5 * (low + high);
  }
  std::function<bool(const Vec3&)> contains_;
  double blurMm_;
  std::vector<Vec3> points_;
};

/// Axes tilted about an oblique axis.
inline Mat3 tilted(double degrees) {
  return rotation(normalized(Vec3{1.0, 0.4, 0.2}), degrees * std::numbers::pi / 180.0);
}

/// The same voxels in a world that is turned, mirrored or moved.
inline ImageGeometry moved(const ImageGeometry& geometry, const Affine& worldFromWorld) {
  return {geometry.size, worldFromWorld * geometry.lpsFromIjk};
}

/// The same image stored along other axes: new axis n runs along old axis order[n], backwards where flip[n].
inline Volume restored(const Volume& ct, const Index3& order, const std::array<bool, 3>& flip,
                       LabelMap& labels) {
  const ImageGeometry& from = ct.geometry();
  ImageGeometry to;
  Index3 start{0, 0, 0};
  for (int n = 0; n < 3; ++n) {
    to.size[n] = from.size[order[n]];
    to.lpsFromIjk.linear.column[n] = from.lpsFromIjk.linear.column[order[n]] * (flip[n] ? -1.0 : 1.0);
    if (flip[n]) start[order[n]] = from.size[order[n]] - 1;
  }
  to.lpsFromIjk.offset = from.lps(start);
  std::vector<std::int16_t> voxels;
  LabelMap newLabels(to);
  for (int k = 0; k < to.size[2]; ++k)
    for (int j = 0; j < to.size[1]; ++j)
      for (int i = 0; i < to.size[0]; ++i) {
        const Index3 here{i, j, k};
        Index3 old{0, 0, 0};
        for (int n = 0; n < 3; ++n) old[order[n]] = flip[n] ? to.size[n] - 1 - here[n] : here[n];
        voxels.push_back(ct.at(old));
        newLabels.set(here, labels.at(old));
      }
  labels = newLabels;
  return Volume(to, std::move(voxels));
}

}  // namespace valvista::planning::test
