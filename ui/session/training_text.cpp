// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/training_text.h"

#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"

#include <QCoreApplication>

#include <cmath>

namespace valvista::ui {

namespace {

QString say(const char* text) {
  return QCoreApplication::translate("Training", text);
}

}  // namespace

QString durationText(double seconds) {
  constexpr double kMinute = 60.0, kHour = 3600.0, kDay = 86400.0;
  const auto whole = [](double number) { return static_cast<qlonglong>(number); };
  if (seconds < kMinute) return say(QT_TRANSLATE_NOOP("Training", "%1 s")).arg(whole(std::ceil(seconds)));
  if (seconds < kHour)
    return say(QT_TRANSLATE_NOOP("Training", "%1 min")).arg(whole(std::ceil(seconds / kMinute)));
  if (seconds < kDay)
    return say(QT_TRANSLATE_NOOP("Training", "%1 h %2 min"))
        .arg(whole(seconds / kHour))
        .arg(whole(std::fmod(seconds, kHour) / kMinute));
  return say(QT_TRANSLATE_NOOP("Training", "%1 d %2 h"))
      .arg(whole(seconds / kDay))
      .arg(whole(std::fmod(seconds, kDay) / kHour));
}

QString memoryText(std::uint64_t bytes) {
  constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
  return QStringLiteral("%1 GiB").arg(static_cast<double>(bytes) / kGib, 0, 'f', 1);
}

QString classText(const std::string& name) {
  for (const planning::LabelStyle& style : planning::labelStyles())
    if (style.name == name) return planningText(style.displayName);
  return QString::fromStdString(name);
}

QString networkTitle(NetworkKind kind) {
  switch (kind) {
    case NetworkKind::unet:
      return QStringLiteral("U-Net");
    case NetworkKind::vnet:
      return QStringLiteral("V-Net");
    case NetworkKind::swinUnetr:
      break;
  }
  return QStringLiteral("Swin UNETR");
}

QString networkPurpose(NetworkKind kind) {
  switch (kind) {
    case NetworkKind::unet:
      return say(QT_TRANSLATE_NOOP(
          "Training",
          "Small and quick, 5 million weights: the one to begin with, and the only one for a CPU."));
    case NetworkKind::vnet:
      return say(
          QT_TRANSLATE_NOOP("Training",
                            "Larger filters, 46 million weights: about three times as slow as the U-Net "
                            "and in the paper not better."));
    case NetworkKind::swinUnetr:
      break;
  }
  return say(
      QT_TRANSLATE_NOOP("Training",
                        "Attention over the whole patch, 62 million weights: the best of the paper, by one "
                        "percent of Dice. Needs a GPU."));
}

QString lossTitle(std::string_view sum) {
  if (sum == "dice_ce") return say(QT_TRANSLATE_NOOP("Training", "Dice and cross-entropy"));
  if (sum == "focal") return say(QT_TRANSLATE_NOOP("Training", "Focal"));
  if (sum == "skeleton_recall_dice_ce")
    return say(QT_TRANSLATE_NOOP("Training", "Skeleton recall, Dice and cross-entropy"));
  if (sum == "skeleton_recall_focal") return say(QT_TRANSLATE_NOOP("Training", "Skeleton recall and focal"));
  if (sum == "focal_sk_star")
    return say(QT_TRANSLATE_NOOP("Training", "Focal skeleton recall and focal, as printed"));
  if (sum == "focal_sk_star_detached")
    return say(QT_TRANSLATE_NOOP("Training", "Focal skeleton recall and focal, factor detached"));
  return QString::fromUtf8(sum.data(), static_cast<qsizetype>(sum.size()));
}

QString termTitle(LossKind kind) {
  switch (kind) {
    case LossKind::diceCe:
      return say(QT_TRANSLATE_NOOP("Training", "Dice and cross-entropy"));
    case LossKind::focal:
      return say(QT_TRANSLATE_NOOP("Training", "Focal"));
    case LossKind::skeletonRecall:
      return say(QT_TRANSLATE_NOOP("Training", "Skeleton recall"));
    case LossKind::focalSkeletonRecall:
      return say(QT_TRANSLATE_NOOP("Training", "Focal skeleton recall"));
    case LossKind::focalSkeletonRecallDetached:
      break;
  }
  return say(QT_TRANSLATE_NOOP("Training", "Focal skeleton recall, detached"));
}

QString stateText(const Trainings& trainings, const ListedTraining& training) {
  if (trainings.isStarting(training)) return say(QT_TRANSLATE_NOOP("Training", "starting"));
  if (training.isInterrupted()) return say(QT_TRANSLATE_NOOP("Training", "interrupted"));
  if (!training.status) return say(QT_TRANSLATE_NOOP("Training", "cannot be read"));
  switch (training.status->state) {
    case TrainState::preparing:
      return say(QT_TRANSLATE_NOOP("Training", "preparing the dataset"));
    case TrainState::training:
      return say(QT_TRANSLATE_NOOP("Training", "training"));
    case TrainState::validating:
      return say(QT_TRANSLATE_NOOP("Training", "validating"));
    case TrainState::paused:
      return say(QT_TRANSLATE_NOOP("Training", "paused"));
    case TrainState::finished:
      return say(QT_TRANSLATE_NOOP("Training", "finished"));
    case TrainState::stopped:
      return say(QT_TRANSLATE_NOOP("Training", "stopped early"));
    case TrainState::failed:
      break;
  }
  return say(QT_TRANSLATE_NOOP("Training", "failed"));
}

QString trainingTitle(const ListedTraining& training) {
  if (!training.config) return QString::fromStdString(training.run.folder.filename().string());
  return QString::fromStdString(training.config->model.name + " " + training.config->model.version);
}

QString partText(DatasetPart part) {
  switch (part) {
    case DatasetPart::training:
      return say(QT_TRANSLATE_NOOP("Training", "trained on"));
    case DatasetPart::validation:
      return say(QT_TRANSLATE_NOOP("Training", "validated on"));
    case DatasetPart::test:
      break;
  }
  return say(QT_TRANSLATE_NOOP("Training", "held out for the test"));
}

QString deviceText(const TrainConfig& config) {
  const QString device = config.device == "auto" ? say(QT_TRANSLATE_NOOP("Training", "the fastest"))
                                                 : QString::fromStdString(config.device);
  const QString precision = config.precision == "auto"
                                ? say(QT_TRANSLATE_NOOP("Training", "automatic precision"))
                                : QString::fromStdString(config.precision);
  return QStringLiteral("%1, %2").arg(device, precision);
}

}  // namespace valvista::ui
