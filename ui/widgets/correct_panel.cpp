// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/correct_panel.h"

#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QAction>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QStyle>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace valvista::ui {

namespace {

constexpr int kLeastWidth = 306, kLeastTableHeight = 130;  ///< pixels
enum Column { kName, kOver, kLocked, kShown, kColumnCount };

QIcon swatch(const std::array<std::uint8_t, 3>& rgb) {
  QPixmap picture(14, 14);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(QColor(rgb[0], rgb[1], rgb[2]));
  painter.setPen(Qt::NoPen);
  painter.drawRoundedRect(1, 1, 12, 12, 3, 3);
  return picture;
}

/// What counts as a label where rules are given for it: the derived labels are part of aorta and ventricle.
std::vector<std::uint8_t> partsOf(std::uint8_t label) {
  std::vector<std::uint8_t> parts;
  for (int part = 0; part < 256; ++part) {
    const auto value = static_cast<std::uint8_t>(part);
    const bool aorta = planning::isAorta(label) && planning::isAorta(value);
    const bool ventricle = planning::isLeftVentricle(label) && planning::isLeftVentricle(value);
    if (value == label || aorta || ventricle) parts.push_back(value);
  }
  return parts;
}

QToolButton* makeButton(QAction* action) {
  auto* button = new QToolButton;
  button->setObjectName(action->objectName() + QStringLiteral("Button"));
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

QGridLayout* makeGrid(const QList<QAction*>& actions) {
  constexpr int kInARow = 2;
  auto* grid = new QGridLayout;
  grid->setSpacing(4);
  for (int at = 0; at < actions.size(); ++at)
    grid->addWidget(makeButton(actions[at]), at / kInARow, at % kInARow);
  return grid;
}

QDoubleSpinBox* makeMillimetres(const char* name, const QString& accessibleName, double lowest,
                                double highest) {
  auto* box = new QDoubleSpinBox;
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->setRange(lowest, highest);
  box->setDecimals(1);
  box->setSingleStep(0.5);
  box->setSuffix(QStringLiteral(" mm"));
  box->setKeyboardTracking(false);
  return box;
}

QSpinBox* makeHu(const char* name, const QString& accessibleName) {
  auto* box = new QSpinBox;
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->setRange(-1024, 3071);
  box->setSingleStep(10);
  box->setSuffix(QStringLiteral(" HU"));
  box->setKeyboardTracking(false);
  return box;
}

QCheckBox* makeCheck(const char* name, const QString& text, const QString& tip) {
  auto* box = new QCheckBox(text);
  box->setObjectName(QString::fromLatin1(name));
  box->setToolTip(tip);
  return box;
}

/// At which every column is read whole beside a scroll bar.
int wholeWidthOf(QTableWidget& table) {
  table.ensurePolished();
  const QAbstractItemView& view = table;
  int width =
      2 * table.frameWidth() + table.style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, &table);
  for (int column = 0; column < table.columnCount(); ++column)
    width += std::max(view.sizeHintForColumn(column), table.horizontalHeader()->sectionSizeHint(column));
  return width;
}

}  // namespace

