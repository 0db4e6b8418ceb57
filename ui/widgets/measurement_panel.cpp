// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/measurement_panel.h"

#include <QHeaderView>

#include <array>

#include "ui/session/measurement_text.h"
#include "ui/widgets/theme.h"

namespace valvista::ui {

using planning::CatalogueEntry;
using planning::Measured;

namespace {

enum Column { kName, kValue, kUnit, kUncertainty, kMethod, kColumns };
constexpr int kIdRole = Qt::UserRole;

QString groupTitle(MeasurementGroup group) {
  switch (group) {
    case MeasurementGroup::annulus: return MeasurementPanel::tr("Annulus");
    case MeasurementGroup::root: return MeasurementPanel::tr("Root");
    case MeasurementGroup::iliac: return MeasurementPanel::tr("Iliac arteries");
    case MeasurementGroup::volumes: return MeasurementPanel::tr("Volumes");
  }
  return {};
}

/// The catalogue's label without what the group heading says already: "Annulus area" is "Area" there.
QString rowLabel(const CatalogueEntry& entry) {
  std::string_view label = entry.label;
  for (const std::string_view prefix : {"Annulus ", "Root ", "Volume, "})
    if (label.starts_with(prefix)) label.remove_prefix(prefix.size());
  QString text = QString::fromUtf8(label.data(), static_cast<qsizetype>(label.size()));
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

QString definitionTip(const CatalogueEntry& entry) {
  return QString::fromUtf8(entry.definition.data(), static_cast<qsizetype>(entry.definition.size()));
}

}  // namespace

MeasurementPanel::MeasurementPanel(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("measurementTable"));
  setAccessibleName(tr("Measurements"));
  setColumnCount(kColumns);
  setHeaderLabels({tr("Measurement"), tr("Value"), tr("Unit"), QStringLiteral("\u00b1"), tr("Method")});
  headerItem()->setToolTip(kUncertainty, tr("Uncertainty: one standard deviation, same unit"));
  headerItem()->setTextAlignment(kValue, Qt::AlignRight | Qt::AlignVCenter);
  headerItem()->setTextAlignment(kUncertainty, Qt::AlignRight | Qt::AlignVCenter);
  setRootIsDecorated(false);
  setIndentation(8);
  setUniformRowHeights(true);
  setExpandsOnDoubleClick(false);
  setItemsExpandable(false);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setTextElideMode(Qt::ElideRight);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  header()->setStretchLastSection(true);
  header()->setSectionsMovable(false);
  header()->setMinimumSectionSize(30);
  for (const int column : {kName, kValue, kUnit, kUncertainty})
    header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  buildRows();
  connect(this, &QTreeWidget::itemClicked, this, &MeasurementPanel::announce);
  connect(this, &QTreeWidget::itemActivated, this, &MeasurementPanel::announce);
  setMeasurements({}, {}, tr("No case open"));
}

void MeasurementPanel::buildRows() {
  QFont bold = font();
  bold.setBold(true);
  for (const auto group : {MeasurementGroup::annulus, MeasurementGroup::root, MeasurementGroup::iliac,
                           MeasurementGroup::volumes}) {
    auto* heading = new QTreeWidgetItem(this, {groupTitle(group)});
    heading->setFlags(Qt::ItemIsEnabled);
    heading->setFont(kName, bold);
    heading->setForeground(kName, theme::kAccent);
    for (int column = 0; column < kColumns; ++column) heading->setBackground(column, theme::kPanel);
    heading->setFirstColumnSpanned(true);
    for (const CatalogueEntry& entry : planning::measurementCatalogue()) {
      if (groupOf(entry.id) != group) continue;
      auto* row = new QTreeWidgetItem(heading, {rowLabel(entry)});
      row->setData(kName, kIdRole, QString::fromUtf8(entry.id.data(), static_cast<qsizetype>(entry.id.size())));
      row->setToolTip(kName, definitionTip(entry));
      for (const int column : {kValue, kUncertainty}) {
        row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        row->setFont(column, theme::numberFont());
      }
      row->setForeground(kUnit, theme::kQuietText);
      row->setForeground(kUncertainty, theme::kQuietText);
      row->setForeground(kMethod, theme::kQuietText);
    }
    heading->setExpanded(true);
  }
}

void MeasurementPanel::setMeasurements(const planning::Measurements& measurements, const planning::Findings& findings,
                                       const QString& pending) {
  measurements_ = measurements;
  for (int g = 0; g < topLevelItemCount(); ++g) {
    QTreeWidgetItem* heading = topLevelItem(g);
    for (int i = 0; i < heading->childCount(); ++i) {
      QTreeWidgetItem* row = heading->child(i);
      const std::string id = row->data(kName, kIdRole).toString().toStdString();
      const Measured* known = planning::find(measurements_, id);
      Measured absent;
      absent.id = id;
      absent.unit = planning::catalogueEntry(id).unit;
      const QString reason = known ? missingReason(*known, findings) : QString();
      fillRow(row, known ? *known : absent);
      if (known && known->value) continue;
      row->setToolTip(kValue, reason.isEmpty() ? pending : reason);
      row->setForeground(kValue, known ? theme::kWarning : theme::kQuietText);  // failed, or not tried yet
    }
  }
}

void MeasurementPanel::fillRow(QTreeWidgetItem* row, const Measured& measured) {
  row->setText(kValue, valueText(measured.value, measured.unit));
  row->setText(kUnit, unitText(measured.unit));
  row->setText(kUncertainty, measured.uncertainty ? uncertaintyText(*measured.uncertainty, measured.unit) : QString());
  row->setText(kMethod, methodText(measured.method));
  row->setToolTip(kMethod, QString::fromStdString(measured.method));
  row->setToolTip(kValue, tr("Click to see where it was measured"));
  row->setForeground(kValue, theme::kText);
}

void MeasurementPanel::choose(const std::string& id) {
  for (int g = 0; g < topLevelItemCount(); ++g) {
    for (int i = 0; i < topLevelItem(g)->childCount(); ++i) {
      QTreeWidgetItem* row = topLevelItem(g)->child(i);
      if (row->data(kName, kIdRole).toString().toStdString() != id) continue;
      setCurrentItem(row);
      announce(row);
    }
  }
}

void MeasurementPanel::announce(const QTreeWidgetItem* row) {
  const Measured* measured = planning::find(measurements_, row->data(kName, kIdRole).toString().toStdString());
  if (measured) Q_EMIT evidenceChosen(measured->evidence);
}

}  // namespace valvista::ui
