// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/loss_spec.h"

#include <ATen/core/Tensor.h>
#include <span>
#include <vector>

// Losses of logits [N, C, D, H, W], C >= 2, channel 0 being the background. p is the softmax over the
// channels. Labels are uint8 or int64 [N, D, H, W] with values 0..C-1. Whatever type the logits have,
// everything is computed in float32, and in double for double; the result is one number of that type. All
// throw std::invalid_argument for shapes and types that do not fit. A single channel (sigmoid) is no case of
// ours.
namespace valvista::ml {

/// Of the focal factors (1 - p)^gamma, as in the paper.
inline constexpr double kFocalGamma = 2.0;
/// Added to numerator and denominator of each ratio, as MONAI and Skeleton Recall do.
inline constexpr double kSmoothing = 1e-5;

/// 0.25 Dice + 0.75 CE, equal to MONAI's DiceCELoss(softmax=True, to_onehot_y=True, lambda_dice=0.25,
/// lambda_ce=0.75). Dice is the mean over samples and all classes, background and absent ones included, of
/// 1 - (2 sum_i p y + s) / (sum_i p + sum_i y + s); CE is the mean of -log p of the true class over all
/// voxels.
at::Tensor diceCeLoss(const at::Tensor& logits, const at::Tensor& labels);

/// L_Focal = -(1 - p*)^gamma log p* (Zöllner et al., eq. 2), p* being p of the voxel's true class: the
/// softmax form. The mean is over voxels; MONAI's FocalLoss(use_softmax=True) also divides by C. No class is
/// left out.
at::Tensor focalLoss(const at::Tensor& logits, const at::Tensor& labels);

// The three below compare with `tube`: labels on the tube round the skeletons, 0 elsewhere (`skeletonTube`).
// The paper leaves open what is settled here: y_skel is that tube, not the line of voxels, and never leaves
// its structure; C is the set of foreground classes with a tube in the sample, so that an absent class is
// neither a constant nor a division by 0; the loss is the mean over all samples, one without any tube
// counting 0, so that it is the same however a batch is spread over steps or machines; numerator and
// denominator get s.

/// L_SR = -(1/|C|) sum_c [sum_i y_skel p / sum_i y_skel] (eq. 1): -1 when all of every tube is found.
at::Tensor skeletonRecallLoss(const at::Tensor& logits, const at::Tensor& tube);

/// L_FocalSR = -(1/|C|) sum_c [sum_i (1 - p)^gamma y_skel p / sum_i y_skel] (eq. 3) exactly as printed.
/// Beware: (1 - p)^gamma p is largest at p = 1/(1 + gamma) = 1/3, so this draws p down from anywhere above.
at::Tensor focalSkeletonRecallLoss(const at::Tensor& logits, const at::Tensor& tube);

/// The value of eq. 3, but (1 - p)^gamma counts as constant in the gradient, which is then that of
/// (1 - p)^(gamma + 1) / (gamma + 1) in place of -(1 - p)^gamma p: always towards p = 1. The value itself is
/// not monotone in p: judge a training by the other terms.
at::Tensor focalSkeletonRecallDetachedLoss(const at::Tensor& logits, const at::Tensor& tube);

struct LossTargets {
  at::Tensor labels;
  at::Tensor tube;  ///< may be undefined when no term needs it
};

/// Value of each term, unweighted, and their weighted sum, to be differentiated.
struct LossValues {
  std::vector<at::Tensor> terms;
  at::Tensor total;
};

/// Throws std::invalid_argument also for no terms, and for a term that needs a tube where there is none.
LossValues lossValues(std::span<const LossTerm> terms, const at::Tensor& logits, const LossTargets& targets);

}  // namespace valvista::ml
