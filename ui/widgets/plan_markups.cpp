// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plan_markups.h"

#include "planning/model/plan_edits.h"
#include "ui/session/plan_changes.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace valvista::ui {

using planning::Annotation;
using planning::AnnotationKind;
using planning::Vessel;
using viewer::Markup;
using viewer::MarkupKind;

namespace {

constexpr auto kHinges = "annulus.hinges", kPlane = "annulus.plane", kRootEnd = "root.end";
constexpr std::string_view kCentreline = "centreline.", kAnnotation = "annotation.";
// Apart also for colour-blind eyes, and from the colours of the labels and of the views.
constexpr viewer::Rgb kAnnulusColour{255, 176, 64}, kRootEndColour{226, 170, 255},
    kCentrelineColour{120, 235, 225}, kAnnotationColour{255, 255, 255};
constexpr double kTraceMarginMm = 6.0;  ///< beyond the contour, so that the ends do not lie on its wall

QString say(const char* text) {
  return QCoreApplication::translate("PlanMarkups", text);
}

/// The annulus contour and a margin.
double traceRadius(const planning::Derived& derived) {
  constexpr double kUsualMm = 20.0;
  if (!derived.annulusContour || derived.annulusContour->points.empty()) return kUsualMm;
  double most = 0.0;
  for (const Vec2& point : derived.annulusContour->points)
    most = std::max(most, std::hypot(point.x, point.y));
  return most + kTraceMarginMm;
}

void appendAnnulus(std::vector<Markup>& markups, const CaseDocument& document) {
  const planning::Case inputs = document.shownInputs();
  const planning::Derived& derived = document.derived();
  const auto plane = planning::annulusPlane(inputs, derived);
  if (!plane) return;
  const auto end = planning::rootEndMm(inputs, derived);
  if (end.current()) {
    Markup level;
    level.id = kRootEnd;
    level.kind = MarkupKind::level;
    level.plane = Plane{plane->origin + plane->normal * *end.current(), plane->normal};
    level.radiusMm = traceRadius(derived);
    level.name = say(QT_TRANSLATE_NOOP("PlanMarkups", "End of root")).toStdString();
    level.colour = kRootEndColour;
    level.edited = end.isEdited();
    markups.push_back(level);
  }
  const auto hinges = planning::hingePoints(inputs, derived);
  if (!hinges.current()) return;
  Markup trace;
  trace.id = kPlane;
  trace.kind = MarkupKind::plane;
  trace.plane = plane;
  trace.radiusMm = traceRadius(derived);
  trace.name = say(QT_TRANSLATE_NOOP("PlanMarkups", "Annulus")).toStdString();
  trace.colour = kAnnulusColour;
  trace.edited = hinges.isEdited();
  markups.push_back(trace);
  Markup points = trace;
  points.id = kHinges;
  points.kind = MarkupKind::hinges;
  points.name.clear();
  points.points.assign(hinges.current()->points.begin(), hinges.current()->points.end());
  points.pointNames.assign(planning::kHingeNames.begin(), planning::kHingeNames.end());
  markups.push_back(points);
}

void appendCentreline(std::vector<Markup>& markups, const CaseDocument& document, Vessel vessel) {
  const auto points = planning::centrelinePoints(document.shownInputs(), document.derived(), vessel);
  if (!points.current()) return;
  Markup line;
  line.id = std::string(kCentreline) + std::to_string(planning::indexOf(vessel));
  line.kind = MarkupKind::centreline;
  line.points = *points.current();
  line.colour = kCentrelineColour;
  line.edited = points.isEdited();
  markups.push_back(line);
}

struct Kind {
  AnnotationKind annotation;
  MarkupKind markup;
  const char *draw, *move, *remove;  ///< names of the changes
};
constexpr Kind kKinds[]{
    {AnnotationKind::distance, MarkupKind::distance, QT_TRANSLATE_NOOP("PlanMarkups", "Draw ruler"),
     QT_TRANSLATE_NOOP("PlanMarkups", "Move ruler"), QT_TRANSLATE_NOOP("PlanMarkups", "Delete ruler")},
    {AnnotationKind::angle, MarkupKind::angle, QT_TRANSLATE_NOOP("PlanMarkups", "Draw angle"),
     QT_TRANSLATE_NOOP("PlanMarkups", "Move angle"), QT_TRANSLATE_NOOP("PlanMarkups", "Delete angle")},
    {AnnotationKind::polygon, MarkupKind::polygon, QT_TRANSLATE_NOOP("PlanMarkups", "Draw polygon"),
     QT_TRANSLATE_NOOP("PlanMarkups", "Move polygon"), QT_TRANSLATE_NOOP("PlanMarkups", "Delete polygon")},
    {AnnotationKind::landmark, MarkupKind::landmark, QT_TRANSLATE_NOOP("PlanMarkups", "Set landmark"),
     QT_TRANSLATE_NOOP("PlanMarkups", "Move landmark"), QT_TRANSLATE_NOOP("PlanMarkups", "Delete landmark")},
};

const Kind* kindOf(AnnotationKind kind) {
  return std::find_if(std::begin(kKinds), std::end(kKinds),
                      [&](const Kind& k) { return k.annotation == kind; });
}
/// nullptr for what is no annotation.
const Kind* kindOf(MarkupKind kind) {
  const Kind* found =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& k) { return k.markup == kind; });
  return found == std::end(kKinds) ? nullptr : found;
}

