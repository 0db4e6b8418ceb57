// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/stroke_journal.h"
#include "tests/library/example_cases.h"

#include <algorithm>
#include <random>

namespace valvista::planning {

/// A library with everything in it, copied anew for every byte that is flipped in one of its files.
class FlippedLibrary {
 public:
  explicit FlippedLibrary(const std::filesystem::path& folder)
      : whole_(folder / "whole"), at_(folder / "copy") {
    {
      CaseLibrary library(whole_, sessionOf("anna"));
      for (const int seed : {1, 2, 3}) addFullCase(library, seed);
      content_ = contentOf(library);
      StrokeJournal journal(library.files().journals(), {"c", "sha", "anna", {"fixture", 1, "boot/1"}, 1});
      for (int n = 1; n <= 5; ++n) journal.append(std::vector<std::byte>(30, static_cast<std::byte>(n)));
    }
    journal_ = journalsText(LibraryFolder{whole_});
    for (const auto& entry : std::filesystem::recursive_directory_iterator(whole_))
      if (entry.is_regular_file() && entry.path() != LibraryFolder{whole_}.copy() && entry.file_size() > 0)
        files_.push_back(std::filesystem::relative(entry.path(), whole_));
    std::ranges::sort(files_);
  }

  /// Flips one bit of so many bytes, half of them in the database. Each is noticed, or what the library tells
  /// is the same.
  void flip(int flips, unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t count) {
      return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    int noticed = 0;
    for (int n = 0; n < flips; ++n) {
      const std::filesystem::path file = n % 2 == 0 ? "library.db" : files_[below(files_.size())];
      std::filesystem::remove_all(at_);
      std::filesystem::copy(whole_, at_, std::filesystem::copy_options::recursive);
      std::string bytes = bytesOf(at_ / file);
      std::size_t at = below(bytes.size());
      // Much of a small database is empty; every other time a byte that says something.
      while (n % 4 == 0 && bytes[at] == '\0') at = below(bytes.size());
      const std::size_t bit = below(8);
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
      putBytes(at_ / file, bytes);
      noticed += isNoticed() ? 1 : 0;
      ASSERT_TRUE(isNoticed() || tellsTheSame()) << file << " byte " << at << " bit " << bit;
      if (file.extension() == ".log" || file.extension() == ".journal" ||
          file.string().starts_with("blobs")) {
        ASSERT_TRUE(isNoticed()) << file << " byte " << at << " bit " << bit;
      }
    }
    EXPECT_GT(noticed, flips / 2);
    std::cout << noticed << " of " << flips << " flips noticed, " << flips - noticed << " change nothing\n";
  }

 private:
  static std::string journalsText(const LibraryFolder& files) {
    std::string text;
    for (const LeftJournal& journal : leftJournals(files.journals())) {
      text += journal.problem + std::to_string(journal.lostBytes) + "|";
      if (!journal.problem.empty()) continue;
      for (const auto& record : readJournal(journal.file).records)
        text += std::to_string(static_cast<int>(record.at(0))) + ",";
    }
    return text;
  }
  bool isNoticed() const {
    try {
      const CaseLibrary library(at_, sessionOf("ben"));
      for (const LeftJournal& journal : leftJournals(library.files().journals()))
        if (!journal.problem.empty() || journal.lostBytes > 0) return true;
      return !library.verify(Progress{}).empty();
    } catch (const LoadError&) {
      return true;
    }
  }
  bool tellsTheSame() const {
    const CaseLibrary library(at_, sessionOf("ben"));
    return library.readOnlyReason().empty() && contentOf(library) == content_ &&
           journalsText(library.files()) == journal_;
  }

  std::filesystem::path whole_, at_;
  std::vector<std::filesystem::path> files_;
  std::string content_, journal_;
};

}  // namespace valvista::planning
