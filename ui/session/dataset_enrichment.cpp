// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/dataset_enrichment.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace valvista::ui {

namespace {

const QString kEnrichKey = QStringLiteral("training.enrich");
/// Each holds a CT and its labels in memory.
constexpr unsigned kMostCasesAtATime = 4;

/// Half of the processors, so that the window and other work keep theirs.
int casesAtATime() {
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency() / 2, 1U, kMostCasesAtATime));
}

}  // namespace

DatasetEnrichment::DatasetEnrichment(JobRunner& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {
  connect(&jobs_, &JobRunner::progressed, this, [this](const QString& key, double fraction) {
    if (key != kEnrichKey || fraction <= fraction_) return;  // cases beside each other report in turns
    fraction_ = fraction;
    Q_EMIT progressed(fraction);
  });
}

std::filesystem::path DatasetEnrichment::folderFor(const std::filesystem::path& dataset) {
  std::filesystem::path folder = dataset.lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // "DATASET/"
  return folder += "-tavr";
}

void DatasetEnrichment::start(const std::filesystem::path& dataset) {
  if (running_) return;
  forget();
  running_ = true;
  fraction_ = 0.0;
  planning::EnrichRequest request;
  request.dataset = dataset;
  request.out = folderFor(dataset);
  request.byNames = true;
  request.jobs = casesAtATime();
  jobs_.start(
      kEnrichKey, planning::Lane::aside,
      [request](const Progress& progress) {
        planning::beginEnrichedDataset(request.out);
        return planning::enrichDataset(request, progress);
      },
      [this](JobOutcome<planning::EnrichedDataset> outcome) {
        running_ = false;
        if (auto* result = std::get_if<planning::EnrichedDataset>(&outcome)) result_ = std::move(*result);
        if (const auto* failure = std::get_if<JobFailed>(&outcome)) problem_ = failure->message;
        Q_EMIT ended();
      });
}

void DatasetEnrichment::cancel() {
  if (running_) jobs_.cancel(kEnrichKey);
}

void DatasetEnrichment::forget() {
  result_.reset();
  problem_.clear();
}

bool DatasetEnrichment::madeDataset() const {
  return result_ && std::ranges::any_of(result_->outcomes, [](const planning::CaseOutcome& one) {
           return one.state != planning::CaseResult::refused;
         });
}

}  // namespace valvista::ui
