// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/place_ranking.h"

#include <QWidget>

class QListWidget;

namespace valvista::ui {

/// Where labels should be looked at first, with what could change there. Hidden while there is nothing.
class PlaceList : public QWidget {
  Q_OBJECT
 public:
  explicit PlaceList(PlaceRanking& ranking, QWidget* parent = nullptr);

  /// The next place (1) or the one before (-1), around; the first one after the places have changed.
  void step(int by);

 Q_SIGNALS:
  void placeChosen(const valvista::Vec3& lps);

 private:
  void show();
  void choose(int row);

  PlaceRanking& ranking_;
  QListWidget* list_;
};

}  // namespace valvista::ui
