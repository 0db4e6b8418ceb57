// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/sliding_window.h"

#include "planning/core/error.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace valvista::ml {

namespace {

/// Moves rows [from, from + count) of an axis to its begin. Source and target of a copy must not overlap.
void moveToFront(const at::Tensor& tensor, std::int64_t axis, std::int64_t from, std::int64_t count) {
  for (std::int64_t done = 0; from > 0 && done < count; done += from) {
    const std::int64_t piece = std::min(from, count - done);
    tensor.narrow(axis, done, piece).copy_(tensor.narrow(axis, done + from, piece));
  }
}

at::Tensor cut(at::Tensor tensor, const Index3& begin, const Index3& size) {
  const std::int64_t leading = tensor.dim() - 3;
  for (std::size_t axis = 0; axis < 3; ++axis)
    tensor = tensor.narrow(leading + static_cast<std::int64_t>(axis), begin[axis], size[axis]);
  return tensor;
}

/// The padded input between two positions of the stream axis, as long as a window. Rows are read once.
class InputBand {
 public:
  InputBand(const WindowedVolume& volume, const WindowGrid& grid, int streamAxis)
      : volume_(volume), grid_(grid), axis_(static_cast<std::size_t>(streamAxis)) {
    Index3 size = grid.paddedSize;
    size[axis_] = grid.roi[axis_];
    band_ = at::zeros({size[0], size[1], size[2]}, at::kFloat);
  }

  /// Makes row 0 the padded volume's row `begin`; positions never decrease.
  void moveTo(int begin) {
    const int kept = std::max(0, begin_ + grid_.roi[axis_] - begin);
    if (filled_ && begin == begin_) return;
    if (filled_) moveToFront(band_, static_cast<std::int64_t>(axis_), begin - begin_, kept);
    read(begin + (filled_ ? kept : 0), begin + grid_.roi[axis_], begin);
    begin_ = begin;
    filled_ = true;
  }

  /// The window at a position of the padded volume, a view.
  at::Tensor window(Index3 start) const {
    start[axis_] -= begin_;
    return cut(band_, start, grid_.roi);
  }

 private:
  /// Rows [from, to) of the padded volume into the band that begins at row `begin`.
  void read(int from, int to, int begin) {
    IndexBox box{{0, 0, 0}, volume_.size};
    box.begin[axis_] = std::max(0, from - grid_.padBefore[axis_]);
    box.end[axis_] = std::min(volume_.size[axis_], to - grid_.padBefore[axis_]);
    if (box.empty()) return;
    Index3 at = grid_.padBefore, size = volume_.size;
    at[axis_] += box.begin[axis_] - begin;
    size[axis_] = box.end[axis_] - box.begin[axis_];
    cut(band_, at, size).copy_(volume_.read(box));
  }

  const WindowedVolume& volume_;
  const WindowGrid& grid_;
  std::size_t axis_;
  at::Tensor band_;
  int begin_ = 0;
  bool filled_ = false;
};

/// Weighted sums of the logits and of the weights over the rows that windows still touch.
class BlendSlab {
 public:
  BlendSlab(const WindowedVolume& volume, const WindowGrid& grid, const SlidingWindowOptions& options,
            const LogitSink& sink)
      : volume_(volume), grid_(grid), axis_(static_cast<std::size_t>(options.streamAxis)), sink_(sink) {
    Index3 size = grid.paddedSize;
    size[axis_] = grid.roi[axis_];
    weights_ = gaussianWeights(grid.roi).to(options.blendDevice);
    sums_ = at::zeros({options.classes, size[0], size[1], size[2]}, weights_.options());
    counts_ = at::zeros({1, size[0], size[1], size[2]}, weights_.options());
  }

  void add(Index3 start, const at::Tensor& logits) {
    start[axis_] -= begin_;
    cut(sums_, start, grid_.roi).addcmul_(logits.to(weights_.device()), weights_.unsqueeze(0));
    cut(counts_, start, grid_.roi).add_(weights_);
  }

  /// Hands out the rows in front of `begin` and makes that row the first.
  void moveTo(int begin) {
    const int done = begin - begin_, kept = grid_.roi[axis_] - done;
    handOut(done);
    for (const at::Tensor& tensor : {sums_, counts_}) {
      const auto axis = static_cast<std::int64_t>(axis_) + 1;
      moveToFront(tensor, axis, done, kept);
      tensor.narrow(axis, kept, done).zero_();
    }
    begin_ = begin;
  }
  void finish() { handOut(grid_.roi[axis_]); }

