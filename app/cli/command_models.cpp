// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "planning/core/error.h"
#include "planning/core/json.h"
#include "planning/core/model_store.h"
#include "planning/report/report_text.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace valvista::cli {

using planning::printable;

namespace {

/// Every model of the store, its weights read too: what the table calls ready can be used.
std::vector<ListedModel> verifiedModels(const std::filesystem::path& store, const Progress& progress) {
  std::vector<ListedModel> models = listModels(store);
  double done = 0.0;
  for (ListedModel& model : models) {
    progress.throwIfCancelled();
    progress.report(done++ / static_cast<double>(models.size()), "verifying models");
    if (!model.problem.empty()) continue;
    try {
      openModel(model.folder);
    } catch (const ModelError& error) {
      model.problem = error.what();
    }
  }
  return models;
}

Json modelJson(const ListedModel& model) {
  Json::Object members{{"folder", model.folder.string()},
                       {"usable", model.problem.empty()},
                       {"problem", model.problem.empty() ? Json() : Json(model.problem)}};
  if (!model.manifest) return members;
  const ModelManifest& manifest = *model.manifest;
  Json::Array classes;
  for (const ModelClass& entry : manifest.classes)
    classes.push_back(Json::Object{{"name", entry.name}, {"label", entry.label}});
  for (Json::Member& member :
       Json::Object{{"name", manifest.name},
                    {"model_version", manifest.version},
                    {"network", toJson(manifest.network)},
                    {"classes", std::move(classes)},
                    {"spacing_mm", Json::Array(manifest.spacingMm.begin(), manifest.spacingMm.end())},
                    {"patch_size", Json::Array(manifest.patchSize.begin(), manifest.patchSize.end())},
                    {"training", manifest.training},
                    {"licence", manifest.licence},
                    {"sha256", manifest.weightsSha256}})
    members.push_back(std::move(member));
  return members;
}

std::string modelsJson(const std::filesystem::path& store, const std::vector<ListedModel>& models) {
  Json::Array list;
  for (const ListedModel& model : models) list.push_back(modelJson(model));
  return Json(Json::Object{{"schema", "valvista.models"},
                           {"version", 1},
                           {"store", store.string()},
                           {"models", std::move(list)}})
             .dump(2) +
         "\n";
}

std::string classNames(const ModelManifest& manifest) {
  std::string names;
  for (std::size_t channel = 1; channel < manifest.classes.size(); ++channel)
    names += (names.empty() ? "" : ", ") + printable(manifest.classes[channel].name);
  return names;
}

std::string spacingText(const ModelManifest& manifest) {
  std::string text;
  for (const double mm : manifest.spacingMm) text += (text.empty() ? "" : " x ") + formatFixed(mm, 2);
  return text + " mm";
}

std::string modelsTable(const std::vector<ListedModel>& models) {
  if (models.empty()) return "No model is installed. \"valvista-cli models --install DIR\" installs one.\n";
  std::vector<std::vector<std::string>> rows{
      {"folder", "name", "version", "network", "classes", "spacing", "licence", "state"}};
  for (const ListedModel& model : models) {
    rows.push_back({printable(model.folder.filename().string())});
    if (const auto& manifest = model.manifest) {
      for (const std::string& cell : {printable(manifest->name), printable(manifest->version),
                                      std::string(networkName(manifest->network)), classNames(*manifest),
                                      spacingText(*manifest), printable(manifest->licence)})
        rows.back().push_back(cell);
    }
    rows.back().resize(rows.front().size() - 1);
    rows.back().push_back(model.problem.empty() ? "ready" : "damaged: " + printable(model.problem));
  }
  return textTable(rows, {});
}

}  // namespace

RunCommand declareModels(CLI::App& options) {
  const auto source = std::make_shared<std::string>();
  options.add_option("--install", *source, "Folder with manifest.json and weights to verify and install")
      ->type_name("DIR");
  options.footer("Example:\n  valvista-cli models --install unet-tavr");

  return [source](const Answers& answers, const Progress& progress) {
    const std::filesystem::path store = modelStoreFolder();
    if (!source->empty()) installModel(*source, store);
    const std::vector<ListedModel> models = verifiedModels(store, progress);
    answers.json(modelsJson(store, models));
    answers.table(modelsTable(models));
    return kDone;
  };
}

}  // namespace valvista::cli
