// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The header is written with Qt's keywords, which the project switches off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach

namespace valvista::ui {

/// Ground, axes, grid and legend of a plot in the colours of the present look.
void colourPlot(QCustomPlot& plot, const QColor& legendText);

}  // namespace valvista::ui
