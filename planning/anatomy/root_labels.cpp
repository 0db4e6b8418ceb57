// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_labels.h"

#include "planning/anatomy/hinge_proposal.h"
#include "planning/anatomy/root_track.h"
#include "planning/anatomy/structure_findings.h"
#include "planning/anatomy/structure_runs.h"
#include "planning/core/number_text.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace valvista::planning {

namespace {

void requireBetween(double number, double low, double high, const char* option) {
  if (number >= low && number <= high) return;  // false for NaN
  throw std::invalid_argument(std::string(option) + " must lie between " + std::to_string(low) + " and " +
                              std::to_string(high));
}

/// Slices that hold nothing but the structure's own label stay shared with the input.
void reset(LabelMap& labels, std::span<const VoxelRun> runs, TavrLabel label) {
  const auto width = static_cast<std::size_t>(labels.geometry().size[0]);
  for (const VoxelRun& run : runs) {
    const auto row = labels.slice(run.k).subspan(static_cast<std::size_t>(run.j) * width, width);
    const auto isOther = [&](std::uint8_t voxel) { return voxel != value(label); };
    if (std::any_of(row.begin() + run.begin, row.begin() + run.end, isOther))
      fillRuns(labels, {&run, 1}, value(label));
  }
}

void checkInterface(const AnnulusInterface& interface, Findings& findings) {
  constexpr double kRoughMm = 2.0, kSmallestMm = 10.0, kLargestMm = 45.0;
  if (interface.rmsResidual > kRoughMm)
    findings.push_back({"annulus.rough", Severity::warning,
                        "The interface of left ventricle and aorta is not flat (" +
                            formatFixed(interface.rmsResidual, 1) +
                            " mm root mean square about its plane): check the annulus plane.",
                        interface.plane.origin});
  const double diameter = 2.0 * std::sqrt(interface.areaMm2 / std::numbers::pi);
  if (diameter < kSmallestMm || diameter > kLargestMm)
    findings.push_back({"annulus.size", Severity::warning,
                        "The interface of left ventricle and aorta has the area of a circle of " +
                            formatFixed(diameter, 1) +
                            " mm, which is no annulus of an adult: check the labels.",
                        interface.plane.origin});
}

/// The interface of the largest patch; without one a finding says why.
std::optional<AnnulusInterface> findInterface(const StructureRuns& runs,
                                              const std::vector<ContactPatch>& patches,
                                              const ImageGeometry& geometry, Findings& findings) {
  if (patches.empty()) {
    findings.push_back(describeGap(runs.ventricle, runs.aorta, geometry));
    return std::nullopt;
  }
  auto interface = fitInterface(patches.front());
  if (!interface) {
    findings.push_back({"annulus.degenerate", Severity::error,
                        "Left ventricle and aorta touch in too few places to lay a plane through them.",
                        patches.front().faceCentres.front()});
    return std::nullopt;
  }
  checkInterface(*interface, findings);
  // A contact of a tenth of the annulus is a second place where a segmentation joined the two.
  constexpr double kSecondContactShare = 0.1;
  for (std::size_t p = 1; p < patches.size(); ++p) {
    if (patches[p].areaMm2 < kSecondContactShare * patches.front().areaMm2) break;
    findings.push_back(
        {"annulus.second_contact", Severity::warning,
         "Left ventricle and aorta also touch here; the annulus is taken at the largest contact.",
         patches[p].faceCentres.front()});
  }
  return interface;
}

}  // namespace

void layPlane(RootLabels& root, const PlanEdits& edits) {
  const Plane& proposal = root.interface->plane;
  const auto edited = edits.hinges ? editedPlane(*edits.hinges, proposal) : std::nullopt;
  root.planeEdited = edited.has_value();
  root.annulusPlane = edited.value_or(proposal);
  if (edits.hinges && !edited)
    root.findings.push_back(
        {"annulus.hinges_refused", Severity::warning,
         "The edited hinge points lie on one line or tilt the annulus plane by more than " +
             formatFixed(kLargestHingeTiltDeg, 0) + " degrees: the proposed plane is used.",
         proposal.origin});
}

namespace {

/// `cut`: the root leaves the field of view.
void layRootEnd(RootLabels& root, const PlanEdits& edits, bool cut) {
  const RootCurve& curve = *root.curve;
  const Vec3& origin = root.annulusPlane->origin;
  root.rootEndMm = curve.rootEndMm;
  root.endEdited = false;
  if (edits.rootEndMm) {
    const double last = curve.distanceMm.empty() ? 0.0 : curve.distanceMm.back();
    root.endEdited = *edits.rootEndMm > 0.0 && *edits.rootEndMm <= last;  // false for NaN
    if (root.endEdited) {
      root.rootEndMm = edits.rootEndMm;
      return;
    }
    root.findings.push_back({"root.end_refused", Severity::warning,
                             "The edited end of the root lies outside the aorta above the annulus: the "
                             "proposed end is used.",
                             origin});
  }
  if (root.rootEndMm) return;
  std::string why = curve.firstMaximumMm ? "its cross-section has no local minimum after its first maximum"
                                         : "its cross-section has no local maximum";
  if (cut) why += " before it leaves the field of view";
  root.findings.push_back({"root.no_minimum", Severity::warning,
                           "The end of the aortic root is undefined: along the annulus normal " + why + ".",
                           origin});
}

/// Plane, curve and end; returns what the curve was counted along.
RootTrack layRoot(RootLabels& root, const RootCurveOptions& options, const PlanEdits& edits,
                  const Progress& progress) {
  layPlane(root, edits);
  const ImageGeometry& geometry = root.labels.geometry();
  const RootSource& source = *root.source;
  RootTrack track =
      trackRoot(source.main, source.seeds, geometry, *root.annulusPlane, options.reach, progress);
  root.curve = curveOf(track, source.all, geometry, *root.annulusPlane, options);
  layRootEnd(root, edits, track.cutAt.has_value());
  return track;
}

}  // namespace

