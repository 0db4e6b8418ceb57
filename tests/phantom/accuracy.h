// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/measure/measure_case.h"
#include "planning/phantom/aortic_phantom.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <gtest/gtest.h>
#include <map>
#include <numbers>
#include <string>
#include <vector>

namespace valvista::planning {

/// A case of the sweep: options by name, as on the command line.
using PhantomSettings = std::vector<std::pair<std::string, std::string>>;

inline std::string describe(const PhantomSettings& settings) {
  std::string text;
  for (const auto& [name, value] : settings) text += name + "=" + value + " ";
  return text;
}

inline PhantomSpec specOf(const PhantomSettings& settings) {
  PhantomSpec spec;
  for (const auto& [name, value] : settings) setPhantomOption(spec, name, value);
  return spec;
}

/// Derives and measures as `valvista-cli plan` does; `ct` may be empty: labels alone.
inline Derived planOf(const LabelMap& anatomy, const Volume& ct) {
  const Progress progress;
  Case inputs;
  if (!ct.empty()) {
    inputs.study.emplace();
    inputs.study->volume = ct;
  }
  inputs.anatomy = AnatomyLabels{anatomy, "phantom", "tavr", "", {}};
  Derived derived;
  derived.root = deriveRootLabels(anatomy, inputs.options.root, {}, progress);
  measureCase(inputs, derived, progress);
  return derived;
}

/// What the acceptance table asks for; infinity where it asks for nothing.
struct Tolerances {
  double diameterMm, areaShare, planeMm, planeDeg, rootLengthMm, iliacMinMm, lengthShare;
};
inline constexpr double kFree = 1e9;
/// Row b: labels and CT, voxels up to 1 mm.
inline constexpr Tolerances kWithCt{0.2, 0.01, 0.3, 1.0, 1.0, 0.3, 0.02};
/// Row b, voxels of 0.6 mm and finer.
inline constexpr Tolerances kWithFineCt{0.1, 0.01, 0.3, 1.0, 1.0, 0.3, 0.02};
/// Row c: labels alone, 1.5 mm voxels.
inline constexpr Tolerances kLabelsAlone{0.5, kFree, kFree, kFree, 1.5, 0.5, kFree};

inline const Tolerances& tolerancesFor(const Vec3& spacing) {
  return std::max({spacing.x, spacing.y, spacing.z}) <= 0.6 ? kWithFineCt : kWithCt;
}

/// Compares plans with the truth: each error is asserted, and the worst of each quantity kept for the table.
class ErrorTable {
 public:
  /// `what` names the case in messages; `group` the row of the table.
  void compare(const std::string& group, const std::string& what, const PhantomTruth& truth,
               const Derived& derived, const Tolerances& allowed) {
    group_ = group, what_ = what;
    for (const Measured& expected : truth.measurements) {
      const Measured* measured = find(derived.measurements, expected.id);
      if (measured == nullptr || !measured->value) {
        ADD_FAILURE() << what << ": " << expected.id << " was not measured";
        continue;
      }
      const double error = *measured->value - *expected.value;
      keep(expected.id, isShare(expected.id) ? error / *expected.value : error,
           allowedFor(expected.id, allowed));
    }
    if (find(truth.measurements, "annulus.area") != nullptr) comparePlane(truth.annulus, derived, allowed);
  }

  void print() const {
    std::printf("%-28s %-38s %9s %9s %6s  %s\n", "group", "quantity", "worst", "allowed", "cases",
                "worst case");
    for (const auto& [key, row] : rows_)
      std::printf("%-28s %-38s %+9.4f %9s %6d  %s\n", key.first.c_str(), key.second.c_str(), row.worst,
                  row.allowed < kFree ? std::to_string(row.allowed).substr(0, 6).c_str() : "-", row.cases,
                  row.where.c_str());
  }

 private:
  struct Row {
    double worst = 0, allowed = kFree;
    int cases = 0;
    std::string where;
  };

  static bool isShare(const std::string& id) {
    return id.ends_with(".length") ? id != "root.length" : id == "annulus.area" || id.starts_with("volume.");
  }
  static double allowedFor(const std::string& id, const Tolerances& allowed) {
    if (id.starts_with("annulus.diameter")) return allowed.diameterMm;
    if (id == "annulus.area") return allowed.areaShare;
    if (id == "root.length") return allowed.rootLengthMm;
    if (id.starts_with("iliac") && id.ends_with("diameter.min")) return allowed.iliacMinMm;
    if (id.ends_with(".length")) return allowed.lengthShare;
    return kFree;
  }

  void comparePlane(const Plane& truth, const Derived& derived, const Tolerances& allowed) {
    if (!derived.root || !derived.root->interface) {
      ADD_FAILURE() << what_ << ": no annulus plane";
      return;
    }
    const Plane& plane = derived.root->interface->plane;
    const double cosine = std::clamp(dot(plane.normal, truth.normal), -1.0, 1.0);
    keep("plane.offset", signedDistance(truth, plane.origin), allowed.planeMm);
    keep("plane.angle", std::acos(cosine) * 180 / std::numbers::pi, allowed.planeDeg);
  }

  void keep(const std::string& quantity, double error, double allowed) {
    EXPECT_LE(std::abs(error), allowed) << what_ << ": " << quantity;
    Row& row = rows_[{group_, quantity}];
    row.allowed = allowed;
    ++row.cases;
    if (std::abs(error) >= std::abs(row.worst)) row.worst = error, row.where = what_;
  }

  std::map<std::pair<std::string, std::string>, Row> rows_;
  std::string group_, what_;
};

/// One case of rows b and c: phantom, plan, comparison.
inline void runCase(ErrorTable& table, const std::string& group, const PhantomSettings& settings,
                    bool labelsAlone) {
  const Progress progress;
  const PhantomSpec spec = specOf(settings);
  const Phantom phantom = makePhantom(spec, progress);
  table.compare(group, describe(settings), phantom.truth,
                planOf(phantom.anatomy, labelsAlone ? Volume() : phantom.ct),
                labelsAlone ? kLabelsAlone : tolerancesFor(spec.spacing));
}

}  // namespace valvista::planning
