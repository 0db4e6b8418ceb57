// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class DcmFileFormat;
class DcmItem;

namespace valvista::planning {

/// A parsed DICOM file; values above a kilobyte stay on disk until they are asked for.
struct DicomFile {
  std::shared_ptr<DcmFileFormat> content;
  std::string trouble;    ///< why the file could not be parsed to its end; empty when it could
  bool hasMagic = false;  ///< "DICM" at byte 128
};

/// Parses a file; an empty `content` means that it is no DICOM file. Registers DCMTK's decoders and silences
/// its log (which would print names and paths) on the first call. Nesting beyond what a stack can hold and
/// deflated bombs end as `trouble`. Never throws for what is inside the file.
DicomFile openDicomFile(const std::filesystem::path& path);

/// Texts and numbers of a data set or an item of a sequence; absent, empty or malformed values read as
/// absent.
class DicomTags {
 public:
  /// Texts are converted to UTF-8 from the character sets named by `dataset`.
  DicomTags(DcmItem& item, DcmItem& dataset) : item_(&item), dataset_(&dataset) {}

  std::string text(unsigned group, unsigned element) const;
  /// All values; empty when one of them is not a finite number.
  std::vector<double> numbers(unsigned group, unsigned element) const;
  std::optional<double> number(unsigned group, unsigned element) const;
  std::optional<int> integer(unsigned group, unsigned element) const;
  std::optional<Vec3> vec3(unsigned group, unsigned element) const;
  /// The 16-bit pattern of a US or SS value.
  std::optional<std::uint16_t> word(unsigned group, unsigned element) const;
  bool has(unsigned group, unsigned element) const;
  /// Items of a sequence.
  std::size_t count(unsigned group, unsigned element) const;
  std::optional<DicomTags> item(unsigned group, unsigned element, std::size_t index = 0) const;

 private:
  DcmItem* item_;
  DcmItem* dataset_;
};

}  // namespace valvista::planning
