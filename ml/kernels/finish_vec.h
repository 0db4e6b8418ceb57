// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/finish.h"
#include "ml/kernels/vec.h"

namespace valvista::ml {

/// x Phi(x). The error function by Abramowitz and Stegun 7.1.26, to 1.5e-7.
VALVISTA_INLINE Vec geluOf(const Vec& x) {
  const Vec size = (x < 0.0F ? -x : x) * 0.707106781F;
  const Vec t = 1.0F / (1.0F + 0.3275911F * size);
  Vec p = 1.061405429F * t - 1.453152027F;
  p = p * t + 1.421413741F;
  p = p * t - 0.284496736F;
  p = p * t + 0.254829592F;
  const Vec rest = 0.5F * p * t * expOf(-size * size);
  return x * (x < 0.0F ? rest : 1.0F - rest);
}

VALVISTA_INLINE Vec activate(const Vec& x, Activation activation, float slope) {
  switch (activation) {
    case Activation::elu:
      return x > 0.0F ? x : expOf(x) - 1.0F;
    case Activation::leaky:
      return x > 0.0F ? x : x * slope;
    case Activation::gelu:
      return geluOf(x);
    default:
      return x;
  }
}

/// Sixteen channels or fewer of one row; bias and addend at the first of them.
VALVISTA_INLINE void finishVec(Vec value, std::int64_t count, const float* bias, const float* addend,
                               float* to, const Finish& finish) {
  const bool whole = count >= kLanes;
  if (bias != nullptr) value += whole ? load(bias) : loadPart(bias, count);
  const Vec added = addend == nullptr ? Vec{} : whole ? load(addend) : loadPart(addend, count);
  if (!finish.addsLast) value += added;
  value = activate(value, finish.activation, finish.slope);
  if (finish.addsLast) value += added;
  value = activate(value, finish.last, finish.slope);
  if (whole)
    store(to, value);
  else
    storePart(to, value, count);
}

}  // namespace valvista::ml
