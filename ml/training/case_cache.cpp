// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/case_cache.h"

#include "ml/inference/predict_labels.h"
#include "ml/training/case_file.h"
#include "ml/training/label_sampling.h"
#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/number_text.h"
#include "planning/core/sha256.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <system_error>
#include <utility>

namespace valvista::ml {

namespace fs = std::filesystem;

namespace {

/// Voxels listed of a class: enough that no two patches of a long training are the same.
constexpr std::size_t kMostListed = 100'000;
/// Rows of the grid whose HU are held as float32 at a time.
constexpr int kRowsAtOnce = 16;

/// A file by size and time of its last change, as build systems tell: reading it all would take as long as
/// preparing it.
void describe(const fs::path& file, std::string& text) {
  std::error_code error;
  text += file.filename().string() + " " + std::to_string(fs::file_size(file, error));
  text += " " + std::to_string(fs::last_write_time(file, error).time_since_epoch().count()) + "\n";
}

/// Names all that a cached case is made from.
std::string keyOf(const Dataset& dataset, const DatasetCase& one, const ModelManifest& model) {
  std::string text = "case 1\n" + model.orientation + "\n";
  for (const double spacing : model.spacingMm) text += formatExact(spacing) + "\n";
  for (const ModelClass& c : model.classes) text += c.name + " " + std::to_string(c.label) + "\n";
  for (const ModelClass& c : dataset.classes) text += c.name + " " + std::to_string(c.label) + "\n";
  describe(one.ct, text);
  if (dataset.layout == DatasetLayout::nnUNet) {
    describe(one.labels, text);
  } else {
    std::vector<fs::path> masks;
    std::error_code error;
    for (fs::directory_iterator at(one.labels, error), end; !error && at != end; at.increment(error))
      masks.push_back(at->path());
    std::sort(masks.begin(), masks.end());
    for (const fs::path& mask : masks) describe(mask, text);
  }
  return sha256Hex(std::as_bytes(std::span(text)));
}

std::vector<std::int16_t> huOnGrid(const CtSampler& sampler) {
  const Index3& size = sampler.grid().size;
  std::vector<std::int16_t> hu;
  hu.reserve(static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
             static_cast<std::size_t>(size[2]));
  for (int row = 0; row < size[0]; row += kRowsAtOnce) {
    const at::Tensor part =
        sampler.sample({{row, 0, 0}, {std::min(row + kRowsAtOnce, size[0]), size[1], size[2]}}).contiguous();
    const float* const values = part.data_ptr<float>();
    for (std::int64_t at = 0; at < part.numel(); ++at)
      hu.push_back(static_cast<std::int16_t>(std::lround(std::clamp(values[at], -32768.0F, 32767.0F))));
  }
  return hu;
}

std::vector<std::vector<std::uint32_t>> voxelLists(const std::vector<std::uint8_t>& channels,
                                                   std::size_t classes) {
  std::vector<std::size_t> counts(classes, 0);
  for (const std::uint8_t channel : channels) ++counts[channel];
  // Every n-th voxel of a class, so that the thinned list covers it evenly.
  std::vector<std::size_t> seen(classes, 0);
  std::vector<std::vector<std::uint32_t>> lists(classes);
  for (std::size_t at = 0; at < channels.size(); ++at) {
    const std::size_t c = channels[at];
    if (c == 0) continue;
    const std::size_t stride = (counts[c] + kMostListed - 1) / kMostListed;
    if (seen[c]++ % stride == 0) lists[c].push_back(static_cast<std::uint32_t>(at));
  }
  return lists;
}

CaseContent contentOf(const DatasetVoxels& voxels, const ModelManifest& model) {
  const ModelGrid grid = modelGrid(voxels.ct.geometry(), frameOf(model));
  CaseContent content;
  content.size = grid.size;
  content.hu = huOnGrid(CtSampler(voxels.ct, grid));
  if (content.hu.size() > std::numeric_limits<std::uint32_t>::max())
    throw LoadError("The CT has too many voxels at the model's spacing.");
  content.channels = channelsOnGrid(voxels.labels, grid, model.classes);
  content.voxelsOf = voxelLists(content.channels, model.classes.size());
  return content;
}

}  // namespace

CaseCache::CaseCache(fs::path folder, const Dataset& dataset, const ModelManifest& model,
                     const Progress& progress) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw SaveError(folder.filename().string() + ": The folder cannot be made: " + error.message() + ".");
  removeUnfinishedFiles(folder);
  const auto all = static_cast<double>(dataset.cases.size());
  for (const DatasetCase& one : dataset.cases) {
    const double from = static_cast<double>(files_.size()) / all,
                 to = static_cast<double>(files_.size() + 1) / all;
    progress.throwIfCancelled();
    progress.report(from, "Preparing the dataset");
    names_.push_back(one.name);
    files_.push_back(folder / (one.name + ".case"));
    const std::string key = keyOf(dataset, one, model);
    if (isCaseFile(files_.back(), key)) continue;
    const DatasetVoxels voxels = readCase(dataset, one, model.classes, Progress(progress, from, to));
    writeCaseFile(files_.back(), key, contentOf(voxels, model));
  }
  checked_ = std::make_unique<std::atomic<bool>[]>(files_.size());
}

CachedCase CaseCache::open(int index) const {
  const auto at = static_cast<std::size_t>(index);
  CachedCase one = openCaseFile(files_[at], !checked_[at]);
  checked_[at] = true;
  one.name = names_[at];
  return one;
}

}  // namespace valvista::ml