void RootLabelOptions::check() const {
  requireBetween(valveVoxels, 0.0, 100.0, "valveVoxels");
  requireBetween(annulusVoxels, 0.0, 100.0, "annulusVoxels");
  requireBetween(valveDistance.value, 0.0, 100.0, "valveDistance");
  requireBetween(annulusDistance.value, 0.0, 100.0, "annulusDistance");
  requireBetween(curve.smoothingWindow.value, 0.0, 50.0, "smoothingWindow");
  requireBetween(curve.reach.value, 1.0, 1000.0, "reach");
}

RootLabels deriveRootLabels(const LabelMap& anatomy, const RootLabelOptions& options, const PlanEdits& edits,
                            const Progress& progress, const std::set<std::uint8_t>& pinned) {
  options.check();
  RootLabels result;
  result.labels = anatomy;
  const ImageGeometry& geometry = anatomy.geometry();
  progress.report(0.0, "Finding aorta and left ventricle");
  const auto isPinned = [&pinned](TavrLabel label) { return pinned.count(value(label)) != 0; };
  const StructureRuns runs = findStructures(anatomy, progress);
  describeStructure(runs.aorta, "aorta", "aorta", geometry, result.findings);
  describeStructure(runs.ventricle, "ventricle", "left ventricle", geometry, result.findings);
  reset(result.labels, runs.aorta.all, TavrLabel::aorta);
  reset(result.labels, runs.ventricle.all, TavrLabel::leftVentricle);
  if (runs.aorta.all.empty() || runs.ventricle.all.empty()) return result;

  progress.report(0.4, "Laying the annulus plane");
  const auto patches = contactPatches(runs.ventricle.main, runs.aorta.main, geometry);
  result.interface = findInterface(runs, patches, geometry, result.findings);
  progress.throwIfCancelled();

  progress.report(0.5, "Following the aortic root");
  if (result.interface) {
    result.proposedHinges = proposeHinges(*result.interface);
    result.source = std::make_shared<const RootSource>(
        RootSource{runs.aorta.main, runs.aorta.all, patches.front().aorta});
    const RootTrack track = layRoot(result, options.curve, edits, progress);
    if (result.rootEndMm && !isPinned(TavrLabel::aorticRoot))
      fillRuns(result.labels, trackedUpTo(track, geometry, *result.annulusPlane, *result.rootEndMm),
               value(TavrLabel::aorticRoot));
  }

  progress.report(0.8, "Marking valve and annulus");
  const bool inVoxels = options.rule == DistanceRule::paper;
  const Vec3 spacing = inVoxels ? Vec3{1, 1, 1} : geometry.spacing();
  const double valve = inVoxels ? options.valveVoxels : options.valveDistance.value;
  const double annulus = inVoxels ? options.annulusVoxels : options.annulusDistance.value;
  if (!isPinned(TavrLabel::valve))
    fillRuns(result.labels, partsWithin(runs.aorta.main, runs.ventricle.main, spacing, valve),
             value(TavrLabel::valve));
  progress.throwIfCancelled();
  if (!isPinned(TavrLabel::annulus))
    fillRuns(result.labels, partsWithin(runs.ventricle.main, runs.aorta.main, spacing, annulus),
             value(TavrLabel::annulus));
  // Where two apply: annulus over ventricle, valve over root (contract.md).
  for (const TavrLabel label : {TavrLabel::aorticRoot, TavrLabel::valve, TavrLabel::annulus})
    if (isPinned(label)) fillRuns(result.labels, runsOf(anatomy, value(label), progress), value(label));
  progress.report(1.0, "Done");
  return result;
}

void followEdits(RootLabels& root, const RootCurveOptions& options, const PlanEdits& edits,
                 const Progress& progress) {
  if (!root.interface) return;
  const Findings findings = root.findings;
  const Plane before = *root.annulusPlane;
  layPlane(root, edits);
  const bool moved = root.annulusPlane->origin != before.origin || root.annulusPlane->normal != before.normal;
  if (!moved) {
    layRootEnd(root, edits, false);
  } else {
    // What lies far beyond the end does not move it; without an end all is looked at.
    RootCurveOptions nearer = options;
    const double end = root.curve->rootEndMm.value_or(options.reach.value);
    nearer.reach = Millimetres{std::min(options.reach.value, 2.0 * end + 10.0)};
    layRoot(root, nearer, edits, progress);
    if (!root.curve->rootEndMm) layRoot(root, options, edits, progress);
  }
  root.findings = findings;
}

}  // namespace valvista::planning
