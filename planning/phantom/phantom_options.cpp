// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/aortic_phantom.h"

#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string>

namespace valvista::planning {

namespace {

struct NumberOption {
  std::string_view name;
  double PhantomSpec::*member;
  double low, high;
};

constexpr std::array kNumbers{
    NumberOption{"noise_hu", &PhantomSpec::noiseHu, 0, 500},
    NumberOption{"blur_mm", &PhantomSpec::blurMm, 0, 3},
    NumberOption{"tilt_deg", &PhantomSpec::tiltDeg, 0, 60},
    NumberOption{"forward_deg", &PhantomSpec::forwardDeg, -40, 50},
    NumberOption{"annulus_min_mm", &PhantomSpec::annulusMinMm, 12, 34},
    NumberOption{"annulus_max_mm", &PhantomSpec::annulusMaxMm, 12, 36},
    NumberOption{"annulus_rotation_deg", &PhantomSpec::annulusRotationDeg, -180, 180},
    NumberOption{"trefoil_mm", &PhantomSpec::trefoilMm, 0, 1.2},
    NumberOption{"ventricle_diameter_mm", &PhantomSpec::ventricleDiameterMm, 30, 60},
    NumberOption{"ventricle_length_mm", &PhantomSpec::ventricleLengthMm, 50, 100},
    NumberOption{"ventricle_forward_mm", &PhantomSpec::ventricleForwardMm, 0, 40},
    NumberOption{"sinus_diameter_mm", &PhantomSpec::sinusDiameterMm, 22, 48},
    NumberOption{"sinus_height_mm", &PhantomSpec::sinusHeightMm, 6, 16},
    NumberOption{"sinus_lobe_mm", &PhantomSpec::sinusLobeMm, 0, 3},
    NumberOption{"stj_diameter_mm", &PhantomSpec::stjDiameterMm, 18, 42},
    NumberOption{"stj_height_mm", &PhantomSpec::stjHeightMm, 12, 30},
    NumberOption{"ascending_diameter_mm", &PhantomSpec::ascendingDiameterMm, 22, 44},
    NumberOption{"descending_diameter_mm", &PhantomSpec::descendingDiameterMm, 16, 32},
    NumberOption{"bifurcation_diameter_mm", &PhantomSpec::bifurcationDiameterMm, 12, 24},
    NumberOption{"iliac_left_diameter_mm", &PhantomSpec::iliacLeftDiameterMm, 6, 13},
    NumberOption{"iliac_right_diameter_mm", &PhantomSpec::iliacRightDiameterMm, 6, 13},
    NumberOption{"iliac_taper_mm", &PhantomSpec::iliacTaperMm, 0, 2},
    NumberOption{"iliac_length_mm", &PhantomSpec::iliacLengthMm, 30, 90},
    NumberOption{"iliac_wave_mm", &PhantomSpec::iliacWaveMm, 0, 6},
    NumberOption{"stenosis_diameter_mm", &PhantomSpec::stenosisDiameterMm, 3, 12},
    NumberOption{"stenosis_length_mm", &PhantomSpec::stenosisLengthMm, 6, 20},
    NumberOption{"lumen_hu", &PhantomSpec::lumenHu, 100, 1000},
    NumberOption{"fat_hu", &PhantomSpec::fatHu, -150, 150},
};

constexpr std::array<std::pair<std::string_view, PhantomRegion>, 3> kRegions{
    {{"full", PhantomRegion::full}, {"root", PhantomRegion::root}, {"access", PhantomRegion::access}}};
constexpr std::array<std::pair<std::string_view, AnnulusShape>, 3> kShapes{
    {{"ellipse", AnnulusShape::ellipse},
     {"circle", AnnulusShape::circle},
     {"trefoil", AnnulusShape::trefoil}}};
constexpr std::array<std::pair<std::string_view, StenosisSide>, 3> kSides{
    {{"none", StenosisSide::none}, {"left", StenosisSide::left}, {"right", StenosisSide::right}}};
constexpr std::array<std::pair<std::string_view, CalciumSite>, 4> kSites{{{"none", CalciumSite::none},
                                                                          {"annulus", CalciumSite::annulus},
                                                                          {"iliac", CalciumSite::iliac},
                                                                          {"both", CalciumSite::both}}};

[[noreturn]] void refuse(std::string_view name, std::string_view value, const std::string& wanted) {
  throw std::invalid_argument("phantom option " + std::string(name) + " must be " + wanted + ", not \"" +
                              std::string(value) + "\"");
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

double parseWithin(std::string_view name, std::string_view text, double low, double high) {
  const auto number = parse<double>(text);
  // A NaN fails both comparisons.
  if (!number || !(*number >= low && *number <= high))
    refuse(name, text, "a number from " + std::to_string(low) + " to " + std::to_string(high));
  return *number;
}

template <class Choices>
auto parseChoice(std::string_view name, std::string_view text, const Choices& choices) {
  std::string wanted;
  for (const auto& [choice, choiceValue] : choices) {
    if (choice == text) return choiceValue;
    wanted += (wanted.empty() ? "" : " or ") + std::string(choice);
  }
  refuse(name, text, wanted);
}

/// One edge length for all axes, or three joined by commas.
Vec3 parseSpacing(std::string_view text) {
  Vec3 spacing;
  for (int axis = 0; axis < 3; ++axis) {
    const auto comma = text.find(',');
    spacing[axis] = parseWithin("spacing", text.substr(0, comma), 0.2, 5);
    if (comma == text.npos && axis == 0) return {spacing.x, spacing.x, spacing.x};
    if ((comma == text.npos) != (axis == 2)) refuse("spacing", text, "one number or three joined by commas");
    if (axis < 2) text.remove_prefix(comma + 1);
  }
  return spacing;
}

std::string allNames() {
  std::string names = "seed, spacing, orientation, region, annulus_shape, stenosis, calcium";
  for (const NumberOption& option : kNumbers) names += ", " + std::string(option.name);
  return names;
}

}  // namespace

void setPhantomOption(PhantomSpec& spec, std::string_view name, std::string_view value) {
  for (const NumberOption& option : kNumbers)
    if (option.name == name) {
      spec.*option.member = parseWithin(name, value, option.low, option.high);
      return;
    }
  if (name == "seed") {
    const auto seed = parse<std::uint64_t>(value);
    if (!seed) refuse(name, value, "a whole number from 0");
    spec.seed = *seed;
  } else if (name == "spacing") {
    spec.spacing = parseSpacing(value);
  } else if (name == "orientation") {
    spec.orientation = value;
  } else if (name == "region") {
    spec.region = parseChoice(name, value, kRegions);
  } else if (name == "annulus_shape") {
    spec.annulusShape = parseChoice(name, value, kShapes);
  } else if (name == "stenosis") {
    spec.stenosis = parseChoice(name, value, kSides);
  } else if (name == "calcium") {
    spec.calcium = parseChoice(name, value, kSites);
  } else {
    throw std::invalid_argument("unknown phantom option \"" + std::string(name) +
                                "\"; there are: " + allNames());
  }
}

}  // namespace valvista::planning
