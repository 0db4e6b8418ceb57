// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/volume_preset.h"

#include <array>

namespace valvista::viewer {
namespace {

// Blood with contrast is 250 to 500 HU, muscle with contrast 80 to 130, spongy bone 150 to 400, dense bone
// and calcium above 600, lung and fat below 0.

/// Heart, great vessels and coronaries; muscle is left out so that the lumen stands free.
constexpr std::array kCardiacCta{
    TransferPoint{130, {92, 22, 18}, 0.0},    TransferPoint{190, {150, 45, 32}, 0.06},
    TransferPoint{280, {206, 84, 56}, 0.35},  TransferPoint{420, {238, 150, 112}, 0.6},
    TransferPoint{650, {250, 224, 196}, 0.8}, TransferPoint{1300, {255, 252, 244}, 0.95},
};

/// Bone ivory and solid, vessels red and thin: the way to the groin between the bones.
constexpr std::array kBoneAndVessel{
    TransferPoint{160, {140, 20, 20}, 0.0},   TransferPoint{230, {190, 40, 34}, 0.12},
    TransferPoint{380, {216, 70, 54}, 0.3},   TransferPoint{520, {236, 206, 168}, 0.6},
    TransferPoint{800, {250, 240, 220}, 0.9}, TransferPoint{1500, {255, 255, 250}, 1.0},
};

/// Calcium as scored in contrast CT (850 HU) solid; the lumen is a faint shade that tells the place.
constexpr std::array kCalcium{
    TransferPoint{150, {70, 100, 130}, 0.0},   TransferPoint{250, {92, 128, 160}, 0.006},
    TransferPoint{600, {110, 150, 180}, 0.01}, TransferPoint{750, {240, 200, 120}, 0.1},
    TransferPoint{850, {255, 232, 160}, 0.8},  TransferPoint{1300, {255, 255, 240}, 1.0},
};

}  // namespace

std::span<const TransferPoint> transferFunction(VolumePreset preset) {
  switch (preset) {
    case VolumePreset::cardiacCta:
      return kCardiacCta;
    case VolumePreset::boneAndVessel:
      return kBoneAndVessel;
    case VolumePreset::calcium:
      return kCalcium;
    case VolumePreset::none:
      break;
  }
  return {};
}

}  // namespace valvista::viewer
