// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/vtk_view.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QWheelEvent>
#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkGenericRenderWindowInteractor.h>
#include <vtkInteractorStyleTrackballCamera.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <cmath>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr int kSamples = 4;
constexpr int kOwnTurnMs = 12;       ///< in which everything else is painted and a click is heard
constexpr double kClickReach = 3.0;  ///< device-independent pixels; further is a drag

/// VTK's name for pressing, or releasing, the button; NoEvent for buttons it does not know.
unsigned long buttonEvent(Qt::MouseButton button, bool press) {
  switch (button) {
    case Qt::LeftButton:
      return press ? vtkCommand::LeftButtonPressEvent : vtkCommand::LeftButtonReleaseEvent;
    case Qt::MiddleButton:
      return press ? vtkCommand::MiddleButtonPressEvent : vtkCommand::MiddleButtonReleaseEvent;
    case Qt::RightButton:
      return press ? vtkCommand::RightButtonPressEvent : vtkCommand::RightButtonReleaseEvent;
    default:
      return vtkCommand::NoEvent;
  }
}

}  // namespace

VtkView::VtkView(vtkRenderer* renderer, QWidget* parent) : QWidget(parent), renderer_(renderer) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  observeRenderWindow();
  renderWindow_->SetReadyForRendering(false);
  renderWindow_->SetFrameBlitModeToNoBlit();
  // Translucent surfaces are blended order-independently in one pass: depth peeling looks the same here and
  // took eight times as long with software OpenGL.
  renderer_->SetUseDepthPeeling(false);
  renderWindow_->SetMultiSamples(kSamples);
  renderWindow_->AddRenderer(renderer_);
  interactor_->SetRenderWindow(renderWindow_);
  interactor_->SetInteractorStyle(vtkNew<vtkInteractorStyleTrackballCamera>());
  interactor_->EnableRenderOff();
  interactor_->Initialize();
  ownTurn_.setSingleShot(true);
  ownTurn_.setInterval(kOwnTurnMs);
  connect(&ownTurn_, &QTimer::timeout, this, &VtkView::takeTurn);
}

VtkView::~VtkView() {
  if (renderWindow_->GetReadyForRendering()) {
    context_.makeCurrent(&surface_);
    renderWindow_->Finalize();
    context_.doneCurrent();
  }
  interactor_->SetInteractorStyle(nullptr);
  interactor_->SetRenderWindow(nullptr);
  renderWindow_->RemoveRenderer(renderer_);
}

bool VtkView::isSupported() {
  // Debian's VTK finds its functions through GLX only.
  if (QGuiApplication::platformName() != QStringLiteral("xcb")) return false;
  QOpenGLContext context;
  QOffscreenSurface surface;
  surface.create();
  if (!context.create() || !context.makeCurrent(&surface)) return false;
  const std::pair version = context.format().version();
  const bool usable =
      context.nativeInterface<QNativeInterface::QGLXContext>() != nullptr && version >= std::pair(3, 2);
  context.doneCurrent();
  return usable;
}

void VtkView::observeRenderWindow() {
  const auto observe = [this](vtkObject* subject, unsigned long event, auto callback) {
    vtkNew<vtkCallbackCommand> command;
    command->SetClientData(this);
    command->SetCallback(callback);
    subject->AddObserver(event, command);
  };
  observe(renderWindow_, vtkCommand::WindowMakeCurrentEvent,
          [](vtkObject*, unsigned long, void* self, void*) {
            auto* view = static_cast<VtkView*>(self);
            view->context_.makeCurrent(&view->surface_);
          });
  observe(renderWindow_, vtkCommand::WindowIsCurrentEvent,
          [](vtkObject*, unsigned long, void* self, void* result) {
            *static_cast<bool*>(result) =
                &static_cast<VtkView*>(self)->context_ == QOpenGLContext::currentContext();
          });
  observe(renderWindow_, vtkCommand::WindowSupportsOpenGLEvent,
          [](vtkObject*, unsigned long, void*, void* result) { *static_cast<int*>(result) = 1; });
  observe(renderWindow_, vtkCommand::WindowIsDirectEvent,
          [](vtkObject*, unsigned long, void*, void* result) { *static_cast<int*>(result) = 1; });
  observe(interactor_, vtkCommand::RenderEvent,
          [](vtkObject*, unsigned long, void* self, void*) { static_cast<VtkView*>(self)->redraw(); });
}

