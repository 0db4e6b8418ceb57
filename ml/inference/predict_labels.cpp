// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/predict_labels.h"

#include "ml/inference/label_resample.h"
#include "ml/out_of_memory.h"
#include "planning/core/error.h"

#include <algorithm>
#include <exception>
#include <optional>

namespace valvista::ml {

namespace {

/// A run that needs less memory, or none.
std::optional<LabelRun> smaller(LabelRun run) {
  if (run.batch > 1) {
    run.batch /= 2;
  } else if (run.blendDevice != at::kCPU) {
    run.blendDevice = at::kCPU;
  } else {
    return std::nullopt;
  }
  return run;
}

PredictedLabels predictOnce(const Volume& ct, const ModelManifest& manifest, const WindowPredictor& predict,
                            const LabelRun& run, const Progress& progress) {
  const ModelGrid grid = modelGrid(ct.geometry(), frameOf(manifest));
  const IntensityScale intensity = intensityOf(manifest);
  const CtSampler sampler(ct, grid);
  SlidingWindowOptions options;
  options.roi = manifest.patchSize;
  options.overlap = run.overlap;
  options.classes = static_cast<int>(manifest.classes.size());
  options.batch = run.batch;
  options.streamAxis = streamAxisOf(grid);
  options.device = run.device;
  options.blendDevice = run.blendDevice;
  WindowedVolume volume;
  volume.size = grid.size;
  volume.read = [&](const IndexBox& box) {
    at::Tensor values = sampler.sample(box);
    intensity.applyTo(values);
    return values;
  };
  if (run.skipAir) volume.isBackground = [&](const IndexBox& box) { return sampler.isBelow(box, kAirHu); };
  std::vector<std::uint8_t> labelOfClass;
  for (const ModelClass& one : manifest.classes) labelOfClass.push_back(one.label);
  LabelResampler resampler(ct.geometry(), grid, std::move(labelOfClass), options.streamAxis);
  const WindowCounts windows = slideWindows(
      volume, predict, options,
      [&](int firstRow, const at::Tensor& logits) { resampler.add(firstRow, logits); }, progress);
  return {resampler.finish(), windows, run};
}

}  // namespace

ModelFrame frameOf(const ModelManifest& manifest) {
  return {manifest.orientation, manifest.spacingMm};
}

IntensityScale intensityOf(const ModelManifest& manifest) {
  const IntensityRule& rule = manifest.intensity;
  const auto [lowHu, highHu] = rule.windowHu;
  return rule.zScore ? IntensityScale::zScore(lowHu, highHu, rule.zScore->mean, rule.zScore->deviation)
                     : IntensityScale::toRange(lowHu, highHu, rule.range[0], rule.range[1]);
}

int streamAxisOf(const ModelGrid& grid) {
  return static_cast<int>(std::max_element(grid.size.begin(), grid.size.end()) - grid.size.begin());
}

PredictedLabels predictLabels(const Volume& ct, const ModelManifest& manifest, const WindowPredictor& predict,
                              LabelRun run, const Progress& progress) {
  for (;;) {
    try {
      return predictOnce(ct, manifest, predict, run, progress);
    } catch (const Error&) {
      throw;
    } catch (const std::exception& error) {
      const std::string where = run.device.str();
      if (!isOutOfMemory(error))
        throw ModelError(
            "The network could not be computed on " + where + "; try another device or float32 precision.",
            error.what());
      const std::optional<LabelRun> next = smaller(run);
      if (!next)
        throw ModelError("Memory ran out on " + where +
                             " even with one window at a time. Close other programs, or " +
                             (run.device == at::kCPU ? "use a model with coarser spacing or a smaller patch."
                                                     : "compute on the processor (device \"cpu\")."),
                         error.what());
      run = *next;
    }
  }
}

}  // namespace valvista::ml
