// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_labels.h"
#include "planning/phantom/aortic_phantom.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::planning {
namespace {

/// Plane and root length from the phantom's labels; the bounds are those of the project's accuracy goals.
TEST(PhantomSweep, PlaneAndRootLength) {
  for (const Vec3 spacing : {Vec3{0.6, 0.6, 0.6}, Vec3{0.5, 0.5, 1.0}, Vec3{1, 1, 1}, Vec3{1.5, 1.5, 1.5}})
    for (const double tilt : {0.0, 20.0, 40.0, 60.0})
      for (const AnnulusShape shape : {AnnulusShape::ellipse, AnnulusShape::circle, AnnulusShape::trefoil})
        for (const std::uint64_t seed : {1U, 2U, 3U}) {
          SCOPED_TRACE(testing::Message() << "spacing " << spacing.x << ' ' << spacing.z << " tilt " << tilt
                                          << " shape " << static_cast<int>(shape) << " seed " << seed);
          PhantomSpec spec;
          spec.spacing = spacing;
          spec.tiltDeg = tilt;
          spec.annulusShape = shape;
          spec.seed = seed;
          spec.region = PhantomRegion::root;
          const Phantom phantom = makePhantom(spec, Progress());
          const RootLabels result = deriveRootLabels(phantom.anatomy, {}, {}, Progress());
          ASSERT_TRUE(result.interface && result.curve && result.curve->rootEndMm);
          const Plane& plane = result.interface->plane;
          const Plane& truth = phantom.truth.annulus;
          const double angle =
              std::acos(std::min(1.0, dot(plane.normal, truth.normal))) * 180 / std::numbers::pi;
          EXPECT_LT(std::abs(signedDistance(truth, plane.origin)), 0.3);
          EXPECT_LT(angle, 1.0);
          const Measured* length = find(phantom.truth.measurements, "root.length");
          ASSERT_TRUE(length && length->value);
          EXPECT_NEAR(*result.curve->rootEndMm, *length->value, spacing.z <= 1.0 ? 1.0 : 1.5);
        }
}

}  // namespace
}  // namespace valvista::planning
