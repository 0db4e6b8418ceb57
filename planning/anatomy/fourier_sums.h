// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace valvista::planning {

/// Symmetric positive definite system, solved by Cholesky's method in place. Only the lower triangle counts.
struct NormalEquations {
  int n;
  std::vector<double> a, b;
  explicit NormalEquations(int count)
      : n(count), a(static_cast<std::size_t>(count) * count, 0.0), b(static_cast<std::size_t>(count), 0.0) {}
  double& at(int r, int c) { return a[static_cast<std::size_t>(r) * n + c]; }
  void add(const std::vector<double>& row, double weight, double residual);
  /// False when the matrix is not positive definite.
  bool factor();
  std::vector<double> solve(std::vector<double> x);
};

/// Normal equations whose unknowns are the terms of a few Fourier series (order of terms as in RadialCurve):
/// the derivative of a sample by a term of series p is factors[p] times the term at the sample's angle. The
/// product of two terms is the sum of two terms, so that the matrix follows from the sums of
/// factors[p] factors[q] times the terms up to both orders together: a third of its entries, and most of the
/// time of a fit is spent in adding samples to it.
class FourierSums {
 public:
  static constexpr std::size_t kSeries = 8;
  using Factors = std::array<double, kSeries>;
  /// Series begin at `first` in the vector of unknowns and end where the next begins, the last at `count`.
  FourierSums(const std::array<int, kSeries>& first, int count);

  /// Terms that `basis` must hold.
  std::size_t basisLength() const { return basisLength_; }
  /// `basis` (see fourierBasis) must stay until addTo.
  void add(const double* basis, const Factors& factors, double weight, double residual);
  /// The same where all factors but those of the series from `begin` on and before `end` are zero.
  void addPart(const double* basis, const Factors& factors, std::array<std::size_t, 2> beginEnd,
               double weight, double residual);
  void addTo(NormalEquations& system);

 private:
  /// Where the sums of a product begin, and how many they are.
  struct Sums {
    std::size_t at = 0, length = 0;
  };
  struct Sample {
    const double* basis = nullptr;
    Factors factors{};
    double weight = 0.0, residual = 0.0;
  };
  void addBatch();
  void expand(std::size_t p, std::size_t q, NormalEquations& system) const;
  int orderOf(std::size_t p) const { return (size_[p] - 1) / 2; }

  static constexpr std::size_t kBatch = 4;  // samples added at once: sums are loaded and stored less often
  std::array<int, kSeries> first_{}, size_{};
  std::array<std::array<Sums, kSeries>, kSeries> product_{};  ///< [p][q], q <= p; length 0 without a series
  std::array<Sums, kSeries> right_{};
  std::size_t basisLength_ = 1;
  std::array<Sample, kBatch> batch_{};
  std::size_t used_ = 0;
  std::vector<double> sums_;
};

}  // namespace valvista::planning
