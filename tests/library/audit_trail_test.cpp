// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/audit_trail.h"

#include "tests/core/temporary_folder.h"

#include <gtest/gtest.h>
#include <vector>

namespace valvista::planning {
namespace {

class AuditTrailTest : public ::testing::Test {
 protected:
  AuditTrailTest() {
    for (int n = 0; n < 5; ++n)
      anchors_.push_back(
          trail_.append(anchors_.back(), {AuditEvent::edit, "0123456789abcdef", "anna", 1000 + n}).anchor);
  }
  std::string fault() const { return trail_.firstFault(anchors_.back()).value_or(""); }
  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    std::istringstream text(bytesOf(file_));
    for (std::string line; std::getline(text, line);) all.push_back(line + "\n");
    return all;
  }
  void put(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    putBytes(file_, text);
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "audit.log";
  AuditTrail trail_{file_};
  std::vector<AuditAnchor> anchors_{AuditAnchor{}};
};

TEST_F(AuditTrailTest, isWholeAsItWasWritten) {
  EXPECT_EQ(fault(), "");
  ASSERT_EQ(lines().size(), 5U);
  EXPECT_NE(lines()[2].find(R"("event":"edit","case":"0123456789abcdef","user":"anna")"), std::string::npos)
      << lines()[2];
  EXPECT_EQ(AuditAnchor::of(anchors_.back().text()), anchors_.back());
  for (const char* wrong : {"", "5", "x 7 y", "5 100", "5 100 abc"})
    EXPECT_THROW(AuditAnchor::of(wrong), std::domain_error) << wrong;
}

TEST_F(AuditTrailTest, everyLineThatIsRemovedOrChangedIsNamed) {
  const std::vector<std::string> whole = lines();
  for (std::size_t line = 0; line < whole.size(); ++line) {
    std::vector<std::string> without = whole;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(line));
    put(without);
    EXPECT_NE(fault().find("line " + std::to_string(line + 1)), std::string::npos) << fault();
    std::vector<std::string> changed = whole;
    changed[line].replace(changed[line].find("anna"), 4, "otto");
    put(changed);
    EXPECT_EQ(fault(), "audit.log: line " + std::to_string(line + 1) + " was changed or removed.");
  }
  std::vector<std::string> swapped = whole;
  std::swap(swapped[1], swapped[2]);
  put(swapped);
  EXPECT_EQ(fault(), "audit.log: line 2 was changed or removed.");
}

TEST_F(AuditTrailTest, aTailThatIsCutOffIsMissed) {
  std::vector<std::string> cut = lines();
  cut.resize(3);
  put(cut);
  EXPECT_EQ(fault(), "audit.log: the last 2 of 5 lines are missing, from line 4 on.");
  // And stays missed when the trail goes on.
  const AuditAnchor next = trail_.append(anchors_.back(), {AuditEvent::open, "", "anna", 2000}).anchor;
  EXPECT_EQ(trail_.firstFault(next), "audit.log: line 4 was changed or removed.");
  std::filesystem::remove(file_);
  EXPECT_EQ(fault(), "audit.log: there is no such file; 5 lines are missing.");
}

TEST_F(AuditTrailTest, everySingleBitCounts) {
  const std::string whole = bytesOf(file_);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    putBytes(file_, flipped);
    ASSERT_NE(fault(), "") << at;
  }
}

TEST_F(AuditTrailTest, aLineOfAProcessThatDiedIsKeptAndATornOneRemoved) {
  const AuditAnchor before = anchors_.back();
  trail_.append(before, {AuditEvent::accept, "c", "anna", 3000});  // and died before its change
  putBytes(file_, bytesOf(file_) + "0123 torn");
  EXPECT_EQ(trail_.firstFault(before), std::nullopt);
  const AuditAnchor next = trail_.append(before, {AuditEvent::open, "c", "ben", 3001}).anchor;
  EXPECT_EQ(next.lines, before.lines + 2);
  EXPECT_EQ(trail_.firstFault(next), std::nullopt);
  EXPECT_EQ(bytesOf(file_).find("torn"), std::string::npos);
}

TEST_F(AuditTrailTest, onlyTheOwnLineIsTakenBack) {
  const AuditAnchor before = anchors_.back();
  const std::string whole = bytesOf(file_);
  trail_.cutBack(trail_.append(before, {AuditEvent::accept, "c", "anna", 3000}));
  EXPECT_EQ(bytesOf(file_), whole);
  trail_.append(before, {AuditEvent::accept, "c", "otto", 3000});  // and died before its change
  const std::string withOther = bytesOf(file_);
  const AuditTrail::Appended late = trail_.append(before, {AuditEvent::accept, "c", "anna", 3001});
  trail_.cutBack(late);
  EXPECT_EQ(bytesOf(file_), withOther) << "a line of another process is kept";
  const AuditTrail::Appended mine = trail_.append(before, {AuditEvent::accept, "c", "anna", 3002});
  const AuditAnchor next = trail_.append(before, {AuditEvent::reject, "c", "ben", 3003}).anchor;
  const std::string goneOn = bytesOf(file_);
  trail_.cutBack(mine);
  EXPECT_EQ(bytesOf(file_), goneOn) << "somebody has gone on from it";
  EXPECT_EQ(trail_.firstFault(next), std::nullopt);
}

}  // namespace
}  // namespace valvista::planning
