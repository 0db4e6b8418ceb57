// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/segment_volume.h"

#include "ml/compute_devices.h"
#include "ml/inference/memory_plan.h"
#include "ml/inference/postprocess.h"
#include "ml/inference/predict_labels.h"
#include "ml/inference/predictor_choice.h"
#include "ml/library_pages.h"
#include "planning/core/error.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace valvista::ml {

namespace {

int threadsOf(const SegmentationOptions& options) {
  return options.threads > 0 ? options.threads
                             : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

std::uint64_t parametersOf(const SafetensorsFile& weights) {
  std::uint64_t count = 0;
  for (const NamedTensor& tensor : weights.tensors())
    count += tensor.bytes.size() / bytesPerElement(tensor.type);
  return count;
}

std::vector<LabelCleanUp> cleanUpsOf(const ModelManifest& manifest, const SegmentationOptions& options) {
  std::vector<LabelCleanUp> cleanUps;
  if (!options.dropSmallParts && !options.fillHoles) return cleanUps;
  const std::vector<std::string>& names = options.cleanUpClasses;
  for (const std::string& name : names)
    if (std::none_of(manifest.classes.begin(), manifest.classes.end(),
                     [&](const ModelClass& c) { return c.name == name; }))
      throw ModelError("The model has no class \"" + name + "\".");
  for (const ModelClass& one : manifest.classes)
    if (one.label != 0 && (names.empty() || std::find(names.begin(), names.end(), one.name) != names.end()))
      cleanUps.push_back({one.label, options.dropSmallParts, options.fillHoles});
  return cleanUps;
}

/// The window about the middle of the CT, as the network sees it.
at::Tensor middleWindow(const Volume& ct, const ModelManifest& manifest) {
  const ModelGrid grid = modelGrid(ct.geometry(), frameOf(manifest));
  const Index3& roi = manifest.patchSize;
  at::Tensor window = at::zeros({1, 1, roi[0], roi[1], roi[2]}, at::kFloat);
  IndexBox box;
  at::Tensor inside = window[0][0];
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int length = std::min(grid.size[axis], roi[axis]);
    box.begin[axis] = (grid.size[axis] - length) / 2;
    box.end[axis] = box.begin[axis] + length;
    inside = inside.narrow(static_cast<std::int64_t>(axis), (roi[axis] - length) / 2, length);
  }
  at::Tensor values = CtSampler(ct, grid).sample(box);
  intensityOf(manifest).applyTo(values);
  inside.copy_(values);
  return window;
}

}  // namespace

SegmentationCost estimateSegmentation(const ImageGeometry& ct, const ModelManifest& manifest,
                                      std::uint64_t parameters, const SegmentationOptions& options) {
  SegmentationCost cost;
  cost.device = chooseDevice(options.device);
  const std::optional<Precision> wanted = precisionNamed(options.precision);
  SegmentationTask task{.ct = ct,
                        .manifest = manifest,
                        .parameters = parameters,
                        .overlap = options.overlap.value_or(manifest.overlap),
                        .precision = wanted.value_or(fastestPrecision(cost.device)),
                        .onProcessor = cost.device == "cpu"};
  cost.precision = precisionName(task.precision);
  cost.windows = windowsOf(task);
  cost.seconds = secondsOf(task, threadsOf(options));
  // Whether the faster precision will do is known later: there must be room for float32.
  task.precision = wanted.value_or(Precision::float32);
  task.choosesPrecision = !wanted;
  const MemoryPlan plan =
      planMemory(task, {options.memoryLimitBytes ? options.memoryLimitBytes : availableHostBytes(),
                        freeDeviceBytes(cost.device)});
  cost.batch = plan.batch;
  cost.peakBytes = plan.hostBytes;
  return cost;
}

SegmentOutcome segmentVolume(const Volume& ct, Model model, const SegmentationOptions& options,
                             const Progress& progress) try {
  const auto start = std::chrono::steady_clock::now();
  at::set_num_threads(threadsOf(options));
  const ModelManifest& manifest = model.manifest;
  const std::vector<LabelCleanUp> cleanUps = cleanUpsOf(manifest, options);
  SegmentOutcome outcome;
  outcome.cost = estimateSegmentation(ct.geometry(), manifest, parametersOf(model.weights), options);
  progress.report(0.0, "Loading the network");
  releaseLibraryPages();
  const ChosenPredictor chosen =
      choosePredictor(manifest, std::move(model.weights), outcome.cost.device,
                      precisionNamed(options.precision), middleWindow(ct, manifest));
  const at::Device device(outcome.cost.device);
  PredictedLabels predicted = predictLabels(
      ct, manifest, [&](const at::Tensor& windows) { return (*chosen.predictor)(windows); },
      {options.overlap.value_or(manifest.overlap), outcome.cost.batch, options.skipAir, device, device},
      Progress(progress, 0.02, 0.98));
  cleanUpLabels(predicted.labels, cleanUps, progress);
  outcome.labels = std::move(predicted.labels);
  outcome.cost.precision = precisionName(chosen.precision);
  outcome.cost.batch = predicted.run.batch;
  outcome.cost.windowsSkipped = predicted.windows.skipped;
  outcome.cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
} catch (const c10::Error& error) {
  throw ModelError("LibTorch failed while segmenting (device \"" + options.device +
                       "\"). Another device or float32 precision may work; please report it.",
                   error.what_without_backtrace());
}

}  // namespace valvista::ml
