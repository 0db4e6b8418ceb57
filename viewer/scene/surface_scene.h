// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/surface_builder.h"
#include "planning/model/measurement.h"
#include "viewer/scene/view_colours.h"
#include "viewer/scene/volume_caster.h"

#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

class vtkActor;
class vtkPlane;
class vtkRenderer;

namespace valvista::viewer {

/// A label that is drawn, and in which colour.
struct LegendEntry {
  std::uint8_t label = 0;
  Rgb colour{};
};

/// The 3D scene in LPS: label surfaces, what was measured, and the crosshair.
class SurfaceScene {
 public:
  SurfaceScene();
  ~SurfaceScene();
  SurfaceScene(const SurfaceScene&) = delete;
  SurfaceScene& operator=(const SurfaceScene&) = delete;

  vtkRenderer* renderer() const { return renderer_; }

  /// The camera goes to the front view when there were none before; otherwise it stays. The surfaces are seen
  /// one after the other (see showNextSurface).
  void setSurfaces(const std::vector<planning::LabelSurface>& surfaces);
  /// Lets one more surface be seen; false when all are. Handing a surface to the graphics takes tens of
  /// milliseconds, so that a frame that is the first for all of them would be a stall.
  bool showNextSurface();
  void setEvidence(const planning::Evidence& evidence);
  /// Drawn as three short lines in the colours of the slice views; absent hides it,
  /// and so does a scene without surfaces, where it would stand in no place.
  void setCrosshair(const std::optional<Vec3>& lps);
  /// Surfaces of a second segmentation, drawn as meshes around the first ones. None clears.
  void setComparisonSurfaces(const std::vector<planning::LabelSurface>& surfaces);
  bool comparing() const { return !other_.empty(); }
  /// Cuts surfaces away on the side that the plane's normal points from, and draws the plane's border.
  void setClip(const std::optional<Plane>& kept);
  void setSurfacesShown(bool shown);
  /// A CT is drawn into the picture, filling this grid: it takes the place of what encloses the valve, the
  /// other surfaces stand solid in it.
  void setDrawnVolume(const std::optional<ImageGeometry>& grid);
  /// The camera goes where the evidence is seen: its plane obliquely from the side its normal points to and
  /// from the patient's front, the head up. Nothing happens without a focus.
  void goTo(const planning::Evidence& evidence);
  /// All surfaces in view, seen from the patient's front, head up.
  void lookFromFront();
  /// The camera goes round the middle of the picture, in degrees.
  void turn(double azimuth, double elevation);
  /// Larger by this factor.
  void zoom(double factor);

  bool empty() const { return surfaces_.empty(); }
  /// What is drawn of labels, by value.
  std::vector<LegendEntry> legend() const;
  CastView castView(int width, int height) const;
  /// Of the last frame; its graphics context must be current.
  SurfaceDepth surfaceDepth(int width, int height) const;
  /// Direction from the camera through a position in device pixels from the bottom left corner.
  Vec3 directionThrough(const CastView& view, double x, double y) const;
  Vec3 screenRight() const;  ///< unit vector, LPS
  Vec3 screenUp() const;     ///< unit vector, LPS
  /// The nearest surface point under a position in device pixels from the bottom left corner.
  std::optional<Vec3> pick(double x, double y) const;

 private:
  void addPlane(const planning::Evidence& evidence);
  struct LabelActor {
    std::uint8_t label = 0;
    vtkSmartPointer<vtkActor> actor;
    bool waiting = false;  ///< for its first frame
  };
  void showCrosshair();
  void showSurfaces();
  void cut(vtkActor& actor) const;

  vtkNew<vtkRenderer> renderer_;
  std::vector<LabelActor> surfaces_, other_;
  std::vector<vtkSmartPointer<vtkActor>> evidence_;
  vtkSmartPointer<vtkPlane> clip_;  ///< none: nothing is cut
  vtkSmartPointer<vtkActor> clipBorder_;
  std::optional<ImageGeometry> drawnVolume_;
  bool surfacesShown_ = true;
  std::array<vtkSmartPointer<vtkActor>, 3> crosshair_;
  bool hasCrosshair_ = false;
};

}  // namespace valvista::viewer
