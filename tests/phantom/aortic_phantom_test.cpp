// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/aortic_phantom.h"

#include "planning/model/tavr_labels.h"
#include "planning/phantom/phantom_scan.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::planning {
namespace {

/// HU at a point by summing the unblurred anatomy over a Gaussian, without any use of distances or curvature.
double convolvedHu(const PhantomSpec& spec, const AorticAnatomy& anatomy, const Vec3& lps) {
  PhantomSpec sharp = spec;
  sharp.blurMm = 0;
  const double sigma = spec.blurMm, step = sigma / 5;
  const NearbyParts parts = partsNear(anatomy, lps, 15);
  double sum = 0, weights = 0;
  constexpr int kHalf = 20;
  for (int k = -kHalf; k <= kHalf; ++k)
    for (int j = -kHalf; j <= kHalf; ++j)
      for (int i = -kHalf; i <= kHalf; ++i) {
        // An irrational grid: no plane of it lies along a surface.
        const Vec3 d{(i + 0.31) * step, (j + 0.17) * step, (k - 0.23) * step};
        const double weight = std::exp(-dot(d, d) / (2 * sigma * sigma));
        weights += weight;
        sum += weight * tissueHu(sharp, anatomy, parts, lps + d);
      }
  return sum / weights;
}

double worstBlurError(const PhantomSpec& spec, const AorticAnatomy& anatomy,
                      const std::vector<Vec3>& points) {
  double worst = 0;
  for (const Vec3& p : points) {
    const double fast = tissueHu(spec, anatomy, partsNear(anatomy, p, 15), p);
    worst = std::max(worst, std::abs(fast - convolvedHu(spec, anatomy, p)));
  }
  return worst;
}

TEST(PhantomScan, BlursTheAnnulusAsAConvolutionDoes) {
  for (const double blur : {0.4, 0.8}) {
    PhantomSpec spec;
    spec.blurMm = blur;
    const AorticAnatomy anatomy = buildAnatomy(spec);
    const PlaneFrame& frame = anatomy.root.frame();
    std::vector<Vec3> points;
    for (int i = 0; i < 10; ++i)
      for (const double offset : {-0.8, 0.0, 0.5}) {
        const double theta = i * 0.41, w = -1.0 + 0.13 * i, rho = anatomy.root.radius(theta, w).r + offset;
        points.push_back(frame.toLps({rho * std::cos(theta), rho * std::sin(theta)}) + frame.normal * w);
      }
    EXPECT_LT(worstBlurError(spec, anatomy, points), 1.5) << "blur " << blur;
  }
}

TEST(PhantomScan, BlursTheSinusesAsAConvolutionDoes) {
  const PhantomSpec spec;
  const AorticAnatomy anatomy = buildAnatomy(spec);
  const PlaneFrame& frame = anatomy.root.frame();
  std::vector<Vec3> points;
  for (int i = 0; i < 24; ++i) {
    const double theta = i * 0.53, w = 3.0 + i, rho = anatomy.root.radius(theta, w).r + 0.4 * (i % 3 - 1);
    points.push_back(frame.toLps({rho * std::cos(theta), rho * std::sin(theta)}) + frame.normal * w);
  }
  EXPECT_LT(worstBlurError(spec, anatomy, points), 2.0);
}

TEST(PhantomScan, BlursABentVentricleAsAConvolutionDoes) {
  PhantomSpec spec;
  spec.ventricleForwardMm = 30;
  const AorticAnatomy anatomy = buildAnatomy(spec);
  const PlaneFrame& frame = anatomy.root.frame();
  std::vector<Vec3> points;
  for (int i = 0; i < 24; ++i) {
    const double theta = i * 0.53, w = -3.0 - 1.9 * i,
                 rho = anatomy.root.radius(theta, w).r + 0.4 * (i % 3 - 1);
    points.push_back(anatomy.root.axisPoint(w) + frame.u * (rho * std::cos(theta)) +
                     frame.v * (rho * std::sin(theta)));
  }
  EXPECT_LT(worstBlurError(spec, anatomy, points), 2.0);
}

TEST(PhantomScan, BlursTheIliacArteriesAsAConvolutionDoes) {
  const PhantomSpec spec;
  const AorticAnatomy anatomy = buildAnatomy(spec);
  std::vector<Vec3> points;
  for (int i = 0; i < 24; ++i) {
    const VesselTube& tube = anatomy.iliac[static_cast<std::size_t>(i % 2)];
    const IliacExtent& extent = anatomy.iliacExtent[static_cast<std::size_t>(i % 2)];
    const double s = extent.begin + 2 + 2.3 * i, angle = 0.9 * i, rho = tube.radius(s) + 0.4 * (i % 3 - 1);
    points.push_back(
        frameOf({tube.centre(s), tube.tangent(s)}).toLps({rho * std::cos(angle), rho * std::sin(angle)}));
  }
  EXPECT_LT(worstBlurError(spec, anatomy, points), 2.0);
}

PhantomSpec smallSpec() {
  PhantomSpec spec;
  spec.region = PhantomRegion::root;
  spec.spacing = {1.5, 1.5, 1.5};
  return spec;
}

TEST(AorticPhantom, IsTheSameEveryTimeAndAnotherForAnotherSeed) {
  const Progress progress;
  PhantomSpec spec = smallSpec();
  const Phantom first = makePhantom(spec, progress), second = makePhantom(spec, progress);
  EXPECT_TRUE(std::ranges::equal(first.ct.hu(), second.ct.hu()));
  EXPECT_EQ(truthJson(first), truthJson(second));
  spec.seed = 2;
  EXPECT_NE(truthJson(makePhantom(spec, progress)), truthJson(first));
}

TEST(AorticPhantom, NoiseHasItsSpreadAndNoBias) {
  const Progress progress;
  PhantomSpec spec = smallSpec();
  spec.noiseHu = 30;
  const Phantom noisy = makePhantom(spec, progress);
  spec.noiseHu = 0;
  const Phantom clean = makePhantom(spec, progress);
  double sum = 0, squares = 0;
  const auto a = noisy.ct.hu(), b = clean.ct.hu();
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double d = a[i] - b[i];
    sum += d, squares += d * d;
  }
  const auto n = static_cast<double>(a.size());
  EXPECT_NEAR(sum / n, 0, 0.3);
  EXPECT_NEAR(std::sqrt(squares / n), 30, 0.3);
}

