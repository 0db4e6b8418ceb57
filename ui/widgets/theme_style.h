// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace valvista::ui::theme {

/// Fusion with boxes to tick that are seen on a dark surface, too: Fusion's frame is darker than the window.
class Style : public QProxyStyle {
 public:
  Style();
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
};

}  // namespace valvista::ui::theme
