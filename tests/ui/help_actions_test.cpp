// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_actions.h"

#include "tests/ui/small_case.h"
#include "tests/ui/workplace.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/command_search.h"
#include "ui/widgets/key_sheet.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <gtest/gtest.h>
#include <set>

namespace valvista::ui {
namespace {

/// Keys of the window work only in the active window.
void makeActive(QWidget& window) {
  window.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
}

/// The row of a list or sheet whose first text is this; nullptr when there is none to be seen.
QTreeWidgetItem* visibleRow(const QTreeWidget& list, const QString& text) {
  for (int g = 0; g < list.topLevelItemCount(); ++g)
    for (int i = 0; i < list.topLevelItem(g)->childCount(); ++i) {
      QTreeWidgetItem* row = list.topLevelItem(g)->child(i);
      if (row->text(0) == text && !row->isHidden()) return row;
    }
  return nullptr;
}

TEST(HelpActions, TwoCommandsOfTheWindowNeverShareAKey) {
  Workplace place(runSmallStep);
  const auto& registry = place.child<ActionRegistry>("actions");
  std::set<QString> ids, keys;
  for (const QAction* action : registry.actions()) {
    EXPECT_TRUE(ids.insert(action->objectName()).second) << action->objectName().toStdString();
    EXPECT_FALSE(action->toolTip().isEmpty()) << action->objectName().toStdString();
    if (action->shortcutContext() != Qt::WindowShortcut) continue;
    for (const QKeySequence& key : action->shortcuts())
      EXPECT_TRUE(keys.insert(key.toString()).second)
          << action->objectName().toStdString() << " " << key.toString().toStdString();
  }
  EXPECT_GT(ids.size(), 10U);
}

TEST(HelpActions, SheetListsEveryCommandAndFindsIt) {
  Workplace place(runSmallStep);
  makeActive(place.window_);
  QTest::keyClick(&place.window_, Qt::Key_F1);
  auto& sheet = place.child<QTreeWidget>("keySheetList");
  ASSERT_TRUE(sheet.isVisible());
  for (const QAction* action : place.child<ActionRegistry>("actions").actions()) {
    const QTreeWidgetItem* row = visibleRow(sheet, plainText(*action));
    ASSERT_TRUE(row) << action->objectName().toStdString();
    EXPECT_EQ(row->text(1), keysText(*action));
  }
  QTest::keyClicks(&place.child<QLineEdit>("keySheetSearch"), "ctrl+f");
  EXPECT_TRUE(visibleRow(sheet, "Search commands"));
  EXPECT_FALSE(visibleRow(sheet, "Quit"));
}

TEST(HelpActions, SheetFollowsTheMouseProfile) {
  const auto effectOf = [](viewer::MouseProfile profile, const QString& gesture) {
    for (const MouseHelp& row : sliceMouseHelp(profile))
      if (row.gesture == gesture) return row.effect.toStdString();
    return std::string();
  };
  EXPECT_EQ(effectOf(viewer::MouseProfile::ohif, "Left drag"), "Window and level");
  EXPECT_EQ(effectOf(viewer::MouseProfile::ohif, "Middle drag"), "Pan");
  EXPECT_EQ(effectOf(viewer::MouseProfile::ohif, "Right drag"), "Zoom");
  EXPECT_EQ(effectOf(viewer::MouseProfile::itkSnap, "Left drag"), "Move the crosshair");
}

TEST(HelpActions, AnotherKeyWorksIsKeptAndCanBeTakenBack) {
  Workplace place(runSmallStep);
  place.child<QAction>("settings").trigger();
  auto& list = place.child<QTreeWidget>("keyList");
  auto& edit = place.child<QKeySequenceEdit>("keyEdit");
  QAction& about = place.child<QAction>("about");
  list.setCurrentItem(visibleRow(list, "About Valvista"));

  edit.setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_F));
  place.child<QPushButton>("keySet").click();
  EXPECT_TRUE(about.shortcuts().isEmpty()) << "the key of the search must not be given away";
  EXPECT_EQ(place.text("keyProblem"),
            "Ctrl+F is the key of \u201cSearch commands\u201d in \u201cHelp\u201d.");

