// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/fourier_sums.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace valvista::planning {

void NormalEquations::add(const std::vector<double>& row, double weight, double residual) {
  for (int r = 0; r < n; ++r) {
    const double wr = weight * row[r];
    if (wr == 0.0) continue;
    b[r] += wr * residual;
    double* out = &at(r, 0);
    for (int c = 0; c <= r; ++c) out[c] += wr * row[c];
  }
}

bool NormalEquations::factor() {
  for (int c = 0; c < n; ++c)
    for (int r = c; r < n; ++r) {
      double sum = at(r, c);
      for (int k = 0; k < c; ++k) sum -= at(r, k) * at(c, k);
      if (r == c && !(sum > 0.0)) return false;
      at(r, c) = r == c ? std::sqrt(sum) : sum / at(c, c);
    }
  return true;
}

std::vector<double> NormalEquations::solve(std::vector<double> x) {
  for (int r = 0; r < n; ++r) {
    for (int c = 0; c < r; ++c) x[r] -= at(r, c) * x[c];
    x[r] /= at(r, r);
  }
  for (int r = n - 1; r >= 0; --r) {
    for (int c = r + 1; c < n; ++c) x[r] -= at(c, r) * x[c];
    x[r] /= at(r, r);
  }
  return x;
}

FourierSums::FourierSums(const std::array<int, kSeries>& first, int count) : first_(first) {
  for (std::size_t p = 0; p < kSeries; ++p) size_[p] = (p + 1 < kSeries ? first[p + 1] : count) - first[p];
  std::size_t used = 0;
  const auto reserve = [&](int order) {
    const Sums sums{used, 2 * static_cast<std::size_t>(order) + 1};
    used += sums.length;
    basisLength_ = std::max(basisLength_, sums.length);
    return sums;
  };
  for (std::size_t p = 0; p < kSeries; ++p) {
    if (size_[p] == 0) continue;
    right_[p] = reserve(orderOf(p));
    for (std::size_t q = 0; q <= p; ++q)
      if (size_[q] > 0) product_[p][q] = reserve(orderOf(p) + orderOf(q));
  }
  sums_.assign(used, 0.0);
}

void FourierSums::add(const double* basis, const Factors& factors, double weight, double residual) {
  batch_[used_++] = {basis, factors, weight, residual};
  if (used_ == kBatch) addBatch();
}

void FourierSums::addPart(const double* basis, const Factors& factors, std::array<std::size_t, 2> beginEnd,
                          double weight, double residual) {
  const auto addScaled = [&](const Sums& sums, double scale) {
    if (scale == 0.0) return;
    for (std::size_t i = 0; i < sums.length; ++i) sums_[sums.at + i] += scale * basis[i];
  };
  for (std::size_t p = beginEnd[0]; p < beginEnd[1]; ++p) {
    const double scaled = weight * factors[p];
    addScaled(right_[p], scaled * residual);
    for (std::size_t q = beginEnd[0]; q <= p; ++q) addScaled(product_[p][q], scaled * factors[q]);
  }
}

void FourierSums::addBatch() {
  for (std::size_t s = used_; s < kBatch; ++s) batch_[s] = {batch_[0].basis, {}, 0.0, 0.0};
  used_ = 0;
  const auto& [s0, s1, s2, s3] = batch_;
  const double *x0 = s0.basis, *x1 = s1.basis, *x2 = s2.basis, *x3 = s3.basis;
  const auto addScaled = [&](const Sums& sums, double w0, double w1, double w2, double w3) {
    double* __restrict out = sums_.data() + sums.at;
    for (std::size_t i = 0; i < sums.length; ++i)
      out[i] += (w0 * x0[i] + w1 * x1[i]) + (w2 * x2[i] + w3 * x3[i]);
  };
  for (std::size_t p = 0; p < kSeries; ++p) {
    if (size_[p] == 0) continue;
    const double w0 = s0.weight * s0.factors[p], w1 = s1.weight * s1.factors[p],
                 w2 = s2.weight * s2.factors[p], w3 = s3.weight * s3.factors[p];
    addScaled(right_[p], w0 * s0.residual, w1 * s1.residual, w2 * s2.residual, w3 * s3.residual);
    for (std::size_t q = 0; q <= p; ++q)
      addScaled(product_[p][q], w0 * s0.factors[q], w1 * s1.factors[q], w2 * s2.factors[q],
                w3 * s3.factors[q]);
  }
}

void FourierSums::expand(std::size_t p, std::size_t q, NormalEquations& system) const {
  const double* sums = sums_.data() + product_[p][q].at;
  const auto cosine = [&](int k) { return k == 0 ? sums[0] : sums[2 * std::abs(k) - 1]; };
  const auto sine = [&](int k) { return k == 0 ? 0.0 : (k > 0 ? sums[2 * k] : -sums[-2 * k]); };
  for (int i = 0; i < size_[p]; ++i)
    for (int j = 0; j < size_[q] && first_[q] + j <= first_[p] + i; ++j) {
      const int k = (i + 1) / 2, l = (j + 1) / 2;
      const bool isSineI = i > 0 && i % 2 == 0, isSineJ = j > 0 && j % 2 == 0;
      double doubled = 0.0;
      if (isSineI && isSineJ)
        doubled = cosine(k - l) - cosine(k + l);
      else if (isSineI)
        doubled = sine(k + l) + sine(k - l);
      else if (isSineJ)
        doubled = sine(k + l) - sine(k - l);
      else
        doubled = cosine(k - l) + cosine(k + l);
      system.at(first_[p] + i, first_[q] + j) += 0.5 * doubled;
    }
}

void FourierSums::addTo(NormalEquations& system) {
  if (used_ > 0) addBatch();
  for (std::size_t p = 0; p < kSeries; ++p) {
    for (int i = 0; i < size_[p]; ++i)
      system.b[first_[p] + i] += sums_[right_[p].at + static_cast<std::size_t>(i)];
    for (std::size_t q = 0; q <= p; ++q) expand(p, q, system);
  }
  std::fill(sums_.begin(), sums_.end(), 0.0);
}

}  // namespace valvista::planning
