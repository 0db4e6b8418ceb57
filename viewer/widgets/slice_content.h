// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "planning/model/measurement.h"
#include "viewer/scene/slab.h"
#include "viewer/scene/slice_image.h"
#include "viewer/widgets/mouse_profile.h"

#include <QString>

#include <cstdint>

namespace valvista::viewer {

/// Which of a case's label maps a slice view shows.
enum class LabelLayer : std::uint8_t { labels, other, difference };

/// What all slice views show; owned by LinkedViews. Views read it when they paint.
struct SliceContent {
  Volume volume;
  LabelMap labels;
  int volumeRevision = 0, labelRevision = 0;  ///< count replacements, so that views know what to sample anew
  WindowLevel windowLevel;
  LabelOverlay overlay = tavrOverlay();
  Vec3 crosshair;
  Mat3 rotation;  ///< of the cross of planes, see axesOf
  Vec3 pivot;     ///< where the cross was when it was last turned: offsets of oblique slices count from here
  Slab slab;
  MouseProfile mouseProfile = MouseProfile::ohif;
  QString phaseText;
  LabelMap otherLabels, difference;  ///< for comparing; see LinkedViews::setComparison
  int comparisonRevision = 0;
  bool comparing = false;  ///< the labels are one of two: views say which
  planning::Evidence evidence;

  bool empty() const { return volume.empty() && labels.empty(); }
  /// The grid that the views span.
  const ImageGeometry& geometry() const { return volume.empty() ? labels.geometry() : volume.geometry(); }
};

}  // namespace valvista::viewer