CorrectPanel::CorrectPanel(LabelEditor& editor, const Actions& actions, QWidget* places, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      labels_(makeLabels()),
      radius_(makeMillimetres("brushRadius", tr("Radius of the brush"), LabelEditor::kSmallestRadiusMm,
                              LabelEditor::kLargestRadiusMm)),
      amount_(makeMillimetres("shapeAmount", tr("Width for smoothing and margins"), 0.1, 20.0)),
      sphere_(makeCheck("brushSphere", tr("Sphere"), tr("Paints through neighbouring slices, too"))),
      adaptive_(makeCheck("brushAdaptive", tr("Follow edges"),
                          tr("Keeps to the side of the image's edge on which the middle of the brush lies"))),
      inRange_(makeCheck("paintInRange", tr("Only CT between"), tr("Other voxels are not painted"))),
      lowest_(makeHu("paintLowestHu", tr("Lowest HU that is painted"))),
      highest_(makeHu("paintHighestHu", tr("Highest HU that is painted"))),
      hint_(makeNote("paintHint")) {
  setObjectName(QStringLiteral("correctPanel"));
  setMinimumWidth(kLeastWidth);
  amount_->setValue(1.0);
  lowest_->setValue(150);
  highest_->setValue(600);
  theme::setTone(*hint_, theme::Tone::warning);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(6);
  column->addWidget(places);
  column->addWidget(labels_, 1);
  column->addLayout(makeGrid(actions.tools));
  addBrush(*column);
  addHuRange(*column);
  addShapes(*column, actions.shapes);
  column->addWidget(hint_);
  connect(&editor_, &LabelEditor::changed, this, &CorrectPanel::show);
  show();
}

QTableWidget* CorrectPanel::makeLabels() {
  QTableWidget* table =
      makeTable("correctLabels", tr("Labels: what is painted, painted over, locked and shown"),
                {tr("Label"), tr("Over"), tr("Lock"), tr("Show")});
  const auto& styles = planning::labelStyles();
  table->setRowCount(static_cast<int>(styles.size()) + 1);
  for (int row = 0; row < table->rowCount(); ++row) {
    const bool background = row == 0;
    const std::uint8_t label = background ? 0 : styles[static_cast<std::size_t>(row) - 1].value;
    QTableWidgetItem* name =
        makeCell(background ? tr("Background") : planningText(planning::labelDisplayName(label)));
    if (!background) name->setIcon(swatch(styles[static_cast<std::size_t>(row) - 1].rgb));
    name->setData(Qt::UserRole, label);
    if (planning::isDerived(label))
      name->setToolTip(
          tr("Follows from aorta and left ventricle by the rules; locked, it stays and can be painted"));
    table->setItem(row, kName, name);
    for (const Column column : {kOver, kLocked, kShown}) {
      auto* check = new QTableWidgetItem;
      const bool usable = column == kShown ? !background : column == kLocked || !planning::isDerived(label);
      check->setFlags(usable ? Qt::ItemIsEnabled | Qt::ItemIsUserCheckable : Qt::NoItemFlags);
      if (usable) check->setCheckState(column == kLocked ? Qt::Unchecked : Qt::Checked);
      table->setItem(row, column, check);
    }
  }
  table->horizontalHeader()->setStretchLastSection(false);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(kName, QHeaderView::Stretch);
  table->setMinimumHeight(kLeastTableHeight);
  table->setMinimumWidth(wholeWidthOf(*table));
  connect(table, &QTableWidget::currentCellChanged, this, [this](int row) { chooseLabel(row); });
  connect(table, &QTableWidget::itemChanged, this, &CorrectPanel::takeChecks);
  return table;
}

void CorrectPanel::addBrush(QVBoxLayout& column) {
  auto* form = new QFormLayout;
  form->addRow(tr("Radius:"), radius_);
  column.addLayout(form);
  auto* row = new QHBoxLayout;
  row->addWidget(sphere_);
  row->addWidget(adaptive_);
  row->addStretch(1);
  column.addLayout(row);
  connect(radius_, &QDoubleSpinBox::valueChanged, this, &CorrectPanel::takeBrush);
  connect(sphere_, &QCheckBox::toggled, this, &CorrectPanel::takeBrush);
  connect(adaptive_, &QCheckBox::toggled, this, &CorrectPanel::takeBrush);
}

void CorrectPanel::addHuRange(QVBoxLayout& column) {
  auto* row = new QHBoxLayout;
  row->addWidget(inRange_);
  row->addStretch(1);
  row->addWidget(lowest_);
  row->addWidget(highest_);
  column.addLayout(row);
  connect(inRange_, &QCheckBox::toggled, this, &CorrectPanel::takeHuRange);
  connect(lowest_, &QSpinBox::valueChanged, this, &CorrectPanel::takeHuRange);
  connect(highest_, &QSpinBox::valueChanged, this, &CorrectPanel::takeHuRange);
}

void CorrectPanel::addShapes(QVBoxLayout& column, const QList<QAction*>& shapes) {
  auto* row = new QHBoxLayout;
  row->addWidget(makeHeading(tr("The whole label")), 1);
  auto* width = new QLabel(tr("Width:"));
  width->setBuddy(amount_);
  row->addWidget(width);
  row->addWidget(amount_);
  column.addLayout(row);
  column.addLayout(makeGrid(shapes));
}

double CorrectPanel::amountMm() const {
  return amount_->value();
}

void CorrectPanel::showHint(const QString& text) {
  hint_->setText(text);
}

void CorrectPanel::show() {
  const QScopedValueRollback ours(showing_, true);
  setEnabled(editor_.canEdit());
  const planning::Brush& brush = editor_.brush();
  radius_->setValue(brush.radiusMm);
  sphere_->setChecked(brush.shape == planning::BrushShape::sphere);
  adaptive_->setChecked(brush.adaptive);
  const planning::PaintRules& rules = editor_.rules();
  inRange_->setChecked(rules.hu.has_value());
  lowest_->setEnabled(rules.hu.has_value());
  highest_->setEnabled(rules.hu.has_value());
  if (rules.hu) {
    lowest_->setValue(static_cast<int>(rules.hu->lowest));
    highest_->setValue(static_cast<int>(rules.hu->highest));
  }
  showLabels();
}

void CorrectPanel::showLabels() {
  const planning::PaintRules& rules = editor_.rules();
  for (int row = 0; row < labels_->rowCount(); ++row) {
    const auto label = static_cast<std::uint8_t>(labels_->item(row, kName)->data(Qt::UserRole).toInt());
    if (label == rules.label && labels_->currentRow() != row) labels_->setCurrentCell(row, kName);
    const bool derived = planning::isDerived(label);
    const bool locked = derived ? editor_.isPinned(label) : rules.locked[label];
    labels_->item(row, kLocked)->setCheckState(locked ? Qt::Checked : Qt::Unchecked);
    if (!derived) labels_->item(row, kOver)->setCheckState(rules.over[label] ? Qt::Checked : Qt::Unchecked);
  }
}

void CorrectPanel::chooseLabel(int row) {
  if (showing_ || row < 0) return;
  const auto label = static_cast<std::uint8_t>(labels_->item(row, kName)->data(Qt::UserRole).toInt());
  if (planning::isDerived(label) && !editor_.isPinned(label)) return show();  // the one before stays
  planning::PaintRules rules = editor_.rules();
  rules.label = label;
  editor_.setRules(rules);
}

void CorrectPanel::takeChecks() {
  if (showing_) return;
  planning::PaintRules rules = editor_.rules();
  std::array<bool, 256> hidden{};
  std::vector<std::pair<std::uint8_t, bool>> pins;
  for (int row = 0; row < labels_->rowCount(); ++row) {
    const auto label = static_cast<std::uint8_t>(labels_->item(row, kName)->data(Qt::UserRole).toInt());
    const auto checked = [&](Column column) {
      return labels_->item(row, column)->checkState() == Qt::Checked;
    };
    if (planning::isDerived(label)) {
      if (checked(kLocked) != editor_.isPinned(label)) pins.push_back({label, checked(kLocked)});
    } else {
      for (const std::uint8_t part : partsOf(label)) {
        rules.over[part] = checked(kOver);
        rules.locked[part] = checked(kLocked);
      }
    }
    hidden[label] = label != 0 && !checked(kShown);
  }
  for (const auto& [label, pinned] : pins) {
    editor_.pin(label, pinned);
    if (!pinned && rules.label == label) rules.label = 0;
  }
  editor_.setRules(rules);
  Q_EMIT hiddenChanged(hidden);
}

void CorrectPanel::takeBrush() {
  if (showing_) return;
  editor_.setBrush({sphere_->isChecked() ? planning::BrushShape::sphere : planning::BrushShape::disc,
                    radius_->value(), adaptive_->isChecked()});
}

void CorrectPanel::takeHuRange() {
  if (showing_) return;
  planning::PaintRules rules = editor_.rules();
  rules.hu.reset();
  if (inRange_->isChecked())
    rules.hu = planning::HuRange{1.0 * std::min(lowest_->value(), highest_->value()),
                                 1.0 * std::max(lowest_->value(), highest_->value())};
  editor_.setRules(rules);
}

}  // namespace valvista::ui
