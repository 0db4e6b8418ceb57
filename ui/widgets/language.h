// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/app_settings.h"

class QCoreApplication;

namespace valvista::ui {

/// Lets every text that is made from now on be of this language; Qt's own texts (file dialogs) follow where
/// Qt's translations are installed. Call it before the window is made.
void useLanguage(QCoreApplication& application, Language language);

}  // namespace valvista::ui
