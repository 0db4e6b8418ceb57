// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/anatomy_labels.h"
#include "planning/model/study.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

// What the library keeps of a case. Times are milliseconds since 1970, UTC.
namespace valvista::planning {

enum class CaseState : std::uint8_t { toCorrect, inWork, toReview, accepted, rejected };
inline constexpr std::size_t kCaseStateCount = 5;
inline constexpr std::array<std::string_view, kCaseStateCount> kCaseStateNames{
    "to_correct", "in_work", "to_review", "accepted", "rejected"};
constexpr std::string_view name(CaseState state) {
  return kCaseStateNames[static_cast<std::size_t>(state)];
}

/// Somebody has said whether the labels may be used.
constexpr bool isVerdict(CaseState state) {
  return state == CaseState::accepted || state == CaseState::rejected;
}

struct LibraryCase {
  std::string id;  ///< 16 hex digits that tell nothing of the patient; names the case in logs and files
  PatientIdentity patient;
  ScanFacts facts;
  std::filesystem::path scan;  ///< where it was read; empty when the library keeps a copy of the volume
  std::string scanSha256;      ///< Study::sha256
  CaseState state = CaseState::toCorrect;
  std::set<std::string> tags;
  std::string annotator;  ///< who worked on it last; empty before
  std::int64_t secondsSpent = 0;
  std::int64_t addedMs = 0, changedMs = 0;
  std::optional<std::int64_t> head;  ///< the label version that counts

  std::string volumeBlob{}, thumbnailBlob{};  ///< SHA-256 of the copy and of the picture; empty for none
};

enum class VersionKind : std::uint8_t { proposal, corrected };

/// One state of a case's labels. Versions are never changed and never removed.
struct LabelVersion {
  std::int64_t id = 0;
  std::string caseId;
  std::optional<std::int64_t> parent;  ///< the version it was made from
  VersionKind kind = VersionKind::proposal;
  bool beside = false;  ///< kept, but refused as the case's labels when it was saved
  std::string author;
  std::int64_t madeMs = 0;
  std::string labelsBlob;  ///< SHA-256 of the file that holds the voxels
  AnatomyLabels about{};   ///< all but the voxels
};

/// Texts about a version of the labels; the newest that is not beside counts.
enum class DocumentKind : std::uint8_t {
  review,    ///< review_file.h
  plan,      ///< plan.json with its measurements
  approval,  ///< who accepted or rejected what, JSON
};

struct CaseDocument {
  std::int64_t id = 0;
  std::string caseId;
  std::optional<std::int64_t> version;  ///< of the labels it is about
  DocumentKind kind = DocumentKind::review;
  bool beside = false;
  std::string author;
  std::int64_t madeMs = 0;
  std::string blob;  ///< SHA-256 of the text
};

/// What a save came to. What was refused is kept all the same, as a version or document beside.
struct SaveOutcome {
  std::int64_t id = 0;  ///< of the version or document
  std::string refusal;  ///< why it does not count, a sentence; empty when it does
  bool counts() const { return refusal.empty(); }
};

}  // namespace valvista::planning
