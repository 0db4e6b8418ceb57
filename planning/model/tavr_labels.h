// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace valvista::planning {

/// Label values of the TAVR scheme (contract.md). Values from 8 are listed in resources/labels.json.
enum class TavrLabel : std::uint8_t {
  background = 0,
  aorta = 1,
  leftVentricle = 2,
  aorticRoot = 3,
  valve = 4,
  annulus = 5,
  iliacLeft = 6,
  iliacRight = 7,
  heart = 8,  ///< whole heart, where a source has no left ventricle
};

constexpr std::uint8_t value(TavrLabel label) { return static_cast<std::uint8_t>(label); }
/// Labels that are part of the aorta's lumen: aorta, root, valve.
constexpr bool isAorta(std::uint8_t label) { return label == 1 || label == 3 || label == 4; }
/// Labels that follow from aorta and left ventricle by the rules: root, valve, annulus.
constexpr bool isDerived(std::uint8_t label) { return label >= 3 && label <= 5; }
/// Labels that are part of the left ventricle: cavity and annulus.
constexpr bool isLeftVentricle(std::uint8_t label) { return label == 2 || label == 5; }

/// A row of resources/labels.json.
struct LabelStyle {
  std::uint8_t value = 0;
  std::string name;         ///< "aortic_root", as in files
  std::string displayName;  ///< "Aortic root"
  std::array<std::uint8_t, 3> rgb{};
};

/// All labels with their colours (colour-blind-safe), by value.
const std::vector<LabelStyle>& labelStyles();
/// "Left iliac artery"; "Label 42" for a value that the table does not have.
std::string labelDisplayName(std::uint8_t label);

}  // namespace valvista::planning
