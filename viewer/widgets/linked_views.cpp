// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/linked_views.h"

#include "viewer/scene/evidence_lines.h"
#include "viewer/scene/voxel_probe.h"
#include "viewer/widgets/markup_board.h"
#include "viewer/widgets/slice_view.h"
#include "viewer/widgets/surface_view.h"

#include <QGridLayout>
#include <QSurfaceFormat>

#include <algorithm>
#include <utility>

namespace valvista::viewer {

void setDefaultSurfaceFormat() {
  // Debian's VTK finds its OpenGL functions through GLX only: no EGL, and Wayland through XWayland.
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && !qEnvironmentVariableIsEmpty("DISPLAY"))
    qputenv("QT_QPA_PLATFORM", "xcb");
  if (qEnvironmentVariableIsEmpty("QT_XCB_GL_INTEGRATION")) qputenv("QT_XCB_GL_INTEGRATION", "xcb_glx");
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  format.setStencilBufferSize(8);
  QSurfaceFormat::setDefaultFormat(format);
}

LinkedViews::LinkedViews(QWidget* parent)
    : QWidget(parent), surfaces_(new SurfaceView(this)), markups_(new MarkupBoard(this)) {
  QPalette dark = palette();
  dark.setColor(QPalette::Window, Qt::black);
  setPalette(dark);
  setAutoFillBackground(true);
  slices_ = {new SliceView(SliceOrientation::axial, content_, this),
             new SliceView(SliceOrientation::coronal, content_, this),
             new SliceView(SliceOrientation::sagittal, content_, this)};
  slices_[0]->setObjectName(QStringLiteral("axialView"));
  slices_[1]->setObjectName(QStringLiteral("coronalView"));
  slices_[2]->setObjectName(QStringLiteral("sagittalView"));
  surfaces_->setObjectName(QStringLiteral("surfaceView"));
  // Coronal below axial: right and left agree; sagittal beside coronal: head and feet agree.
  layout_ = new QGridLayout(this);
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(2);
  layout_->addWidget(slices_[0], 0, 0);
  layout_->addWidget(surfaces_, 0, 1);
  layout_->addWidget(slices_[1], 1, 0);
  layout_->addWidget(slices_[2], 1, 1);
  shareSpace();
  for (SliceView* view : slices_) {
    connect(view, &SliceView::crosshairRequested, this, &LinkedViews::setCrosshair);
    connect(view, &SliceView::windowLevelRequested, this, &LinkedViews::setWindowLevel);
    connect(view, &SliceView::maximizeRequested, this, [this, view] { maximize(view); });
  }
  connect(surfaces_, &SurfaceView::crosshairRequested, this, &LinkedViews::setCrosshair);
  connect(surfaces_, &SurfaceView::maximizeRequested, this, [this] { maximize(surfaces_); });
}

LinkedViews::~LinkedViews() = default;

void LinkedViews::setVolume(const Volume& volume) {
  content_.volume = volume;
  ++content_.volumeRevision;
  content_.evidence = {};
  surfaces_->setEvidence({});
  const WindowLevel usual;
  setWindowLevel(usual.windowHu, usual.levelHu);
  restart();
}

void LinkedViews::setLabels(const LabelMap& labels) {
  const bool spansLabels = content_.volume.empty();
  content_.labels = labels;
  ++content_.labelRevision;
  if (spansLabels) {
    restart();
    return;
  }
  updateSlices();
  tellProbe();
}

void LinkedViews::setSurfaces(std::vector<planning::LabelSurface> surfaces) {
  surfaces_->setSurfaces(surfaces);
}

void LinkedViews::restart() {
  for (SliceView* view : slices_) view->showWhole();
  if (content_.empty()) {
    surfaces_->setCrosshair(std::nullopt);
    return;
  }
  setCrosshair(middleVoxel(content_.geometry()));
  tellProbe();
}

void LinkedViews::setCrosshair(const Vec3& lps) {
  if (content_.empty()) return;
  const bool moved = !(lps == content_.crosshair);
  content_.crosshair = lps;
  surfaces_->setCrosshair(lps);
  for (SliceView* view : slices_) view->revealCrosshair();
  if (moved) tellProbe();
}

