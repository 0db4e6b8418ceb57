// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/case_reading.h"

#include "planning/core/nifti_source.h"
#include "planning/core/number_text.h"
#include "planning/core/training/dataset_listing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <new>
#include <string_view>

namespace valvista {

namespace fs = std::filesystem;

namespace {

/// Programs round an image's orientation differently: 0.013 mm at the corners in TotalSegmentator's own data
/// set. Up to this share of a voxel two grids are the same lattice, above kNoticedMm somebody should look.
constexpr double kSameGridShareOfVoxel = 0.05;
constexpr double kNoticedMm = 1e-3;
constexpr std::size_t kPieceVoxels = std::size_t{1} << 16;
/// Distinct values of a file that are told.
constexpr std::size_t kMostTold = 8;

/// A structure inside another one is preferred to it, as when the window joins masks; heart is what is left.
constexpr std::array<std::string_view, 7> kInnermostFirst{
    "iliac_artery_left", "iliac_artery_right", "valve", "annulus", "aortic_root", "aorta", "left_ventricle"};

int rankOf(const std::string& name) {
  const auto* const at = std::find(kInnermostFirst.begin(), kInnermostFirst.end(), name);
  return static_cast<int>(at - kInnermostFirst.begin()) + (name == "heart" ? 1 : 0);
}

template <class Take>
void forEachValue(NiftiSource& source, const Progress& progress, const Take& take) {
  const std::size_t count = source.geometry().voxelCount();
  std::vector<double> piece;
  for (std::size_t at = 0; at < count; at += piece.size()) {
    progress.throwIfCancelled();
    piece.resize(std::min(kPieceVoxels, count - at));
    source.read(piece);
    for (const double value : piece) take(value);
  }
  source.finish();
}

/// Values of a file that cannot be labels, counted.
class StrangeValues {
 public:
  void add(double value) {
    if (value != std::floor(value) || !std::isfinite(value)) {  // NaN equals nothing
      if (fractions_++ == 0) fraction_ = value;
    } else if (unknown_.size() < kMostTold || unknown_.contains(value)) {
      ++unknown_[value];
    }
  }
  void tell(bool isError, const fs::path& file, const std::string& why,
            std::vector<DatasetFault>& faults) const {
    if (fractions_ > 0)
      faults.push_back({true, file,
                        "It holds values that are no whole numbers, such as " +
                            (std::isfinite(fraction_) ? formatExact(fraction_) : "NaN or infinity") + " (" +
                            std::to_string(fractions_) + " voxels)."});
    for (const auto& [value, count] : unknown_)
      faults.push_back({isError, file,
                        "It holds the value " + formatExact(value) + " (" + std::to_string(count) +
                            " voxels), " + why + "."});
  }

 private:
  std::size_t fractions_ = 0;
  double fraction_ = 0.0;
  std::map<double, std::size_t> unknown_;
};

std::string sizeText(const ImageGeometry& grid) {
  return std::to_string(grid.size[0]) + " x " + std::to_string(grid.size[1]) + " x " +
         std::to_string(grid.size[2]);
}

/// False when the two grids are not the same.
bool checkGrid(const ImageGeometry& labels, const ImageGeometry& ct, const fs::path& file,
               std::vector<DatasetFault>& faults) {
  const double mismatch = cornerMismatch(labels, ct);
  const Vec3 spacing = ct.spacing();
  if (labels.size != ct.size) {
    faults.push_back({true, file,
                      "It does not lie on the grid of the CT: it has " + sizeText(labels) +
                          " voxels, the CT " + sizeText(ct) + "."});
    return false;
  }
  if (!(mismatch <= kSameGridShareOfVoxel * std::min({spacing.x, spacing.y, spacing.z}))) {
    faults.push_back(
        {true, file,
         "It does not lie on the grid of the CT: corners differ by " + formatFixed(mismatch, 3) + " mm."});
    return false;
  }
  if (mismatch > kNoticedMm)
    faults.push_back(
        {false, file, "Its corners differ from those of the CT by " + formatFixed(mismatch, 4) + " mm."});
  return true;
}

/// Reads labels file by file onto the CT's grid.
class LabelReading {
 public:
  LabelReading(CaseReading& reading, const Dataset& dataset, const std::vector<ModelClass>& classes,
               const Progress& progress)
      : reading_(reading), dataset_(dataset), classes_(classes), progress_(progress) {}

  void readMap(const fs::path& file) {
    // Labels of the classes by value of the dataset; -1: no class, -2: not even one of the dataset.
    std::array<int, 256> classOf;
    classOf.fill(-2);
    for (const ModelClass& theirs : dataset_.classes) {
      const auto ours = std::find_if(classes_.begin(), classes_.end(),
                                     [&](const ModelClass& c) { return c.name == theirs.name; });
      classOf[theirs.label] = ours != classes_.end() ? ours->label : -1;
    }
    classOf[0] = 0;
    StrangeValues unwanted, unknown;
    read(file, [&](double value, std::uint8_t& voxel) {
      const bool known = value >= 0.0 && value <= 255.0 && value == std::floor(value);
      const int label = known ? classOf[static_cast<std::size_t>(value)] : -2;
      if (label >= 0)
        voxel = static_cast<std::uint8_t>(label);
      else
        (label == -1 ? unwanted : unknown).add(value);
    });
    // A model need not learn all that a dataset has: what it does not is background.
    unwanted.tell(false, file, "which dataset.json names, but no class of the model has that name",
                  reading_.faults);
    unknown.tell(true, file, "which dataset.json does not name", reading_.faults);
  }

