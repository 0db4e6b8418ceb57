// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/run_pipeline.h"

#include "planning/core/nifti_file.h"
#include "planning/phantom/aortic_phantom.h"
#include "tests/core/temporary_folder.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace valvista::planning {
namespace {

class RunPipeline : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    PhantomSpec spec;
    spec.spacing = {2.0, 2.0, 2.0};
    spec.region = PhantomRegion::root;
    const Phantom phantom = makePhantom(spec, Progress());
    writeNifti(*folder_ / "ct.nii.gz", phantom.ct);
    writeNifti(*folder_ / "labels.nii.gz", phantom.anatomy);
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static PlanSources sources() { return {*folder_ / "ct.nii.gz", *folder_ / "labels.nii.gz", "tavr", {}}; }

  static inline std::unique_ptr<TemporaryFolder> folder_;
};

TEST_F(RunPipeline, ReachesTheAskedStepAndNoFurther) {
  const Plan loaded = runPipeline(sources(), {}, Step::labels, Progress());
  EXPECT_TRUE(loaded.inputs.study && loaded.inputs.anatomy);
  EXPECT_FALSE(loaded.derived.root);
  const Plan derived = runPipeline(sources(), {}, Step::rootLabels, Progress());
  EXPECT_TRUE(derived.derived.root && derived.derived.measurements.empty());
  const Plan measured = runPipeline(sources(), {}, Step::report, Progress());
  EXPECT_TRUE(find(measured.derived.measurements, "annulus.area")->value);
}

TEST_F(RunPipeline, ProgressGrowsFromStartToEnd) {
  std::vector<double> fractions;
  const Progress progress([&](double fraction, std::string_view) { fractions.push_back(fraction); });
  runPipeline(sources(), {}, Step::measure, progress);
  EXPECT_GT(fractions.size(), 4u);
  EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
  EXPECT_GE(fractions.front(), 0.0);
  EXPECT_LE(fractions.back(), 1.0 + 1e-9);
}

TEST_F(RunPipeline, StopsAtEveryStepWhenCancelled) {
  for (const StepSpec& row : kSteps) {
    Progress progress;
    Plan plan;
    progress.cancel();
    EXPECT_THROW(runStep(row.step, sources(), plan, progress), Cancelled) << row.name;
  }
  Progress* whole = nullptr;
  Progress cancelledInTheMiddle([&](double fraction, std::string_view) {
    if (fraction > 0.5) whole->cancel();
  });
  whole = &cancelledInTheMiddle;
  EXPECT_THROW(runPipeline(sources(), {}, Step::measure, cancelledInTheMiddle), Cancelled);
}

TEST_F(RunPipeline, WithoutLabelsEveryValueIsEmptyWithAReason) {
  PlanSources ctOnly = sources();
  ctOnly.labels.reset();
  const Plan plan = runPipeline(ctOnly, {}, Step::measure, Progress());
  EXPECT_EQ(plan.derived.measurements.size(), measurementCatalogue().size());
  for (const Measured& measured : plan.derived.measurements) EXPECT_FALSE(measured.value);
  ASSERT_EQ(plan.derived.findings.size(), 1u);
  EXPECT_EQ(plan.derived.findings[0].id, "labels.none");
}

TEST_F(RunPipeline, LabelsOfAnotherGridAreRefusedAndThePlanStaysAsItWas) {
  PhantomSpec spec;
  spec.spacing = {3.0, 3.0, 3.0};
  spec.region = PhantomRegion::root;
  writeNifti(*folder_ / "other.nii.gz", makePhantom(spec, Progress()).anatomy);
  Plan plan = runPipeline(sources(), {}, Step::labels, Progress());
  const std::string before = plan.inputs.anatomy->sha256;
  PlanSources other = sources();
  other.labels = *folder_ / "other.nii.gz";
  EXPECT_THROW(runStep(Step::labels, other, plan, Progress()), LoadError);
  EXPECT_EQ(plan.inputs.anatomy->sha256, before);
}

TEST_F(RunPipeline, ANewRunOfAStepDropsWhatCameAfterIt) {
  Plan plan = runPipeline(sources(), {}, Step::measure, Progress());
  runStep(Step::rootLabels, sources(), plan, Progress());
  EXPECT_TRUE(plan.derived.measurements.empty()) << "numbers of other labels";
}

}  // namespace
}  // namespace valvista::planning
