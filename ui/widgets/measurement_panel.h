// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QTreeWidget>

#include "planning/model/finding.h"
#include "planning/model/measurement.h"

namespace valvista::ui {

/// All numbers of the plan in groups. Choosing one shows where it was measured.
class MeasurementPanel : public QTreeWidget {
  Q_OBJECT
 public:
  explicit MeasurementPanel(QWidget* parent = nullptr);

  /// Rows of the whole catalogue; what is not among `measurements` is a dash. `findings` say why a value is
  /// missing, `pending` what to say where they do not.
  void setMeasurements(const planning::Measurements& measurements, const planning::Findings& findings,
                       const QString& pending);
  /// Selects the row as if it had been clicked. Nothing when there is no such id.
  void choose(const std::string& id);

 Q_SIGNALS:
  void evidenceChosen(const valvista::planning::Evidence& evidence);

 private:
  void buildRows();
  static void fillRow(QTreeWidgetItem* row, const planning::Measured& measured);
  void announce(const QTreeWidgetItem* row);

  planning::Measurements measurements_;
};

}  // namespace valvista::ui