Markup markupOf(const Annotation& annotation) {
  Markup markup;
  markup.id = std::string(kAnnotation) + annotation.id;
  markup.kind = kindOf(annotation.kind)->markup;
  markup.points = annotation.points;
  markup.name = annotation.name;
  markup.colour = kAnnotationColour;
  markup.removable = true;
  return markup;
}

const Annotation* annotationOf(const planning::Review& review, const std::string& markupId) {
  for (const Annotation& annotation : review.annotations)
    if (kAnnotation.size() + annotation.id.size() == markupId.size() && markupId.ends_with(annotation.id) &&
        markupId.starts_with(kAnnotation))
      return &annotation;
  return nullptr;
}

/// Which of the points lies elsewhere now.
template <class Points>
std::size_t movedIndex(const Points& before, const std::vector<Vec3>& after) {
  std::size_t moved = 0;
  double most = 0.0;
  for (std::size_t i = 0; i < std::min<std::size_t>(before.size(), after.size()); ++i)
    if (const double way = distance(before[i], after[i]); way > most) {
      most = way;
      moved = i;
    }
  return moved;
}

/// A change of the review and its name in the undo list.
struct Change {
  planning::Review review;
  QString name;
};

Change movedHinge(const CaseDocument& document, const Markup& markup) {
  const auto before = planning::hingePoints(document.inputs(), document.derived()).current();
  const std::size_t index = before ? movedIndex(before->points, markup.points) : 0;
  return {withHinge(document, index, markup.points.at(index)),
          say(QT_TRANSLATE_NOOP("PlanMarkups", "Move hinge point %1"))
              .arg(QString::fromUtf8(planning::kHingeNames[index].data()))};
}

Change movedPlane(const CaseDocument& document, const Markup& markup) {
  const auto before = planning::annulusPlane(document.inputs(), document.derived());
  const bool turned = before && norm(cross(before->normal, markup.plane->normal)) > 1e-9;
  return {withPlane(document, *markup.plane),
          turned ? say(QT_TRANSLATE_NOOP("PlanMarkups", "Tilt annulus plane"))
                 : say(QT_TRANSLATE_NOOP("PlanMarkups", "Move annulus plane"))};
}

Change movedRootEnd(const CaseDocument& document, const Markup& markup) {
  const auto annulus = planning::annulusPlane(document.inputs(), document.derived());
  const QString name = say(QT_TRANSLATE_NOOP("PlanMarkups", "Move end of root"));
  if (!annulus) return {document.shownReview(), name};
  return {withRootEnd(document, signedDistance(*annulus, markup.plane->origin)), name};
}

Change movedCentreline(const CaseDocument& document, const Markup& markup) {
  const auto vessel = static_cast<Vessel>(std::stoi(markup.id.substr(kCentreline.size())));
  const auto before = planning::centrelinePoints(document.inputs(), document.derived(), vessel).current();
  const std::size_t index = before ? movedIndex(*before, markup.points) : 0;
  return {withCentrelinePoint(document, vessel, index, markup.points.at(index)),
          say(QT_TRANSLATE_NOOP("PlanMarkups", "Move centreline point"))};
}

