// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/label_answer.h"

#include "app/cli/plan_table.h"
#include "app/cli/text_table.h"
#include "planning/core/output_file.h"
#include "planning/io/label_export.h"
#include "planning/model/tavr_labels.h"
#include "planning/report/report_text.h"

#include <stdexcept>
#include <utility>
#include <vector>

namespace valvista::cli {

using namespace planning;

CLI::Option* addLabelFile(CLI::App& options, std::string& out) {
  return options
      .add_option("--out", out, "Label map to write: " + labelFileEndings() + " (a DICOM segmentation)")
      ->type_name("FILE")
      ->required();
}

std::filesystem::path labelFile(const std::string& given) {
  if (!isLabelFileName(given))
    throw std::invalid_argument("--out: the label map is written as " + labelFileEndings());
  return given;
}

void writeLabels(const std::filesystem::path& file, const LabelMap& labels, const std::optional<Study>& study,
                 Findings& findings, const Progress& progress) {
  makeFolderOf(file);
  for (Finding& finding : saveLabels(file, labels, study ? &*study : nullptr, progress))
    findings.push_back(std::move(finding));
}

std::string labelCountsTable(const LabelMap& labels, const Findings& findings) {
  const std::vector<std::size_t> counts = labelCounts(labels);
  const double voxelMm3 = labels.geometry().voxelVolume();
  std::vector<std::vector<std::string>> rows{{"label", "value", "voxels", "volume"}};
  for (const LabelStyle& style : labelStyles()) {
    if (style.value == 0) continue;
    const std::size_t count = counts[style.value];
    rows.push_back({style.name, std::to_string(style.value), std::to_string(count),
                    formatWithUnit(static_cast<double>(count) * voxelMm3, "mm3")});
  }
  const std::string below = findingsTable(findings);
  return textTable(rows, {1, 2, 3}) + (below.empty() ? "" : "\n" + below);
}

}  // namespace valvista::cli
