// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/case.h"

#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;

namespace valvista::ui {

/// Whose scan this is and what it is: patient, study, grid, labels.
class CasePanel : public QWidget {
  Q_OBJECT
 public:
  explicit CasePanel(QWidget* parent = nullptr);
  void setCase(const planning::Case& inputs);

 private:
  QLabel* addRow(QFormLayout* form, const QString& caption, const char* name);
  void setStudy(const planning::Study* study);
  void setLabels(const planning::AnatomyLabels* anatomy);

  QLabel *patientName_, *patientId_, *birthDate_, *studyDate_, *series_, *phase_;
  QLabel *size_, *spacing_, *labelSource_, *labelScheme_;
};

/// The patient's name as windows show it; says so where there is none.
QString patientText(const planning::Case& inputs);
/// "19500131" as "1950-01-31"; anything else as it is.
QString dateText(const std::string& dicomDate);
/// "Doe^Jane" as "Doe, Jane".
QString personText(const std::string& dicomName);

}  // namespace valvista::ui
