// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/sha256.h"
#include "planning/io/label_schemes.h"
#include "planning/io/review_file.h"
#include "planning/library/case_library.h"
#include "tests/core/temporary_folder.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace valvista::planning {

/// A grid that is turned in space, with odd numbers everywhere.
inline ImageGeometry turnedGrid() {
  const Mat3 turn = rotation(normalized({0.3, -0.5, 0.8}), 0.7);
  ImageGeometry geometry{{14, 11, 9}, {turn, {-213.37, 118.123, -1204.5}}};
  const Vec3 spacing{0.4, 0.55, 1.25};
  for (int axis = 0; axis < 3; ++axis)
    geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)] =
        turn.column[static_cast<std::size_t>(axis)] * spacing[axis];
  return geometry;
}

/// A scan of its own for each seed.
inline Study exampleStudy(int seed) {
  const ImageGeometry geometry = turnedGrid();
  std::vector<std::int16_t> hu(geometry.voxelCount());
  for (std::size_t n = 0; n < hu.size(); ++n)
    hu[n] = static_cast<std::int16_t>((static_cast<int>(n) * 7919 + seed * 131) % 2000 - 1000);
  Study study;
  study.patient = {"Muster^Erika " + std::to_string(seed), "PID-" + std::to_string(seed), "19400102", "F"};
  study.facts.studyDate = "20260301";
  study.facts.seriesDescription = "Aorta \"arteriell\" \xc3\xa4";
  study.facts.cardiacPhasePercent = 35.5;
  study.volume = Volume(geometry, std::move(hu));
  study.sha256 = sha256Hex(study.volume);
  return study;
}

/// Labels of their own for each seed, some of them at the border, and empty slices between.
inline AnatomyLabels exampleLabels(int seed) {
  AnatomyLabels anatomy;
  anatomy.labels = LabelMap(turnedGrid());
  anatomy.labels.set({0, 0, 0}, 1);
  anatomy.labels.set({13, 10, 8}, 7);
  for (int n = 0; n < 200; ++n)
    anatomy.labels.set({(n * 3 + seed) % 14, (n * 5) % 11, 2 + (n + seed) % 4},
                       static_cast<std::uint8_t>(1 + (n + seed) % 7));
  anatomy.source = "model";
  anatomy.scheme = "tavr";
  describeLabels(anatomy);
  anatomy.findings.push_back({"x.y", Severity::warning, "Doubtful.", Vec3{0.1, -2.0, 1e-9}});
  anatomy.model =
      LabelModel{"unet", "1.2", "unet", std::string(64, 'a'), "CC0", "cpu", "float32", "{}", "0.1", "1.13"};
  return anatomy;
}

inline std::vector<std::uint8_t> voxelsOf(const LabelMap& labels) {
  std::vector<std::uint8_t> voxels;
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    voxels.insert(voxels.end(), labels.slice(k).begin(), labels.slice(k).end());
  return voxels;
}

inline LibrarySession sessionOf(const std::string& user) {
  return {user, ProcessStamp::ofThis()};
}

/// The labels that count.
inline AnatomyLabels headLabels(const CaseLibrary& library, const std::string& caseId) {
  for (const LabelVersion& version : library.versionsOf(caseId))
    if (version.id == library.caseOf(caseId).head) return library.loadVersion(version);
  throw LoadError("no labels");
}

/// Everything that a library tells, as text: two libraries that tell the same hold the same.
inline std::string contentOf(const CaseLibrary& library) {
  std::string text;
  const auto add = [&](const auto&... parts) { ((text += parts, text += '|'), ...); };
  for (const LibraryCase& one : library.listCases({}).cases) {
    add(one.id, one.patient.name, one.patient.id, one.patient.birthDate, one.patient.sex, one.facts.studyDate,
        one.facts.seriesDescription, one.scan.string(), one.scanSha256, std::string(name(one.state)),
        one.annotator, std::to_string(one.secondsSpent), std::to_string(one.changedMs),
        std::to_string(one.head.value_or(0)));
    for (const std::string& tag : one.tags) add(tag);
    for (const std::byte byte : library.thumbnail(one)) add(std::to_string(static_cast<int>(byte)));
    if (!one.volumeBlob.empty()) add(library.loadScan(one.id, Progress{}).sha256);
    for (const LabelVersion& version : library.versionsOf(one.id)) {
      const AnatomyLabels labels = library.loadVersion(version);
      const std::vector<std::uint8_t> voxels = voxelsOf(labels.labels);
      add(std::to_string(version.id), version.author, std::to_string(version.beside), labels.sha256,
          labels.scheme, std::to_string(labels.findings.size()), std::to_string(labels.corrected),
          std::to_string(labels.pinned.size()), sha256Hex(std::as_bytes(std::span(voxels))));
    }
    for (const DocumentKind kind : {DocumentKind::review, DocumentKind::plan, DocumentKind::approval})
      for (const CaseDocument& document : library.documentsOf(one.id, kind)) add(library.textOf(document));
  }
  return text;
}

/// A case of everything: a copy of its scan, labels in two versions, review, plan, approval, tags, picture.
inline std::string addFullCase(CaseLibrary& library, int seed) {
  const std::string id = library.addCase(exampleStudy(seed), {});
  const SaveOutcome proposal = library.saveLabels(id, exampleLabels(seed), VersionKind::proposal, {});
  library.lockCase(id);
  library.setState(id, CaseState::inWork);
  AnatomyLabels drawn = exampleLabels(seed + 100);
  drawn.corrected = drawn.partial = true;
  drawn.pinned = {2, 4};
  const SaveOutcome corrected = library.saveLabels(id, drawn, VersionKind::corrected, proposal.id);
  StoredReview review{exampleStudy(seed).sha256, drawn.sha256, {}};
  review.review.acknowledged.insert("finding." + std::to_string(seed));
  library.saveDocument(id, DocumentKind::review, reviewJson(review), corrected.id);
  library.saveDocument(id, DocumentKind::plan, "{\"plan\": " + std::to_string(seed) + "}", corrected.id);
  const std::string picture = "picture " + std::to_string(seed);
  library.setThumbnail(id, std::as_bytes(std::span(picture)));
  library.setTags(id, {"bicuspid", "calcium"});
  library.addSecondsSpent(id, 90);
  library.setState(id, CaseState::accepted, "good");
  library.releaseCase(id);
  return id;
}

class LibraryTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path at_ = folder_ / "library";
};

}  // namespace valvista::planning
