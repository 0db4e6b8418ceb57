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
#include <vtkPlane.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRegularPolygonSource.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkTubeFilter.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace valvista::viewer {
namespace {

using planning::TavrLabel;

constexpr double kCrosshairArmMm = 12.0;
constexpr double kEvidenceTubeMm = 0.5;
constexpr double kPlaneOpacity = 0.3;
constexpr double kPickTolerance = 0.0005;
constexpr double kClipBorderMm = 45.0, kClipBorderTubeMm = 0.4;
constexpr double kComparisonOpacity = 0.28;
constexpr Rgb kComparisonColour{255, 255, 255};
/// A plane is looked at from this far above it, and a place shown with this many radii around it.
constexpr double kObliqueDegrees = 35.0, kRadiiShown = 2.2;

/// Brighter and denser where a surface turns away from the eye: its outline stands out of a dark ground and
/// of what shines through it.
constexpr const char* kRim =
    "//VTK::Light::Impl\n"
    "  float rim = pow(1.0 - abs(normalVCVSOutput.z), 3.0);\n"
    "  fragOutput0.rgb = min(fragOutput0.rgb + rim * (0.35 * diffuseColor + vec3(0.12)), vec3(1.0));\n"
    "  fragOutput0.a = mix(fragOutput0.a, min(1.0, 2.2 * fragOutput0.a), rim);\n";

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
  actor->GetShaderProperty()->AddFragmentShaderReplacement("//VTK::Light::Impl", true, kRim, false);
  return actor;
}

Polyline squareOn(const Plane& plane, double half) {
  const PlaneFrame frame = frameOf(plane);
  return {frame.toLps({-half, -half}), frame.toLps({half, -half}), frame.toLps({half, half}),
          frame.toLps({-half, half}), frame.toLps({-half, -half})};
}

vtkSmartPointer<vtkActor> tubesOf(const std::vector<Polyline>& lines, double radiusMm) {
  vtkNew<vtkTubeFilter> tube;
  tube->SetInputData(polyDataOf(lines));
  tube->SetRadius(radiusMm);
  tube->SetNumberOfSides(8);
  tube->CappingOn();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputConnection(tube->GetOutputPort());
  auto actor = actorOf(mapper);
  actor->GetProperty()->SetAmbient(0.5);
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
  for (const auto& old : surfaces_) renderer_->RemoveActor(old.actor);
  surfaces_.clear();
  for (const planning::LabelSurface& surface : surfaces) {
    if (surface.mesh.triangles.empty()) continue;
    surfaces_.push_back({surface.label, surfaceActor(surface), true});
    cut(*surfaces_.back().actor);
    renderer_->AddActor(surfaces_.back().actor);
  }
  showSurfaces();
  if (first && !surfaces_.empty() && !drawnVolume_) lookFromFront();
  showCrosshair();
}

void SurfaceScene::setComparisonSurfaces(const std::vector<planning::LabelSurface>& surfaces) {
  for (const auto& old : other_) renderer_->RemoveActor(old.actor);
  other_.clear();
  for (const planning::LabelSurface& surface : surfaces) {
    if (surface.mesh.triangles.empty()) continue;
    auto actor = surfaceActor(surface);
    actor->PickableOff();
    paint(*actor, kComparisonColour);
    actor->GetProperty()->SetOpacity(kComparisonOpacity);
    cut(*actor);
    renderer_->AddActor(actor);
    other_.push_back({surface.label, actor, true});
  }
  showSurfaces();
  renderer_->ResetCameraClippingRange();
}

bool SurfaceScene::showNextSurface() {
  for (std::vector<LabelActor>* actors : {&surfaces_, &other_})
    for (LabelActor& next : *actors) {
      if (!next.waiting) continue;
      next.waiting = false;
      showSurfaces();
      renderer_->ResetCameraClippingRange();
      return true;
    }
  return false;
}

void SurfaceScene::showSurfaces() {
  for (const auto& [label, actor, waiting] : surfaces_) {
    const double opacity = opacityOf(label);
    actor->SetVisibility(surfacesShown_ && !waiting && (!drawnVolume_ || opacity >= 1.0));
    // Two segmentations are compared by their outer faces: the first one stands as solid as the second
    // allows.
    actor->GetProperty()->SetOpacity(other_.empty() ? opacity : std::max(opacity, 0.75));
  }
  for (const auto& [label, actor, waiting] : other_)
    actor->SetVisibility(surfacesShown_ && !waiting && !drawnVolume_);
}

void SurfaceScene::setSurfacesShown(bool shown) {
  surfacesShown_ = shown;
  showSurfaces();
}

void SurfaceScene::setDrawnVolume(const std::optional<ImageGeometry>& grid) {
  const bool first = !drawnVolume_ && grid;  // from where surfaces were looked at, it may be all wall
  drawnVolume_ = grid;
  showSurfaces();
  if (first) lookFromFront();
  showCrosshair();
}

void SurfaceScene::setClip(const std::optional<Plane>& kept) {
  if (clipBorder_) renderer_->RemoveActor(clipBorder_);
  clipBorder_ = nullptr;
  clip_ = nullptr;
  if (kept) {
    clip_ = vtkSmartPointer<vtkPlane>::New();
    clip_->SetOrigin(kept->origin.x, kept->origin.y, kept->origin.z);
    clip_->SetNormal(kept->normal.x, kept->normal.y, kept->normal.z);
    clipBorder_ = tubesOf({squareOn(*kept, kClipBorderMm)}, kClipBorderTubeMm);
    paint(*clipBorder_, viewer::colourOf(SliceOrientation::axial));
    renderer_->AddActor(clipBorder_);
  }
  for (const auto& surface : surfaces_) cut(*surface.actor);
  for (const auto& surface : other_) cut(*surface.actor);
  renderer_->ResetCameraClippingRange();
}

