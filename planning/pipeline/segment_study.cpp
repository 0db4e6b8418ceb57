// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/segment_study.h"

#include "planning/core/model_store.h"
#include "planning/io/label_schemes.h"

#include <string>
#include <utility>

namespace valvista::planning {

AnatomyLabels segmentStudy(const Study& study, const SegmentationRequest& request, const Progress& progress) {
  const ModelManifest manifest = readManifest(request.model);
  SegmentationAnswer answer = segmentVolume(study.volume, request, progress);
  AnatomyLabels anatomy;
  anatomy.labels = std::move(answer.labels);
  anatomy.source = "model";
  anatomy.scheme = "tavr";
  anatomy.model = {manifest.name,
                   manifest.version,
                   std::string(networkName(manifest.network)),
                   manifest.weightsSha256,
                   manifest.licence,
                   answer.cost.device,
                   answer.cost.precision,
                   toJson(request.options).dump(),
                   answer.worker.version,
                   answer.worker.libtorch};
  anatomy.findings.push_back({"labels.by_model", Severity::info,
                              "The labels were made by the model " + manifest.name + " " + manifest.version +
                                  " and have not been corrected by a person.",
                              std::nullopt});
  describeLabels(anatomy);
  return anatomy;
}

}  // namespace valvista::planning
