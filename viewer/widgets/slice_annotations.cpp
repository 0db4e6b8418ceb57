// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_annotations.h"

#include "planning/measure/label_comparison.h"
#include "planning/model/tavr_labels.h"
#include "viewer/scene/plane_cross.h"
#include "viewer/scene/view_colours.h"
#include "viewer/scene/voxel_probe.h"
#include "viewer/widgets/view_annotations.h"

#include <QCoreApplication>

#include <cmath>

namespace valvista::viewer {
namespace {

const QColor kTextColour(225, 228, 232);

QString say(const char* text) {
  return QCoreApplication::translate("SliceView", text);
}

QString labelName(std::uint8_t label) {
  for (const planning::LabelStyle& style : planning::labelStyles())
    if (style.value == label) return QCoreApplication::translate("Planning", style.displayName.c_str());
  return {};
}

QString differenceName(std::uint8_t value) {
  switch (static_cast<planning::Difference>(value)) {
    case planning::Difference::onlyA:
      return say(QT_TRANSLATE_NOOP("SliceView", "only A"));
    case planning::Difference::onlyB:
      return say(QT_TRANSLATE_NOOP("SliceView", "only B"));
    case planning::Difference::both:
      return say(QT_TRANSLATE_NOOP("SliceView", "A and B"));
    case planning::Difference::neither:
      break;
  }
  return {};
}

/// What a view's own labels say about a place.
QString labelText(const SliceContent& content, LabelLayer layer, const Vec3& lps) {
  switch (layer) {
    case LabelLayer::labels:
      return labelName(labelAt(content.labels, lps));
    case LabelLayer::other:
      return labelName(labelAt(content.otherLabels, lps));
    case LabelLayer::difference:
      break;
  }
  return differenceName(labelAt(content.difference, lps));
}

/// Which labels a view shows, while two are compared.
QString layerText(const SliceContent& content, LabelLayer layer) {
  switch (layer) {
    case LabelLayer::labels:
      return content.comparing ? say(QT_TRANSLATE_NOOP("SliceView", "Labels A")) : QString();
    case LabelLayer::other:
      return say(QT_TRANSLATE_NOOP("SliceView", "Labels B"));
    case LabelLayer::difference:
      break;
  }
  return say(QT_TRANSLATE_NOOP("SliceView", "Difference"));
}

QString sliceText(const SliceContent& content, const SliceSight& sight) {
  const Vec3 into = sight.geometry.axes().into();
  if (!isStraight(sight.orientation, content.rotation)) {
    const double offset = dot(content.crosshair - content.pivot, into);
    const QString sign = offset < -0.05 ? QStringLiteral("\u2212") : QStringLiteral("+");
    return say(QT_TRANSLATE_NOOP("SliceView", "Offset %1 mm"))
        .arg(sign + QString::number(std::abs(offset), 'f', 1));
  }
  const SliceStack slices = stackOf(content, sight.geometry.axes());
  return say(QT_TRANSLATE_NOOP("SliceView", "Slice %1 / %2"))
      .arg(slices.indexOf(dot(content.crosshair, into)) + 1)
      .arg(slices.count);
}

QString slabText(const Slab& slab) {
  const char* text = nullptr;
  switch (slab.mode) {
    case SlabMode::none:
      return {};
    case SlabMode::maximum:
      text = QT_TRANSLATE_NOOP("SliceView", "MIP %1 mm");
      break;
    case SlabMode::minimum:
      text = QT_TRANSLATE_NOOP("SliceView", "MinIP %1 mm");
      break;
    case SlabMode::mean:
      text = QT_TRANSLATE_NOOP("SliceView", "Mean %1 mm");
      break;
  }
  return say(text).arg(slab.thicknessMm);
}

/// The probe has to be read in every view: broken into ever shorter lines until it fits.
void writeProbe(ViewAnnotations& annotations, const SliceContent& content, const SliceSight& sight) {
  const Vec3 lps = sight.cursor.value_or(content.crosshair);
  const QString what = sight.cursor ? say(QT_TRANSLATE_NOOP("SliceView", "Cursor"))
                                    : say(QT_TRANSLATE_NOOP("SliceView", "Crosshair"));
  QStringList values;
  if (!content.volume.empty()) {
    const std::optional<int> hu = huAt(content.volume, lps);
    values << (hu ? say(QT_TRANSLATE_NOOP("SliceView", "%1 HU")).arg(*hu)
                  : say(QT_TRANSLATE_NOOP("SliceView", "no HU")));
  }
  if (const QString name = labelText(content, sight.layer, lps); !name.isEmpty()) values << name;
  const QString gap = QStringLiteral("  ");
  const QStringList place = positionText(lps).split(gap);
  for (const QStringList& lines : {QStringList{(QStringList{what} + values).join(gap), place.join(gap)},
                                   QStringList{values.join(gap), place.join(gap)}, values + place})
    if (annotations.write(Qt::AlignBottom | Qt::AlignLeft, lines, kTextColour)) return;
}

void writeDifferenceLegend(ViewAnnotations& annotations, const SliceContent& content) {
  for (const auto value :
       {planning::Difference::both, planning::Difference::onlyA, planning::Difference::onlyB}) {
    const auto index = static_cast<std::uint8_t>(value);
    annotations.write(Qt::AlignRight | Qt::AlignTop, {QStringLiteral("\u25a0 ") + differenceName(index)},
                      QColor(differenceOverlay(content.overlay.opacity).colour[index]));
  }
}

}  // namespace

QString sliceTitle(SliceOrientation orientation, const Mat3& cross) {
  const bool straight = isStraight(orientation, cross);
  switch (orientation) {
    case SliceOrientation::axial:
      return straight ? say(QT_TRANSLATE_NOOP("SliceView", "Axial"))
                      : say(QT_TRANSLATE_NOOP("SliceView", "Oblique axial"));
    case SliceOrientation::coronal:
      return straight ? say(QT_TRANSLATE_NOOP("SliceView", "Coronal"))
                      : say(QT_TRANSLATE_NOOP("SliceView", "Oblique coronal"));
    case SliceOrientation::sagittal:
      break;
  }
  return straight ? say(QT_TRANSLATE_NOOP("SliceView", "Sagittal"))
                  : say(QT_TRANSLATE_NOOP("SliceView", "Oblique sagittal"));
}

SliceStack stackOf(const SliceContent& content, const SliceAxes& axes) {
  return stackAlong(content.geometry(), axes.into());
}

void annotateSlice(QPainter& painter, const SliceContent& content, const SliceSight& sight) {
  const SliceGeometry& shown = sight.geometry;
  const QColor colour = colourFrom(colourOf(sight.orientation));
  const QString title = sliceTitle(sight.orientation, content.rotation);
  ViewAnnotations annotations(painter, QRectF(0.0, 0.0, shown.screenSize().x, shown.screenSize().y));
  if (content.empty()) {
    annotations.write(Qt::AlignTop | Qt::AlignLeft, {title}, colour);
    return;
  }
  annotations.writeSides(shown.axes().right, shown.axes().down);
  writeProbe(annotations, content, sight);
  QStringList heading{title, slicePositionText(content.crosshair, shown.axes().into()),
                      sliceText(content, sight)};
  if (const QString layer = layerText(content, sight.layer); !layer.isEmpty()) heading.prepend(layer);
  annotations.write(Qt::AlignTop | Qt::AlignLeft, heading, colour);
  QStringList look;
  if (!content.volume.empty())
    look << say(QT_TRANSLATE_NOOP("SliceView", "W %1  L %2"))
                .arg(std::lround(content.windowLevel.windowHu))
                .arg(std::lround(content.windowLevel.levelHu));
  if (!content.phaseText.isEmpty()) look << content.phaseText;
  if (const QString slab = slabText(content.slab); !slab.isEmpty() && !content.volume.empty()) look << slab;
  if (!look.isEmpty()) annotations.write(Qt::AlignTop | Qt::AlignRight, look, kTextColour);
  annotations.drawScaleBar(shown.mmPerPixel());
  if (sight.layer == LabelLayer::difference) writeDifferenceLegend(annotations, content);
}

}  // namespace valvista::viewer
