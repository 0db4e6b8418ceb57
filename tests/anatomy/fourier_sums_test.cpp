// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/fourier_sums.h"

#include "planning/anatomy/radial_curve.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <gtest/gtest.h>
#include <vector>

namespace valvista::planning {
namespace {

/// A full row per sample: what the sums stand for.
std::vector<double> rowOf(const double* basis, const FourierSums::Factors& factors,
                          const std::array<int, FourierSums::kSeries>& first, int count) {
  std::vector<double> row(static_cast<std::size_t>(count));
  for (std::size_t p = 0; p < first.size(); ++p) {
    const int end = p + 1 < first.size() ? first[p + 1] : count;
    for (int i = first[p]; i < end; ++i) row[static_cast<std::size_t>(i)] = factors[p] * basis[i - first[p]];
  }
  return row;
}

TEST(FourierSums, areTheNormalEquationsOfTheirRows) {
  // Orders 4, 2, 0, none, 1, 3, 0, none.
  const std::array<int, FourierSums::kSeries> first{0, 9, 14, 15, 15, 18, 25, 26};
  constexpr int kCount = 26, kSamples = 71;  // no multiple of what is added at once
  FourierSums sums(first, kCount);
  ASSERT_EQ(sums.basisLength(), 17u);
  NormalEquations expected(kCount), found(kCount);
  std::vector<std::vector<double>> bases(kSamples, std::vector<double>(sums.basisLength()));
  for (int s = 0; s < kSamples; ++s) {
    std::vector<double>& basis = bases[static_cast<std::size_t>(s)];
    const double angle = 0.37 * s * s, residual = std::sin(1.7 * s), weight = 0.2 + 0.01 * s;
    fourierBasis(std::cos(angle), std::sin(angle), 8, basis.data());
    FourierSums::Factors factors{};
    const bool isPart = s % 3 == 0;
    for (std::size_t p = isPart ? 3 : 0; p < (isPart ? 6 : factors.size()); ++p)
      factors[p] = std::cos(static_cast<double>(p) + 0.9 * s);
    if (isPart)
      sums.addPart(basis.data(), factors, {3, 6}, weight, residual);
    else
      sums.add(basis.data(), factors, weight, residual);
    expected.add(rowOf(basis.data(), factors, first, kCount), weight, residual);
  }
  sums.addTo(found);
  for (int r = 0; r < kCount; ++r) {
    EXPECT_NEAR(found.b[static_cast<std::size_t>(r)], expected.b[static_cast<std::size_t>(r)], 1e-10);
    for (int c = 0; c <= r; ++c) EXPECT_NEAR(found.at(r, c), expected.at(r, c), 1e-10) << r << ' ' << c;
  }
  NormalEquations again(kCount);
  sums.addTo(again);  // nothing is added twice
  for (const double value : again.a) EXPECT_EQ(value, 0.0);
}

}  // namespace
}  // namespace valvista::planning
