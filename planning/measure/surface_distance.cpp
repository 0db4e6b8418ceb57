// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/surface_distance.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace valvista::planning {
namespace {

constexpr float kFar = std::numeric_limits<float>::infinity();

std::vector<Index3> surfaceVoxels(const LabelMap& labels, std::uint8_t label, const IndexBox& box) {
  std::vector<Index3> surface;
  const Index3& size = labels.geometry().size;
  const std::ptrdiff_t row = size[0];
  for (int k = box.begin[2]; k < box.end[2]; ++k) {
    if (labels.isBackground(k)) continue;
    const std::uint8_t* here = labels.slice(k).data();
    const std::uint8_t* below = k > 0 ? labels.slice(k - 1).data() : nullptr;
    const std::uint8_t* above = k + 1 < size[2] ? labels.slice(k + 1).data() : nullptr;
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) {
        const std::ptrdiff_t at = j * row + i;
        if (here[at] != label) continue;
        const bool inside = i > 0 && here[at - 1] == label && i + 1 < size[0] && here[at + 1] == label &&
                            j > 0 && here[at - row] == label && j + 1 < size[1] && here[at + row] == label &&
                            below && below[at] == label && above && above[at] == label;
        if (!inside) surface.push_back({i, j, k});
      }
  }
  return surface;
}

/// Squared distances along one line: the lower envelope of the parabolas that stand on its samples
/// (Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012).
class LineEnvelope {
 public:
  explicit LineEnvelope(std::size_t longest) : values_(longest), vertex_(longest), start_(longest + 1) {}

  void transform(float* line, std::ptrdiff_t stride, int count, double spacing) {
    int parabolas = 0;
    const double square = spacing * spacing;
    for (int q = 0; q < count; ++q) {
      const float value = line[q * stride];
      values_[index(q)] = value;
      if (value == kFar) continue;
      double from = -std::numeric_limits<double>::infinity();
      while (parabolas > 0) {
        const int v = vertex_[index(parabolas - 1)];
        from = ((value + square * q * q) - (values_[index(v)] + square * v * v)) / (2.0 * square * (q - v));
        if (from > start_[index(parabolas - 1)]) break;
        --parabolas;
        from = -std::numeric_limits<double>::infinity();
      }
      vertex_[index(parabolas)] = q;
      start_[index(parabolas)] = from;
      ++parabolas;
    }
    if (parabolas == 0) return;
    int p = 0;
    for (int q = 0; q < count; ++q) {
      while (p + 1 < parabolas && start_[index(p + 1)] < q) ++p;
      const int v = vertex_[index(p)];
      line[q * stride] = static_cast<float>(square * (q - v) * (q - v) + values_[index(v)]);
    }
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  std::vector<double> values_;
  std::vector<int> vertex_;
  std::vector<double> start_;
};

/// Squared distance of every voxel of a box to the nearest of some of its voxels.
class DistanceBox {
 public:
  DistanceBox(const IndexBox& box, const Vec3& spacing) : begin_(box.begin), spacing_(spacing) {
    std::size_t voxels = 1;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      size_[axis] = box.end[axis] - box.begin[axis];
      stride_[axis] = static_cast<std::ptrdiff_t>(voxels);
      voxels *= static_cast<std::size_t>(size_[axis]);
    }
    squared_.assign(voxels, kFar);
  }

  void fillFrom(const std::vector<Index3>& seeds, const Progress& progress) {
    for (const Index3& seed : seeds) squared_[at(seed)] = 0.0F;
    for (std::size_t axis = 0; axis < 3; ++axis) sweep(axis, progress);
  }
  float distance(const Index3& ijk) const { return std::sqrt(squared_[at(ijk)]); }

 private:
  std::size_t at(const Index3& ijk) const {
    return static_cast<std::size_t>((ijk[0] - begin_[0]) * stride_[0] + (ijk[1] - begin_[1]) * stride_[1] +
                                    (ijk[2] - begin_[2]) * stride_[2]);
  }
  void sweep(std::size_t axis, const Progress& progress) {
    const std::size_t inner = axis == 0 ? 1 : 0, outer = axis == 2 ? 1 : 2;
    LineEnvelope envelope(static_cast<std::size_t>(size_[axis]));
    for (int o = 0; o < size_[outer]; ++o) {
      progress.throwIfCancelled();
      for (int i = 0; i < size_[inner]; ++i)
        envelope.transform(squared_.data() + o * stride_[outer] + i * stride_[inner], stride_[axis],
                           size_[axis], spacing_[static_cast<int>(axis)]);
    }
  }

  Index3 begin_{0, 0, 0}, size_{0, 0, 0};
  std::array<std::ptrdiff_t, 3> stride_{};
  Vec3 spacing_;
  std::vector<float> squared_;
};

}  // namespace

std::vector<SurfaceDistance> surfaceDistances(const LabelMap& from, const LabelMap& to, std::uint8_t label,
                                              const IndexBox& box, const Progress& progress) {
  const std::vector<Index3> starts = surfaceVoxels(from, label, box);
  const std::vector<Index3> targets = surfaceVoxels(to, label, box);
  std::vector<SurfaceDistance> distances;
  if (starts.empty() || targets.empty()) return distances;
  DistanceBox nearest(box, to.geometry().spacing());
  nearest.fillFrom(targets, progress);
  distances.reserve(starts.size());
  for (const Index3& ijk : starts) distances.push_back({ijk, nearest.distance(ijk)});
  return distances;
}

}  // namespace valvista::planning