bool VtkView::startGraphics() {
  if (renderWindow_->GetReadyForRendering()) return true;
  surface_.create();
  if (!context_.create() || !context_.makeCurrent(&surface_)) return false;
  renderWindow_->SetForceMaximumHardwareLineWidth(1.0F);
  renderWindow_->SetOwnContext(0);
  renderWindow_->SetReadyForRendering(true);
  renderWindow_->OpenGLInit();
  return true;
}

QSize VtkView::deviceSize() const {
  const double scale = devicePixelRatioF();
  return {static_cast<int>(std::lround(width() * scale)), static_cast<int>(std::lround(height() * scale))};
}

void VtkView::redraw() {
  stale_ = true;
  update();
}

void VtkView::hold(bool held) {
  held_ = held;
  if (!held) update();
}

void VtkView::takeTurn() {
  if (!stale_ || held_ || !isVisible()) return;  // a hidden view waits until it is painted
  render();
  if (stale_) return;  // no graphics
  update();
  Q_EMIT rendered();
}

void VtkView::render() {
  if (!startGraphics()) return;
  QElapsedTimer frame;
  frame.start();
  const QSize size = deviceSize();
  renderWindow_->SetSize(size.width(), size.height());
  interactor_->SetSize(size.width(), size.height());
  renderWindow_->Render();
  if (picture_.size() != size) picture_ = QImage(size, QImage::Format_RGB32);
  vtkOpenGLState* state = renderWindow_->GetState();
  vtkOpenGLFramebufferObject* shown = renderWindow_->GetDisplayFramebuffer();
  state->PushReadFramebufferBinding();
  shown->Bind(GL_READ_FRAMEBUFFER);
  shown->ActivateReadBuffer(0);
  context_.functions()->glReadPixels(0, 0, size.width(), size.height(), GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                                     picture_.bits());
  state->PopReadFramebufferBinding();
  picture_.mirror();  // OpenGL's first row is the lowest
  picture_.setDevicePixelRatio(devicePixelRatioF());
  stale_ = false;
  frameMs_ = static_cast<int>(frame.elapsed());
}

void VtkView::paintEvent(QPaintEvent*) {
  // The frame comes after what is painted now; put off again and again, it would never come.
  stale_ = stale_ || picture_.size() != deviceSize();
  if (stale_ && !held_ && !ownTurn_.isActive()) ownTurn_.start();
  QPainter painter(this);
  painter.fillRect(rect(), palette().window());
  painter.drawImage(QPointF(0.0, 0.0), picture_);
}

QPointF VtkView::devicePixelOf(const QPointF& position) const {
  const double scale = devicePixelRatioF();
  return {position.x() * scale, (height() - position.y()) * scale};
}

void VtkView::tellInteractor(const QPointF& position, Qt::KeyboardModifiers modifiers,
                             unsigned long vtkEvent) {
  const QPointF pixel = devicePixelOf(position);
  interactor_->SetEventInformation(
      static_cast<int>(std::lround(pixel.x())), static_cast<int>(std::lround(pixel.y())),
      modifiers.testFlag(Qt::ControlModifier), modifiers.testFlag(Qt::ShiftModifier));
  interactor_->InvokeEvent(vtkEvent);
}

void VtkView::mousePressEvent(QMouseEvent* event) {
  pressedAt_ = event->position();
  mayBeClick_ = event->button() == Qt::LeftButton;
  tellInteractor(event->position(), event->modifiers(), buttonEvent(event->button(), true));
}

void VtkView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF way = event->position() - pressedAt_;
  if (std::hypot(way.x(), way.y()) > kClickReach) mayBeClick_ = false;
  tellInteractor(event->position(), event->modifiers(), vtkCommand::MouseMoveEvent);
}

void VtkView::mouseReleaseEvent(QMouseEvent* event) {
  tellInteractor(event->position(), event->modifiers(), buttonEvent(event->button(), false));
  if (!mayBeClick_ || event->button() != Qt::LeftButton) return;
  mayBeClick_ = false;
  Q_EMIT clicked(devicePixelOf(event->position()));
}

void VtkView::mouseDoubleClickEvent(QMouseEvent* event) {
  mayBeClick_ = false;
  if (event->button() == Qt::LeftButton) Q_EMIT doubleClicked();
}

void VtkView::wheelEvent(QWheelEvent* event) {
  tellInteractor(
      event->position(), event->modifiers(),
      event->angleDelta().y() > 0 ? vtkCommand::MouseWheelForwardEvent : vtkCommand::MouseWheelBackwardEvent);
  event->accept();
}

}  // namespace valvista::viewer
