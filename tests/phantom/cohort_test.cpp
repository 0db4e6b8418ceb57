// SPDX-License-Identifier: GPL-3.0-or-later
// The drawn cases of a cohort: exact where the phantom is, different where patients are.
#include "planning/phantom/cohort.h"

#include "planning/anatomy/root_labels.h"
#include "planning/model/tavr_labels.h"
#include "planning/phantom/random_anatomy.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <stdexcept>
#include <vector>

namespace valvista::planning {
namespace {

constexpr std::uint64_t kSeed = 11;

/// The first cases that scan this region.
std::vector<std::uint64_t> casesOf(PhantomRegion region, std::size_t count) {
  std::vector<std::uint64_t> found;
  for (std::uint64_t index = 0; found.size() < count; ++index)
    if (randomAnatomy(kSeed, index).region == region) found.push_back(index);
  return found;
}

double meanHu(const Phantom& phantom, std::uint8_t label) {
  double sum = 0, count = 0;
  const ImageGeometry& grid = phantom.ct.geometry();
  for (int k = 0; k < grid.size[2]; ++k)
    for (int j = 0; j < grid.size[1]; ++j)
      for (int i = 0; i < grid.size[0]; ++i)
        if (phantom.anatomy.at({i, j, k}) == label) sum += phantom.ct.at({i, j, k}), ++count;
  return sum / count;
}

TEST(Cohort, TheSameNumbersGiveTheSameBytes) {
  const std::uint64_t index = casesOf(PhantomRegion::root, 1).front();
  const Phantom once = makeCohortCase(kSeed, index, 2.5, Progress()),
                again = makeCohortCase(kSeed, index, 2.5, Progress());
  EXPECT_TRUE(std::ranges::equal(once.ct.hu(), again.ct.hu()));
  EXPECT_EQ(truthJson(once), truthJson(again));
}

TEST(Cohort, LabelsAreThoseOfTheAnatomy) {
  for (const PhantomRegion region : {PhantomRegion::full, PhantomRegion::root, PhantomRegion::access}) {
    const std::uint64_t index = casesOf(region, 1).front();
    const Phantom phantom = makeCohortCase(kSeed, index, 4.0, Progress());
    const AorticAnatomy anatomy = buildAnatomy(randomAnatomy(kSeed, index));
    const ImageGeometry& grid = phantom.ct.geometry();
    std::set<int> seen;
    for (int k = 0; k < grid.size[2]; ++k)
      for (int j = 0; j < grid.size[1]; ++j)
        for (int i = 0; i < grid.size[0]; ++i) {
          const Vec3 p = grid.lps({i, j, k});
          const int label = phantom.anatomy.at({i, j, k});
          ASSERT_EQ(label, relateToLumen(anatomy, partsNear(anatomy, p, 0), p).label);
          seen.insert(label);
        }
    EXPECT_EQ(seen.contains(value(TavrLabel::leftVentricle)), region != PhantomRegion::access);
    EXPECT_EQ(seen.contains(value(TavrLabel::iliacLeft)), region != PhantomRegion::root);
  }
}

TEST(Cohort, TheAnnulusIsFoundInEveryRoot) {
  for (const std::uint64_t index : casesOf(PhantomRegion::root, 3)) {
    const Phantom phantom = makeCohortCase(kSeed, index, 2.0, Progress());
    const RootLabels root = deriveRootLabels(phantom.anatomy, RootLabelOptions{}, {}, Progress());
    ASSERT_TRUE(root.interface.has_value()) << index;
    EXPECT_LT(distance(root.interface->plane.origin, phantom.truth.annulus.origin), 2.0) << index;
  }
}

TEST(Cohort, AnatomiesFillTheirRanges) {
  double leastHu = 1e9, mostHu = 0, narrowest = 1e9, widest = 0;
  std::set<PhantomRegion> regions;
  for (std::uint64_t index = 0; index < 24; ++index) {
    const PhantomSpec spec = randomAnatomy(kSeed, index);
    regions.insert(spec.region);
    leastHu = std::min(leastHu, spec.lumenHu), mostHu = std::max(mostHu, spec.lumenHu);
    const double mean = (spec.annulusMinMm + spec.annulusMaxMm) / 2;
    narrowest = std::min(narrowest, mean), widest = std::max(widest, mean);
    EXPECT_TRUE(spec.noiseHu >= 5 && spec.noiseHu <= 40 && spec.blurMm >= 0.3 && spec.blurMm <= 1.2);
    EXPECT_GT(spec.sinusDiameterMm, spec.annulusMaxMm);
  }
  EXPECT_EQ(regions.size(), 3u);
  EXPECT_TRUE(leastHu >= 150 && leastHu < 220) << leastHu;
  EXPECT_TRUE(mostHu <= 600 && mostHu > 530) << mostHu;
  EXPECT_LT(narrowest, 20.5);
  EXPECT_GT(widest, 27.5);
}

TEST(Cohort, BodiesHoldAirFatContrastAndBoneAndDiffer) {
  std::set<long> means;
  for (const std::uint64_t index : casesOf(PhantomRegion::full, 2)) {
    const Phantom phantom = makeCohortCase(kSeed, index, 4.0, Progress());
    std::vector<std::int16_t> hu(phantom.ct.hu().begin(), phantom.ct.hu().end());
    double sum = 0;
    for (const std::int16_t value : hu) sum += value;
    means.insert(std::lround(sum / static_cast<double>(hu.size())));
    const auto share = [&](int low, int high) {
      return static_cast<double>(std::ranges::count_if(hu, [&](int v) { return v >= low && v < high; })) /
             static_cast<double>(hu.size());
    };
    EXPECT_GT(share(-1024, -700), 0.02) << "lungs and bowel gas";
    EXPECT_GT(share(-150, 150), 0.2) << "fat and soft tissue";
    EXPECT_GT(share(250, 3072), 0.005) << "bone and contrast";
    const double lumen = meanHu(phantom, value(TavrLabel::aorta));
    EXPECT_TRUE(lumen > 80 && lumen < 750) << lumen;
  }
  EXPECT_EQ(means.size(), 2u);
}

TEST(Cohort, RefusesASpacingThatNoScannerHas) {
  EXPECT_THROW(makeCohortCase(kSeed, 0, 0.05, Progress()), std::invalid_argument);
}

TEST(Cohort, CanBeCancelled) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(makeCohortCase(kSeed, 0, 4.0, progress), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
