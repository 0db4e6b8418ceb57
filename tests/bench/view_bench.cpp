// SPDX-License-Identifier: GPL-3.0-or-later
//
// Slices a second that reach the screen, of a scan of 512 x 512 x 600; run it under Xvfb with software
// OpenGL.
#include "planning/anatomy/surface_builder.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/markup_board.h"
#include "viewer/widgets/paint_hand.h"
#include "viewer/widgets/slice_view.h"

#include <QApplication>
#include <vtkCamera.h>
#include <vtkImageData.h>
#include <vtkImageImport.h>
#include <vtkImageProperty.h>
#include <vtkImageResliceMapper.h>
#include <vtkImageSlice.h>
#include <vtkNew.h>
#include <vtkPlane.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <benchmark/benchmark.h>
#include <cmath>
#include <memory>
#include <numbers>
#include <string>

namespace valvista::viewer {
namespace {

constexpr Index3 kSize{512, 512, 600};
constexpr double kSpacing = 0.7;
constexpr int kViewSide = 900;
const ImageGeometry kGeometry =
    axisAlignedGeometry(kSize, {kSpacing, kSpacing, kSpacing}, {-180, -180, -210});

/// A body with vessels along it and the noise of a scanner: nothing in it is quicker than in a patient.
const Volume& scan() {
  static const Volume kScan = [] {
    std::vector<std::int16_t> hu(kGeometry.voxelCount());
    std::uint32_t noise = 1;
    std::size_t voxel = 0;
    for (int k = 0; k < kSize[2]; ++k)
      for (int j = 0; j < kSize[1]; ++j)
        for (int i = 0; i < kSize[0]; ++i) {
          noise = noise * 1664525U + 1013904223U;
          const int x = i - 256, y = j - 256;
          const int tissue = x * x / 2 + y * y > 200 * 200         ? -1000
                             : (i / 24 + j / 24) % 4 == k / 50 % 4 ? 350
                                                                   : 40;
          hu[voxel++] = static_cast<std::int16_t>(tissue + static_cast<int>(noise >> 26U) - 32);
        }
    return Volume(kGeometry, std::move(hu));
  }();
  return kScan;
}

const LabelMap& labels() {
  static const LabelMap kLabels = [] {
    LabelMap map(kGeometry);
    for (int k = 60; k < 540; ++k) {
      const std::span<std::uint8_t> slice = map.mutableSlice(k);
      for (int j = 100; j < 400; ++j)
        for (int i = 100; i < 400; ++i) {
          const int x = i - 250, y = j - 250;
          const int away = x * x + y * y;
          const std::uint8_t label = away < 40 * 40 ? 1 : away < 90 * 90 ? 4 : away < 140 * 140 ? 2 : 0;
          slice[static_cast<std::size_t>(j) * kSize[0] + static_cast<std::size_t>(i)] = label;
        }
    }
    return map;
  }();
  return kLabels;
}

Mat3 obliqueRotation() {
  return rotation(normalized({1, 0.4, 0.2}), 35.0 * std::numbers::pi / 180.0);
}

/// Everything painted, and shown by the X server.
void showFrame() {
  QCoreApplication::sendPostedEvents();
  QCoreApplication::processEvents();
  QGuiApplication::sync();
}

void report(benchmark::State& state) {
  state.counters["slices_per_s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

/// Back and forth through the middle of the scan, mm.
double wayAt(int step) {
  const int turn = step % 400;
  return (turn < 200 ? turn - 100 : 300 - turn) * kSpacing;
}

struct Look {
  bool oblique = false, labelled = false;
  Slab slab{};
};

SliceContent contentOf(const Look& look) {
  SliceContent content;
  content.volume = scan();
  content.volumeRevision = 1;
  if (look.labelled) content.labels = labels();
  content.labelRevision = 1;
  content.crosshair = kGeometry.lps({256, 256, 300});
  if (look.oblique) content.rotation = obliqueRotation();
  content.slab = look.slab;
  return content;
}

/// Seconds of the clock, as the user waits; the time column CPU counts all threads.
void asSeen(benchmark::internal::Benchmark* measured) {
  measured->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
}

enum class Change { slice, window };

void oneView(benchmark::State& state, SliceOrientation orientation, const Look& look, Change change) {
  SliceContent content = contentOf(look);
  MarkupBoard markups;
  PaintHand hand;
  SliceView view(orientation, content, markups, hand);
  view.resize(kViewSide, kViewSide);
  view.show();
  view.showWhole();
  showFrame();
  const Vec3 middle = content.crosshair, into = view.geometry().axes().into();
  int step = 0;
  for (auto unused : state) {
    static_cast<void>(unused);
    ++step;
    if (change == Change::slice) content.crosshair = middle + into * wayAt(step);
    if (change == Change::window) content.windowLevel.levelHu = 200.0 + wayAt(step);
    view.update();
    showFrame();
  }
  report(state);
}
BENCHMARK_CAPTURE(oneView, axial, SliceOrientation::axial, Look{}, Change::slice)->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, coronal, SliceOrientation::coronal, Look{}, Change::slice)->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, sagittal, SliceOrientation::sagittal, Look{}, Change::slice)->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, oblique, SliceOrientation::axial, Look{.oblique = true}, Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, axial_labels, SliceOrientation::axial, Look{.labelled = true}, Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, oblique_labels, SliceOrientation::axial, (Look{.oblique = true, .labelled = true}),
                  Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, axial_mip10, SliceOrientation::axial, (Look{.slab = {SlabMode::maximum, 10.0}}),
                  Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, oblique_mip10, SliceOrientation::axial,
                  (Look{.oblique = true, .slab = {SlabMode::maximum, 10.0}}), Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, window_drag, SliceOrientation::axial, Look{}, Change::window)->Apply(asSeen);
BENCHMARK_CAPTURE(oneView, window_drag_labels, SliceOrientation::axial, Look{.labelled = true},
                  Change::window)
    ->Apply(asSeen);

const std::vector<planning::LabelSurface>& surfaces() {
  static const std::vector<planning::LabelSurface> kSurfaces = planning::buildSurfaces(labels(), Progress());
  return kSurfaces;
}

/// The whole window of four views; all three slices change with every step.
void fourViews(benchmark::State& state, const Look& look, Change change) {
  LinkedViews views;
  views.resize(1600, 1000);
  views.show();
  views.setVolume(scan());
  if (look.labelled) views.setLabels(labels());
  views.setSurfaces(surfaces());
  if (look.oblique) views.setRotation(obliqueRotation());
  views.setSlab(look.slab);
  showFrame();
  const Vec3 middle = views.crosshair();
  int step = 0;
  for (auto unused : state) {
    static_cast<void>(unused);
    ++step;
    const double way = wayAt(step);
    if (change == Change::slice) views.setCrosshair(middle + Vec3{way, way, way});
    if (change == Change::window) views.setWindowLevel(800.0, 200.0 + way);
    showFrame();
  }
  report(state);
}
BENCHMARK_CAPTURE(fourViews, straight, Look{}, Change::slice)->Apply(asSeen);
BENCHMARK_CAPTURE(fourViews, straight_labels, Look{.labelled = true}, Change::slice)->Apply(asSeen);
BENCHMARK_CAPTURE(fourViews, oblique_labels, (Look{.oblique = true, .labelled = true}), Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(fourViews, straight_mip10, (Look{.slab = {SlabMode::maximum, 10.0}}), Change::slice)
    ->Apply(asSeen);
BENCHMARK_CAPTURE(fourViews, window_drag, Look{.labelled = true}, Change::window)->Apply(asSeen);

/// What VTK's own mapper needs for the same slices, alone in a window of its own.
void vtkReslice(benchmark::State& state, bool oblique) {
  vtkNew<vtkImageImport> import;
  import->SetDataScalarTypeToShort();
  import->SetImportVoidPointer(const_cast<std::int16_t*>(scan().hu().data()));
  import->SetWholeExtent(0, kSize[0] - 1, 0, kSize[1] - 1, 0, kSize[2] - 1);
  import->SetDataExtentToWholeExtent();
  import->SetDataSpacing(kSpacing, kSpacing, kSpacing);
  const Vec3 origin = kGeometry.lpsFromIjk.offset;
  import->SetDataOrigin(origin.x, origin.y, origin.z);
  const SliceAxes axes = axesOf(SliceOrientation::axial, oblique ? obliqueRotation() : Mat3{});
  const Vec3 into = axes.into(), middle = kGeometry.lps({256, 256, 300});
  vtkNew<vtkPlane> plane;
  plane->SetNormal(into.x, into.y, into.z);
  vtkNew<vtkImageResliceMapper> mapper;
  mapper->SetInputConnection(import->GetOutputPort());
  mapper->SetSlicePlane(plane);
  vtkNew<vtkImageSlice> slice;
  slice->SetMapper(mapper);
  slice->GetProperty()->SetInterpolationTypeToLinear();
  slice->GetProperty()->SetColorWindow(800);
  slice->GetProperty()->SetColorLevel(200);
  vtkNew<vtkRenderer> renderer;
  renderer->AddViewProp(slice);
  vtkNew<vtkRenderWindow> window;
  window->SetOffScreenRendering(1);
  window->SetSize(kViewSide, kViewSide);
  window->AddRenderer(renderer);
  vtkCamera* camera = renderer->GetActiveCamera();
  camera->ParallelProjectionOn();
  camera->SetParallelScale(kSize[0] * kSpacing / 2 * 1.04);
  int step = 0;
  for (auto unused : state) {
    static_cast<void>(unused);
    const Vec3 at = middle + into * wayAt(++step), from = at - into * 500.0;
    plane->SetOrigin(at.x, at.y, at.z);
    camera->SetFocalPoint(at.x, at.y, at.z);
    camera->SetPosition(from.x, from.y, from.z);
    camera->SetViewUp(-axes.down.x, -axes.down.y, -axes.down.z);
    camera->SetClippingRange(1.0, 1000.0);
    window->Render();
    window->WaitForCompletion();
  }
  report(state);
}
BENCHMARK_CAPTURE(vtkReslice, axial, false)->Apply(asSeen);
BENCHMARK_CAPTURE(vtkReslice, oblique, true)->Apply(asSeen);

}  // namespace
}  // namespace valvista::viewer

int main(int argc, char** argv) {
  valvista::viewer::setDefaultSurfaceFormat();
  const QApplication application(argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
