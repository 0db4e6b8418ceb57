// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/normalise.h"
#include "ml/kernels/parallel.h"
#include "ml/networks/fast_swin_transformer.h"

#include <utility>

namespace valvista::ml {

namespace {

constexpr float kLeak = 0.01F;

Finish leaky() {
  Finish finish;
  finish.activation = Activation::leaky;
  finish.slope = kLeak;
  return finish;
}

/// Over channels, without weights: as the decoder takes a state.
VoxelGrid normalisedState(const VoxelGrid& state) {
  VoxelGrid normalised(state.size, state.channels);
  forEachTask(state.size[0], [&](std::int64_t slice, int) {
    const std::int64_t voxels = state.size[1] * state.size[2];
    normaliseRows(state.at(slice * voxels), state.stride, voxels, state.channels, nullptr, nullptr,
                  normalised.at(slice * voxels), normalised.stride);
  });
  return normalised;
}

class FastResidualBlock {
 public:
  FastResidualBlock(const WeightReader& weights, std::int64_t in, std::int64_t out, WeightStorage storage)
      : first_(weights("conv1.conv.weight", {out, in, 3, 3, 3}), {}, 1, storage),
        second_(weights("conv2.conv.weight", {out, out, 3, 3, 3}), {}, 1, storage),
        hasShortcut_(in != out) {
    if (hasShortcut_)
      shortcut_ = GridConvolution(weights("conv3.conv.weight", {out, in, 1, 1, 1}), {}, 1, storage);
  }
  std::int64_t outChannels() const { return second_.outChannels(); }

  void apply(const VoxelGrid& in, const VoxelGrid& out) const {
    const VoxelGrid middle = first_(in);
    normaliseInstance(middle, leaky());
    second_.apply(middle, out);
    VoxelGrid added = in;
    if (hasShortcut_) {
      added = middle;  // its memory is free again
      shortcut_.apply(in, added);
      normaliseInstance(added, {});
    }
    normaliseInstance(out, adding(added));
  }
  /// From twice as many channels as come out, in the memory of the input, which is used up.
  VoxelGrid replace(const VoxelGrid& in) const {
    const VoxelGrid middle = first_(in);
    normaliseInstance(middle, leaky());
    const VoxelGrid added = shortcut_.replace(in), out = in.slice(outChannels(), outChannels());
    normaliseInstance(added, {});
    second_.apply(middle, out);
    normaliseInstance(out, adding(added));
    return out;
  }

 private:
  static Finish adding(const VoxelGrid& grid) {
    Finish finish = leaky();
    finish.addend = grid.first;
    finish.addendStride = grid.stride;
    return finish;
  }

  GridConvolution first_, second_, shortcut_;
  bool hasShortcut_;
};

class FastUpBlock {
 public:
  FastUpBlock(const WeightReader& weights, std::int64_t in, std::int64_t out, WeightStorage storage)
      : up_(weights("transp_conv.conv.weight", {in, out, 2, 2, 2}), {}, storage),
        block_(weights.below("conv_block"), 2 * out, out, storage) {}
  std::int64_t upChannels() const { return block_.outChannels(); }
  /// `joined` holds the skip behind the channels that come from below; both are used up.
  VoxelGrid operator()(VoxelGrid below, const VoxelGrid& joined) const {
    up_.apply(below, joined.slice(0, upChannels()));
    below = {};
    return block_.replace(joined);
  }

 private:
  GridUpConvolution up_;
  FastResidualBlock block_;
};

class FastSwinUnetr : public FastNetwork {
 public:
  FastSwinUnetr(const SwinUnetrOptions& options, std::int64_t outChannels, const WeightReader& weights,
                WeightStorage storage)
      : embedding_(weights("swinViT.patch_embed.proj.weight", {options.featureSize, 1, 2, 2, 2}),
                   weights("swinViT.patch_embed.proj.bias", {options.featureSize}), 2, storage),
        bottom_(weights.below("encoder10.layer"), 16 * options.featureSize, 16 * options.featureSize,
                storage),
        logits_(weights("out.conv.conv.weight", {outChannels, options.featureSize, 1, 1, 1}),
                weights("out.conv.conv.bias", {outChannels}), 1, storage) {
    const std::int64_t features = options.featureSize;
    for (int i = 0; i < kSwinStages; ++i)
      stages_.emplace_back(weights.below("swinViT.layers" + std::to_string(i + 1) + ".0"), features << i,
                           kSwinHeads.at(static_cast<std::size_t>(i)), options.patchMerging, storage);
    const auto encoder = [&](int number, std::int64_t in, std::int64_t out) {
      encoders_.emplace_back(weights.below("encoder" + std::to_string(number) + ".layer"), in, out, storage);
    };
    encoder(1, 1, features);
    for (int i = 2; i <= kSwinStages; ++i) encoder(i, features << (i - 2), features << (i - 2));
    decoders_.emplace_back(weights.below("decoder1"), features, features, storage);
    for (int i = 2; i <= kSwinStages + 1; ++i)
      decoders_.emplace_back(weights.below("decoder" + std::to_string(i)), features << (i - 1),
                             features << (i - 2), storage);
  }

  VoxelGrid operator()(const VoxelGrid& patch) override {
    std::vector<VoxelGrid> skips = statesOf(patch);
    VoxelGrid x(skips.back().size, bottom_.outChannels());
    bottom_.apply(skips.back(), x);
    skips.pop_back();
    for (std::size_t level = decoders_.size(); level-- > 0;) {
      const FastUpBlock& decoder = decoders_[level];
      const VoxelGrid skip = level == 0 ? patch : skips.back();
      if (level > 0) skips.pop_back();
      const VoxelGrid joined(skip.size, 2 * decoder.upChannels());
      const VoxelGrid second = joined.slice(decoder.upChannels(), decoder.upChannels());
      if (level < encoders_.size())
        encoders_[level].apply(skip, second);
      else
        copyRows(skip, second);  // the deepest skip has no encoder
      x = decoder(std::move(x), joined);
    }
    return logits_(x);
  }

 private:
  /// Five normalised states, the finest first.
  std::vector<VoxelGrid> statesOf(const VoxelGrid& patch) {
    VoxelGrid state = embedding_(patch);
    std::vector<VoxelGrid> states{normalisedState(state)};
    for (FastSwinStage& stage : stages_) {
      state = stage.apply(state);
      states.push_back(normalisedState(state));
    }
    return states;
  }
  static void copyRows(const VoxelGrid& from, const VoxelGrid& to) {
    for (std::int64_t voxel = 0; voxel < from.voxels(); ++voxel)
      std::copy_n(from.at(voxel), from.channels, to.at(voxel));
  }

  GridConvolution embedding_;
  FastResidualBlock bottom_;
  GridConvolution logits_;
  std::vector<FastSwinStage> stages_;
  std::vector<FastResidualBlock> encoders_;
  std::vector<FastUpBlock> decoders_;  ///< the highest resolution first
};

}  // namespace

std::unique_ptr<FastNetwork> makeFastSwinUnetr(const SwinUnetrOptions& options, int outChannels,
                                               const WeightReader& weights, WeightStorage storage) {
  return std::make_unique<FastSwinUnetr>(options, outChannels, weights, storage);
}

}  // namespace valvista::ml
