// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace valvista::ui {

/// A line over the views to type a name in, at the mouse where it is over them. Enter takes the name, Escape
/// and a click elsewhere leave the old one. Nothing is blocked meanwhile.
void askName(QWidget& views, const QString& name, const std::function<void(const QString&)>& take);

}  // namespace valvista::ui
