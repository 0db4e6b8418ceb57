// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace valvista {

/// What a network may be trained to make small. The functions are in `ml/losses`, where each cites its
/// equation.
enum class LossKind { diceCe, focal, skeletonRecall, focalSkeletonRecall, focalSkeletonRecallDetached };

/// One loss as people and files know it.
struct LossRow {
  LossKind kind;
  std::string_view name;     ///< "dice_ce": in configurations and logs
  std::string_view purpose;  ///< one English sentence for people
  double defaultWeight;      ///< of a term that nobody has weighted
  bool needsTube;            ///< compares with the tube round the skeletons, not with the labels
};

/// Every loss, in the order of LossKind.
std::span<const LossRow> lossRows();
const LossRow& lossRow(LossKind);

/// One summand of what is minimised.
struct LossTerm {
  LossKind kind = LossKind::diceCe;
  double weight = 1.0;
  bool operator==(const LossTerm&) const = default;
};

/// A sum of losses with a name of its own, each term with its default weight.
struct LossSum {
  std::string_view name;
  std::string_view purpose;
  std::vector<LossTerm> terms;
};

/// The five rows of the paper's Table 2 in its order, then what we add to them.
std::span<const LossSum> lossSums();

}  // namespace valvista