 private:
  void handOut(int rows) {
    const int pad = grid_.padBefore[axis_];
    const int first = std::max(begin_, pad), last = std::min(begin_ + rows, pad + volume_.size[axis_]);
    if (first >= last) return;
    Index3 at = grid_.padBefore, size = volume_.size;
    at[axis_] = first - begin_;
    size[axis_] = last - first;
    // Voxels that no window has touched keep their zeros.
    const at::Tensor logits = cut(sums_, at, size).div_(cut(counts_, at, size).clamp_min_(kNoWeight));
    sink_(first - pad, logits);
  }

  static constexpr double kNoWeight = 1e-30;

  const WindowedVolume& volume_;
  const WindowGrid& grid_;
  std::size_t axis_;
  const LogitSink& sink_;
  at::Tensor weights_, sums_, counts_;
  int begin_ = 0;
};

/// The windows to predict, one list for each position along the stream axis.
struct Schedule {
  std::vector<std::vector<Index3>> rows;
  WindowCounts counts;
};

/// The part of a window that lies in the volume.
IndexBox insideOf(const WindowGrid& grid, const Index3& start, const Index3& volume) {
  IndexBox box;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    box.begin[axis] = std::max(0, start[axis] - grid.padBefore[axis]);
    box.end[axis] = std::min(volume[axis], start[axis] + grid.roi[axis] - grid.padBefore[axis]);
  }
  return box;
}

Schedule scheduleOf(const WindowedVolume& volume, const WindowGrid& grid, int streamAxis,
                    const Progress& progress) {
  const std::array<int, 3> axes = streamOrder(streamAxis);
  const auto stream = static_cast<std::size_t>(axes[0]), outer = static_cast<std::size_t>(axes[1]),
             inner = static_cast<std::size_t>(axes[2]);
  Schedule schedule;
  for (const int row : grid.starts[stream]) {
    progress.throwIfCancelled();
    std::vector<Index3>& windows = schedule.rows.emplace_back();
    for (const int y : grid.starts[outer])
      for (const int x : grid.starts[inner]) {
        Index3 start{};
        start[stream] = row;
        start[outer] = y;
        start[inner] = x;
        if (!volume.isBackground || !volume.isBackground(insideOf(grid, start, volume.size)))
          windows.push_back(start);
      }
    schedule.counts.predicted += static_cast<int>(windows.size());
  }
  schedule.counts.skipped = grid.count() - schedule.counts.predicted;
  return schedule;
}

/// Predicts the windows of a batch and checks what comes back.
at::Tensor predictBatch(std::span<const Index3> starts, const InputBand& band, const WindowPredictor& predict,
                        const SlidingWindowOptions& options) {
  const std::int64_t count = static_cast<std::int64_t>(starts.size());
  const Index3& roi = options.roi;
  at::Tensor windows = at::empty({count, 1, roi[0], roi[1], roi[2]}, at::kFloat);
  for (std::int64_t at = 0; at < count; ++at)
    windows[at][0].copy_(band.window(starts[static_cast<std::size_t>(at)]));
  at::Tensor logits = predict(windows.to(options.device));
  if (logits.sizes() != at::IntArrayRef({count, options.classes, roi[0], roi[1], roi[2]}) ||
      logits.scalar_type() != at::kFloat)
    throw ModelError("The network gives an output of another shape than its " +
                     std::to_string(options.classes) + " classes need.");
  return logits;
}

}  // namespace

WindowCounts slideWindows(const WindowedVolume& volume, const WindowPredictor& predict,
                          const SlidingWindowOptions& options, const LogitSink& sink,
                          const Progress& progress) {
  const at::NoGradGuard noGrad;
  const WindowGrid grid = windowGrid(volume.size, options.roi, options.overlap);
  const auto stream = static_cast<std::size_t>(options.streamAxis);
  const Schedule schedule = scheduleOf(volume, grid, options.streamAxis, progress);
  InputBand band(volume, grid, options.streamAxis);
  BlendSlab slab(volume, grid, options, sink);
  int done = 0;
  for (std::size_t row = 0; row < schedule.rows.size(); ++row) {
    const std::span<const Index3> windows = schedule.rows[row];
    const int begin = grid.starts[stream][row];
    slab.moveTo(begin);
    if (!windows.empty()) band.moveTo(begin);
    for (std::size_t first = 0; first < windows.size(); first += static_cast<std::size_t>(options.batch)) {
      progress.throwIfCancelled();
      const auto starts =
          windows.subspan(first, std::min(static_cast<std::size_t>(options.batch), windows.size() - first));
      const at::Tensor logits = predictBatch(starts, band, predict, options);
      for (std::size_t at = 0; at < starts.size(); ++at)
        slab.add(starts[at], logits[static_cast<std::int64_t>(at)]);
      done += static_cast<int>(starts.size());
      progress.report(static_cast<double>(done) / schedule.counts.predicted,
                      "window " + std::to_string(done) + " of " + std::to_string(schedule.counts.predicted));
    }
  }
  slab.finish();
  return schedule.counts;
}

}  // namespace valvista::ml
