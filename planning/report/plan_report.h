// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/model/case.h"
#include "planning/model/derived.h"

#include <filesystem>
#include <string>
#include <vector>

namespace valvista::planning {

/// Which of a person's edits the numbers rest on: "annulus plane", "root end", "left iliac centreline" ...
std::vector<std::string> editsUsed(const Derived& derived);
/// plan.json, schema `valvista.plan` version 1 (contract.md), UTF-8, two-space indent. `edits` (editsUsed) is
/// there only when there are any; `input.labels.edited` is of the label voxels, which no edit changes.
std::string planJson(const Case& inputs, const Derived& derived);
/// What was measured on, as the object `input` of plan.json.
std::string inputJson(const Case& inputs);
/// The findings alone, as the array that stands in plan.json.
std::string findingsJson(const Findings& findings);
/// Value and voxels of every known label, as an object by name.
std::string labelCountsJson(const LabelMap& labels);
/// id, value, unit, method, uncertainty; cells that a spreadsheet would run as a formula are neutralised.
std::string measurementsCsv(const Derived& derived);
/// distance_mm, voxels, area_mm2, smoothed_area_mm2.
std::string rootCurveCsv(const Derived& derived);
/// The printed report (Cairo and Pango, A4). Throws SaveError; an existing file is intact then.
void writeReportPdf(const std::filesystem::path& file, const Case& inputs, const Derived& derived);
/// plan.json, measurements.csv, root_curve.csv, report.pdf and, where labels were derived, labels.nii.gz, and
/// review.json where a person changed or added something, in `folder`, which is made when missing. All of
/// them or none: throws SaveError or Cancelled, and earlier files are intact then.
void writePlanFolder(const std::filesystem::path& folder, const Case& inputs, const Derived& derived,
                     const Progress& progress);
/// Findings of reading the scan and of reading or making labels.
Findings inputFindings(const Case& inputs);
/// All findings of reading, deriving and measuring, each fact once, most severe first.
Findings allFindings(const Case& inputs, const Derived& derived);

}  // namespace valvista::planning
