// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/report_sections.h"

#include "planning/report/plan_report.h"
#include "planning/report/report_figures.h"
#include "planning/report/report_plots.h"
#include "planning/report/report_table.h"
#include "planning/report/report_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace valvista::planning::report {

namespace {

constexpr double kGutter = 14.0;
constexpr MeasurementGroup kAnnulus{"annulus.", "Annulus", "Annulus "};
constexpr MeasurementGroup kRoot{"root.", "Aortic root", "Root "};
constexpr MeasurementGroup kIliacLeft{"iliac.left.", "Left iliac artery", "Left iliac "};
constexpr MeasurementGroup kIliacRight{"iliac.right.", "Right iliac artery", "Right iliac "};
constexpr MeasurementGroup kVolumes{"volume.", "Volumes of the labels", "Volume, "};

using Fact = std::pair<std::string, std::string>;

std::string orDash(std::string text) {
  return text.empty() ? "-" : text;
}

std::string joinedBy(std::string_view separator, const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::string phaseOf(const ScanFacts& facts) {
  if (facts.cardiacPhasePercent)
    return formatFixed(*facts.cardiacPhasePercent, 0) + " % of the cardiac cycle";
  if (facts.triggerTimeMs) return formatFixed(*facts.triggerTimeMs, 0) + " ms after the R wave";
  return {};
}

std::string gridOf(const ImageGeometry& geometry) {
  const Vec3 spacing = geometry.spacing();
  std::string size, step;
  for (int axis = 0; axis < 3; ++axis) {
    if (axis > 0) size += " x ", step += " x ";
    size += std::to_string(geometry.size[static_cast<std::size_t>(axis)]);
    step += formatFixed(spacing[axis], 3);
  }
  return size + ", " + step + " mm";
}

std::vector<Fact> patientFacts(const Case& inputs) {
  const PatientIdentity patient = inputs.study ? inputs.study->patient : PatientIdentity{};
  std::vector<Fact> facts{{"Name", orDash(displayName(patient.name))},
                          {"Patient ID", orDash(patient.id)},
                          {"Born", orDash(displayDate(patient.birthDate))},
                          {"Sex", orDash(patient.sex)}};
  if (inputs.anatomy) {
    facts.emplace_back("Labels",
                       joinedBy(", ", {inputs.anatomy->source, "scheme " + inputs.anatomy->scheme}));
  } else {
    facts.emplace_back("Labels", "none");
  }
  return facts;
}

std::vector<Fact> scanFacts(const Case& inputs) {
  if (!inputs.study) return {{"CT", "none: measured on labels alone"}};
  const ScanFacts& scan = inputs.study->facts;
  const std::string kernel = scan.convolutionKernel.empty() ? "" : "kernel " + scan.convolutionKernel;
  const std::string voltage = scan.kilovolt ? formatFixed(*scan.kilovolt, 0) + " kV" : "";
  return {{"Study", orDash(joinedBy(", ", {displayDate(scan.studyDate), scan.studyDescription}))},
          {"Series", orDash(joinedBy(", ", {scan.seriesNumber, scan.seriesDescription}))},
          {"Scanner",
           orDash(joinedBy(", ", {joinedBy(" ", {scan.manufacturer, scan.scannerModel}), voltage, kernel}))},
          {"Phase", orDash(joinedBy(", ", {phaseOf(scan), scan.contrastAgent}))},
          {"Voxels", gridOf(inputs.study->volume.geometry())}};
}

void drawFacts(const Canvas& canvas, const Box& box, const std::vector<Fact>& facts, double rowHeight) {
  constexpr double kKey = 54.0;
  double y = box.y;
  for (const auto& [key, value] : facts) {
    canvas.text({box.x, y}, key, {.size = 8.0, .color = color::kMuted, .width = kKey});
    canvas.text({box.x + kKey, y}, value, {.size = 8.5, .bold = key == "Name", .width = box.width - kKey});
    y += rowHeight;
  }
}

std::string countOf(const Findings& findings, Severity severity, const char* one, const char* many) {
  const auto count = std::count_if(findings.begin(), findings.end(),
                                   [&](const Finding& f) { return f.severity == severity; });
  if (count == 0) return {};
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

struct SeverityStyle {
  const char* label;
  Rgb color;
};

SeverityStyle styleOf(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {"Error", color::kRed};
    case Severity::warning:
      return {"Warning", color::kVermilion};
    case Severity::info:
      break;
  }
  return {"Note", color::kMuted};
}

void drawVessel(const Canvas& canvas, const Box& box, std::string_view title,
                const std::optional<VesselCalibre>& vessel) {
  canvas.text({box.x, box.y}, title, {.size = 8.5, .bold = true});
  const Box plotBox{box.x, box.y + 15.0, box.width, box.height - 15.0};
  if (vessel && vessel->diameterMm.size() > 1) {
    drawPlot(canvas, plotBox, vesselPlot(*vessel));
    return;
  }
  canvas.fill(plotBox, color::kGround);
  canvas.text({plotBox.x, plotBox.y + plotBox.height / 2.0 - 6.0}, "not measured",
              {.color = color::kMuted, .align = Align::center, .width = plotBox.width});
}

}  // namespace

void drawPatientAndScan(Pages& pages, const Case& inputs) {
  const std::vector<Fact> patient = patientFacts(inputs), scan = scanFacts(inputs);
  constexpr double kRow = 13.5, kPadding = 8.0;
  const double height = kRow * static_cast<double>(std::max(patient.size(), scan.size())) + 2.0 * kPadding;
  const Box card{kMargin, pages.y(), kContentWidth, height};
  pages.canvas().fill(card, color::kGround);
  const double half = (kContentWidth - 3.0 * kPadding) / 2.0;
  drawFacts(pages.canvas(), {card.x + kPadding, card.y + kPadding - 1.0, half, height}, patient, kRow);
  drawFacts(pages.canvas(), {card.x + 2.0 * kPadding + half, card.y + kPadding - 1.0, half, height}, scan,
            kRow);
  pages.advance(height);
}

void drawFindingsNotice(Pages& pages, const Findings& findings) {
  const std::string counts = joinedBy(" and ", {countOf(findings, Severity::error, "error", "errors"),
                                                countOf(findings, Severity::warning, "warning", "warnings")});
  if (counts.empty()) return;
  const Rgb color = styleOf(findings.front().severity).color;
  const Box bar{kMargin, pages.y() + 8.0, kContentWidth, 17.0};
  pages.canvas().fill({bar.x, bar.y, 3.0, bar.height}, color);
  pages.canvas().text({bar.x + 9.0, bar.y + 2.0}, counts + " below: read the findings before using a number.",
                      {.bold = true, .color = color, .width = bar.width - 9.0});
  pages.advance(25.0);
}

void drawAnnulusAndRoot(Pages& pages, const Case& inputs, const Derived& derived) {
  constexpr double kFigureWidth = 205.0, kFigureHeight = 241.0;
  pages.heading("Annulus and aortic root", kFigureHeight);
  const double top = pages.y() + 4.0;
  drawAnnulusFigure(pages.canvas(), {kMargin, top, kFigureWidth, kFigureHeight}, inputs, derived);
  const double x = kMargin + kFigureWidth + kGutter, width = kContentWidth - kFigureWidth - kGutter;
  const double second =
      top + drawTable(pages.canvas(), {x, top, width, 0.0}, kAnnulus, derived.measurements) + 10.0;
  const double bottom =
      second + drawTable(pages.canvas(), {x, second, width, 0.0}, kRoot, derived.measurements);
  pages.advance(4.0 + std::max(kFigureHeight, bottom - top));
}

void drawRootCurve(Pages& pages, const Derived& derived) {
  constexpr double kHeight = 176.0;
  pages.heading("Cross-section of the aorta above the annulus", kHeight);
  const Box box{kMargin, pages.y() + 3.0, kContentWidth, kHeight - 6.0};
  if (derived.root && derived.root->curve && derived.root->curve->distanceMm.size() > 1) {
    drawPlot(pages.canvas(), box, rootCurvePlot(*derived.root));
    pages.advance(kHeight);
  } else {
    pages.canvas().text({kMargin, box.y}, "No curve: the annulus could not be found.",
                        {.color = color::kMuted});
    pages.advance(20.0);
  }
}

void drawIliacArteries(Pages& pages, const Derived& derived) {
  constexpr double kPlotHeight = 150.0;
  const double half = (kContentWidth - kGutter) / 2.0, right = kMargin + half + kGutter;
  const double tables = std::max(tableHeight(pages.canvas(), half, kIliacLeft, derived.measurements),
                                 tableHeight(pages.canvas(), half, kIliacRight, derived.measurements));
  pages.heading("Iliac arteries", kPlotHeight + tables + 10.0);
  const double top = pages.y() + 4.0;
  drawVessel(pages.canvas(), {kMargin, top, half, kPlotHeight}, "Left", derived.iliacLeft);
  drawVessel(pages.canvas(), {right, top, half, kPlotHeight}, "Right", derived.iliacRight);
  drawTable(pages.canvas(), {kMargin, top + kPlotHeight + 6.0, half, 0.0}, kIliacLeft, derived.measurements);
  drawTable(pages.canvas(), {right, top + kPlotHeight + 6.0, half, 0.0}, kIliacRight, derived.measurements);
  pages.advance(kPlotHeight + tables + 10.0);
}

void drawVolumes(Pages& pages, const Derived& derived) {
  const double height = tableHeight(pages.canvas(), kContentWidth, kVolumes, derived.measurements);
  pages.heading("Volumes", height + 4.0);
  drawTable(pages.canvas(), {kMargin, pages.y() + 4.0, kContentWidth, height}, kVolumes,
            derived.measurements);
  pages.advance(height + 4.0);
}

void drawFindings(Pages& pages, const Findings& findings, const std::set<std::string>& acknowledged) {
  constexpr double kLabel = 58.0, kSpace = 4.0;
  pages.heading("Findings", 30.0);
  pages.advance(4.0);
  if (findings.empty()) {
    pages.advance(pages.canvas().text({kMargin, pages.y()}, "None.", {}));
  }
  const TextStyle message{.width = kContentWidth - kLabel, .wrap = true};
  for (const Finding& finding : findings) {
    const SeverityStyle style = styleOf(finding.severity);
    std::string detail = finding.id;
    if (finding.locationLps) detail += " at " + displayLocation(*finding.locationLps) + " mm";
    const TextStyle small{.size = 7.0, .color = color::kMuted, .width = kContentWidth - kLabel};
    const double height =
        pages.canvas().heightOf(finding.message, message) + pages.canvas().heightOf(detail, small);
    pages.need(height + kSpace);
    pages.canvas().text({kMargin, pages.y()}, style.label,
                        {.bold = true, .color = style.color, .width = kLabel});
    const double first = pages.canvas().text({kMargin + kLabel, pages.y()}, finding.message, message);
    if (acknowledged.contains(acknowledgementKey(finding)))
      pages.canvas().text({kMargin, pages.y() + first}, "acknowledged",
                          {.size = 7.0, .color = color::kMuted, .width = kLabel});
    pages.canvas().text({kMargin + kLabel, pages.y() + first}, detail, small);
    pages.advance(height + kSpace);
  }
}

namespace {

void addModel(const LabelModel& model, std::vector<Fact>& facts) {
  facts.push_back({"Model", model.name + " " + model.version + " (" + model.network + "), on " + model.device + ", " +
                                model.precision + ", LibTorch " + model.libtorch});
  facts.push_back({"Weights", "SHA-256 " + model.weightsSha256});
}

}  // namespace

void drawProvenance(Pages& pages, const Case& inputs, const Derived& derived) {
  const RootLabelOptions& root = inputs.options.root;
  const std::string rule = root.rule == DistanceRule::paper
                               ? "paper: valve " + formatFixed(root.valveVoxels, 1) + " and annulus " +
                                     formatFixed(root.annulusVoxels, 1) + " voxels from the interface"
                               : "metric: valve " + formatFixed(root.valveDistance.value, 1) +
                                     " and annulus " + formatFixed(root.annulusDistance.value, 1) +
                                     " mm from the interface";
  const std::string edits = joinedBy(", ", editsUsed(derived));
  std::vector<Fact> facts{
      {"Software", "Valvista " VALVISTA_VERSION},
      {"Rules", rule},
      {"CT", inputs.study ? "SHA-256 " + inputs.study->sha256 : "none"},
      {"Labels", inputs.anatomy ? "SHA-256 " + inputs.anatomy->sha256 +
                                 (inputs.anatomy->corrected ? ", corrected by hand" : ", voxels not edited")
                           : "none"},
      {"Edited", edits.empty() ? "nothing: all as proposed" : edits}};
  if (inputs.anatomy && inputs.anatomy->model) addModel(*inputs.anatomy->model, facts);
  constexpr double kRow = 13.0;
  const double height = kRow * static_cast<double>(facts.size());
  pages.heading("What this plan was made from", height + 4.0);
  drawFacts(pages.canvas(), {kMargin, pages.y() + 3.0, kContentWidth, height}, facts, kRow);
  pages.advance(height + 4.0);
}

}  // namespace valvista::planning::report
