// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/doubtful_places.h"

#include "planning/measure/annulus_measurements.h"
#include "planning/measure/case_readings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <string>

namespace valvista::planning {

namespace {

/// Walls nearer to each other agree: labels know theirs no better.
constexpr double kAgreeMm = 0.25, kDiametersAgreeMm = 0.3;
/// A place is one look: longer stretches of the annulus are parted.
constexpr double kLongestStretch = 120.0 / 360.0;  ///< of the circumference
constexpr double kLeastAreaMm2 = 1.0, kLeastDiameterMm = 0.1;

bool isByCt(const std::string& method) {
  return method.starts_with("CT edge");
}

/// Neighbouring entries, `count` from `first` on; on a closed line they go on at its start.
struct Stretch {
  std::size_t first = 0, count = 0;
};

/// Stretches of a closed line on which the difference has one sign, none of them too long.
std::vector<Stretch> stretchesAround(const std::vector<double>& difference) {
  const std::size_t n = difference.size();
  const auto signAt = [&](std::size_t i) {
    const double d = difference[i % n];
    return std::abs(d) < kAgreeMm ? 0 : d < 0 ? -1 : 1;
  };
  std::size_t start = 0;  // where a stretch may begin
  while (start < n && signAt(start) == signAt(start + n - 1)) ++start;
  if (start == n) start = 0;  // one sign all around
  std::vector<Stretch> found;
  for (std::size_t at = 0; at < n;) {
    std::size_t end = at + 1;
    while (end < n && signAt(start + end) == signAt(start + at)) ++end;
    const std::size_t count = end - at;
    if (signAt(start + at) != 0) {
      const auto longest = static_cast<std::size_t>(kLongestStretch * static_cast<double>(n));
      const std::size_t parts = (count + longest - 1) / longest;
      for (std::size_t part = 0; part < parts; ++part)
        found.push_back(
            {start + at + count * part / parts, count * (part + 1) / parts - count * part / parts});
    }
    at = end;
  }
  return found;
}

void addAnnulus(const RootLabels& root, const Derived& derived, std::vector<DoubtfulPlace>& places) {
  const Measured* area = find(derived.measurements, "annulus.area");
  if (!derived.annulusContour || !root.interface || !area || !area->value || !isByCt(area->method)) return;
  Findings findings;  // the measuring has said them
  const auto byLabels = root.planeEdited
                            ? measureAnnulusIn(root.labels, *root.annulusPlane, nullptr, findings)
                            : measureAnnulus(root.labels, *root.interface, nullptr, findings);
  if (!byLabels) return;
  // Both are points at the same angles about the same middle.
  const Contour &labels = byLabels->contour, &ct = *derived.annulusContour;
  const std::size_t n = std::min(labels.points.size(), ct.points.size());
  const auto radius = [](const Vec2& p) { return std::hypot(p.x, p.y); };
  std::vector<double> difference;
  for (std::size_t i = 0; i < n; ++i) difference.push_back(radius(labels.points[i]) - radius(ct.points[i]));
  for (const Stretch& stretch : stretchesAround(difference)) {
    double mm2 = 0.0;
    std::size_t most = stretch.first % n;
    for (std::size_t i = stretch.first; i < stretch.first + stretch.count; ++i) {
      const double l = radius(labels.points[i % n]), c = radius(ct.points[i % n]);
      mm2 += 0.5 * std::abs(l * l - c * c) * 2.0 * std::numbers::pi / static_cast<double>(n);
      if (std::abs(difference[i % n]) > std::abs(difference[most])) most = i % n;
    }
    if (mm2 < kLeastAreaMm2) continue;
    DoubtfulPlace& place = places.emplace_back();
    place.amount = mm2;
    place.share = 0.5 * mm2 / *area->value;
    const Vec2 &l = labels.points[most], &c = ct.points[most];
    place.lps = ct.frame.toLps({0.5 * (l.x + c.x), 0.5 * (l.y + c.y)});
    place.outward = normalized(place.lps - ct.frame.origin);
  }
}

/// What a section's diameter may be besides the measured one.
struct Section {
  std::size_t at = 0;  ///< of the measured ones
  double low = 0.0, high = 0.0;
  bool edgeShows = true;
};

std::vector<Section> sectionsOf(const VesselCalibre& measured, const VesselCalibre& byLabels, double voxel) {
  std::vector<Section> sections;
  std::size_t other = 0;
  for (std::size_t at = 0; at < measured.diameterMm.size(); ++at) {
    const double along = measured.distanceMm[at], d = measured.diameterMm[at];
    if (!isByCt(measured.sectionMethods[at])) {
      sections.push_back({at, d - voxel, d + voxel, false});
      continue;
    }
    while (other < byLabels.distanceMm.size() && byLabels.distanceMm[other] < along - 1e-6) ++other;
    const bool isSame = other < byLabels.distanceMm.size() && byLabels.distanceMm[other] < along + 1e-6;
    const double l = isSame ? byLabels.diameterMm[other] : d;
    sections.push_back({at, l, l, true});
  }
  return sections;
}

/// Stretches of sections that differ from what was measured.
std::vector<Stretch> stretchesAlong(const std::vector<Section>& sections, const VesselCalibre& measured) {
  std::vector<Stretch> found;
  bool open = false;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const double d = measured.diameterMm[sections[i].at];
    const bool differs =
        std::max(std::abs(sections[i].low - d), std::abs(sections[i].high - d)) > kDiametersAgreeMm;
    if (differs && !open) found.push_back({i, 0});
    if (differs) ++found.back().count;
    open = differs;
  }
  return found;
}

void addArtery(DoubtKind kind, const VesselCalibre& measured, const std::vector<Section>& sections,
               std::vector<DoubtfulPlace>& places) {
  const double minimum = measured.diameterMm[measured.narrowest];
  for (const Stretch& stretch : stretchesAlong(sections, measured)) {
    const std::size_t end = stretch.first + stretch.count;
    double low = std::numeric_limits<double>::infinity(), high = low;
    std::size_t narrowest = stretch.first;
    const auto leastAt = [&](std::size_t i) {
      return std::min(measured.diameterMm[sections[i].at], sections[i].low);
    };
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const bool within = i >= stretch.first && i < end;
      const double d = measured.diameterMm[sections[i].at];
      low = std::min(low, within ? sections[i].low : d);
      high = std::min(high, within ? sections[i].high : d);
      if (within && leastAt(i) < leastAt(narrowest)) narrowest = i;
    }
    DoubtfulPlace place;
    place.kind = kind;
    place.amount = std::max(std::abs(low - minimum), std::abs(high - minimum));
    if (place.amount < kLeastDiameterMm) continue;
    place.share = place.amount / minimum;
    place.lps = measured.sections[sections[narrowest].at].frame.origin;
    place.alongMm = measured.distanceMm[sections[narrowest].at];
    place.edgeShows = sections[narrowest].edgeShows;
    places.push_back(place);
  }
}

}  // namespace

