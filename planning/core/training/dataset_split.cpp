// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json.h"
#include "planning/core/sha256.h"
#include "planning/core/training/dataset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>
#include <stdexcept>
#include <string_view>

namespace valvista {

namespace {

constexpr std::size_t kMostJsonBytes = std::size_t{16} << 20;
/// In the order of DatasetPart.
constexpr std::array<std::string_view, 3> kPartNames{"training", "validation", "test"};

std::string_view nameOf(DatasetPart part) {
  return kPartNames[static_cast<std::size_t>(part)];
}

std::size_t shareOf(std::size_t patients, double part) {
  if (!(part > 0.0)) return 0;
  return std::max<std::size_t>(1,
                               static_cast<std::size_t>(std::lround(part * static_cast<double>(patients))));
}

DatasetSplit parseSplit(const Json& json, const std::vector<DatasetCase>& cases) {
  json.allowOnly({kPartNames[0], kPartNames[1], kPartNames[2]});
  std::map<std::string, std::string> patientOf;
  for (const DatasetCase& one : cases) patientOf[one.name] = one.patient;
  DatasetSplit split;
  std::map<std::string, DatasetPart> partOf;  // of a patient
  for (const DatasetPart part : {DatasetPart::training, DatasetPart::validation, DatasetPart::test})
    for (const Json& element : json.array(nameOf(part))) {
      const std::string& name = element.string();
      const auto patient = patientOf.find(name);
      if (patient == patientOf.end()) throw std::domain_error("the dataset has no case \"" + name + "\"");
      if (!split.emplace(name, part).second) throw std::domain_error("case \"" + name + "\" is named twice");
      const DatasetPart other = partOf.try_emplace(patient->second, part).first->second;
      if (other != part)
        throw std::domain_error("the patient of case \"" + name + "\" is in two parts, " +
                                std::string(nameOf(other)) + " and " + std::string(nameOf(part)));
    }
  if (json.array(nameOf(DatasetPart::training)).empty()) throw std::domain_error("no case is trained on");
  return split;
}

}  // namespace

DatasetSplit splitByPatient(const std::vector<DatasetCase>& cases, const SplitRule& rule) {
  // By hash, so that where a patient stands depends on no other.
  std::map<std::string, std::string> patientByHash;
  for (const DatasetCase& one : cases) {
    const std::string text = std::to_string(rule.seed) + "\n" + one.patient;
    patientByHash[sha256Hex(std::as_bytes(std::span(text)))] = one.patient;
  }
  const std::size_t patients = patientByHash.size();
  const std::size_t validation = shareOf(patients, rule.validation), test = shareOf(patients, rule.test);
  if (validation + test + 1 > patients)
    throw LoadError("The dataset has " + std::to_string(patients) +
                    " patients, too few to train, validate and test on different ones as asked.");
  std::map<std::string, DatasetPart> partOf;
  std::size_t at = 0;
  for (const auto& [hash, patient] : patientByHash) {
    // At either end of the order: a patient more moves each border by one at most.
    partOf[patient] = at < validation         ? DatasetPart::validation
                      : at >= patients - test ? DatasetPart::test
                                              : DatasetPart::training;
    ++at;
  }
  DatasetSplit split;
  for (const DatasetCase& one : cases) split[one.name] = partOf.at(one.patient);
  return split;
}

DatasetSplit readSplit(const std::filesystem::path& file, const std::vector<DatasetCase>& cases) {
  try {
    InputFile input(file);
    if (input.size() > kMostJsonBytes) throw std::domain_error("it is too long");
    std::string text(input.size(), '\0');
    input.read(std::as_writable_bytes(std::span(text)));
    const Json json = Json::parse(text, kMostJsonBytes);
    return parseSplit(json, cases);
  } catch (const std::domain_error& error) {
    throw LoadError(file.filename().string() + ": " + error.what() + ".");
  }
}

void writeSplit(const std::filesystem::path& file, const DatasetSplit& split) {
  Json::Object object;
  for (const DatasetPart part : {DatasetPart::training, DatasetPart::validation, DatasetPart::test}) {
    Json::Array names;
    for (const auto& [name, of] : split)
      if (of == part) names.emplace_back(name);
    object.push_back({std::string(nameOf(part)), std::move(names)});
  }
  AtomicFile out(file);
  out.write(Json(std::move(object)).dump(2) + "\n");
  out.commit();
}

}  // namespace valvista
