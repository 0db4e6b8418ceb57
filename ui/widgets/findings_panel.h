// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/finding.h"

#include <QWidget>

#include <set>
#include <string>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace valvista::ui {

/// What the reader of the plan must know, most severe first, what was acknowledged last. Each line has a
/// check mark (Space), a sign, the severity in words and the text; choosing one that has a place goes there.
class FindingsPanel : public QWidget {
  Q_OBJECT
 public:
  /// `listName` is the objectName of the list; there is more than one such panel in a window.
  explicit FindingsPanel(const char* listName, QWidget* parent = nullptr);

  /// `acknowledged` holds keys of planning::acknowledgementKey. `emptyText` stands there when there are none.
  void setFindings(const planning::Findings& findings, const std::set<std::string>& acknowledged,
                   const QString& emptyText);

 Q_SIGNALS:
  void placeChosen(const valvista::Vec3& lps);
  void acknowledgeRequested(const valvista::planning::Finding& finding, bool acknowledged);

 private:
  void buildRows();
  void choose(const QListWidgetItem* item);
  void toggle(const QListWidgetItem* item);

  planning::Findings findings_;  ///< in the order of the rows
  std::set<std::string> acknowledged_;
  QListWidget* list_;
  QLabel* empty_;
};

}  // namespace valvista::ui
