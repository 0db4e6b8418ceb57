// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/measurement.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace valvista::planning {

namespace {

constexpr std::array kCatalogue{
    CatalogueEntry{"annulus.area", "mm2", "Annulus area", "Area of the lumen contour in the annulus plane"},
    CatalogueEntry{"annulus.perimeter", "mm", "Annulus perimeter", "Length of the lumen contour in the annulus plane"},
    CatalogueEntry{"annulus.diameter.min", "mm", "Annulus diameter, min", "Smallest caliper width of the contour"},
    CatalogueEntry{"annulus.diameter.max", "mm", "Annulus diameter, max", "Largest caliper width of the contour"},
    CatalogueEntry{"annulus.diameter.mean", "mm", "Annulus diameter, mean", "(min + max) / 2"},
    CatalogueEntry{"annulus.diameter.area_derived", "mm", "Annulus diameter, area-derived", "2 sqrt(A / pi)"},
    CatalogueEntry{"annulus.diameter.perimeter_derived", "mm", "Annulus diameter, perimeter-derived", "P / pi"},
    CatalogueEntry{"annulus.eccentricity", "1", "Annulus eccentricity", "1 - min / max"},
    CatalogueEntry{"root.length", "mm", "Root length",
                   "Along the annulus normal to the first local minimum of the cross-section area after its first "
                   "local maximum"},
    CatalogueEntry{"root.diameter.max", "mm", "Root diameter, max", "Area-derived, at the first local maximum"},
    CatalogueEntry{"iliac.left.diameter.min", "mm", "Left iliac diameter, min",
                   "Smallest area-derived diameter of sections perpendicular to the centreline"},
    CatalogueEntry{"iliac.left.diameter.mean", "mm", "Left iliac diameter, mean", "Mean over the sections"},
    CatalogueEntry{"iliac.left.diameter.max", "mm", "Left iliac diameter, max", "Largest over the sections"},
    CatalogueEntry{"iliac.left.length", "mm", "Left iliac length", "Length of the centreline"},
    CatalogueEntry{"iliac.left.tortuosity", "1", "Left iliac tortuosity", "Length / chord - 1"},
    CatalogueEntry{"iliac.right.diameter.min", "mm", "Right iliac diameter, min",
                   "Smallest area-derived diameter of sections perpendicular to the centreline"},
    CatalogueEntry{"iliac.right.diameter.mean", "mm", "Right iliac diameter, mean", "Mean over the sections"},
    CatalogueEntry{"iliac.right.diameter.max", "mm", "Right iliac diameter, max", "Largest over the sections"},
    CatalogueEntry{"iliac.right.length", "mm", "Right iliac length", "Length of the centreline"},
    CatalogueEntry{"iliac.right.tortuosity", "1", "Right iliac tortuosity", "Length / chord - 1"},
    CatalogueEntry{"volume.aorta", "mm3", "Volume, aorta beyond the root", "Voxels of the label"},
    CatalogueEntry{"volume.left_ventricle", "mm3", "Volume, left ventricle", "Voxels of the label"},
    CatalogueEntry{"volume.aortic_root", "mm3", "Volume, aortic root", "Voxels of the label"},
    CatalogueEntry{"volume.valve", "mm3", "Volume, valve", "Voxels of the label"},
    CatalogueEntry{"volume.annulus", "mm3", "Volume, annulus", "Voxels of the label"},
    CatalogueEntry{"volume.iliac_artery_left", "mm3", "Volume, left iliac artery", "Voxels of the label"},
    CatalogueEntry{"volume.iliac_artery_right", "mm3", "Volume, right iliac artery", "Voxels of the label"},
};

}  // namespace

std::span<const CatalogueEntry> measurementCatalogue() { return kCatalogue; }

const CatalogueEntry& catalogueEntry(std::string_view id) {
  const auto found = std::find_if(kCatalogue.begin(), kCatalogue.end(), [&](const auto& e) { return e.id == id; });
  if (found == kCatalogue.end()) throw std::out_of_range("unknown measurement " + std::string(id));
  return *found;
}

const Measured* find(const Measurements& measurements, std::string_view id) {
  const auto found = std::find_if(measurements.begin(), measurements.end(), [&](const auto& m) { return m.id == id; });
  return found == measurements.end() ? nullptr : &*found;
}

}  // namespace valvista::planning
