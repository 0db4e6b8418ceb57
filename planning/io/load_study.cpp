// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/load_study.h"

#include "planning/core/error.h"
#include "planning/core/sha256.h"
#include "planning/io/dicom_checks.h"
#include "planning/io/dicom_pixels.h"
#include "planning/io/dicom_series.h"
#include "planning/io/volume_file.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

constexpr double kThinMm = 1.5;  // SCCT 2019: thick enough slices serve only when there is nothing better
constexpr double kSystolePercent = 30.0;  // SCCT 2019, Table 5: systole is preferred for sizing
constexpr std::size_t kMostVoxels = std::size_t{1} << 31;

bool isUsable(const DicomSeries& series) {
  return series.placed() && !hasError(series.findings);
}

/// The folder or file to read; a DICOMDIR stands for its folder. A pipe or device would never end.
fs::path readable(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none)
    throw LoadError(path.filename().string() + " cannot be read: " + error.message() + ".");
  if (!fs::exists(status)) throw LoadError(path.filename().string() + " does not exist.");
  if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
    throw LoadError(path.filename().string() + " is neither a file nor a folder.");
  }
  if (path.filename() != "DICOMDIR" || fs::is_directory(status)) return path;
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Reads the frames of a placed series one after the other in the order of `k`; keeps one file open.
class SeriesDecoder {
 public:
  explicit SeriesDecoder(const DicomSeries& series)
      : series_(series),
        words_(static_cast<std::size_t>(series.geometry.size[0]) *
               static_cast<std::size_t>(series.geometry.size[1])) {}

  std::size_t sliceSize() const { return words_.size(); }
  void decode(std::size_t k, std::span<std::int16_t> hu, HuTally& tally) {
    const DicomSlice& slice = series_.slices[k];
    if (slice.file != open_) {
      reader_.reset();
      reader_ = std::make_unique<DicomFrameReader>(*slice.file);
      open_ = slice.file;
    }
    reader_->readWords(slice.frame, words_);
    wordsToHu(slice.file->pixels, slice.header(), words_, hu, tally);
  }

 private:
  const DicomSeries& series_;
  std::vector<std::uint16_t> words_;
  std::shared_ptr<const DicomHeader> open_;
  std::unique_ptr<DicomFrameReader> reader_;
};

/// Slice indices in the order of files and frames, which decodes quickest.
std::vector<std::size_t> fileOrder(const DicomSeries& series) {
  std::vector<std::size_t> order(series.slices.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const DicomSlice &p = series.slices[a], &q = series.slices[b];
    return p.file == q.file ? p.frame < q.frame : p.file->path < q.file->path;
  });
  return order;
}

std::vector<SourceImage> sourcesOf(const DicomSeries& series) {
  std::vector<SourceImage> sources;
  for (const DicomSlice& slice : series.slices) {
    const bool alone = slice.file->frames.size() == 1;
    sources.push_back({slice.file->sopClassUid, slice.file->sopInstanceUid,
                       alone ? 0 : static_cast<int>(slice.frame) + 1});
  }
  return sources;
}

Study decodeStudy(const DicomSeries& series, const Progress& progress) {
  if (series.geometry.voxelCount() > kMostVoxels) throw LoadError("The series is too large to be one CT.");
  SeriesDecoder decoder(series);
  HuTally tally;
  // The first slice before the volume's memory: a header that claims too much fails here.
  std::vector<std::int16_t> hu(decoder.sliceSize());
  decoder.decode(fileOrder(series).front(), hu, tally);
  tally = {};
  hu.resize(series.geometry.voxelCount());
  std::size_t done = 0;
  for (const std::size_t k : fileOrder(series)) {
    progress.throwIfCancelled();
    const double share = static_cast<double>(done++) / static_cast<double>(series.slices.size());
    progress.report(kListingShare + (1.0 - kListingShare) * share, "Decoding slices");
    decoder.decode(k, std::span(hu).subspan(k * decoder.sliceSize(), decoder.sliceSize()), tally);
  }
  Study study{series.patient, series.facts, Volume(series.geometry, std::move(hu)), "", series.findings};
  study.sha256 = sha256Hex(study.volume);
  study.identity = series.slices.front().file->study;
  study.sources = sourcesOf(series);
  checkHu(tally, study.findings);
  return study;
}

std::string titleOf(const DicomSeries& series) {
  std::string title = "series " + (series.facts.seriesNumber.empty() ? "?" : series.facts.seriesNumber);
  if (series.facts.cardiacPhasePercent) {
    title += " at " + std::to_string(std::lround(*series.facts.cardiacPhasePercent)) + " % of the cycle";
  }
  return title + ", " + std::to_string(series.slices.size()) + " slices";
}

/// Smaller is better: thin slices, then the number of slices, then nearness to systole.
bool better(const DicomSeries& a, const DicomSeries& b) {
  const bool thinA = a.geometry.spacing().z <= kThinMm, thinB = b.geometry.spacing().z <= kThinMm;
  if (thinA != thinB) return thinA;
  if (a.slices.size() != b.slices.size()) return a.slices.size() > b.slices.size();
  const auto fromSystole = [](const DicomSeries& s) {
    return std::abs(s.facts.cardiacPhasePercent.value_or(100.0) - kSystolePercent);
  };
  return fromSystole(a) < fromSystole(b);
}

