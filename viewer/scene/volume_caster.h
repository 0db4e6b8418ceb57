// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "viewer/scene/drawn_volume.h"
#include "viewer/scene/volume_preset.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace valvista::viewer {

/// A perspective camera in LPS; the vectors are unit and perpendicular.
struct CastView {
  Vec3 eye, forward, right, up;
  double tanHalfHeight = 0.27;  ///< of the angle from the middle of the picture to its upper border
  int width = 0, height = 0;    ///< of the whole picture, device pixels
  bool operator==(const CastView&) const = default;
};

/// What solid surfaces stand in the picture: how far along `forward`, mm, in rows from the bottom; infinite
/// where there is none. Empty: none at all.
struct SurfaceDepth {
  int width = 0, height = 0;
  std::vector<float> mm;
};

/// Premultiplied RGBA, four bytes a pixel, rows from the top.
struct VolumePicture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};

/// Draws a CT as seen through the table of a preset, by casting rays on all cores. A caster of its own and
/// not VTK's, because with software OpenGL on two cores VTK's take too long for the thread of the window and
/// can only run there: this one draws a coarse picture in a few milliseconds and the fine one in any thread.
class VolumeCaster {
 public:
  VolumeCaster(std::shared_ptr<const DrawnVolume> volume, VolumePreset preset);

  /// Only what lies on the side to which the plane's normal points is drawn.
  void setClip(const std::optional<Plane>& clip) { clip_ = clip; }

  /// One ray for each square of `pixels` device pixels. An empty picture when stopped.
  VolumePicture cast(const CastView& view, const SurfaceDepth& depth, double pixels,
                     const std::stop_token& stop) const;
  /// The first place along a ray where the picture is rather solid than transparent.
  std::optional<Vec3> firstSolid(const Vec3& eye, const Vec3& direction) const;

 private:
  struct Shade {
    float red = 0.0F, green = 0.0F, blue = 0.0F, alpha = 0.0F;
  };
  struct Ray;
  void fillTable(VolumePreset preset);
  void findBricks();
  std::optional<Ray> enter(const Vec3& eye, const Vec3& direction, double farthest) const;
  double march(Ray ray, Shade& sum, double solidAt) const;
  void add(const Ray& ray, const Vec3& at, Shade& sum) const;
  float sample(const Vec3& ijk) const;
  const Shade& shadeOf(float hu) const;
  float lightAt(const Ray& ray, const Vec3& at) const;
  double leap(const Ray& ray, const Vec3& at) const;

  std::shared_ptr<const DrawnVolume> volume_;
  Affine ijkFromLps_;
  std::vector<Shade> table_;           ///< by HU, premultiplied, for one step
  std::vector<std::uint8_t> visible_;  ///< bricks that hold anything to see
  std::optional<Plane> clip_;
  double stepMm_ = 1.0;
};

}  // namespace valvista::viewer
