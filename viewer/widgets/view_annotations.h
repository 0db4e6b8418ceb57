// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::viewer {

/// Writes texts at the border of a view. A text in a corner moves away from the border until it covers no
/// earlier one; where it does not fit it is left out: write what matters most first.
class ViewAnnotations {
 public:
  ViewAnnotations(QPainter& painter, const QRectF& area);

  /// Lines of text at a corner, or in the middle of a side. False when they were left out.
  bool write(Qt::Alignment where, const QStringList& lines, const QColor& colour);
  /// Letters of the patient's sides on all four sides of the view.
  void writeSides(const Vec3& right, const Vec3& down);
  /// A bar of a round number of millimetres in the bottom right corner.
  void drawScaleBar(double mmPerPixel);

  /// Places taken so far.
  const std::vector<QRectF>& taken() const { return taken_; }

 private:
  bool take(const QRectF& place);
  /// Takes the nearest free place to the corner; absent when there is none.
  std::optional<QRectF> takeNear(Qt::Alignment where, const QSizeF& size);
  QRectF placeFor(Qt::Alignment where, const QSizeF& size) const;

  QPainter& painter_;
  QRectF area_;
  std::vector<QRectF> taken_;
};

/// "L 12.3  P 45.6  H 78.9 mm": every coordinate with the side of the patient it lies on.
QString positionText(const Vec3& lps);
/// "H 78.9 mm": the position of a slice along the strongest axis of its direction.
QString slicePositionText(const Vec3& lps, const Vec3& direction);
QColor colourFrom(const std::array<std::uint8_t, 3>& rgb);

}  // namespace valvista::viewer
