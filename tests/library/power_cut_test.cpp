// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability D1 and D2 where the power is cut, reduced.
#include "tests/library/cut_library.h"

namespace valvista::planning {
namespace {

constexpr int kCuts = 20;

class PowerCuts : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
};

/// Without this the others would show nothing.
TEST_F(PowerCuts, takeWhatWasNotSynced) {
  const std::string old(4000, 'o'), fresh(4000, 'f');
  putBytes(folder_ / "file", old);
  const RecordedDisk disk(folder_.path());
  const Descriptor file(::open((folder_ / "file").c_str(), O_WRONLY | O_CLOEXEC));
  ASSERT_EQ(::write(file.get(), fresh.data(), fresh.size()), 4000);
  ASSERT_EQ(::rename((folder_ / "file").c_str(), (folder_ / "renamed").c_str()), 0);
  const std::size_t end = disk.operations().size();
  std::map<std::string, std::string> before{{"", ""}, {"/file", old}}, after{{"", ""}, {"/renamed", fresh}};
  EXPECT_EQ(contentOf(diskAfter(disk, {end, Kept::nothing})), before);
  EXPECT_EQ(contentOf(diskAfter(disk, {end, Kept::all})), after);
  std::set<std::string> names, contents;
  for (unsigned seed = 0; seed < 50; ++seed)
    for (const auto& [name, content] : contentOf(diskAfter(disk, {end, Kept::eachItsOwn, seed}))) {
      names.insert(name);
      contents.insert(content);
    }
  EXPECT_EQ(names, (std::set<std::string>{"", "/file", "/renamed"}));
  EXPECT_GT(contents.size(), 10U) << "sectors are never kept without others";
  ASSERT_EQ(::fsync(file.get()), 0);
  EXPECT_EQ(contentOf(diskAfter(disk, {end + 1, Kept::nothing})).at("/file"), fresh);
}

TEST_F(PowerCuts, whileSaving) {
  CutLibrary(folder_.path()).saving(kCuts);
}

TEST_F(PowerCuts, whileRecovering) {
  CutLibrary(folder_.path()).recovering(kCuts);
}

TEST_F(PowerCuts, whileSavingWhatAKilledProcessLeft) {
  CutLibrary(folder_.path()).savingWhatLiesThere(kCuts);
}

TEST_F(PowerCuts, whileJudging) {
  CutLibrary(folder_.path()).judging(kCuts);
}

TEST_F(PowerCuts, whileExporting) {
  CutLibrary(folder_.path()).exporting(kCuts);
}

TEST_F(PowerCuts, whileMigrating) {
  CutLibrary(folder_.path()).migrating(kCuts);
}

TEST_F(PowerCuts, whileChangingOnANetwork) {
  CutLibrary(folder_.path()).changingOnANetwork(kCuts);
}

TEST_F(PowerCuts, whileRestoring) {
  CutLibrary(folder_.path()).restoring(kCuts);
}

TEST_F(PowerCuts, whileReplacingAFile) {
  CutLibrary(folder_.path()).replacing(kCuts);
}

TEST_F(PowerCuts, whilePainting) {
  CutLibrary(folder_.path()).painting(kCuts);
}

}  // namespace
}  // namespace valvista::planning
