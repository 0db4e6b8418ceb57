// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_editor.h"

#include "viewer/scene/slice_geometry.h"

#include <QImage>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalSpy>

#include <gtest/gtest.h>
#include <numbers>
#include <vector>

namespace valvista::viewer {
namespace {

constexpr double kThrough = 0.75;

/// Straight and turned views that look at the same place.
SliceGeometry viewOf(SliceOrientation orientation, const Vec3& centre = {}, const Mat3& turn = {}) {
  return {axesOf(orientation, turn), centre, 0.25, {400, 400}};
}

Markup annulus() {
  Markup plane;
  plane.id = "annulus.plane";
  plane.kind = MarkupKind::plane;
  plane.plane = Plane{{0, 0, 0}, {0, 0, 1}};
  plane.radiusMm = 20.0;
  return plane;
}

Markup hinges() {
  Markup points;
  points.id = "annulus.hinges";
  points.kind = MarkupKind::hinges;
  points.points = {{10, 0, 0}, {-5, 9, 0}, {-5, -9, 8}};
  points.pointNames = {"NCC", "LCC", "RCC"};
  return points;
}

class MarkupEditorTest : public testing::Test {
 protected:
  MarkupEditorTest() : editor_(board_) {
    QObject::connect(&board_, &MarkupBoard::dragged, [this](const Markup& markup, bool finished) {
      last_ = markup;
      if (finished) ++finished_;
      std::vector<Markup> markups = board_.markups();
      for (Markup& own : markups)
        if (own.id == markup.id) own = markup;
      board_.setMarkups(std::move(markups));
    });
    QObject::connect(&board_, &MarkupBoard::created,
                     [this](const Markup& markup) { made_.push_back(markup); });
  }
  /// As a view does before the user can take hold of anything.
  QImage paint(const SliceGeometry& geometry) {
    QImage image(400, 400, QImage::Format_RGB32);
    image.fill(Qt::darkGray);
    QPainter painter(&image);
    editor_.draw(painter, geometry, kThrough);
    return image;
  }
  static QPointF at(const SliceGeometry& geometry, const Vec3& lps) {
    const Vec2 screen = geometry.screenFromLps(lps);
    return {screen.x, screen.y};
  }
  bool drag(const SliceGeometry& geometry, const Vec3& from, const Vec3& to) {
    paint(geometry);
    const QPointF a = at(geometry, from), b = at(geometry, to);
    if (!editor_.press(geometry, a, Qt::LeftButton)) return false;
    editor_.move(geometry, (a + b) / 2);
    editor_.move(geometry, b);
    return editor_.release(geometry, b);
  }
  void click(const SliceGeometry& geometry, const Vec3& lps) {
    editor_.move(geometry, at(geometry, lps));
    EXPECT_TRUE(editor_.press(geometry, at(geometry, lps), Qt::LeftButton));
    EXPECT_TRUE(editor_.release(geometry, at(geometry, lps)));
  }
  bool key(int key) { return editor_.key(QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier)); }

