// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/atomic_file.h"

#include "planning/core/error.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"

#include <chrono>
#include <gtest/gtest.h>
#include <random>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <thread>

namespace valvista {
namespace {

std::size_t filesIn(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) count += entry.exists() ? 1 : 0;
  return count;
}

void save(const std::filesystem::path& file, const std::string& text) {
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

/// The message of the SaveError, or "saved".
std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const SaveError& error) {
    return error.what();
  }
  return "saved";
}

TEST(AtomicFile, ReplacesTheContentOnCommitOnly) {
  const TemporaryFolder folder;
  const auto file = folder / "plan.json";
  save(file, "old");
  {
    AtomicFile out(file);
    out.write("new");
    EXPECT_EQ(bytesOf(file), "old");
  }
  EXPECT_EQ(bytesOf(file), "old");
  EXPECT_EQ(filesIn(folder.path()), 1U) << "an abandoned write leaves nothing";
  save(file, "new");
  EXPECT_EQ(bytesOf(file), "new");
  EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(AtomicFile, IsForItsOwnerOnly) {
  const TemporaryFolder folder;
  save(folder / "a.txt", "x");
  writeAtomically(folder / "b.txt", [](const auto& name) { putBytes(name, "x"); }, {});
  // A library that removes the temporary and makes a file of its own.
  writeAtomically(folder / "c.txt",
                  [](const auto& name) {
                    std::filesystem::remove(name);
                    putBytes(name, "x");
                  },
                  {});
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) {
    struct stat status {};
    ASSERT_EQ(::stat((folder / name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
}

TEST(AtomicFile, NamesFileAndReason) {
  const TemporaryFolder folder;
  const auto tried = [](const std::filesystem::path& file) { return refusal([&] { save(file, "x"); }); };
  EXPECT_EQ(tried(folder / "none/plan.json"), "plan.json was not written: its folder does not exist.");
  putBytes(folder / "file", "x");
  EXPECT_EQ(tried(folder / "file/plan.json"), "plan.json was not written: its folder is not a folder.");
  std::filesystem::create_directory(folder / "plan.json");
  EXPECT_EQ(tried(folder / "plan.json"), "plan.json was not written: a folder of that name is in the way.");
  // Never replace a device by a file, even when the user may.
  EXPECT_EQ(tried("/dev/full"), "full was not written: something that is not a file has that name.");
}

TEST(AtomicFile, LeavesTheFileOfAnUnwritableFolder) {
  const TemporaryFolder folder;
  save(folder / "plan.json", "old");
  std::filesystem::permissions(folder.path(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                                   std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
  const ChildEnd end = inChild([&] {
    if (getuid() == 0 && setuid(65534) != 0) return 2;
    return refusal([&] { save(folder / "plan.json", "new"); }).find("no permission") != std::string::npos ||
                   refusal([&] { save(folder / "plan.json", "new"); }).find("protected") != std::string::npos
               ? 0
               : 1;
  });
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  EXPECT_EQ(end.status, 0);
  EXPECT_EQ(bytesOf(folder / "plan.json"), "old");
}

/// A file size limit sends a signal that ends a process which does not expect it.
TEST(AtomicFile, SurvivesAFileSizeLimit) {
  const TemporaryFolder folder;
  save(folder / "plan.json", "old");
  const ChildEnd end = inChild([&] {
    const rlimit limit{1000, 1000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const std::string bytes(5000, 'x');
    const bool direct =
        refusal([&] { save(folder / "plan.json", bytes); }).find("larger than") != std::string::npos;
    const bool byName = refusal([&] {
                          writeAtomically(
                              folder / "plan.json", [&](const auto& name) { putBytes(name, bytes); },
                              [&](const auto& name) {
                                if (bytesOf(name) != bytes) throw SaveError("cut");
                              });
                        }) == "cut";
    return direct && byName ? 0 : 1;
  });
  EXPECT_EQ(end.status, 0) << "1025 is the signal SIGXFSZ";
  EXPECT_EQ(bytesOf(folder / "plan.json"), "old");
  EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(AtomicFile, SurvivesAFullDisk) {
  const TemporaryFolder folder;
  const auto disk = folder / "disk";
  std::filesystem::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
    GTEST_SKIP() << "may not mount a small disk";
  save(disk / "plan.json", "old");
  const std::string message = refusal([&] { save(disk / "plan.json", std::string(1 << 20, 'x')); });
  const std::string content = bytesOf(disk / "plan.json");
  const std::size_t files = filesIn(disk);
  ::umount(disk.c_str());
  EXPECT_EQ(message, "plan.json was not written: the disk is full.");
  EXPECT_EQ(content, "old");
  EXPECT_EQ(files, 1U);
}

TEST(AtomicFile, VerifiesWhatALibraryWrote) {
  const TemporaryFolder folder;
  save(folder / "report.pdf", "old");
  EXPECT_THROW(writeAtomically(
                   folder / "report.pdf", [](const auto& name) { putBytes(name, "cut"); },
                   [](const auto&) { throw SaveError("not whole"); }),
               SaveError);
  EXPECT_EQ(bytesOf(folder / "report.pdf"), "old");
  EXPECT_EQ(filesIn(folder.path()), 1U);
}

/// Reliability D1, reduced: a process that is killed while saving leaves the old or the new content.
TEST(AtomicFile, IsWholeWhenTheProcessIsKilled) {
  const TemporaryFolder folder;
  const auto file = folder / "labels.bin";
  constexpr std::size_t kBytes = std::size_t{1} << 21;
  save(file, std::string(kBytes, 'a'));
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      for (char c = 'b';; c = c == 'z' ? 'b' : static_cast<char>(c + 1)) save(file, std::string(kBytes, c));
    }
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::uniform_int_distribution<>(500, 20000)(random)));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const std::string content = bytesOf(file);
    ASSERT_EQ(content.size(), kBytes);
    ASSERT_EQ(content.find_first_not_of(content.front()), std::string::npos);
  }
}

}  // namespace
}  // namespace valvista
