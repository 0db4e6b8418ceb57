// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/review.h"
#include "ui/session/case_document.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace valvista::ui {

/// Every function here gives the review as it would be after one change, for CaseDocument::preview or commit.
/// It starts from the committed review, so that each step of a drag stands for itself: committing the last
/// one is the whole drag. A change to where a value already is gives the committed review itself, so that a
/// drag back to its start commits nothing. What cannot be changed (nothing proposed, no such index) or would
/// not make sense (hinge points that make no annulus plane, see planning::editedPlane) gives the review that
/// is shown: the drag stops there.

/// A hinge point (order of planning::HingePoints) moved to `lps`.
planning::Review withHinge(const CaseDocument& document, std::size_t index, const Vec3& lps);
/// The annulus plane moved as a rigid body; its hinge points go along.
planning::Review withPlane(const CaseDocument& document, const Plane& target);
/// The root end at this distance above the annulus plane; kept inside the cross-section curve.
planning::Review withRootEnd(const CaseDocument& document, double mm);
/// A control point of a centreline moved to `lps`.
planning::Review withCentrelinePoint(const CaseDocument& document, planning::Vessel vessel, std::size_t index,
                                     const Vec3& lps);

/// What can be reset to its proposal.
enum class EditPart : std::uint8_t { annulus, rootEnd, aorta, iliacLeft, iliacRight };
EditPart centrelineOf(planning::Vessel vessel);
/// Whether a person changed it; looks at what is committed.
bool isEdited(const CaseDocument& document, EditPart part);
/// Reset to the proposal.
planning::Review withoutEdits(const CaseDocument& document, EditPart part);

planning::Review withAcknowledged(const CaseDocument& document, const planning::Finding& finding,
                                  bool acknowledged);
bool isAcknowledged(const CaseDocument& document, const planning::Finding& finding);

/// Adds the annotation, or replaces the one with its id. An empty id stands for a new one: it gets the id
/// that newAnnotationId names.
planning::Review withAnnotation(const CaseDocument& document, planning::Annotation annotation);
planning::Review withoutAnnotation(const CaseDocument& document, const std::string& id);
/// The id that the next new annotation gets.
std::string newAnnotationId(const CaseDocument& document);

}  // namespace valvista::ui
