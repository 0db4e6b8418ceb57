// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/edit/paint_rules.h"

#include <array>
#include <cstdint>

namespace valvista::planning {

// Tools that change a label as a whole. Those with rules paint rules.label and keep to the rules; lengths are
// of voxel centres, in millimetres. All throw Cancelled and leave the labels half changed then: give them a
// copy.

/// Paints every voxel of the box within rules.hu (which must be set).
PaintOutcome paintThreshold(LabelMap& labels, const Volume& ct, const IndexBox& box, const PaintRules& rules,
                            const Progress& progress);

/// Only the largest piece of rules.label's voxels stays; pieces that meet at a corner are one. Returns what
/// went.
std::size_t keepLargestPiece(LabelMap& labels, std::uint8_t label, const Progress& progress);
/// Pieces below a volume go.
std::size_t removeSmallPieces(LabelMap& labels, std::uint8_t label, double leastMm3,
                              const Progress& progress);

/// Adds a margin of `marginMm` around rules.label, by the rules; a negative one takes as much off its surface
/// (also where the label ends at another), which becomes background whatever its HU.
PaintOutcome addMargin(LabelMap& labels, const Volume& ct, double marginMm, const PaintRules& rules,
                       const Progress& progress);

/// Smooths the surface of rules.label: its mask is blurred (Gaussian of `sigmaMm`) and cut at the level that
/// leaves the volume as it was; at one half a vessel would lose calibre. What the label loses becomes
/// background, what it gains obeys the rules.
PaintOutcome smoothLabel(LabelMap& labels, const Volume& ct, double sigmaMm, const PaintRules& rules,
                         const Progress& progress);

/// Fills the slices between those that have rules.label, along an index axis: the zero level of the linear
/// mix of both slices' signed distances (Raya and Udupa 1990). Only between slices that are at most
/// `furthestMm` apart.
PaintOutcome fillBetweenSlices(LabelMap& labels, const Volume& ct, std::size_t axis, double furthestMm,
                               const PaintRules& rules, const Progress& progress);

/// Each label becomes what the table says.
std::size_t replaceLabels(LabelMap& labels, const std::array<std::uint8_t, 256>& by);

}  // namespace valvista::planning
