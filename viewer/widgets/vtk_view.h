// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QPointF>
#include <QTimer>
#include <QWidget>
#include <vtkNew.h>

class vtkGenericOpenGLRenderWindow;
class vtkGenericRenderWindowInteractor;
class vtkRenderer;

namespace valvista::viewer {

/// Shows a VTK renderer in a Qt 6 widget: VTK renders into a framebuffer of its own, the picture is painted
/// as any other; mouse events go to a trackball (left rotates, middle pans, right and wheel zoom). VTK never
/// renders by itself: every change ends in redraw(), so that many changes cost one frame, which comes a
/// moment later; until then the one before is seen. (One QOpenGLWidget would make Qt put the whole window
/// together with OpenGL for every change of any widget in it, which without a graphics card takes longer than
/// all the slices.)
class VtkView : public QWidget {
  Q_OBJECT
 public:
  /// The renderer must outlive the view.
  explicit VtkView(vtkRenderer* renderer, QWidget* parent = nullptr);
  ~VtkView() override;

  /// Whether this screen can show such a view. Where it cannot, making one ends in an empty window or a
  /// crash.
  static bool isSupported();

  /// What the renderer shows has changed.
  void redraw();
  /// Held, it draws no new frame: what matters more has the processors.
  void hold(bool held);
  /// Milliseconds that the last frame took.
  int frameMs() const { return frameMs_; }

 Q_SIGNALS:
  /// Left click without drag, at device pixels from the bottom left corner.
  void clicked(const QPointF& devicePixel);
  void doubleClicked();
  /// After every frame; the camera may have moved.
  void rendered();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void observeRenderWindow();
  bool startGraphics();
  void takeTurn();
  void render();
  QSize deviceSize() const;
  QPointF devicePixelOf(const QPointF& position) const;
  void tellInteractor(const QPointF& position, Qt::KeyboardModifiers modifiers, unsigned long vtkEvent);

  vtkNew<vtkGenericOpenGLRenderWindow> renderWindow_;
  vtkNew<vtkGenericRenderWindowInteractor> interactor_;
  vtkRenderer* renderer_;
  QOffscreenSurface surface_;
  QOpenGLContext context_;
  QImage picture_;
  int frameMs_ = 0;
  bool stale_ = true;  ///< `picture_` is not what the renderer shows
  bool held_ = false;
  QTimer ownTurn_;  ///< a frame takes as long as all the slices: they never share a turn of the event loop
  QPointF pressedAt_;
  bool mayBeClick_ = false;
};

}  // namespace valvista::viewer
