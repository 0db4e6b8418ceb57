// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_phases.h"

#include "planning/io/dicom_placement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

namespace valvista::planning {
namespace {

using Slices = std::vector<DicomSlice>;
using Groups = std::vector<Slices>;

struct TextKey {
  const char* name;
  std::function<std::string(const DicomSlice&)> of;
};

struct TimeKey {
  const char* name;
  std::function<std::optional<double>(const DicomSlice&)> of;
};

std::string written(const std::optional<double>& number) {
  return number ? std::to_string(*number) : "";
}

const TextKey kPhaseKey{"cardiac phase",
                        [](const DicomSlice& s) { return written(s.header().cardiacPhasePercent); }};

const std::vector<TextKey>& weakKeys() {
  static const std::vector<TextKey> keys{
      {"frame of reference", [](const DicomSlice& s) { return s.file->facts.frameOfReferenceUid; }},
      {"temporal position", [](const DicomSlice& s) { return s.header().temporalPosition; }},
      {"stack", [](const DicomSlice& s) { return s.header().stackId; }},
      {"acquisition number", [](const DicomSlice& s) { return s.header().acquisitionNumber; }},
      {"trigger time", [](const DicomSlice& s) { return written(s.header().triggerTimeMs); }},
      {"scan options", [](const DicomSlice& s) { return s.header().scanOptions; }},
      {"series description", [](const DicomSlice& s) { return s.file->facts.seriesDescription; }},
      {"image comments", [](const DicomSlice& s) { return s.header().comments; }},
      {"acquisition time", [](const DicomSlice& s) { return written(s.header().acquisitionTimeSeconds); }}};
  return keys;
}

const std::vector<TimeKey>& timeKeys() {
  static const std::vector<TimeKey> keys{
      {"trigger time", [](const DicomSlice& s) { return s.header().triggerTimeMs; }},
      {"acquisition time", [](const DicomSlice& s) { return s.header().acquisitionTimeSeconds; }}};
  return keys;
}

Groups groupBy(const Slices& slices, const TextKey& key) {
  std::map<std::string, Slices> byText;
  for (const DicomSlice& slice : slices) byText[key.of(slice)].push_back(slice);
  Groups groups;
  for (auto& [text, group] : byText) groups.push_back(std::move(group));
  return groups;
}

/// Each group could be a volume: several slices, none twice.
bool areVolumes(const Groups& groups) {
  return std::all_of(groups.begin(), groups.end(),
                     [](const Slices& group) { return group.size() > 1 && !hasDuplicatePositions(group); });
}

/// Ranges of two groups along the normal overlap by more than a step: they are not consecutive parts of a
/// scan.
bool interleave(const Groups& groups) {
  std::vector<std::array<double, 2>> ranges;
  for (const Slices& group : groups) {
    std::array<double, 2> range{positionAlongNormal(group[0]), positionAlongNormal(group[0])};
    for (const DicomSlice& slice : group) {
      const double position = positionAlongNormal(slice);
      range = {std::min(range[0], position), std::max(range[1], position)};
    }
    ranges.push_back(range);
  }
  std::sort(ranges.begin(), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i][0] < ranges[i - 1][1]) return true;
  }
  return false;
}

/// Each group is evenly spaced for itself: slabs that alternate between two values are not.
bool areStacks(const Groups& groups) {
  return std::all_of(groups.begin(), groups.end(), areEvenlySpaced);
}

/// Slices at the same position ranked by time: group r takes the r-th of each position. Accepted only when
/// every position has as many slices and all times of a rank lie before all times of the next.
std::optional<Groups> groupByRank(Slices slices, const TimeKey& key) {
  for (const DicomSlice& slice : slices) {
    if (!key.of(slice)) return std::nullopt;
  }
  std::map<long, Slices> byPosition;
  for (const DicomSlice& slice : slices) {
    byPosition[std::lround(positionAlongNormal(slice) / kMostWorldErrorMm)].push_back(slice);
  }
  const std::size_t phases = byPosition.begin()->second.size();
  Groups groups(phases);
  for (auto& [position, group] : byPosition) {
    if (group.size() != phases) return std::nullopt;
    std::sort(group.begin(), group.end(),
              [&](const DicomSlice& a, const DicomSlice& b) { return *key.of(a) < *key.of(b); });
    for (std::size_t r = 0; r < phases; ++r) groups[r].push_back(group[r]);
  }
  for (std::size_t r = 1; r < phases; ++r) {
    double before = *key.of(groups[r - 1][0]), after = *key.of(groups[r][0]);
    for (const DicomSlice& slice : groups[r - 1]) before = std::max(before, *key.of(slice));
    for (const DicomSlice& slice : groups[r]) after = std::min(after, *key.of(slice));
    if (before >= after) return std::nullopt;
  }
  return groups;
}

void note(std::string& dividedBy, const char* name) {
  if (dividedBy.find(name) == std::string::npos)
    dividedBy += (dividedBy.empty() ? "" : ", ") + std::string(name);
}

bool canBePlaced(const Slices& slices) {
  return std::all_of(slices.begin(), slices.end(),
                     [](const DicomSlice& slice) { return hasSanePlace(slice.header()); });
}

Groups splitWeak(const Slices& slices, std::string& dividedBy) {
  const bool repeats = hasDuplicatePositions(slices);
  for (const TextKey& key : weakKeys()) {
    Groups groups = groupBy(slices, key);
    if (groups.size() < 2) continue;
    const bool divides = repeats ? areVolumes(groups) : interleave(groups) && areStacks(groups);
    if (!divides) continue;
    note(dividedBy, key.name);
    return groups;
  }
  if (!repeats) return {slices};
  for (const TimeKey& key : timeKeys()) {
    if (auto groups = groupByRank(slices, key)) {
      note(dividedBy, key.name);
      return *groups;
    }
  }
  return {slices};
}

}  // namespace

std::vector<std::vector<DicomSlice>> splitPhases(const std::vector<DicomSlice>& slices,
                                                 std::string& dividedBy) {
  Groups result;
  const Groups phases = groupBy(slices, kPhaseKey);
  if (phases.size() > 1) note(dividedBy, kPhaseKey.name);
  for (const Slices& phase : phases) {
    if (!canBePlaced(phase)) {
      result.push_back(phase);
      continue;
    }
    for (Slices& group : splitWeak(phase, dividedBy)) result.push_back(std::move(group));
  }
  return result;
}

}  // namespace valvista::planning
