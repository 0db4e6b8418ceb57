// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/case.h"
#include "planning/model/derived.h"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace valvista::planning::tests {

inline Volume ellipseCt() {
  const ImageGeometry geometry = axisAlignedGeometry({64, 64, 24}, {1.0, 1.0, 1.5}, {-32, -32, -18});
  std::vector<std::int16_t> hu;
  for (int k = 0; k < 24; ++k)
    for (int j = 0; j < 64; ++j)
      for (int i = 0; i < 64; ++i) {
        const Vec3 p = geometry.lps({i, j, k});
        const double r = std::hypot(p.x / 13.0, p.y / 11.0);
        hu.push_back(r < 1.0    ? 380
                     : r < 1.15 ? 60
                                : static_cast<std::int16_t>(-60 + 2 * ((i * 7 + j * 13) % 17)));
      }
  return {geometry, std::move(hu)};
}

inline Case reportCase() {
  Case inputs;
  Study study;
  study.patient = {"Muster^Änne^^Dr.", "TEST-0042", "19410307", "F"};
  study.facts.modality = "CT";
  study.facts.studyDate = "20240611";
  study.facts.studyDescription = "Herz-CT vor TAVI";
  study.facts.seriesDescription = "Herz 0,75 Bv40 35 %";
  study.facts.seriesNumber = "7";
  study.facts.manufacturer = "ACME";
  study.facts.scannerModel = "Twin 900";
  study.facts.convolutionKernel = "Bv40";
  study.facts.kilovolt = 100.0;
  study.facts.cardiacPhasePercent = 35.0;
  study.volume = ellipseCt();
  study.sha256 = std::string(64, 'a');
  study.findings.push_back({"ct.thick_slices", Severity::info, "Slices are 1.5 mm thick.", {}});
  inputs.study = std::move(study);
  AnatomyLabels anatomy;
  anatomy.source = "file";
  anatomy.scheme = "totalsegmentator-v1";
  anatomy.sha256 = std::string(64, 'b');
  inputs.anatomy = std::move(anatomy);
  return inputs;
}

inline VesselCalibre reportVessel(double start, double dip) {
  VesselCalibre vessel;
  for (int i = 0; i <= 100; ++i) {
    const double x = 5.0 + i, dent = (x - 63.0) / 6.0;
    vessel.distanceMm.push_back(x);
    vessel.diameterMm.push_back(start - 0.01 * x - dip * std::exp(-dent * dent));
    if (vessel.diameterMm.back() < vessel.diameterMm[vessel.narrowest])
      vessel.narrowest = static_cast<std::size_t>(i);
  }
  return vessel;
}

inline RootCurve reportCurve() {
  RootCurve curve;
  for (int i = 0; i <= 60; ++i) {
    const double x = i;
    curve.distanceMm.push_back(x);
    const double area =
        450.0 + 420.0 * std::exp(-std::pow((x - 10.0) / 6.0, 2)) + (x > 22 ? 6.0 * (x - 22) : 0.0);
    curve.smoothedAreaMm2.push_back(area);
    curve.areaMm2.push_back(area + 18.0 * std::sin(2.1 * x));
    curve.voxels.push_back(static_cast<std::size_t>(area));
  }
  curve.firstMaximumMm = 10.0;
  curve.rootEndMm = 21.5;
  return curve;
}

inline void addValue(Derived& derived, const std::string& id, double value, double uncertainty) {
  Measured measured;
  measured.id = id;
  measured.unit = catalogueEntry(id).unit;
  measured.value = value;
  measured.method = "CT edge";
  if (uncertainty > 0.0) measured.uncertainty = uncertainty;
  derived.measurements.push_back(std::move(measured));
}

/// A plan with every kind of content, one value missing, without any computing behind it.
inline Derived reportDerived() {
  Derived derived;
  RootLabels root;
  root.labels = LabelMap(axisAlignedGeometry({8, 8, 8}, {1, 1, 1}));
  root.interface = AnnulusInterface{{{0.5, -0.25, 0}, normalized({0.2, -0.3, 1})}, {}, 0.2};
  root.annulusPlane = root.interface->plane;
  root.curve = reportCurve();
  root.rootEndMm = root.curve->rootEndMm;
  root.findings.push_back({"root.short", Severity::warning,
                           "The ascending aorta ends 40 mm above the annulus.", Vec3{12.3, -4.5, -100.0}});
  derived.root = std::move(root);
  Contour contour;
  contour.frame = frameOf(derived.root->interface->plane);
  for (int i = 0; i < 90; ++i) {
    const double t = 2.0 * std::numbers::pi * i / 90;
    contour.points.push_back({13.0 * std::cos(t), 11.0 * std::sin(t)});
  }
  derived.annulusContour = contour;
  derived.iliacLeft = reportVessel(9.5, 0.8);
  derived.iliacRight = reportVessel(9.0, 3.2);
  addValue(derived, "annulus.area", 449.25, 6.5);
  addValue(derived, "annulus.perimeter", 75.5, 0.4);
  addValue(derived, "annulus.diameter.min", 22.0, 0.25);
  derived.measurements.back().evidence.lines = {
      {contour.frame.toLps({0, -11}), contour.frame.toLps({0, 11})}};
  addValue(derived, "annulus.diameter.max", 26.0, 0.25);
  derived.measurements.back().evidence.lines = {
      {contour.frame.toLps({-13, 0}), contour.frame.toLps({13, 0})}};
  addValue(derived, "annulus.eccentricity", 0.154, 0.0);
  addValue(derived, "root.length", 21.5, 0.0);
  addValue(derived, "iliac.right.diameter.min", 5.25, 0.3);
  addValue(derived, "volume.aorta", 123456.0, 0.0);
  derived.findings.push_back(
      {"iliac.left.short", Severity::error, "The left iliac artery is cut by the scan.", {}});
  return derived;
}

}  // namespace valvista::planning::tests
