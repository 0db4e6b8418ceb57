// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/surface_view.h"

#include "viewer/widgets/view_annotations.h"
#include "viewer/widgets/vtk_view.h"

#include <QKeyEvent>
#include <QPainter>

namespace valvista::viewer {
namespace {

constexpr int kRestMs = 80;
const QColor kTextColour(225, 228, 232);

}  // namespace

/// The patient's sides over the 3D view, following its camera.
class SideLetters : public QWidget {
 public:
  SideLetters(const SurfaceScene& scene, QWidget* parent) : QWidget(parent), scene_(scene) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
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
    ViewAnnotations annotations(painter, rect());
    if (!scene_.empty()) annotations.writeSides(scene_.screenRight(), -scene_.screenUp());
    annotations.write(Qt::AlignTop | Qt::AlignLeft, {SurfaceView::tr("3D")}, kTextColour);
    if (scene_.empty())
      annotations.write(Qt::AlignCenter, {SurfaceView::tr("No labels to show")}, kTextColour);
  }

 private:
  const SurfaceScene& scene_;
  Vec3 right_, up_;
};

SurfaceView::SurfaceView(QWidget* parent)
    : QWidget(parent), view_(new VtkView(scene_.renderer(), this)), letters_(new SideLetters(scene_, this)) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAccessibleName(tr("3D view"));
  crosshairRests_.setSingleShot(true);
  crosshairRests_.setInterval(kRestMs);
  connect(&crosshairRests_, &QTimer::timeout, view_, [this] { view_->update(); });
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

void SurfaceView::setSurfaces(const std::vector<planning::LabelSurface>& surfaces) {
  scene_.setSurfaces(surfaces);
  view_->update();
  letters_->update();
}

void SurfaceView::setEvidence(const planning::Evidence& evidence) {
  scene_.setEvidence(evidence);
  view_->update();
}

void SurfaceView::setCrosshair(const std::optional<Vec3>& lps) {
  scene_.setCrosshair(lps);
  crosshairRests_.start();
}

void SurfaceView::lookFromFront() {
  scene_.lookFromFront();
  view_->update();
  letters_->update();
}

void SurfaceView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space)
    lookFromFront();
  else
    QWidget::keyPressEvent(event);
}

void SurfaceView::resizeEvent(QResizeEvent*) {
  view_->setGeometry(rect());
  letters_->setGeometry(rect());
}

}  // namespace valvista::viewer
