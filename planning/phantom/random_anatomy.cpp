// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/random_anatomy.h"

#include "planning/core/random_stream.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace valvista::planning {

namespace {

void drawRoot(PhantomSpec& spec, RandomDraws& draws) {
  // Annulus area 464 +- 88 mm2 (Meyer et al., Sci Rep 2020, 100 TAVI patients): 17.8 to 30 mm across at three
  // deviations; eccentricity to above the notable 0.25 of SCCT 2019.
  const double mean = draws.between(18.5, 30), eccentricity = draws.between(0.02, 0.30);
  spec.annulusMaxMm = mean / std::sqrt(1 - eccentricity);
  spec.annulusMinMm = mean * std::sqrt(1 - eccentricity);
  spec.annulusShape = draws.chance(0.6)   ? AnnulusShape::ellipse
                      : draws.chance(0.5) ? AnnulusShape::trefoil
                                          : AnnulusShape::circle;
  spec.annulusRotationDeg = draws.between(-90, 90);
  spec.trefoilMm = draws.between(0.2, 1.1);
  // Sinuses 25 to 45 mm, 15 mm high and more; sinotubular junction over annulus around 1.15 (device
  // instructions and EIJ-D-24-00367).
  spec.sinusDiameterMm = mean * draws.between(1.15, 1.55);
  spec.sinusHeightMm = draws.between(8, 14);
  spec.sinusLobeMm = draws.between(0.4, 2.6);
  spec.stjDiameterMm = spec.sinusDiameterMm * draws.between(0.78, 0.93);
  spec.stjHeightMm = spec.sinusHeightMm + draws.between(7, 14);
  spec.ascendingDiameterMm = spec.stjDiameterMm * draws.between(1.05, 1.35);
  // Aortic angle 49.4 +- 9.4 degrees (Abramowitz et al., n = 4022), here against the long axis.
  spec.tiltDeg = draws.between(26, 59);
  spec.forwardDeg = draws.between(-12, 32);
  // End-diastolic inner diameter 35 to 58 mm, length to the annulus 65 to 95 mm (after the ASE/EACVI chamber
  // guideline, to be checked).
  spec.ventricleDiameterMm = draws.between(35, 58);
  spec.ventricleLengthMm = draws.between(62, 95);
  // The apex lies to the front of the outflow tract's axis (how far: to be checked). More would shear the
  // sections too much.
  spec.ventricleForwardMm = draws.between(0, 36);
}

void drawVessels(PhantomSpec& spec, RandomDraws& draws) {
  // Descending 19 to 30 mm, infrarenal 14 to 22 mm, iliac 7 to 12 mm (after ESC 2014, to be checked);
  // stenoses around the 5.0 to 6.0 mm that sheaths ask for (clinical device instructions), tortuosity to 26 %
  // (Lux et al.).
  spec.descendingDiameterMm = draws.between(19, 30);
  spec.bifurcationDiameterMm = draws.between(13, 22);
  spec.iliacLeftDiameterMm = draws.between(7, 12.5);
  spec.iliacRightDiameterMm = std::clamp(spec.iliacLeftDiameterMm + draws.between(-1.5, 1.5), 6.5, 13.0);
  spec.iliacTaperMm = draws.between(0.2, 2.0);
  spec.iliacLengthMm = draws.between(40, 80);
  spec.iliacWaveMm = draws.between(0.5, 6.0);
  constexpr std::array kSides{StenosisSide::none, StenosisSide::left, StenosisSide::right};
  spec.stenosis = kSides[static_cast<std::size_t>(draws.below(3))];
  spec.stenosisDiameterMm = draws.between(3.5, 7.5);
  spec.stenosisLengthMm = draws.between(6, 20);
  constexpr std::array kSites{CalciumSite::none, CalciumSite::annulus, CalciumSite::iliac, CalciumSite::both};
  spec.calcium = kSites[static_cast<std::size_t>(draws.below(4))];
}

void drawScan(PhantomSpec& spec, RandomDraws& draws) {
  // SCCT 2019 asks for more than 250 HU in the arteries; scans that fall short exist.
  spec.lumenHu = draws.between(150, 600);
  spec.fatHu = draws.between(-120, -70);
  spec.noiseHu = draws.between(5, 40);
  spec.blurMm = draws.between(0.3, 1.2);
  const double region = draws.unit();
  spec.region = region < 0.5    ? PhantomRegion::full
                : region < 0.75 ? PhantomRegion::root
                                : PhantomRegion::access;
}

/// Whether the ventricle keeps clear of the descending aorta, so that it touches the aorta at the annulus
/// alone.
bool isApart(const AorticAnatomy& anatomy) {
  constexpr double kGapMm = 6.0, kBeyondArchMm = 120.0;
  for (double s = kBeyondArchMm; s < anatomy.aorta.length(); s += 3)
    if (anatomy.root.relation(anatomy.aorta.centre(s)).distance < anatomy.aorta.radius(s) + kGapMm)
      return false;
  return true;
}

bool makesAnatomy(const PhantomSpec& spec) {
  try {
    return isApart(buildAnatomy(spec));
  } catch (const std::invalid_argument&) {
    return false;
  }
}

}  // namespace

std::uint64_t cohortCaseSeed(std::uint64_t seed, std::uint64_t index) {
  return static_cast<std::uint64_t>(uniformAt(seed ^ 0x5DEECE66DULL, index) * 0x1.0p53);
}

PhantomSpec randomAnatomy(std::uint64_t seed, std::uint64_t index) {
  RandomDraws draws(cohortCaseSeed(seed, index));
  for (;;) {
    PhantomSpec spec;
    spec.seed = draws.fork();
    drawRoot(spec, draws);
    drawVessels(spec, draws);
    drawScan(spec, draws);
    if (makesAnatomy(spec)) return spec;
  }
}

}  // namespace valvista::planning
