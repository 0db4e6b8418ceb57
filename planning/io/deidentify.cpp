// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/deidentify.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/output_file.h"
#include "planning/io/deidentify_rules.h"
#include "planning/io/dicom_file.h"
#include "planning/io/dicom_pixels.h"
#include "planning/io/dicom_series.h"
#include "planning/io/dicom_values.h"
#include "planning/io/load_study.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace valvista::planning {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigitsInName = 4;

/// A folder that is emptied again unless all of it was written.
class FreshFolder {
 public:
  explicit FreshFolder(fs::path folder) : path_(std::move(folder)) {
    std::error_code error;
    made_ = !fs::exists(path_, error);
    if (!made_ && !fs::is_empty(path_, error))
      throw SaveError(name() + " is not empty: a de-identified series goes into a folder of its own.");
    makeFolder(path_);
    if (made_) fs::permissions(path_, fs::perms::owner_all, error);
  }
  ~FreshFolder() {
    if (whole_) return;
    std::error_code ignored;
    for (const fs::path& file : files_) fs::remove(file, ignored);
    if (made_) fs::remove(path_, ignored);
  }
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;

  fs::path add(std::size_t number) {
    const std::string digits = std::to_string(number);
    const std::size_t missing = digits.size() < kDigitsInName ? kDigitsInName - digits.size() : 0;
    return files_.emplace_back(path_ / ("IM" + std::string(missing, '0') + digits + ".dcm"));
  }
  void keep() { whole_ = true; }

 private:
  std::string name() const {
    return (path_.has_filename() ? path_ : path_.parent_path()).filename().string();
  }

  fs::path path_;
  std::vector<fs::path> files_;
  bool made_ = false, whole_ = false;
};

/// The files of a series, each once, by their first slice.
std::vector<std::shared_ptr<const DicomHeader>> filesOf(const DicomSeries& series) {
  std::vector<std::shared_ptr<const DicomHeader>> files;
  for (const DicomSlice& slice : series.slices)
    if (std::find(files.begin(), files.end(), slice.file) == files.end()) files.push_back(slice.file);
  return files;
}

bool samePixels(const DicomHeader& original, const fs::path& copy) try {
  const auto header = readDicomHeader(copy);
  if (!header || header->frames.size() != original.frames.size()) return false;
  DicomFrameReader from(original), to(*header);
  const std::size_t count =
      static_cast<std::size_t>(original.pixels.rows) * static_cast<std::size_t>(original.pixels.columns);
  std::vector<std::uint16_t> a(count), b(count);
  for (std::size_t frame = 0; frame < original.frames.size(); ++frame) {
    from.readWords(frame, a);
    to.readWords(frame, b);
    if (a != b) return false;
  }
  return true;
} catch (const LoadError&) {  // it names the temporary file
  return false;
}

class SeriesCopy {
 public:
  SeriesCopy(const fs::path& folder, Findings findings) : folder_(folder), pseudonyms_(newSecret()) {
    done_.findings = std::move(findings);
  }

  void add(const DicomHeader& original) {
    const fs::path target = folder_.add(++done_.files);
    const DicomFile source = openDicomFile(original.path);
    if (!source.content || !source.trouble.empty())
      throw LoadError(original.fileName() + ": it cannot be read any more.");
    DcmDataset& set = *source.content->getDataset();
    look(set);
    const E_TransferSyntax syntax = set.getOriginalXfer();
    removeIdentity(set, pseudonyms_);
    // A file of our own around the data set: preamble and file header of the original may tell who it is.
    DcmFileFormat content(&set);
    writeAtomically(
        target,
        [&](const fs::path& temporary) {
          const OFCondition outcome = content.saveFile(OFFilename(temporary.c_str()), syntax);
          if (outcome.bad()) throw notWritten(target, outcome.text());
        },
        [&](const fs::path& temporary) {
          if (!samePixels(original, temporary)) throw notWritten(target, "its pixels read back differently");
        });
  }

  DeidentifiedSeries finish() {
    folder_.keep();
    note("deidentify.pixels", Severity::info,
         "Pixels are copied as they are: text that is burned into them is neither looked for nor removed.");
    if (burnedIn_ > 0)
      note("deidentify.burned_in", Severity::warning,
           std::to_string(burnedIn_) +
               " images say that text is burned into their pixels; it is still there.");
    if (overlays_ > 0)
      note("deidentify.overlay_bits", Severity::warning,
           std::to_string(overlays_) +
               " images have a drawing in unused bits of their pixels; it is still there.");
    return std::move(done_);
  }

 private:
  static SaveError notWritten(const fs::path& file, const std::string& why) {
    return SaveError(file.filename().string() + " was not written: " + why + ".");
  }

  void note(const char* id, Severity severity, std::string message) {
    done_.findings.push_back({id, severity, std::move(message), std::nullopt});
  }

  /// What will be left in the pixels, while the data set still tells.
  void look(DcmDataset& set) {
    const DicomTags tags(set, set);
    if (tags.text(0x0028, 0x0301) == "YES") ++burnedIn_;
    for (unsigned group = 0x6000; group <= 0x601e; group += 2)
      if (tags.has(group, 0x0010) && !tags.has(group, 0x3000)) {
        ++overlays_;
        return;
      }
  }

  FreshFolder folder_;
  Pseudonyms pseudonyms_;
  DeidentifiedSeries done_;
  std::size_t burnedIn_ = 0, overlays_ = 0;
};

}  // namespace

DeidentifiedSeries deidentifySeries(const fs::path& ct, const fs::path& folder, const Progress& progress) {
  const std::optional<DicomSeries> series = findCtSeries(ct, progress);
  if (!series)
    throw LoadError(ct.filename().string() + " is no DICOM: such a file does not say who the patient is.");
  SeriesCopy copy(folder, series->findings);
  const auto files = filesOf(*series);
  for (std::size_t n = 0; n < files.size(); ++n) {
    progress.throwIfCancelled();
    const double share = static_cast<double>(n) / static_cast<double>(files.size());
    progress.report(kListingShare + (1.0 - kListingShare) * share, "Copying images");
    copy.add(*files[n]);
  }
  return copy.finish();
}

}  // namespace valvista::planning
