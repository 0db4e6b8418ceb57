// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_sheet.h"

#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace valvista::ui {

namespace {

using viewer::MouseGesture;

QString textOf(MouseGesture gesture) {
  switch (gesture) {
    case MouseGesture::none:
      return {};
    case MouseGesture::windowLevel:
      return KeySheet::tr("Window and level");
    case MouseGesture::pan:
      return KeySheet::tr("Pan");
    case MouseGesture::zoom:
      return KeySheet::tr("Zoom");
    case MouseGesture::crosshair:
      return KeySheet::tr("Move the crosshair");
    case MouseGesture::slice:
      return KeySheet::tr("Turn slices");
  }
  return {};
}

QTreeWidgetItem* addHeading(QTreeWidget& sheet, const QString& title) {
  auto* heading = new QTreeWidgetItem(&sheet, {title});
  QFont bold = heading->font(0);
  bold.setBold(true);
  heading->setFont(0, bold);
  heading->setFirstColumnSpanned(true);
  return heading;
}

QList<MouseHelp> surfaceMouseHelp() {
  return {{KeySheet::tr("Left drag"), KeySheet::tr("Rotate")},
          {KeySheet::tr("Middle drag"), KeySheet::tr("Pan")},
          {KeySheet::tr("Right drag, wheel"), KeySheet::tr("Zoom")},
          {KeySheet::tr("Click on a surface"), KeySheet::tr("Move the crosshair")}};
}

QList<MouseHelp> rowMouseHelp() {
  return {{KeySheet::tr("Click on a measurement or a finding"), KeySheet::tr("Show its place")},
          {KeySheet::tr("Drag the root end in the plot"), KeySheet::tr("Move the plane of the root end")},
          {KeySheet::tr("Drop a folder or a file on the window"), KeySheet::tr("Open it")}};
}

}  // namespace

QList<MouseHelp> sliceMouseHelp(viewer::MouseProfile profile) {
  const std::pair<Qt::MouseButton, QString> buttons[]{{Qt::LeftButton, KeySheet::tr("Left drag")},
                                                      {Qt::MiddleButton, KeySheet::tr("Middle drag")},
                                                      {Qt::RightButton, KeySheet::tr("Right drag")}};
  const std::pair<Qt::KeyboardModifiers, QString> modifiers[]{
      {Qt::NoModifier, QStringLiteral("%1")},
      {Qt::ShiftModifier, KeySheet::tr("Shift + %1")},
      {Qt::ControlModifier, KeySheet::tr("Ctrl + %1")}};
  QList<MouseHelp> rows{{KeySheet::tr("Wheel"), KeySheet::tr("Turn slices")},
                        {KeySheet::tr("Click"), KeySheet::tr("Move the crosshair")}};
  for (const auto& [button, name] : buttons) {
    const MouseGesture plain = viewer::gestureOf(profile, button, Qt::NoModifier);
    for (const auto& [modifier, with] : modifiers) {
      const MouseGesture gesture = viewer::gestureOf(profile, button, modifier);
      if (gesture == MouseGesture::none || (modifier != Qt::NoModifier && gesture == plain)) continue;
      rows.append({with.arg(name), textOf(gesture)});
    }
  }
  if (viewer::gestureOf(profile, Qt::NoButton, Qt::ShiftModifier) == MouseGesture::crosshair)
    rows.append({KeySheet::tr("Shift and move"), KeySheet::tr("Move the crosshair")});
  if (viewer::wheelGestureOf(profile, Qt::ControlModifier) == MouseGesture::zoom)
    rows.append({KeySheet::tr("Ctrl + wheel"), KeySheet::tr("Zoom")});
  rows.append({KeySheet::tr("Ctrl while window and level are dragged"), KeySheet::tr("Finer steps")});
  rows.append({KeySheet::tr("Double click"), KeySheet::tr("One view large, and back")});
  return rows;
}

KeySheet::KeySheet(const CaseDocument& document, const ActionRegistry& actions, QWidget* parent)
    : CaseDialog(document, tr("Keys and mouse"), "keySheet", parent),
      actions_(actions),
      search_(new QLineEdit),
      sheet_(new QTreeWidget) {
  resize(620, 720);
  search_->setObjectName(QStringLiteral("keySheetSearch"));
  search_->setPlaceholderText(tr("Search by name or key"));
  search_->setAccessibleName(tr("Search keys and gestures"));
  search_->setClearButtonEnabled(true);
  sheet_->setObjectName(QStringLiteral("keySheetList"));
  sheet_->setAccessibleName(tr("Keys and gestures"));
  sheet_->setHeaderLabels({tr("What"), tr("Key or gesture")});
  sheet_->setRootIsDecorated(false);
  sheet_->setUniformRowHeights(true);
  sheet_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  sheet_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  sheet_->header()->setStretchLastSection(false);
  content()->addWidget(search_);
  content()->addWidget(sheet_);
  connect(search_, &QLineEdit::textChanged, this, &KeySheet::filter);
}

void KeySheet::fill(viewer::MouseProfile profile) {
  sheet_->clear();
  addMouse(tr("Mouse in slices"), sliceMouseHelp(profile));
  addMouse(tr("Mouse in 3D"), surfaceMouseHelp());
  addMouse(tr("Mouse in lists and plots"), rowMouseHelp());
  for (const ActionGroup group : actionGroups()) {
    const QList<QAction*> actions = actions_.actionsOf(group);
    if (actions.isEmpty()) continue;
    QTreeWidgetItem* heading = addHeading(*sheet_, ui::textOf(group));
    for (const QAction* action : actions) {
      auto* row = new QTreeWidgetItem(heading, {plainText(*action), keysText(*action)});
      for (int c = 0; c < 2; ++c) row->setToolTip(c, action->toolTip());
    }
  }
  sheet_->expandAll();
  filter(search_->text());
}

void KeySheet::addMouse(const QString& title, const QList<MouseHelp>& rows) {
  QTreeWidgetItem* heading = addHeading(*sheet_, title);
  for (const MouseHelp& row : rows) new QTreeWidgetItem(heading, {row.effect, row.gesture});
}

void KeySheet::filter(const QString& words) {
  for (int g = 0; g < sheet_->topLevelItemCount(); ++g) {
    QTreeWidgetItem* heading = sheet_->topLevelItem(g);
    bool any = false;
    for (int i = 0; i < heading->childCount(); ++i) {
      QTreeWidgetItem* row = heading->child(i);
      const bool shown = row->text(0).contains(words, Qt::CaseInsensitive) ||
                         row->text(1).contains(words, Qt::CaseInsensitive);
      row->setHidden(!shown);
      any = any || shown;
    }
    heading->setHidden(!any);
  }
}

}  // namespace valvista::ui
