// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/label_schemes.h"
#include "tests/ui/workplace.h"
#include "ui/widgets/correct_actions.h"
#include "ui/widgets/correct_panel.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/markup_board.h"
#include "viewer/widgets/paint_hand.h"
#include "viewer/widgets/slice_view.h"
#include "viewer/widgets/vtk_view.h"

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QListWidget>
#include <QMouseEvent>
#include <QSpinBox>
#include <QTableWidget>
#include <QThread>
#include <QWheelEvent>

#include <atomic>
#include <gtest/gtest.h>

namespace valvista::ui {

using viewer::SliceView;

inline constexpr std::uint8_t kAorta = 1, kIliacLeft = 6, kIliacRight = 7;

/// The demo measured, and the mouse of an annotator.
class Correcting : public testing::Test {
 protected:
  void SetUp() override {
    place_.controller_.openDemo(coarseDemo());
    ASSERT_TRUE(place_.settle());
    before_ = labels();
  }
  QAction& action(const char* name) { return place_.child<QAction>(name); }
  CaseDocument& document() { return place_.document_; }
  const LabelMap& labels() { return document().inputs().anatomy->labels; }
  double number(const char* id) {
    return planning::find(document().derived().measurements, id)->value.value();
  }
  std::string hint() { return place_.text("paintHint"); }
  SliceView& axial() { return place_.child<SliceView>("axialView"); }
  std::size_t count(std::uint8_t label) { return labelCounts(labels())[label]; }
  bool isAsBefore() { return planning::LabelChange(before_, labels()).empty(); }
  /// A row of the table of labels, by label.
  void choose(int label) {
    auto& table = place_.child<QTableWidget>("correctLabels");
    table.setCurrentCell(label, 0);
  }
  void check(int label, int column, bool on) {
    place_.child<QTableWidget>("correctLabels")
        .item(label, column)
        ->setCheckState(on ? Qt::Checked : Qt::Unchecked);
  }
  /// The case is in the library, where the tool brought it: every stroke is on the disk at once.
  void takeIntoTheHand(const char* tool) {
    action(tool).trigger();
    ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  }
  void setRadius(double mm) { place_.child<QDoubleSpinBox>("brushRadius").setValue(mm); }

  static void mouse(QWidget& view, QEvent::Type type, const QPointF& at, bool held = true) {
    QMouseEvent event(type, at, view.mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      held ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
  }
  QPointF onScreen(const Vec3& lps) {
    const Vec2 at = axial().geometry().screenFromLps(lps);
    return {at.x, at.y};
  }
  void look(const Vec3& lps) { place_.window_.views().setCrosshair(lps); }
  /// A straight stroke in the axial slice through a place.
  void stroke(const Vec3& middle, const Vec3& way = {4, 0, 0}) {
    look(middle);
    press(middle);
    mouse(axial(), QEvent::MouseMove, onScreen(middle + way));
    mouse(axial(), QEvent::MouseButtonRelease, onScreen(middle + way), false);
  }
  void press(const Vec3& at) {
    // The first stroke on labels is on the disk once the library knows them.
    EXPECT_TRUE(waitFor([&] { return !document().isAwaitingDisk(); }));
    mouse(axial(), QEvent::MouseButtonPress, onScreen(at));
  }
  Vec3 iliac(double share) {
    const Polyline& line = document().derived().iliacLeft->centreline;
    return line[static_cast<std::size_t>(share * static_cast<double>(line.size() - 1))];
  }
  void key(int code) {
    QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
    QCoreApplication::sendEvent(&axial(), &event);
  }

  Workplace place_;
  LabelMap before_;
};

}  // namespace valvista::ui
