// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/model_manifest.h"

#include "planning/core/json_checks.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <stdexcept>

namespace valvista {

namespace {

constexpr std::string_view kSchema = "valvista.model";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostName = 100, kMostText = 10'000, kMostClasses = 256;
constexpr double kLeastSpacingMm = 0.1, kMostSpacingMm = 10.0;
constexpr double kMostHu = 32768.0, kMostInput = 1000.0;
constexpr int kMostPatch = 512;
constexpr double kMostOverlap = 0.9;

bool isControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// A text of one line that is not empty.
std::string name(const Json& json, std::string_view key) {
  const std::string& text = json.string(key);
  if (text.empty() || text.size() > kMostName)
    refuseKey(key, "does not have 1 to " + std::to_string(kMostName) + " bytes");
  if (std::any_of(text.begin(), text.end(), isControl)) refuseKey(key, "has a control character");
  return text;
}

/// A text of any number of lines.
std::string lines(const Json& json, std::string_view key) {
  const std::string& text = json.string(key);
  if (text.size() > kMostText) refuseKey(key, "is longer than " + std::to_string(kMostText) + " bytes");
  if (std::any_of(text.begin(), text.end(), [](char c) { return isControl(c) && c != '\n'; }))
    refuseKey(key, "has a control character");
  return text;
}

template <std::size_t N>
std::array<double, N> numbers(const Json& json, std::string_view key, double least, double most) {
  const std::vector<double> given = json.numbers(key);
  if (given.size() != N) refuseKey(key, "does not have " + std::to_string(N) + " numbers");
  std::array<double, N> values{};
  std::transform(given.begin(), given.end(), values.begin(),
                 [&](double value) { return checkedNumber(value, key, least, most); });
  return values;
}

std::array<double, 2> interval(const Json& json, std::string_view key, double most) {
  const auto ends = numbers<2>(json, key, -most, most);
  if (!(ends[0] < ends[1])) refuseKey(key, "does not rise from its first number to its second");
  return ends;
}

std::vector<ModelClass> classesFrom(const Json& json) {
  std::vector<ModelClass> classes;
  std::set<std::string> names;
  std::set<std::int64_t> labels;
  for (const Json& entry : json.array("classes")) {
    entry.allowOnly({"name", "label"});
    const std::int64_t label = entry.integer("label");
    if (label < 0 || label > 255) refuseKey("label", "is not in 0 to 255");
    classes.push_back({name(entry, "name"), static_cast<std::uint8_t>(label)});
    if (!names.insert(classes.back().name).second)
      throw std::domain_error("two classes are named " + jsonString(classes.back().name));
    if (!labels.insert(label).second)
      throw std::domain_error("two classes have the label " + std::to_string(label));
  }
  if (classes.size() < 2 || classes.size() > kMostClasses)
    refuseKey("classes", "does not have 2 to " + std::to_string(kMostClasses) + " entries");
  if (classes.front().label != 0) refuseKey("classes", "does not begin with the background, label 0");
  return classes;
}

/// One letter of each pair.
std::string orientationFrom(const Json& json) {
  const std::string& letters = json.string("orientation");
  std::array<int, 3> seen{};
  for (const char letter : letters) {
    const std::size_t at = std::string_view("LRPASI").find(letter);
    if (at == std::string_view::npos)
      refuseKey("orientation", "has a letter that is none of L, R, P, A, S, I");
    ++seen[at / 2];
  }
  if (seen != std::array<int, 3>{1, 1, 1}) refuseKey("orientation", "does not name each axis once");
  return letters;
}

IntensityRule intensityFrom(const Json& json) {
  IntensityRule rule;
  rule.windowHu = interval(json, "window_hu", kMostHu);
  const Json* zScore = json.find("z_score");
  if (zScore == nullptr) {
    json.allowOnly({"window_hu", "range"});
    rule.range = interval(json, "range", kMostInput);
    return rule;
  }
  json.allowOnly({"window_hu", "z_score"});
  zScore->allowOnly({"mean_hu", "deviation_hu"});
  rule.zScore = {numberIn(*zScore, "mean_hu", -kMostHu, kMostHu),
                 numberIn(*zScore, "deviation_hu", 1e-3, kMostHu)};
  return rule;
}

std::array<int, 3> patchFrom(const Json& json, const NetworkOptions& network) {
  const std::vector<std::int64_t> given = json.integers("patch_size");
  if (given.size() != 3) refuseKey("patch_size", "does not have 3 numbers");
  const int multiple = patchMultiple(network), least = minimumPatch(network);
  std::array<int, 3> patch{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (given[axis] < least || given[axis] > kMostPatch || given[axis] % multiple != 0)
      refuseKey("patch_size", "is not a multiple of " + std::to_string(multiple) + " in " +
                                  std::to_string(least) + " to " + std::to_string(kMostPatch) +
                                  ", which this network needs");
    patch[axis] = static_cast<int>(given[axis]);
  }
  return patch;
}

/// A name that cannot lead out of the model's folder.
std::string weightsFileFrom(const Json& json) {
  const std::string& file = json.string("file");
  const bool plain = std::all_of(file.begin(), file.end(), [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.');
  });
  if (!plain || file.starts_with('.') || file.size() > kMostName || !file.ends_with(".safetensors"))
    refuseKey("file", "is not the name of a .safetensors file in the model's folder");
  return file;
}

std::string sha256From(const Json& json) {
  const std::string& digest = json.string("sha256");
  if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string::npos)
    refuseKey("sha256", "does not have 64 lower-case hex digits");
  return digest;
}

/// What modelPlanFromJson reads, from an object that may have other keys too.
ModelManifest planFrom(const Json& json) {
  ModelManifest manifest;
  manifest.name = name(json, "name");
  manifest.version = name(json, "model_version");
  manifest.network = within(json, "network", networkFromJson);
  manifest.classes = classesFrom(json);
  manifest.spacingMm = numbers<3>(json, "spacing_mm", kLeastSpacingMm, kMostSpacingMm);
  manifest.orientation = orientationFrom(json);
  manifest.intensity = within(json, "intensity", intensityFrom);
  manifest.patchSize = patchFrom(json, manifest.network);
  manifest.overlap = numberIn(json, "overlap", 0.0, kMostOverlap);
  manifest.licence = name(json, "licence");
  return manifest;
}

ModelManifest manifestFrom(const Json& json) {
  json.allowOnly({"schema", "version", "name", "model_version", "network", "classes", "spacing_mm",
                  "orientation", "intensity", "patch_size", "overlap", "training", "licence", "weights"});
  ModelManifest manifest = planFrom(json);
  manifest.training = lines(json, "training");
  within(json, "weights", [&](const Json& weights) {
    weights.allowOnly({"file", "sha256"});
    manifest.weightsFile = weightsFileFrom(weights);
    manifest.weightsSha256 = sha256From(weights);
    return 0;
  });
  return manifest;
}

Json toJson(const IntensityRule& rule) {
  const auto pair = [](const std::array<double, 2>& ends) { return Json::Array{ends[0], ends[1]}; };
  Json::Object members{{"window_hu", pair(rule.windowHu)}};
  if (rule.zScore)
    members.push_back(
        {"z_score", Json::Object{{"mean_hu", rule.zScore->mean}, {"deviation_hu", rule.zScore->deviation}}});
  else
    members.push_back({"range", pair(rule.range)});
  return members;
}

}  // namespace

