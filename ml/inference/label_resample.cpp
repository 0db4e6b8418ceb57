// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/label_resample.h"

#include "ml/inference/window_grid.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::ml {

LabelResampler::LabelResampler(const ImageGeometry& ct, const ModelGrid& grid,
                               std::vector<std::uint8_t> labelOfClass, int streamAxis)
    : grid_(grid), labelOfClass_(std::move(labelOfClass)), axes_(streamOrder(streamAxis)), labels_(ct) {
  for (std::size_t at = 0; at < 3; ++at) brackets_[at] = bracketsAlong(grid, axes_[at]);
}

std::vector<LabelResampler::Bracket> LabelResampler::bracketsAlong(const ModelGrid& grid, int axis) {
  const int last = grid.size[static_cast<std::size_t>(axis)] - 1;
  std::vector<Bracket> brackets(static_cast<std::size_t>(grid.ctSize[static_cast<std::size_t>(axis)]));
  for (std::size_t at = 0; at < brackets.size(); ++at) {
    const double position =
        std::clamp(grid.gridPosition(axis, static_cast<double>(at)), 0.0, static_cast<double>(last));
    const int lower = std::min(static_cast<int>(position), std::max(0, last - 1));
    brackets[at] = {lower, std::min(lower + 1, last), static_cast<float>(position - lower)};
  }
  return brackets;
}

LabelResampler::Row LabelResampler::rowOf(const at::Tensor& logits) const {
  const auto classes = static_cast<std::size_t>(logits.size(0));
  const at::Tensor classLast = logits.permute({1, 2, 0}).to(at::kCPU).contiguous();
  const float* values = classLast.data_ptr<float>();
  Row row;
  row.logits.assign(values, values + classLast.numel());
  row.classes.resize(row.logits.size() / classes);
  for (std::size_t at = 0; at < row.classes.size(); ++at, values += classes)
    row.classes[at] = static_cast<std::uint8_t>(std::max_element(values, values + classes) - values);
  return row;
}

void LabelResampler::add(int firstRow, const at::Tensor& logits) {
  const std::int64_t axis = axes_[0] + 1;
  for (std::int64_t at = 0; at < logits.size(axis); ++at) {
    const int row = firstRow + static_cast<int>(at);
    lower_ = std::exchange(upper_, rowOf(logits.select(axis, at)));
    if (row == 0) lower_ = upper_;
    const auto ready = [&] {
      return nextPlane_ < static_cast<int>(brackets_[0].size()) &&
             brackets_[0][static_cast<std::size_t>(nextPlane_)].upper <= row;
    };
    if (ready()) findUniformCells();
    for (; ready(); ++nextPlane_) writePlane(nextPlane_);
  }
}

void LabelResampler::findUniformCells() {
  const int outer = grid_.size[static_cast<std::size_t>(axes_[1])],
            inner = grid_.size[static_cast<std::size_t>(axes_[2])];
  cells_.resize(lower_.classes.size());
  for (int y = 0; y < outer; ++y)
    for (int x = 0; x < inner; ++x) {
      const auto at = static_cast<std::size_t>(y * inner + x);
      const std::size_t down = y + 1 < outer ? static_cast<std::size_t>(inner) : 0U,
                        right = x + 1 < inner ? 1U : 0U;
      const std::uint8_t first = lower_.classes[at];
      bool same = true;
      for (const Row* row : {&lower_, &upper_})
        for (const std::size_t corner : {at, at + right, at + down, at + down + right})
          same = same && row->classes[corner] == first;
      cells_[at] = same ? first : kMixed;
    }
}

std::uint8_t LabelResampler::classAt(const Bracket& stream, const Bracket& outer, const Bracket& inner,
                                     std::vector<float>& sums) const {
  const int width = grid_.size[static_cast<std::size_t>(axes_[2])];
  const std::size_t classes = sums.size();
  std::fill(sums.begin(), sums.end(), 0.0F);
  for (const bool up : {false, true}) {
    const Row& row = up ? upper_ : lower_;
    const float rowWeight = up ? stream.fraction : 1.0F - stream.fraction;
    for (const bool down : {false, true}) {
      const float lineWeight = rowWeight * (down ? outer.fraction : 1.0F - outer.fraction);
      for (const bool right : {false, true}) {
        const float weight = lineWeight * (right ? inner.fraction : 1.0F - inner.fraction);
        const int at = (down ? outer.upper : outer.lower) * width + (right ? inner.upper : inner.lower);
        const float* logits = row.logits.data() + static_cast<std::size_t>(at) * classes;
        for (std::size_t c = 0; c < classes; ++c) sums[c] += weight * logits[c];
      }
    }
  }
  return static_cast<std::uint8_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
}

void LabelResampler::writePlane(int ctIndex) {
  const Bracket stream = brackets_[0][static_cast<std::size_t>(ctIndex)];
  const auto height = static_cast<std::int64_t>(brackets_[1].size());
  const std::size_t width = brackets_[2].size(),
                    gridWidth = static_cast<std::size_t>(grid_.size[static_cast<std::size_t>(axes_[2])]);
  std::vector<std::uint8_t> plane(static_cast<std::size_t>(height) * width);
  at::parallel_for(0, height, 16, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float> sums(labelOfClass_.size());
    for (auto y = static_cast<std::size_t>(begin); y < static_cast<std::size_t>(end); ++y)
      for (std::size_t x = 0; x < width; ++x) {
        const Bracket &outer = brackets_[1][y], &inner = brackets_[2][x];
        const std::uint8_t cell =
            cells_[static_cast<std::size_t>(outer.lower) * gridWidth + static_cast<std::size_t>(inner.lower)];
        plane[y * width + x] = labelOfClass_[cell == kMixed ? classAt(stream, outer, inner, sums) : cell];
      }
  });
  Index3 ijk{};
  const auto place = [&](std::size_t which, std::size_t at) {
    const int axis = axes_[which];
    ijk[static_cast<std::size_t>(grid_.ctAxis[static_cast<std::size_t>(axis)])] =
        grid_.storedIndex(axis, static_cast<int>(at));
  };
  place(0, static_cast<std::size_t>(ctIndex));
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint8_t label = plane[y * width + x];
      if (label == 0) continue;
      place(1, y);
      place(2, x);
      labels_.set(ijk, label);
    }
}

}  // namespace valvista::ml
