// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/place_ranking.h"

#include <cmath>
#include <utility>

namespace valvista::ui {

using planning::DoubtfulPlace;
using planning::DoubtKind;
using planning::Step;

namespace {

/// The side of the patient that a direction points to most.
QString sideOf(const Vec3& direction) {
  const double x = std::abs(direction.x), y = std::abs(direction.y), z = std::abs(direction.z);
  if (x >= y && x >= z) return direction.x > 0 ? PlaceRanking::tr("left") : PlaceRanking::tr("right");
  if (y >= z) return direction.y > 0 ? PlaceRanking::tr("posterior") : PlaceRanking::tr("anterior");
  return direction.z > 0 ? PlaceRanking::tr("superior") : PlaceRanking::tr("inferior");
}

}  // namespace

PlaceRanking::PlaceRanking(CaseDocument& document, JobRunner& jobs, QObject* parent)
    : QObject(parent), document_(document), jobs_(jobs) {
  connect(&document_, &CaseDocument::changed, this, [this](const CaseChange& change) {
    if (change.replaced) {
      ranked_.reset();
      show({});
    }
    follow();
  });
}

const QString& PlaceRanking::jobKey() {
  static const QString key = QStringLiteral("place ranking");
  return key;
}

void PlaceRanking::setPaused(bool paused) {
  if (std::exchange(paused_, paused) != paused) follow();
}

void PlaceRanking::follow() {
  if (!document_.derived().root) show({});
  const planning::StepStatus measured = document_.status(Step::measure);
  const bool due = measured.state == planning::StepState::done && !paused_ && ranked_ != measured.revision;
  if (running_ && (!due || *running_ != measured.revision)) {
    running_.reset();
    ++run_;
    jobs_.cancel(jobKey());
  }
  if (due && !running_) start(measured.revision);
}

void PlaceRanking::start(std::uint64_t revision) {
  running_ = revision;
  jobs_.start(
      jobKey(), planning::Lane::aside,
      [inputs = document_.inputs(), derived = document_.derived()](const Progress& progress) {
        return planning::doubtfulPlaces(inputs, derived, progress);
      },
      [this, revision, run = ++run_](JobOutcome<std::vector<DoubtfulPlace>> outcome) {
        if (run == run_) take(revision, std::move(outcome));
      });
}

void PlaceRanking::take(std::uint64_t revision, JobOutcome<std::vector<DoubtfulPlace>> outcome) {
  running_.reset();
  // What failed once would fail again; there are then no places to look at.
  ranked_ = revision;
  auto* places = std::get_if<std::vector<DoubtfulPlace>>(&outcome);
  show(places ? std::move(*places) : std::vector<DoubtfulPlace>());
}

void PlaceRanking::show(std::vector<DoubtfulPlace> places) {
  if (places.empty() && places_.empty()) return;
  places_ = std::move(places);
  Q_EMIT changed();
}

QString textOf(const DoubtfulPlace& place) {
  if (place.kind == DoubtKind::annulusArea)
    return PlaceRanking::tr("Annulus, %1: up to %2 mm²")
        .arg(sideOf(place.outward))
        .arg(place.amount, 0, 'f', 0);
  const QString text = place.kind == DoubtKind::iliacLeftMinimum
                           ? PlaceRanking::tr("Left iliac artery at %1 mm: up to %2 mm")
                           : PlaceRanking::tr("Right iliac artery at %1 mm: up to %2 mm");
  return text.arg(place.alongMm, 0, 'f', 0).arg(place.amount, 0, 'f', 1);
}

QString reasonOf(const DoubtfulPlace& place) {
  if (place.kind == DoubtKind::annulusArea)
    return PlaceRanking::tr(
        "Labels and CT show the wall in different places: the area hangs on which is right");
  if (place.edgeShows)
    return PlaceRanking::tr(
        "Labels and CT show different walls: the smallest diameter hangs on which is right");
  return PlaceRanking::tr("The CT does not show the wall: the smallest diameter hangs on the labels alone");
}

}  // namespace valvista::ui