TEST(AorticPhantom, KeepsTheAnatomyInEveryStorageOrder) {
  const Progress progress;
  PhantomSpec spec = smallSpec();
  const Phantom lps = makePhantom(spec, progress);
  for (const char* code : {"RAS", "PIR", "SLA"}) {
    spec.orientation = code;
    const Phantom other = makePhantom(spec, progress);
    const ImageGeometry& geometry = other.ct.geometry();
    EXPECT_EQ(orientationCode(geometry), code);
    const Affine lpsIjkFromWorld = lps.ct.geometry().ijkFromLps();
    for (int n = 0; n < 2000; ++n) {
      const Index3 at{n * 7 % geometry.size[0], n * 11 % geometry.size[1], n * 13 % geometry.size[2]};
      const Vec3 there = lpsIjkFromWorld(geometry.lps(at));
      const Index3 same{static_cast<int>(std::lround(there.x)), static_cast<int>(std::lround(there.y)),
                        static_cast<int>(std::lround(there.z))};
      ASSERT_NEAR(there.x, same[0], 1e-6);
      ASSERT_EQ(other.ct.at(at), lps.ct.at(same));
      ASSERT_EQ(other.anatomy.at(at), lps.anatomy.at(same));
    }
  }
  spec.orientation = "LLS";
  EXPECT_THROW(makePhantom(spec, progress), std::invalid_argument);
}

double truthOfId(const Phantom& phantom, const char* id) {
  return *find(phantom.truth.measurements, id)->value;
}

void expectVolumesOfTheTruth(double ventricleForwardMm) {
  const Progress progress;
  PhantomSpec spec;
  spec.ventricleForwardMm = ventricleForwardMm;
  spec.noiseHu = 0;
  spec.spacing = {1, 1, 1};
  const Phantom phantom = makePhantom(spec, progress);
  const auto counts = labelCounts(phantom.anatomy);
  const auto volume = [&](TavrLabel label) {
    return static_cast<double>(counts[value(label)]) * phantom.anatomy.geometry().voxelVolume();
  };
  const double ventricle = truthOfId(phantom, "volume.left_ventricle");
  EXPECT_NEAR(volume(TavrLabel::leftVentricle), ventricle, 0.005 * ventricle);
  for (const auto& [label, id] : {std::pair{TavrLabel::iliacLeft, "volume.iliac_artery_left"},
                                  std::pair{TavrLabel::iliacRight, "volume.iliac_artery_right"}})
    EXPECT_NEAR(volume(label), truthOfId(phantom, id), 0.01 * truthOfId(phantom, id));
  // The aorta's label holds the root too; the truth is without.
  const AorticAnatomy anatomy = buildAnatomy(spec);
  double root = 0;
  for (double w = 0.05; w < truthOfId(phantom, "root.length"); w += 0.1) root += 0.1 * anatomy.root.area(w);
  const double aorta = truthOfId(phantom, "volume.aorta");
  EXPECT_NEAR(volume(TavrLabel::aorta) - root, aorta, 0.005 * aorta);
}

