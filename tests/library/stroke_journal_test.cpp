// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/stroke_journal.h"

#include "planning/core/error.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace valvista::planning {
namespace {

std::vector<std::byte> stroke(int n) {
  return std::vector<std::byte>(static_cast<std::size_t>(10 + n * 7 % 50), static_cast<std::byte>(n));
}

class StrokeJournalTest : public ::testing::Test {
 protected:
  JournalHeader header() const {
    return {"0123456789abcdef", std::string(64, 'a'), "anna", ProcessStamp::ofThis(), 1234};
  }
  /// A journal that a process left when it was killed.
  void leaveJournal(int strokes) {
    const ChildEnd end = inChild([&] {
      auto* journal = new StrokeJournal(folder_.path(), header());
      for (int n = 1; n <= strokes; ++n) journal->append(stroke(n));
      return 0;
    });
    ASSERT_EQ(end.status, 0);
  }
  std::filesystem::path written(int strokes) {
    StrokeJournal journal(folder_.path(), header());
    for (int n = 1; n <= strokes; ++n) journal.append(stroke(n));
    return journal.file();
  }
  TemporaryFolder folder_;
};

TEST_F(StrokeJournalTest, givesBackWhatWasAppended) {
  const std::filesystem::path file = written(5);
  const JournalContent content = readJournal(file);
  EXPECT_EQ(content.header.caseId, header().caseId);
  EXPECT_EQ(content.header.labelsSha256, header().labelsSha256);
  EXPECT_EQ(content.header.process, ProcessStamp::ofThis());
  EXPECT_EQ(content.header.sinceMs, 1234);
  EXPECT_EQ(content.lostBytes, 0U);
  ASSERT_EQ(content.records.size(), 5U);
  for (int n = 1; n <= 5; ++n) EXPECT_EQ(content.records[static_cast<std::size_t>(n - 1)], stroke(n));
  EXPECT_TRUE(file.filename().string().starts_with("0123456789abcdef-"));
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(StrokeJournalTest, everyCutLosesAtMostTheRecordItCuts) {
  const std::filesystem::path file = written(4);
  const std::string whole = bytesOf(file);
  std::size_t most = 0;
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    putBytes(file, whole.substr(0, length));
    JournalContent content;
    try {
      content = readJournal(file);
    } catch (const LoadError&) {
      EXPECT_EQ(most, 0U) << "the header was whole before";
      continue;
    }
    ASSERT_GE(content.records.size(), most);
    ASSERT_LE(content.records.size(), most + 1);
    most = content.records.size();
    for (std::size_t n = 0; n < most; ++n) ASSERT_EQ(content.records[n], stroke(static_cast<int>(n) + 1));
  }
  EXPECT_EQ(most, 4U);
}

TEST_F(StrokeJournalTest, everyFlippedByteIsNoticed) {
  const std::filesystem::path file = written(4);
  const std::string whole = bytesOf(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    putBytes(file, flipped);
    try {
      const JournalContent content = readJournal(file);
      ASSERT_GT(content.lostBytes, 0U) << at;
      for (std::size_t n = 0; n < content.records.size(); ++n)
        ASSERT_EQ(content.records[n], stroke(static_cast<int>(n) + 1)) << at;
    } catch (const LoadError&) {  // noticed
    }
  }
}

TEST_F(StrokeJournalTest, whatADeadSessionLeftIsListedUntilItIsDiscarded) {
  StrokeJournal alive(folder_.path(), header());
  leaveJournal(3);
  for (int time = 0; time < 3; ++time) {  // a crash during recovery starts it again
    const std::vector<LeftJournal> left = leftJournals(folder_.path());
    ASSERT_EQ(left.size(), 1U) << "that of this process is in use";
    EXPECT_EQ(left[0].header.caseId, header().caseId);
    EXPECT_EQ(left[0].header.sinceMs, 1234);
    EXPECT_EQ(left[0].strokes, 3U);
    EXPECT_FALSE(left[0].elsewhere);
    EXPECT_EQ(readJournal(left[0].file).records.size(), 3U);
  }
  discardJournal(leftJournals(folder_.path())[0].file);
  EXPECT_TRUE(leftJournals(folder_.path()).empty());
  EXPECT_TRUE(std::filesystem::exists(alive.file()));
  EXPECT_TRUE(leftJournals(folder_ / "none").empty());
}

TEST_F(StrokeJournalTest, oneThatCannotBeReadIsListedToo) {
  putBytes(folder_ / "0123456789abcdef-0.journal", "nonsense");
  const std::vector<LeftJournal> left = leftJournals(folder_.path());
  ASSERT_EQ(left.size(), 1U);
  EXPECT_TRUE(left[0].problem.starts_with("The journal 0123456789abcdef-0.journal cannot be read:"));
}

TEST_F(StrokeJournalTest, aFullDiskIsSaidAndTheStrokesBeforeStay) {
  const ChildEnd end = inChild([&] {
    StrokeJournal journal(folder_.path(), header());
    journal.append(stroke(1));
    const rlimit limit{600, 600};
    setrlimit(RLIMIT_FSIZE, &limit);
    int refused = 0;
    const std::vector<std::byte> large(2000);
    for (int n = 0; n < 2; ++n) {
      try {
        journal.append(large);
      } catch (const SaveError& error) {
        refused += std::string(error.what()).find("larger than this system allows") != std::string::npos;
      }
    }
    journal.append(stroke(2));  // there is room for a small one
    const JournalContent content = readJournal(journal.file());
    return refused == 2 && content.records.size() == 2 && content.records[1] == stroke(2) &&
                   content.lostBytes == 0
               ? 0
               : 1;
  });
  EXPECT_EQ(end.status, 0) << "1025 is the signal SIGXFSZ";
}

}  // namespace
}  // namespace valvista::planning
