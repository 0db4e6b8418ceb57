// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_icon.h"

#include "ui/widgets/severity_icon.h"
#include "ui/widgets/sign_icon.h"
#include "ui/widgets/theme.h"

#include <QPainterPath>

namespace valvista::ui {

using planning::StepState;

namespace {

const QColor kInk{0x10, 0x12, 0x15};
const QColor kDone{0x5f, 0xc9, 0x8b};

void drawRing(QPainter& painter, const QColor& colour) {
  painter.setPen(QPen(colour, 3));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QPointF(16, 16), 11.5, 11.5);
}

void drawTick(QPainter& painter) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(kDone);
  painter.drawEllipse(QPointF(16, 16), 13, 13);
  painter.setPen(QPen(kInk, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(QPolygonF({QPointF(9.5, 16.5), QPointF(14, 21), QPointF(22.5, 11)}));
}

void drawStale(QPainter& painter) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme::kSecond);
  painter.drawPolygon(QPolygonF({QPointF(16, 1), QPointF(31, 16), QPointF(16, 31), QPointF(1, 16)}));
  QPainterPath wave(QPointF(9, 18));
  wave.cubicTo(QPointF(13, 11), QPointF(19, 21), QPointF(23, 14));
  painter.setPen(QPen(kInk, 3.5, Qt::SolidLine, Qt::RoundCap));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(wave);
}

void drawSign(StepState state, QPainter& painter) {
  switch (state) {
    case StepState::fresh:
      drawRing(painter, theme::kQuietText);
      break;
    case StepState::running:
      drawRing(painter, theme::kAccent);
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme::kAccent);
      painter.drawEllipse(QPointF(16, 16), 5.5, 5.5);
      break;
    case StepState::done:
      drawTick(painter);
      break;
    case StepState::stale:
      drawStale(painter);
      break;
    case StepState::failed:
      break;
  }
}

}  // namespace

QIcon stateIcon(StepState state) {
  if (state == StepState::failed) return severityIcon(planning::Severity::error);
  return signIcon(QStringLiteral("state %1").arg(static_cast<int>(state)),
                  [state](QPainter& painter) { drawSign(state, painter); });
}

}  // namespace valvista::ui
