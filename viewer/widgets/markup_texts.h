// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

namespace valvista::viewer {

/// Names and values beside what they belong to, with a dark halo. Places are kept free and given away: first
/// everything that must stay visible is reserved, then texts are written in the order of their weight.
class MarkupTexts {
 public:
  MarkupTexts(QPainter& painter, const QRectF& area) : painter_(painter), area_(area) {}

  /// No text will cover this place.
  void reserve(const QPointF& centre, double radius);
  /// Beside `anchor`, on the first side that is free; left out where none is.
  void write(const QPointF& anchor, const QString& text, const QColor& colour);

 private:
  bool isFree(const QRectF& place) const;

  QPainter& painter_;
  QRectF area_;
  std::vector<QRectF> taken_;
};

}  // namespace valvista::viewer
