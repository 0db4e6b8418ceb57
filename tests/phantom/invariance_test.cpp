// SPDX-License-Identifier: GPL-3.0-or-later
// Row d of the acceptance table: the same voxels in another world frame or storage order measure the same.
#include "tests/phantom/accuracy.h"

namespace valvista::planning {
namespace {

constexpr double kEqualMm = 0.02;

struct StoredCase {
  LabelMap anatomy;
  Volume ct;
};

StoredCase inFrame(const StoredCase& original, const Affine& newFromLps) {
  ImageGeometry geometry = original.ct.geometry();
  geometry.lpsFromIjk = newFromLps * geometry.lpsFromIjk;
  std::vector<std::uint8_t> labels;
  for (int k = 0; k < geometry.size[2]; ++k) {
    const auto slice = original.anatomy.slice(k);
    labels.insert(labels.end(), slice.begin(), slice.end());
  }
  const auto hu = original.ct.hu();
  return {LabelMap(geometry, labels), Volume(geometry, {hu.begin(), hu.end()})};
}

/// The same voxels with storage axis `a` running along the old axis order[a], backwards where flip[a].
StoredCase inOrder(const StoredCase& original, const Index3& order, const std::array<bool, 3>& flip) {
  const ImageGeometry& from = original.ct.geometry();
  ImageGeometry to;
  Index3 first{0, 0, 0};
  for (std::size_t a = 0; a < 3; ++a) {
    const auto old = static_cast<std::size_t>(order[a]);
    to.size[a] = from.size[old];
    to.lpsFromIjk.linear.column[a] = from.lpsFromIjk.linear.column[old] * (flip[a] ? -1.0 : 1.0);
    if (flip[a]) first[old] = from.size[old] - 1;
  }
  to.lpsFromIjk.offset = from.lps(first);
  std::vector<std::uint8_t> labels;
  std::vector<std::int16_t> hu;
  for (int k = 0; k < to.size[2]; ++k)
    for (int j = 0; j < to.size[1]; ++j)
      for (int i = 0; i < to.size[0]; ++i) {
        const Index3 at{i, j, k};
        Index3 old{};
        for (std::size_t a = 0; a < 3; ++a)
          old[static_cast<std::size_t>(order[a])] = flip[a] ? to.size[a] - 1 - at[a] : at[a];
        labels.push_back(original.anatomy.at(old));
        hu.push_back(original.ct.at(old));
      }
  return {LabelMap(to, labels), Volume(to, std::move(hu))};
}

/// The bound on a measurement when lengths may move by kEqualMm.
double boundOf(const Measured& reference) {
  if (reference.unit == "mm") return kEqualMm;
  if (reference.unit == "1") return kEqualMm / 20;  // a ratio of lengths of about 20 mm
  if (reference.unit == "mm2")
    return kEqualMm * 38;                          // half the perimeter: the area under a change of diameter
  return 0.002 * std::max(1.0, *reference.value);  // volumes are counts of the same voxels
}

class Invariance : public ::testing::TestWithParam<PhantomSettings> {
 protected:
  void SetUp() override {
    const Progress progress;
    Phantom phantom = makePhantom(specOf(GetParam()), progress);
    original_ = {phantom.anatomy, phantom.ct};
    reference_ = planOf(original_.anatomy, original_.ct);
  }
  void expectSame(const StoredCase& moved, const std::string& what) {
    const Derived derived = planOf(moved.anatomy, moved.ct);
    for (const Measured& expected : reference_.measurements) {
      const Measured* measured = find(derived.measurements, expected.id);
      ASSERT_NE(measured, nullptr) << what << ": " << expected.id;
      ASSERT_EQ(measured->value.has_value(), expected.value.has_value()) << what << ": " << expected.id;
      if (!expected.value) continue;
      const double error = std::abs(*measured->value - *expected.value);
      EXPECT_LE(error, boundOf(expected)) << what << ": " << expected.id;
      if (expected.unit == "mm" && error >= worst_) worst_ = error, worstWhere_ = expected.id + ", " + what;
    }
  }
  void TearDown() override { std::printf("worst: %.6f mm (%s)\n", worst_, worstWhere_.c_str()); }

  StoredCase original_;
  Derived reference_;
  double worst_ = 0;
  std::string worstWhere_;
};

TEST_P(Invariance, RotatedMirroredAndMovedWorld) {
  const Mat3 turned = rotation(normalized({1, 2, -0.5}), 0.7);
  const Mat3 mirrored{{{{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}};
  const Mat3 upsideDown = rotation({1, 0, 0}, std::numbers::pi);
  expectSame(inFrame(original_, {turned, {}}), "rotated");
  expectSame(inFrame(original_, {mirrored, {}}), "mirrored");
  expectSame(inFrame(original_, {Mat3{}, {123.456, -987.6, 4321.0}}), "moved");
  expectSame(inFrame(original_, {upsideDown, {}}), "upside down");
  expectSame(inFrame(original_, {turned * mirrored, {-50, 10, 700}}), "rotated, mirrored and moved");
}

TEST_P(Invariance, StorageOrder) {
  expectSame(inOrder(original_, {0, 1, 2}, {true, false, false}), "i backwards");
  expectSame(inOrder(original_, {0, 1, 2}, {true, true, true}), "all backwards");
  expectSame(inOrder(original_, {2, 0, 1}, {false, true, false}), "cyclic");
  expectSame(inOrder(original_, {1, 0, 2}, {false, false, true}), "swapped");
  expectSame(inOrder(original_, {2, 1, 0}, {true, false, true}), "reversed");
}

INSTANTIATE_TEST_SUITE_P(
    , Invariance,
    ::testing::Values(PhantomSettings{{"region", "root"}, {"spacing", "1.0"}, {"seed", "5"}},
                      PhantomSettings{
                          {"region", "access"}, {"spacing", "0.9,0.9,1.0"}, {"iliac_length_mm", "40"}}),
    [](const auto& tested) { return tested.index == 0 ? "Root" : "Access"; });

}  // namespace
}  // namespace valvista::planning