TEST(AorticPhantom, VoxelsFillTheVolumesOfTheTruth) {
  expectVolumesOfTheTruth(0);
}
TEST(AorticPhantom, VoxelsFillTheVolumesOfTheTruthWhereTheVentricleIsBent) {
  expectVolumesOfTheTruth(35);
}

TEST(AorticPhantom, LiesAsInAPatient) {
  const Progress progress;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    PhantomSpec spec;
    spec.seed = seed;
    const AorticAnatomy anatomy = buildAnatomy(spec);
    const Vec3 normal = anatomy.annulus.normal;
    EXPECT_GT(normal.z, 0.5) << "up";
    EXPECT_LT(normal.x, -0.4) << "to the right";
    const Vec3 left = anatomy.iliac[0].centre(anatomy.iliacExtent[0].end);
    const Vec3 right = anatomy.iliac[1].centre(anatomy.iliacExtent[1].end);
    EXPECT_GT(left.x, right.x + 40) << "the left artery on the patient's left";
    spec.tiltDeg = 0;
    const double lean = std::acos(buildAnatomy(spec).annulus.normal.z) * 180 / std::numbers::pi;
    EXPECT_GT(lean, 4.9) << "never along the scanner's axis";
    EXPECT_LT(lean, 7.1);
  }
}

TEST(AorticPhantom, TruthFollowsTheOptions) {
  PhantomSpec spec = smallSpec();
  const Progress progress;
  setPhantomOption(spec, "annulus_shape", "circle");
  setPhantomOption(spec, "annulus_min_mm", "24");
  setPhantomOption(spec, "annulus_max_mm", "24");
  setPhantomOption(spec, "stj_height_mm", "20.5");
  const Phantom phantom = makePhantom(spec, progress);
  EXPECT_NEAR(truthOfId(phantom, "annulus.area"), std::numbers::pi * 144, 1e-6);
  EXPECT_NEAR(truthOfId(phantom, "annulus.perimeter"), std::numbers::pi * 24, 1e-6);
  EXPECT_NEAR(truthOfId(phantom, "annulus.diameter.max"), 24, 1e-4);
  EXPECT_NEAR(truthOfId(phantom, "root.length"), 20.5, 0.005);
  EXPECT_EQ(find(phantom.truth.measurements, "iliac.left.length"), nullptr) << "outside the scan";
}

TEST(AorticPhantom, RefusesWhatIsNoAnatomy) {
  PhantomSpec spec;
  EXPECT_THROW(setPhantomOption(spec, "annulus_mm", "20"), std::invalid_argument);
  EXPECT_THROW(setPhantomOption(spec, "annulus_min_mm", "200"), std::invalid_argument);
  EXPECT_THROW(setPhantomOption(spec, "annulus_min_mm", "20mm"), std::invalid_argument);
  EXPECT_THROW(setPhantomOption(spec, "spacing", "0.8,0.8"), std::invalid_argument);
  EXPECT_THROW(setPhantomOption(spec, "spacing", "0.8,0.8,0.8,0.8"), std::invalid_argument);
  EXPECT_THROW(setPhantomOption(spec, "noise_hu", "nan"), std::invalid_argument);
  setPhantomOption(spec, "spacing", "0.5,0.6,0.7");
  EXPECT_EQ(spec.spacing, (Vec3{0.5, 0.6, 0.7}));
  setPhantomOption(spec, "annulus_min_mm", "27");
  EXPECT_THROW(buildAnatomy(spec), std::invalid_argument);
}

TEST(AorticPhantom, StopsWhenCancelled) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(makePhantom(smallSpec(), progress), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
