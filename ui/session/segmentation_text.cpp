// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/segmentation_text.h"

#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>
#include <cstddef>

namespace valvista::ui {

namespace {

QString say(const char* text) {
  return QCoreApplication::translate("Segmentation", text);
}

QString networkTitle(const NetworkOptions& options) {
  const std::string_view name = networkName(options);
  if (name == "unet") return QStringLiteral("U-Net");
  if (name == "vnet") return QStringLiteral("V-Net");
  return QStringLiteral("Swin UNETR");
}

QString timeText(double seconds) {
  constexpr double kMinute = 60.0;
  if (seconds < kMinute) return say(QT_TRANSLATE_NOOP("Segmentation", "%1 s")).arg(std::ceil(seconds));
  return say(QT_TRANSLATE_NOOP("Segmentation", "%1 min")).arg(std::ceil(seconds / kMinute));
}

}  // namespace

QString modelTitle(const ListedModel& model) {
  if (!model.manifest) return QString::fromStdString(model.folder.filename().string());
  return QString::fromStdString(model.manifest->name + " " + model.manifest->version);
}

QString modelFacts(const ModelManifest& manifest) {
  QStringList classes;
  for (std::size_t i = 1; i < manifest.classes.size(); ++i)
    classes << planningText(planning::labelDisplayName(manifest.classes[i].label));
  const auto& [x, y, z] = manifest.spacingMm;
  QString training = QString::fromStdString(manifest.training);
  if (!training.endsWith(QLatin1Char('.'))) training += QLatin1Char('.');
  return say(QT_TRANSLATE_NOOP("Segmentation",
                               "%1, voxels of %2 x %3 x %4 mm. Finds: %5. Training: %6 Licence: %7."))
      .arg(networkTitle(manifest.network))
      .arg(x)
      .arg(y)
      .arg(z)
      .arg(classes.join(QStringLiteral(", ")), training, QString::fromStdString(manifest.licence));
}

QString costText(const SegmentationCost& cost) {
  constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
  return say(QT_TRANSLATE_NOOP("Segmentation", "About %1 and at most %2 GiB on %3 (%4, %5 windows)"))
      .arg(timeText(cost.seconds))
      .arg(static_cast<double>(cost.peakBytes) / kGib, 0, 'f', 1)
      .arg(QString::fromStdString(cost.device), QString::fromStdString(cost.precision))
      .arg(cost.windows);
}

QString sourceText(const planning::AnatomyLabels& anatomy) {
  if (anatomy.model) return QString::fromStdString(anatomy.model->name + " " + anatomy.model->version);
  if (anatomy.source == "file") return say(QT_TRANSLATE_NOOP("Segmentation", "label file"));
  if (anatomy.source == "folder of masks") return say(QT_TRANSLATE_NOOP("Segmentation", "folder of masks"));
  if (anatomy.source == "phantom") return say(QT_TRANSLATE_NOOP("Segmentation", "phantom"));
  return QString::fromStdString(anatomy.source);
}

QString versionText(const LabelVersion& version, int number) {
  const QString scheme = QString::fromStdString(version.anatomy.scheme);
  const QString source = sourceText(version.anatomy);
  const bool schemeSaysMore = !version.anatomy.model && scheme != QLatin1String("tavr");
  return QStringLiteral("%1: %2, %3")
      .arg(number)
      .arg(schemeSaysMore ? QStringLiteral("%1 (%2)").arg(source, scheme) : source,
           version.made.toString(QStringLiteral("HH:mm")));
}

}  // namespace valvista::ui