std::vector<DoubtfulPlace> doubtfulPlaces(const Case& inputs, const Derived& derived,
                                          const Progress& progress) {
  std::vector<DoubtfulPlace> places;
  Findings findings;  // the measuring has said them
  if (!derived.root || calibratedCt(inputs, findings) == nullptr) return places;
  const RootLabels& root = *derived.root;
  progress.throwIfCancelled();
  addAnnulus(root, derived, places);
  struct Artery {
    Vessel vessel;
    DoubtKind kind;
    const std::optional<VesselCalibre>& measured;
  };
  const std::array arteries{Artery{Vessel::iliacLeft, DoubtKind::iliacLeftMinimum, derived.iliacLeft},
                            Artery{Vessel::iliacRight, DoubtKind::iliacRightMinimum, derived.iliacRight}};
  for (const auto& [vessel, kind, measured] : arteries) {
    progress.throwIfCancelled();
    if (!measured || !isByCt(measured->method)) continue;
    const auto byLabels =
        measureVessel(root.labels, requestFor(vessel, inputs.review.edits), nullptr, findings, progress);
    if (!byLabels) continue;
    const double voxel = root.labels.geometry().meanSpacing();
    addArtery(kind, *measured, sectionsOf(*measured, *byLabels, voxel), places);
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const DoubtfulPlace& a, const DoubtfulPlace& b) { return a.share > b.share; });
  if (places.size() > kMostDoubtfulPlaces) places.resize(kMostDoubtfulPlaces);
  return places;
}

}  // namespace valvista::planning