Change changeOf(const CaseDocument& document, const Markup& markup) {
  switch (markup.kind) {
    case MarkupKind::hinges:
      return movedHinge(document, markup);
    case MarkupKind::plane:
      return movedPlane(document, markup);
    case MarkupKind::level:
      return movedRootEnd(document, markup);
    case MarkupKind::centreline:
      return movedCentreline(document, markup);
    default:
      break;
  }
  const Annotation* annotation = annotationOf(document.review(), markup.id);
  if (!annotation) return {document.shownReview(), {}};
  Annotation moved = *annotation;
  moved.points = markup.points;
  return {withAnnotation(document, moved), say(kindOf(markup.kind)->move)};
}

}  // namespace

std::vector<Markup> markupsOf(const CaseDocument& document, const ShownMarkups& shown) {
  std::vector<Markup> markups;
  if (shown.centreline) appendCentreline(markups, document, *shown.centreline);
  if (shown.annulus) appendAnnulus(markups, document);
  if (shown.annotations)
    for (const Annotation& annotation : document.shownReview().annotations)
      markups.push_back(markupOf(annotation));
  return markups;
}

PlanMarkups::PlanMarkups(CaseDocument& document, viewer::MarkupBoard& board, QObject* parent)
    : QObject(parent), document_(document), board_(board) {
  connect(&document_, &CaseDocument::changed, this, &PlanMarkups::follow);
  connect(&board_, &viewer::MarkupBoard::dragged, this, &PlanMarkups::drag);
  connect(&board_, &viewer::MarkupBoard::dragAbandoned, this, [this] { document_.abandonPreview(); });
  connect(&board_, &viewer::MarkupBoard::created, this, &PlanMarkups::add);
  connect(&board_, &viewer::MarkupBoard::removeRequested, this, &PlanMarkups::remove);
  board_.setMarkups(markupsOf(document_, shown_));
}

void PlanMarkups::show(const ShownMarkups& shown) {
  shown_ = shown;
  board_.setMarkups(markupsOf(document_, shown_));
}

void PlanMarkups::follow(const CaseChange& change) {
  if (change.replaced) {
    // A drag or a drawing on the case before says nothing about this one, though handles have the same ids.
    board_.setDragged({});
    board_.setTool(viewer::ViewTool::navigate);
  }
  if (change.parts & (CasePart::review | CasePart::measurements | CasePart::labels))
    board_.setMarkups(markupsOf(document_, shown_));
}

void PlanMarkups::drag(const Markup& markup, bool finished) {
  Change change = changeOf(document_, markup);
  if (finished) {
    document_.commit(change.name, std::move(change.review));
  } else {
    document_.preview(std::move(change.review));
  }
}

void PlanMarkups::add(const Markup& markup) {
  const Kind* kind = kindOf(markup.kind);
  if (!kind) return;
  Annotation annotation;
  annotation.id = newAnnotationId(document_);
  annotation.kind = kind->annotation;
  annotation.points = markup.points;
  if (annotation.kind == AnnotationKind::landmark) {
    const auto& all = document_.review().annotations;
    const auto before = std::count_if(all.begin(), all.end(),
                                      [](const Annotation& a) { return a.kind == AnnotationKind::landmark; });
    annotation.name = say(QT_TRANSLATE_NOOP("PlanMarkups", "Landmark %1")).arg(before + 1).toStdString();
  }
  if (!shown_.annotations) shown_.annotations = true;
  document_.commit(say(kind->draw), withAnnotation(document_, annotation));
  board_.select(std::string(kAnnotation) + annotation.id);
}

void PlanMarkups::remove(const QString& markupId) {
  if (const Annotation* annotation = annotationOf(document_.review(), markupId.toStdString()))
    document_.commit(say(kindOf(annotation->kind)->remove), withoutAnnotation(document_, annotation->id));
}

const Annotation* PlanMarkups::selectedAnnotation() const {
  return annotationOf(document_.review(), board_.selected());
}

void PlanMarkups::rename(const std::string& annotationId, const QString& name) {
  const Annotation* found = annotationOf(document_.review(), std::string(kAnnotation) + annotationId);
  if (!found) return;
  Annotation renamed = *found;
  renamed.name = name.simplified().toStdString();
  document_.commit(say(QT_TRANSLATE_NOOP("PlanMarkups", "Rename annotation")),
                   withAnnotation(document_, renamed));
}

}  // namespace valvista::ui
