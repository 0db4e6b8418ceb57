// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/io/label_schemes.h"
#include "planning/io/load_study.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

const Index3 kSize{5, 6, 7};

/// The grid of `base` with its axes stored in another order and direction.
ImageGeometry stored(const ImageGeometry& base, const Index3& order, int signs) {
  ImageGeometry grid;
  grid.lpsFromIjk.offset = base.lpsFromIjk.offset;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto source = static_cast<std::size_t>(order[axis]);
    const Vec3 column = base.lpsFromIjk.linear.column[source];
    const bool back = (signs >> axis & 1) != 0;
    grid.size[axis] = base.size[source];
    grid.lpsFromIjk.linear.column[axis] = back ? -column : column;
    if (back) grid.lpsFromIjk.offset += column * (base.size[source] - 1);
  }
  return grid;
}

ImageGeometry obliqueCt() {
  const Mat3 turn = rotation(normalized({1, 2, 3}), 0.4);
  ImageGeometry ct{kSize, {turn, {12.5, -80, 300}}};
  const Vec3 spacing{0.5, 0.75, 1.25};
  for (int axis = 0; axis < 3; ++axis)
    ct.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)] =
        turn.column[static_cast<std::size_t>(axis)] * spacing[axis];
  return ct;
}

TEST(MatchGrid, FindsEveryVoxelIn48AxisOrders) {
  const ImageGeometry ct = obliqueCt();
  Index3 order{0, 1, 2};
  do {
    for (int signs = 0; signs < 8; ++signs) {
      LabelMap labels(stored(ct, order, signs));
      const Index3& n = labels.geometry().size;
      int count = 0;
      for (int k = 0; k < n[2]; ++k)
        for (int j = 0; j < n[1]; ++j)
          for (int i = 0; i < n[0]; ++i) labels.set({i, j, k}, static_cast<std::uint8_t>(count++ % 256));
      const LabelMap matched = matchGrid(labels, ct);
      ASSERT_EQ(matched.geometry().size, ct.size);
      for (int k = 0; k < n[2]; ++k)
        for (int j = 0; j < n[1]; ++j)
          for (int i = 0; i < n[0]; ++i) {
            const Vec3 at = ct.ijkFromLps()(labels.geometry().lps({i, j, k}));
            const Index3 target{static_cast<int>(std::lround(at.x)), static_cast<int>(std::lround(at.y)),
                                static_cast<int>(std::lround(at.z))};
            ASSERT_EQ(matched.at(target), labels.at({i, j, k}));
          }
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(MatchGrid, TakesTheGridOfTheCt) {
  const ImageGeometry ct = obliqueCt();
  ImageGeometry rounded = ct;
  rounded.lpsFromIjk.offset.y += 0.0009;
  LabelMap labels(rounded);
  labels.set({4, 5, 6}, 3);
  const LabelMap matched = matchGrid(labels, ct);
  EXPECT_EQ(cornerMismatch(matched.geometry(), ct), 0.0);
  EXPECT_EQ(matched.at({4, 5, 6}), 3);
}

TEST(MatchGrid, RefusesOtherGrids) {
  const ImageGeometry ct = obliqueCt();
  ImageGeometry moved = ct, larger = ct, turned = ct, coarser = ct;
  moved.lpsFromIjk.offset.y += 0.0011;
  larger.size[0] += 1;
  turned.lpsFromIjk.linear = rotation({0, 0, 1}, 0.785) * ct.lpsFromIjk.linear;
  coarser.lpsFromIjk.linear.column[2] *= 1.001;
  for (const ImageGeometry& other : {moved, larger, turned, coarser})
    EXPECT_THROW(matchGrid(LabelMap(other), ct), LoadError);
}

/// Labels that another program made from a DICOM series lie on it after one axis is turned round.
TEST(MatchGrid, PutsRealLabelsOnTheirDicomSeries) {
  const std::filesystem::path shared = std::filesystem::path(VALVISTA_SHARED_DATA) / "totalsegmentator";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "no shared data";
  const Study study = loadStudy(shared / "example_ct_dicom", Progress());
  const AnatomyLabels anatomy =
      loadLabels(shared / "example_seg_dicom.nii.gz", "totalsegmentator-v2", Progress());
  EXPECT_NE(orientationCode(study.volume.geometry()), orientationCode(anatomy.labels.geometry()));
  const LabelMap matched = matchGrid(anatomy.labels, study.volume.geometry());
  EXPECT_EQ(labelCounts(matched), labelCounts(anatomy.labels));
  // The aorta lies in front of the spine, left of the middle: its labels must be on blood, not on lung or
  // air.
  double sum = 0.0;
  std::size_t count = 0;
  const Index3& size = matched.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i)
        if (matched.at({i, j, k}) == 1) sum += study.volume.at({i, j, k}), ++count;
  ASSERT_GT(count, 1000U);
  EXPECT_GT(sum / static_cast<double>(count), 30.0);
  EXPECT_LT(sum / static_cast<double>(count), 400.0);
}

}  // namespace
}  // namespace valvista::planning
