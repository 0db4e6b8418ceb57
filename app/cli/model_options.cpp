// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_options.h"

#include "planning/core/model_store.h"

#include <cmath>
#include <filesystem>
#include <system_error>

namespace valvista::cli {

namespace {

/// A folder, else an installed model of that name.
std::filesystem::path modelFolder(const std::string& given) {
  std::error_code error;
  if (std::filesystem::is_directory(given, error) || given.find('/') != std::string::npos) return given;
  const std::filesystem::path installed = modelStoreFolder() / given;
  return std::filesystem::is_directory(installed, error) ? installed : std::filesystem::path(given);
}

}  // namespace

CLI::Option* addWorkerOption(CLI::App& options, std::string& worker) {
  return options
      .add_option("--worker", worker,
                  "The worker program, or a command that starts one elsewhere (\"ssh gpu valvista-worker\"); "
                  "otherwise "
                  "the variable VALVISTA_WORKER, then valvista-worker beside this one")
      ->type_name("COMMAND");
}

CLI::Option* ModelOptions::addModel(CLI::App& options) {
  return options.add_option("--model", model, "Folder of a model, or the name of an installed one")
      ->type_name("DIR");
}

void ModelOptions::addHow(CLI::App& options) {
  options.add_option("--device", device, "Where to compute: auto takes a CUDA card when there is one")
      ->type_name("auto|cpu|cuda:N")
      ->capture_default_str();
  options
      .add_option("--precision", precision,
                  "Numbers to compute with; auto takes the fastest that gives equal labels")
      ->check(CLI::IsMember(std::vector<std::string>{"auto", "float32", "bfloat16", "float16"}))
      ->capture_default_str();
  options.add_option("--overlap", overlap, "Of neighbouring windows, instead of the model's own")
      ->type_name("PART")
      ->check(CLI::Range(0.0, 0.9));
  options.add_option("--memory-limit", memoryLimitGib, "Most memory the worker may take")
      ->type_name("GIB")
      ->check(CLI::Range(0.01, 1e6));
  options
      .add_option(
          "--clean-up", cleanUp,
          "Classes that lose parts below a tenth of their largest, and whose holes are filled: all, none, or names")
      ->type_name("all|none|CLASS...")
      ->delimiter(',')
      ->capture_default_str();
  addWorkerOption(options, worker);
}

planning::SegmentationRequest ModelOptions::request() const {
  constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
  planning::SegmentationRequest request;
  request.worker = planning::findWorker(worker);
  request.model = modelFolder(model);
  request.options.device = device;
  request.options.precision = precision;
  request.options.overlap = overlap;
  const auto only = [this](const char* word) { return cleanUp.size() == 1 && cleanUp.front() == word; };
  if (only("none")) request.options.dropSmallParts = request.options.fillHoles = false;
  if (!only("none") && !only("all")) request.options.cleanUpClasses = cleanUp;
  if (memoryLimitGib)
    request.options.memoryLimitBytes = static_cast<std::uint64_t>(std::llround(*memoryLimitGib * kGib));
  return request;
}

}  // namespace valvista::cli
