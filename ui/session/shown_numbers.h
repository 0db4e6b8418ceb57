// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/measurement.h"
#include "ui/session/case_document.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace valvista::ui {

/// How far a number can be trusted at this moment.
enum class NumberState : std::uint8_t {
  missing,  ///< never measured, or could not be
  current,  ///< of the case as it is
  live,     ///< of a change that is being dragged or measured again
  stale,    ///< of the case before the last change
};

/// A number of the catalogue as a window shows it.
struct ShownNumber {
  planning::Measured measured;  ///< always with id and unit
  NumberState state = NumberState::missing;
  bool edited = false;             ///< rests on something that a person changed
  std::optional<double> proposed;  ///< of an edited number: what it was as proposed, where that was measured
  bool operator==(const ShownNumber&) const = default;
};

/// Says of every number what to show. Remembers what was measured before the first edit, so that proposal and
/// correction stand side by side.
class ShownNumbers {
 public:
  /// Call for every change of the document, before anything is shown.
  void follow(const CaseDocument& document, const CaseChange& change);
  ShownNumber number(const CaseDocument& document, std::string_view id) const;

 private:
  /// Of corrected labels: what the number was before, where it changed.
  void compareWithProposal(ShownNumber& shown) const;

  std::map<std::string, double, std::less<>> proposed_;
};

/// Whether the measurement rests on one of the edits.
bool restsOn(const planning::PlanEdits& edits, std::string_view id);

}  // namespace valvista::ui
