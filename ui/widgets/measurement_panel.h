// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/finding.h"
#include "planning/model/measurement.h"
#include "ui/session/shown_numbers.h"

#include <QTreeWidget>

#include <string>
#include <vector>

namespace valvista::ui {

/// All numbers of the plan in groups. Choosing one shows where it was measured.
class MeasurementPanel : public QTreeWidget {
  Q_OBJECT
 public:
  explicit MeasurementPanel(QWidget* parent = nullptr);

  /// `numbers` are of the whole catalogue, in its order. `findings` say why a value is missing, `pending`
  /// what to say where they do not.
  void setNumbers(std::vector<ShownNumber> numbers, const planning::Findings& findings,
                  const QString& pending);
  /// Selects the row as if it had been clicked. Nothing when there is no such id.
  void choose(const std::string& id);
  /// Id of the row that is selected, empty for none.
  std::string chosen() const;

 Q_SIGNALS:
  void evidenceChosen(const valvista::planning::Evidence& evidence);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void placeMethod();
  void buildRows();
  QTreeWidgetItem* rowOf(const std::string& id) const;
  void fillRows(const std::vector<ShownNumber>& before);
  void fillRow(QTreeWidgetItem* row, const ShownNumber& number) const;
  void announce(const QTreeWidgetItem* row);

  std::vector<ShownNumber> numbers_;  ///< that the rows show
  planning::Findings findings_;
  QString pending_;
};

}  // namespace valvista::ui
