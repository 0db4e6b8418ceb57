// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/aortic_phantom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "planning/model/tavr_labels.h"
#include "planning/phantom/phantom_scan.h"

namespace valvista::planning {
namespace {

/// HU at a point by summing the unblurred anatomy over a Gaussian, without any use of distances or curvature.
double convolvedHu(const PhantomSpec& spec, const AorticAnatomy& anatomy, const Vec3& lps) {
  PhantomSpec sharp = spec;
  sharp.blurMm = 0;
  const double sigma = spec.blurMm, step = sigma / 7;
  const NearbyParts parts = partsNear(anatomy, lps, 15);
  double sum = 0, weights = 0;
  constexpr int kHalf = 28;
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

double worstBlurError(const PhantomSpec& spec, const AorticAnatomy& anatomy, const std::vector<Vec3>& points) {
  double worst = 0;
  for (const Vec3& p : points) {
    const double fast = tissueHu(spec, anatomy, partsNear(anatomy, p, 15), p);
    worst = std::max(worst, std::abs(fast - convolvedHu(spec, anatomy, p)));
  }
  return worst;
}

TEST(PhantomScan, BlursTheAnnulusAsAConvolutionDoes) {
  for (const double blur : {0.4, 0.6, 0.8}) {
    PhantomSpec spec;
    spec.blurMm = blur;
    const AorticAnatomy anatomy = buildAnatomy(spec);
    const PlaneFrame& frame = anatomy.root.frame();
    std::vector<Vec3> points;
    for (int i = 0; i < 16; ++i)
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

TEST(PhantomScan, BlursTheIliacArteriesAsAConvolutionDoes) {
  const PhantomSpec spec;
  const AorticAnatomy anatomy = buildAnatomy(spec);
  std::vector<Vec3> points;
  for (int i = 0; i < 24; ++i) {
    const VesselTube& tube = anatomy.iliac[static_cast<std::size_t>(i % 2)];
    const IliacExtent& extent = anatomy.iliacExtent[static_cast<std::size_t>(i % 2)];
    const double s = extent.begin + 2 + 2.3 * i, angle = 0.9 * i, rho = tube.radius(s) + 0.4 * (i % 3 - 1);
    points.push_back(frameOf({tube.centre(s), tube.tangent(s)}).toLps({rho * std::cos(angle), rho * std::sin(angle)}));
  }
  EXPECT_LT(worstBlurError(spec, anatomy, points), 2.0);
}

}  // namespace
}  // namespace valvista::planning
