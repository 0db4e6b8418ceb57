// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/measurement_panel.h"

#include "ui/session/measurement_text.h"
#include "ui/session/planning_text.h"
#include "ui/widgets/state_icon.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <utility>

namespace valvista::ui {

using planning::CatalogueEntry;
using planning::Measured;

namespace {

enum Column { kName, kValue, kUnit, kUncertainty, kState, kMethod, kColumns };
constexpr int kIdRole = Qt::UserRole;
constexpr int kMethodLetters = 14;  ///< that the column of methods needs to be of use

QString groupTitle(MeasurementGroup group) {
  switch (group) {
    case MeasurementGroup::annulus:
      return MeasurementPanel::tr("Annulus");
    case MeasurementGroup::root:
      return MeasurementPanel::tr("Root");
    case MeasurementGroup::iliac:
      return MeasurementPanel::tr("Iliac arteries");
    case MeasurementGroup::volumes:
      return MeasurementPanel::tr("Volumes");
  }
  return {};
}

/// The catalogue's label; in English without what the group heading says already: "Annulus area" is "Area".
QString rowLabel(const CatalogueEntry& entry) {
  const QString whole = QString::fromUtf8(entry.label.data(), static_cast<qsizetype>(entry.label.size()));
  const QString translated = planningText(entry.label);
  if (translated != whole) return translated;
  QString text = whole;
  for (const char* prefix : {"Annulus ", "Root ", "Volume, "})
    if (text.startsWith(QLatin1String(prefix))) text.remove(0, static_cast<qsizetype>(qstrlen(prefix)));
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

QString definitionTip(const CatalogueEntry& entry) {
  return planningText(entry.definition);
}

}  // namespace

MeasurementPanel::MeasurementPanel(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("measurementTable"));
  setAccessibleName(tr("Measurements"));
  setColumnCount(kColumns);
  setHeaderLabels(
      {tr("Measurement"), tr("Value"), tr("Unit"), QStringLiteral("\u00b1"), QString(), tr("Method")});
  connect(header(), &QHeaderView::sectionResized, this, [this](int column) {
    if (column != kMethod) placeMethod();
  });
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
  for (const int column : {kName, kValue, kUnit, kUncertainty, kState})
    header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  buildRows();
  connect(this, &QTreeWidget::itemClicked, this, &MeasurementPanel::announce);
  connect(this, &QTreeWidget::itemActivated, this, &MeasurementPanel::announce);
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
      row->setData(kName, kIdRole,
                   QString::fromUtf8(entry.id.data(), static_cast<qsizetype>(entry.id.size())));
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

void MeasurementPanel::setNumbers(std::vector<ShownNumber> numbers, const planning::Findings& findings,
                                  const QString& pending) {
  const bool sameReasons = findings == findings_ && pending == pending_;
  if (sameReasons && numbers == numbers_) return;
  findings_ = findings;
  pending_ = pending;
  std::vector<ShownNumber> before = std::exchange(numbers_, std::move(numbers));
  // A row with a number does not depend on the reasons why others have none.
  if (!sameReasons) std::erase_if(before, [](const ShownNumber& number) { return !number.measured.value; });
  fillRows(before);
  for (int group = 0; group < topLevelItemCount(); ++group) {
    const QTreeWidgetItem* heading = topLevelItem(group);
    if (heading->childCount() == 0) continue;
    Q_EMIT model()->dataChanged(indexFromItem(heading->child(0), 0),
                                indexFromItem(heading->child(heading->childCount() - 1), kColumns - 1));
  }
}

void MeasurementPanel::fillRows(const std::vector<ShownNumber>& before) {
  // Told of each of some hundred texts, the tree would measure its columns each time.
  const QSignalBlocker quiet(model());
  for (const ShownNumber& number : numbers_) {
    QTreeWidgetItem* row = rowOf(number.measured.id);
    if (row && std::find(before.begin(), before.end(), number) == before.end()) fillRow(row, number);
  }
}

QTreeWidgetItem* MeasurementPanel::rowOf(const std::string& id) const {
  for (int g = 0; g < topLevelItemCount(); ++g)
    for (int i = 0; i < topLevelItem(g)->childCount(); ++i)
      if (topLevelItem(g)->child(i)->data(kName, kIdRole).toString().toStdString() == id)
        return topLevelItem(g)->child(i);
  return nullptr;
}

void MeasurementPanel::fillRow(QTreeWidgetItem* row, const ShownNumber& number) const {
  const Measured& measured = number.measured;
  const bool stale = number.state == NumberState::stale, live = number.state == NumberState::live;
  row->setText(kValue, valueText(measured.value, measured.unit));
  row->setText(kUnit, unitText(measured.unit));
  row->setText(kUncertainty,
               measured.uncertainty ? uncertaintyText(*measured.uncertainty, measured.unit) : QString());
  row->setText(kMethod, methodText(measured.method));
  row->setToolTip(kMethod, QString::fromStdString(measured.method));
  row->setToolTip(
      kValue, measured.method.empty()
                  ? QString()
                  : tr("Click to see where it was measured. Method: %1").arg(methodText(measured.method)));
  row->setForeground(kValue, stale ? theme::kQuietText : live ? theme::kAccent : theme::kText);
  QFont font = theme::numberFont();
  font.setItalic(stale);
  row->setFont(kValue, font);
  row->setText(kState, stale           ? tr("out of date")
                       : live          ? tr("live")
                       : number.edited ? tr("edited")
                                       : QString());
  row->setIcon(kState, stale ? stateIcon(planning::StepState::stale) : QIcon());
  row->setForeground(kState, stale ? theme::kSecond : live ? theme::kAccent : theme::kThird);
  row->setToolTip(kState, number.proposed
                              ? tr("Proposed: %1 %2")
                                    .arg(valueText(number.proposed, measured.unit), unitText(measured.unit))
                                    .trimmed()
                              : QString());
  if (measured.value) return;
  const QString reason = missingReason(measured, findings_);
  row->setToolTip(kValue, reason.isEmpty() ? pending_ : reason);
  row->setForeground(kValue,
                     reason.isEmpty() ? theme::kQuietText : theme::kWarning);  // not tried, or failed
}

void MeasurementPanel::resizeEvent(QResizeEvent* event) {
  QTreeWidget::resizeEvent(event);
  placeMethod();
}

void MeasurementPanel::placeMethod() {
  // A method that would be cut is better read in the tooltip of its value.
  int others = 0;
  for (const int column : {kName, kValue, kUnit, kUncertainty, kState}) others += columnWidth(column);
  setColumnHidden(kMethod, viewport()->width() - others < kMethodLetters * fontMetrics().averageCharWidth());
}

void MeasurementPanel::choose(const std::string& id) {
  QTreeWidgetItem* row = rowOf(id);
  if (!row) return;
  setCurrentItem(row);
  announce(row);
}

std::string MeasurementPanel::chosen() const {
  return currentItem() ? currentItem()->data(kName, kIdRole).toString().toStdString() : std::string();
}

void MeasurementPanel::announce(const QTreeWidgetItem* row) {
  const std::string id = row->data(kName, kIdRole).toString().toStdString();
  const auto number = std::find_if(numbers_.begin(), numbers_.end(),
                                   [&](const ShownNumber& shown) { return shown.measured.id == id; });
  if (number != numbers_.end()) Q_EMIT evidenceChosen(number->measured.evidence);
}

}  // namespace valvista::ui
