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

/// The padded input that the windows of one position along the stream axis and one along the outer axis
/// cover. Rows along the outer axis are read once for every position along the stream axis.
class InputStrip {
 public:
  InputStrip(const WindowedVolume& volume, const WindowGrid& grid, int streamAxis)
      : volume_(volume), grid_(grid) {
    const std::array<int, 3> axes = streamOrder(streamAxis);
    stream_ = static_cast<std::size_t>(axes[0]);
    outer_ = static_cast<std::size_t>(axes[1]);
    inner_ = static_cast<std::size_t>(axes[2]);
    Index3 size = grid.roi;
    size[inner_] = grid.paddedSize[inner_];
    strip_ = at::zeros({size[0], size[1], size[2]}, at::kFloat);
  }

  /// The window at a position of the padded volume, a view that holds until the next call. Windows come in
  /// order of stream, outer and inner axis.
  at::Tensor window(Index3 start) {
    moveTo(start[stream_], start[outer_]);
    start[stream_] = start[outer_] = 0;
    return cut(strip_, start, grid_.roi);
  }

 private:
  void moveTo(int stream, int outer) {
    const int length = grid_.roi[outer_];
    int kept = 0;
    if (filled_ && stream == begin_[stream_]) {
      if (outer == begin_[outer_]) return;
      kept = std::max(0, begin_[outer_] + length - outer);
      moveToFront(strip_, static_cast<std::int64_t>(outer_), outer - begin_[outer_], kept);
    }
    begin_[stream_] = stream;
    begin_[outer_] = outer;
    filled_ = true;
    read(outer + kept, outer + length);
  }

  /// Rows [from, to) of the padded volume's outer axis.
  void read(int from, int to) {
    IndexBox padded{begin_, begin_};
    padded.begin[outer_] = from;
    padded.end[outer_] = to;
    padded.end[stream_] += grid_.roi[stream_];
    padded.end[inner_] = grid_.paddedSize[inner_];
    IndexBox box;
    Index3 at{}, size{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const int pad = grid_.padBefore[axis];
      box.begin[axis] = std::max(0, padded.begin[axis] - pad);
      box.end[axis] = std::min(volume_.size[axis], padded.end[axis] - pad);
      at[axis] = box.begin[axis] + pad - begin_[axis];
      size[axis] = box.end[axis] - box.begin[axis];
    }
    if (!box.empty()) cut(strip_, at, size).copy_(volume_.read(box));
  }

  const WindowedVolume& volume_;
  const WindowGrid& grid_;
  std::size_t stream_ = 0, outer_ = 1, inner_ = 2;
  at::Tensor strip_;
  Index3 begin_{0, 0, 0};  ///< of the strip in the padded volume
  bool filled_ = false;
};

/// Weighted sums of the logits over the rows that windows still touch. The sums of the weights are worked out
/// again when rows leave: held beside the logits they would take as much memory as a class.
class BlendSlab {
 public:
  BlendSlab(const WindowedVolume& volume, const WindowGrid& grid, const SlidingWindowOptions& options,
            const LogitSink& sink)
      : volume_(volume), grid_(grid), axis_(static_cast<std::size_t>(options.streamAxis)), sink_(sink) {
    weights_ = gaussianWeights(grid.roi).to(options.blendDevice);
    const Index3 size = slab(grid.roi[axis_]);
    sums_ = at::zeros({options.classes, size[0], size[1], size[2]}, weights_.options());
  }

  void add(Index3 start, const at::Tensor& logits) {
    touching_.push_back(start);
    start[axis_] -= begin_;
    cut(sums_, start, grid_.roi).addcmul_(logits.to(weights_.device()), weights_.unsqueeze(0));
  }

  /// Hands out the rows in front of `begin` and makes that row the first.
  void moveTo(int begin) {
    const int done = begin - begin_, kept = grid_.roi[axis_] - done;
    handOut(begin);
    const auto axis = static_cast<std::int64_t>(axis_) + 1;
    moveToFront(sums_, axis, done, kept);
    sums_.narrow(axis, kept, done).zero_();
    begin_ = begin;
    std::erase_if(touching_, [&](const Index3& start) { return start[axis_] + grid_.roi[axis_] <= begin; });
  }
  void finish() { handOut(begin_ + grid_.roi[axis_]); }

 private:
  Index3 slab(int rows) const {
    Index3 size = grid_.paddedSize;
    size[axis_] = rows;
    return size;
  }

  /// Rows of the padded volume in front of `end`, few at a time.
  void handOut(int end) {
    constexpr int kRowsAtOnce = 8;
    const int pad = grid_.padBefore[axis_], last = std::min(end, pad + volume_.size[axis_]);
    for (int first = std::max(begin_, pad); first < last; first += kRowsAtOnce) {
      const int rows = std::min(kRowsAtOnce, last - first);
      Index3 at = grid_.padBefore, size = volume_.size;
      size[axis_] = rows;
      at[axis_] = 0;
      // Voxels that no window has touched keep their zeros.
      const at::Tensor weights = cut(weightsOf(first, rows), at, size).clamp_min_(kNoWeight);
      at[axis_] = first - begin_;
      sink_(first - pad, cut(sums_, at, size).div_(weights));
    }
  }

  /// Sums of the weights of all windows over rows [first, first + rows).
  at::Tensor weightsOf(int first, int rows) const {
    const Index3 size = slab(rows);
    const at::Tensor sums = at::zeros({size[0], size[1], size[2]}, weights_.options());
    for (const Index3& start : touching_) {
      const int from = std::max(first, start[axis_]),
                to = std::min(first + rows, start[axis_] + grid_.roi[axis_]);
      if (from >= to) continue;
      Index3 target = start, source{}, part = grid_.roi;
      target[axis_] = from - first;
      source[axis_] = from - start[axis_];
      part[axis_] = to - from;
      cut(sums, target, part).add_(cut(weights_, source, part));
    }
    return sums;
  }

  static constexpr double kNoWeight = 1e-30;

  const WindowedVolume& volume_;
  const WindowGrid& grid_;
  std::size_t axis_;
  const LogitSink& sink_;
  std::vector<Index3> touching_;  ///< starts of the windows added to rows that are still held
  at::Tensor weights_, sums_;
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
at::Tensor predictBatch(std::span<const Index3> starts, InputStrip& strip, const WindowPredictor& predict,
                        const SlidingWindowOptions& options) {
  const std::int64_t count = static_cast<std::int64_t>(starts.size());
  const Index3& roi = options.roi;
  at::Tensor windows = at::empty({count, 1, roi[0], roi[1], roi[2]}, at::kFloat);
  for (std::int64_t at = 0; at < count; ++at)
    windows[at][0].copy_(strip.window(starts[static_cast<std::size_t>(at)]));
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
  InputStrip strip(volume, grid, options.streamAxis);
  BlendSlab slab(volume, grid, options, sink);
  int done = 0;
  for (std::size_t row = 0; row < schedule.rows.size(); ++row) {
    const std::span<const Index3> windows = schedule.rows[row];
    slab.moveTo(grid.starts[stream][row]);
    for (std::size_t first = 0; first < windows.size(); first += static_cast<std::size_t>(options.batch)) {
      progress.throwIfCancelled();
      const auto starts =
          windows.subspan(first, std::min(static_cast<std::size_t>(options.batch), windows.size() - first));
      const at::Tensor logits = predictBatch(starts, strip, predict, options);
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
