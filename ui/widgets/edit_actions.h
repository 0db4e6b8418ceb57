// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace valvista::ui {

class ActionRegistry;
class CaseDocument;

/// Undo and redo; their texts name what they take back or do again.
void registerEditActions(ActionRegistry& actions, CaseDocument& document);

}  // namespace valvista::ui
