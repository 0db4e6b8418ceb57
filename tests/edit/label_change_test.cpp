// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/random_stream.h"
#include "planning/edit/label_history.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <vector>

namespace valvista::planning {
namespace {

constexpr Index3 kSize{23, 17, 11};

/// Boxes of random labels at random places.
void scribble(LabelMap& labels, RandomDraws& random) {
  const Index3& size = labels.geometry().size;
  Index3 from{}, to{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    from[axis] = random.below(size[axis]);
    to[axis] = std::min(size[axis], from[axis] + 1 + random.below(6));
  }
  const auto label = static_cast<std::uint8_t>(random.below(8));
  for (int k = from[2]; k < to[2]; ++k)
    for (int j = from[1]; j < to[1]; ++j)
      for (int i = from[0]; i < to[0]; ++i) labels.set({i, j, k}, label);
}

bool same(const LabelMap& a, const LabelMap& b) {
  for (int k = 0; k < a.geometry().size[2]; ++k)
    if (!std::equal(a.slice(k).begin(), a.slice(k).end(), b.slice(k).begin())) return false;
  return true;
}

LabelMap emptyMap() {
  return LabelMap(axisAlignedGeometry(kSize, {1, 1, 1}));
}

TEST(LabelChange, HoldsExactlyWhatDiffers) {
  LabelMap before = emptyMap();
  before.set({3, 4, 5}, 2);
  LabelMap after = before;
  after.set({3, 4, 5}, 1);
  after.set({22, 4, 5}, 6);
  after.set({0, 5, 5}, 6);
  const LabelChange change(before, after);
  EXPECT_EQ(change.voxels(), 3U);
  EXPECT_EQ(change.box().begin, (Index3{0, 4, 5}));
  EXPECT_EQ(change.box().end, (Index3{23, 6, 6}));
  for (const std::uint8_t label : {0, 1, 2, 6}) EXPECT_TRUE(change.touched()[label]);
  EXPECT_FALSE(change.touched()[3]);
  EXPECT_TRUE(LabelChange(after, after).empty());
}

TEST(LabelChange, LeadsThereAndBackAndSurvivesBeingWritten) {
  RandomDraws random(1);
  LabelMap before = emptyMap();
  for (int round = 0; round < 50; ++round) {
    LabelMap after = before;
    for (int i = 0; i < 3; ++i) scribble(after, random);
    const LabelChange change = LabelChange::decoded(LabelChange(before, after).encoded());
    LabelMap map = before;
    change.apply(map);
    EXPECT_TRUE(same(map, after));
    change.revert(map);
    EXPECT_TRUE(same(map, before));
    change.inverse().revert(map);
    EXPECT_TRUE(same(map, after));
    before = after;
  }
}

TEST(LabelChange, OtherLabelsThanItWasMadeOnStayAsTheyAre) {
  LabelMap before = emptyMap(), after = emptyMap();
  after.set({1, 1, 1}, 3);
  after.set({5, 5, 5}, 3);
  const LabelChange change(before, after);
  LabelMap other = before;
  other.set({5, 5, 5}, 7);
  const LabelMap asItWas = other;
  EXPECT_THROW(change.apply(other), std::logic_error);
  EXPECT_TRUE(same(other, asItWas)) << "not even the first run was written";
  EXPECT_THROW(change.revert(before), std::logic_error);
}

TEST(LabelChange, DamagedBytesNeverReachOutsideTheirGrid) {
  RandomDraws random(2);
  LabelMap before = emptyMap(), after = emptyMap();
  for (int i = 0; i < 6; ++i) scribble(after, random);
  const std::vector<std::byte> whole = LabelChange(before, after).encoded();
  int refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::byte> bytes = whole;
    for (int flip = 0; flip < 3; ++flip)
      bytes[random.below(bytes.size())] ^= static_cast<std::byte>(1 + random.below(255));
    if (round % 5 == 0) bytes.resize(random.below(bytes.size()));
    try {
      const LabelChange change = LabelChange::decoded(bytes);
      if (change.size() != kSize) continue;
      const IndexBox& box = change.box();
      for (std::size_t axis = 0; axis < 3 && !change.empty(); ++axis) {
        EXPECT_GE(box.begin[axis], 0);
        EXPECT_LE(box.end[axis], kSize[axis]);
      }
      LabelMap map = before;
      change.apply(map);
    } catch (const std::domain_error&) {
      ++refused;
    } catch (const std::logic_error&) {
    }
  }
  EXPECT_GT(refused, 1000);
}

/// 10,000 random edits, undos and redos against a plain list of the states.
void walk(LabelHistory& history, int steps) {
  RandomDraws random(3);
  LabelMap map = emptyMap();
  std::vector<LabelMap> states{map};
  std::vector<LabelHistory::Id> edits;
  std::size_t at = 0;
  for (int step = 0; step < steps; ++step) {
    const double choice = random.unit();
    if (choice < 0.3 && at > 0) {
      history.change(edits[--at]).revert(map);
    } else if (choice < 0.5 && at < edits.size()) {
      history.change(edits[at++]).apply(map);
    } else {
      for (std::size_t gone = at; gone < edits.size(); ++gone) history.forget(edits[gone]);
      edits.resize(at);
      states.resize(at + 1);
      LabelMap after = map;
      scribble(after, random);
      edits.push_back(history.keep(LabelChange(map, after)));
      states.push_back(after);
      map = after;
      ++at;
    }
    ASSERT_TRUE(same(map, states[at])) << "step " << step;
    ASSERT_EQ(history.count(), edits.size());
  }
  // All the way back, to edits that have left the memory long ago, and there again.
  while (at > 0) {
    history.change(edits[--at]).revert(map);
    ASSERT_TRUE(same(map, states[at])) << "back at " << at;
  }
  for (; at < edits.size(); ++at) history.change(edits[at]).apply(map);
  ASSERT_TRUE(same(map, states[at]));
}

TEST(LabelHistory, TenThousandRandomStepsAreIdentical) {
  LabelHistory history;
  walk(history, 10000);
}

TEST(LabelHistory, OldEditsLieOnDiskAndComeBack) {
  LabelHistory history(3000);
  walk(history, 3000);
  EXPECT_LE(history.bytesInMemory(), 3000U);
  EXPECT_GT(history.count(), 200U);
}

TEST(LabelHistory, WithoutRoomOnDiskNothingIsLost) {
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit none = before;
  none.rlim_cur = 0;
  setrlimit(RLIMIT_FSIZE, &none);
  LabelHistory history(3000);
  walk(history, 500);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_GT(history.bytesInMemory(), 3000U);
}

}  // namespace
}  // namespace valvista::planning
