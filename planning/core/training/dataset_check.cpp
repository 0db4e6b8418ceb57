// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/number_text.h"
#include "planning/core/sha256.h"
#include "planning/core/training/case_reading.h"
#include "planning/core/training/dataset_listing.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace valvista {

namespace {

/// Air and tissue are a thousand HU apart; whatever has been normalised spans a few units.
constexpr int kLeastSpanHu = 100;
constexpr int kByteMaximum = 255;
/// Voxels of a CT that a heart can be seen in.
constexpr double kSmallestVoxelMm = 0.1, kLargestVoxelMm = 10.0, kMostAnisotropic = 20.0;

/// Checks case by case and keeps what concerns them together.
class DatasetCheck {
 public:
  DatasetCheck(const Dataset& dataset, const ModelManifest& model) : dataset_(dataset), model_(model) {
    for (const ModelClass& one : model.classes)
      if (one.label != 0) casesOf_[one.label] = 0;
  }

  void checkClassNames() {
    if (dataset_.layout == DatasetLayout::totalSegmentator) return;  // a class in no case is told at the end
    for (const ModelClass& one : model_.classes)
      if (one.label != 0 && std::none_of(dataset_.classes.begin(), dataset_.classes.end(),
                                         [&](const ModelClass& c) { return c.name == one.name; })) {
        add(true, dataset_.folder / kDatasetJson,
            "\"labels\" does not name the model's class \"" + one.name + "\".");
        casesOf_.erase(one.label);
      }
  }

  void checkCase(const DatasetCase& one, const Progress& progress) {
    CaseReading reading = readCaseWithFaults(dataset_, one, model_.classes, progress);
    const bool labelsWhole =
        std::none_of(reading.faults.begin(), reading.faults.end(),
                     [&](const DatasetFault& fault) { return fault.isError && fault.file != one.ct; });
    faults_.insert(faults_.end(), reading.faults.begin(), reading.faults.end());
    if (!reading.ct.empty()) {
      checkHu(one, reading.hu);
      checkGrid(one, reading.ct.geometry());
      const auto [same, isNew] = byContent_.try_emplace(sha256Hex(reading.ct), one.name);
      if (!isNew) add(true, one.ct, "It is the same CT as that of case " + same->second + ".");
    }
    if (labelsWhole) checkLabels(one, reading.labels);
  }

  std::vector<DatasetFault> finish() {
    for (const ModelClass& one : model_.classes)
      if (const auto cases = casesOf_.find(one.label); cases != casesOf_.end() && cases->second == 0)
        add(true, dataset_.folder, "No case has the model's class \"" + one.name + "\".");
    return std::move(faults_);
  }

 private:
  void add(bool isError, const std::filesystem::path& file, std::string message) {
    faults_.push_back({isError, file, std::move(message)});
  }

  void checkHu(const DatasetCase& one, const HuSummary& hu) {
    if (hu.notNumbers > 0)
      add(false, one.ct,
          std::to_string(hu.notNumbers) + " voxels are no numbers (NaN or infinite); they count as air.");
    if (hu.limited > 0)
      add(false, one.ct,
          std::to_string(hu.limited) + " voxels are beyond what HU can be; they were limited.");
    const std::string span =
        "values from " + std::to_string(hu.minimum) + " to " + std::to_string(hu.maximum);
    if (hu.maximum < hu.minimum)
      add(true, one.ct, "It holds no numbers at all.");
    else if (hu.maximum == hu.minimum)
      add(true, one.ct, "All voxels have the value " + std::to_string(hu.minimum) + ".");
    else if (hu.maximum - hu.minimum < kLeastSpanHu)
      add(true, one.ct, "It holds no HU: " + span + "; has it been normalised?");
    else if (hu.minimum >= 0 && hu.maximum <= kByteMaximum)
      add(true, one.ct, "It holds no HU: " + span + "; has it been made a picture?");
    else if (hu.minimum >= 0)
      add(false, one.ct, "It has " + span + " and so no voxel of air or fat; is the intercept missing?");
  }

  void checkGrid(const DatasetCase& one, const ImageGeometry& grid) {
    const Vec3 spacing = grid.spacing();
    const auto [least, most] = std::minmax({spacing.x, spacing.y, spacing.z});
    if (least < kSmallestVoxelMm || most > kLargestVoxelMm || most > kMostAnisotropic * least)
      add(false, one.ct,
          "Its voxels of " + formatFixed(spacing.x, 3) + " x " + formatFixed(spacing.y, 3) + " x " +
              formatFixed(spacing.z, 3) + " mm are unusual; is the unit wrong?");
    // The model's axes by the pair of sides that they join.
    constexpr std::string_view kPairs = "LPSRAI";
    const auto worldAxis = [&](char side) { return kPairs.find(side) % 3; };
    const std::string code = orientationCode(grid);
    std::string narrow;
    for (std::size_t axis = 0; axis < 3; ++axis)
      for (std::size_t of = 0; of < 3; ++of) {
        if (worldAxis(code[axis]) != worldAxis(model_.orientation[of])) continue;
        const double extent = grid.size[axis] * spacing[static_cast<int>(axis)];
        const double patch = model_.patchSize[of] * model_.spacingMm[of];
        if (extent < patch - 0.5 * model_.spacingMm[of])
          narrow += (narrow.empty() ? "" : ", ") + std::string(1, "ijk"[axis]) + " " +
                    formatFixed(extent, 1) + " / " + formatFixed(patch, 1) + " mm";
      }
    if (!narrow.empty())
      add(false, one.ct,
          "It is smaller than a patch of the model: " + narrow + "; patches are filled with air.");
  }

  void checkLabels(const DatasetCase& one, const LabelMap& labels) {
    const std::vector<std::size_t> counts =
        labels.empty() ? std::vector<std::size_t>(256) : labelCounts(labels);
    if (std::all_of(counts.begin() + 1, counts.end(), [](std::size_t n) { return n == 0; })) {
      add(true, one.labels, "It labels nothing.");
      return;
    }
    std::string missing;
    for (const ModelClass& c : model_.classes) {
      const auto cases = casesOf_.find(c.label);
      if (cases == casesOf_.end()) continue;
      if (counts[c.label] > 0)
        ++cases->second;
      else
        missing += (missing.empty() ? "" : ", ") + ("\"" + c.name + "\"");
    }
    if (!missing.empty()) add(false, one.labels, "It has no voxel of " + missing + ".");
  }

  const Dataset& dataset_;
  const ModelManifest& model_;
  std::vector<DatasetFault> faults_;
  std::map<std::string, std::string> byContent_;
  std::map<std::uint8_t, int> casesOf_;  ///< that have the label
};

}  // namespace

std::vector<DatasetFault> checkDataset(const Dataset& dataset, const ModelManifest& model,
                                       const Progress& progress) {
  DatasetCheck check(dataset, model);
  check.checkClassNames();
  for (std::size_t at = 0; at < dataset.cases.size(); ++at) {
    const double all = static_cast<double>(dataset.cases.size());
    const double from = static_cast<double>(at) / all, to = static_cast<double>(at + 1) / all;
    progress.throwIfCancelled();
    progress.report(from, "Checking the dataset");
    check.checkCase(dataset.cases[at], Progress(progress, from, to));
  }
  return check.finish();
}

}  // namespace valvista
