// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/step_graph.h"

#include <algorithm>

namespace valvista::planning {

namespace {

constexpr std::size_t index(Step step) {
  return static_cast<std::size_t>(step);
}

constexpr bool rowsAreInOrder() {
  for (std::size_t row = 0; row < kStepCount; ++row) {
    if (index(kSteps[row].step) != row) return false;
    for (const Step need : kSteps[row].needs) {
      if (index(need) >= row) return false;
    }
  }
  return true;
}
static_assert(rowsAreInOrder(), "a step may only need steps of earlier rows");

void makeStale(StepStatus& status) {
  if (status.state != StepState::fresh) status.state = StepState::stale;
  ++status.revision;
}

}  // namespace

std::vector<Step> downstreamOf(Step step) {
  std::array<bool, kStepCount> reached{};
  reached[index(step)] = true;
  std::vector<Step> result;
  for (const StepSpec& row : kSteps) {
    if (std::any_of(row.needs.begin(), row.needs.end(), [&](Step need) { return reached[index(need)]; })) {
      reached[index(row.step)] = true;
      result.push_back(row.step);
    }
  }
  return result;
}

std::optional<Step> nextRunnable(const StepStates& states) {
  for (const StepSpec& row : kSteps) {
    const StepState state = states[index(row.step)].state;
    const bool waiting = state == StepState::fresh || state == StepState::stale;
    const bool ready = std::all_of(row.needs.begin(), row.needs.end(),
                                   [&](Step need) { return states[index(need)].state == StepState::done; });
    if (waiting && ready) return row.step;
  }
  return std::nullopt;
}

void invalidate(StepStates& states, Step step) {
  makeStale(states[index(step)]);
  for (const Step later : downstreamOf(step)) makeStale(states[index(later)]);
}

}  // namespace valvista::planning
