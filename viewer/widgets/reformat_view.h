// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/curved_reformat.h"
#include "viewer/scene/slice_image.h"
#include "viewer/widgets/mouse_profile.h"
#include "viewer/widgets/reformat_profile.h"
#include "viewer/widgets/slice_content.h"
#include "viewer/widgets/view_layout.h"

#include <QImage>
#include <QPointF>
#include <QWidget>

#include <optional>

namespace valvista::viewer {

/// A vessel along its whole length with its diameters beside it on the same scale. The mouse does what its
/// profile says; the wheel and the slice commands move along the vessel, a click goes to the place under it,
/// dragging the cursor line moves it along the vessel, and the turn commands or a drag with Ctrl turn the
/// cut about the centreline. It shows the shared content and asks its owner for every change.
class ReformatView : public QWidget {
  Q_OBJECT
 public:
  /// `content` must outlive the view.
  explicit ReformatView(const SliceContent& content);

  /// Fewer than two points of a centreline: no vessel. The part of the vessel in view stays when the name
  /// does.
  void setVessel(const QString& name, const Polyline& centreline, DiameterProfile profile);
  void setMode(ReformatMode mode);
  void showWhole();
  /// The place there; nothing without diameters.
  void goToNarrowest();
  void perform(ViewCommand command);

  const CurvedReformat& reformat() const { return reformat_; }
  /// Where the crosshair is along the vessel; absent when it is not near it.
  std::optional<double> along() const;
  /// The patient point under a screen position; absent beside the picture and beyond the vessel.
  std::optional<Vec3> lpsFromScreen(const QPointF& screen) const;
  /// Where a patient point near the vessel is seen.
  std::optional<QPointF> screenFromLps(const Vec3& lps) const;

 Q_SIGNALS:
  /// The crosshair to `lps`, the axial view onto the cross section there.
  void placeRequested(const valvista::Vec3& lps, const valvista::Plane& section);
  void windowLevelRequested(double windowHu, double levelHu);
  void maximizeRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  struct Drag {
    Qt::MouseButton button;
    MouseGesture gesture;
    bool cursorLine, turns;
    QPointF from;
    Vec2 centreMm;
    double mmPerPixel, turn;
    WindowLevel windowLevel;
    bool moved = false;
  };
  /// What the picture was sampled for.
  struct SampleKey {
    int revision = -1, labelRevision = -1, vesselRevision = -1, width = 0, height = 0;
    double mmPerPixel = 0.0;
    Vec2 centreMm;
    bool operator==(const SampleKey&) const = default;
  };

  QRectF pictureArea() const;
  QRectF profileArea() const;
  Vec2 mmFromScreen(const QPointF& screen) const;
  QPointF screenFromMm(const Vec2& mm) const;
  void rebuild();
  void goAlong(double alongMm);
  void drag(const QPointF& to);
  void zoomAbout(const Vec2& fixedMm, double mmPerPixel);
  void turnTo(double radians);
  bool onCursorLine(const QPointF& at) const;
  void updatePicture();
  void drawCursor(QPainter& painter, double along) const;
  void annotate(QPainter& painter) const;

  const SliceContent& content_;
  QString name_;
  Polyline centreline_;
  DiameterProfile profile_;
  CurvedReformat reformat_;
  ReformatMode mode_ = ReformatMode::stretched;
  double turn_ = 0.0, mmPerPixel_ = 1.0;
  Vec2 centreMm_;
  bool whole_ = true;
  int vesselRevision_ = 0, wheelRest_ = 0;
  SampleKey sampled_;
  SliceSamples samples_;
  QImage image_;
  std::optional<Drag> drag_;
  std::optional<QPointF> cursor_;
};

}  // namespace valvista::viewer
