// SPDX-License-Identifier: GPL-3.0-or-later
// One click in the ascending aorta of a real scan.
#include "planning/edit/brush.h"
#include "planning/edit/vessel_click.h"
#include "planning/io/load_study.h"
#include "planning/model/tavr_labels.h"
#include "tests/edit/contrast_chest.h"
#include "tests/edit/edit_case.h"

#include <array>
#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace valvista::planning {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(VALVISTA_SHARED_DATA) / "lidc0001_contrast_chest_dicom";
constexpr std::uint8_t kAorta = value(TavrLabel::aorta);

/// What is aorta, and what lies beside it and has contrast, or none.
constexpr std::array<NamedPlace, 5> kInside{{{"a sinus of the root", {18.2, -24.0, -162.5}},
                                             {"ascending aorta", {-1.5, -24.0, -120}},
                                             {"arch", {18.2, 18.1, -90}},
                                             {"descending aorta", {21.0, 56.8, -125}},
                                             {"aorta of the belly", {30.9, 5.5, -280}}}};
constexpr std::array<NamedPlace, 9> kOutside{{{"left ventricle", {66.0, -20.5, -190}},
                                              {"base of the left ventricle", {48.5, -8.6, -182.5}},
                                              {"left atrium", {23.8, 14.6, -167.5}},
                                              {"outflow of the right ventricle", {34.4, -45.1, -155}},
                                              {"pulmonary trunk", {28.8, -24.0, -130}},
                                              {"right pulmonary artery", {9.8, -0.1, -135}},
                                              {"superior vena cava", {-16.9, -7.2, -130}},
                                              {"a vertebra", {0.6, 77.9, -130}},
                                              {"lung", {-60.5, 4.1, -130}}}};
constexpr Vec3 kValve{28, -23, -172};

struct Click {
  NamedPlace place;
  VesselClick grown;
  LabelMap labels;
};

class ClickInAScan : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(kFolder)) return;
    ct_ = loadStudy(kFolder, Progress()).volume;
    for (const NamedPlace& place : kAscendingClicks) {
      Click& click = clicks_.emplace_back(Click{place, {}, LabelMap(ct_->geometry())});
      // As the window does it for an aorta.
      click.grown =
          growVessel(click.labels, *ct_, place.lps, VesselClickOptions(), {.label = kAorta}, Progress());
    }
  }
  static void TearDownTestSuite() {
    ct_.reset();
    clicks_.clear();
  }
  void SetUp() override {
    if (!ct_) GTEST_SKIP() << "the shared data are not at hand";
  }

  static double millilitres(const Click& click) { return volumeOf(click.labels, kAorta) / 1000; }

  static std::optional<Volume> ct_;
  static std::vector<Click> clicks_;
};

std::optional<Volume> ClickInAScan::ct_;
std::vector<Click> ClickInAScan::clicks_;

double dice(const LabelMap& a, const LabelMap& b) {
  double both = 0;
  for (int k = 0; k < a.geometry().size[2]; ++k) {
    const auto left = a.slice(k), right = b.slice(k);
    for (std::size_t at = 0; at < left.size(); ++at) both += left[at] == kAorta && right[at] == kAorta;
  }
  return 2 * both / static_cast<double>(labelCounts(a)[kAorta] + labelCounts(b)[kAorta]);
}

/// Millilitres that are joined to a place by faces of voxels within the range: growing without a guard.
double joinedMillilitres(const Volume& ct, const Vec3& lps, const HuRange& range) {
  LabelMap seen(ct.geometry());
  std::vector<Index3> front{nearestVoxel(ct.geometry(), lps)};
  seen.set(front.front(), kAorta);
  while (!front.empty()) {
    const Index3 here = front.back();
    front.pop_back();
    for (std::size_t axis = 0; axis < 3; ++axis)
      for (const int by : {-1, 1}) {
        Index3 next = here;
        next[axis] += by;
        if (!ct.geometry().contains(next) || seen.at(next) != 0 || !range.contains(ct.at(next))) continue;
        seen.set(next, kAorta);
        front.push_back(next);
      }
  }
  return volumeOf(seen, kAorta) / 1000;
}

// By the scan's own measures: root and ascending aorta 80 mm at a radius of 17 mm, arch 70 mm at 11 mm,
// descending aorta to the kidneys 240 mm at 9.5 mm falling to 6.5 mm: about 150 to 175 ml.
TEST_F(ClickInAScan, GrowsTheAortaFromTheRootToTheKidneys) {
  for (const Click& click : clicks_) {
    SCOPED_TRACE(click.place.name);
    EXPECT_EQ(click.grown.refusal, "");
    EXPECT_GT(millilitres(click), 155);
    EXPECT_LT(millilitres(click), 180);
    for (const NamedPlace& place : kInside)
      EXPECT_EQ(click.labels.at(nearestVoxel(ct_->geometry(), place.lps)), kAorta) << place.name;
    for (const NamedPlace& place : kOutside)
      EXPECT_EQ(click.labels.at(nearestVoxel(ct_->geometry(), place.lps)), 0) << place.name;
  }
}

TEST_F(ClickInAScan, TheAortaIsTheSameWhereverTheClickWas) {
  for (std::size_t a = 0; a < clicks_.size(); ++a)
    for (std::size_t b = a + 1; b < clicks_.size(); ++b)
      EXPECT_GT(dice(clicks_[a].labels, clicks_[b].labels), 0.97)
          << clicks_[a].place.name << ", " << clicks_[b].place.name;
}

TEST_F(ClickInAScan, TheGuardStopsAtTheOpenValveAndSaysSo) {
  for (const Click& click : clicks_) {
    SCOPED_TRACE(click.place.name);
    ASSERT_FALSE(click.grown.stops.empty());
    const LeakStop& stop = click.grown.stops.front();
    EXPECT_LT(distance(stop.lps, kValve), 15);
    EXPECT_GT(stop.radiusMm, 1.5 * stop.vesselRadiusMm);
    EXPECT_LE(click.grown.stops.size(), 4U) << "openings, not every place behind them";
    EXPECT_GT(joinedMillilitres(*ct_, click.place.lps, click.grown.lumen), 3 * millilitres(click));
  }
}

}  // namespace
}  // namespace valvista::planning
