// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/measure/doubtful_places.h"
#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::ui {

/// Where an annotator should look first (planning::doubtfulPlaces), found in the background each time the
/// case has been measured. The places of the measuring before stay until the new ones are there.
class PlaceRanking : public QObject {
  Q_OBJECT
 public:
  PlaceRanking(CaseDocument& document, JobRunner& jobs, QObject* parent = nullptr);

  const std::vector<planning::DoubtfulPlace>& places() const { return places_; }
  /// While paused nothing is computed: what the person does comes first.
  void setPaused(bool paused);
  /// Name of the job, which is nothing that a person waits for.
  static const QString& jobKey();

 Q_SIGNALS:
  void changed();

 private:
  void follow();
  void start(std::uint64_t revision);
  void take(std::uint64_t revision, JobOutcome<std::vector<planning::DoubtfulPlace>> outcome);
  void show(std::vector<planning::DoubtfulPlace> places);

  CaseDocument& document_;
  JobRunner& jobs_;
  std::vector<planning::DoubtfulPlace> places_;
  bool paused_ = false;
  std::optional<std::uint64_t> ranked_, running_;  ///< revisions of the measuring
  int run_ = 0;                                    ///< of the job whose outcome counts
};

/// "Annulus, anterior: up to 12 mm²", in the language of the window.
QString textOf(const planning::DoubtfulPlace& place);
/// Why it is in doubt, in a sentence.
QString reasonOf(const planning::DoubtfulPlace& place);

}  // namespace valvista::ui
