// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/event_loop.h"
#include "tests/ui/small_case.h"
#include "ui/session/pipeline_controller.h"

#include <QThread>

#include <array>
#include <atomic>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ui {

inline double measuredArea(const CaseDocument& document) {
  const auto* area = planning::find(document.derived().measurements, "annulus.area");
  return area && area->value ? *area->value : -1.0;
}

/// The length of the numbers, or -1.
inline double lengthIn(const planning::Measurements& measurements) {
  const auto* length = planning::find(measurements, "iliac.right.length");
  return length && length->value ? *length->value : -1.0;
}

/// Patient, CT, labels, numbers, live numbers and edits belong to one case, or are not there yet.
inline bool isOneCase(const CaseDocument& document) {
  if (!document.inputs().study) return document.derived().measurements.empty();
  const std::string id = document.inputs().study->patient.id;
  const int number = std::stoi(id);
  const bool labels = !document.inputs().anatomy || document.inputs().anatomy->sha256 == id;
  const bool numbers = document.derived().measurements.empty() || measuredArea(document) == number;
  const LabelMap* shown = document.shownLabels();
  const bool label = !shown || shown->at({5, 5, 5}) == 1 + number % 7;
  const auto mine = [&](double length) { return length < 0.0 || static_cast<int>(length) / 1000 == number; };
  const bool lengths = mine(lengthIn(document.derived().measurements)) &&
                       (!document.live() || mine(lengthIn(document.live()->measurements)));
  const auto& edit = document.shownReview().edits.rootEndMm;
  const bool edits = !edit || static_cast<int>(*edit) / 10 == number;
  return labels && numbers && label && lengths && edits &&
         document.inputs().study->volume.at({0, 0, 0}) == number;
}

/// A document with its controller on threads; steps and live numbers can be held.
class HeldControllerTest : public testing::Test {
 protected:
  /// Steps wait here while `hold` is set, until they are asked to stop.
  void runHeld(planning::Step step, const planning::PlanSources& sources, planning::Plan& plan,
               const Progress& progress) {
    while (hold_ == static_cast<int>(step)) {
      reached_ = true;
      progress.throwIfCancelled();
      QThread::msleep(1);
    }
    runSmallStep(step, sources, plan, progress);
    ++runs_[static_cast<std::size_t>(step)];
  }
  planning::LiveMeasures runLive(const planning::Case& inputs, const planning::PlanEdits& before,
                                 const planning::Derived& derived, const Progress& progress) {
    ++liveRuns_;
    while (holdLive_) {
      progress.throwIfCancelled();
      QThread::msleep(1);
    }
    return smallLive(inputs, before, derived, progress);
  }
  void holdAt(planning::Step step) { hold_ = static_cast<int>(step); }
  void release() { hold_ = -1; }
  bool settled() {
    return waitFor([&] { return controller_.isSettled(); });
  }

  std::atomic<int> hold_ = -1;
  std::atomic<bool> reached_ = false, holdLive_ = false;
  std::atomic<int> liveRuns_ = 0;
  std::array<std::atomic<int>, planning::kStepCount> runs_{};  ///< that came to their end
  CaseDocument document_;
  ThreadJobRunner jobs_;
  PipelineController controller_{
      document_, jobs_,
      [this](planning::Step step, const planning::PlanSources& sources, planning::Plan& plan,
             const Progress& progress) { runHeld(step, sources, plan, progress); },
      nullptr,
      [this](const planning::Case& inputs, const planning::PlanEdits& before,
             const planning::Derived& derived,
             const Progress& progress) { return runLive(inputs, before, derived, progress); }};
};

}  // namespace valvista::ui
