// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/reformat_view.h"

#include "viewer/scene/slice_sampling.h"
#include "viewer/scene/view_colours.h"
#include "viewer/scene/voxel_probe.h"
#include "viewer/widgets/view_annotations.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr double kProfileShare = 0.3, kLeastProfile = 90.0, kMostProfile = 240.0;  ///< width, pixels
constexpr double kNearVesselMm = 40.0;  ///< further away the crosshair is at no place of the vessel
constexpr double kStepMm = 1.0, kLongStepMm = 10.0;
constexpr double kTurnPerKey = std::numbers::pi / 18.0;
constexpr double kZoomPerKey = 1.15, kFinestMmPerPixel = 0.01, kCoarsestMmPerPixel = 10.0;
constexpr double kFitMargin = 1.04;
constexpr double kBesideCourseMm = 20.0;  ///< of a curved vessel and what lies around it
const QColor kTextColour(225, 228, 232), kQuietColour(169, 179, 190), kTitleColour(124, 252, 170);

}  // namespace

ReformatView::ReformatView(const SliceContent& content) : content_(content) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Along a vessel"));
}

void ReformatView::setVessel(const QString& name, const Polyline& centreline, DiameterProfile profile) {
  const bool another = name != name_;
  name_ = name;
  centreline_ = centreline;
  profile_ = std::move(profile);
  if (another) turn_ = 0.0;
  rebuild();
  if (another || whole_) showWhole();
}

void ReformatView::setMode(ReformatMode mode) {
  mode_ = mode;
  rebuild();
  showWhole();
}

void ReformatView::turnTo(double radians) {
  turn_ = std::remainder(radians, 2 * std::numbers::pi);
  rebuild();
}

void ReformatView::rebuild() {
  ++vesselRevision_;
  reformat_ = centreline_.size() < 2 ? CurvedReformat() : CurvedReformat(centreline_, mode_, turn_);
  update();
}

QRectF ReformatView::profileArea() const {
  if (profile_.empty()) return {static_cast<double>(width()), 0.0, 0.0, static_cast<double>(height())};
  const double wide = std::clamp(width() * kProfileShare, kLeastProfile, kMostProfile);
  return {width() - std::floor(wide), 0.0, std::floor(wide), static_cast<double>(height())};
}

QRectF ReformatView::pictureArea() const {
  return {0.0, 0.0, profileArea().left(), static_cast<double>(height())};
}

void ReformatView::showWhole() {
  whole_ = true;
  centreMm_ = {0.0, reformat_.heightMm() / 2};
  if (!reformat_.empty() && height() > 0)
    mmPerPixel_ = std::max({kFinestMmPerPixel, kFitMargin * reformat_.heightMm() / height(),
                            (reformat_.courseWidthMm() + 2 * kBesideCourseMm) / pictureArea().width()});
  update();
}

Vec2 ReformatView::mmFromScreen(const QPointF& screen) const {
  const QPointF middle = pictureArea().center();
  return {centreMm_.x + (screen.x() - middle.x()) * mmPerPixel_,
          centreMm_.y + (screen.y() - middle.y()) * mmPerPixel_};
}

QPointF ReformatView::screenFromMm(const Vec2& mm) const {
  return pictureArea().center() + QPointF(mm.x - centreMm_.x, mm.y - centreMm_.y) / mmPerPixel_;
}

std::optional<Vec3> ReformatView::lpsFromScreen(const QPointF& screen) const {
  return pictureArea().contains(screen) ? reformat_.lpsFromPicture(mmFromScreen(screen)) : std::nullopt;
}

std::optional<QPointF> ReformatView::screenFromLps(const Vec3& lps) const {
  const auto mm = reformat_.pictureFromLps(lps);
  return mm ? std::optional(screenFromMm(*mm)) : std::nullopt;
}

std::optional<double> ReformatView::along() const {
  if (reformat_.empty()) return std::nullopt;
  const double along = reformat_.alongNearest(content_.crosshair);
  if (distance(reformat_.planeAt(along).origin, content_.crosshair) > kNearVesselMm) return std::nullopt;
  return along;
}

void ReformatView::goAlong(double alongMm) {
  if (reformat_.empty()) return;
  const Plane section = reformat_.planeAt(std::clamp(alongMm, 0.0, reformat_.lengthMm()));
  Q_EMIT placeRequested(section.origin, section);
}

void ReformatView::goToNarrowest() {
  if (!profile_.empty()) goAlong(profile_.distanceMm[profile_.narrowest()]);
}

void ReformatView::zoomAbout(const Vec2& fixed, double mmPerPixel) {
  const double wanted = std::clamp(mmPerPixel, kFinestMmPerPixel, kCoarsestMmPerPixel),
               ratio = wanted / mmPerPixel_;
  whole_ = false;
  centreMm_ = {fixed.x + (centreMm_.x - fixed.x) * ratio, fixed.y + (centreMm_.y - fixed.y) * ratio};
  mmPerPixel_ = wanted;
  update();
}

