// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/segment_file.h"

#include "ml/inference/segment_volume.h"
#include "planning/core/error.h"
#include "planning/core/hu_voxels.h"
#include "planning/core/input_file.h"
#include "planning/core/json.h"
#include "planning/core/model_store.h"
#include "planning/core/nifti_file.h"
#include "planning/core/nifti_source.h"
#include "planning/core/worker_messages.h"

#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace valvista::ml {

namespace {

struct Config {
  std::filesystem::path ct, model, out;
  SegmentationOptions options;
};

Config readConfig(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  try {
    const Json json = Json::parse(readText(file, kLongestWorkerLine), kLongestWorkerLine);
    json.allowOnly({"ct", "model", "out", "options"});
    const std::filesystem::path folder = file.parent_path();
    Config config{folder / json.string("ct"), folder / json.string("model"), folder / json.string("out"), {}};
    if (const Json* options = json.find("options")) config.options = parseSegmentationOptions(*options);
    const std::string out = config.out.filename().string();
    if (!out.ends_with(".nii") && !out.ends_with(".nii.gz"))
      throw std::domain_error("\"out\" does not end in .nii or .nii.gz");
    return config;
  } catch (const std::domain_error& error) {
    throw LoadError(name + ": " + error.what() + ".");
  }
}

Volume readCt(const std::filesystem::path& file, const Progress& progress) {
  NiftiSource source(file);
  HuSummary summary;
  std::vector<std::int16_t> hu = readHu(source, summary, progress);
  return Volume(source.geometry(), std::move(hu));
}

}  // namespace

void segmentByFile(const std::filesystem::path& file, const Progress& progress) {
  constexpr double kRead = 0.05;
  const Config config = readConfig(file);
  Model model = openModel(config.model);
  const Volume ct = readCt(config.ct, Progress(progress, 0.0, kRead));
  const SegmentOutcome outcome =
      segmentVolume(ct, std::move(model), config.options, Progress(progress, kRead, 1.0));
  writeNifti(config.out, outcome.labels);
}

}  // namespace valvista::ml
