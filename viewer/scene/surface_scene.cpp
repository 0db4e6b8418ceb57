// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/surface_scene.h"

#include "planning/model/tavr_labels.h"
#include "viewer/scene/evidence_lines.h"
#include "viewer/scene/view_colours.h"
#include "viewer/scene/vtk_bridge.h"

#include <vtkActor.h>
#include <vtkBoundingBox.h>
#include <vtkCamera.h>
#include <vtkCellPicker.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRegularPolygonSource.h>
#include <vtkRenderer.h>
#include <vtkTubeFilter.h>

namespace valvista::viewer {
namespace {

using planning::TavrLabel;

constexpr double kCrosshairArmMm = 12.0;
constexpr double kEvidenceTubeMm = 0.5;
constexpr double kPlaneOpacity = 0.3;
constexpr double kPickTolerance = 0.0005;

/// What encloses the valve lets it shine through.
double opacityOf(std::uint8_t label) {
  switch (static_cast<TavrLabel>(label)) {
    case TavrLabel::heart:
      return 0.15;
    case TavrLabel::leftVentricle:
      return 0.35;
    case TavrLabel::aorticRoot:
      return 0.3;
    case TavrLabel::aorta:
      return 0.45;
    default:
      return 1.0;
  }
}

Rgb colourOf(std::uint8_t label) {
  for (const planning::LabelStyle& style : planning::labelStyles())
    if (style.value == label) return style.rgb;
  return {255, 255, 255};
}

void paint(vtkActor& actor, const Rgb& colour) {
  actor.GetProperty()->SetColor(colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
}

vtkSmartPointer<vtkActor> actorOf(vtkPolyDataMapper* mapper) {
  mapper->ScalarVisibilityOff();
  auto actor = vtkSmartPointer<vtkActor>::New();
  actor->SetMapper(mapper);
  actor->PickableOff();
  return actor;
}

vtkSmartPointer<vtkActor> surfaceActor(const planning::LabelSurface& surface) {
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(polyDataOf(surface.mesh));
  auto actor = actorOf(mapper);
  actor->PickableOn();
  paint(*actor, colourOf(surface.label));
  vtkProperty* property = actor->GetProperty();
  property->SetOpacity(opacityOf(surface.label));
  property->SetInterpolationToPhong();
  property->SetAmbient(0.3);
  property->SetDiffuse(0.8);
  property->SetSpecular(0.2);
  property->SetSpecularPower(20.0);
  return actor;
}

Vec3 vec3(const double* p) {
  return {p[0], p[1], p[2]};
}

}  // namespace

SurfaceScene::SurfaceScene() {
  renderer_->SetBackground(kViewBackground[0] / 255.0, kViewBackground[1] / 255.0,
                           kViewBackground[2] / 255.0);
  renderer_->SetBackgroundAlpha(1.0);
  constexpr std::array kLineNormals{SliceOrientation::sagittal, SliceOrientation::coronal,
                                    SliceOrientation::axial};
  for (std::size_t axis = 0; axis < crosshair_.size(); ++axis) {
    Vec3 arm;
    arm[static_cast<int>(axis)] = kCrosshairArmMm;
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(polyDataOf(std::vector<Polyline>{{-arm, arm}}));
    crosshair_[axis] = actorOf(mapper);
    paint(*crosshair_[axis], viewer::colourOf(kLineNormals[axis]));
    crosshair_[axis]->GetProperty()->LightingOff();
    crosshair_[axis]->GetProperty()->SetLineWidth(2.0F);
    crosshair_[axis]->VisibilityOff();
    renderer_->AddActor(crosshair_[axis]);
  }
}

SurfaceScene::~SurfaceScene() = default;

void SurfaceScene::setSurfaces(const std::vector<planning::LabelSurface>& surfaces) {
  const bool first = surfaces_.empty();
  for (const auto& actor : surfaces_) renderer_->RemoveActor(actor);
  surfaces_.clear();
  for (const planning::LabelSurface& surface : surfaces) {
    if (surface.mesh.triangles.empty()) continue;
    surfaces_.push_back(surfaceActor(surface));
    renderer_->AddActor(surfaces_.back());
  }
  if (first && !surfaces_.empty()) lookFromFront();
  showCrosshair();
}

void SurfaceScene::setEvidence(const planning::Evidence& evidence) {
  for (const auto& actor : evidence_) renderer_->RemoveActor(actor);
  evidence_.clear();
  if (!evidence.lines.empty()) addLines(evidence.lines);
  if (evidence.plane) addPlane(evidence);
  for (const auto& actor : evidence_) renderer_->AddActor(actor);
  renderer_->ResetCameraClippingRange();
}

void SurfaceScene::addLines(const std::vector<Polyline>& lines) {
  vtkNew<vtkTubeFilter> tube;
  tube->SetInputData(polyDataOf(lines));
  tube->SetRadius(kEvidenceTubeMm);
  tube->SetNumberOfSides(8);
  tube->CappingOn();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputConnection(tube->GetOutputPort());
  evidence_.push_back(actorOf(mapper));
  paint(*evidence_.back(), kEvidenceColour);
  evidence_.back()->GetProperty()->SetAmbient(0.5);
}

void SurfaceScene::addPlane(const planning::Evidence& evidence) {
  vtkNew<vtkRegularPolygonSource> disc;
  const Plane& plane = *evidence.plane;
  disc->SetNumberOfSides(72);
  disc->SetCenter(plane.origin.x, plane.origin.y, plane.origin.z);
  disc->SetNormal(plane.normal.x, plane.normal.y, plane.normal.z);
  disc->SetRadius(evidenceRadius(evidence));
  disc->GeneratePolylineOff();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputConnection(disc->GetOutputPort());
  evidence_.push_back(actorOf(mapper));
  paint(*evidence_.back(), {255, 255, 255});
  evidence_.back()->GetProperty()->SetOpacity(kPlaneOpacity);
  evidence_.back()->GetProperty()->LightingOff();
}

void SurfaceScene::setCrosshair(const std::optional<Vec3>& lps) {
  hasCrosshair_ = lps.has_value();
  if (lps)
    for (const auto& actor : crosshair_) actor->SetPosition(lps->x, lps->y, lps->z);
  showCrosshair();
}

void SurfaceScene::showCrosshair() {
  for (const auto& actor : crosshair_) actor->SetVisibility(hasCrosshair_ && !surfaces_.empty());
  renderer_->ResetCameraClippingRange();
}

void SurfaceScene::lookFromFront() {
  vtkCamera* camera = renderer_->GetActiveCamera();
  camera->SetFocalPoint(0.0, 0.0, 0.0);
  camera->SetPosition(0.0, -1.0, 0.0);
  camera->SetViewUp(0.0, 0.0, 1.0);
  vtkBoundingBox bounds;
  for (const auto& actor : surfaces_) bounds.AddBounds(actor->GetBounds());
  if (!bounds.IsValid()) return;
  double sides[6];
  bounds.GetBounds(sides);
  renderer_->ResetCamera(sides);
}

void SurfaceScene::turn(double azimuth, double elevation) {
  vtkCamera* camera = renderer_->GetActiveCamera();
  camera->Azimuth(azimuth);
  camera->Elevation(elevation);
  camera->OrthogonalizeViewUp();
  renderer_->ResetCameraClippingRange();
}

void SurfaceScene::zoom(double factor) {
  renderer_->GetActiveCamera()->Dolly(factor);
  renderer_->ResetCameraClippingRange();
}

Vec3 SurfaceScene::screenUp() const {
  vtkCamera* camera = renderer_->GetActiveCamera();
  const Vec3 into = vec3(camera->GetDirectionOfProjection()), up = vec3(camera->GetViewUp());
  return normalized(up - into * dot(up, into));
}

Vec3 SurfaceScene::screenRight() const {
  return normalized(cross(vec3(renderer_->GetActiveCamera()->GetDirectionOfProjection()), screenUp()));
}

std::optional<Vec3> SurfaceScene::pick(double x, double y) const {
  vtkNew<vtkCellPicker> picker;
  picker->SetTolerance(kPickTolerance);
  if (picker->Pick(x, y, 0.0, renderer_) == 0) return std::nullopt;
  return vec3(picker->GetPickPosition());
}

}  // namespace valvista::viewer