  void readMasks(const fs::path& folder) {
    std::vector<ModelClass> wanted(classes_.begin(), classes_.end());
    std::erase_if(wanted, [](const ModelClass& c) { return c.label == 0; });
    std::stable_sort(wanted.begin(), wanted.end(), [](const ModelClass& a, const ModelClass& b) {
      return rankOf(a.name) < rankOf(b.name);
    });
    for (const ModelClass& one : wanted) {
      const fs::path file = maskFile(folder, one.name);
      if (file.empty()) {
        reading_.faults.push_back({false, folder / (maskNames(one.name).back() + ".nii.gz"),
                                   "There is no such mask; the case counts as one without this structure."});
        continue;
      }
      readMask(file, one.label);
    }
  }

  void finish() {
    if (read_) reading_.labels = LabelMap(geometry_, voxels_);
  }

 private:
  void readMask(const fs::path& file, std::uint8_t label) {
    double inside = 0.0;
    StrangeValues strange;
    read(file, [&](double value, std::uint8_t& voxel) {
      if (value == 0.0) return;
      if (inside == 0.0 && value == std::floor(value) && std::isfinite(value)) inside = value;
      if (value != inside)
        strange.add(value);
      else if (voxel == 0)
        voxel = label;
    });
    strange.tell(true, file, "but a mask has one value beside 0", reading_.faults);
  }

  /// `take` gets each value and the voxel it is for.
  template <class Take>
  void read(const fs::path& file, const Take& take) {
    if (const std::string reason = reasonNotAFile(file); !reason.empty()) {
      reading_.faults.push_back({true, file, reason});
      return;
    }
    try {
      NiftiSource source(file);
      const ImageGeometry& grid = reading_.ct.empty() ? source.geometry() : reading_.ct.geometry();
      if (!checkGrid(source.geometry(), read_ ? geometry_ : grid, file, reading_.faults)) return;
      geometry_ = read_ ? geometry_ : grid;
      voxels_.resize(geometry_.voxelCount());
      read_ = true;
      std::size_t at = 0;
      forEachValue(source, progress_, [&](double value) { take(value, voxels_[at++]); });
    } catch (const LoadError& error) {
      reading_.faults.push_back({true, file, reasonOf(error, file)});
    } catch (const std::bad_alloc&) {
      reading_.faults.push_back({true, file, "There is not enough memory for it."});
    }
  }

  CaseReading& reading_;
  const Dataset& dataset_;
  const std::vector<ModelClass>& classes_;
  const Progress& progress_;
  ImageGeometry geometry_;
  std::vector<std::uint8_t> voxels_;
  bool read_ = false;
};

void readCt(const fs::path& file, CaseReading& reading, const Progress& progress) {
  if (const std::string reason = reasonNotAFile(file); !reason.empty()) {
    reading.faults.push_back({true, file, reason});
    return;
  }
  try {
    NiftiSource source(file);
    std::vector<std::int16_t> hu = readHu(source, reading.hu, progress);
    reading.ct = Volume(source.geometry(), std::move(hu));
  } catch (const LoadError& error) {
    reading.faults.push_back({true, file, reasonOf(error, file)});
  } catch (const std::bad_alloc&) {
    reading.faults.push_back({true, file, "There is not enough memory for it."});
  }
}

}  // namespace

std::string reasonOf(const LoadError& error, const fs::path& file) {
  const std::string what = error.what(), start = file.filename().string() + ": ";
  return what.starts_with(start) ? what.substr(start.size()) : what;
}

CaseReading readCaseWithFaults(const Dataset& dataset, const DatasetCase& one,
                               const std::vector<ModelClass>& classes, const Progress& progress) {
  CaseReading reading;
  readCt(one.ct, reading, Progress(progress, 0.0, 0.6));
  LabelReading labels(reading, dataset, classes, progress);
  if (dataset.layout == DatasetLayout::nnUNet)
    labels.readMap(one.labels);
  else
    labels.readMasks(one.labels);
  labels.finish();
  return reading;
}

DatasetVoxels readCase(const Dataset& dataset, const DatasetCase& one, const std::vector<ModelClass>& classes,
                       const Progress& progress) {
  CaseReading reading = readCaseWithFaults(dataset, one, classes, progress);
  for (const DatasetFault& fault : reading.faults)
    if (fault.isError) throw LoadError(fault.file.filename().string() + ": " + fault.message);
  if (reading.labels.empty()) reading.labels = LabelMap(reading.ct.geometry());
  return {std::move(reading.ct), std::move(reading.labels)};
}

}  // namespace valvista
