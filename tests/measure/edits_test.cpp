// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/contour_metrics.h"
#include "planning/measure/live_measure.h"
#include "planning/measure/measure_case.h"
#include "planning/model/plan_edits.h"
#include "planning/phantom/aortic_anatomy.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <string>

namespace valvista::planning {
namespace {

struct Scene {
  PhantomSpec spec;
  Phantom phantom;
  Case inputs;
  Derived proposed;
};

Derived derivedOf(const Case& inputs) {
  Derived derived;
  derived.root = deriveRootLabels(inputs.anatomy->labels, inputs.options.root, inputs.review.edits, {});
  measureCase(inputs, derived, {});
  return derived;
}

Scene makeScene() {
  Scene scene;
  scene.spec.spacing = {0.8, 0.8, 0.8};
  scene.spec.region = PhantomRegion::root;
  scene.phantom = makePhantom(scene.spec, Progress());
  scene.inputs.study.emplace();
  scene.inputs.study->volume = scene.phantom.ct;
  scene.inputs.anatomy = AnatomyLabels{scene.phantom.anatomy, "phantom", "tavr", "", {}};
  scene.proposed = derivedOf(scene.inputs);
  return scene;
}

const Scene& scene() {
  static const Scene kScene = makeScene();
  return kScene;
}

double valueOf(const Measurements& measurements, const std::string& id) {
  const Measured* m = find(measurements, id);
  return m != nullptr && m->value ? *m->value : std::nan("");
}

std::string methodOf(const Derived& derived, const std::string& id) {
  return find(derived.measurements, id)->method;
}

bool hasFinding(const Findings& findings, const std::string& id) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id == id; });
}

/// The phantom's section in any plane near its annulus, from its closed form.
Contour trueSection(const Plane& plane) {
  const RootShape root(scene().spec, scene().phantom.truth.annulus);
  Contour contour{frameOf(plane), {}};
  for (int i = 0; i < 720; ++i) {
    const double t = 2.0 * std::numbers::pi * i / 720;
    double low = 0.0, high = 40.0;
    while (high - low > 1e-6) {
      const double r = 0.5 * (low + high);
      const Vec3 at = contour.frame.toLps({r * std::cos(t), r * std::sin(t)});
      (root.relation(at).distance < 0.0 ? low : high) = r;
    }
    contour.points.push_back({low * std::cos(t), low * std::sin(t)});
  }
  return contour;
}

Case editedTo(const Plane& target) {
  Case inputs = scene().inputs;
  inputs.review.edits.hinges = hingesMovedTo(inputs, scene().proposed, target);
  return inputs;
}

void expectTrueSection(const Plane& target) {
  const Derived derived = derivedOf(editedTo(target));
  EXPECT_EQ(methodOf(derived, "annulus.area"), "CT edge, edited plane");
  const ContourMetrics truth = measureContour(trueSection(target));
  EXPECT_NEAR(valueOf(derived.measurements, "annulus.diameter.min"), truth.min.width, 0.2);
  EXPECT_NEAR(valueOf(derived.measurements, "annulus.diameter.max"), truth.max.width, 0.2);
  EXPECT_NEAR(valueOf(derived.measurements, "annulus.diameter.area_derived"), areaDerivedDiameter(truth.area),
              0.15);
  EXPECT_NEAR(valueOf(derived.measurements, "annulus.area") / truth.area, 1.0, 0.01);
  EXPECT_NEAR(valueOf(derived.measurements, "annulus.perimeter") / truth.perimeter, 1.0, 0.01);
}

TEST(Edits, proposedHingesLieInTheProposedPlaneWhereTheCuspsUsuallyAre) {
  const RootLabels& root = *scene().proposed.root;
  const auto& [ncc, lcc, rcc] = root.proposedHinges->points;
  for (const Vec3& p : root.proposedHinges->points) {
    EXPECT_NEAR(signedDistance(root.interface->plane, p), 0.0, 1e-9);
    EXPECT_GT(distance(p, root.interface->plane.origin), 9.0);
    EXPECT_LT(distance(p, root.interface->plane.origin), 15.0);
  }
  EXPECT_LT(rcc.y, std::min(ncc.y, lcc.y));  // y points to the back
  EXPECT_GT(lcc.x, ncc.x);                   // x points to the left
  const Vec3 centre = root.interface->plane.origin;
  for (const auto& [a, b] : {std::pair{ncc, lcc}, {lcc, rcc}, {rcc, ncc}})
    EXPECT_NEAR(dot(normalized(a - centre), normalized(b - centre)), -0.5, 1e-9);
}

