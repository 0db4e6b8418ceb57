// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/compare_panel.h"

#include "planning/model/tavr_labels.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLocale>
#include <QPixmap>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <utility>

namespace valvista::ui {

namespace {

constexpr int kSwatch = 12;

QPixmap swatchOf(std::uint8_t label) {
  QPixmap swatch(kSwatch, kSwatch);
  swatch.fill(Qt::white);
  for (const planning::LabelStyle& style : planning::labelStyles())
    if (style.value == label) swatch.fill(QColor(style.rgb[0], style.rgb[1], style.rgb[2]));
  return swatch;
}

}  // namespace

ComparePanel::ComparePanel(QWidget* parent) : QWidget(parent), table_(new QTableWidget) {
  setObjectName(QStringLiteral("comparePanel"));
  table_->setObjectName(QStringLiteral("compareTable"));
  table_->setAccessibleName(tr("Agreement of the labels A and B"));
  const std::vector<std::pair<QString, QString>> columns{
      {tr("Class"), tr("A: the labels of the case. B: the labels of the file.")},
      {tr("A ml"), tr("Volume of the class in A")},
      {tr("B ml"), tr("Volume of the class in B")},
      {tr("Dice"), tr("Twice the common volume over the sum of both; 1 is the same")},
      {tr("IoU"), tr("Common volume over the volume of either; 1 is the same")},
      {tr("Mean mm"), tr("Average symmetric distance of the surfaces")},
      {tr("HD95 mm"), tr("Hausdorff distance, 95th percentile")},
      {tr("HD mm"), tr("Hausdorff distance: the farthest that one surface is from the other")}};
  table_->setColumnCount(static_cast<int>(columns.size()));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    auto* header = new QTableWidgetItem(columns[c].first);
    header->setToolTip(columns[c].second);
    table_->setHorizontalHeaderItem(static_cast<int>(c), header);
  }
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setTabKeyNavigation(false);
  connect(table_, &QTableWidget::itemSelectionChanged, this, &ComparePanel::choose);
  auto* save = new QPushButton(tr("Save &table\u2026"));
  save->setObjectName(QStringLiteral("compareExport"));
  auto* close = new QPushButton(tr("&Close comparison"));
  close->setObjectName(QStringLiteral("compareClose"));
  connect(save, &QPushButton::clicked, this, &ComparePanel::exportRequested);
  connect(close, &QPushButton::clicked, this, &ComparePanel::closeRequested);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(save);
  buttons->addStretch();
  buttons->addWidget(close);
  auto* column = new QVBoxLayout(this);
  column->addWidget(table_, 1);
  column->addLayout(buttons);
}

void ComparePanel::setResult(const std::optional<ComparedLabels>& compared) {
  const QSignalBlocker quiet(table_);
  table_->setRowCount(0);
  places_.clear();
  if (!compared) return;
  for (const planning::ClassAgreement& agreement : compared->comparison.classes)
    addRow(agreement, compared->voxelMl);
}

void ComparePanel::addRow(const planning::ClassAgreement& agreement, double voxelMl) {
  const int row = table_->rowCount();
  table_->insertRow(row);
  places_.push_back(agreement.worstPlaceLps);
  const std::string name = planning::labelDisplayName(agreement.label);
  table_->setItem(row, 0,
                  new QTableWidgetItem(QIcon(swatchOf(agreement.label)),
                                       QCoreApplication::translate("Planning", name.c_str())));
  const auto number = [&](int column, const std::optional<double>& value, int decimals) {
    auto* item =
        new QTableWidgetItem(value ? QLocale::c().toString(*value, 'f', decimals) : QStringLiteral("\u2013"));
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->setFont(theme::numberFont());
    if (!value) item->setToolTip(tr("One side does not have this class"));
    table_->setItem(row, column, item);
  };
  number(1, static_cast<double>(agreement.voxelsA) * voxelMl, 1);
  number(2, static_cast<double>(agreement.voxelsB) * voxelMl, 1);
  number(3, agreement.dice, 3);
  number(4, agreement.iou, 3);
  number(5, agreement.meanSurfaceDistanceMm, 2);
  number(6, agreement.hausdorff95Mm, 2);
  number(7, agreement.hausdorffMm, 2);
}

void ComparePanel::choose() {
  const int row = table_->currentRow();
  if (row < 0 || static_cast<std::size_t>(row) >= places_.size()) return;
  if (const auto& place = places_[static_cast<std::size_t>(row)]) Q_EMIT placeChosen(*place);
}

}  // namespace valvista::ui
