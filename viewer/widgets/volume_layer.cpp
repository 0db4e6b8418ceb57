// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/volume_layer.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr int kRestMs = 90;
constexpr qint64 kQuickMs = 12, kSlowMs = 30;
constexpr double kFinestCoarse = 2.0, kCoarsest = 12.0;
/// More rays than this are not seen and take long.
constexpr double kMostRays = 1.2e6;

}  // namespace

VolumeLayer::VolumeLayer(QObject* parent) : QObject(parent) {
  rests_.setSingleShot(true);
  rests_.setInterval(kRestMs);
  connect(&rests_, &QTimer::timeout, this, &VolumeLayer::castFinely);
}

VolumeLayer::~VolumeLayer() = default;

void VolumeLayer::setVolume(const Volume& volume) {
  worker_ = {};
  volume_ = volume;
  drawn_ = nullptr;
  makeCaster();
  prepare();
}

void VolumeLayer::setPreset(VolumePreset preset) {
  if (preset == preset_) return;
  preset_ = preset;
  makeCaster();
  if (!drawn_) prepare();
}

void VolumeLayer::prepare() {
  if (!isPreparing()) return;
  worker_ = std::jthread([this, volume = volume_](const std::stop_token& stop) {
    auto drawn = drawnVolume(volume, stop);
    if (!drawn) return;
    QMetaObject::invokeMethod(
        this,
        [this, drawn = std::move(drawn), volume] {
          if (volume.hu().data() != volume_.hu().data()) return;  // another case came meanwhile
          drawn_ = drawn;
          makeCaster();
        },
        Qt::QueuedConnection);
  });
}

void VolumeLayer::makeCaster() {
  caster_ = nullptr;
  if (drawn_ && preset_ != VolumePreset::none) {
    auto caster = std::make_shared<VolumeCaster>(drawn_, preset_);
    caster->setClip(clip_);
    caster_ = std::move(caster);
  }
  view_ = {};  // whatever the camera does, the next frame is cast anew
  rests_.stop();
  picture_ = {};
  Q_EMIT gridChanged();
  Q_EMIT pictureChanged();
}

void VolumeLayer::setClip(const std::optional<Plane>& kept) {
  clip_ = kept;
  makeCaster();
}

std::optional<ImageGeometry> VolumeLayer::grid() const {
  if (!caster_) return std::nullopt;
  return drawn_->geometry;
}

void VolumeLayer::follow(const CastView& view, SurfaceDepth depth) {
  if (!caster_ || view.width <= 0 || view.height <= 0) return;
  const bool moved = !(view == view_);
  if (!moved && depth.mm == depth_.mm) return;
  worker_.request_stop();
  view_ = view;
  depth_ = std::move(depth);
  if (moved) castCoarsely();
  rests_.start();
}

void VolumeLayer::castCoarsely() {
  QElapsedTimer clock;
  clock.start();
  show(caster_->cast(view_, depth_, coarsePixels_, {}));
  const qint64 took = clock.elapsed();
  if (took > kSlowMs) coarsePixels_ *= std::sqrt(static_cast<double>(took) / kSlowMs) * 1.1;
  if (took < kQuickMs) coarsePixels_ /= 1.15;
  coarsePixels_ = std::clamp(coarsePixels_, kFinestCoarse, kCoarsest);
}

void VolumeLayer::castFinely() {
  if (!caster_) return;
  const double pixels = std::max(1.0, std::sqrt(view_.width * view_.height / kMostRays));
  worker_ = std::jthread(
      [this, caster = caster_, view = view_, depth = depth_, pixels](const std::stop_token& stop) {
        VolumePicture picture = caster->cast(view, depth, pixels, stop);
        if (picture.rgba.empty()) return;
        QMetaObject::invokeMethod(
            this,
            [this, picture = std::move(picture), caster, view] {
              if (caster == caster_ && view == view_) show(picture);
            },
            Qt::QueuedConnection);
      });
}

void VolumeLayer::show(const VolumePicture& picture) {
  picture_ = QImage(picture.rgba.data(), picture.width, picture.height, 4 * picture.width,
                    QImage::Format_RGBA8888_Premultiplied)
                 .copy();
  Q_EMIT pictureChanged();
}

std::optional<Vec3> VolumeLayer::firstSolid(const Vec3& eye, const Vec3& direction) const {
  if (!caster_) return std::nullopt;
  return caster_->firstSolid(eye, direction);
}

}  // namespace valvista::viewer
