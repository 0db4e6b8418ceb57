// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/case_pairs.h"

#include "planning/core/error.h"
#include "planning/io/label_folder.h"
#include "planning/io/volume_file.h"

#include <map>
#include <system_error>

namespace valvista::planning {

namespace fs = std::filesystem;

namespace {

using Cases = std::map<std::string, fs::path>;

std::string nameOf(const fs::path& path) {
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

/// "a.nii.gz" -> "a", "b.1.nrrd" -> "b.1".
std::string caseName(const fs::path& file) {
  const std::string extension = file.extension().string();
  const bool packed = extension == ".gz" || extension == ".GZ";
  return packed ? file.stem().stem().string() : file.stem().string();
}

void add(Cases& cases, const fs::path& file) {
  const auto [at, isNew] = cases.try_emplace(caseName(file), file);
  if (!isNew)
    throw LoadError(nameOf(at->second) + " and " + nameOf(file) + " are two label maps of one case.");
}

Cases casesIn(const fs::path& path) {
  Cases cases;
  std::error_code error;
  if (!fs::exists(path, error)) throw LoadError(nameOf(path) + ": there is no such file or folder.");
  if (!fs::is_directory(path, error)) {
    add(cases, path);
    return cases;
  }
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& file = entry->path();
    if (!isVolumeFileName(file) || nameOf(file).starts_with('.')) continue;
    if (maskValue(file))
      throw LoadError(nameOf(path) + " has the mask " + nameOf(file) +
                      ": a folder of label maps is needed, one a case.");
    add(cases, file);
  }
  if (error) throw LoadError(nameOf(path) + ": " + error.message() + ".");
  if (cases.empty()) throw LoadError(nameOf(path) + ": there are no label maps in it.");
  return cases;
}

void requireCounterparts(const Cases& cases, const Cases& others, const std::string& where) {
  for (const auto& [name, file] : cases)
    if (!others.contains(name)) throw LoadError(nameOf(file) + " has no counterpart in " + where + ".");
}

}  // namespace

std::vector<CasePair> pairCases(const fs::path& truth, const fs::path& prediction) {
  Cases truths = casesIn(truth), predictions = casesIn(prediction);
  const bool oneTruth = !fs::is_directory(truth), onePrediction = !fs::is_directory(prediction);
  if (oneTruth && onePrediction) return {{caseName(truth), truth, prediction}};
  if (!oneTruth && !onePrediction) requireCounterparts(predictions, truths, nameOf(truth));
  const Cases& wanted = onePrediction ? predictions : truths;
  requireCounterparts(wanted, onePrediction ? truths : predictions,
                      nameOf(onePrediction ? truth : prediction));
  std::vector<CasePair> pairs;
  for (const auto& [name, file] : wanted) pairs.push_back({name, truths.at(name), predictions.at(name)});
  return pairs;
}

}  // namespace valvista::planning
