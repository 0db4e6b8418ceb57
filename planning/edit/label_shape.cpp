// SPDX-License-Identifier: GPL-3.0-or-later
// The tools of region_tools.h that look at the shape of a label: smoothing and filling between slices.
#include "planning/edit/flat_distance.h"
#include "planning/edit/region_tools.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace valvista::planning {

namespace {

/// The part of a map that a label takes up, and some room around it.
struct Patch {
  IndexBox box;
  Index3 size{};
  std::size_t at(const Index3& ijk) const {
    return (static_cast<std::size_t>(ijk[2] - box.begin[2]) * static_cast<std::size_t>(size[1]) +
            static_cast<std::size_t>(ijk[1] - box.begin[1])) *
               static_cast<std::size_t>(size[0]) +
           static_cast<std::size_t>(ijk[0] - box.begin[0]);
  }
  std::size_t count() const {
    return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
           static_cast<std::size_t>(size[2]);
  }
  template <class Visit>
  void forEachVoxel(Visit visit) const {
    for (int k = box.begin[2]; k < box.end[2]; ++k)
      for (int j = box.begin[1]; j < box.end[1]; ++j)
        for (int i = box.begin[0]; i < box.end[0]; ++i) visit(Index3{i, j, k});
  }
};

Patch patchOf(const LabelMap& labels, std::uint8_t label, const Index3& room) {
  Patch patch{labelBoxes(labels)[label], {}};
  if (patch.box.empty()) return patch;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    patch.box.begin[axis] = std::max(0, patch.box.begin[axis] - room[axis]);
    patch.box.end[axis] = std::min(labels.geometry().size[axis], patch.box.end[axis] + room[axis]);
    patch.size[axis] = patch.box.end[axis] - patch.box.begin[axis];
  }
  return patch;
}

/// Half of a normalised Gaussian kernel, the middle first.
std::vector<float> gaussian(double sigma) {
  std::vector<double> half{1.0};
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  double sum = 1.0;
  for (int at = 1; at <= reach; ++at) {
    half.push_back(std::exp(-0.5 * at * at / (sigma * sigma)));
    sum += 2 * half.back();
  }
  std::vector<float> kernel;
  for (const double weight : half) kernel.push_back(static_cast<float>(weight / sum));
  return kernel;
}

/// One pass along an axis; what lies outside counts as the value at the border, so that a label which the
/// scan cuts off does not shrink there.
void blurAlong(std::vector<float>& values, const Index3& size, std::size_t axis, double sigma) {
  const std::vector<float> kernel = gaussian(sigma);
  const auto reach = static_cast<int>(kernel.size()) - 1;
  std::array<std::size_t, 3> step{1, static_cast<std::size_t>(size[0]),
                                  static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1])};
  const std::size_t u = axis == 0 ? 1 : 0, v = axis == 2 ? 1 : 2;
  std::vector<float> line(static_cast<std::size_t>(size[axis]));
  for (int b = 0; b < size[v]; ++b)
    for (int a = 0; a < size[u]; ++a) {
      float* first =
          values.data() + static_cast<std::size_t>(a) * step[u] + static_cast<std::size_t>(b) * step[v];
      for (std::size_t i = 0; i < line.size(); ++i) line[i] = first[i * step[axis]];
      const int last = size[axis] - 1;
      for (int i = 0; i <= last; ++i) {
        float sum = kernel[0] * line[static_cast<std::size_t>(i)];
        for (int off = 1; off <= reach; ++off)
          sum += kernel[static_cast<std::size_t>(off)] *
                 (line[static_cast<std::size_t>(std::max(0, i - off))] +
                  line[static_cast<std::size_t>(std::min(last, i + off))]);
        first[static_cast<std::size_t>(i) * step[axis]] = sum;
      }
    }
}

/// Slices across one index axis, as pictures of the patch.
class Slices {
 public:
  Slices(const LabelMap& labels, const Patch& patch, std::size_t axis, std::uint8_t label)
      : labels_(labels),
        patch_(patch),
        axis_(axis),
        u_(axis == 0 ? 1 : 0),
        v_(axis == 2 ? 1 : 2),
        label_(label) {}

