// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/surface_mesh.h"

#include <vtkSmartPointer.h>

#include <vector>

class vtkPolyData;

namespace valvista::viewer {

/// The one place where our types become VTK's. World stays LPS millimetres.
vtkSmartPointer<vtkPolyData> polyDataOf(const SurfaceMesh& mesh);
vtkSmartPointer<vtkPolyData> polyDataOf(const std::vector<Polyline>& lines);

}  // namespace valvista::viewer
