// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/step_facts.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace valvista::ui {

/// Facts below each other: sign, name, value as proposed where it was edited, value that counts. Texts wrap,
/// none is cut.
class FactTable : public QWidget {
  Q_OBJECT
 public:
  explicit FactTable(QWidget* parent = nullptr);
  void setFacts(const StepFacts& facts);

 private:
  struct Row {
    QLabel *sign, *name, *proposed, *value, *note;
  };
  Row addRow();
  static void fill(const Row& row, const StepFact& fact);

  QGridLayout* grid_;
  std::vector<Row> rows_;
};

}  // namespace valvista::ui