void LinkedViews::tellProbe() {
  const Vec3& lps = content_.crosshair;
  Q_EMIT crosshairMoved({lps, huAt(content_.volume, lps), labelAt(content_.labels, lps)});
}

Vec3 LinkedViews::crosshair() const {
  return content_.crosshair;
}

void LinkedViews::setWindowLevel(double windowHu, double levelHu) {
  const WindowLevel wanted{std::max(windowHu, 1.0), levelHu};
  if (wanted == content_.windowLevel) return;
  content_.windowLevel = wanted;
  updateSlices();
  Q_EMIT windowLevelChanged(wanted.windowHu, wanted.levelHu);
}

void LinkedViews::setLabelOpacity(double opacity) {
  content_.overlay.opacity = std::clamp(opacity, 0.0, 1.0);
  updateSlices();
}

void LinkedViews::showEvidence(const planning::Evidence& evidence) {
  content_.evidence = evidence;
  surfaces_->setEvidence(evidence);
  if (evidence.focus && !content_.empty()) {
    setCrosshair(*evidence.focus);
    for (SliceView* view : slices_) view->goTo(*evidence.focus, evidenceRadius(evidence));
  }
  updateSlices();
}

void LinkedViews::updateSlices() {
  for (SliceView* view : slices_) view->update();
}

void LinkedViews::maximize(QWidget* view) {
  const std::array<QWidget*, 4> all{slices_[0], slices_[1], slices_[2], surfaces_};
  const bool restore =
      std::all_of(all.begin(), all.end(), [&](QWidget* other) { return other == view || other->isHidden(); });
  for (QWidget* other : all) other->setVisible(restore || other == view);
  shareSpace();
  view->setFocus();
}

void LinkedViews::shareSpace() {
  // A row or column without a visible view takes space as long as it has a stretch.
  const auto shown = [this](int row, int column) {
    return !layout_->itemAtPosition(row, column)->widget()->isHidden();
  };
  for (const int line : {0, 1}) {
    layout_->setRowStretch(line, shown(line, 0) || shown(line, 1) ? 1 : 0);
    layout_->setColumnStretch(line, shown(0, line) || shown(1, line) ? 1 : 0);
  }
}

ViewLayout LinkedViews::viewLayout() const {
  return viewLayout_;
}

void LinkedViews::setViewLayout(ViewLayout layout) {
  viewLayout_ = layout;
  Q_EMIT layoutChanged(layout);
}

const Mat3& LinkedViews::rotation() const {
  return content_.rotation;
}

void LinkedViews::setRotation(const Mat3& rotation) {
  content_.rotation = rotation;
  updateSlices();
  Q_EMIT rotationChanged();
}

void LinkedViews::snapTo(const Plane& plane) {
  setCrosshair(plane.origin);
}
void LinkedViews::straighten() {
  setRotation({});
}

void LinkedViews::setSlab(const Slab& slab) {
  content_.slab = slab;
  updateSlices();
}

void LinkedViews::setReformatPaths(std::vector<ReformatPath>) {}
void LinkedViews::chooseReformatPath(int) {}
void LinkedViews::setReformatMode(ReformatMode) {}
void LinkedViews::setVolumePreset(VolumePreset) {}
void LinkedViews::setClipPlane(const std::optional<Plane>&) {}
void LinkedViews::setClipping(bool) {}

void LinkedViews::setComparison(const LabelMap& other, const LabelMap& difference) {
  content_.otherLabels = other;
  content_.difference = difference;
  ++content_.comparisonRevision;
  updateSlices();
}

void LinkedViews::setComparisonSurfaces(std::vector<planning::LabelSurface>) {}

MarkupBoard& LinkedViews::markups() {
  return *markups_;
}
void LinkedViews::setMouseProfile(MouseProfile profile) {
  content_.mouseProfile = profile;
}

void LinkedViews::setPhaseText(const QString& text) {
  content_.phaseText = text;
  updateSlices();
}

void LinkedViews::perform(ViewCommand) {}

}  // namespace valvista::viewer
