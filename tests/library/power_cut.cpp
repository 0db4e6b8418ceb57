// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/library/power_cut.h"

#include "tests/core/temporary_folder.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <sstream>

namespace valvista {

namespace {

using Kind = DiskOperation::Kind;
using Numbers = std::vector<std::size_t>;

constexpr std::array<const char*, 4> kKeptNames{"nothing", "all", "what came before one moment",
                                                "of each what came before a moment of its own"};
constexpr std::array<std::size_t, 3> kBlockBytes{512, 4096, std::size_t{1} << 30};

void apply(const DiskOperation& operation, std::string& bytes) {
  if (operation.kind == Kind::resize) {
    bytes.resize(operation.offset);
    return;
  }
  bytes.resize(std::max<std::size_t>(bytes.size(), operation.offset + operation.bytes.size()));
  bytes.replace(operation.offset, operation.bytes.size(), operation.bytes);
}

class Cut {
 public:
  Cut(const RecordedDisk& disk, const PowerCut& cut)
      : operations_(disk.operations()),
        cut_(cut),
        random_(cut.seed),
        moment_(upTo(cut.at)),
        blockBytes_(kBlockBytes[upTo(kBlockBytes.size() - 1)]),
        nodes_(disk.before()) {
    for (std::size_t at = 0; at < cut_.at; ++at) {
      const DiskOperation& one = operations_[at];
      if (one.kind == Kind::sync)
        unsynced_.erase(one.node), files_[one.node].synced = files_[one.node].all.size();
      if (one.kind == Kind::write || one.kind == Kind::resize) files_[one.node].all.push_back(at);
      for (const int folder : {one.place.folder, one.from.folder})
        if (folder >= 0) unsynced_[folder].insert(at);
    }
  }

  DiskNodes disk() {
    keepNames();
    for (const auto& [node, written] : files_)
      keepBytes(nodes_[static_cast<std::size_t>(node)].bytes, written);
    return std::move(nodes_);
  }

 private:
  struct Written {
    Numbers all;
    std::size_t synced = 0;  ///< how many of them
  };

  std::size_t upTo(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(random_); }
  /// How many of some operations in their order are kept.
  template <class Range>
  std::size_t keptOf(const Range& unsynced) {
    switch (cut_.kept) {
      case Kept::nothing:
        return 0;
      case Kept::all:
        return unsynced.size();
      case Kept::untilOneMoment:
        return static_cast<std::size_t>(
            std::ranges::count_if(unsynced, [this](std::size_t at) { return at < moment_; }));
      case Kept::eachItsOwn:
        return upTo(unsynced.size());
    }
    return 0;
  }

  void keepNames() {
    std::map<int, std::size_t> end;  // of each folder: what is kept comes before
    for (const auto& [folder, unsynced] : unsynced_) {
      const std::size_t kept = keptOf(unsynced);
      end[folder] = kept < unsynced.size() ? *std::next(unsynced.begin(), static_cast<long>(kept)) : cut_.at;
    }
    const auto isKept = [&](std::size_t at, int folder) {
      return folder >= 0 && (!end.contains(folder) || at < end[folder]);
    };
    for (std::size_t at = 0; at < cut_.at; ++at) {
      const DiskOperation& one = operations_[at];
      if (one.kind == Kind::enter) grow(one);
      if (isKept(at, one.place.folder) || isKept(at, one.from.folder)) rename(one);
    }
  }
  void grow(const DiskOperation& made) {
    if (static_cast<std::size_t>(made.node) < nodes_.size()) return;  // another name of what is there
    nodes_.emplace_back().isFolder = made.offset == 1;
  }
  void rename(const DiskOperation& one) {
    if (one.from.folder >= 0) entriesOf(one.from.folder).erase(one.from.name);
    if (one.kind == Kind::leave)
      entriesOf(one.place.folder).erase(one.place.name);
    else if (one.place.folder >= 0)
      entriesOf(one.place.folder)[one.place.name] = one.node;
  }
  std::map<std::string, int>& entriesOf(int folder) {
    return nodes_[static_cast<std::size_t>(folder)].entries;
  }

