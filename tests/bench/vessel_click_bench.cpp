// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_vessel_click FOLDER OUT   clicks at five places in the ascending aorta of the contrast chest CT in
// FOLDER (shared/data/lidc0001_contrast_chest_dicom), prints what came of each, and writes the labels of the
// first click to OUT/aorta.nii.gz
#include "planning/edit/vessel_click.h"
#include "planning/io/label_export.h"
#include "planning/io/load_study.h"
#include "planning/model/tavr_labels.h"
#include "tests/edit/contrast_chest.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <stdexcept>

namespace valvista::planning {
namespace {

LabelMap clickAt(const Study& study, const NamedPlace& place) {
  LabelMap labels(study.volume.geometry());
  const PaintRules rules{.label = value(TavrLabel::aorta)};
  const auto start = std::chrono::steady_clock::now();
  const VesselClick grown = growVessel(labels, study.volume, place.lps, {}, rules, Progress());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double ml =
      static_cast<double>(labelCounts(labels)[rules.label]) * labels.geometry().voxelVolume() / 1000;
  std::printf("%s (%.1f, %.1f, %.1f): %.1f ml in %.2f s, lumen %.0f to %.0f HU %s\n", place.name, place.lps.x,
              place.lps.y, place.lps.z, ml, seconds, grown.lumen.lowest, grown.lumen.highest,
              grown.refusal.c_str());
  for (const LeakStop& stop : grown.stops)
    std::printf("  stopped at (%.1f, %.1f, %.1f): radius from %.1f to %.1f mm\n", stop.lps.x, stop.lps.y,
                stop.lps.z, stop.vesselRadiusMm, stop.radiusMm);
  return labels;
}

void run(const std::filesystem::path& folder, const std::filesystem::path& out) {
  const Study study = loadStudy(folder, Progress());
  std::filesystem::create_directories(out);
  for (const NamedPlace& place : kAscendingClicks) {
    const LabelMap labels = clickAt(study, place);
    if (&place == &kAscendingClicks.front()) saveLabels(out / "aorta.nii.gz", labels, &study, Progress());
  }
}

}  // namespace
}  // namespace valvista::planning

int main(int argc, char** argv) try {
  if (argc != 3) throw std::invalid_argument("bench_vessel_click FOLDER OUT");
  valvista::planning::run(argv[1], argv[2]);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
