// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/surface_view.h"

#include "viewer/scene/view_colours.h"
#include "viewer/widgets/surface_notes.h"
#include "viewer/widgets/view_annotations.h"
#include "viewer/widgets/vtk_view.h"

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr int kRestMs = 80;        ///< at least
constexpr int kHandRestsMs = 300;  ///< after a stroke: the numbers come first, and often the next stroke
constexpr int kRestsPerFrame = 4;  ///< where 3D is slow, slices must not wait for it while they are scrolled
constexpr double kDegreesPerKey = 10.0, kZoomPerKey = 1.15;

}  // namespace

SurfaceView::SurfaceView(PaintHand& hand, QWidget* parent)
    : QWidget(parent), notes_(new SurfaceNotes(scene_, volume_, this)), hand_(hand), scissors_(hand) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAccessibleName(tr("3D view"));
  QPalette ground = palette();
  ground.setColor(QPalette::Window, colourFrom(kViewBackground));
  setPalette(ground);
  setAutoFillBackground(true);
  if (VtkView::isSupported()) connectView();
  crosshairRests_.setSingleShot(true);
  connect(&crosshairRests_, &QTimer::timeout, this, &SurfaceView::redraw);
  connect(&volume_, &VolumeLayer::pictureChanged, notes_, qOverload<>(&QWidget::update));
  connect(&volume_, &VolumeLayer::gridChanged, this, [this] {
    scene_.setDrawnVolume(volume_.grid());
    updateNote();
    redraw();
  });
  connect(&hand_, &PaintHand::changed, this, &SurfaceView::followHand);
  if (view_) giveWayToStrokes();
  notes_->setTopDrawing([this](QPainter& painter) {
    if (isCutting()) scissors_.draw(painter, picturePlane(), cursor_);
  });
  updateNote();
}

void SurfaceView::connectView() {
  view_ = new VtkView(scene_.renderer(), this);
  view_->setObjectName(QStringLiteral("surfacePicture"));
  notes_->raise();
  view_->installEventFilter(this);
  connect(
      view_, &VtkView::rendered, notes_, [this] { notes_->followCamera(); }, Qt::QueuedConnection);
  connect(view_, &VtkView::rendered, this, [this] {
    castVolume();
    if (scene_.showNextSurface()) redraw();
  });
  connect(view_, &VtkView::doubleClicked, this, &SurfaceView::maximizeRequested);
  connect(view_, &VtkView::clicked, this, [this](const QPointF& pixel) {
    setFocus(Qt::MouseFocusReason);
    ask(pixel);
  });
}

void SurfaceView::giveWayToStrokes() {
  handRests_.setSingleShot(true);
  handRests_.setInterval(kHandRestsMs);
  connect(&handRests_, &QTimer::timeout, this, [this] { view_->hold(false); });
  connect(&hand_, &PaintHand::strokeBegan, this, [this] {
    handRests_.stop();
    view_->hold(true);
  });
  const auto rest = qOverload<>(&QTimer::start);
  connect(&hand_, &PaintHand::strokeEnded, &handRests_, rest);
  connect(&hand_, &PaintHand::strokeAbandoned, &handRests_, rest);
}

QSize SurfaceView::deviceSize() const {
  const double scale = devicePixelRatioF();
  return {static_cast<int>(std::lround(width() * scale)), static_cast<int>(std::lround(height() * scale))};
}

void SurfaceView::castVolume() {
  if (!volume_.grid()) return;
  const QSize size = deviceSize();
  volume_.follow(scene_.castView(size.width(), size.height()),
                 scene_.surfaceDepth(size.width(), size.height()));
}

void SurfaceView::ask(const QPointF& devicePixel) {
  const QSize size = deviceSize();
  const CastView camera = scene_.castView(size.width(), size.height());
  auto place = scene_.pick(devicePixel.x(), devicePixel.y());
  const Vec3 direction = scene_.directionThrough(camera, devicePixel.x(), devicePixel.y());
  const auto tissue = volume_.firstSolid(camera.eye, direction);
  if (tissue && (!place || distance(*tissue, camera.eye) < distance(*place, camera.eye))) place = tissue;
  if (place) Q_EMIT crosshairRequested(*place);
}

SurfaceView::~SurfaceView() {
  // Children of a QWidget die after its members: the view must not outlive the scene it renders.
  delete notes_;
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
  else if (volume_.isPreparing())
    note = tr("Preparing the CT for 3D");
  else if (scene_.empty() && !volume_.grid())
    note = tr("No labels to show in 3D");
  notes_->setNote(note);
  notes_->update();
  setAccessibleDescription(note);
}

void SurfaceView::setSurfaces(const std::vector<planning::LabelSurface>& surfaces) {
  scene_.setSurfaces(surfaces);
  updateNote();
  redraw();
}

void SurfaceView::setVolume(const Volume& volume) {
  if (view_) volume_.setVolume(volume);
}

void SurfaceView::setVolumePreset(VolumePreset preset) {
  volume_.setPreset(preset);
  updateNote();
}

void SurfaceView::setClip(const std::optional<Plane>& kept) {
  scene_.setClip(kept);
  volume_.setClip(kept);
  redraw();
}

void SurfaceView::setComparisonSurfaces(const std::vector<planning::LabelSurface>& other) {
  scene_.setComparisonSurfaces(other);
  updateNote();
  redraw();
}

void SurfaceView::setSurfacesShown(bool shown) {
  scene_.setSurfacesShown(shown);
  updateNote();
  redraw();
}

void SurfaceView::setLegendShown(bool shown) {
  notes_->setLegendShown(shown);
}

void SurfaceView::goTo(const planning::Evidence& evidence) {
  if (scene_.empty() && !volume_.grid()) return;
  scene_.goTo(evidence);
  redraw();
  notes_->update();
}

void SurfaceView::setEvidence(const planning::Evidence& evidence) {
  scene_.setEvidence(evidence);
  redraw();
}

void SurfaceView::setCrosshair(const std::optional<Vec3>& lps) {
  scene_.setCrosshair(lps);
  crosshairRests_.start(std::max(kRestMs, view_ ? kRestsPerFrame * view_->frameMs() : 0));
}

void SurfaceView::lookFromFront() {
  scene_.lookFromFront();
  redraw();
  notes_->update();
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
  notes_->update();
}

void SurfaceView::mouseDoubleClickEvent(QMouseEvent*) {
  Q_EMIT maximizeRequested();  // only reached without a view that takes the mouse
}

void SurfaceView::resizeEvent(QResizeEvent*) {
  if (view_) view_->setGeometry(rect());
  notes_->setGeometry(rect());
}

void SurfaceView::focusInEvent(QFocusEvent*) {
  notes_->update();
}
void SurfaceView::focusOutEvent(QFocusEvent*) {
  notes_->update();
}

}  // namespace valvista::viewer