  void keepBytes(std::string& bytes, const Written& written) {
    const auto begin = written.all.begin() + static_cast<long>(written.synced);
    for (auto at = written.all.begin(); at != begin; ++at) apply(operations_[*at], bytes);
    const Numbers unsynced(begin, written.all.end());
    std::map<std::size_t, std::size_t> kept;  // of each block that is written to
    std::set<std::size_t> blocks;
    for (const std::size_t at : unsynced)
      for (std::size_t block : blocksOf(operations_[at], bytes.size())) blocks.insert(block);
    const std::size_t sizeKept = keptOf(unsynced);
    for (const std::size_t block : blocks) kept[block] = keptOf(unsynced);
    std::string now = bytes;
    std::string found = bytes;
    std::size_t size = bytes.size();
    for (std::size_t done = 0;; ++done) {
      for (const auto& [block, count] : kept)
        if (count == done) copyBlock(now, found, block);
      if (done == sizeKept) size = now.size();
      if (done == unsynced.size()) break;
      apply(operations_[unsynced[done]], now);
    }
    found.resize(size);
    bytes = std::move(found);
  }
  /// A file that is made smaller loses the blocks behind its end.
  Numbers blocksOf(const DiskOperation& one, std::size_t sizeBefore) const {
    Numbers blocks;
    const std::size_t end = one.kind == Kind::resize ? std::max<std::size_t>(sizeBefore, one.offset)
                                                     : one.offset + one.bytes.size();
    for (std::size_t block = one.offset / blockBytes_; block * blockBytes_ < end; ++block)
      blocks.push_back(block);
    return blocks;
  }
  void copyBlock(const std::string& from, std::string& to, std::size_t block) const {
    const std::size_t begin = block * blockBytes_;
    std::string bytes = begin < from.size() ? from.substr(begin, blockBytes_) : std::string();
    to.resize(std::max(to.size(), begin + bytes.size()));
    bytes.resize(std::min(blockBytes_, to.size() - begin));  // behind the end of a file there are zeros
    to.replace(begin, bytes.size(), bytes);
  }

  const std::vector<DiskOperation>& operations_;
  PowerCut cut_;
  std::mt19937 random_;
  std::size_t moment_, blockBytes_;
  DiskNodes nodes_;
  std::map<int, Written> files_;
  std::map<int, std::set<std::size_t>> unsynced_;  ///< changes of names, by folder
};

void addContent(const DiskNodes& disk, int node, const std::string& path,
                std::map<std::string, std::string>& content) {
  const DiskNode& one = disk[static_cast<std::size_t>(node)];
  content[path] = one.isFolder || path.ends_with("-shm") ? "" : one.bytes;
  for (const auto& [name, inside] : one.entries) addContent(disk, inside, path + "/" + name, content);
}

void putNode(const DiskNodes& disk, int node, const std::filesystem::path& path) {
  const DiskNode& one = disk[static_cast<std::size_t>(node)];
  if (!one.isFolder) return putBytes(path, one.bytes);
  std::filesystem::create_directory(path);
  for (const auto& [name, inside] : one.entries) putNode(disk, inside, path / name);
}

std::string describe(const RecordedDisk& disk, const PowerCut& cut) {
  const auto& operations = disk.operations();
  std::ostringstream text;
  text << "cut before operation " << cut.at << " of " << operations.size() << " ("
       << (cut.at < operations.size() ? describe(operations[cut.at]) : "the end")
       << "), kept of what was not synced: " << kKeptNames[static_cast<std::size_t>(cut.kept)] << ", seed "
       << cut.seed;
  return text.str();
}

int promisedBefore(const RecordedDisk& disk, const PowerCut& cut) {
  int promised = 0;
  for (std::size_t at = 0; at < cut.at; ++at)
    if (disk.operations()[at].kind == Kind::promise)
      promised = static_cast<int>(disk.operations()[at].offset);
  return promised;
}

std::vector<PowerCut> cutsOf(const RecordedDisk& disk, int random) {
  std::vector<PowerCut> cuts;
  const std::size_t end = disk.operations().size();
  for (std::size_t at = 0; at < end; ++at)
    if (disk.operations()[at].kind == Kind::promise) cuts.push_back({at + 1, Kept::nothing});
  std::mt19937 source(7);
  const auto upTo = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(source);
  };
  for (int number = 0; number < random; ++number) {
    const std::size_t at = upTo(end);
    cuts.push_back({at, static_cast<Kept>(upTo(kKeptNames.size() - 1)), static_cast<unsigned>(number)});
  }
  return cuts;
}

void checkAfter(const RecordedDisk& disk, const PowerCut& cut, const std::filesystem::path& after,
                const CutCheck& check) {
  SCOPED_TRACE(describe(disk, cut));
  putOnDisk(diskAfter(disk, cut), after);
  ASSERT_NO_THROW(check(after, promisedBefore(disk, cut)));
}

}  // namespace

DiskNodes diskAfter(const RecordedDisk& disk, const PowerCut& cut) {
  return Cut(disk, cut).disk();
}

void putOnDisk(const DiskNodes& disk, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  putNode(disk, 0, folder);
}

std::map<std::string, std::string> contentOf(const DiskNodes& disk) {
  std::map<std::string, std::string> content;
  addContent(disk, 0, "", content);
  return content;
}

void checkCuts(const RecordedDisk& disk, int cuts, const std::filesystem::path& after,
               const CutCheck& check) {
  ASSERT_TRUE(contentOf(diskAfter(disk, {disk.operations().size(), Kept::all})) ==
              contentOf(nodesOf(disk.folder())))
      << "something was written that is not in the record";
  for (const PowerCut& cut : cutsOf(disk, cuts)) ASSERT_NO_FATAL_FAILURE(checkAfter(disk, cut, after, check));
}

}  // namespace valvista
