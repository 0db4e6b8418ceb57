// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/losses/loss_inputs.h"
#include "ml/losses/losses.h"

#include <ATen/ATen.h>

namespace valvista::ml {

namespace {

/// The voxels of all tubes in one list of M: a tube is a few per cent of a patch, and all else has no part in
/// the loss.
struct TubeVoxels {
  at::Tensor logP;   ///< [M] log p of the tube's class
  at::Tensor group;  ///< [M] sample * C + class
};

TubeVoxels tubeVoxels(const at::Tensor& logits, const at::Tensor& tube) {
  const at::Tensor flatTube = tube.flatten(1), where = flatTube.nonzero();  // [M, 2]: sample, voxel
  const at::Tensor sample = where.select(1, 0), voxel = where.select(1, 1);
  const at::Tensor label = flatTube.index({sample, voxel}).to(at::kLong);
  // An index that is left open comes last: [M, C].
  const at::Tensor ofVoxels = logits.flatten(2).index({sample, at::indexing::Slice(), voxel});
  return {at::log_softmax(ofVoxels, 1).gather(1, label.unsqueeze(1)).squeeze(1),
          sample * logits.size(1) + label};
}

/// The mean over samples of -(1/|C|) sum_c [sum_i y value / sum_i y], from one value at each voxel of the
/// tubes.
at::Tensor negativeMeanOverTubes(const at::Tensor& values, const TubeVoxels& voxels, at::IntArrayRef logits) {
  const std::int64_t samples = logits[0], classes = logits[1];
  const auto perTube = [&](const at::Tensor& ofVoxels) {
    return at::zeros({samples * classes}, values.options()).index_add(0, voxels.group, ofVoxels);
  };
  const at::Tensor sizes = perTube(at::ones_like(values));
  const at::Tensor ratios = (perTube(values) + kSmoothing) / (sizes + kSmoothing);
  const at::Tensor present = (sizes > 0).to(values.scalar_type()).view({samples, classes});
  const at::Tensor ofSamples =
      (ratios.view({samples, classes}) * present).sum(1) / present.sum(1).clamp_min(1.0);
  return -ofSamples.mean();
}

}  // namespace

at::Tensor skeletonRecallLoss(const at::Tensor& logits, const at::Tensor& tube) {
  const TubeVoxels voxels = tubeVoxels(checkedLogits(logits, tube), tube);
  return negativeMeanOverTubes(voxels.logP.exp(), voxels, logits.sizes());
}

at::Tensor focalSkeletonRecallLoss(const at::Tensor& logits, const at::Tensor& tube) {
  const TubeVoxels voxels = tubeVoxels(checkedLogits(logits, tube), tube);
  return negativeMeanOverTubes(focalFactor(voxels.logP) * voxels.logP.exp(), voxels, logits.sizes());
}

at::Tensor focalSkeletonRecallDetachedLoss(const at::Tensor& logits, const at::Tensor& tube) {
  const TubeVoxels voxels = tubeVoxels(checkedLogits(logits, tube), tube);
  return negativeMeanOverTubes(focalFactor(voxels.logP).detach() * voxels.logP.exp(), voxels, logits.sizes());
}

}  // namespace valvista::ml
