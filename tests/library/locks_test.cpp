// SPDX-License-Identifier: GPL-3.0-or-later
// Two annotators on one library: nothing that one saved is overwritten by the other without a word.
#include "planning/library/case_library.h"
#include "tests/core/child_process.h"
#include "tests/library/example_cases.h"

#include <algorithm>
#include <map>
#include <random>

namespace valvista::planning {
namespace {

using Locks = LibraryTest;

/// A session on a machine that nobody can look into.
LibrarySession remoteSession(const std::string& user, std::chrono::milliseconds staleAfter) {
  return {user, {"another-host", 4711, "boot/1"}, staleAfter};
}

TEST_F(Locks, theSecondMayOnlyLook) {
  CaseLibrary anna(at_, sessionOf("anna")), ben(at_, sessionOf("ben"));
  const std::string id = anna.addCase(exampleStudy(1), {});
  ASSERT_EQ(anna.lockCase(id), std::nullopt);
  EXPECT_EQ(anna.lockCase(id), std::nullopt) << "asking again changes nothing";
  const auto holder = ben.lockCase(id);
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->user, "anna");
  EXPECT_FALSE(holder->stale);
  EXPECT_LE(nowMs() - holder->sinceMs, 60000);
  EXPECT_TRUE(describe(*holder).starts_with("It is open at anna ("));
  EXPECT_THROW(ben.takeOver(id), SaveError) << "a lock that is alive is not taken";
  EXPECT_THROW(ben.setState(id, CaseState::accepted), SaveError);
  EXPECT_THROW(ben.setTags(id, {"x"}), SaveError);
  EXPECT_EQ(ben.caseOf(id).state, CaseState::toCorrect);
  const SaveOutcome outcome = ben.saveLabels(id, exampleLabels(2), VersionKind::corrected, {});
  EXPECT_FALSE(outcome.counts());
  EXPECT_NE(outcome.refusal.find("anna"), std::string::npos);
  EXPECT_EQ(anna.caseOf(id).head, std::nullopt);
  ASSERT_EQ(anna.versionsOf(id).size(), 1U) << "kept all the same";
  EXPECT_TRUE(anna.versionsOf(id)[0].beside);
  anna.releaseCase(id);
  EXPECT_EQ(ben.lockCase(id), std::nullopt);
}

TEST_F(Locks, aDeadProcessGivesWay) {
  CaseLibrary anna(at_, sessionOf("anna"));
  const std::string id = anna.addCase(exampleStudy(1), {});
  const ChildEnd end = inChild([&] {
    auto* killed = new CaseLibrary(at_, sessionOf("carla"));  // never closed, like that of a killed process
    return killed->lockCase(id) ? 1 : 0;
  });
  ASSERT_EQ(end.status, 0);
  const auto holder = anna.lockCase(id);
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->user, "carla");
  EXPECT_TRUE(holder->stale);
  anna.takeOver(id);
  EXPECT_EQ(anna.otherHolder(id), std::nullopt);
  EXPECT_NE(bytesOf(anna.files().audit()).find("take-over"), std::string::npos);
}

TEST_F(Locks, silenceMakesALockStale) {
  using namespace std::chrono_literals;
  CaseLibrary there(at_, remoteSession("carla", 10min));
  const std::string id = there.addCase(exampleStudy(1), {});
  ASSERT_EQ(there.lockCase(id), std::nullopt);
  CaseLibrary patient(at_, sessionOf("anna"));
  EXPECT_FALSE(patient.otherHolder(id)->stale);
  CaseLibrary impatient(at_, remoteSession("ben", 0ms));
  while (nowMs() <= impatient.otherHolder(id)->heartbeatMs) continue;
  EXPECT_TRUE(impatient.otherHolder(id)->stale);
  const std::int64_t before = patient.otherHolder(id)->heartbeatMs;
  EXPECT_EQ(there.beat(), std::vector<std::string>{});
  EXPECT_GT(patient.otherHolder(id)->heartbeatMs, before);
}

