// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_source.h"

#include "ml/inference/predict_labels.h"
#include "ml/skeleton/skeleton_tube.h"
#include "ml/training/patch_cut.h"

#include <ATen/Functions.h>
#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace valvista::ml {

namespace {

/// Streams of the configuration's seed.
constexpr std::uint64_t kPatchStream = 0x70617463, kPassStream = 0x70617373;

/// Case of place `at` in the order of pass `pass`, each case once a pass.
int caseOfPass(const std::vector<int>& cases, std::uint64_t passSeed, std::size_t at) {
  std::vector<std::pair<std::uint64_t, int>> order;
  for (const int one : cases) order.emplace_back(bitsAt(passSeed, static_cast<std::uint64_t>(one)), one);
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(at), order.end());
  return order[at].second;
}

/// First voxel of a patch about a voxel, moved so that the patch lies in the case; where the case is smaller
/// it lies in the middle of the patch, as in the sliding window.
Index3 cornerAbout(const Index3& voxel, const Index3& patch, const Index3& size) {
  Index3 corner;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int most = size[axis] - patch[axis];
    corner[axis] = most >= 0 ? std::clamp(voxel[axis] - patch[axis] / 2, 0, most) : -(-most / 2);
  }
  return corner;
}

Index3 drawCorner(const CachedCase& one, const TrainConfig& config, RandomDraws& draws) {
  const Index3& patch = config.model.patchSize;
  std::vector<std::size_t> present;
  for (std::size_t c = 1; c < one.voxelsOf.size(); ++c)
    if (!one.voxelsOf[c].empty()) present.push_back(c);
  if (draws.chance(config.sampling.foreground) && !present.empty()) {
    const auto voxels = one.voxelsOf[present[draws.below(present.size())]];
    const auto at = static_cast<int>(voxels[draws.below(voxels.size())] % one.hu.size());
    return cornerAbout({at / one.size[2] / one.size[1], at / one.size[2] % one.size[1], at % one.size[2]},
                       patch, one.size);
  }
  Index3 corner;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int most = one.size[axis] - patch[axis];
    corner[axis] =
        most >= 0 ? static_cast<int>(draws.below(static_cast<std::size_t>(most) + 1)) : -(-most / 2);
  }
  return corner;
}

void changeHu(CutPatch& patch, const PatchChanges& changes, const std::array<double, 3>& spacingMm) {
  if (changes.gain != 1.0 || changes.shiftHu != 0.0) {
    const auto gain = static_cast<float>(changes.gain), shift = static_cast<float>(changes.shiftHu);
    for (float& hu : patch.hu) hu = hu * gain + shift;
  }
  if (changes.blurMm > 0.0)
    blur(patch.hu.data(), patch.size,
         {changes.blurMm / spacingMm[0], changes.blurMm / spacingMm[1], changes.blurMm / spacingMm[2]});
  if (changes.noiseHu > 0.0) addNoise(patch.hu.data(), patch.hu.size(), changes.noiseHu, changes.noiseSeed);
}

/// As IntensityScale::applyTo, without LibTorch's threads: patches are made beside the computation.
void normalise(const std::vector<float>& hu, const IntensityScale& scale, float* out) {
  const auto low = static_cast<float>(scale.lowHu), high = static_cast<float>(scale.highHu),
             factor = static_cast<float>(scale.scale), shift = static_cast<float>(scale.shift);
  for (const float value : hu) *out++ = std::min(std::max(value, low), high) * factor + shift;
}

void writeTube(const CutPatch& patch, std::uint8_t* out) {
  const LabelMap tube = skeletonTube(LabelMap(
      axisAlignedGeometry({patch.size[2], patch.size[1], patch.size[0]}, {1, 1, 1}), patch.channels));
  for (int k = 0; k < patch.size[0]; ++k) out = std::copy(tube.slice(k).begin(), tube.slice(k).end(), out);
}

}  // namespace

PatchSource::PatchSource(const CaseCache& cache, std::vector<int> cases, const TrainConfig& config)
    : cache_(cache), cases_(std::move(cases)), config_(config) {
  if (cases_.empty()) throw std::invalid_argument("no case to cut patches from");
  config_.augmentation.mirror = config_.augmentation.mirror && leftRightOf(config_.model).canBeExchanged;
  needsTube_ = std::any_of(config_.loss.begin(), config_.loss.end(),
                           [](const LossTerm& term) { return lossRow(term.kind).needsTube; });
}

CutPatch PatchSource::patch(std::uint64_t number) const {
  const std::uint64_t ct = number / static_cast<std::uint64_t>(config_.sampling.patchesPerCt);
  const std::uint64_t passSeed = bitsAt(config_.seed ^ kPassStream, ct / cases_.size());
  const CachedCase one = cache_.open(caseOfPass(cases_, passSeed, ct % cases_.size()));
  RandomDraws draws(bitsAt(config_.seed ^ kPatchStream, number));
  const Index3 corner = drawCorner(one, config_, draws);
  const PatchChanges changes = drawChanges(config_.augmentation, draws);
  CutPatch cut = changes.moves() ? cutMovedPatch(one, corner, config_.model.patchSize, changes, config_.model)
                                 : cutPatch(one, corner, config_.model.patchSize);
  changeHu(cut, changes, config_.model.spacingMm);
  return cut;
}

PatchBatch PatchSource::patches(std::int64_t step, int first, int count) const {
  const Index3& size = config_.model.patchSize;
  PatchBatch batch;
  batch.images = at::empty({count, 1, size[0], size[1], size[2]}, at::kFloat);
  batch.labels = at::empty({count, size[0], size[1], size[2]}, at::kByte);
  if (needsTube_) batch.tube = at::empty({count, size[0], size[1], size[2]}, at::kByte);
  const IntensityScale intensity = intensityOf(config_.model);
  for (int at = 0; at < count; ++at) {
    const std::int64_t number = step * config_.sampling.patches + first + at;
    const CutPatch cut = patch(static_cast<std::uint64_t>(number));
    const auto voxels = static_cast<std::int64_t>(cut.hu.size());
    normalise(cut.hu, intensity, batch.images.data_ptr<float>() + at * voxels);
    std::copy(cut.channels.begin(), cut.channels.end(), batch.labels.data_ptr<std::uint8_t>() + at * voxels);
    if (needsTube_) writeTube(cut, batch.tube.data_ptr<std::uint8_t>() + at * voxels);
  }
  return batch;
}

}  // namespace valvista::ml