  Index3 voxel(int slice, int a, int b) const {
    Index3 ijk{};
    ijk[axis_] = slice, ijk[u_] = patch_.box.begin[u_] + a, ijk[v_] = patch_.box.begin[v_] + b;
    return ijk;
  }
  int width() const { return patch_.size[u_]; }
  int height() const { return patch_.size[v_]; }
  /// Signed distances of the label's outline, negative inside; absent where the slice has none of it.
  std::optional<std::vector<float>> distances(int slice) const {
    std::vector<std::uint8_t> mask;
    mask.reserve(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
    bool any = false;
    for (int b = 0; b < height(); ++b)
      for (int a = 0; a < width(); ++a) {
        mask.push_back(labels_.at(voxel(slice, a, b)) == label_ ? 1 : 0);
        any = any || mask.back() != 0;
      }
    if (!any) return std::nullopt;
    const Vec3 spacing = labels_.geometry().spacing();
    return signedDistances(mask, {width(), height()},
                           {spacing[static_cast<int>(u_)], spacing[static_cast<int>(v_)]});
  }

 private:
  const LabelMap& labels_;
  const Patch& patch_;
  std::size_t axis_, u_, v_;
  std::uint8_t label_;
};

}  // namespace

PaintOutcome smoothLabel(LabelMap& labels, const Volume& ct, double sigmaMm, const PaintRules& rules,
                         const Progress& progress) {
  PaintRules erase = rules;
  erase.label = 0, erase.over.set(), erase.hu.reset();
  VoxelPainter gain(labels, ct, rules), loss(labels, ct, erase);
  const Vec3 spacing = labels.geometry().spacing();
  Index3 room{};
  for (std::size_t axis = 0; axis < 3; ++axis)
    room[axis] = static_cast<int>(std::ceil(3 * sigmaMm / spacing[static_cast<int>(axis)]));
  const Patch patch = patchOf(labels, rules.label, room);
  if (patch.box.empty()) return gain.outcome();
  std::vector<float> mask(patch.count());
  std::size_t voxels = 0;
  patch.forEachVoxel([&](const Index3& ijk) {
    const bool in = labels.at(ijk) == rules.label;
    mask[patch.at(ijk)] = in ? 1.0F : 0.0F;
    voxels += in ? 1 : 0;
  });
  for (std::size_t axis = 0; axis < 3; ++axis) {
    progress.throwIfCancelled();
    blurAlong(mask, patch.size, axis, sigmaMm / spacing[static_cast<int>(axis)]);
  }
  std::vector<float> sorted = mask;
  const auto level = sorted.end() - static_cast<std::ptrdiff_t>(voxels);
  std::nth_element(sorted.begin(), level, sorted.end());
  patch.forEachVoxel([&](const Index3& ijk) {
    const bool in = mask[patch.at(ijk)] >= *level, was = labels.at(ijk) == rules.label;
    if (in != was) (in ? gain : loss).paint(ijk);
  });
  return gain.outcome() += loss.outcome();
}

PaintOutcome fillBetweenSlices(LabelMap& labels, const Volume& ct, std::size_t axis, double furthestMm,
                               const PaintRules& rules, const Progress& progress) {
  VoxelPainter painter(labels, ct, rules);
  const Patch patch = patchOf(labels, rules.label, {0, 0, 0});
  const Slices slices(labels, patch, axis, rules.label);
  const double spacing = labels.geometry().spacing()[static_cast<int>(axis)];
  std::optional<std::vector<float>> before;
  int beforeAt = 0;
  for (int at = patch.box.begin[axis]; at < patch.box.end[axis]; ++at) {
    progress.throwIfCancelled();
    std::optional<std::vector<float>> here = slices.distances(at);
    if (!here) continue;
    if (before && at - beforeAt > 1 && (at - beforeAt) * spacing <= furthestMm * (1 + 1e-9))
      for (int between = beforeAt + 1; between < at; ++between) {
        const float share = static_cast<float>(between - beforeAt) / static_cast<float>(at - beforeAt);
        std::size_t pixel = 0;
        for (int b = 0; b < slices.height(); ++b)
          for (int a = 0; a < slices.width(); ++a, ++pixel)
            if ((1 - share) * (*before)[pixel] + share * (*here)[pixel] <= 0)
              painter.paint(slices.voxel(between, a, b));
      }
    before = std::move(here);
    beforeAt = at;
  }
  return painter.outcome();
}

}  // namespace valvista::planning