TEST_F(Locks, whoWasTakenOverSavesBeside) {
  using namespace std::chrono_literals;
  CaseLibrary slow(at_, remoteSession("carla", 10min)), ben(at_, remoteSession("ben", -1ms));
  const std::string id = slow.addCase(exampleStudy(1), {});
  const SaveOutcome first = slow.saveLabels(id, exampleLabels(1), VersionKind::proposal, {});
  ASSERT_EQ(slow.lockCase(id), std::nullopt);
  ben.takeOver(id);
  ben.releaseCase(id);
  // Nobody has it open and nothing was saved, but carla does not know what ben looked at.
  const SaveOutcome late = slow.saveLabels(id, exampleLabels(2), VersionKind::corrected, first.id);
  EXPECT_EQ(late.refusal, "Somebody else took the case over meanwhile.");
  EXPECT_EQ(slow.caseOf(id).head, first.id);
  EXPECT_EQ(voxelsOf(slow.loadVersion(slow.versionsOf(id)[1]).labels), voxelsOf(exampleLabels(2).labels));
  EXPECT_EQ(slow.saveDocument(id, DocumentKind::review, "{}", first.id).counts(), false);
  EXPECT_EQ(slow.beat(), std::vector{id});
  EXPECT_EQ(slow.lockCase(id), std::nullopt) << "and may begin again";
  EXPECT_TRUE(slow.saveLabels(id, exampleLabels(3), VersionKind::corrected, first.id).counts());
}

TEST_F(Locks, aLostLockIsToldOnceAndRemembered) {
  using namespace std::chrono_literals;
  CaseLibrary slow(at_, remoteSession("carla", 10min)), ben(at_, remoteSession("ben", -1ms));
  const std::string id = slow.addCase(exampleStudy(1), {});
  const SaveOutcome first = slow.saveLabels(id, exampleLabels(1), VersionKind::proposal, {});
  const auto late = [&] {
    return slow.saveLabels(id, exampleLabels(2), VersionKind::corrected, first.id).refusal;
  };
  ASSERT_EQ(slow.lockCase(id), std::nullopt);
  ben.takeOver(id);
  EXPECT_EQ(slow.beat(), std::vector{id});
  EXPECT_EQ(slow.beat(), std::vector<std::string>{});
  ben.releaseCase(id);
  EXPECT_EQ(late(), "Somebody else took the case over meanwhile.");
  EXPECT_EQ(slow.beat(), std::vector<std::string>{});
  slow.releaseCase(id);
  EXPECT_EQ(slow.saveDocument(id, DocumentKind::review, "{}", first.id).refusal, "") << "begun anew";
  ASSERT_EQ(slow.lockCase(id), std::nullopt);
  ben.takeOver(id);
  EXPECT_EQ(slow.beat(), std::vector{id}) << "another loss, told anew";
  ben.releaseCase(id);
  ASSERT_EQ(slow.lockCase(id), std::nullopt);
  EXPECT_EQ(late(), "");
}

TEST_F(Locks, allButTheOpenCaseAreGivenBack) {
  CaseLibrary anna(at_, sessionOf("anna")), ben(at_, sessionOf("ben"));
  std::vector<std::string> ids;
  for (int seed = 1; seed <= 4; ++seed) ids.push_back(anna.addCase(exampleStudy(seed), {}));
  for (int n = 0; n < 3; ++n) ASSERT_EQ(anna.lockCase(ids[static_cast<std::size_t>(n)]), std::nullopt);
  ASSERT_EQ(ben.lockCase(ids[3]), std::nullopt);
  anna.releaseAllBut(ids[1]);
  EXPECT_EQ(ben.otherHolder(ids[0]), std::nullopt);
  EXPECT_EQ(ben.otherHolder(ids[1])->user, "anna");
  EXPECT_EQ(ben.otherHolder(ids[2]), std::nullopt);
  EXPECT_EQ(anna.otherHolder(ids[3])->user, "ben") << "what is another's stays";
  anna.releaseAllBut({});
  EXPECT_EQ(ben.otherHolder(ids[1]), std::nullopt);
}

TEST_F(Locks, anOlderStartIsRefused) {
  CaseLibrary anna(at_, sessionOf("anna")), ben(at_, sessionOf("ben"));
  const std::string id = anna.addCase(exampleStudy(1), {});
  const SaveOutcome first = anna.saveLabels(id, exampleLabels(1), VersionKind::proposal, {});
  ASSERT_TRUE(ben.saveLabels(id, exampleLabels(2), VersionKind::corrected, first.id).counts());
  const SaveOutcome late = anna.saveLabels(id, exampleLabels(3), VersionKind::corrected, first.id);
  EXPECT_EQ(late.refusal, "Other labels of the case were saved meanwhile.");
  EXPECT_EQ(voxelsOf(headLabels(anna, id).labels), voxelsOf(exampleLabels(2).labels));
}

