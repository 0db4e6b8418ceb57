// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme_style.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

#include <algorithm>

namespace valvista::ui::theme {

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
  if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    return;
  }
  const bool enabled = option->state.testFlag(State_Enabled), on = option->state.testFlag(State_On);
  const double side = std::min(option->rect.width(), option->rect.height()) - 1.0;
  const QRectF box(option->rect.center().x() + 0.5 - side / 2, option->rect.center().y() + 0.5 - side / 2, side, side);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (!enabled) painter->setOpacity(0.4);
  painter->setPen(QPen(on ? kAccent : kQuietText, option->state.testFlag(State_HasFocus) ? 2.0 : 1.0));
  painter->setBrush(kField);
  painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
  QPainterPath mark;
  if (on) {
    mark.moveTo(box.left() + 0.24 * side, box.top() + 0.52 * side);
    mark.lineTo(box.left() + 0.43 * side, box.top() + 0.72 * side);
    mark.lineTo(box.left() + 0.78 * side, box.top() + 0.28 * side);
  } else if (option->state.testFlag(State_NoChange)) {
    mark.moveTo(box.left() + 0.25 * side, box.center().y());
    mark.lineTo(box.right() - 0.25 * side, box.center().y());
  }
  painter->setBrush(Qt::NoBrush);
  painter->strokePath(mark, QPen(kText, 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter->restore();
}

}  // namespace valvista::ui::theme
