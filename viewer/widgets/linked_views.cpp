// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/linked_views.h"

#include "viewer/scene/evidence_lines.h"
#include "viewer/scene/plane_cross.h"
#include "viewer/scene/voxel_probe.h"
#include "viewer/widgets/markup_board.h"
#include "viewer/widgets/paint_hand.h"
#include "viewer/widgets/reformat_view.h"
#include "viewer/widgets/slice_view.h"
#include "viewer/widgets/surface_view.h"
#include "viewer/widgets/view_arrangement.h"

#include <QSurfaceFormat>

#include <algorithm>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr QSize kLeastSize(400, 300);
constexpr double kSectionRadiusMm = 15.0;  ///< of a vessel's cross section and what lies around it

}  // namespace

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
    : QWidget(parent),
      markups_(new MarkupBoard(this)),
      hand_(new PaintHand(this)),
      surfaces_(new SurfaceView(*hand_, this)),
      reformat_(new ReformatView(content_)) {
  QPalette dark = palette();
  dark.setColor(QPalette::Window, Qt::black);
  setPalette(dark);
  setAutoFillBackground(true);
  setMinimumSize(kLeastSize);
  buildSlices();
  surfaces_->setObjectName(QStringLiteral("surfaceView"));
  connect(surfaces_, &SurfaceView::crosshairRequested, this, &LinkedViews::setCrosshair);
  connect(surfaces_, &SurfaceView::maximizeRequested, this, [this] { maximize(surfaces_); });
  reformat_->setParent(this);
  reformat_->setObjectName(QStringLiteral("reformatView"));
  connect(reformat_, &ReformatView::placeRequested, this, &LinkedViews::goToSection);
  connect(reformat_, &ReformatView::windowLevelRequested, this, &LinkedViews::setWindowLevel);
  connect(reformat_, &ReformatView::maximizeRequested, this, [this] { maximize(reformat_); });
  arrangement_ = std::make_unique<ViewArrangement>(
      *this, ArrangedViews{slices_[0], slices_[1], slices_[2], surfaces_, reformat_, slices_[3], slices_[4]});
}

void LinkedViews::buildSlices() {
  slices_ = {new SliceView(SliceOrientation::axial, content_, *markups_, *hand_),
             new SliceView(SliceOrientation::coronal, content_, *markups_, *hand_),
             new SliceView(SliceOrientation::sagittal, content_, *markups_, *hand_),
             new SliceView(SliceOrientation::axial, content_, *markups_, *hand_, LabelLayer::other),
             new SliceView(SliceOrientation::axial, content_, *markups_, *hand_, LabelLayer::difference)};
  constexpr std::array kNames{"axialView", "coronalView", "sagittalView", "otherLabelsView",
                              "differenceView"};
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    SliceView* view = slices_[i];
    view->setParent(this);
    view->setObjectName(QString::fromLatin1(kNames[i]));
    connect(view, &SliceView::crosshairRequested, this, &LinkedViews::setCrosshair);
    connect(view, &SliceView::windowLevelRequested, this, &LinkedViews::setWindowLevel);
    connect(view, &SliceView::rotationRequested, this, &LinkedViews::turnCross);
    connect(view, &SliceView::viewportChanged, this, [this, view] { shareViewport(*view); });
    connect(view, &SliceView::maximizeRequested, this, [this, view] { maximize(view); });
  }
  slices_[3]->setAccessibleName(tr("Axial, labels B"));
  slices_[4]->setAccessibleName(tr("Axial, difference of the labels"));
}

LinkedViews::~LinkedViews() = default;

void LinkedViews::setVolume(const Volume& volume) {
  content_.volume = volume;
  ++content_.volumeRevision;
  content_.evidence = {};
  surfaces_->setEvidence({});
  surfaces_->setVolume(volume);
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
  reformat_->update();
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
  if (!evidence.focus && evidence == content_.evidence) return;
  content_.evidence = evidence;
  surfaces_->setEvidence(evidence);
  surfaces_->goTo(evidence);
  if (evidence.focus && !content_.empty()) {
    setCrosshair(*evidence.focus);
    for (SliceView* view : slices_) view->goTo(*evidence.focus, evidenceRadius(evidence));
  }
  updateSlices();
}

void LinkedViews::updateSlices() {
  for (SliceView* view : slices_) view->update();
  reformat_->update();
}

void LinkedViews::resizeEvent(QResizeEvent*) {
  arrangement_->place();
}

void LinkedViews::maximize(QWidget* view) {
  arrangement_->toggleAlone(view);
  view->setFocus();
}

ViewLayout LinkedViews::viewLayout() const {
  return arrangement_->layout();
}

void LinkedViews::setViewLayout(ViewLayout layout) {
  arrangement_->setLayout(layout);
  shareViewport(*slices_[0]);
  Q_EMIT layoutChanged(layout);
}

void LinkedViews::shareViewport(const SliceView& from) {
  // The views that are compared show the same place.
  if (viewLayout() != ViewLayout::compare || from.orientation() != SliceOrientation::axial) return;
  for (SliceView* view : slices_)
    if (view != &from && view->orientation() == SliceOrientation::axial) view->setViewport(from.viewport());
}

const Mat3& LinkedViews::rotation() const {
  return content_.rotation;
}

