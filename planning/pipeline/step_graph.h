// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
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

/// Where a step runs: reading files, or computing.
enum class Lane : std::uint8_t { io, cpu };

struct StepSpec {
  Step step;
  std::string_view name;
  std::span<const Step> needs;
  Lane lane;
};

const StepSpec& spec(Step step);

struct StepStatus {
  StepState state = StepState::fresh;
  std::uint64_t revision = 0;  ///< grows whenever the inputs of the step change
};
using StepStates = std::array<StepStatus, kStepCount>;

/// All steps that depend on `step`, directly or not, in running order.
std::vector<Step> downstreamOf(Step step);
/// The first step that is not done and whose needs are; nothing when all is done, running or failed.
std::optional<Step> nextRunnable(const StepStates& states);
/// Marks `step` fresh or stale and everything after it stale where it was done, and raises their revisions.
void invalidate(StepStates& states, Step step);

}  // namespace valvista::planning
