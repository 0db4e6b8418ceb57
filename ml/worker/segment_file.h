// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"

#include <filesystem>

namespace valvista::ml {

/// `valvista-worker segment --config FILE`: labels without another program, for scripts and cluster jobs. The
/// file is a JSON object: `ct` (NIfTI), `model` (folder), `out` (.nii or .nii.gz) and, where wanted,
/// `options` (those of the wire, docs/worker-protocol.md); paths are relative to the file's own folder.
/// Throws LoadError, ModelError, SaveError, Cancelled; an older output is intact then.
void segmentByFile(const std::filesystem::path& config, const Progress& progress);

}  // namespace valvista::ml
