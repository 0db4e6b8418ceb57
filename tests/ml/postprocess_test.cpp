// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/postprocess.h"

#include <gtest/gtest.h>
#include <vector>

namespace valvista::ml {
namespace {

void fill(LabelMap& labels, const IndexBox& box, std::uint8_t label) {
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) labels.set({i, j, k}, label);
}

LabelMap emptyMap() {
  return LabelMap(axisAlignedGeometry({20, 20, 20}, {1, 1, 1}));
}

void clean(LabelMap& labels, const LabelCleanUp& cleanUp) {
  cleanUpLabels(labels, std::vector{cleanUp}, Progress());
}

TEST(CleanUp, DropsSmallPiecesAndKeepsWhatMeetsTheLargestAtACorner) {
  LabelMap labels = emptyMap();
  fill(labels, {{2, 2, 2}, {6, 6, 6}}, 1);
  fill(labels, {{6, 6, 6}, {8, 8, 8}}, 1);        // meets the first at a corner
  fill(labels, {{12, 12, 12}, {14, 14, 13}}, 1);  // 4 voxels
  fill(labels, {{0, 18, 0}, {1, 19, 1}}, 2);
  fill(labels, {{5, 18, 0}, {6, 19, 1}}, 2);
  clean(labels, {1, true, false});
  EXPECT_EQ(labelCounts(labels)[1], 64U + 8U);
  EXPECT_EQ(labels.at({13, 13, 12}), 0);
  EXPECT_EQ(labelCounts(labels)[2], 2U) << "another label is none of its business";
}

TEST(CleanUp, AVesselBrokenInTwoKeepsBothHalves) {
  LabelMap labels = emptyMap();
  fill(labels, {{2, 2, 0}, {4, 4, 20}}, 1);     // 80 voxels
  fill(labels, {{12, 12, 2}, {14, 14, 4}}, 1);  // 8: a tenth
  fill(labels, {{12, 2, 2}, {19, 3, 3}}, 1);    // 7
  clean(labels, {1, true, false});
  EXPECT_EQ(labelCounts(labels)[1], 88U);
  EXPECT_EQ(labels.at({12, 12, 2}), 1);
}

TEST(CleanUp, FillsWhatIsEnclosedInThreeDimensions) {
  LabelMap labels = emptyMap();
  fill(labels, {{2, 2, 2}, {12, 12, 12}}, 1);
  fill(labels, {{4, 4, 4}, {7, 7, 7}}, 0);     // a hole
  fill(labels, {{5, 5, 5}, {6, 6, 6}}, 2);     // with something of its own in it
  fill(labels, {{9, 9, 2}, {10, 10, 10}}, 0);  // a pit, open at the front
  clean(labels, {1, false, true});
  EXPECT_EQ(labels.at({4, 4, 4}), 1);
  EXPECT_EQ(labels.at({5, 5, 5}), 2);
  EXPECT_EQ(labels.at({9, 9, 5}), 0);
  EXPECT_EQ(labelCounts(labels)[1], 1000U - 8U - 1U);
}

TEST(CleanUp, APitIsNoHoleWhicheverSideItOpensTo) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (const bool far : {false, true}) {
      LabelMap labels = emptyMap();
      fill(labels, {{2, 2, 2}, {7, 7, 7}}, 1);
      IndexBox pit{{4, 4, 4}, {5, 5, 5}};
      (far ? pit.end : pit.begin)[axis] = far ? 7 : 2;
      fill(labels, pit, 0);
      clean(labels, {1, false, true});
      EXPECT_EQ(labelCounts(labels)[1], 125U - 3U) << "axis " << axis << (far ? " far" : " near");
    }
}

TEST(CleanUp, AHoleThatOpensAtACornerOnlyIsClosed) {
  LabelMap labels = emptyMap();
  fill(labels, {{2, 2, 2}, {5, 5, 5}}, 1);
  labels.set({3, 3, 3}, 0);
  labels.set({2, 2, 2}, 0);  // meets the hole at a corner
  clean(labels, {1, false, true});
  EXPECT_EQ(labels.at({3, 3, 3}), 1);
  EXPECT_EQ(labels.at({2, 2, 2}), 0);
}

TEST(CleanUp, TheBorderOfTheScanEnclosesNothing) {
  LabelMap labels = emptyMap();
  fill(labels, {{0, 0, 0}, {5, 5, 5}}, 1);
  fill(labels, {{1, 1, 0}, {4, 4, 3}}, 0);
  clean(labels, {1, false, true});
  EXPECT_EQ(labels.at({2, 2, 1}), 0);
}

TEST(CleanUp, SmallPiecesComeFirst) {
  // A small piece within a hole of the large one: it goes, and the hole is filled whole.
  LabelMap labels = emptyMap();
  fill(labels, {{2, 2, 2}, {12, 12, 12}}, 1);
  fill(labels, {{4, 4, 4}, {9, 9, 9}}, 0);
  fill(labels, {{6, 6, 6}, {7, 7, 7}}, 1);
  clean(labels, {1, true, true});
  EXPECT_EQ(labelCounts(labels)[1], 1000U);
}

TEST(CleanUp, AbsentLabelsAndCancelling) {
  LabelMap labels = emptyMap();
  clean(labels, {7, true, true});
  EXPECT_EQ(labelCounts(labels)[0], 8000U);
  Progress progress;
  progress.cancel();
  fill(labels, {{2, 2, 2}, {4, 4, 4}}, 1);
  EXPECT_THROW(cleanUpLabels(labels, std::vector{LabelCleanUp{1, true, true}}, progress), Cancelled);
}

}  // namespace
}  // namespace valvista::ml
