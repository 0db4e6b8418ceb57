// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/shown_numbers.h"

#include <cmath>

namespace valvista::ui {

using planning::PlanEdits;
using planning::Vessel;

namespace {

bool starts(std::string_view id, std::string_view with) {
  return id.starts_with(with);
}

/// Which edits a measurement depends on; aorta and root are divided by annulus plane and root end.
struct Dependence {
  bool hinges = false, rootEnd = false;
  std::optional<Vessel> vessel;
};

Dependence dependenceOf(std::string_view id) {
  if (starts(id, "annulus.")) return {true, false, {}};
  if (id == "root.diameter.max") return {true, false, {}};
  if (starts(id, "root.")) return {true, true, {}};
  if (starts(id, "iliac.left.")) return {false, false, Vessel::iliacLeft};
  if (starts(id, "iliac.right.")) return {false, false, Vessel::iliacRight};
  if (starts(id, "volume.iliac")) return {};
  if (id == "volume.aorta" || id == "volume.aortic_root") return {true, true, {}};
  if (starts(id, "volume.")) return {true, false, {}};
  return {true, true, {}};  // not known: rather out of date once too often than a wrong millimetre
}

/// Whether the change from one to the other touches the measurement.
bool differs(const PlanEdits& a, const PlanEdits& b, std::string_view id) {
  const Dependence on = dependenceOf(id);
  if (on.hinges && a.hinges != b.hinges) return true;
  if (on.rootEnd && a.rootEndMm != b.rootEndMm) return true;
  return on.vessel && a.centrelinePoints[planning::indexOf(*on.vessel)] !=
                          b.centrelinePoints[planning::indexOf(*on.vessel)];
}

}  // namespace

bool restsOn(const PlanEdits& edits, std::string_view id) {
  return differs(edits, {}, id);
}

void ShownNumbers::follow(const CaseDocument& document, const CaseChange& change) {
  // Other labels come with the numbers gone; the proposal of the old ones is none for the new.
  if (change.replaced || (change.parts & CasePart::labels && document.derived().measurements.empty()))
    proposed_.clear();
  if (!(change.parts & CasePart::measurements) || document.labelsAreNewer()) return;
  if (document.inputs().anatomy && document.inputs().anatomy->corrected) return;
  for (const auto& measured : document.derived().measurements)
    if (measured.value && !restsOn(document.measuredEdits(), measured.id))
      proposed_[measured.id] = *measured.value;
}

void ShownNumbers::compareWithProposal(ShownNumber& shown) const {
  constexpr double kShown = 0.005;  ///< less shows in no number
  const auto found = proposed_.find(shown.measured.id);
  if (found == proposed_.end() || !shown.measured.value) return;
  if (std::abs(found->second - *shown.measured.value) < kShown) return;
  shown.edited = true;
  shown.proposed = found->second;
}

ShownNumber ShownNumbers::number(const CaseDocument& document, std::string_view id) const {
  ShownNumber shown;
  shown.measured.id = id;
  shown.measured.unit = planning::catalogueEntry(id).unit;
  const PlanEdits& now = document.shownReview().edits;
  shown.edited = restsOn(now, id);
  if (const auto found = proposed_.find(id); shown.edited && found != proposed_.end())
    shown.proposed = found->second;

  const auto* measured = planning::find(document.derived().measurements, id);
  if (!measured) return shown;
  shown.measured = *measured;
  if (!document.labelsAreNewer() && !differs(now, document.measuredEdits(), id)) {
    shown.state = measured->value ? NumberState::current : NumberState::missing;
  } else {
    shown.state = NumberState::stale;
    const auto* live = document.live() ? planning::find(document.live()->measurements, id) : nullptr;
    if (live) {
      shown.measured = *live;
      shown.state = live->value ? NumberState::live : NumberState::missing;
    }
  }
  if (document.inputs().anatomy && document.inputs().anatomy->corrected) compareWithProposal(shown);
  return shown;
}

}  // namespace valvista::ui
