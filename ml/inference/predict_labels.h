// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/model_grid.h"
#include "ml/inference/preprocess.h"
#include "ml/inference/sliding_window.h"
#include "planning/core/label_map.h"
#include "planning/core/model_manifest.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"

namespace valvista::ml {

/// The model's axes x, y, z are depth, height, width of its tensors, as MONAI lays out a volume.
ModelFrame frameOf(const ModelManifest& manifest);
IntensityScale intensityOf(const ModelManifest& manifest);
/// The longest axis of the grid: windows that run along it need the least memory.
int streamAxisOf(const ModelGrid& grid);

/// How a model is run over a CT.
struct LabelRun {
  double overlap = 0.25;
  int batch = 1;
  bool skipAir = true;  ///< windows that hold only air (kAirHu) count as background
  at::Device device = at::kCPU;
  at::Device blendDevice = at::kCPU;
};

struct PredictedLabels {
  LabelMap labels;  ///< on the CT's grid
  WindowCounts windows;
  LabelRun run;  ///< as it was done
};

/// Labels of a CT: model's grid and intensities, sliding window, blend, interpolation back to the CT. Where
/// memory runs out it starts again with half the batch, at batch 1 with the blend in the processor's memory.
/// Throws ModelError with advice when that is not enough or the network fails, and Cancelled.
PredictedLabels predictLabels(const Volume& ct, const ModelManifest& manifest, const WindowPredictor& predict,
                              LabelRun run, const Progress& progress);

}  // namespace valvista::ml
