// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/dataset_listing.h"

#include "planning/core/error.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <system_error>

namespace valvista {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCtFile = "ct.nii.gz";
constexpr const char* kMasks = "segmentations";

std::string lowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool isFolder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool isThere(const fs::path& path) {
  std::error_code ignored;
  return fs::symlink_status(path, ignored).type() != fs::file_type::not_found;
}

/// A folder of masks with nothing in it counts as missing labels.
bool holdsMasks(const fs::path& folder) {
  const std::vector<fs::path> entries = entriesOf(folder);
  return std::any_of(entries.begin(), entries.end(),
                     [](const fs::path& at) { return !niftiStem(at).empty(); });
}

/// TotalSegmentator's name of what the scheme of TAVR calls otherwise.
std::string tavrName(const std::string& mask) {
  return mask == "heart_ventricle_left" ? "left_ventricle" : mask;
}

void addMaskClasses(const fs::path& folder, std::set<std::string>& names) {
  for (const fs::path& file : entriesOf(folder))
    if (const std::string stem = niftiStem(file); !stem.empty()) names.insert(tavrName(stem));
}

/// The same file under two names, names that some file systems take for the same, and names that the tables
/// of a training (CSV) cannot hold.
void checkNames(const std::vector<DatasetCase>& cases, std::vector<DatasetFault>& faults) {
  std::map<fs::path, std::string> byFile;
  std::map<std::string, std::string> byLowerCase;
  for (const DatasetCase& one : cases) {
    if (one.name.find_first_of(",\"\r\n") != std::string::npos)
      faults.push_back({true, one.ct, "Its name has a comma, a quotation mark or a line break."});
    std::error_code ignored;
    const auto [file, isNewFile] = byFile.try_emplace(fs::canonical(one.ct, ignored), one.name);
    if (!isNewFile) faults.push_back({true, one.ct, "It is the file of case " + file->second + " again."});
    const auto [name, isNewName] = byLowerCase.try_emplace(lowerCase(one.name), one.name);
    if (!isNewName)
      faults.push_back(
          {true, one.ct, "Its name differs from that of case " + name->second + " in capitals only."});
  }
}

}  // namespace

std::string reasonNotAFile(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return "There is no such file.";
  if (error == std::errc::too_many_symbolic_link_levels) return "It is a link that leads back to itself.";
  if (error) return "It cannot be opened: " + error.message() + ".";
  if (status.type() == fs::file_type::directory) return "It is a folder where a file should be.";
  if (status.type() != fs::file_type::regular) return "It is not a file.";
  return {};
}

std::vector<fs::path> entriesOf(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (!at->path().filename().string().starts_with(".")) entries.push_back(at->path());
  if (error)
    throw LoadError(folder.filename().string() + ": The folder cannot be read: " + error.message() + ".");
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::string niftiStem(const fs::path& file) {
  const std::string name = file.filename().string();
  for (const std::string_view ending : {".nii.gz", ".nii"})
    if (name.size() > ending.size() && name.ends_with(ending))
      return name.substr(0, name.size() - ending.size());
  return {};
}

std::vector<std::string> maskNames(const std::string& className) {
  if (className == "left_ventricle") return {className, "heart_ventricle_left"};
  return {className};
}

fs::path maskFile(const fs::path& folder, const std::string& className) {
  for (const std::string& name : maskNames(className))
    for (const char* ending : {".nii.gz", ".nii"})
      if (fs::path file = folder / (name + ending); isThere(file)) return file;
  return {};
}

Dataset listTotalSegmentator(const fs::path& folder, std::vector<DatasetFault>& faults) {
  Dataset dataset{DatasetLayout::totalSegmentator, folder, {{"background", 0}}, {}};
  std::set<std::string> classNames;
  for (const fs::path& at : entriesOf(folder)) {
    if (!isFolder(at)) continue;
    const std::string name = at.filename().string();
    const fs::path ct = at / kCtFile, masks = at / kMasks;
    if (!isThere(ct) && !isThere(masks)) continue;  // something else that lies there
    if (const std::string reason = reasonNotAFile(ct); !reason.empty()) {
      faults.push_back({true, ct, reason});
    } else if (!isFolder(masks)) {
      faults.push_back({true, masks, "There is no such folder of masks."});
    } else if (!holdsMasks(masks)) {
      faults.push_back({true, masks, "The folder holds no masks."});
    } else {
      addMaskClasses(masks, classNames);
      dataset.cases.push_back({name, name, ct, masks});
    }
  }
  // Values are of no meaning in masks; beyond 255 structures nobody can want all of them.
  for (const std::string& name : classNames)
    if (dataset.classes.size() < 256)
      dataset.classes.push_back({name, static_cast<std::uint8_t>(dataset.classes.size())});
  return dataset;
}

Dataset readDataset(const fs::path& folder, std::vector<DatasetFault>& faults) {
  const std::string name = folder.filename().string();
  if (!isFolder(folder)) throw LoadError(name + ": There is no such folder.");
  const bool hasImages = isThere(folder / "imagesTr");
  if (!isThere(folder / kDatasetJson) && hasImages)
    throw LoadError(std::string(kDatasetJson) + ": There is no such file beside imagesTr.");
  Dataset dataset =
      isThere(folder / kDatasetJson) ? listNnUNet(folder, faults) : listTotalSegmentator(folder, faults);
  if (dataset.cases.empty() && faults.empty())
    throw LoadError(
        name +
        ": The folder is no dataset: it holds neither dataset.json with imagesTr and labelsTr, nor "
        "folders with ct.nii.gz and segmentations.");
  if (dataset.cases.empty()) faults.push_back({true, folder, "No case can be used."});
  std::sort(dataset.cases.begin(), dataset.cases.end(),
            [](const DatasetCase& a, const DatasetCase& b) { return a.name < b.name; });
  checkNames(dataset.cases, faults);
  return dataset;
}

}  // namespace valvista