ModelManifest parseModelManifest(std::string_view text) {
  const Json json = Json::parse(text, kMostManifestBytes);
  if (json.string("schema") != kSchema) refuseKey("schema", "is not " + jsonString(kSchema));
  if (json.integer("version") != kVersion)
    refuseKey("version", "is " + std::to_string(json.integer("version")) + ", this program reads version " +
                             std::to_string(kVersion));
  return manifestFrom(json);
}

ModelManifest modelPlanFromJson(const Json& json) {
  json.allowOnly({"name", "model_version", "network", "classes", "spacing_mm", "orientation", "intensity",
                  "patch_size", "overlap", "licence"});
  return planFrom(json);
}

Json modelPlanToJson(const ModelManifest& manifest) {
  Json::Array classes;
  for (const ModelClass& entry : manifest.classes)
    classes.push_back(Json::Object{{"name", entry.name}, {"label", entry.label}});
  const auto list = [](const auto& values) { return Json::Array(values.begin(), values.end()); };
  return Json::Object{{"name", manifest.name},
                      {"model_version", manifest.version},
                      {"network", toJson(manifest.network)},
                      {"classes", std::move(classes)},
                      {"spacing_mm", list(manifest.spacingMm)},
                      {"orientation", manifest.orientation},
                      {"intensity", toJson(manifest.intensity)},
                      {"patch_size", list(manifest.patchSize)},
                      {"overlap", manifest.overlap},
                      {"licence", manifest.licence}};
}

std::string modelManifestText(const ModelManifest& manifest) {
  Json::Object members{{"schema", kSchema}, {"version", kVersion}};
  const Json plan = modelPlanToJson(manifest);
  members.insert(members.end(), plan.object().begin(), plan.object().end());
  members.push_back({"training", manifest.training});
  members.push_back(
      {"weights", Json::Object{{"file", manifest.weightsFile}, {"sha256", manifest.weightsSha256}}});
  std::string text = Json(std::move(members)).dump(2) + "\n";
  parseModelManifest(text);
  return text;
}

}  // namespace valvista
