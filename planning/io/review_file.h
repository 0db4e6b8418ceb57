// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/review.h"

#include <filesystem>
#include <string>

namespace valvista::planning {

/// A review and the scan it was made on. JSON, schema `valvista.review` version 1, LPS millimetres; no
/// identity of a patient.
struct StoredReview {
  std::string ctSha256, labelsSha256;  ///< of Study and AnatomyLabels; empty where there was none
  Review review;
};

std::string reviewJson(const StoredReview& stored);
/// Reads what reviewJson() gave. Throws LoadError, which calls it `name`.
StoredReview parseReview(const std::string& text, const std::string& name);
/// Throws LoadError naming the file and what is wrong with it.
StoredReview loadReview(const std::filesystem::path& file);
/// Throws SaveError; an existing file is intact then.
void saveReview(const std::filesystem::path& file, const StoredReview& stored);

}  // namespace valvista::planning
