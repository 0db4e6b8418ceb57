// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_geometry.h"
#include "viewer/scene/slice_stack.h"
#include "viewer/widgets/slice_content.h"

#include <QPainter>
#include <QString>

#include <optional>

namespace valvista::viewer {

/// What the texts of a slice view depend on besides the shared content.
struct SliceSight {
  SliceOrientation orientation = SliceOrientation::axial;
  LabelLayer layer = LabelLayer::labels;
  SliceGeometry geometry;
  std::optional<Vec3> cursor;  ///< LPS under the mouse
};

/// "Axial"; "Oblique coronal" when its plane is turned.
QString sliceTitle(SliceOrientation orientation, const Mat3& cross);
/// The slices along a view's direction.
SliceStack stackOf(const SliceContent& content, const SliceAxes& axes);
/// Texts at the border of a view: sides of the patient, HU and place, title and slice, window and level,
/// phase, slab, scale.
void annotateSlice(QPainter& painter, const SliceContent& content, const SliceSight& sight);

}  // namespace valvista::viewer