  MarkupBoard board_;
  MarkupEditor editor_;
  Markup last_;
  int finished_ = 0;
  std::vector<Markup> made_;
};

TEST_F(MarkupEditorTest, APointOfTheSliceFollowsTheMouseAndOthersDoNot) {
  board_.setMarkups({hinges()});
  const SliceGeometry axial = viewOf(SliceOrientation::axial);
  ASSERT_TRUE(drag(axial, {10, 0, 0}, {12, 3, 0}));
  EXPECT_LT(distance(last_.points[0], {12, 3, 0}), 1e-9);
  EXPECT_EQ(last_.points[1], (Vec3{-5, 9, 0}));
  EXPECT_EQ(finished_, 1);
  EXPECT_EQ(board_.selected(), "annulus.hinges");
  EXPECT_FALSE(drag(axial, {-5, -9, 8}, {0, 0, 0})) << "8 mm behind the slice";
  EXPECT_FALSE(drag(axial, {30, 30, 0}, {0, 0, 0})) << "nothing there";
  EXPECT_EQ(board_.selected(), "");
}

TEST_F(MarkupEditorTest, AClickOnAHandleSelectsAndMovesNothing) {
  board_.setMarkups({hinges()});
  ASSERT_TRUE(drag(viewOf(SliceOrientation::axial), {10, 0, 0}, {10.3, 0, 0}));
  EXPECT_EQ(finished_, 0);
  EXPECT_EQ(board_.selected(), "annulus.hinges");
}

// The trace stays under the mouse, also where the slice meets the plane obliquely.
TEST_F(MarkupEditorTest, TheHandleOfATraceMovesThePlaneAlongItsNormal) {
  for (const double turn : {0.0, 0.4}) {
    board_.setMarkups({annulus()});
    const SliceGeometry view = viewOf(SliceOrientation::coronal, {}, rotation({1, 0, 0}, turn));
    const Vec3 up = -view.axes().down;
    EXPECT_FALSE(drag(view, {0, 0, 0}, {0, 0, 5})) << "the middle is the crosshair's";
    ASSERT_TRUE(drag(view, {8, 0, 0}, up * 6.0 + Vec3{11, 0, 0}));
    EXPECT_LT(distance(last_.plane->normal, {0, 0, 1}), 1e-12);
    EXPECT_LT(distance(last_.plane->origin, {0, 0, 6.0 * std::cos(turn)}), 1e-9) << turn;
    EXPECT_NEAR(signedDistance(*last_.plane, up * 6.0), 0.0, 1e-9) << turn;
  }
}

TEST_F(MarkupEditorTest, TheEndOfATraceTiltsAboutTheDirectionOfView) {
  board_.setMarkups({annulus()});
  const double turn = 0.2;
  ASSERT_TRUE(
      drag(viewOf(SliceOrientation::coronal), {20, 0, 0}, {20 * std::cos(turn), 0, 20 * std::sin(turn)}));
  EXPECT_LT(distance(last_.plane->normal, {-std::sin(turn), 0, std::cos(turn)}), 1e-9);
  EXPECT_LT(norm(last_.plane->origin), 1e-9);
}

TEST_F(MarkupEditorTest, ALevelOnlyMoves) {
  Markup level = annulus();
  level.kind = MarkupKind::level;
  board_.setMarkups({level});
  EXPECT_FALSE(drag(viewOf(SliceOrientation::coronal), {20, 0, 0}, {18, 0, 4}));
  EXPECT_FALSE(drag(viewOf(SliceOrientation::axial), {8, 0, 0}, {3, 3, 0})) << "no trace in its own plane";
  ASSERT_TRUE(drag(viewOf(SliceOrientation::sagittal), {0, 8, 0}, {0, 8, -4}));
  EXPECT_LT(distance(last_.plane->origin, {0, 0, -4}), 1e-9);
}

TEST_F(MarkupEditorTest, EscapeGivesUpADragAndTheMouseStaysTaken) {
  board_.setMarkups({hinges()});
  QSignalSpy abandoned(&board_, &MarkupBoard::dragAbandoned);
  const SliceGeometry axial = viewOf(SliceOrientation::axial);
  paint(axial);
  ASSERT_TRUE(editor_.press(axial, at(axial, {10, 0, 0}), Qt::LeftButton));
  editor_.move(axial, at(axial, {15, 0, 0}));
  EXPECT_TRUE(key(Qt::Key_Escape));
  EXPECT_EQ(abandoned.size(), 1);
  last_ = {};
  EXPECT_TRUE(editor_.move(axial, at(axial, {20, 0, 0})));
  EXPECT_TRUE(editor_.release(axial, at(axial, {20, 0, 0})));
  EXPECT_TRUE(last_.id.empty());
  EXPECT_EQ(finished_, 0);
}

TEST_F(MarkupEditorTest, ARulerIsDrawnByTwoClicksOrByADragAndMeasuresTheWorld) {
  const SliceGeometry view =
      viewOf(SliceOrientation::coronal, {10, 20, 30}, rotation(normalized({1, 2, 3}), 0.7));
  const Vec3 a = view.lpsFromScreen({100, 150}), b = view.lpsFromScreen({260, 270});
  board_.setTool(ViewTool::distance);
  click(view, a);
  editor_.move(view, at(view, (a + b) / 2.0));
  ASSERT_TRUE(board_.draft());
  EXPECT_EQ(measureText(*board_.draft()), "25.0 mm") << "live: half of 50 mm";
  click(view, b);
  ASSERT_EQ(made_.size(), 1u);
  EXPECT_NEAR(distance(made_[0].points[0], made_[0].points[1]), 50.0, 1e-9);
  EXPECT_EQ(board_.tool(), ViewTool::navigate);
  EXPECT_FALSE(board_.draft());

  board_.setTool(ViewTool::distance);
  ASSERT_TRUE(drag(view, a, b));
  ASSERT_EQ(made_.size(), 2u);
  EXPECT_LT(distance(made_[1].points[1], b), 1e-9);
}

TEST_F(MarkupEditorTest, APolygonClosesByDoubleClickEnterAndItsFirstCorner) {
  const SliceGeometry view = viewOf(SliceOrientation::axial);
  const auto corners = [&] {
    board_.setTool(ViewTool::polygon);
    for (const Vec3& corner : {Vec3{0, 0, 0}, Vec3{10, 0, 0}, Vec3{10, 10, 0}}) click(view, corner);
  };
  corners();
  click(view, {0, 10, 0});
  EXPECT_TRUE(editor_.doubleClick(view, at(view, {0, 10, 0})));
  corners();
  EXPECT_TRUE(key(Qt::Key_Return));
  corners();
  click(view, {1, 1, 0});
  ASSERT_EQ(made_.size(), 3u);
  EXPECT_EQ(made_[0].points.size(), 4u);
  EXPECT_EQ(measureText(made_[0]), "100 mm\u00b2, 40.0 mm");
  EXPECT_EQ(made_[1].points.size(), 3u);
  EXPECT_EQ(made_[2].points.size(), 3u);
}

TEST_F(MarkupEditorTest, APolygonNeedsThreeCornersInOneSlice) {
  const SliceGeometry view = viewOf(SliceOrientation::axial),
                      other = viewOf(SliceOrientation::axial, {0, 0, 5});
  board_.setTool(ViewTool::polygon);
  click(view, {0, 0, 0});
  click(view, {10, 0, 0});
  click(other, {10, 10, 5});
  EXPECT_EQ(editor_.cursorAt(other, {}), Qt::ForbiddenCursor);
  EXPECT_TRUE(editor_.doubleClick(view, at(view, {10, 0, 0})));
  EXPECT_TRUE(made_.empty());
  EXPECT_TRUE(key(Qt::Key_Escape));
  EXPECT_FALSE(board_.draft());
  EXPECT_EQ(board_.tool(), ViewTool::polygon);
  EXPECT_TRUE(key(Qt::Key_Escape));
  EXPECT_EQ(board_.tool(), ViewTool::navigate);
}

TEST_F(MarkupEditorTest, AnglesAndLandmarks) {
  const SliceGeometry view = viewOf(SliceOrientation::sagittal);
  board_.setTool(ViewTool::angle);
  for (const Vec3& point : {Vec3{0, 20, 0}, Vec3{0, 0, 0}, Vec3{0, 0, 20}}) click(view, point);
  ASSERT_EQ(made_.size(), 1u);
  EXPECT_EQ(measureText(made_[0]), "90.0\u00b0");
  board_.setTool(ViewTool::landmark);
  click(view, {0, 7, 8});
  ASSERT_EQ(made_.size(), 2u);
  EXPECT_LT(distance(made_[1].points.at(0), {0, 7, 8}), 1e-9);
}

TEST_F(MarkupEditorTest, DeleteAsksToRemoveWhatMayGo) {
  Markup ruler;
  ruler.id = "a1";
  ruler.kind = MarkupKind::distance;
  ruler.points = {{0, 0, 0}, {10, 0, 0}};
  ruler.removable = true;
  board_.setMarkups({hinges(), ruler});
  QSignalSpy removed(&board_, &MarkupBoard::removeRequested);
  board_.select("annulus.hinges");
  EXPECT_FALSE(key(Qt::Key_Delete));
  ASSERT_TRUE(drag(viewOf(SliceOrientation::axial), {5, 0, 0}, {5, 4, 0})) << "by its line";
  EXPECT_LT(distance(last_.points[0], {0, 4, 0}), 1e-9);
  EXPECT_LT(distance(last_.points[1], {10, 4, 0}), 1e-9);
  EXPECT_TRUE(key(Qt::Key_Delete));
  ASSERT_EQ(removed.size(), 1);
  EXPECT_EQ(removed[0][0].toString(), "a1");
}

TEST_F(MarkupEditorTest, OtherButtonsStayWithTheView) {
  board_.setMarkups({hinges()});
  board_.setTool(ViewTool::distance);
  const SliceGeometry axial = viewOf(SliceOrientation::axial);
  EXPECT_FALSE(editor_.press(axial, at(axial, {10, 0, 0}), Qt::MiddleButton));
  EXPECT_FALSE(editor_.press(axial, at(axial, {10, 0, 0}), Qt::RightButton));
}

TEST_F(MarkupEditorTest, SolidInTheSliceFaintNearItAndGoneFarAway) {
  Markup mark = hinges();
  mark.points = {{0, 0, 0}};
  mark.pointNames.clear();
  mark.edited = true;
  board_.setMarkups({mark});
  const auto brightness = [&](double depth) {
    return qGray(paint(viewOf(SliceOrientation::axial, {0, 0, depth})).pixel(200, 200));
  };
  EXPECT_EQ(brightness(0.0), 255);
  EXPECT_LT(brightness(4.0), 220);
  EXPECT_GT(brightness(4.0), 150);
  EXPECT_EQ(brightness(30.0), qGray(QColor(Qt::darkGray).rgb()));
}

TEST_F(MarkupEditorTest, ATextNeverCoversAHandle) {
  Markup named = hinges();
  named.points = {{0, 0, 0}, {4, -3, 0}, {4, 3, 0}};
  named.pointNames = {"A long name of a point", "", ""};
  named.colour = {255, 0, 0};
  Markup bare = named;
  bare.pointNames.clear();
  const SliceGeometry axial = viewOf(SliceOrientation::axial);
  board_.setMarkups({bare});
  const QImage without = paint(axial);
  board_.setMarkups({named});
  const QImage with = paint(axial);
  EXPECT_NE(with, without);
  for (const Vec3& point : named.points) {
    const QPoint centre = at(axial, point).toPoint();
    const QRect around(centre - QPoint(6, 6), QSize(13, 13));
    EXPECT_EQ(with.copy(around), without.copy(around));
  }
}

}  // namespace
}  // namespace valvista::viewer
