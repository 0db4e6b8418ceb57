// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/label_detection.h"

#include "planning/core/error.h"

#include <algorithm>
#include <numeric>

namespace valvista::planning {

namespace {

/// One structure alone could be anything: every scheme starts at 1.
constexpr std::size_t kFewestForAnyScheme = 2;

/// Source values present, with their share of the labelled voxels.
std::map<int, double> sharesOf(const LabelImage& image) {
  const auto labelled = std::accumulate(image.counts.begin() + 1, image.counts.end(), std::size_t{0});
  std::map<int, double> shares;
  for (std::size_t code = 1; code < image.values.size(); ++code)
    shares[image.values[code]] = static_cast<double>(image.counts[code]) / static_cast<double>(labelled);
  return shares;
}

bool inRange(const LabelScheme& scheme, int value) {
  return std::any_of(scheme.valueRanges.begin(), scheme.valueRanges.end(),
                     [&](const auto& range) { return value >= range.first && value <= range.second; });
}

bool fits(const LabelScheme& scheme, const std::map<int, double>& present) {
  if (scheme.valueRanges.empty()) return false;
  bool allMapped = true, allInRange = true, someMapped = false;
  for (const auto& [value, share] : present) {
    const bool mapped = scheme.tavrFromSource.contains(value);
    allMapped = allMapped && mapped;
    someMapped = someMapped || mapped;
    allInRange = allInRange && inRange(scheme, value);
    const auto limits = scheme.shares.find(value);
    if (limits != scheme.shares.end() && (share < limits->second.first || share > limits->second.second))
      return false;
  }
  const bool complete = std::all_of(scheme.alwaysThere.begin(), scheme.alwaysThere.end(),
                                    [&](int v) { return present.contains(v); });
  return allMapped || (allInRange && someMapped && complete && present.size() >= scheme.fewestValues);
}

std::string joined(const std::vector<const LabelScheme*>& schemes) {
  std::string names;
  for (const LabelScheme* scheme : schemes) names += (names.empty() ? "" : ", ") + scheme->name;
  return names;
}

std::vector<const LabelScheme*> selectable() {
  std::vector<const LabelScheme*> schemes;
  for (const LabelScheme& scheme : labelSchemes())
    if (!scheme.tavrFromSource.empty()) schemes.push_back(&scheme);
  return schemes;
}

}  // namespace

const LabelScheme& detectScheme(const LabelImage& image, const std::string& fileName) {
  const std::map<int, double> present = sharesOf(image);
  if (present.empty()) throw LoadError(fileName + ": it holds no labels, only background.");
  std::vector<const LabelScheme*> candidates;
  if (present.size() >= kFewestForAnyScheme)
    for (const LabelScheme* scheme : selectable())
      if (fits(*scheme, present)) candidates.push_back(scheme);
  if (candidates.size() == 1) return *candidates.front();
  if (candidates.empty())
    throw LoadError(fileName + ": its label values do not tell how it is numbered; name it with --scheme (" +
                    joined(selectable()) + ").");
  throw LoadError(fileName + ": its label values fit several numberings (" + joined(candidates) +
                  "); name the right one with --scheme.");
}

const LabelScheme& schemeNamed(const std::string& name) {
  const auto& schemes = labelSchemes();
  const auto found =
      std::find_if(schemes.begin(), schemes.end(), [&](const auto& s) { return s.name == name; });
  if (found == schemes.end())
    throw LoadError("There is no label scheme \"" + name + "\"; known are " + joined(selectable()) + ".");
  return *found;
}

}  // namespace valvista::planning
