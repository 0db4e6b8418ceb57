// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/surface_notes.h"

#include "planning/model/tavr_labels.h"
#include "viewer/widgets/view_annotations.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr int kNoteMargin = 12, kSwatch = 10, kLegendMargin = 8;
const QColor kTextColour(225, 228, 232), kQuietColour(169, 179, 190), kLegendGround(22, 25, 30, 170);

}  // namespace

QString textOf(VolumePreset preset) {
  switch (preset) {
    case VolumePreset::cardiacCta:
      return QCoreApplication::translate("VolumePreset", "Cardiac CTA");
    case VolumePreset::boneAndVessel:
      return QCoreApplication::translate("VolumePreset", "Bone and vessel");
    case VolumePreset::calcium:
      return QCoreApplication::translate("VolumePreset", "Calcium");
    case VolumePreset::none:
      break;
  }
  return {};
}

SurfaceNotes::SurfaceNotes(const SurfaceScene& scene, const VolumeLayer& volume, QWidget* parent)
    : QWidget(parent), scene_(scene), volume_(volume) {
  setObjectName(QStringLiteral("surfaceNotes"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
}

void SurfaceNotes::setNote(const QString& note) {
  note_ = note;
  update();
}

void SurfaceNotes::setLegendShown(bool shown) {
  legendShown_ = shown;
  update();
}

void SurfaceNotes::followCamera() {
  const Vec3 right = scene_.screenRight(), up = scene_.screenUp();
  if (right == right_ && up == up_) return;
  right_ = right;
  up_ = up;
  update();
}

void SurfaceNotes::setTopDrawing(std::function<void(QPainter&)> draw) {
  drawTop_ = std::move(draw);
}

QStringList SurfaceNotes::legendLines() const {
  QStringList lines;
  for (const LegendEntry& entry : scene_.legend())
    lines += QCoreApplication::translate("Planning", planning::labelDisplayName(entry.label).c_str());
  if (scene_.comparing()) lines += tr("Pale shell: labels B");
  return lines;
}

void SurfaceNotes::paintLegend(QPainter& painter) const {
  const QStringList lines = legendLines();
  const std::vector<LegendEntry> entries = scene_.legend();
  const int lineHeight = painter.fontMetrics().height() + 2;
  const int high = lineHeight * static_cast<int>(lines.size());
  int wide = 0;
  for (const QString& line : lines) wide = std::max(wide, painter.fontMetrics().horizontalAdvance(line));
  const QRect box(kLegendMargin, height() - kLegendMargin - high, wide + 2 * kSwatch + kLegendMargin, high);
  // Half of the height is left to the picture and the letter of the side.
  if (lines.isEmpty() || box.top() < height() / 2 + lineHeight || box.width() > width() / 2) return;
  painter.fillRect(box.adjusted(-4, -3, 4, 3), kLegendGround);
  for (qsizetype n = 0; n < lines.size(); ++n) {
    const QRect line(box.left(), box.top() + lineHeight * static_cast<int>(n), box.width(), lineHeight);
    const QColor colour = static_cast<std::size_t>(n) < entries.size()
                              ? colourFrom(entries[static_cast<std::size_t>(n)].colour)
                              : Qt::white;
    painter.fillRect(line.left(), line.center().y() - kSwatch / 2, kSwatch, kSwatch, colour);
    painter.setPen(kTextColour);
    painter.drawText(line.adjusted(2 * kSwatch, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, lines[n]);
  }
}

void SurfaceNotes::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (note_.isEmpty() && !volume_.picture().isNull()) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(rect(), volume_.picture());
  }
  if (parentWidget()->hasFocus()) {
    painter.setPen(kTextColour);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
  ViewAnnotations annotations(painter, rect());
  if (note_.isEmpty()) annotations.writeSides(scene_.screenRight(), -scene_.screenUp());
  QStringList title{tr("3D")};
  if (const QString preset = textOf(volume_.preset()); !preset.isEmpty()) title += preset;
  annotations.write(Qt::AlignTop | Qt::AlignLeft, title, kTextColour);
  if (note_.isEmpty()) {
    if (legendShown_) paintLegend(painter);
    if (drawTop_) drawTop_(painter);
    return;
  }
  painter.setPen(kQuietColour);
  painter.drawText(rect().adjusted(kNoteMargin, kNoteMargin, -kNoteMargin, -kNoteMargin),
                   Qt::AlignCenter | Qt::TextWordWrap, note_);
}

}  // namespace valvista::viewer