TEST(Edits, aPlaneTiltedAboutADiameterCutsTheEllipse) {
  const Plane& proposal = scene().proposed.root->interface->plane;
  const PlaneFrame frame = frameOf(proposal);
  const double angle = 8.0 * std::numbers::pi / 180.0;
  const double flat = measureContour(trueSection(proposal)).area;
  for (const Vec3& axis : {frame.u, frame.v}) {
    const Plane tilted{proposal.origin, rotation(axis, angle) * proposal.normal};
    // Where the phantom is a straight duct the section's area grows by 1 / cos.
    EXPECT_NEAR(measureContour(trueSection(tilted)).area / (flat / std::cos(angle)), 1.0, 0.003);
    expectTrueSection(tilted);
  }
}

TEST(Edits, aPlaneMovedUpOrDownCutsWhatIsThere) {
  const Plane& proposal = scene().proposed.root->interface->plane;
  for (const double shift : {-2.0, 2.0}) {
    SCOPED_TRACE(shift);
    const Plane moved{proposal.origin + proposal.normal * shift, proposal.normal};
    expectTrueSection(moved);
    const Derived derived = derivedOf(editedTo(moved));
    EXPECT_NEAR(valueOf(derived.measurements, "root.length"),
                valueOf(scene().proposed.measurements, "root.length") - shift, 0.4);
    EXPECT_NEAR(valueOf(derived.measurements, "root.diameter.max"),
                valueOf(scene().proposed.measurements, "root.diameter.max"), 0.2);
  }
}

TEST(Edits, thePlaneGoesThroughTheMovedHingePointsExactly) {
  Case inputs = scene().inputs;
  HingePoints hinges = *scene().proposed.root->proposedHinges;
  hinges.points[1] += Vec3{1.0, -0.5, 2.5};
  inputs.review.edits.hinges = hinges;
  const Derived derived = derivedOf(inputs);
  for (const Vec3& p : hinges.points) EXPECT_NEAR(signedDistance(*derived.root->annulusPlane, p), 0.0, 1e-9);
  EXPECT_TRUE(derived.root->planeEdited);
  EXPECT_EQ(derived.root->proposedHinges, scene().proposed.root->proposedHinges);
  for (const Vec2& p : derived.annulusContour->points)
    EXPECT_NEAR(signedDistance(*derived.root->annulusPlane, derived.annulusContour->frame.toLps(p)), 0, 1e-9);
}

TEST(Edits, aResetGivesTheProposalBitByBit) {
  Case inputs = editedTo({scene().proposed.root->interface->plane.origin + Vec3{0, 0, 2}, {0, 0, 1}});
  derivedOf(inputs);
  inputs.review.edits = {};
  const Derived again = derivedOf(inputs);
  for (const Measured& m : scene().proposed.measurements) {
    const Measured* other = find(again.measurements, m.id);
    EXPECT_EQ(other->value, m.value) << m.id;
    EXPECT_EQ(other->method, m.method) << m.id;
    EXPECT_EQ(other->uncertainty, m.uncertainty) << m.id;
  }
}

TEST(Edits, hingePointsThatMakeNoPlaneAreSaidAndNotUsed) {
  const Plane& proposal = scene().proposed.root->interface->plane;
  const PlaneFrame frame = frameOf(proposal);
  const Vec3 o = proposal.origin;
  const double bad = std::nan("");
  for (const HingePoints& hinges :
       {HingePoints{{o, o + frame.u, o + frame.u * 2.0}}, HingePoints{{o, o, o}},
        HingePoints{{o, o + frame.u * 9.0, o + frame.v * 3.0 + frame.normal * 9.0}},
        HingePoints{{o, o + frame.u, Vec3{bad, 0, 0}}}}) {
    Case inputs = scene().inputs;
    inputs.review.edits.hinges = hinges;
    const Derived derived = derivedOf(inputs);
    EXPECT_TRUE(hasFinding(derived.root->findings, "annulus.hinges_refused"));
    EXPECT_FALSE(derived.root->planeEdited);
    EXPECT_EQ(annulusPlane(inputs, derived)->origin, o);
    EXPECT_EQ(valueOf(derived.measurements, "annulus.area"),
              valueOf(scene().proposed.measurements, "annulus.area"));
  }
}

