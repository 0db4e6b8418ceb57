// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/severity_icon.h"

#include "ui/widgets/sign_icon.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace valvista::ui {

using planning::Severity;

namespace {

QPolygonF regularPolygon(int corners, double radius, double startDegrees) {
  QPolygonF polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = (startDegrees + 360.0 * i / corners) * std::numbers::pi / 180.0;
    polygon << QPointF(16.0 + radius * std::cos(angle), 16.0 + radius * std::sin(angle));
  }
  return polygon;
}

void drawSign(Severity severity, QPainter& painter) {
  painter.setPen(Qt::NoPen);
  QString sign = QStringLiteral("!");
  QRectF textBox(0, 0, 32, 32);
  switch (severity) {
    case Severity::info:
      painter.setBrush(theme::kAccent);
      painter.drawEllipse(QPointF(16, 16), 13, 13);
      sign = QStringLiteral("i");
      break;
    case Severity::warning:
      painter.setBrush(theme::kWarning);
      painter.drawPolygon(QPolygonF({QPointF(16, 2), QPointF(31, 29), QPointF(1, 29)}));
      textBox.translate(0, 4);
      break;
    case Severity::error:
      painter.setBrush(theme::kError);
      painter.drawPolygon(regularPolygon(8, 14.5, 22.5));
      sign = QStringLiteral("\u00d7");
      break;
  }
  QFont font = painter.font();
  font.setBold(true);
  font.setPixelSize(22);
  painter.setFont(font);
  painter.setPen(QColor(0x10, 0x12, 0x15));
  painter.drawText(textBox, Qt::AlignCenter, sign);
}

}  // namespace

QIcon severityIcon(Severity severity) {
  return signIcon(QStringLiteral("severity %1").arg(static_cast<int>(severity)),
                  [severity](QPainter& painter) { drawSign(severity, painter); });
}

QString severityText(Severity severity) {
  switch (severity) {
    case Severity::info:
      return QCoreApplication::translate("Severity", "Note");
    case Severity::warning:
      return QCoreApplication::translate("Severity", "Warning");
    case Severity::error:
      return QCoreApplication::translate("Severity", "Error");
  }
  return {};
}

}  // namespace valvista::ui
