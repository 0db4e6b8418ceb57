// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace valvista::planning {

/// A coded concept of DICOM (PS3.3 8.1): "SCT", "15825003", "Aorta".
struct CodedConcept {
  std::string scheme, value, meaning;
  /// The meaning is text for people and takes no part.
  bool operator==(const CodedConcept& other) const { return scheme == other.scheme && value == other.value; }
};

/// What a DICOM segmentation says of one of its segments.
struct SegmentDescription {
  int number = 0;
  std::string label;  ///< free text of whoever made the file
  CodedConcept type;
  std::vector<CodedConcept> modifiers;  ///< of the type and of the anatomic region
  bool background = false;              ///< that no structure is there, said as a segment of its own
};

/// How a label is written.
struct SegmentCode {
  CodedConcept type;
  std::optional<CodedConcept> side;
};

/// The TAVR value of a segment: by the code of its type, or where that is absent, private or unspecific by
/// its label, which may be a name of labels.json, what is displayed for it, or the name of a mask file.
/// Nothing for other structures, and for an iliac artery of no known side.
std::optional<std::uint8_t> tavrLabelOf(const SegmentDescription& segment);

/// Nothing for a value that resources/segment_codes.json does not have.
std::optional<SegmentCode> segmentCodeOf(std::uint8_t label);

/// The category of all our segments.
CodedConcept segmentCategory();

}  // namespace valvista::planning