TEST(Edits, theRootReachesToItsEditedEnd) {
  Case inputs = scene().inputs;
  inputs.review.edits.rootEndMm = 17.25;
  const Derived derived = derivedOf(inputs);
  EXPECT_EQ(valueOf(derived.measurements, "root.length"), 17.25);
  EXPECT_EQ(methodOf(derived, "root.length"), "edited root end");
  EXPECT_EQ(methodOf(derived, "root.diameter.max"), "CT edge");
  EXPECT_EQ(rootEndMm(inputs, derived).proposed, scene().proposed.root->rootEndMm);
  EXPECT_LT(valueOf(derived.measurements, "volume.aortic_root"),
            valueOf(scene().proposed.measurements, "volume.aortic_root"));
  const LabelMap& labels = derived.root->labels;
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    for (int j = 0; j < labels.geometry().size[1]; ++j)
      for (int i = 0; i < labels.geometry().size[0]; ++i)
        if (labels.at({i, j, k}) == 3) {
          ASSERT_LE(signedDistance(*derived.root->annulusPlane, labels.geometry().lps({i, j, k})), 17.2501);
        }
}

TEST(Edits, aRootEndOutsideTheAortaIsSaidAndNotUsed) {
  for (const double end : {-1.0, 0.0, 500.0, std::nan("")}) {
    Case inputs = scene().inputs;
    inputs.review.edits.rootEndMm = end;
    const Derived derived = derivedOf(inputs);
    EXPECT_TRUE(hasFinding(derived.root->findings, "root.end_refused")) << end;
    EXPECT_EQ(derived.root->rootEndMm, scene().proposed.root->rootEndMm);
  }
}

void expectLiveIsTheWholePlan(const Case& inputs, const std::vector<std::string>& prefixes) {
  const LiveMeasures live = measureLive(inputs, {}, scene().proposed, Progress());
  const Derived whole = derivedOf(inputs);
  std::size_t expected = 0;
  for (const Measured& m : whole.measurements) {
    if (std::none_of(prefixes.begin(), prefixes.end(), [&](const auto& p) { return m.id.starts_with(p); }))
      continue;
    ++expected;
    const Measured* found = find(live.measurements, m.id);
    ASSERT_NE(found, nullptr) << m.id;
    EXPECT_EQ(found->value, m.value) << m.id;
    EXPECT_EQ(found->method, m.method) << m.id;
  }
  EXPECT_EQ(live.measurements.size(), expected);
  EXPECT_EQ(live.rootEndMm, whole.root->rootEndMm);
  EXPECT_EQ(live.annulusPlane->origin, whole.root->annulusPlane->origin);
  const std::vector<double>&area = live.curve->areaMm2, &all = whole.root->curve->areaMm2;
  EXPECT_GT(live.curve->distanceMm.back(), 2.0 * *live.rootEndMm);
  EXPECT_TRUE(std::equal(area.begin(), area.end(), all.begin()));
}

TEST(Edits, liveNumbersAreThoseOfTheWholePlan) {
  Case hinges = scene().inputs;
  hinges.review.edits.hinges = scene().proposed.root->proposedHinges;
  hinges.review.edits.hinges->points[0] += Vec3{0.5, 0.5, 2.0};
  expectLiveIsTheWholePlan(hinges, {"annulus.", "root."});
  Case end = scene().inputs;
  end.review.edits.rootEndMm = 19.0;
  expectLiveIsTheWholePlan(end, {"root.length"});
  EXPECT_TRUE(measureLive(scene().inputs, {}, scene().proposed, Progress()).measurements.empty());
}

}  // namespace
}  // namespace valvista::planning
