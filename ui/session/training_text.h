// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_presets.h"
#include "ui/session/trainings.h"

#include <QString>

namespace valvista::ui {

/// "3 h 20 min", "45 s".
QString durationText(double seconds);
/// "1.8 GiB".
QString memoryText(std::uint64_t bytes);
/// "Aortic root" for "aortic_root"; the name itself where the program does not know it.
QString classText(const std::string& name);
QString networkTitle(NetworkKind kind);
/// One sentence on what it is good for.
QString networkPurpose(NetworkKind kind);
/// "focal_sk_star_detached" in words.
QString lossTitle(std::string_view sum);
QString termTitle(LossKind kind);
/// "training", "paused", "interrupted" ...
QString stateText(const Trainings& trainings, const ListedTraining& training);
/// "TAVR U-Net 2026.11.26", the folder's name where the configuration cannot be read.
QString trainingTitle(const ListedTraining& training);
QString partText(DatasetPart part);
QString deviceText(const TrainConfig& config);

}  // namespace valvista::ui
