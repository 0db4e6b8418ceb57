// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace valvista::planning {

/// Four series of the model at one angle, evaluated together: two to a register, even and odd terms apart, so
/// that no sum waits for the one before.
class SeriesTable {
 public:
  using Values = std::array<double, 4>;
  explicit SeriesTable(std::size_t terms) : coefficients_((terms + 1) / 2 * 2) {}
  void set(std::size_t lane, const std::vector<double>& c) {
    for (std::size_t i = 0; i < c.size(); ++i) put(i, lane, c[i]);
  }
  /// First and second derivative of the curve by the angle.
  void setDerivatives(std::size_t lane, const std::vector<double>& c) {
    for (std::size_t i = 1; i + 1 < c.size(); i += 2) {
      const auto k = static_cast<double>((i + 1) / 2);
      put(i, lane, k * c[i + 1]);
      put(i + 1, lane, -k * c[i]);
      put(i, lane + 1, -k * k * c[i]);
      put(i + 1, lane + 1, -k * k * c[i + 1]);
    }
  }
  /// `basis` must hold an even number of terms.
  Values at(const double* basis) const {
    Pair even0{}, even1{}, odd0{}, odd1{};
    for (std::size_t i = 0; i < coefficients_.size(); i += 2) {
      const Pair even{basis[i], basis[i]}, odd{basis[i + 1], basis[i + 1]};
      even0 += even * coefficients_[i][0];
      even1 += even * coefficients_[i][1];
      odd0 += odd * coefficients_[i + 1][0];
      odd1 += odd * coefficients_[i + 1][1];
    }
    even0 += odd0;
    even1 += odd1;
    return {even0[0], even0[1], even1[0], even1[1]};
  }

 private:
  using Pair = double __attribute__((vector_size(2 * sizeof(double))));
  void put(std::size_t term, std::size_t lane, double value) {
    coefficients_[term][lane / 2][lane % 2] = value;
  }
  std::vector<std::array<Pair, 2>> coefficients_;
};

}  // namespace valvista::planning