[[noreturn]] void refuseAll(const std::vector<DicomSeries>& all) {
  if (all.empty()) throw LoadError("No DICOM images were found.");
  const DicomSeries* largest = nullptr;
  for (const DicomSeries& series : all) {
    const auto rank = [](const DicomSeries& s) {
      return std::pair(s.facts.modality == "CT", s.slices.size());
    };
    if (largest == nullptr || rank(*largest) < rank(series)) largest = &series;
  }
  std::string reason = "No usable CT series";
  for (const Finding& finding : largest->findings) {
    if (finding.severity == Severity::error) {
      reason += ": " + finding.message;
      break;
    }
  }
  throw LoadError(reason);
}

DicomSeries bestOf(const std::vector<DicomSeries>& all) {
  std::vector<DicomSeries> usable;
  std::copy_if(all.begin(), all.end(), std::back_inserter(usable), isUsable);
  if (usable.empty()) refuseAll(all);
  std::stable_sort(usable.begin(), usable.end(), better);
  DicomSeries& chosen = usable.front();
  if (usable.size() > 1) {
    chosen.findings.push_back({"dicom.series_chosen", Severity::info,
                               "Of " + std::to_string(usable.size()) + " usable CT volumes this is " +
                                   titleOf(chosen) + "; thin slices, coverage and systole decide.",
                               std::nullopt});
  }
  return chosen;
}

/// The volumes that hold a frame of the file, found among the files beside it.
std::vector<DicomSeries> seriesOfFile(const fs::path& file, const Progress& progress) {
  std::vector<DicomSeries> all =
      listDicomFolder(file.parent_path().empty() ? "." : file.parent_path(), false, progress);
  const auto holdsFile = [&](const DicomSeries& series) {
    return std::any_of(series.slices.begin(), series.slices.end(), [&](const DicomSlice& slice) {
      return slice.file->path.filename() == file.filename();
    });
  };
  std::vector<DicomSeries> own;
  std::copy_if(all.begin(), all.end(), std::back_inserter(own), holdsFile);
  if (!own.empty()) return own;
  std::vector<std::shared_ptr<const DicomHeader>> alone;
  if (auto header = readDicomHeader(file))
    alone.push_back(std::make_shared<const DicomHeader>(std::move(*header)));
  return groupIntoSeries(std::move(alone));
}

/// Decodes every slice without keeping it: the truth about range and damage at one slice's memory.
InspectedSeries inspectSeries(const DicomSeries& series, const Progress& progress) {
  InspectedSeries seen{series.facts, series.geometry, series.files,   series.slices.size(), {},
                       {},           false,           series.findings};
  if (!isUsable(series)) return seen;
  try {
    SeriesDecoder decoder(series);
    std::vector<std::int16_t> hu(decoder.sliceSize());
    HuTally tally;
    for (const std::size_t k : fileOrder(series)) {
      progress.throwIfCancelled();
      decoder.decode(k, hu, tally);
    }
    checkHu(tally, seen.findings);
    if (tally.minimum <= tally.maximum) seen.minimumHu = tally.minimum, seen.maximumHu = tally.maximum;
    seen.usable = !hasError(seen.findings);
  } catch (const LoadError& error) {
    seen.findings.push_back({"dicom.unreadable", Severity::error, error.what(), std::nullopt});
  }
  return seen;
}

InspectedSeries inspectVolumeFile(const fs::path& file, const Progress& progress) {
  InspectedSeries seen;
  seen.files = 1;
  try {
    const Study study = loadVolumeFile(file, progress);
    seen.facts = study.facts;
    seen.geometry = study.volume.geometry();
    seen.frames = static_cast<std::size_t>(seen.geometry.size[2]);
    seen.findings = study.findings;
    HuTally tally;
    for (const std::int16_t value : study.volume.hu()) {
      if (value == kPaddingHu) continue;
      tally.minimum = std::min(tally.minimum, int{value});
      tally.maximum = std::max(tally.maximum, int{value});
    }
    if (tally.minimum <= tally.maximum) seen.minimumHu = tally.minimum, seen.maximumHu = tally.maximum;
    seen.usable = !hasError(seen.findings);
  } catch (const LoadError& error) {
    seen.findings.push_back({"volume.unreadable", Severity::error, error.what(), std::nullopt});
  }
  return seen;
}

bool isDicomFile(const fs::path& path) {
  return readDicomHeader(path).has_value();
}

}  // namespace

std::vector<InspectedSeries> inspectPath(const fs::path& given, const Progress& progress) {
  const fs::path path = readable(given);
  std::vector<DicomSeries> all;
  if (fs::is_directory(path)) {
    all = listDicomFolder(path, true, progress);
  } else if (isDicomFile(path)) {
    all = seriesOfFile(path, progress);
  } else {
    return {inspectVolumeFile(path, progress)};
  }
  std::vector<InspectedSeries> seen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(all.size());
    progress.report(kListingShare + (1.0 - kListingShare) * share, "Checking series");
    seen.push_back(inspectSeries(all[i], progress));
  }
  if (seen.empty()) {
    seen.emplace_back();
    seen.back().findings.push_back({"folder.no_images", Severity::error, "The folder holds no images.", {}});
  }
  return seen;
}

std::optional<DicomSeries> findCtSeries(const fs::path& given, const Progress& progress) {
  const fs::path path = readable(given);
  if (fs::is_directory(path)) return bestOf(listDicomFolder(path, true, progress));
  if (isDicomFile(path)) return bestOf(seriesOfFile(path, progress));
  return std::nullopt;
}

Study loadStudy(const fs::path& given, const Progress& progress) {
  const fs::path path = readable(given);
  try {
    if (const auto series = findCtSeries(path, progress)) return decodeStudy(*series, progress);
    return loadVolumeFile(path, progress);
  } catch (const std::bad_alloc&) {
    throw LoadError(path.filename().string() + " needs more memory than there is.");
  }
}

}  // namespace valvista::planning
