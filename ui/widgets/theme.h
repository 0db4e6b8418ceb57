// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

class QApplication;

namespace valvista::ui::theme {

// Colours of the dark look. Text colours keep a contrast of at least 4.5:1 on `kPanel` and `kField`.
inline const QColor kWindow{0x1b, 0x1f, 0x24};
inline const QColor kPanel{0x20, 0x25, 0x2b};
inline const QColor kField{0x15, 0x18, 0x1c};
inline const QColor kLine{0x3a, 0x42, 0x4c};
inline const QColor kText{0xe6, 0xe9, 0xed};
inline const QColor kQuietText{0xa9, 0xb3, 0xbe};
inline const QColor kAccent{0x56, 0xb4, 0xe9};
inline const QColor kSelection{0x1d, 0x4e, 0x79};
inline const QColor kWarning{0xf0, 0xc0, 0x4a};
inline const QColor kError{0xff, 0x8a, 0x7a};
inline const QColor kSecond{0xe6, 0x9f, 0x00};
inline const QColor kThird{0xd9, 0x8c, 0xba};

/// Fusion in our palette, the same on every desktop.
void apply(QApplication& application);
/// The application's font with digits of one width.
QFont numberFont();

}  // namespace valvista::ui::theme
