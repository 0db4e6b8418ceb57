// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dataset.h"

#include "planning/core/error.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <system_error>

namespace valvista::planning {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kChannel = "_0000";
constexpr std::string_view kTotalSegmentatorCt = "ct.nii.gz";

std::string nameOf(const fs::path& path) {
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

/// Entries of a folder by name, without hidden ones; empty for what is no folder.
std::vector<fs::path> entriesOf(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (!nameOf(entry->path()).starts_with('.')) entries.push_back(entry->path());
  std::ranges::sort(entries);
  return entries;
}

std::string_view endingOf(std::string_view fileName) {
  for (const std::string_view packed : {".nii.gz", ".nrrd", ".nii", ".mha", ".mhd", ".nhdr"})
    if (fileName.ends_with(packed)) return packed;
  return {};
}

/// "a_0000.nii.gz" -> "a"; nothing for another channel or another file.
std::optional<std::string> caseOfImage(const fs::path& file) {
  const std::string name = nameOf(file);
  const std::string_view ending = endingOf(name);
  if (ending.empty()) return std::nullopt;
  const std::string stem = name.substr(0, name.size() - ending.size());
  if (!stem.ends_with(kChannel) || stem.size() == kChannel.size()) return std::nullopt;
  return stem.substr(0, stem.size() - kChannel.size());
}

void addNnunetCases(const fs::path& folder, bool test, std::vector<ListedCase>& cases) {
  const std::string part = test ? "Ts" : "Tr";
  std::map<std::string, fs::path> labels;
  for (const fs::path& file : entriesOf(folder / ("labels" + part))) {
    const std::string name = nameOf(file);
    if (const std::string_view ending = endingOf(name); !ending.empty())
      labels.try_emplace(name.substr(0, name.size() - ending.size()), file);
  }
  std::map<std::string, ListedCase> found;
  for (const fs::path& file : entriesOf(folder / ("images" + part))) {
    const std::optional<std::string> name = caseOfImage(file);
    if (!name) continue;
    const auto label = labels.find(*name);
    const ListedCase one{*name, test, file,
                         label == labels.end() ? std::nullopt : std::optional(label->second)};
    if (const auto [at, isNew] = found.try_emplace(*name, one); !isNew)
      throw LoadError(nameOf(at->second.ct) + " and " + nameOf(file) + " are two CTs of one case.");
  }
  for (auto& [name, one] : found) cases.push_back(std::move(one));
}

bool hasNnunetFolders(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "imagesTr", error) || fs::is_directory(folder / "imagesTs", error);
}

std::vector<ListedCase> totalSegmentatorCases(const fs::path& folder) {
  std::vector<ListedCase> cases;
  std::error_code error;
  for (const fs::path& entry : entriesOf(folder)) {
    if (!fs::is_regular_file(entry / kTotalSegmentatorCt, error)) continue;
    const fs::path masks = entry / "segmentations";
    cases.push_back({nameOf(entry), false, entry / kTotalSegmentatorCt,
                     fs::is_directory(masks, error) ? std::optional(masks) : std::nullopt});
  }
  return cases;
}

}  // namespace

bool isDataset(const fs::path& folder) {
  return hasNnunetFolders(folder) || !totalSegmentatorCases(folder).empty();
}

std::vector<ListedCase> datasetCases(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) throw LoadError(nameOf(folder) + ": there is no such folder.");
  std::vector<ListedCase> cases;
  if (hasNnunetFolders(folder)) {
    for (const bool test : {false, true}) addNnunetCases(folder, test, cases);
  } else {
    cases = totalSegmentatorCases(folder);
  }
  if (cases.empty())
    throw LoadError(nameOf(folder) +
                    ": there are no cases in it; wanted is imagesTr/NAME_0000.nii.gz (nnU-Net) or "
                    "NAME/ct.nii.gz (TotalSegmentator).");
  return cases;
}

}  // namespace valvista::planning
