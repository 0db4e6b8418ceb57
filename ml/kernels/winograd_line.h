// SPDX-License-Identifier: GPL-3.0-or-later
//
// The three transforms of Winograd's convolution along a line, for sixteen channels at once.
#pragma once

#include "ml/kernels/vec.h"

#include <array>

namespace valvista::ml {

/// Minimal filtering of a line: TILE numbers of a convolution K wide from K + TILE - 1 numbers, by way of the
/// values of polynomials at 0, at kPairs numbers and their negatives, and at infinity.
template <int K, int TILE>
struct Line {
  static constexpr int kSide = K + TILE - 1, kPairs = (kSide - 2) / 2, kSquare = kSide * kSide,
                       kPoints = kSquare * kSide;
  /// Found by trying: others, 1 and 2 or 1/2, 1 and 3/2, give several times the rounding error.
  static constexpr std::array<double, 3> kPair =
      K == 3 ? std::array{0.75, 1.5, 0.0} : std::array{0.5, 1.0, 2.0};

  float power[kPairs][kSide] = {};    ///< a^k
  float all[kPairs + 1] = {};         ///< product of (y - a^2), coefficients from y^0 on
  float others[kPairs][kPairs] = {};  ///< the same without one pair
  float filter[kPairs][K] = {},
        filterZero = 0.0F;  ///< a^k over the product of the distances to the other points

  constexpr Line() {
    double zero = 1.0;
    for (int i = 0; i < kPairs; ++i) {
      const double a = kPair[i];
      zero *= -a * a;
      double distances = 2.0 * a * a, value = 1.0;
      for (int j = 0; j < kPairs; ++j)
        if (j != i) distances *= a * a - kPair[j] * kPair[j];
      for (int k = 0; k < kSide; ++k, value *= a) {
        power[i][k] = static_cast<float>(value);
        if (k < K) filter[i][k] = static_cast<float>(value / distances);
      }
      expand(others[i], i);
    }
    filterZero = static_cast<float>(1.0 / zero);
    expand(all, -1);
  }

 private:
  static constexpr void expand(float* coefficients, int without) {
    double product[kPairs + 1] = {1.0};
    for (int j = 0, degree = 0; j < kPairs; ++j) {
      if (j == without) continue;
      ++degree;
      for (int m = degree; m >= 0; --m)
        product[m] = (m > 0 ? product[m - 1] : 0.0) - kPair[j] * kPair[j] * product[m];
    }
    for (int m = 0; m < kPairs + (without < 0 ? 1 : 0); ++m) coefficients[m] = static_cast<float>(product[m]);
  }
};
template <int K, int TILE>
constexpr Line<K, TILE> kLine;

#define VALVISTA_UNROLLED _Pragma("GCC unroll 8")

/// Numbers of one line at the points.
template <int K, int TILE>
VALVISTA_INLINE void transformInput(const Vec* line, int step, Vec* points, int pointStep) {
  constexpr const Line<K, TILE>& l = kLine<K, TILE>;
  Vec x[l.kSide];
  VALVISTA_UNROLLED for (int i = 0; i < l.kSide; ++i) x[i] = line[i * step];
  Vec zero = l.all[0] * x[0], infinity = l.all[0] * x[1];
  VALVISTA_UNROLLED for (int m = 1; m <= l.kPairs; ++m) {
    zero += l.all[m] * x[2 * m];
    infinity += l.all[m] * x[2 * m + 1];
  }
  points[0] = zero;
  points[(l.kSide - 1) * pointStep] = infinity;
  VALVISTA_UNROLLED for (int i = 0; i < l.kPairs; ++i) {
    Vec even = l.others[i][0] * x[2], odd = l.others[i][0] * x[1];
    VALVISTA_UNROLLED for (int m = 1; m < l.kPairs; ++m) {
      even += l.others[i][m] * x[2 * m + 2];
      odd += l.others[i][m] * x[2 * m + 1];
    }
    points[(1 + 2 * i) * pointStep] = even + l.power[i][1] * odd;
    points[(2 + 2 * i) * pointStep] = even - l.power[i][1] * odd;
  }
}

/// From the points to the numbers of the line, in place.
template <int K, int TILE>
VALVISTA_INLINE void transformOutput(Vec* line, int step) {
  constexpr const Line<K, TILE>& l = kLine<K, TILE>;
  Vec out[TILE] = {};
  out[0] = line[0];
  out[TILE - 1] += line[(l.kSide - 1) * step];
  VALVISTA_UNROLLED for (int i = 0; i < l.kPairs; ++i) {
    const Vec sum = line[(1 + 2 * i) * step] + line[(2 + 2 * i) * step];
    const Vec difference = line[(1 + 2 * i) * step] - line[(2 + 2 * i) * step];
    VALVISTA_UNROLLED for (int k = 0; k < TILE; ++k) out[k] +=
        l.power[i][k] * (k % 2 == 0 ? sum : difference);
  }
  VALVISTA_UNROLLED for (int k = 0; k < TILE; ++k) line[k * step] = out[k];
}

/// A filter's line of K numbers at the points, in place.
template <int K, int TILE>
VALVISTA_INLINE void transformFilter(Vec* line, int step) {
  constexpr const Line<K, TILE>& l = kLine<K, TILE>;
  Vec g[K];
  VALVISTA_UNROLLED for (int k = 0; k < K; ++k) g[k] = line[k * step];
  line[0] = l.filterZero * g[0];
  line[(l.kSide - 1) * step] = g[K - 1];
  VALVISTA_UNROLLED for (int i = 0; i < l.kPairs; ++i) {
    Vec even = l.filter[i][0] * g[0], odd = l.filter[i][1] * g[1];
    VALVISTA_UNROLLED for (int k = 2; k < K; k += 2) even += l.filter[i][k] * g[k];
    VALVISTA_UNROLLED for (int k = 3; k < K; k += 2) odd += l.filter[i][k] * g[k];
    line[(1 + 2 * i) * step] = even + odd;
    line[(2 + 2 * i) * step] = even - odd;
  }
}

}  // namespace valvista::ml
