// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/place_list.h"

#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace valvista::ui {

namespace {
constexpr int kMostRows = 4;  ///< seen at once
}

PlaceList::PlaceList(PlaceRanking& ranking, QWidget* parent)
    : QWidget(parent), ranking_(ranking), list_(new QListWidget) {
  list_->setObjectName(QStringLiteral("doubtfulPlaces"));
  list_->setAccessibleName(tr("Look here first"));
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setUniformItemSizes(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(makeHeading(tr("Look here first")));
  column->addWidget(list_);
  connect(list_, &QListWidget::itemClicked, this, [this] { choose(list_->currentRow()); });
  connect(list_, &QListWidget::itemActivated, this, [this] { choose(list_->currentRow()); });
  connect(&ranking_, &PlaceRanking::changed, this, &PlaceList::show);
  show();
}

void PlaceList::show() {
  list_->clear();
  for (const planning::DoubtfulPlace& place : ranking_.places()) {
    auto* item = new QListWidgetItem(textOf(place), list_);
    item->setToolTip(reasonOf(place));
  }
  setVisible(list_->count() > 0);
  if (list_->count() == 0) return;
  const int rows = std::min(kMostRows, list_->count());
  list_->setFixedHeight(rows * list_->sizeHintForRow(0) + 2 * list_->frameWidth());
}

void PlaceList::step(int by) {
  const int count = list_->count();
  if (count == 0) return;
  const int now = list_->currentRow();
  const int next = now < 0 ? (by > 0 ? 0 : count - 1) : (now + by + count) % count;
  list_->setCurrentRow(next);
  choose(next);
}

void PlaceList::choose(int row) {
  const std::vector<planning::DoubtfulPlace>& places = ranking_.places();
  if (row >= 0 && static_cast<std::size_t>(row) < places.size())
    Q_EMIT placeChosen(places[static_cast<std::size_t>(row)].lps);
}

}  // namespace valvista::ui
