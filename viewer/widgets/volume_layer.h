// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/volume.h"
#include "viewer/scene/volume_caster.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <thread>

namespace valvista::viewer {

/// The CT in the 3D view as a picture that is laid over the surfaces. While the camera moves it is cast
/// coarsely with every frame, within a few hundredths of a second; when it rests a thread casts it finely.
/// The CT is made small for drawing in that thread, when a preset first asks for it.
class VolumeLayer : public QObject {
  Q_OBJECT
 public:
  explicit VolumeLayer(QObject* parent = nullptr);
  ~VolumeLayer() override;

  void setVolume(const Volume& volume);
  void setPreset(VolumePreset preset);
  VolumePreset preset() const { return preset_; }
  /// Only what lies on the side to which the normal points is drawn.
  void setClip(const std::optional<Plane>& kept);

  /// The grid that is drawn; absent without a preset or a CT, and until the CT is prepared.
  std::optional<ImageGeometry> grid() const;
  bool isPreparing() const { return preset_ != VolumePreset::none && !volume_.empty() && !drawn_; }
  /// A frame of the surfaces was drawn.
  void follow(const CastView& view, SurfaceDepth depth);
  /// Over the whole view; null while there is nothing to draw.
  const QImage& picture() const { return picture_; }
  /// Where a ray first meets something solid.
  std::optional<Vec3> firstSolid(const Vec3& eye, const Vec3& direction) const;

 Q_SIGNALS:
  void pictureChanged();
  /// grid() is another one.
  void gridChanged();

 private:
  void prepare();
  void makeCaster();
  void castCoarsely();
  void castFinely();
  void show(const VolumePicture& picture);

  Volume volume_;
  VolumePreset preset_ = VolumePreset::none;
  std::optional<Plane> clip_;
  std::shared_ptr<const DrawnVolume> drawn_;
  std::shared_ptr<const VolumeCaster> caster_;
  CastView view_;
  SurfaceDepth depth_;
  QImage picture_;
  double coarsePixels_ = 6.0;
  QTimer rests_;
  std::jthread worker_;  ///< prepares, or casts finely
};

}  // namespace valvista::viewer
