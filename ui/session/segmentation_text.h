// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/model_store.h"
#include "planning/core/worker_messages.h"
#include "ui/session/case_document.h"

#include <QString>

namespace valvista::ui {

/// "TAVR Swin UNETR 1.0"; the folder's name for a model whose manifest cannot be read.
QString modelTitle(const ListedModel& model);
/// What a person wants to know before choosing it: network, voxels, classes, training, licence.
QString modelFacts(const ModelManifest& manifest);
/// "About 3 min and at most 1.8 GiB on cpu (bfloat16, 64 windows)".
QString costText(const SegmentationCost& cost);
/// "2: TAVR Swin UNETR 1.0, 14:32", "1: label file (totalsegmentator-v1), 14:20".
QString versionText(const LabelVersion& version, int number);
/// Where labels come from: a model's name, else the kind of source.
QString sourceText(const planning::AnatomyLabels& anatomy);

}  // namespace valvista::ui
