// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/training/dataset.h"
#include "planning/library/export_dataset.h"
#include "planning/library/stroke_journal.h"
#include "tests/library/example_cases.h"

#include <atomic>
#include <chrono>
#include <new>
#include <random>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace valvista::planning {

/// A number that a child process leaves behind when it is killed.
class SharedCount {
 public:
  SharedCount()
      : memory_(::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                       -1, 0)),
        count_(new (memory_) std::atomic<int>(0)) {}
  ~SharedCount() { ::munmap(memory_, sizeof(std::atomic<int>)); }
  SharedCount(const SharedCount&) = delete;
  SharedCount& operator=(const SharedCount&) = delete;
  void set(int value) { *count_ = value; }
  int get() const { return *count_; }

 private:
  void* memory_;
  std::atomic<int>* count_;
};

/// Lets children work, each killed at a random moment of about twice the time that the work takes here and now, so
/// that half of them come to their end; the machine may become slower or faster meanwhile.
class RandomKills {
 public:
  explicit RandomKills(unsigned seed) : random_(seed) {}

  /// Measures the work, which must come to an end.
  template <class Work>
  void measure(Work work) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = begin(work);
    waitpid(child, nullptr, 0);
    most_ =
        2 * std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  }
  template <class Work>
  void kill(Work work) {
    const pid_t child = begin(work);
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::uniform_int_distribution<std::int64_t>(0, most_.count())(random_)));
    ::kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    most_ = WIFSIGNALED(status) ? most_ * 5 / 4 : most_ * 4 / 5;
  }

 private:
  template <class Work>
  static pid_t begin(Work work) {
    const pid_t child = fork();
    if (child == 0) {
      work();
      _exit(0);
    }
    return child;
  }
  std::mt19937 random_;
  std::chrono::microseconds most_{0};
};

/// Reliability D1 and D2 for the library: what a killed process leaves is whole, and nothing that was said to
/// be saved is missing.
class KilledLibrary {
 public:
  explicit KilledLibrary(const std::filesystem::path& folder) : folder_(folder), kills_(5) {}

  void saving(int kills) {
    const std::filesystem::path at = folder_ / "saving";
    std::string id;
    {
      CaseLibrary library(at, sessionOf("anna"));
      id = library.addCase(exampleStudy(1), {});
    }
    SharedCount saved;
    const auto save = [&](int first, int most) {
      CaseLibrary library(at, sessionOf("anna"));
      if (library.lockCase(id)) library.takeOver(id);
      for (int n = first; n < first + most; ++n) {
        library.saveLabels(id, exampleLabels(n), VersionKind::corrected, library.caseOf(id).head);
        saved.set(n);
      }
    };
    kills_.measure([&] { save(1, 3); });
    for (int kill = 0; kill < kills; ++kill) {
      kills_.kill([&] { save(saved.get() + 1, 3); });
      CaseLibrary library(at, sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{}) << "kill " << kill;
      const int found = static_cast<int>(library.versionsOf(id).size());
      ASSERT_TRUE(found == saved.get() || found == saved.get() + 1) << found << " of " << saved.get();
      saved.set(found);
      ASSERT_EQ(voxelsOf(headLabels(library, id).labels), voxelsOf(exampleLabels(found).labels));
    }
    EXPECT_GT(saved.get(), 3) << "every child was killed before it had saved anything";
  }

  void migrating(int kills) {
    const std::filesystem::path at = folder_ / "migrating", fixture = std::filesystem::path(VALVISTA_SOURCE) /
                                                                      "tests/library/fixtures/version_1";
    const auto begin = [&] {
      std::filesystem::remove_all(at);
      std::filesystem::copy(fixture, at, std::filesystem::copy_options::recursive);
    };
    SharedCount opened;
    const auto open = [&] {
      const CaseLibrary library(at, sessionOf("anna"));
      opened.set(1);
    };
    begin();
    kills_.measure(open);
    int done = 0;
    for (int kill = 0; kill < kills; ++kill) {
      begin();
      opened.set(0);
      kills_.kill(open);
      done += opened.get();
      const CaseLibrary library(at, sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{}) << "kill " << kill;
      const std::vector<LibraryCase> cases = library.listCases({}).cases;
      ASSERT_EQ(cases.size(), 2U);
      for (const int seed : {1, 2})
        ASSERT_EQ(voxelsOf(headLabels(library, cases[static_cast<std::size_t>(seed - 1)].id).labels),
                  voxelsOf(exampleLabels(seed + 100).labels));
    }
    EXPECT_GT(done, 0) << "no migration ever came to its end";
    EXPECT_LT(done, kills) << "no migration was ever interrupted";
  }

  void exporting(int kills) {
    const std::filesystem::path at = folder_ / "exporting", out = folder_ / "dataset";
    {
      CaseLibrary library(at, sessionOf("anna"));
      for (const int seed : {1, 2}) addFullCase(library, seed);
    }
    const auto write = [&] {
      CaseLibrary library(at, sessionOf("anna"));
      exportDataset(library, out, Progress{});
    };
    kills_.measure(write);
    std::filesystem::remove_all(out);
    int done = 0;
    for (int kill = 0; kill < kills; ++kill) {
      kills_.kill(write);
      ASSERT_EQ(CaseLibrary(at, sessionOf("anna")).verify(Progress{}), LibraryFaults{}) << "kill " << kill;
      if (!std::filesystem::exists(out)) continue;
      ++done;
      std::vector<DatasetFault> faults;
      ASSERT_EQ(readDataset(out, faults).cases.size(), 2U);
      ASSERT_TRUE(faults.empty()) << faults.front().message;
      std::filesystem::remove_all(out);
    }
    EXPECT_GT(done, 0) << "no export ever came to its end";
    EXPECT_LT(done, kills) << "no export was ever interrupted";
  }

  void painting(int kills) {
    const std::filesystem::path journals = folder_ / "journal";
    const auto stroke = [](int n) {
      return std::vector<std::byte>(static_cast<std::size_t>(1 + n * 37 % 5000), static_cast<std::byte>(n));
    };
    SharedCount painted;
    const auto paint = [&](int strokes) {
      StrokeJournal journal(journals, {"c", "sha", "anna", ProcessStamp::ofThis(), 1});
      for (int n = 1; n <= strokes; ++n) {
        journal.append(stroke(n));
        painted.set(n);
      }
    };
    kills_.measure([&] { paint(10); });
    std::filesystem::remove_all(journals);
    for (int kill = 0; kill < kills; ++kill) {
      painted.set(0);
      kills_.kill([&] { paint(10); });
      const std::vector<LeftJournal> left = leftJournals(journals);
      if (left.empty()) {
        ASSERT_EQ(painted.get(), 0) << "kill " << kill;
        continue;
      }
      ASSERT_EQ(left.size(), 1U);
      if (left[0].problem.empty()) {
        const auto records = readJournal(left[0].file).records;
        const int found = static_cast<int>(records.size());
        ASSERT_TRUE(found == painted.get() || found == painted.get() + 1)
            << found << " of " << painted.get() << ", kill " << kill;
        for (int n = 1; n <= found; ++n) ASSERT_EQ(records[static_cast<std::size_t>(n - 1)], stroke(n));
      } else {
        ASSERT_EQ(painted.get(), 0) << left[0].problem;
      }
      discardJournal(left[0].file);
    }
  }

 private:
  std::filesystem::path folder_;
  RandomKills kills_;
};

}  // namespace valvista::planning
