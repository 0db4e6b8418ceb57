// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/comparison.h"

#include <QWidget>

class QTableWidget;

namespace valvista::ui {

/// How two segmentations agree, one row for each class. Choosing a row goes to where they differ most.
class ComparePanel : public QWidget {
  Q_OBJECT
 public:
  explicit ComparePanel(QWidget* parent = nullptr);

  void setResult(const std::optional<ComparedLabels>& compared);

 Q_SIGNALS:
  void placeChosen(const valvista::Vec3& lps);
  void exportRequested();
  void closeRequested();

 private:
  void addRow(const planning::ClassAgreement& agreement, double voxelMl);
  void choose();

  std::vector<std::optional<Vec3>> places_;  ///< by row
  QTableWidget* table_;
};

}  // namespace valvista::ui
