// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/vessel_click.h"

#include "planning/core/error.h"
#include "planning/core/random_stream.h"
#include "planning/edit/brush.h"
#include "planning/phantom/aortic_phantom.h"
#include "tests/edit/edit_case.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <vector>

namespace valvista::planning {
namespace {

/// A vessel of 7 mm radius along a bent way, with noise; `beside` says where else there is contrast.
class Vessel {
 public:
  explicit Vessel(const std::function<bool(const Vec3&)>& beside)
      : grid(obliqueGeometry({110, 90, 150}, {0.8, 0.9, 1.1})) {
    std::uint64_t voxel = 0;
    ct = scanned(grid, [&](const Vec3& p) {
      return (isVessel(p) || beside(p) ? 320 : 40) + 20 * gaussianAt(3, voxel++);
    });
  }
  static Vec3 middle(double z) { return {6 * std::sin(z / 30), 0, z}; }
  static bool isVessel(const Vec3& p) {
    return std::abs(p.z) < 70 && std::hypot(p.x - middle(p.z).x, p.y) < 7;
  }
  /// Shares of the vessel that were missed, and of what was painted beside it.
  std::pair<double, double> errors(const LabelMap& labels) const {
    double wanted = 0, missed = 0, painted = 0, spilled = 0;
    forEachVoxel(grid, [&](const Index3& ijk) {
      const bool is = isVessel(grid.lps(ijk)), has = labels.at(ijk) == 6;
      wanted += is, missed += is && !has, painted += has, spilled += has && !is;
    });
    return {missed / wanted, spilled / std::max(1.0, painted)};
  }
  ImageGeometry grid;
  Volume ct;
};

bool nothing(const Vec3&) {
  return false;
}

VesselClickOptions iliac() {
  VesselClickOptions options;
  options.widestRadiusMm = 20;
  return options;
}

TEST(VesselClick, OneClickGrowsTheWholeVessel) {
  const Vessel vessel(nothing);
  for (const Vec3& off : {Vec3{0, 0, 0}, Vec3{4, 0, 0}, Vec3{0, -5, 0}}) {
    LabelMap labels(vessel.grid);
    const VesselClick grown =
        growVessel(labels, vessel.ct, Vessel::middle(10) + off, iliac(), {.label = 6}, Progress());
    const auto [missed, spilled] = vessel.errors(labels);
    EXPECT_EQ(grown.refusal, "");
    EXPECT_TRUE(grown.stops.empty());
    EXPECT_LT(missed, 0.01);
    EXPECT_LT(spilled, 0.01);
    EXPECT_EQ(grown.outcome.changed, labelCounts(labels)[6]);
  }
}

TEST(VesselClick, ALeakIntoAWideNeighbourIsTakenBackAndReported) {
  // A bone as bright as the lumen, joined to the vessel by a bridge of 4 mm.
  const Vec3 bone{26, 0, -30};
  const Vessel vessel([&](const Vec3& p) {
    const bool bridge = p.x > 0 && p.x < 26 && std::hypot(p.y, p.z + 30) < 2;
    return bridge || norm(p - bone) < 14;
  });
  LabelMap labels(vessel.grid);
  const VesselClick grown =
      growVessel(labels, vessel.ct, Vessel::middle(10), iliac(), {.label = 6}, Progress());
  const auto [missed, spilled] = vessel.errors(labels);
  EXPECT_LT(missed, 0.01);
  EXPECT_LT(spilled, 0.03) << "a stump of the bridge may stay";
  ASSERT_FALSE(grown.stops.empty());
  EXPECT_LT(distance(grown.stops.front().lps, bone), 20);
  EXPECT_GT(grown.stops.front().radiusMm, 1.5 * grown.stops.front().vesselRadiusMm);
}

TEST(VesselClick, AVesselThatOpensIntoAChamberEndsAtItsMouth) {
  const Vec3 chamber{Vessel::middle(-40).x, 0, -58};
  const Vessel vessel([&](const Vec3& p) { return norm(p - chamber) < 18; });
  LabelMap labels(vessel.grid);
  const VesselClick grown =
      growVessel(labels, vessel.ct, Vessel::middle(30), iliac(), {.label = 6}, Progress());
  double lowest = 1e9;
  forEachVoxel(vessel.grid, [&](const Index3& ijk) {
    if (labels.at(ijk) == 6) lowest = std::min(lowest, vessel.grid.lps(ijk).z);
  });
  ASSERT_FALSE(grown.stops.empty());
  EXPECT_NEAR(lowest, -41, 7) << "the chamber begins at z = -41";
}

TEST(VesselClick, AVesselThatNarrowsToAValveEndsBeforeIt) {
  // A root of 12 mm radius, a tube of 8 mm below the valve, and a chamber.
  const ImageGeometry grid = obliqueGeometry({110, 90, 150}, {0.8, 0.9, 1.1});
  std::uint64_t voxel = 0;
  const Volume ct = scanned(grid, [&](const Vec3& p) {
    const double across = std::hypot(p.x, p.y);
    const bool lumen = (p.z < 70 && p.z > -20 && across < 12) || (p.z <= -20 && p.z > -46 && across < 8) ||
                       norm(p - Vec3{0, 0, -62}) < 20;
    return (lumen ? 320 : 40) + 20 * gaussianAt(3, voxel++);
  });
  LabelMap labels(grid);
  const VesselClick grown = growVessel(labels, ct, {0, 0, 30}, {}, {.label = 6}, Progress());
  double lowest = 1e9;
  forEachVoxel(grid, [&](const Index3& ijk) {
    if (labels.at(ijk) == 6) lowest = std::min(lowest, grid.lps(ijk).z);
  });
  ASSERT_EQ(grown.stops.size(), 1U);
  EXPECT_NEAR(lowest, -22, 5) << "the valve is at z = -20, the chamber begins at z = -43";
}

TEST(VesselClick, ABrightPlaceAtTheClickDoesNotEndTheVessel) {
  // Streaks make the lumen brighter by a tenth around the click.
  const Vessel plain(nothing);
  std::vector<std::int16_t> hu(plain.ct.hu().begin(), plain.ct.hu().end());
  std::size_t at = 0;
  forEachVoxel(plain.grid, [&](const Index3& ijk) {
    const Vec3 p = plain.grid.lps(ijk);
    if (Vessel::isVessel(p) && std::abs(p.z - 10) < 12) hu[at] = static_cast<std::int16_t>(hu[at] + 30);
    ++at;
  });
  LabelMap labels(plain.grid);
  growVessel(labels, Volume(plain.grid, hu), Vessel::middle(10), iliac(), {.label = 6}, Progress());
  EXPECT_LT(plain.errors(labels).first, 0.03);
}

TEST(VesselClick, AnAortaEndsWhereItPartsIntoTheIliacArteries) {
  PhantomSpec spec;
  spec.spacing = {1, 1, 1};
  const Phantom phantom = makePhantom(spec, Progress());
  const std::vector<std::size_t> whole = labelCounts(phantom.anatomy);
  for (const Vec3& click : {Vec3{36, 6, -121}, Vec3{23, 24, 70}}) {  // above the parting, and in the chest
    LabelMap labels(phantom.anatomy.geometry());
    growVessel(labels, phantom.ct, click, {}, {.label = 1}, Progress());
    std::map<std::uint8_t, double> share;
    forEachVoxel(labels.geometry(), [&](const Index3& ijk) {
      const std::uint8_t is = phantom.anatomy.at(ijk);
      if (labels.at(ijk) == 1) share[is] += 1.0 / static_cast<double>(whole[is]);
    });
    EXPECT_GT(share[1], 0.98);
    EXPECT_LT(share[6], 0.1);
    EXPECT_LT(share[7], 0.1);
  }
}

TEST(VesselClick, SaysWhyItPaintsNothing) {
  const Vessel vessel(nothing);
  LabelMap labels(vessel.grid);
  const auto refusal = [&](const Vec3& click, const Volume& ct, const PaintRules& rules) {
    return growVessel(labels, ct, click, iliac(), rules, Progress()).refusal;
  };
  EXPECT_NE(refusal({-30, 0, 0}, vessel.ct, {.label = 6}).find("no contrast here"), std::string::npos);
  EXPECT_NE(refusal({999, 0, 0}, vessel.ct, {.label = 6}).find("not in the scan"), std::string::npos);
  EXPECT_NE(refusal({}, {}, {.label = 6}).find("not in the scan"), std::string::npos);
  PaintRules locked{.label = 6};
  locked.locked.set(0);
  EXPECT_NE(refusal({}, vessel.ct, locked).find("locked"), std::string::npos);
  EXPECT_EQ(labelCounts(labels)[6], 0U);
}

TEST(VesselClick, LabelsThatStayAreWallsAndHolesAreClosed) {
  const Vessel vessel(nothing);
  LabelMap labels =
      drawn(vessel.grid, [](const Vec3& p) -> std::uint8_t { return p.z > 20 && p.z < 24 ? 1 : 0; });
  PaintRules rules{.label = 6};
  rules.locked.set(1);
  growVessel(labels, vessel.ct, Vessel::middle(0), iliac(), rules, Progress());
  forEachVoxel(vessel.grid, [&](const Index3& ijk) {
    if (vessel.grid.lps(ijk).z > 20) {
      EXPECT_NE(labels.at(ijk), 6);
    }
  });
  // A speck of calcium within the lumen.
  const Vessel speck(nothing);
  std::vector<std::int16_t> hu(speck.ct.hu().begin(), speck.ct.hu().end());
  const Index3 at = nearestVoxel(speck.grid, Vessel::middle(0));
  const Index3& size = speck.grid.size;
  hu[(static_cast<std::size_t>(at[2]) * size[1] + at[1]) * size[0] + at[0]] = 1500;
  LabelMap closed(speck.grid);
  growVessel(closed, Volume(speck.grid, hu), Vessel::middle(12), iliac(), {.label = 6}, Progress());
  EXPECT_EQ(closed.at(at), 6);
}

TEST(VesselClick, StopsWhenAskedAndLeavesTheLabels) {
  const Vessel vessel(nothing);
  LabelMap labels(vessel.grid);
  Progress stop;
  stop.cancel();
  EXPECT_THROW(growVessel(labels, vessel.ct, {}, iliac(), {.label = 6}, stop), Cancelled);
  EXPECT_EQ(labelCounts(labels)[6], 0U);
  VesselClickOptions bad;
  bad.widestRadiusMm = 0;
  EXPECT_THROW(growVessel(labels, vessel.ct, {}, bad, {.label = 6}, Progress()), std::invalid_argument);
}

}  // namespace
}  // namespace valvista::planning
