// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/surface_builder.h"

#include "planning/core/error.h"

#include <vtkCallbackCommand.h>
#include <vtkCellArray.h>
#include <vtkDecimatePro.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>
#include <vtkWindowedSincPolyDataFilter.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace valvista::planning {
namespace {

constexpr int kSmoothingIterations = 25;
constexpr double kPassBand = 0.03;
constexpr vtkIdType kManyTriangles = 20000;
constexpr double kReduction = 0.8, kThinningVoxels = 0.1;

/// The label's voxels as 1 in a box with a margin of background, in millimetres along the storage axes.
vtkSmartPointer<vtkImageData> maskOf(const LabelMap& labels, std::uint8_t label, const IndexBox& box) {
  auto mask = vtkSmartPointer<vtkImageData>::New();
  mask->SetExtent(box.begin[0] - 1, box.end[0], box.begin[1] - 1, box.end[1], box.begin[2] - 1, box.end[2]);
  const Vec3 spacing = labels.geometry().spacing();
  mask->SetSpacing(spacing.x, spacing.y, spacing.z);
  mask->AllocateScalars(VTK_UNSIGNED_CHAR, 1);
  auto* first = static_cast<std::uint8_t*>(mask->GetScalarPointer());
  std::fill(first, first + mask->GetNumberOfPoints(), std::uint8_t{0});
  const auto nx = static_cast<std::size_t>(labels.geometry().size[0]);
  for (int k = box.begin[2]; k < box.end[2]; ++k) {
    if (labels.isBackground(k)) continue;
    const auto slice = labels.slice(k);
    for (int j = box.begin[1]; j < box.end[1]; ++j) {
      const auto row = slice.subspan(static_cast<std::size_t>(j) * nx, nx);
      auto* out = static_cast<std::uint8_t*>(mask->GetScalarPointer(box.begin[0], j, k));
      for (int i = box.begin[0]; i < box.end[0]; ++i)
        *out++ = row[static_cast<std::size_t>(i)] == label ? std::uint8_t{1} : std::uint8_t{0};
    }
  }
  return mask;
}

void stopWhenCancelled(vtkAlgorithm& filter, const Progress& progress) {
  vtkNew<vtkCallbackCommand> observer;
  observer->SetClientData(const_cast<Progress*>(&progress));
  observer->SetCallback([](vtkObject* caller, unsigned long, void* client, void*) {
    if (static_cast<const Progress*>(client)->cancelled())
      static_cast<vtkAlgorithm*>(caller)->AbortExecuteOn();
  });
  filter.AddObserver(vtkCommand::ProgressEvent, observer);
}

/// Unit normals from the triangles, weighted by their area.
void computeNormals(SurfaceMesh& mesh) {
  mesh.normals.assign(mesh.points.size(), Vec3{});
  for (const auto& [a, b, c] : mesh.triangles) {
    const Vec3 weighted = cross(mesh.points[b] - mesh.points[a], mesh.points[c] - mesh.points[a]);
    for (const std::uint32_t corner : {a, b, c}) mesh.normals[corner] += weighted;
  }
  for (Vec3& normal : mesh.normals) {
    const double length = norm(normal);
    normal = length > 0.0 ? normal / length : Vec3{0, 0, 1};
  }
}

/// From millimetres along the storage axes to LPS, every triangle counter-clockwise seen from outside.
SurfaceMesh placed(vtkPolyData& surface, const ImageGeometry& geometry) {
  const Vec3 spacing = geometry.spacing();
  Affine lpsFromLocal = geometry.lpsFromIjk;
  for (int axis = 0; axis < 3; ++axis)
    lpsFromLocal.linear.column[static_cast<std::size_t>(axis)] *= 1.0 / spacing[axis];
  const bool mirrored = determinant(lpsFromLocal.linear) < 0.0;

  SurfaceMesh mesh;
  mesh.points.resize(static_cast<std::size_t>(surface.GetNumberOfPoints()));
  for (vtkIdType p = 0; p < surface.GetNumberOfPoints(); ++p) {
    double local[3];
    surface.GetPoint(p, local);
    mesh.points[static_cast<std::size_t>(p)] = lpsFromLocal({local[0], local[1], local[2]});
  }
  mesh.triangles.reserve(static_cast<std::size_t>(surface.GetNumberOfPolys()));
  vtkCellArray* polygons = surface.GetPolys();
  polygons->InitTraversal();
  vtkIdType corners = 0;
  const vtkIdType* ids = nullptr;
  while (polygons->GetNextCell(corners, ids) != 0) {
    const auto id = [&](int corner) { return static_cast<std::uint32_t>(ids[corner]); };
    mesh.triangles.push_back(mirrored ? std::array{id(0), id(2), id(1)} : std::array{id(0), id(1), id(2)});
  }
  computeNormals(mesh);
  return mesh;
}

/// A large surface with a fifth of its triangles: smoothed, those of a voxel's size lie in one plane with
/// their neighbours, and without a graphics card every triangle is felt when 3D is turned.
vtkSmartPointer<vtkPolyData> thinned(const vtkSmartPointer<vtkPolyData>& surface, double voxelMm,
                                     const Progress& progress) {
  if (surface->GetNumberOfPolys() < kManyTriangles) return surface;
  vtkNew<vtkDecimatePro> fewer;
  fewer->SetInputData(surface);
  fewer->SetTargetReduction(kReduction);
  fewer->PreserveTopologyOn();  // it stays closed
  fewer->SetErrorIsAbsolute(1);
  fewer->SetAbsoluteError(kThinningVoxels * voxelMm);
  stopWhenCancelled(*fewer, progress);
  fewer->Update();
  return fewer->GetOutput();
}

SurfaceMesh surfaceOf(const LabelMap& labels, std::uint8_t label, const IndexBox& box,
                      const Progress& progress) {
  const vtkSmartPointer<vtkImageData> mask = maskOf(labels, label, box);
  vtkNew<vtkFlyingEdges3D> edges;
  edges->SetInputData(mask);
  edges->SetValue(0, 0.5);
  edges->ComputeNormalsOff();
  edges->ComputeScalarsOff();
  stopWhenCancelled(*edges, progress);
  // Low-pass smoothing of the mesh keeps thin structures (the annulus is one voxel thick), which smoothing of
  // the mask would lose, and does not shrink.
  vtkNew<vtkWindowedSincPolyDataFilter> smooth;
  smooth->SetInputConnection(edges->GetOutputPort());
  smooth->SetNumberOfIterations(kSmoothingIterations);
  smooth->SetPassBand(kPassBand);
  smooth->NormalizeCoordinatesOn();
  smooth->NonManifoldSmoothingOn();
  smooth->BoundarySmoothingOff();
  smooth->FeatureEdgeSmoothingOff();
  stopWhenCancelled(*smooth, progress);
  smooth->Update();
  progress.throwIfCancelled();
  const auto surface = thinned(smooth->GetOutput(), labels.geometry().meanSpacing(), progress);
  progress.throwIfCancelled();
  return placed(*surface, labels.geometry());
}

}  // namespace

std::vector<LabelSurface> buildSurfaces(const LabelMap& labels, const Progress& progress) {
  std::vector<LabelSurface> surfaces;
  if (labels.empty()) return surfaces;
  const std::vector<IndexBox> boxes = labelBoxes(labels);
  const auto present = [](const IndexBox& box) { return !box.empty(); };
  const auto total = static_cast<double>(std::count_if(boxes.begin() + 1, boxes.end(), present));
  for (std::size_t label = 1; label < boxes.size(); ++label) {
    progress.throwIfCancelled();
    if (boxes[label].empty()) continue;
    progress.report(static_cast<double>(surfaces.size()) / total, "Building surfaces");
    const auto value = static_cast<std::uint8_t>(label);
    surfaces.push_back({value, surfaceOf(labels, value, boxes[label], progress)});
  }
  progress.report(1.0, "Building surfaces");
  return surfaces;
}

}  // namespace valvista::planning
