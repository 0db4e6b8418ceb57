// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/validation.h"

#include "ml/inference/predict_labels.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <vector>

namespace valvista::ml {

namespace {

at::Tensor partOf(at::Tensor whole, const IndexBox& box) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    whole = whole.slice(static_cast<std::int64_t>(axis), box.begin[axis], box.end[axis]);
  return whole;
}

/// Counts voxels of each class in prediction, truth and both.
class DiceCount {
 public:
  DiceCount(at::Tensor truth, std::size_t classes)
      : truth_(std::move(truth)), both_(classes), either_(classes), inTruth_(classes) {}

  void add(int firstRow, const at::Tensor& logits, int streamAxis) {
    const at::Tensor predicted = logits.argmax(0).to(at::kByte).cpu();
    const at::Tensor truth = truth_.narrow(streamAxis, firstRow, predicted.size(streamAxis));
    for (std::size_t c = 1; c < both_.size(); ++c) {
      const auto channel = static_cast<std::int64_t>(c);
      const at::Tensor found = predicted.eq(channel), real = truth.eq(channel);
      const auto reals = real.sum().item<std::int64_t>();
      both_[c] += found.logical_and(real).sum().item<std::int64_t>();
      either_[c] += found.sum().item<std::int64_t>() + reals;
      inTruth_[c] += reals;
    }
  }

  ValidatedCase result() const {
    ValidatedCase result;
    double sum = 0.0;
    int present = 0;
    for (std::size_t c = 1; c < both_.size(); ++c) {
      result.dice.emplace_back();
      if (inTruth_[c] == 0) continue;
      result.dice.back() = 2.0 * static_cast<double>(both_[c]) / static_cast<double>(either_[c]);
      sum += *result.dice.back();
      ++present;
    }
    if (present > 0) result.meanDice = sum / present;
    return result;
  }

 private:
  at::Tensor truth_;
  std::vector<std::int64_t> both_, either_, inTruth_;  ///< by channel
};

}  // namespace

ValidatedCase validateCase(const CachedCase& one, const ModelManifest& model, const WindowPredictor& predict,
                           const ValidationRun& run, const Progress& progress) {
  const std::vector<std::int64_t> shape(one.size.begin(), one.size.end());
  // LibTorch has no tensor of constant numbers; nothing writes to these.
  const at::Tensor hu = at::from_blob(const_cast<std::int16_t*>(one.hu.data()), shape, at::kShort);
  DiceCount count(at::from_blob(const_cast<std::uint8_t*>(one.channels.data()), shape, at::kByte),
                  model.classes.size());
  const IntensityScale intensity = intensityOf(model);
  SlidingWindowOptions options;
  options.roi = model.patchSize;
  options.overlap = model.overlap;
  options.classes = static_cast<int>(model.classes.size());
  options.batch = run.batch;
  options.streamAxis =
      static_cast<int>(std::max_element(one.size.begin(), one.size.end()) - one.size.begin());
  options.device = run.device;
  WindowedVolume volume;
  volume.size = one.size;
  volume.read = [&](const IndexBox& box) {
    at::Tensor values = partOf(hu, box).to(at::kFloat).contiguous();
    intensity.applyTo(values);
    return values;
  };
  volume.isBackground = [&](const IndexBox& box) {
    return partOf(hu, box).max().item<std::int64_t>() < kAirHu;
  };
  slideWindows(
      volume, predict, options,
      [&](int firstRow, const at::Tensor& logits) { count.add(firstRow, logits, options.streamAxis); },
      progress);
  ValidatedCase result = count.result();
  result.name = one.name;
  return result;
}

double validationSeconds(const Index3& size, const ModelManifest& model, double secondsPerPatch) {
  constexpr double kForwardShare = 1.0 / 3.0;  // backwards takes twice as long
  return windowGrid(size, model.patchSize, model.overlap).count() * secondsPerPatch * kForwardShare;
}

}  // namespace valvista::ml
