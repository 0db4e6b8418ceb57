// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/plan_changes.h"

#include "planning/model/plan_edits.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::ui {

using planning::Review;

namespace {

/// Below this a point did not move: turning a plane there and back leaves rounding of this order.
constexpr double kSameMm = 1e-6;

template <class Points>
bool samePlaces(const Points& a, const Points& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Vec3& p, const Vec3& q) { return distance(p, q) < kSameMm; });
}

Review withHinges(const CaseDocument& document, const planning::HingePoints& before,
                  const planning::HingePoints& after) {
  const auto& root = document.derived().root;
  if (!root || !root->interface || !planning::editedPlane(after, root->interface->plane))
    return document.shownReview();
  Review review = document.review();
  if (!samePlaces(before.points, after.points)) review.edits.hinges = after;
  return review;
}

auto annotationWith(std::vector<planning::Annotation>& annotations, const std::string& id) {
  return std::find_if(annotations.begin(), annotations.end(), [&](const auto& a) { return a.id == id; });
}

}  // namespace

Review withHinge(const CaseDocument& document, std::size_t index, const Vec3& lps) {
  const auto before = planning::hingePoints(document.inputs(), document.derived()).current();
  if (!before || index >= before->points.size()) return document.shownReview();
  planning::HingePoints after = *before;
  after.points[index] = lps;
  return withHinges(document, *before, after);
}

Review withPlane(const CaseDocument& document, const Plane& target) {
  const auto before = planning::hingePoints(document.inputs(), document.derived()).current();
  const auto after = planning::hingesMovedTo(document.inputs(), document.derived(), target);
  return before && after ? withHinges(document, *before, *after) : document.shownReview();
}

Review withRootEnd(const CaseDocument& document, double mm) {
  const auto& root = document.derived().root;
  if (!root || !root->curve || root->curve->distanceMm.empty()) return document.shownReview();
  const std::vector<double>& along = root->curve->distanceMm;
  const double end = std::clamp(mm, std::max(0.0, along.front()), std::max(0.0, along.back()));
  const auto before = planning::rootEndMm(document.inputs(), document.derived()).current();
  Review review = document.review();
  if (!before || std::abs(*before - end) >= kSameMm) review.edits.rootEndMm = end;
  return review;
}

Review withCentrelinePoint(const CaseDocument& document, planning::Vessel vessel, std::size_t index,
                           const Vec3& lps) {
  const auto before = planning::centrelinePoints(document.inputs(), document.derived(), vessel).current();
  if (!before || index >= before->size()) return document.shownReview();
  Polyline after = *before;
  after[index] = lps;
  Review review = document.review();
  if (!samePlaces(*before, after))
    review.edits.centrelinePoints[planning::indexOf(vessel)] = std::move(after);
  return review;
}

EditPart centrelineOf(planning::Vessel vessel) {
  switch (vessel) {
    case planning::Vessel::aorta:
      return EditPart::aorta;
    case planning::Vessel::iliacLeft:
      return EditPart::iliacLeft;
    case planning::Vessel::iliacRight:
      return EditPart::iliacRight;
  }
  return EditPart::aorta;
}

Review withoutEdits(const CaseDocument& document, EditPart part) {
  Review review = document.review();
  for (const planning::Vessel vessel : planning::kVessels)
    if (part == centrelineOf(vessel)) review.edits.centrelinePoints[planning::indexOf(vessel)].reset();
  if (part == EditPart::annulus) review.edits.hinges.reset();
  if (part == EditPart::rootEnd) review.edits.rootEndMm.reset();
  return review;
}

bool isEdited(const CaseDocument& document, EditPart part) {
  return withoutEdits(document, part) != document.review();
}

Review withAcknowledged(const CaseDocument& document, const planning::Finding& finding, bool acknowledged) {
  Review review = document.review();
  if (acknowledged) {
    review.acknowledged.insert(planning::acknowledgementKey(finding));
  } else {
    review.acknowledged.erase(planning::acknowledgementKey(finding));
  }
  return review;
}

bool isAcknowledged(const CaseDocument& document, const planning::Finding& finding) {
  return document.review().acknowledged.contains(planning::acknowledgementKey(finding));
}

std::string newAnnotationId(const CaseDocument& document) {
  auto annotations = document.review().annotations;
  std::size_t number = annotations.size() + 1;
  while (annotationWith(annotations, "a" + std::to_string(number)) != annotations.end()) ++number;
  return "a" + std::to_string(number);
}

Review withAnnotation(const CaseDocument& document, planning::Annotation annotation) {
  if (annotation.id.empty()) annotation.id = newAnnotationId(document);
  Review review = document.review();
  const auto found = annotationWith(review.annotations, annotation.id);
  if (found == review.annotations.end()) {
    review.annotations.push_back(std::move(annotation));
  } else {
    *found = std::move(annotation);
  }
  return review;
}

Review withoutAnnotation(const CaseDocument& document, const std::string& id) {
  Review review = document.review();
  std::erase_if(review.annotations, [&](const auto& annotation) { return annotation.id == id; });
  return review;
}

}  // namespace valvista::ui