void ReformatView::perform(ViewCommand command) {
  const double here = along().value_or(0.0);
  const Vec2 place = reformat_.pictureFromAlong(here);
  switch (command) {
    case ViewCommand::nextSlice:
      return goAlong(here - kStepMm);  // up on the screen, as the key
    case ViewCommand::previousSlice:
      return goAlong(here + kStepMm);
    case ViewCommand::tenSlicesOn:
      return goAlong(here - kLongStepMm);
    case ViewCommand::tenSlicesBack:
      return goAlong(here + kLongStepMm);
    case ViewCommand::firstSlice:
      return goAlong(0.0);
    case ViewCommand::lastSlice:
      return goAlong(reformat_.lengthMm());
    case ViewCommand::zoomIn:
      return zoomAbout(place, mmPerPixel_ / kZoomPerKey);
    case ViewCommand::zoomOut:
      return zoomAbout(place, mmPerPixel_ * kZoomPerKey);
    case ViewCommand::showWhole:
      return showWhole();
    case ViewCommand::maximize:
      Q_EMIT maximizeRequested();
      return;
    case ViewCommand::turnLeft:
      return turnTo(turn_ - kTurnPerKey);
    case ViewCommand::turnRight:
      return turnTo(turn_ + kTurnPerKey);
  }
}

void ReformatView::updatePicture() {
  const double scale = devicePixelRatioF();
  const QRectF area = pictureArea();
  const SampleKey wanted{content_.volumeRevision,
                         content_.labelRevision,
                         vesselRevision_,
                         static_cast<int>(std::lround(area.width() * scale)),
                         static_cast<int>(std::lround(area.height() * scale)),
                         mmPerPixel_ / scale,
                         centreMm_};
  if (!(wanted == sampled_)) {
    std::vector<Vec3> points;
    reformat_.points(wanted.mmPerPixel, centreMm_, wanted.width, wanted.height, points);
    sampleHuAt(content_.volume, points, samples_.hu);
    sampleLabelsAt(content_.labels, points, samples_.labels);
    samples_.width = wanted.width;
    samples_.height = wanted.height;
    sampled_ = wanted;
  }
  if (image_.width() != wanted.width || image_.height() != wanted.height)
    image_ = QImage(wanted.width, wanted.height, QImage::Format_RGB32);
  image_.setDevicePixelRatio(scale);
  LabelOverlay overlay = content_.overlay;
  overlay.outlinePixels = std::max(1, static_cast<int>(std::lround(scale)));
  composeSlice(samples_, content_.windowLevel, overlay,
               {reinterpret_cast<Pixel*>(image_.bits()), samples_.hu.size()});
}

void ReformatView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), colourFrom(kViewBackground));
  if (content_.empty() || reformat_.empty()) {
    painter.setPen(kQuietColour);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No vessel with a centreline"));
  } else {
    updatePicture();
    painter.drawImage(QPointF(0.0, 0.0), image_);
    drawProfile(painter, profileArea(), profile_,
                [this](double mm) { return screenFromMm(reformat_.pictureFromAlong(mm)).y(); });
    if (const auto here = along()) drawCursor(painter, *here);
    annotate(painter);
  }
  if (!hasFocus()) return;
  painter.setPen(kTitleColour);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ReformatView::drawCursor(QPainter& painter, double here) const {
  const double y = std::floor(screenFromMm(reformat_.pictureFromAlong(here)).y()) + 0.5;
  // The line of the cross section has the colour of the view that shows it.
  painter.setPen(QPen(colourFrom(colourOf(SliceOrientation::axial)), 1.0));
  painter.drawLine(QPointF(0.0, y), QPointF(width(), y));
  const auto at = screenFromLps(content_.crosshair);
  if (!at) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.drawEllipse(*at, 4.0, 4.0);
  painter.restore();
}

void ReformatView::annotate(QPainter& painter) const {
  ViewAnnotations annotations(painter, pictureArea());
  const double here = along().value_or(0.0);
  const Vec3 across = reformat_.acrossAt(here);
  annotations.writeSides(across, reformat_.planeAt(here).normal);
  const std::optional<Vec3> under = cursor_ ? lpsFromScreen(*cursor_) : std::nullopt;
  const Vec3 lps = under.value_or(content_.crosshair);
  QString probe = under ? tr("Cursor") : tr("Crosshair");
  if (!content_.volume.empty()) {
    const std::optional<int> hu = huAt(content_.volume, lps);
    probe += QStringLiteral("  ") + (hu ? tr("%1 HU").arg(*hu) : tr("no HU"));
  }
  annotations.write(Qt::AlignBottom | Qt::AlignLeft, {probe, positionText(lps)}, kTextColour);
  QStringList heading{name_, mode_ == ReformatMode::stretched ? tr("Stretched") : tr("Curved")};
  if (along()) {
    heading << tr("%1 of %2 mm along").arg(here, 0, 'f', 0).arg(reformat_.lengthMm(), 0, 'f', 0);
    const auto diameter = profile_.at(here);
    if (!profile_.empty())
      heading << (diameter ? tr("Diameter %1 mm").arg(*diameter, 0, 'f', 1) : tr("Diameter not measured"));
  }
  annotations.write(Qt::AlignTop | Qt::AlignLeft, heading, kTitleColour);
  QStringList look{tr("W %1  L %2")
                       .arg(std::lround(content_.windowLevel.windowHu))
                       .arg(std::lround(content_.windowLevel.levelHu))};
  if (!content_.phaseText.isEmpty()) look << content_.phaseText;
  look << tr("Turned %1\u00b0").arg(std::lround(turn_ * 180.0 / std::numbers::pi));
  annotations.write(Qt::AlignTop | Qt::AlignRight, look, kTextColour);
  annotations.drawScaleBar(mmPerPixel_);
}

void ReformatView::resizeEvent(QResizeEvent*) {
  if (whole_) showWhole();
}
void ReformatView::leaveEvent(QEvent*) {
  cursor_.reset();
  update();
}
void ReformatView::focusInEvent(QFocusEvent*) {
  update();
}
void ReformatView::focusOutEvent(QFocusEvent*) {
  update();
}

}  // namespace valvista::viewer