void LinkedViews::setRotation(const Mat3& rotation) {
  for (SliceView* view : slices_) {
    Viewport upright = view->viewport();
    upright.roll = 0.0;
    view->setViewport(upright);
  }
  turnCross(rotation);
  for (SliceView* view : slices_)
    if (view->viewport().whole) view->showWhole();
}

void LinkedViews::turnCross(const Mat3& rotation) {
  std::array<Vec2, 5> seenAt;
  for (std::size_t i = 0; i < slices_.size(); ++i)
    seenAt[i] = slices_[i]->geometry().screenFromLps(content_.crosshair);
  content_.rotation = rotation;
  content_.pivot = content_.crosshair;
  for (std::size_t i = 0; i < slices_.size(); ++i) slices_[i]->holdCrosshairAt(seenAt[i]);
  Q_EMIT rotationChanged();
}

void LinkedViews::snapTo(const Plane& plane) {
  if (content_.empty()) return;
  setCrosshair(plane.origin);
  setRotation(rotationOnto(plane.normal));
}

void LinkedViews::straighten() {
  setRotation({});
}

void LinkedViews::setSlab(const Slab& slab) {
  content_.slab = slab;
  updateSlices();
}

void LinkedViews::setReformatPaths(std::vector<ReformatPath> paths) {
  // The vessel that is shown stays, wherever it stands now.
  const QString before = path_ < paths_.size() ? paths_[path_].name : QString();
  paths_ = std::move(paths);
  const auto same =
      std::find_if(paths_.begin(), paths_.end(), [&](const auto& p) { return p.name == before; });
  path_ = same == paths_.end() ? 0 : static_cast<std::size_t>(same - paths_.begin());
  showVessel();
}

void LinkedViews::chooseReformatPath(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= paths_.size()) return;
  path_ = static_cast<std::size_t>(index);
  showVessel();
}

void LinkedViews::chooseNextReformatPath() {
  if (!paths_.empty()) chooseReformatPath(static_cast<int>((path_ + 1) % paths_.size()));
}

void LinkedViews::showNarrowest() {
  reformat_->goToNarrowest();
}

void LinkedViews::showVessel() {
  if (path_ >= paths_.size()) {
    reformat_->setVessel({}, {}, {});
    return;
  }
  const ReformatPath& path = paths_[path_];
  reformat_->setVessel(path.name, path.centreline, {path.distanceMm, path.diameterMm});
}

void LinkedViews::setReformatMode(ReformatMode mode) {
  reformat_->setMode(mode);
}

void LinkedViews::goToSection(const Vec3& lps, const Plane& section) {
  setCrosshair(lps);
  setRotation(rotationOnto(section.normal));
  if (viewLayout() == ViewLayout::access) slices_[0]->goTo(section.origin, kSectionRadiusMm);
}

void LinkedViews::snapToCentreline() {
  std::optional<Plane> nearest;
  for (const ReformatPath& path : paths_) {
    if (path.centreline.size() < 2) continue;
    const CurvedReformat line(path.centreline, ReformatMode::stretched, 0.0);
    const Plane section = line.planeAt(line.alongNearest(content_.crosshair));
    const auto away = [&](const Plane& plane) { return distance(plane.origin, content_.crosshair); };
    if (!nearest || away(section) < away(*nearest)) nearest = section;
  }
  if (nearest) snapTo(*nearest);
}

void LinkedViews::setVolumePreset(VolumePreset preset) {
  surfaces_->setVolumePreset(preset);
}

void LinkedViews::setClipPlane(const std::optional<Plane>& plane) {
  if (std::exchange(clipPlane_, plane) == plane) return;
  surfaces_->setClip(clipping_ ? clipPlane_ : std::nullopt);
}

void LinkedViews::setClipping(bool on) {
  clipping_ = on;
  surfaces_->setClip(clipping_ ? clipPlane_ : std::nullopt);
}

void LinkedViews::setSurfacesShown(bool shown) {
  surfaces_->setSurfacesShown(shown);
}

void LinkedViews::setLegendShown(bool shown) {
  surfaces_->setLegendShown(shown);
}

void LinkedViews::setComparison(const LabelMap& other, const LabelMap& difference) {
  content_.otherLabels = other;
  content_.difference = difference;
  content_.comparing = !other.empty();
  ++content_.comparisonRevision;
  updateSlices();
}

void LinkedViews::setComparisonSurfaces(std::vector<planning::LabelSurface> other) {
  surfaces_->setComparisonSurfaces(other);
}

void LinkedViews::setHiddenLabels(const std::array<bool, 256>& hidden) {
  content_.overlay.hidden = hidden;
  updateSlices();
}

PaintHand& LinkedViews::paintHand() {
  return *hand_;
}

void LinkedViews::showStroke(const LabelMap& labels) {
  content_.labels = labels;
  ++content_.labelRevision;
  for (SliceView* view : slices_) view->update();
}

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

void LinkedViews::perform(ViewCommand command) {
  const std::vector<QWidget*> shown = arrangement_->shown();
  const QWidget* focus = focusWidget();
  const auto holdsFocus = [&](const QWidget* view) {
    return focus && (focus == view || view->isAncestorOf(focus));
  };
  const auto found = std::find_if(shown.begin(), shown.end(), holdsFocus);
  QWidget* view = found == shown.end() ? shown.front() : *found;
  if (auto* slice = qobject_cast<SliceView*>(view))
    slice->perform(command);
  else if (view == reformat_)
    reformat_->perform(command);
  else
    surfaces_->perform(command);
}

}  // namespace valvista::viewer
