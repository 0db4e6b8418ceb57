// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/random_stream.h"
#include "planning/phantom/aortic_anatomy.h"
#include "planning/phantom/body_shapes.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace valvista::planning {

/// A piece of the body of one tissue. Later ones lie over earlier ones.
struct Organ {
  BodyShape shape;
  double hu = 0.0;
  double textureHu = 0.0;  ///< amplitude of the slow change of HU within it
  bool branch = false;     ///< a vessel that leaves the labelled ones: their wall is open where it does
};

/// HU of the contrast agent and of what takes it up.
struct ContrastLevels {
  double ventricle = 380, aorta = 380, iliac = 380;  ///< what the labels hold, blended into each other
  double rightHeart = 150, leftAtrium = 380, veins = 100, pulmonary = 200;
  double myocardium = 90, liver = 90, spleen = 120, kidney = 180;
  double soft = 50, fat = -90, lung = -850, marrow = 220, cortex = 600, calcium = 1150;
};

/// Body sizes that several organs follow.
struct BodyFrame {
  double skinX = 170, skinY = 120, middleY = 25;  ///< half axes and middle of the skin's ellipse
  double ribX = 140, ribY = 95;                   ///< of the ribs
  double dome = -40;                              ///< height of the diaphragm
};

/// Everything in the body around the analytic anatomy, in its body coordinates.
struct BodyScene {
  BodyFrame frame;
  ContrastLevels levels;
  std::vector<Organ> organs;
  std::uint64_t textureSeed = 0;
};

/// Draws a body that fits the anatomy: heart and vessels beside it touch it as in a patient. The anatomy's
/// own lumen and walls are not part of it.
BodyScene drawBody(const AorticAnatomy& anatomy, const ContrastLevels& levels, RandomDraws& draws);

/// The parts of it; each adds its organs in the order in which they lie over each other.
void addTrunk(BodyScene& scene, RandomDraws& draws);  ///< skin, fat, muscle, lungs, what they breathe through
void addSkeleton(BodyScene& scene, RandomDraws& draws);  ///< spine, ribs, sternum, pelvis
void addAbdomen(BodyScene& scene, RandomDraws& draws);   ///< liver to bladder
void addHeart(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws);
void addVessels(BodyScene& scene, const AorticAnatomy& anatomy, RandomDraws& draws);

/// HU of the body on a grid, and how far (0..255) the walls are open for a branch.
struct PaintedBody {
  std::vector<float> hu;
  std::vector<std::uint8_t> open;
};
/// Paints the scene on a grid along LPS with a point spread, on all processors; the number of them changes
/// nothing.
PaintedBody paintBody(const BodyScene& scene, const Affine& bodyFromLps, const ImageGeometry& grid,
                      double blurMm);

}  // namespace valvista::planning
