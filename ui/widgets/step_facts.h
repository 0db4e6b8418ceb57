// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/shown_numbers.h"
#include "ui/session/workflow.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ui {

/// How a fact compares with what the step asks for.
enum class FactSign : std::uint8_t { none, good, doubtful, bad, unknown };

/// A row of a step's page.
struct StepFact {
  QString name, value;
  QString proposed;  ///< of an edited number: the value as proposed
  QString note;      ///< a sentence below the row; empty for none
  FactSign sign = FactSign::none;
  NumberState state = NumberState::current;
  bool edited = false;
  std::optional<QColor> swatch;  ///< colour of a label
  std::string measurement;       ///< id of the number, where it is one of the catalogue
};
using StepFacts = std::vector<StepFact>;

/// What the page of a step lists of the case as it is now.
StepFacts factsOf(WorkflowStep step, const CaseDocument& document, const ShownNumbers& numbers);

}  // namespace valvista::ui
