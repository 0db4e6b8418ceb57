// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/label_answer.h"

#include "app/cli/plan_table.h"
#include "app/cli/text_table.h"
#include "planning/model/tavr_labels.h"
#include "planning/report/report_text.h"

#include <stdexcept>
#include <vector>

namespace valvista::cli {

using namespace planning;

std::filesystem::path labelFile(const std::string& given) {
  if (!given.ends_with(".nii") && !given.ends_with(".nii.gz"))
    throw std::invalid_argument("--out: the label map is written as .nii or .nii.gz");
  return given;
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
