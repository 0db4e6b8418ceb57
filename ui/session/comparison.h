// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/surface_builder.h"
#include "planning/measure/label_comparison.h"
#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ui {

/// Second labels of the case (B) and how they agree with the shown ones (A).
struct ComparedLabels {
  LabelMap labels;
  planning::LabelComparison comparison;
  std::vector<planning::LabelSurface> surfaces;
  double voxelMl = 0.0;  ///< volume of one voxel
};

/// The comparison of the case's labels with those of a file or of another version, computed in the
/// background. It belongs to the case: another one ends it, and labels derived anew are compared anew.
class Comparison : public QObject {
  Q_OBJECT
 public:
  Comparison(const CaseDocument& document, JobRunner& jobs, QObject* parent = nullptr);

  /// Labels of another source become TAVR labels by the rules of the case when the shown ones are derived, so
  /// that both have the same classes. Nothing happens without labels to compare with.
  void start(const std::filesystem::path& file);
  /// The same with labels that are there already.
  void start(const planning::AnatomyLabels& other);
  void close();
  const std::optional<ComparedLabels>& result() const { return result_; }

 Q_SIGNALS:
  /// result() is another one.
  void changed();
  /// The labels were not compared; `reason` is for the user.
  void failed(const QString& reason);

 private:
  using Read = std::function<planning::AnatomyLabels(const Progress&)>;
  void startWith(Read read, bool coarse);
  void follow(const CaseChange& change);
  void take(JobOutcome<ComparedLabels> outcome);

  const CaseDocument& document_;
  JobRunner& jobs_;
  Read read_;  ///< the other labels; empty: nothing is compared
  bool coarse_ =
      false;  ///< they are anatomy of which the rules have yet to make TAVR labels, whatever their scheme
  std::optional<ComparedLabels> result_;
};

/// The comparison as a table; decimals have a point in every language.
std::string comparisonCsv(const ComparedLabels& compared);

}  // namespace valvista::ui
