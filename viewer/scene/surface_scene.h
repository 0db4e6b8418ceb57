// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/surface_builder.h"
#include "planning/model/measurement.h"

#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <array>
#include <optional>
#include <vector>

class vtkActor;
class vtkRenderer;

namespace valvista::viewer {

/// The 3D scene in LPS: label surfaces, what was measured, and the crosshair.
class SurfaceScene {
 public:
  SurfaceScene();
  ~SurfaceScene();
  SurfaceScene(const SurfaceScene&) = delete;
  SurfaceScene& operator=(const SurfaceScene&) = delete;

  vtkRenderer* renderer() const { return renderer_; }

  /// The camera goes to the front view when there were none before; otherwise it stays.
  void setSurfaces(const std::vector<planning::LabelSurface>& surfaces);
  void setEvidence(const planning::Evidence& evidence);
  /// Drawn as three short lines in the colours of the slice views; absent hides it,
  /// and so does a scene without surfaces, where it would stand in no place.
  void setCrosshair(const std::optional<Vec3>& lps);
  /// All surfaces in view, seen from the patient's front, head up.
  void lookFromFront();
  /// The camera goes round the middle of the picture, in degrees.
  void turn(double azimuth, double elevation);
  /// Larger by this factor.
  void zoom(double factor);

  bool empty() const { return surfaces_.empty(); }
  Vec3 screenRight() const;  ///< unit vector, LPS
  Vec3 screenUp() const;     ///< unit vector, LPS
  /// The nearest surface point under a position in device pixels from the bottom left corner.
  std::optional<Vec3> pick(double x, double y) const;

 private:
  void addLines(const std::vector<Polyline>& lines);
  void addPlane(const planning::Evidence& evidence);
  void showCrosshair();

  vtkNew<vtkRenderer> renderer_;
  std::vector<vtkSmartPointer<vtkActor>> surfaces_, evidence_;
  std::array<vtkSmartPointer<vtkActor>, 3> crosshair_;
  bool hasCrosshair_ = false;
};

}  // namespace valvista::viewer
