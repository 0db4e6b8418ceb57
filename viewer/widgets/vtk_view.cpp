// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/vtk_view.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QWheelEvent>
#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkGenericRenderWindowInteractor.h>
#include <vtkInteractorStyleTrackballCamera.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <cmath>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr int kSamples = 4;
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

VtkView::VtkView(vtkRenderer* renderer, QWidget* parent) : QOpenGLWidget(parent), renderer_(renderer) {
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
}

VtkView::~VtkView() {
  // The base class destroys the context when our members are gone.
  disconnect(contextEnd_);
  releaseGraphics();
  interactor_->SetInteractorStyle(nullptr);
  interactor_->SetRenderWindow(nullptr);
  renderWindow_->RemoveRenderer(renderer_);
}

bool VtkView::isSupported() {
  // Debian's VTK finds its functions through GLX only, and QOpenGLWidget needs a platform that composes
  // windows.
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
            // makeCurrent() binds the widget's framebuffer: in the middle of a frame VTK would then fill the
            // wrong one.
            auto* view = static_cast<VtkView*>(self);
            if (view->context() != QOpenGLContext::currentContext()) view->makeCurrent();
          });
  observe(renderWindow_, vtkCommand::WindowIsCurrentEvent,
          [](vtkObject*, unsigned long, void* self, void* result) {
            QOpenGLContext* own = static_cast<VtkView*>(self)->context();
            *static_cast<bool*>(result) = own != nullptr && own == QOpenGLContext::currentContext();
          });
  observe(renderWindow_, vtkCommand::WindowSupportsOpenGLEvent,
          [](vtkObject*, unsigned long, void*, void* result) { *static_cast<int*>(result) = 1; });
  observe(renderWindow_, vtkCommand::WindowIsDirectEvent,
          [](vtkObject*, unsigned long, void*, void* result) { *static_cast<int*>(result) = 1; });
  observe(interactor_, vtkCommand::RenderEvent,
          [](vtkObject*, unsigned long, void* self, void*) { static_cast<VtkView*>(self)->update(); });
}

void VtkView::initializeGL() {
  // Moving the widget to another window gives it another context: VTK's resources die with the old one.
  contextEnd_ = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &VtkView::releaseGraphics);
  renderWindow_->SetForceMaximumHardwareLineWidth(1.0F);
  renderWindow_->SetOwnContext(0);
  renderWindow_->SetReadyForRendering(true);
  renderWindow_->OpenGLInit();
  fitRenderWindow();
}

void VtkView::releaseGraphics() {
  if (!renderWindow_->GetReadyForRendering()) return;
  makeCurrent();
  renderWindow_->Finalize();
  renderWindow_->SetReadyForRendering(false);
  doneCurrent();
}

void VtkView::fitRenderWindow() {
  const double scale = devicePixelRatioF();
  const int deviceWidth = static_cast<int>(std::lround(width() * scale));
  const int deviceHeight = static_cast<int>(std::lround(height() * scale));
  renderWindow_->SetSize(deviceWidth, deviceHeight);
  interactor_->SetSize(deviceWidth, deviceHeight);
}

void VtkView::resizeGL(int, int) {
  fitRenderWindow();
}

void VtkView::paintGL() {
  fitRenderWindow();
  renderWindow_->Render();
  // VTK leaves another framebuffer and another draw buffer selected than the widget has.
  QOpenGLExtraFunctions* gl = context()->extraFunctions();
  gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
  const GLenum colour = GL_COLOR_ATTACHMENT0;
  gl->glDrawBuffers(1, &colour);
  renderWindow_->GetState()->Reset();
  renderWindow_->BlitDisplayFramebuffer();
  // The window system blends by alpha: whatever VTK left there, the widget is opaque.
  gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
  gl->glDisable(GL_SCISSOR_TEST);
  gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
  gl->glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
  gl->glClear(GL_COLOR_BUFFER_BIT);
  gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  Q_EMIT rendered();
}

QPointF VtkView::devicePixelOf(const QPointF& position) const {
  const double scale = devicePixelRatioF();
  return {position.x() * scale, height() * scale - 1.0 - position.y() * scale};
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
