// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/app_settings.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>

#include <cstdint>

class QApplication;
class QWidget;

namespace valvista::ui::theme {

/// The colours of one look of the window. The views of the CT stay dark in both.
struct Colours {
  QColor window, panel, field, bar, line, button, hover, selection, progress;  ///< surfaces
  QColor notice, alarm;                                                        ///< surfaces of the banner
  QColor text, quietText, selectedText, disabledText;
  QColor accent, warning, error;  ///< also as text
  QColor second, third;           ///< further curves and marks of a plot
};

const Colours& coloursOf(Look look);

/// A text colour on a surface as the style sheet, the panels and the plot use them.
struct TextPair {
  const char* name;
  QColor text, surface;
};
/// Every pair of a look; each has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3). Disabled text is exempt
/// there.
QList<TextPair> textPairs(const Colours& colours);

namespace detail {
inline Colours current = coloursOf(Look::dark);
}

// The colours of the look that is in use: they follow apply().
inline const QColor& kWindow = detail::current.window;
inline const QColor& kPanel = detail::current.panel;
inline const QColor& kField = detail::current.field;
inline const QColor& kLine = detail::current.line;
inline const QColor& kText = detail::current.text;
inline const QColor& kQuietText = detail::current.quietText;
inline const QColor& kAccent = detail::current.accent;
inline const QColor& kSelection = detail::current.selection;
inline const QColor& kWarning = detail::current.warning;
inline const QColor& kError = detail::current.error;
inline const QColor& kSecond = detail::current.second;
inline const QColor& kThird = detail::current.third;

/// What a text says beyond its words; its colour follows the look by itself.
enum class Tone : std::uint8_t { normal, quiet, accent, warning, error };
void setTone(QWidget& widget, Tone tone);

/// Fusion in our palette, the same on every desktop. Again for another look: every window changes at once,
/// and widgets that paint by hand get QEvent::StyleChange.
void apply(QApplication& application, Look look);
/// The application's font with digits of one width.
QFont numberFont();

}  // namespace valvista::ui::theme
