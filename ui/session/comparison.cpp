// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/comparison.h"

#include "planning/core/number_text.h"
#include "planning/io/label_schemes.h"
#include "planning/model/tavr_labels.h"

#include <utility>

namespace valvista::ui {

namespace {

const QString kKey = QStringLiteral("compare labels");
constexpr double kMm3PerMl = 1000.0;

/// What the work needs of the case, as it was when it began.
struct Question {
  std::function<planning::AnatomyLabels(const Progress&)> read;  ///< the other labels
  bool coarse = false;
  LabelMap shown;
  std::optional<planning::RootLabelOptions> rules;  ///< by which the shown labels were derived
};

ComparedLabels compare(const Question& question, const Progress& progress) {
  const planning::AnatomyLabels read = question.read(Progress(progress, 0.0, 0.2));
  ComparedLabels compared;
  compared.labels = planning::matchGrid(read.labels, question.shown.geometry(), read.partial);
  if (question.rules && (question.coarse || read.scheme != "tavr"))
    compared.labels =
        planning::deriveRootLabels(compared.labels, *question.rules, {}, Progress(progress, 0.2, 0.5)).labels;
  compared.comparison =
      planning::compareLabels(question.shown, compared.labels, Progress(progress, 0.5, 0.8));
  compared.surfaces = planning::buildSurfaces(compared.labels, Progress(progress, 0.8, 1.0));
  compared.voxelMl = question.shown.geometry().voxelVolume() / kMm3PerMl;
  return compared;
}

}  // namespace

Comparison::Comparison(const CaseDocument& document, JobRunner& jobs, QObject* parent)
    : QObject(parent), document_(document), jobs_(jobs) {
  connect(&document_, &CaseDocument::changed, this, &Comparison::follow);
}

void Comparison::start(const std::filesystem::path& file) {
  startWith([file](const Progress& progress) { return planning::loadLabels(file, std::nullopt, progress); },
            false);
}

void Comparison::start(const planning::AnatomyLabels& other) {
  startWith([other](const Progress&) { return other; }, true);
}

void Comparison::startWith(Read read, bool coarse) {
  const LabelMap* shown = document_.shownLabels();
  if (!shown) return;
  read_ = std::move(read);
  coarse_ = coarse;
  Question question{read_, coarse_, *shown, std::nullopt};
  if (document_.derived().root) question.rules = document_.inputs().options.root;
  jobs_.start(
      kKey, planning::Lane::cpu,
      [question = std::move(question)](const Progress& progress) { return compare(question, progress); },
      [this](JobOutcome<ComparedLabels> outcome) { take(std::move(outcome)); });
}

void Comparison::take(JobOutcome<ComparedLabels> outcome) {
  if (auto* compared = std::get_if<ComparedLabels>(&outcome)) {
    result_ = std::move(*compared);
    Q_EMIT changed();
    return;
  }
  // What was shown before stays, unless it was of labels that are no longer there.
  if (!result_) read_ = {};
  if (const auto* failure = std::get_if<JobFailed>(&outcome)) Q_EMIT failed(failure->message);
}

void Comparison::close() {
  if (!read_) return;
  read_ = {};
  jobs_.cancel(kKey);
  if (!result_) return;
  result_.reset();
  Q_EMIT changed();
}

void Comparison::follow(const CaseChange& change) {
  if (!read_) return;
  if (change.replaced || !document_.shownLabels()) {
    close();
  } else if (change.parts.testFlag(CasePart::labels)) {
    startWith(read_, coarse_);
  }
}

std::string comparisonCsv(const ComparedLabels& compared) {
  std::string text =
      "label,name,volume_a_ml,volume_b_ml,dice,iou,mean_surface_distance_mm,hausdorff95_mm,hausdorff_mm\n";
  const auto cell = [](const std::optional<double>& value, int decimals) {
    return "," + (value ? formatFixed(*value, decimals) : std::string());
  };
  for (const planning::ClassAgreement& own : compared.comparison.classes) {
    text += std::to_string(own.label) + "," + planning::labelDisplayName(own.label);
    text += cell(static_cast<double>(own.voxelsA) * compared.voxelMl, 3);
    text += cell(static_cast<double>(own.voxelsB) * compared.voxelMl, 3);
    text += cell(own.dice, 4) + cell(own.iou, 4) + cell(own.meanSurfaceDistanceMm, 3);
    text += cell(own.hausdorff95Mm, 3) + cell(own.hausdorffMm, 3) + "\n";
  }
  return text;
}

}  // namespace valvista::ui
