// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/surface_builder.h"
#include "planning/core/nifti_file.h"
#include "planning/phantom/aortic_phantom.h"
#include "planning/pipeline/run_pipeline.h"
#include "tests/core/temporary_folder.h"

#include <functional>
#include <gtest/gtest.h>
#include <string_view>

namespace valvista::planning {
namespace {

using Work = std::function<void(const Progress&)>;

struct Stopped {
  int before = 0, after = 0;  ///< reports up to and after the one at which it was asked to stop
  bool threw = false;
};

Stopped stopAt(int report, const Work& work) {
  Stopped stopped;
  Progress* self = nullptr;
  Progress progress([&](double, std::string_view) {
    ++(stopped.before < report ? stopped.before : stopped.after);
    if (stopped.before == report) self->cancel();
  });
  self = &progress;
  try {
    work(progress);
  } catch (const Cancelled&) {
    stopped.threw = true;
  }
  return stopped;
}

/// Asked to stop at any of its reports but the last, the work stops before it comes to the next but one.
void expectStopsSoon(const char* name, const Work& work) {
  const int reports = stopAt(1000000, work).before;
  EXPECT_GT(reports, 1) << name;
  for (int at = 1; at < reports; at += 1 + reports / 12) {
    const Stopped stopped = stopAt(at, work);
    EXPECT_TRUE(stopped.threw) << name << " at report " << at << " of " << reports;
    EXPECT_LE(stopped.after, 1) << name << " at report " << at << " of " << reports;
  }
}

TEST(Cancel, EveryJobStopsWithinOneReport) {
  PhantomSpec spec;
  spec.spacing = {3.0, 3.0, 3.0};
  const Phantom phantom = makePhantom(spec, Progress());
  const TemporaryFolder folder;
  writeNifti(folder / "ct.nii.gz", phantom.ct);
  writeNifti(folder / "labels.nii.gz", phantom.anatomy);
  const PlanSources sources{folder / "ct.nii.gz", folder / "labels.nii.gz", "tavr", {}};

  Plan plan;
  for (const Step step : {Step::load, Step::labels, Step::rootLabels, Step::measure}) {
    expectStopsSoon(kSteps[static_cast<std::size_t>(step)].name.data(), [&](const Progress& progress) {
      Plan snapshot = plan;
      runStep(step, sources, snapshot, progress);
    });
    runStep(step, sources, plan, Progress());
  }
  expectStopsSoon("surfaces",
                  [&](const Progress& progress) { buildSurfaces(plan.derived.root->labels, progress); });
}

}  // namespace
}  // namespace valvista::planning
