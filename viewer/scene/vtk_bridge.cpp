// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/vtk_bridge.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>

namespace valvista::viewer {

vtkSmartPointer<vtkPolyData> polyDataOf(const SurfaceMesh& mesh) {
  vtkNew<vtkPoints> points;
  points->SetNumberOfPoints(static_cast<vtkIdType>(mesh.points.size()));
  vtkNew<vtkFloatArray> normals;
  normals->SetNumberOfComponents(3);
  normals->SetNumberOfTuples(static_cast<vtkIdType>(mesh.points.size()));
  for (std::size_t p = 0; p < mesh.points.size(); ++p) {
    const auto id = static_cast<vtkIdType>(p);
    points->SetPoint(id, mesh.points[p].x, mesh.points[p].y, mesh.points[p].z);
    normals->SetTuple3(id, mesh.normals[p].x, mesh.normals[p].y, mesh.normals[p].z);
  }
  vtkNew<vtkCellArray> triangles;
  for (const auto& [a, b, c] : mesh.triangles) {
    const vtkIdType corners[3] = {a, b, c};
    triangles->InsertNextCell(3, corners);
  }
  auto surface = vtkSmartPointer<vtkPolyData>::New();
  surface->SetPoints(points);
  surface->SetPolys(triangles);
  surface->GetPointData()->SetNormals(normals);
  return surface;
}

vtkSmartPointer<vtkPolyData> polyDataOf(const std::vector<Polyline>& lines) {
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> cells;
  for (const Polyline& line : lines) {
    if (line.size() < 2) continue;
    cells->InsertNextCell(static_cast<int>(line.size()));
    for (const Vec3& point : line) cells->InsertCellPoint(points->InsertNextPoint(point.x, point.y, point.z));
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->SetPoints(points);
  result->SetLines(cells);
  return result;
}

}  // namespace valvista::viewer