  edit.setKeySequence(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_B));
  place.child<QPushButton>("keySet").click();
  EXPECT_EQ(place.text("keyProblem"), "");
  EXPECT_EQ(about.shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_B));
  EXPECT_TRUE(about.toolTip().contains("Ctrl+Alt+B"));
  EXPECT_EQ(AppSettings(place.folder_.filePath("settings.ini")).keys("about")->first(), about.shortcut());

  place.child<QPushButton>("keyReset").click();
  EXPECT_TRUE(about.shortcuts().isEmpty());
  EXPECT_FALSE(place.settings_.keys("about"));
}

TEST(HelpActions, SearchRunsWhatItFindsWithTheKeyboardAlone) {
  Workplace place(runSmallStep);
  makeActive(place.window_);
  QTest::keyClick(&place.window_, Qt::Key_F, Qt::ControlModifier);
  auto& edit = place.child<QLineEdit>("commandSearchEdit");
  ASSERT_TRUE(edit.isVisible());
  QTest::keyClicks(&edit, "kmou");
  auto& list = place.child<QListWidget>("commandSearchList");
  ASSERT_GT(list.count(), 0);
  EXPECT_EQ(list.item(0)->data(Qt::UserRole).toString(), "keysAndMouse");
  QTest::keyClick(&edit, Qt::Key_Return);
  EXPECT_FALSE(edit.isVisible());
  EXPECT_TRUE(place.child<QDialog>("keySheet").isVisible());

  place.child<QAction>("commandSearch").trigger();
  QTest::keyClicks(&edit, "export report");
  EXPECT_TRUE(list.findItems("Export report", Qt::MatchContains).isEmpty())
      << "it cannot be used without a case";
  QTest::keyClick(&edit, Qt::Key_Escape);
  EXPECT_FALSE(edit.isVisible());
}

TEST(HelpActions, FuzzyScorePrefersStartsOfWords) {
  EXPECT_LT(fuzzyScore("xyz", "Open CT folder"), 0);
  EXPECT_LT(fuzzyScore("tco", "Open CT folder"), fuzzyScore("oct", "Open CT folder"));
  EXPECT_GT(fuzzyScore("of", "Open folder"), fuzzyScore("of", "Profile"));
  EXPECT_GE(fuzzyScore("", "Anything"), 0);
}

TEST(HelpActions, SettingsAreTakenAtOnceAndKept) {
  Workplace place(runSmallStep);
  place.child<QAction>("settings").trigger();
  auto& mouse = place.child<QComboBox>("mouseChoice");
  QTest::keyClick(&mouse, Qt::Key_Down);
  EXPECT_EQ(place.settings_.mouseProfile(), 1);
  QTest::keyClick(&place.child<QComboBox>("languageChoice"), Qt::Key_End);
  EXPECT_EQ(place.settings_.language(), Language::german);
}

TEST(HelpActions, TourGoesThroughFiveStepsByKeyboard) {
  Workplace place(runSmallStep);
  EXPECT_TRUE(place.child<QPushButton>("start_tour").isVisible());
  place.controller_.open(smallSources(1));
  ASSERT_TRUE(place.settle());
  place.child<QAction>("tour").trigger();
  auto& bubble = place.child<QWidget>("tourBubble");
  std::set<std::string> titles;
  for (int step = 1; step <= 5; ++step) {
    ASSERT_TRUE(bubble.isVisible());
    EXPECT_EQ(place.text("tourCount"), std::to_string(step) + " of 5");
    EXPECT_TRUE(place.window_.rect().contains(bubble.geometry())) << step;
    titles.insert(place.text("tourTitle"));
    QTest::keyClick(&bubble, Qt::Key_Right);
  }
  EXPECT_EQ(titles.size(), 5U);
  EXPECT_FALSE(bubble.isVisible());
  EXPECT_TRUE(place.settings_.tourSeen());
  place.child<QAction>("tour").trigger();
  QTest::keyClick(&bubble, Qt::Key_Escape);
  EXPECT_FALSE(bubble.isVisible());
}

}  // namespace
}  // namespace valvista::ui
