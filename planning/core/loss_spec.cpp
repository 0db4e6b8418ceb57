// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/loss_spec.h"

#include <array>
#include <initializer_list>

namespace valvista {

namespace {

constexpr std::array<LossRow, 5> kRows{{
    {LossKind::diceCe, "dice_ce",
     "Overlap with each structure and the right label at each voxel: a quarter Dice, three quarters "
     "cross-entropy.",
     1.0, false},
    {LossKind::focal, "focal", "The right label at each voxel, hard voxels counting more.", 1.0, false},
    {LossKind::skeletonRecall, "skeleton_recall",
     "How much of the core of each structure is found, so that thin vessels do not break.", 1.0, true},
    {LossKind::focalSkeletonRecall, "focal_skeleton_recall",
     "Skeleton recall with hard voxels counting more, as printed in the paper. It is smallest at a "
     "probability "
     "of 1/3, not at 1, and may suppress a structure; a weight of 0.1 is safer than 1.",
     1.0, true},
    {LossKind::focalSkeletonRecallDetached, "focal_skeleton_recall_detached",
     "Skeleton recall with hard voxels counting more, the factor taken out of the gradient: it always draws "
     "towards a probability of 1.",
     1.0, true},
}};

std::vector<LossTerm> defaultTerms(std::initializer_list<LossKind> kinds) {
  std::vector<LossTerm> terms;
  for (const LossKind kind : kinds) terms.push_back({kind, lossRow(kind).defaultWeight});
  return terms;
}

}  // namespace

std::span<const LossRow> lossRows() {
  return kRows;
}

const LossRow& lossRow(LossKind kind) {
  return kRows[static_cast<std::size_t>(kind)];
}

std::span<const LossSum> lossSums() {
  using enum LossKind;
  static const std::array<LossSum, 6> kSums{{
      {"dice_ce", "Overlap and cross-entropy.", defaultTerms({diceCe})},
      {"focal", "Focal loss alone.", defaultTerms({focal})},
      {"skeleton_recall_dice_ce", "Overlap, cross-entropy and unbroken vessels.",
       defaultTerms({skeletonRecall, diceCe})},
      {"skeleton_recall_focal", "Focal loss and unbroken vessels.", defaultTerms({skeletonRecall, focal})},
      {"focal_sk_star", "The paper's own loss, L_FocalSK*, as printed.",
       defaultTerms({focalSkeletonRecall, focal})},
      {"focal_sk_star_detached", "The paper's own loss with the focal factor taken out of the gradient.",
       defaultTerms({focalSkeletonRecallDetached, focal})},
  }};
  return kSums;
}

}  // namespace valvista
