// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPainter>
#include <QPixmapCache>

namespace valvista::ui {

/// An icon of `name` in the usual sizes, painted by `paint(QPainter&)` on a transparent board of 32 x 32.
/// Tables ask for their signs with every number that changes: each name is painted once.
template <class Paint>
QIcon signIcon(const QString& name, Paint paint) {
  QIcon icon;
  for (const int side : {16, 20, 32, 64}) {
    const QString key = QStringLiteral("valvista sign %1 %2").arg(name).arg(side);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
      pixmap = QPixmap(side, side);
      pixmap.fill(Qt::transparent);
      QPainter painter(&pixmap);
      painter.setRenderHint(QPainter::Antialiasing);
      painter.scale(side / 32.0, side / 32.0);
      paint(painter);
      painter.end();
      QPixmapCache::insert(key, pixmap);
    }
    icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace valvista::ui
