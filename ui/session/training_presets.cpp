// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/training_presets.h"

#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace valvista::ui {

namespace {

/// Fat to calcium: what tells a vessel with contrast from what is around it.
constexpr std::array<double, 2> kWindowHu{-200.0, 900.0};

const planning::LabelStyle* styleOf(const std::string& name) {
  const auto& styles = planning::labelStyles();
  const auto found = std::find_if(styles.begin(), styles.end(),
                                  [&](const planning::LabelStyle& style) { return style.name == name; });
  return found == styles.end() ? nullptr : &*found;
}

void setPatches(TrainConfig& config, int size, int patches, int perCt) {
  config.model.patchSize = {size, size, size};
  config.sampling.patches = patches;
  config.sampling.patchesPerCt = perCt;
}

}  // namespace

NetworkKind kindOf(const NetworkOptions& options) {
  return static_cast<NetworkKind>(options.index());
}

std::vector<ModelClass> modelClasses(const std::vector<ModelClass>& classes) {
  std::vector<ModelClass> result;
  std::set<std::uint8_t> taken{0};
  for (const planning::LabelStyle& style : planning::labelStyles()) taken.insert(style.value);
  for (const ModelClass& own : classes) {
    if (own.label == 0 && result.empty()) {
      result.push_back({"background", 0});
    } else if (const auto* style = styleOf(own.name)) {
      result.push_back({own.name, style->value});
    } else {
      std::uint8_t label = own.label;
      while (taken.contains(label) && label < 255) ++label;
      taken.insert(label);
      result.push_back({own.name, label});
    }
  }
  return result;
}

std::vector<std::string> derivableClasses(const std::vector<ModelClass>& classes) {
  const auto has = [&](std::string_view name) {
    return std::any_of(classes.begin(), classes.end(),
                       [&](const ModelClass& own) { return own.name == name; });
  };
  std::vector<std::string> missing;
  if (!has("aorta") || !has("left_ventricle")) return missing;
  for (const char* name : {"aortic_root", "valve", "annulus"})
    if (!has(name)) missing.emplace_back(name);
  return missing;
}

void applyNetwork(NetworkKind kind, TrainConfig& config) {
  config.startFrom.clear();
  switch (kind) {
    case NetworkKind::unet:
      config.model.network = UNetOptions{};
      setPatches(config, 96, 6, 2);
      return;
    case NetworkKind::vnet:
      config.model.network = VNetOptions{};
      setPatches(config, 64, 13, 13);
      return;
    case NetworkKind::swinUnetr:
      config.model.network = SwinUnetrOptions{48, PatchMerging::v2};
      setPatches(config, 64, 4, 4);
  }
}

void applyPreset(TrainPreset preset, TrainConfig& config) {
  const TrainConfig fresh;
  config.sampling = fresh.sampling;
  config.augmentation = fresh.augmentation;
  config.optimizer = fresh.optimizer;
  config.validateEvery = fresh.validateEvery;
  config.checkpointEvery = fresh.checkpointEvery;
  config.model.intensity = {};
  config.model.intensity.windowHu = kWindowHu;
  config.model.orientation = "RAS";
  for (const LossSum& sum : lossSums())
    if (sum.name == kAdvisedLoss) config.loss = sum.terms;
  applyNetwork(NetworkKind::unet, config);
  if (preset == TrainPreset::paper) {
    config.epochs = fresh.epochs;
    config.stepsPerEpoch = fresh.stepsPerEpoch;
    config.model.spacingMm = {1.5, 1.5, 1.5};
    return;
  }
  config.model.network = UNetOptions{{8, 16, 32, 64}, {2, 2, 2}, 2, NetworkNorm::instance};
  config.model.spacingMm = {3.0, 3.0, 3.0};
  setPatches(config, 64, 2, 2);
  config.epochs = 20;
  config.stepsPerEpoch = 50;
  config.checkpointEvery = 50;
}

void startFrom(const std::filesystem::path& folder, const ModelManifest& manifest, TrainConfig& config) {
  config.startFrom = folder;
  config.model.network = manifest.network;
  config.model.spacingMm = manifest.spacingMm;
  config.model.orientation = manifest.orientation;
  config.model.intensity = manifest.intensity;
  config.model.patchSize = manifest.patchSize;
  config.model.overlap = manifest.overlap;
  config.model.licence = manifest.licence;
}

std::string_view lossSumOf(const std::vector<LossTerm>& terms) {
  const auto same = [](const LossTerm& a, const LossTerm& b) { return a.kind == b.kind; };
  for (const LossSum& sum : lossSums())
    if (std::equal(terms.begin(), terms.end(), sum.terms.begin(), sum.terms.end(), same)) return sum.name;
  return {};
}

}  // namespace valvista::ui
