// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the next case of the library is there, and how long a stroke waits for the disk, on a case of
// 512 x 512 x 600. Prints a table. The folder to work in may be given: the disk is what is measured.
#include "planning/core/sha256.h"
#include "planning/edit/brush.h"
#include "planning/model/tavr_labels.h"
#include "tests/bench/large_case.h"
#include "ui/session/library_desk.h"
#include "ui/session/journal_record.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace {

using namespace valvista;
using namespace valvista::ui;

template <class Work>
double millisecondsOf(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void measureJournal(const std::filesystem::path& folder, const LabelMap& labels) {
  planning::StrokeJournal journal(folder, {"bench", "sha", "bench", ProcessStamp::ofThis(), 0});
  std::vector<double> ms;
  for (int n = 0; n < 100; ++n) {
    LabelMap after = labels;
    for (int k = 290; k < 310; ++k)
      for (int j = 240; j < 270; ++j)
        for (int i = 240 + n; i < 270 + n; ++i) after.set({i, j, k}, 6);
    const planning::LabelChange change(labels, after);
    ms.push_back(millisecondsOf([&] { journal.append(encoded(StrokeRecord{change, {}})); }));
  }
  std::sort(ms.begin(), ms.end());
  std::printf("a stroke into the journal: median %.1f ms, p99 %.1f ms\n", ms[50], ms[98]);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder =
      (argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path()) / "library_bench";
  std::filesystem::remove_all(folder);
  setenv("VALVISTA_LIBRARY", folder.c_str(), 1);
  planning::Plan plan = largeCase();
  plan.inputs.study->sha256 = sha256Hex(plan.inputs.study->volume);
  planning::describeLabels(*plan.inputs.anatomy);
  CaseToStore what;
  what.study = plan.inputs.study;
  what.anatomy = plan.inputs.anatomy;
  {
    LibraryDesk desk;
    std::printf("adding the case: %.0f ms\n", millisecondsOf([&] { desk.store(what, 1, Progress()); }));
  }
  for (int time = 0; time < 3; ++time) {
    LibraryDesk desk;
    std::printf("the next case: %.0f ms\n", millisecondsOf([&] { desk.fetchNext("nothing", Progress()); }));
  }
  {
    LibraryDesk desk;
    desk.library().setState(desk.library().listCases({}).cases.front().id, planning::CaseState::toCorrect);
    desk.readAhead(Progress());
    std::printf("the next case, read ahead: %.0f ms\n",
                millisecondsOf([&] { desk.fetchNext("nothing", Progress()); }));
  }
  measureJournal(folder / "journal", plan.inputs.anatomy->labels);
  std::filesystem::remove_all(folder);
  return 0;
}
