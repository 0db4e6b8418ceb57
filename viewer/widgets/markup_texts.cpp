// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_texts.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kGap = 11.0;  ///< from the anchor to the text, pixels
const QColor kHalo(0, 0, 0, 215);
constexpr double kHaloWidth = 3.5;

}  // namespace

void MarkupTexts::reserve(const QPointF& centre, double radius) {
  taken_.emplace_back(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
}

bool MarkupTexts::isFree(const QRectF& place) const {
  return area_.contains(place) && std::none_of(taken_.begin(), taken_.end(),
                                               [&](const QRectF& other) { return other.intersects(place); });
}

void MarkupTexts::write(const QPointF& anchor, const QString& text, const QColor& colour) {
  if (text.isEmpty()) return;
  const QFontMetricsF metrics(painter_.font());
  const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 2, std::ceil(metrics.height()));
  const double aside = kGap + size.width() / 2, above = kGap + size.height() / 2;
  const std::array<QPointF, 8> ways{QPointF(aside, -above), QPointF(aside, above), QPointF(-aside, -above),
                                    QPointF(-aside, above), QPointF(aside, 0),     QPointF(-aside, 0),
                                    QPointF(0, -above),     QPointF(0, above)};
  for (const QPointF& way : ways) {
    QRectF place(QPointF(), size);
    place.moveCenter(anchor + way);
    if (!isFree(place)) continue;
    taken_.push_back(place);
    QPainterPath letters;
    // Whole pixels keep small letters sharp.
    letters.addText(std::round(place.left() + 1), std::round(place.top() + metrics.ascent()), painter_.font(),
                    text);
    painter_.strokePath(letters, QPen(kHalo, kHaloWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter_.fillPath(letters, colour);
    return;
  }
}

}  // namespace valvista::viewer
