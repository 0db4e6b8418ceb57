// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace valvista::planning {

/// The steps of a plan, in the order in which they can run (docs/architecture.md).
enum class Step : std::uint8_t { load, labels, rootLabels, measure, report };
inline constexpr std::size_t kStepCount = 5;

enum class StepState : std::uint8_t { fresh, running, done, stale, failed };

/// Where work runs: reading files, computing, waiting for valvista-worker, aside what no case waits for and
/// may take long, and judging a trained model, which takes hours that nothing else should wait for.
enum class Lane : std::uint8_t { io, cpu, worker, aside, judging };

struct StepSpec {
  Step step;
  std::string_view name;
  std::span<const Step> needs;
  Lane lane;
};

/// What each step needs; the order of the rows is the order of `Step`.
inline constexpr std::array kLabelsNeeds{Step::load};  // labels are brought onto the axes of the CT
inline constexpr std::array kRootLabelsNeeds{Step::labels};
inline constexpr std::array kMeasureNeeds{Step::load, Step::rootLabels};
inline constexpr std::array kReportNeeds{Step::measure};
inline constexpr std::array<StepSpec, kStepCount> kSteps{{
    {Step::load, "load", {}, Lane::io},
    {Step::labels, "labels", kLabelsNeeds, Lane::io},
    {Step::rootLabels, "root labels", kRootLabelsNeeds, Lane::cpu},
    {Step::measure, "measure", kMeasureNeeds, Lane::cpu},
    {Step::report, "report", kReportNeeds, Lane::io},
}};

constexpr const StepSpec& spec(Step step) {
  return kSteps[static_cast<std::size_t>(step)];
}

struct StepStatus {
  StepState state = StepState::fresh;
  std::uint64_t revision = 0;  ///< grows whenever the inputs of the step change
};
using StepStates = std::array<StepStatus, kStepCount>;

/// All steps that depend on `step`, directly or not, in running order.
std::vector<Step> downstreamOf(Step step);
/// The first step that is not done and whose needs are; nothing when all is done, running or failed.
std::optional<Step> nextRunnable(const StepStates& states);
/// The inputs of `step` changed: it and everything after it go stale where they had run, are running or have
/// failed, stay fresh otherwise, and their revisions rise, so that the result of a run in progress is
/// dropped.
void invalidate(StepStates& states, Step step);

}  // namespace valvista::planning
