// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/measure/measure_case.h"
#include "planning/phantom/aortic_phantom.h"

#include <gtest/gtest.h>

namespace valvista::planning {

/// The phantom, measured, whose labels a test corrects.
class CorrectedCase : public testing::Test {
 protected:
  static const Phantom& phantom() {
    static const Phantom phantom = [] {
      PhantomSpec spec;
      spec.spacing = {1.2, 1.2, 1.2};
      return makePhantom(spec, Progress());
    }();
    return phantom;
  }
  void SetUp() override {
    Study study;
    study.volume = phantom().ct;
    case_.study = study;
    AnatomyLabels anatomy;
    anatomy.labels = phantom().anatomy;
    case_.anatomy = anatomy;
    measure(derived_);
  }
  void measure(Derived& derived) {
    derived.root = deriveRootLabels(case_.anatomy->labels, {}, case_.review.edits, Progress());
    measureCase(case_, derived, Progress());
  }
  /// Gives voxels within a radius another label.
  void paint(const Vec3& middle, double radius, std::uint8_t from, std::uint8_t to) {
    LabelMap& labels = case_.anatomy->labels;
    const ImageGeometry& grid = labels.geometry();
    for (int k = 0; k < grid.size[2]; ++k)
      for (int j = 0; j < grid.size[1]; ++j)
        for (int i = 0; i < grid.size[0]; ++i)
          if (labels.at({i, j, k}) == from && distance(grid.lps({i, j, k}), middle) < radius)
            labels.set({i, j, k}, to);
  }
  double number(const char* id) const { return find(derived_.measurements, id)->value.value(); }

  Case case_;
  Derived derived_;
};

}  // namespace valvista::planning