/// Two annotators do whatever comes to their minds, one step after the other in a random order. A model of
/// the rules says what must be there after each.
class Interleaving {
 public:
  Interleaving(const std::filesystem::path& at, unsigned seed) : random_(seed) {
    // To each the other is silent, so that locks are taken over all the time.
    for (const char* user : {"anna", "ben"})
      libraries_.push_back(std::make_unique<CaseLibrary>(
          at, remoteSession(user, std::chrono::milliseconds(draw(2) == 0 ? -1 : 600000))));
    id_ = libraries_[0]->addCase(exampleStudy(static_cast<int>(seed) + 1), {});
  }

  void run(int steps) {
    for (int step = 0; step < steps; ++step) {
      CaseLibrary& library = *libraries_[draw(2)];
      switch (draw(5)) {
        case 0:
          library.lockCase(id_);
          break;
        case 1:
          tryTakeOver(library);
          break;
        case 2:
          library.releaseCase(id_);
          break;
        case 3:
          seen_[&library] = library.caseOf(id_).head;
          break;
        default:
          save(library);
      }
      expectNothingLost();
    }
  }

 private:
  std::size_t draw(int below) {
    return static_cast<std::size_t>(std::uniform_int_distribution<>(0, below - 1)(random_));
  }
  void tryTakeOver(CaseLibrary& library) {
    try {
      library.takeOver(id_);
    } catch (const SaveError&) {  // not stale
    }
  }
  void save(CaseLibrary& library) {
    const int content = ++saves_;
    const std::optional<std::int64_t> before = library.caseOf(id_).head;
    const SaveOutcome outcome =
        library.saveLabels(id_, exampleLabels(content), VersionKind::corrected, seen_[&library]);
    saved_[outcome.id] = content;
    if (outcome.counts()) {
      EXPECT_EQ(before, seen_[&library]) << "over something it had not seen";
      EXPECT_EQ(library.otherHolder(id_), std::nullopt) << "over somebody's lock";
      seen_[&library] = head_ = outcome.id;
    }
  }
  void expectNothingLost() {
    EXPECT_EQ(libraries_[0]->caseOf(id_).head, head_);
    const std::vector<LabelVersion> versions = libraries_[1]->versionsOf(id_);
    ASSERT_EQ(versions.size(), saved_.size());
    for (const LabelVersion& version : versions)
      ASSERT_EQ(voxelsOf(libraries_[0]->loadVersion(version).labels),
                voxelsOf(exampleLabels(saved_.at(version.id)).labels));
  }

  std::mt19937 random_;
  std::vector<std::unique_ptr<CaseLibrary>> libraries_;
  std::string id_;
  std::map<CaseLibrary*, std::optional<std::int64_t>> seen_;
  std::map<std::int64_t, int> saved_;  ///< what each version must hold
  std::optional<std::int64_t> head_;
  int saves_ = 0;
};

TEST_F(Locks, aHundredInterleavingsLoseNothing) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    Interleaving(at_, seed).run(20);
    if (HasFailure()) return;
  }
  EXPECT_EQ(CaseLibrary(at_, sessionOf("anna")).verify(Progress{}), LibraryFaults{});
}

TEST_F(Locks, processesThatSaveAtOnceAllKeepTheirWork) {
  std::string id;
  {
    CaseLibrary library(at_, sessionOf("anna"));
    id = library.addCase(exampleStudy(1), {});
  }
  std::vector<pid_t> children;
  for (int child = 0; child < 3; ++child) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    int refused = 0;
    {
      CaseLibrary library(at_, sessionOf("child"));
      for (int n = 0; n < 10; ++n) {
        const auto head = library.caseOf(id).head;
        refused +=
            library.saveLabels(id, exampleLabels(100 * child + n), VersionKind::corrected, head).counts() ? 0
                                                                                                          : 1;
      }
    }
    _exit(refused);
  }
  std::size_t refused = 0;
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    refused += static_cast<std::size_t>(WEXITSTATUS(status));
  }
  const CaseLibrary library(at_, sessionOf("anna"));
  const std::vector<LabelVersion> versions = library.versionsOf(id);
  EXPECT_EQ(versions.size(), 30U);
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count_if(versions, &LabelVersion::beside)), refused);
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
}

}  // namespace
}  // namespace valvista::planning
