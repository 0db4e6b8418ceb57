// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/model/finding.h"

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace valvista::ui {

/// What the reader of the plan must know, most severe first. Each line has a sign, the severity in words and
/// the text; choosing one that has a place goes there.
class FindingsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit FindingsPanel(QWidget* parent = nullptr);

  /// `emptyText` stands there when there are none.
  void setFindings(const planning::Findings& findings, const QString& emptyText);

 Q_SIGNALS:
  void placeChosen(const valvista::Vec3& lps);

 private:
  void choose(const QListWidgetItem* item);

  planning::Findings findings_;
  QListWidget* list_;
  QLabel* empty_;
};

}  // namespace valvista::ui
