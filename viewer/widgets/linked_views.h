// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/surface_builder.h"
#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "planning/model/measurement.h"
#include "viewer/scene/curved_reformat.h"
#include "viewer/scene/slab.h"
#include "viewer/scene/volume_preset.h"
#include "viewer/widgets/mouse_profile.h"
#include "viewer/widgets/slice_content.h"
#include "viewer/widgets/view_layout.h"

#include <QWidget>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace valvista::viewer {

class MarkupBoard;
class PaintHand;
class ReformatView;
class SliceView;
class SurfaceView;
class ViewArrangement;

/// Call before the QApplication is made: every OpenGL view needs this format, and GLX (X11 or XWayland).
void setDefaultSurfaceFormat();

/// What lies under the crosshair.
struct CrosshairProbe {
  Vec3 lps;                ///< patient LPS, mm
  std::optional<int> hu;   ///< of the nearest voxel; absent outside the scan and in padding
  std::uint8_t label = 0;  ///< of the nearest voxel, TAVR value
};

/// A vessel that the reformat can show.
struct ReformatPath {
  QString name;                                ///< "Left iliac artery"
  Polyline centreline;                         ///< LPS, proximal to distal
  std::vector<double> distanceMm, diameterMm;  ///< the profile beside the picture; empty until measured
};

/// Slices on three planes perpendicular to each other, a vessel's reformat and a 3D view in one of several
/// layouts with one linked crosshair. Everything is patient LPS. QWidget::grab() shows all of it, the OpenGL
/// view included.
class LinkedViews : public QWidget {
  Q_OBJECT
 public:
  explicit LinkedViews(QWidget* parent = nullptr);
  ~LinkedViews() override;

  /// An empty volume clears. Crosshair, zoom and window/level start anew; labels and surfaces stay.
  void setVolume(const Volume& volume);
  /// TAVR values on any grid; an empty map clears. Without a volume the views span the labels.
  void setLabels(const LabelMap& labels);
  void setSurfaces(std::vector<planning::LabelSurface> surfaces);
  /// Emits crosshairMoved when the position changes; so do setVolume and setLabels, which change what lies
  /// there.
  void setCrosshair(const Vec3& lps);
  Vec3 crosshair() const;
  void setWindowLevel(double windowHu, double levelHu);
  /// 0 hides the fill and the outline, 1 covers the CT.
  void setLabelOpacity(double opacity);
  /// Labels that the slices do not show, by label.
  void setHiddenLabels(const std::array<bool, 256>& hidden);
  /// Crosshair to the focus; lines and plane are drawn in the slices and in 3D. Empty evidence clears.
  void showEvidence(const planning::Evidence& evidence);

  ViewLayout viewLayout() const;
  void setViewLayout(ViewLayout layout);
  /// How the cross of the three planes is turned against the patient's axes (see axesOf).
  const Mat3& rotation() const;
  void setRotation(const Mat3& rotation);
  /// The axial view onto this plane with the least turn: seen from the side nearer to the feet, the patient's
  /// right on the screen's left as far as it goes. The crosshair moves to its origin.
  void snapTo(const Plane& plane);
  /// The axial view perpendicular to the vessel nearest to the crosshair; nothing without vessels.
  void snapToCentreline();
  /// Back to axial, coronal and sagittal.
  void straighten();
  void setSlab(const Slab& slab);

  /// What the access layout shows; the first path is chosen.
  void setReformatPaths(std::vector<ReformatPath> paths);
  void chooseReformatPath(int index);
  void chooseNextReformatPath();
  /// Crosshair and axial view to the narrowest section of the path that is shown.
  void showNarrowest();
  void setReformatMode(ReformatMode mode);

  void setVolumePreset(VolumePreset preset);
  /// What 3D is cut at, keeping the side that the normal points to; absent: nothing to cut at.
  void setClipPlane(const std::optional<Plane>& plane);
  void setClipping(bool on);
  void setSurfacesShown(bool shown);  ///< in 3D
  void setLegendShown(bool shown);    ///< names of the labels in 3D

  /// Second labels of the same case and the map of differences (planning::Difference), for
  /// ViewLayout::compare. Empty maps clear.
  void setComparison(const LabelMap& other, const LabelMap& difference);
  void setComparisonSurfaces(std::vector<planning::LabelSurface> other);

  MarkupBoard& markups();
  PaintHand& paintHand();
  /// Labels as a stroke under way leaves them, on the grid of those before: only the slices follow.
  void showStroke(const LabelMap& labels);
  void setMouseProfile(MouseProfile profile);
  /// "Phase 75 %": shown in every slice; empty for none.
  void setPhaseText(const QString& text);
  /// Done to the view that had the focus last, or else to the first one shown.
  void perform(ViewCommand command);

 Q_SIGNALS:
  void crosshairMoved(const valvista::viewer::CrosshairProbe& probe);
  void windowLevelChanged(double windowHu, double levelHu);
  void layoutChanged(valvista::viewer::ViewLayout layout);
  void rotationChanged();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildSlices();
  void restart();
  void tellProbe();
  void updateSlices();
  void maximize(QWidget* view);
  /// The crosshair stays where it is in every view while the planes turn about it.
  void turnCross(const Mat3& rotation);
  void shareViewport(const SliceView& from);
  void showVessel();
  void goToSection(const Vec3& lps, const Plane& section);

  SliceContent content_;
  MarkupBoard* markups_;
  PaintHand* hand_;
  std::array<SliceView*, 5> slices_{};  ///< axial, coronal, sagittal; other labels and difference, axial
  SurfaceView* surfaces_;
  ReformatView* reformat_;
  std::vector<ReformatPath> paths_;
  std::size_t path_ = 0;  ///< that the reformat shows
  std::unique_ptr<ViewArrangement> arrangement_;
  std::optional<Plane> clipPlane_;
  bool clipping_ = false;
};

}  // namespace valvista::viewer
