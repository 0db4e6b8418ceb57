// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLWidget>
#include <QPointF>
#include <vtkNew.h>

class vtkGenericOpenGLRenderWindow;
class vtkGenericRenderWindowInteractor;
class vtkRenderer;

namespace valvista::viewer {

/// Shows a VTK renderer in a Qt 6 widget: VTK renders into the widget's framebuffer, mouse events go to a
/// trackball (left rotates, middle pans, right and wheel zoom). VTK never renders by itself: every change
/// ends in QWidget::update(), so that many changes of one event-loop turn cost one frame.
class VtkView : public QOpenGLWidget {
  Q_OBJECT
 public:
  /// The renderer must outlive the view.
  explicit VtkView(vtkRenderer* renderer, QWidget* parent = nullptr);
  ~VtkView() override;

  /// Whether this screen can show such a view. Where it cannot, making one ends in an empty window or a
  /// crash.
  static bool isSupported();

 Q_SIGNALS:
  /// Left click without drag, at device pixels from the bottom left corner.
  void clicked(const QPointF& devicePixel);
  void doubleClicked();
  /// After every frame; the camera may have moved.
  void rendered();

 protected:
  void initializeGL() override;
  void resizeGL(int width, int height) override;
  void paintGL() override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void observeRenderWindow();
  void releaseGraphics();
  void fitRenderWindow();
  QPointF devicePixelOf(const QPointF& position) const;
  void tellInteractor(const QPointF& position, Qt::KeyboardModifiers modifiers, unsigned long vtkEvent);

  vtkNew<vtkGenericOpenGLRenderWindow> renderWindow_;
  vtkNew<vtkGenericRenderWindowInteractor> interactor_;
  vtkRenderer* renderer_;
  QMetaObject::Connection contextEnd_;
  QPointF pressedAt_;
  bool mayBeClick_ = false;
};

}  // namespace valvista::viewer
