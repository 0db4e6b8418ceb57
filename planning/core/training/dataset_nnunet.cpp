// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json.h"
#include "planning/core/training/dataset_listing.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>

namespace valvista {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostJsonBytes = std::size_t{16} << 20;

/// What dataset.json says (nnU-Net v2, documentation/dataset_format.md; "modality" is the older name).
struct NnUNetFacts {
  std::string ending = ".nii.gz";
  std::vector<ModelClass> classes;
  std::optional<std::int64_t> cases;
  std::map<std::string, std::string> patientOf;
  std::string channel;
};

std::string textOf(const fs::path& path) {
  InputFile file(path);
  if (file.size() > kMostJsonBytes) throw std::domain_error("it is too long");
  std::string text(file.size(), '\0');
  file.read(std::as_writable_bytes(std::span(text)));
  return text;
}

std::string channelOf(const Json& json) {
  const char* key = json.find("channel_names") != nullptr ? "channel_names" : "modality";
  const Json::Object& channels = json.object(key);
  if (channels.size() != 1)
    throw std::domain_error("\"" + std::string(key) + "\" names " + std::to_string(channels.size()) +
                            " channels; only datasets of one, the CT, can be used");
  return channels.front().value.string();
}

std::vector<ModelClass> classesOf(const Json& json) {
  std::vector<ModelClass> classes;
  for (const auto& [name, value] : json.object("labels")) {
    if (value.isArray())
      throw std::domain_error("\"labels\": \"" + name +
                              "\" is a region of several values; regions cannot be used");
    if (!value.isInteger())
      throw std::domain_error("\"labels\": the value of \"" + name +
                              "\" is not a whole number (nnU-Net v2 maps names to values)");
    const std::int64_t label = value.integer();
    if (label < 0 || label > 255)
      throw std::domain_error("\"labels\": the value of \"" + name + "\" is not in 0..255");
    for (const ModelClass& other : classes)
      if (other.label == label)
        throw std::domain_error("\"labels\": \"" + other.name + "\" and \"" + name +
                                "\" have the same value");
    classes.push_back({name, static_cast<std::uint8_t>(label)});
  }
  std::sort(classes.begin(), classes.end(),
            [](const ModelClass& a, const ModelClass& b) { return a.label < b.label; });
  if (classes.empty() || classes.front().label != 0)
    throw std::domain_error("\"labels\": no name has the value 0");
  if (classes.size() < 2) throw std::domain_error("\"labels\" names nothing but the background");
  return classes;
}

NnUNetFacts readFacts(const fs::path& file) {
  try {
    const Json json = Json::parse(textOf(file), kMostJsonBytes);
    NnUNetFacts facts;
    facts.channel = channelOf(json);
    facts.classes = classesOf(json);
    if (json.find("file_ending") != nullptr) facts.ending = json.string("file_ending");
    if (facts.ending != ".nii.gz" && facts.ending != ".nii")
      throw std::domain_error("\"file_ending\" is \"" + facts.ending +
                              "\"; only .nii.gz and .nii can be read");
    if (json.find("numTraining") != nullptr) facts.cases = json.integer("numTraining");
    if (json.find("patients") != nullptr)
      for (const auto& [name, patient] : json.object("patients")) facts.patientOf[name] = patient.string();
    return facts;
  } catch (const std::domain_error& error) {
    throw LoadError(file.filename().string() + ": " + error.what() + ".");
  }
}

bool isCt(std::string channel) {
  std::transform(channel.begin(), channel.end(), channel.begin(),
                 [](unsigned char c) { return std::toupper(c); });
  return channel == "CT";
}

/// Names by file of those in a folder that have the dataset's ending; the others are faults.
std::map<std::string, fs::path> filesIn(const fs::path& folder, const NnUNetFacts& facts,
                                        std::vector<DatasetFault>& faults) {
  std::map<std::string, fs::path> files;
  for (const fs::path& file : entriesOf(folder)) {
    const std::string name = file.filename().string();
    if (name.size() > facts.ending.size() && name.ends_with(facts.ending) &&
        niftiStem(file).size() + facts.ending.size() == name.size())
      files[niftiStem(file)] = file;
    else
      faults.push_back({true, file, "Its name does not end in " + facts.ending + ", as dataset.json says."});
  }
  return files;
}

/// CTs by the name of their case. nnU-Net numbers channels: CASE_0000 is the first.
std::map<std::string, fs::path> ctsIn(const fs::path& folder, const NnUNetFacts& facts,
                                      std::vector<DatasetFault>& faults) {
  constexpr std::string_view kFirstChannel = "_0000";
  std::map<std::string, fs::path> cts;
  for (const auto& [stem, file] : filesIn(folder, facts, faults)) {
    if (stem.size() > kFirstChannel.size() && stem.ends_with(kFirstChannel))
      cts[stem.substr(0, stem.size() - kFirstChannel.size())] = file;
    else
      faults.push_back(
          {true, file,
           "Its name does not end in _0000" + facts.ending + ", the only channel of this dataset."});
  }
  return cts;
}

void checkFacts(const fs::path& file, const NnUNetFacts& facts, const Dataset& dataset, std::size_t listed,
                std::vector<DatasetFault>& faults) {
  if (!isCt(facts.channel))
    faults.push_back({false, file, "The channel is named \"" + facts.channel + "\", not \"CT\"."});
  if (facts.cases && *facts.cases != static_cast<std::int64_t>(listed))
    faults.push_back({true, file,
                      "\"numTraining\" is " + std::to_string(*facts.cases) + ", but imagesTr holds " +
                          std::to_string(listed) + " cases."});
  std::set<std::string> names;
  for (const DatasetCase& one : dataset.cases) names.insert(one.name);
  for (const auto& [name, patient] : facts.patientOf)
    if (!names.contains(name))
      faults.push_back({false, file, "\"patients\" names \"" + name + "\", which is no usable case."});
}

}  // namespace

Dataset listNnUNet(const fs::path& folder, std::vector<DatasetFault>& faults) {
  const fs::path json = folder / kDatasetJson;
  const NnUNetFacts facts = readFacts(json);
  Dataset dataset{DatasetLayout::nnUNet, folder, facts.classes, {}};
  const auto cts = ctsIn(folder / "imagesTr", facts, faults);
  auto labels = filesIn(folder / "labelsTr", facts, faults);
  for (const auto& [name, ct] : cts) {
    const auto label = labels.find(name);
    const fs::path labelFile =
        label != labels.end() ? label->second : folder / "labelsTr" / (name + facts.ending);
    if (label != labels.end()) labels.erase(label);
    const std::string noCt = reasonNotAFile(ct), noLabels = reasonNotAFile(labelFile);
    if (!noCt.empty()) faults.push_back({true, ct, noCt});
    if (!noLabels.empty()) faults.push_back({true, labelFile, "(labels of " + name + ") " + noLabels});
    if (!noCt.empty() || !noLabels.empty()) continue;
    const auto patient = facts.patientOf.find(name);
    dataset.cases.push_back({name, patient != facts.patientOf.end() ? patient->second : name, ct, labelFile});
  }
  for (const auto& [name, file] : labels)
    faults.push_back({true, file, "There is no CT of these labels in imagesTr."});
  checkFacts(json, facts, dataset, cts.size(), faults);
  return dataset;
}

}  // namespace valvista