void SurfaceScene::cut(vtkActor& actor) const {
  actor.GetMapper()->RemoveAllClippingPlanes();
  if (clip_) actor.GetMapper()->AddClippingPlane(clip_);
}

std::vector<LegendEntry> SurfaceScene::legend() const {
  std::vector<LegendEntry> entries;
  for (const auto& [label, actor, waiting] : surfaces_)
    if (actor->GetVisibility() != 0) entries.push_back({label, colourOf(label)});
  return entries;
}

void SurfaceScene::setEvidence(const planning::Evidence& evidence) {
  for (const auto& actor : evidence_) renderer_->RemoveActor(actor);
  evidence_.clear();
  if (!evidence.lines.empty()) {
    evidence_.push_back(tubesOf(evidence.lines, kEvidenceTubeMm));
    paint(*evidence_.back(), kEvidenceColour);
  }
  if (evidence.plane) addPlane(evidence);
  for (const auto& actor : evidence_) renderer_->AddActor(actor);
  renderer_->ResetCameraClippingRange();
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
  for (const auto& actor : crosshair_)
    actor->SetVisibility(hasCrosshair_ && (!surfaces_.empty() || drawnVolume_));
  renderer_->ResetCameraClippingRange();
}

void SurfaceScene::lookFromFront() {
  vtkCamera* camera = renderer_->GetActiveCamera();
  camera->SetFocalPoint(0.0, 0.0, 0.0);
  camera->SetPosition(0.0, -1.0, 0.0);
  camera->SetViewUp(0.0, 0.0, 1.0);
  vtkBoundingBox bounds;
  for (const auto& surface : surfaces_) bounds.AddBounds(surface.actor->GetBounds());
  if (drawnVolume_)
    for (int corner = 0; corner < 8; ++corner) {
      const Index3& size = drawnVolume_->size;
      const Vec3 at =
          drawnVolume_->lps({(corner & 1) != 0 ? size[0] - 1 : 0, (corner & 2) != 0 ? size[1] - 1 : 0,
                             (corner & 4) != 0 ? size[2] - 1 : 0});
      bounds.AddPoint(at.x, at.y, at.z);
    }
  if (!bounds.IsValid()) return;
  double sides[6];
  bounds.GetBounds(sides);
  renderer_->ResetCamera(sides);
}

void SurfaceScene::goTo(const planning::Evidence& evidence) {
  if (!evidence.focus) return;
  vtkCamera* camera = renderer_->GetActiveCamera();
  const Vec3 focus = *evidence.focus;
  Vec3 towardsEye = normalized(vec3(camera->GetPosition()) - vec3(camera->GetFocalPoint()));
  if (evidence.plane) {
    const Vec3& normal = evidence.plane->normal;
    const Vec3 front{0.0, -1.0, 0.0}, head{0.0, 0.0, 1.0};
    Vec3 aside = front - normal * dot(front, normal);
    if (norm(aside) < 0.2) aside = head - normal * dot(head, normal);
    const double angle = kObliqueDegrees * std::numbers::pi / 180.0;
    towardsEye = normalized(aside) * std::cos(angle) + normal * std::sin(angle);
    const Vec3 up = std::abs(dot(towardsEye, head)) < 0.9 ? head : front;
    camera->SetViewUp(up.x, up.y, up.z);
  }
  const double halfAngle = 0.5 * camera->GetViewAngle() * std::numbers::pi / 180.0;
  const double away = kRadiiShown * evidenceRadius(evidence) / std::tan(halfAngle);
  const Vec3 eye = focus + towardsEye * away;
  camera->SetFocalPoint(focus.x, focus.y, focus.z);
  camera->SetPosition(eye.x, eye.y, eye.z);
  camera->OrthogonalizeViewUp();
  renderer_->ResetCameraClippingRange();
}

CastView SurfaceScene::castView(int width, int height) const {
  vtkCamera* camera = renderer_->GetActiveCamera();
  return {vec3(camera->GetPosition()),
          vec3(camera->GetDirectionOfProjection()),
          screenRight(),
          screenUp(),
          std::tan(0.5 * camera->GetViewAngle() * std::numbers::pi / 180.0),
          width,
          height};
}

SurfaceDepth SurfaceScene::surfaceDepth(int width, int height) const {
  SurfaceDepth depth{width, height, std::vector<float>(static_cast<std::size_t>(width * height))};
  if (renderer_->GetRenderWindow()->GetZbufferData(0, 0, width - 1, height - 1, depth.mm.data()) == 0)
    return {};
  const double* range = renderer_->GetActiveCamera()->GetClippingRange();
  const double near = range[0], far = range[1];
  for (float& z : depth.mm)
    z = z >= 1.0F ? std::numeric_limits<float>::infinity()
                  : static_cast<float>(near * far / (far - static_cast<double>(z) * (far - near)));
  return depth;
}

Vec3 SurfaceScene::directionThrough(const CastView& view, double x, double y) const {
  const double scale = 2.0 * view.tanHalfHeight / view.height;
  return normalized(view.forward + view.right * ((x - 0.5 * view.width) * scale) +
                    view.up * ((y - 0.5 * view.height) * scale));
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
