// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/measure_case.h"

#include "planning/anatomy/root_labels.h"
#include "planning/phantom/aortic_phantom.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace valvista::planning {
namespace {

Derived measured(const LabelMap& anatomy, const Volume* ct) {
  Case inputs;
  if (ct != nullptr) {
    inputs.study.emplace();
    inputs.study->volume = *ct;
  }
  Derived derived;
  derived.root = deriveRootLabels(anatomy, inputs.options.root, {}, Progress());
  measureCase(inputs, derived, Progress());
  return derived;
}

bool hasFinding(const Derived& derived, const std::string& id) {
  return std::any_of(derived.findings.begin(), derived.findings.end(),
                     [&](const Finding& f) { return f.id == id; });
}

void expectWholeCatalogue(const Derived& derived) {
  ASSERT_EQ(derived.measurements.size(), measurementCatalogue().size());
  for (std::size_t i = 0; i < derived.measurements.size(); ++i) {
    const Measured& m = derived.measurements[i];
    EXPECT_EQ(m.id, measurementCatalogue()[i].id);
    EXPECT_EQ(m.unit, measurementCatalogue()[i].unit);
    if (!m.value) continue;
    EXPECT_TRUE(std::isfinite(*m.value)) << m.id;
    EXPECT_FALSE(m.method.empty()) << m.id;
    ASSERT_TRUE(m.uncertainty) << m.id;
    EXPECT_GT(*m.uncertainty, 0.0) << m.id;
  }
}

void expectNear(const Derived& derived, const PhantomTruth& truth, const std::string& id, double tolerance) {
  const Measured* m = find(derived.measurements, id);
  const Measured* t = find(truth.measurements, id);
  ASSERT_TRUE(m != nullptr && m->value) << id;
  ASSERT_TRUE(t != nullptr && t->value) << id;
  EXPECT_NEAR(*m->value, *t->value, tolerance) << id;
}

/// What a poor model or a wrong spacing makes of a patient: every number that is there says that it cannot
/// be.
TEST(MeasureCase, numbersThatNoPatientHasAreWarnedOf) {
  PhantomSpec spec;
  spec.spacing = {3.0, 3.0, 3.0};
  const LabelMap anatomy = makePhantom(spec, Progress()).anatomy;
  const char* const ids[]{"iliac.left.diameter.mean.implausible", "iliac.right.length.implausible",
                          "iliac.left.length.implausible"};
  const Derived asBuilt = measured(anatomy, nullptr);
  for (const char* id : ids) EXPECT_FALSE(hasFinding(asBuilt, id)) << id;
  ImageGeometry giant = anatomy.geometry();
  for (Vec3& column : giant.lpsFromIjk.linear.column) column *= 8.0;
  LabelMap large(giant);
  for (int k = 0; k < giant.size[2]; ++k) {
    const auto from = anatomy.slice(k);
    std::copy(from.begin(), from.end(), large.mutableSlice(k).begin());
  }
  const Derived scaled = measured(large, nullptr);
  for (const char* id : ids) EXPECT_TRUE(hasFinding(scaled, id)) << id;
}

TEST(MeasureCase, coarseLabelsAloneGiveEveryIdOfTheCatalogue) {
  PhantomSpec spec;
  spec.spacing = {1.5, 1.5, 1.5};
  const Phantom phantom = makePhantom(spec, Progress());
  const Derived derived = measured(phantom.anatomy, nullptr);
  expectWholeCatalogue(derived);
  for (const Measured& m : derived.measurements) EXPECT_TRUE(m.value) << m.id;
  for (const char* id : {"annulus.diameter.min", "annulus.diameter.max", "annulus.diameter.mean",
                         "annulus.diameter.area_derived", "annulus.diameter.perimeter_derived",
                         "root.diameter.max", "iliac.left.diameter.min", "iliac.right.diameter.min",
                         "iliac.left.diameter.mean", "iliac.right.diameter.max"})
    expectNear(derived, phantom.truth, id, 0.5);
  expectNear(derived, phantom.truth, "root.length", 1.5);
  for (const char* id : {"iliac.left.length", "iliac.right.length"})
    expectNear(derived, phantom.truth, id, 1.2);
  ASSERT_TRUE(derived.annulusContour);
  const Measured* narrow = find(derived.measurements, "annulus.diameter.min");
  ASSERT_EQ(narrow->evidence.lines.size(), 2U);  // contour and caliper
  EXPECT_NEAR(lengthOf(narrow->evidence.lines[1]), *narrow->value, 0.2);
  EXPECT_TRUE(narrow->evidence.plane && narrow->evidence.focus);
}

TEST(MeasureCase, theCtWithFatAndCalciumBehindTheWallGivesTheTrueCalibre) {
  PhantomSpec spec;
  spec.spacing = {0.8, 0.8, 0.8};
  spec.calcium = CalciumSite::both;
  spec.region = PhantomRegion::root;
  const Phantom root = makePhantom(spec, Progress());
  const Derived atRoot = measured(root.anatomy, &root.ct);
  EXPECT_EQ(find(atRoot.measurements, "annulus.area")->method, "CT edge");
  for (const char* id : {"annulus.diameter.min", "annulus.diameter.max", "annulus.diameter.area_derived",
                         "annulus.diameter.perimeter_derived", "root.diameter.max"})
    expectNear(atRoot, root.truth, id, 0.2);
  spec.region = PhantomRegion::access;
  const Phantom access = makePhantom(spec, Progress());
  const Derived atAccess = measured(access.anatomy, &access.ct);
  for (const char* id : {"iliac.left.diameter.min", "iliac.right.diameter.min", "iliac.left.diameter.mean"})
    expectNear(atAccess, access.truth, id, 0.3);
  for (const char* id : {"iliac.left.length", "iliac.right.length"})
    expectNear(atAccess, access.truth, id, 1.2);
  expectWholeCatalogue(atAccess);
  EXPECT_TRUE(hasFinding(atAccess, "annulus.not_measured"));
  EXPECT_FALSE(hasFinding(atAccess, "iliac.sides_swapped"));
}

TEST(MeasureCase, aCtThatIsNotInHounsfieldUnitsIsNotMeasuredOn) {
  PhantomSpec spec;
  spec.spacing = {1.5, 1.5, 1.5};
  spec.region = PhantomRegion::root;
  Phantom phantom = makePhantom(spec, Progress());
  Case inputs;
  inputs.study.emplace();
  inputs.study->volume = phantom.ct;
  inputs.study->findings.push_back({"volume.not_hu", Severity::warning, "", {}});
  Derived derived;
  derived.root = deriveRootLabels(phantom.anatomy, inputs.options.root, {}, Progress());
  measureCase(inputs, derived, Progress());
  EXPECT_TRUE(hasFinding(derived, "measure.ct_not_used"));
  EXPECT_EQ(find(derived.measurements, "annulus.area")->method, "label contour");
}

TEST(MeasureCase, swappedIliacArteriesAreSaid) {
  PhantomSpec spec;
  spec.spacing = {1.5, 1.5, 1.5};
  spec.region = PhantomRegion::access;
  Phantom phantom = makePhantom(spec, Progress());
  for (int k = 0; k < phantom.anatomy.geometry().size[2]; ++k)
    for (std::uint8_t& label : phantom.anatomy.mutableSlice(k))
      if (label == 6 || label == 7) label = label == 6 ? 7 : 6;
  EXPECT_TRUE(hasFinding(measured(phantom.anatomy, nullptr), "iliac.sides_swapped"));
}

TEST(MeasureCase, nothingToMeasureGivesEmptyValuesAndFindings) {
  const Derived derived = measured(LabelMap(axisAlignedGeometry({30, 30, 30}, {1, 1, 1})), nullptr);
  expectWholeCatalogue(derived);
  for (const Measured& m : derived.measurements) EXPECT_FALSE(m.value) << m.id;
  for (const char* id : {"annulus.not_measured", "root.not_measured", "iliac.left.missing",
                         "iliac.right.missing", "volume.aorta.missing"})
    EXPECT_TRUE(hasFinding(derived, id)) << id;
}

}  // namespace
}  // namespace valvista::planning
