// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/surface_view.h"

#include "viewer/scene/view_colours.h"
#include "viewer/widgets/view_annotations.h"
#include "viewer/widgets/vtk_view.h"

#include <QPainter>

namespace valvista::viewer {
namespace {

constexpr int kRestMs = 80;
constexpr int kNoteMargin = 12;
constexpr double kDegreesPerKey = 10.0, kZoomPerKey = 1.15;
const QColor kTextColour(225, 228, 232), kQuietColour(169, 179, 190);

}  // namespace

/// The patient's sides over the 3D view, following its camera.
class SideLetters : public QWidget {
 public:
  SideLetters(const SurfaceScene& scene, QWidget* parent) : QWidget(parent), scene_(scene) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
  }

  /// Stands in the middle instead of a picture; an empty one is for a picture.
  void setNote(const QString& note) {
    note_ = note;
    update();
  }

  void followCamera() {
    const Vec3 right = scene_.screenRight(), up = scene_.screenUp();
    if (right == right_ && up == up_) return;
    right_ = right;
    up_ = up;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    if (parentWidget()->hasFocus()) {
      painter.setPen(kTextColour);
      painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    ViewAnnotations annotations(painter, rect());
    if (note_.isEmpty()) annotations.writeSides(scene_.screenRight(), -scene_.screenUp());
    annotations.write(Qt::AlignTop | Qt::AlignLeft, {SurfaceView::tr("3D")}, kTextColour);
    if (note_.isEmpty()) return;
    painter.setPen(kQuietColour);
    painter.drawText(rect().adjusted(kNoteMargin, kNoteMargin, -kNoteMargin, -kNoteMargin),
                     Qt::AlignCenter | Qt::TextWordWrap, note_);
  }

 private:
  const SurfaceScene& scene_;
  QString note_;
  Vec3 right_, up_;
};

SurfaceView::SurfaceView(QWidget* parent) : QWidget(parent), letters_(new SideLetters(scene_, this)) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAccessibleName(tr("3D view"));
  QPalette ground = palette();
  ground.setColor(QPalette::Window, colourFrom(kViewBackground));
  setPalette(ground);
  setAutoFillBackground(true);
  if (VtkView::isSupported()) connectView();
  crosshairRests_.setSingleShot(true);
  crosshairRests_.setInterval(kRestMs);
  connect(&crosshairRests_, &QTimer::timeout, this, &SurfaceView::redraw);
  updateNote();
}

void SurfaceView::connectView() {
  view_ = new VtkView(scene_.renderer(), this);
  letters_->raise();
  connect(
      view_, &VtkView::rendered, letters_, [this] { letters_->followCamera(); }, Qt::QueuedConnection);
  connect(view_, &VtkView::doubleClicked, this, &SurfaceView::maximizeRequested);
  connect(view_, &VtkView::clicked, this, [this](const QPointF& pixel) {
    setFocus(Qt::MouseFocusReason);
    if (const auto lps = scene_.pick(pixel.x(), pixel.y())) Q_EMIT crosshairRequested(*lps);
  });
}

SurfaceView::~SurfaceView() {
  // Children of a QWidget die after its members: the view must not outlive the scene it renders.
  delete letters_;
  delete view_;
}

void SurfaceView::redraw() {
  if (view_) view_->redraw();
}

void SurfaceView::updateNote() {
  QString note;
  if (!view_)
    note =
        tr("No 3D here: this screen offers no OpenGL 3.2 through X11 (GLX). "
           "Slices and measurements do not need it.");
  else if (scene_.empty())
    note = tr("No labels to show in 3D");
  letters_->setNote(note);
  setAccessibleDescription(note);
}

void SurfaceView::setSurfaces(const std::vector<planning::LabelSurface>& surfaces) {
  scene_.setSurfaces(surfaces);
  updateNote();
  redraw();
}

void SurfaceView::setEvidence(const planning::Evidence& evidence) {
  scene_.setEvidence(evidence);
  redraw();
}

void SurfaceView::setCrosshair(const std::optional<Vec3>& lps) {
  scene_.setCrosshair(lps);
  crosshairRests_.start();
}

void SurfaceView::lookFromFront() {
  scene_.lookFromFront();
  redraw();
  letters_->update();
}

void SurfaceView::perform(ViewCommand command) {
  switch (command) {
    case ViewCommand::turnLeft:
      scene_.turn(kDegreesPerKey, 0.0);
      break;
    case ViewCommand::turnRight:
      scene_.turn(-kDegreesPerKey, 0.0);
      break;
    case ViewCommand::nextSlice:
      scene_.turn(0.0, -kDegreesPerKey);
      break;
    case ViewCommand::previousSlice:
      scene_.turn(0.0, kDegreesPerKey);
      break;
    case ViewCommand::zoomIn:
      scene_.zoom(kZoomPerKey);
      break;
    case ViewCommand::zoomOut:
      scene_.zoom(1.0 / kZoomPerKey);
      break;
    case ViewCommand::showWhole:
      scene_.lookFromFront();
      break;
    case ViewCommand::maximize:
      Q_EMIT maximizeRequested();
      return;
    default:  // there are no slices to go to
      return;
  }
  redraw();
  letters_->update();
}

void SurfaceView::mouseDoubleClickEvent(QMouseEvent*) {
  Q_EMIT maximizeRequested();  // only reached without a view that takes the mouse
}

void SurfaceView::resizeEvent(QResizeEvent*) {
  if (view_) view_->setGeometry(rect());
  letters_->setGeometry(rect());
}

void SurfaceView::focusInEvent(QFocusEvent*) {
  letters_->update();
}
void SurfaceView::focusOutEvent(QFocusEvent*) {
  letters_->update();
}

}  // namespace valvista::viewer
