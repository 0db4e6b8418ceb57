// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/tavr_labels.h"
#include "planning/report/plan_report.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace valvista::planning {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;

Json numberOrNull(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json vectorJson(const Vec3& v) {
  return Json::array({v.x, v.y, v.z});
}

const char* ruleName(DistanceRule rule) {
  return rule == DistanceRule::paper ? "paper" : "metric";
}

Json softwareJson(const PlanOptions& options) {
  const RootLabelOptions& root = options.root;
  return {{"name", "valvista"},
          {"version", VALVISTA_VERSION},
          {"options",
           {{"rule", ruleName(root.rule)},
            {"valve_voxels", root.valveVoxels},
            {"annulus_voxels", root.annulusVoxels},
            {"valve_mm", root.valveDistance.value},
            {"annulus_mm", root.annulusDistance.value},
            {"root_curve_smoothing_mm", root.curve.smoothingWindow.value},
            {"root_curve_reach_mm", root.curve.reach.value},
            {"root_curve_literal_count", root.curve.literalCount}}}};
}

Json modelJson(const LabelModel& model) {
  return {{"name", model.name},
          {"version", model.version},
          {"network", model.network},
          {"sha256", model.weightsSha256},
          {"licence", model.licence},
          {"device", model.device},
          {"precision", model.precision},
          {"options", Json::parse(model.options, nullptr, false)},
          {"worker", model.workerVersion},
          {"libtorch", model.libtorch}};
}

Json inputObject(const Case& inputs) {
  Json ct = nullptr, labels = nullptr;
  if (inputs.study) {
    const ImageGeometry& geometry = inputs.study->volume.geometry();
    ct = {{"sha256", inputs.study->sha256},
          {"size", geometry.size},
          {"spacing_mm", vectorJson(geometry.spacing())}};
  }
  if (inputs.anatomy) {
    labels = {{"source", inputs.anatomy->source},
              {"scheme", inputs.anatomy->scheme},
              {"sha256", inputs.anatomy->sha256},
              {"edited", inputs.anatomy->corrected}};
    if (inputs.anatomy->model) labels["model"] = modelJson(*inputs.anatomy->model);
  }
  return {{"ct", std::move(ct)}, {"labels", std::move(labels)}};
}

Json measurementsJson(const Derived& derived) {
  Json all = Json::object();
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    const Measured* measured = find(derived.measurements, entry.id);
    all[std::string(entry.id)] = {
        {"value", numberOrNull(measured ? measured->value : std::nullopt)},
        {"unit", entry.unit},
        {"method", measured ? measured->method : std::string()},
        {"uncertainty", numberOrNull(measured ? measured->uncertainty : std::nullopt)}};
  }
  return all;
}

Json planesJson(const Derived& derived) {
  Json annulus = nullptr;
  if (derived.root && derived.root->annulusPlane) {
    const Plane& plane = *derived.root->annulusPlane;
    annulus = {{"origin_lps_mm", vectorJson(plane.origin)}, {"normal_lps", vectorJson(plane.normal)}};
  }
  return {{"annulus", std::move(annulus)}};
}

Json vesselJson(const std::optional<VesselCalibre>& vessel) {
  if (!vessel) return nullptr;
  return {{"distance_mm", vessel->distanceMm}, {"diameter_mm", vessel->diameterMm}};
}

Json curvesJson(const Derived& derived) {
  Json root = nullptr;
  if (derived.root && derived.root->curve) {
    const RootCurve& curve = *derived.root->curve;
    root = {{"distance_mm", curve.distanceMm},
            {"voxels", curve.voxels},
            {"area_mm2", curve.areaMm2},
            {"smoothed_area_mm2", curve.smoothedAreaMm2},
            {"first_maximum_mm", numberOrNull(curve.firstMaximumMm)},
            {"root_end_mm", numberOrNull(derived.root->rootEndMm)}};
  }
  return {{"root_cross_section", std::move(root)},
          {"iliac_left", vesselJson(derived.iliacLeft)},
          {"iliac_right", vesselJson(derived.iliacRight)}};
}

Json findingsArray(const Findings& findings) {
  Json all = Json::array();
  for (const Finding& finding : findings) {
    all.push_back(
        {{"id", finding.id},
         {"severity", name(finding.severity)},
         {"message", finding.message},
         {"location_lps_mm", finding.locationLps ? vectorJson(*finding.locationLps) : Json(nullptr)}});
  }
  return all;
}

}  // namespace

std::string inputJson(const Case& inputs) {
  return inputObject(inputs).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string findingsJson(const Findings& findings) {
  return findingsArray(findings).dump();
}

std::string labelCountsJson(const LabelMap& labels) {
  const std::vector<std::size_t> counts = labelCounts(labels);
  Json json = Json::object();
  for (const LabelStyle& style : labelStyles())
    if (style.value != 0) json[style.name] = {{"value", style.value}, {"voxels", counts[style.value]}};
  return json.dump();
}

std::string planJson(const Case& inputs, const Derived& derived) {
  Json plan = {{"schema", "valvista.plan"},
               {"version", kSchemaVersion},
               {"software", softwareJson(inputs.options)},
               {"input", inputObject(inputs)},
               {"measurements", measurementsJson(derived)},
               {"planes", planesJson(derived)},
               {"curves", curvesJson(derived)},
               {"findings", findingsArray(allFindings(inputs, derived))}};
  if (const auto edits = editsUsed(derived); !edits.empty()) plan["edits"] = edits;
  // Bytes that are not UTF-8 become U+FFFD instead of an exception.
  return plan.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace valvista::planning
