// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/sliding_window.h"
#include "ml/training/case_cache.h"
#include "planning/core/model_manifest.h"
#include "planning/core/progress.h"
#include "planning/core/training/train_run.h"

namespace valvista::ml {

/// Where and how many windows at once a validation predicts.
struct ValidationRun {
  at::Device device = at::kCPU;
  int batch = 1;
};

/// Dice 2I / (P + G) of each class but the background on the model's grid, by windows as a segmentation takes
/// them; a class that the case has not is left out, of the mean too. The epoch is not filled in.
ValidatedCase validateCase(const CachedCase& one, const ModelManifest& model, const WindowPredictor& predict,
                           const ValidationRun& run, const Progress& progress);

/// Rough seconds for a case of this size: windows, each of them the forward third of what a patch takes in a
/// step.
double validationSeconds(const Index3& size, const ModelManifest& model, double secondsPerPatch);

}  // namespace valvista::ml
