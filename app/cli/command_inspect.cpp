// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/plan_table.h"
#include "planning/core/error.h"
#include "planning/io/load_study.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_text.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace valvista::cli {

using namespace planning;

namespace {

using Json = nlohmann::ordered_json;

Json textOrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

template <class Number>
Json numberOrNull(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json vectorJson(const Vec3& v) {
  return Json::array({v.x, v.y, v.z});
}

bool isPlaced(const ImageGeometry& geometry) {
  return geometry.voxelCount() > 0;
}

Json geometryJson(const ImageGeometry& geometry) {
  if (!isPlaced(geometry)) return nullptr;
  const Affine& lps = geometry.lpsFromIjk;
  Json rows = Json::array();
  for (int row = 0; row < 3; ++row) {
    rows.push_back(
        {lps.linear.column[0][row], lps.linear.column[1][row], lps.linear.column[2][row], lps.offset[row]});
  }
  return {{"size", geometry.size},
          {"spacing_mm", vectorJson(geometry.spacing())},
          {"orientation", orientationCode(geometry)},
          {"lps_from_ijk", std::move(rows)}};
}

Json factsJson(const ScanFacts& facts) {
  return {{"modality", textOrNull(facts.modality)},
          {"study_date", textOrNull(facts.studyDate)},
          {"study_description", textOrNull(facts.studyDescription)},
          {"series_description", textOrNull(facts.seriesDescription)},
          {"series_number", textOrNull(facts.seriesNumber)},
          {"series_uid", textOrNull(facts.seriesUid)},
          {"frame_of_reference_uid", textOrNull(facts.frameOfReferenceUid)},
          {"manufacturer", textOrNull(facts.manufacturer)},
          {"scanner", textOrNull(facts.scannerModel)},
          {"kernel", textOrNull(facts.convolutionKernel)},
          {"contrast_agent", textOrNull(facts.contrastAgent)},
          {"patient_position", textOrNull(facts.patientPosition)},
          {"transfer_syntax", textOrNull(facts.transferSyntax)},
          {"kilovolt", numberOrNull(facts.kilovolt)},
          {"slice_thickness_mm", numberOrNull(facts.sliceThicknessMm)},
          {"cardiac_phase_percent", numberOrNull(facts.cardiacPhasePercent)},
          {"trigger_time_ms", numberOrNull(facts.triggerTimeMs)}};
}

Json seriesJson(const InspectedSeries& series) {
  return {{"usable", series.usable},
          {"files", series.files},
          {"frames", series.frames},
          {"geometry", geometryJson(series.geometry)},
          {"minimum_hu", numberOrNull(series.minimumHu)},
          {"maximum_hu", numberOrNull(series.maximumHu)},
          {"facts", factsJson(series.facts)},
          {"findings", Json::parse(planning::findingsJson(series.findings))}};
}

std::string gridText(const ImageGeometry& geometry) {
  if (!isPlaced(geometry)) return "cannot be placed";
  std::string size, spacing;
  for (int axis = 0; axis < 3; ++axis) {
    size += (axis > 0 ? " x " : "") + std::to_string(geometry.size[static_cast<std::size_t>(axis)]);
    spacing += (axis > 0 ? " x " : "") + formatFixed(geometry.spacing()[axis], 3);
  }
  return size + " voxels, " + spacing + " mm, " + orientationCode(geometry);
}

std::string phaseText(const ScanFacts& facts) {
  if (facts.cardiacPhasePercent) return ", phase " + formatFixed(*facts.cardiacPhasePercent, 0) + " %";
  if (facts.triggerTimeMs) return ", " + formatFixed(*facts.triggerTimeMs, 0) + " ms after the R wave";
  return {};
}

std::string seriesText(const InspectedSeries& series) {
  std::string title;
  for (const std::string& part :
       {series.facts.modality, series.facts.seriesNumber, series.facts.seriesDescription}) {
    if (!part.empty()) title += (title.empty() ? "" : " ") + printable(part);
  }
  std::string text =
      (title.empty() ? "volume" : title) + ": " + (series.usable ? "usable" : "not usable") + "\n";
  text += "  " + gridText(series.geometry) + phaseText(series.facts) + ", " + std::to_string(series.files) +
          (series.files == 1 ? " file" : " files") + "\n";
  if (series.minimumHu && series.maximumHu) {
    text += "  " + std::to_string(*series.minimumHu) + " to " + std::to_string(*series.maximumHu) + " HU\n";
  }
  for (const Finding& finding : series.findings) text += "  " + findingsTable({finding});
  return text;
}

}  // namespace

RunCommand declareInspect(CLI::App& options) {
  const auto paths = std::make_shared<std::vector<std::string>>();
  options.add_option("PATH", *paths, "DICOM folders or files, NIfTI, NRRD or MetaImage")->required();
  options.footer("Example:\n  valvista-cli inspect /media/cdrom --json -");

  return [paths](const Answers& answers, const Progress& progress) {
    Json inputs = Json::array();
    std::string text;
    for (std::size_t at = 0; at < paths->size(); ++at) {
      const auto count = static_cast<double>(paths->size());
      const Progress part(progress, static_cast<double>(at) / count, static_cast<double>(at + 1) / count);
      const std::string& path = (*paths)[at];
      const std::vector<InspectedSeries> found = inspectPath(path, part);
      Json series = Json::array();
      text += path + ": " + std::to_string(found.size()) + " series\n";
      for (const InspectedSeries& one : found) {
        series.push_back(seriesJson(one));
        text += seriesText(one);
      }
      inputs.push_back({{"path", path}, {"series", std::move(series)}});
    }
    const Json answer = {{"schema", "valvista.inspect"}, {"version", 1}, {"inputs", std::move(inputs)}};
    answers.json(answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    answers.table(text);
    return kDone;
  };
}

}  // namespace valvista::cli
