// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/grid_convolution.h"
#include "ml/kernels/normalise.h"
#include "ml/networks/batch_norm_fold.h"
#include "ml/networks/fast_network.h"

#include <optional>
#include <vector>

namespace valvista::ml {

namespace {

/// The norm after a convolution and the slope of the PReLU, or neither.
class Ending {
 public:
  Ending() = default;
  Ending(NetworkNorm norm, const WeightReader& weights)
      : normalises_(norm == NetworkNorm::instance), activation_(Activation::leaky) {
    slope_ = weights("adn.A.weight", {1}).item<float>();
  }
  bool normalises() const { return normalises_; }
  Finish activate(Finish finish) const {
    finish.activation = activation_;
    finish.slope = slope_;
    finish.addsLast = true;
    return finish;
  }

 private:
  bool normalises_ = false;
  Activation activation_ = Activation::none;
  float slope_ = 0.0F;
};

struct Channels {
  std::int64_t in, out;
};

/// A convolution 3 wide; the weight of a transposed one has its outputs second.
ConvolutionWeights weightsOf(const WeightReader& unit, const Channels& channels, bool transposed,
                             std::optional<NetworkNorm> norm) {
  const auto [in, out] = channels;
  const ConvolutionWeights plain{unit("conv.weight", {transposed ? in : out, transposed ? out : in, 3, 3, 3}),
                                 unit("conv.bias", {out})};
  if (norm == NetworkNorm::batch) return foldBatchNorm(plain, unit.below("adn.N"), transposed ? 1 : 0);
  if (norm == NetworkNorm::instance) return {plain.weight, {}};  // an instance norm takes any bias away
  return plain;
}

Finish adding(const VoxelGrid& grid) {
  Finish finish;
  finish.addend = grid.first;
  finish.addendStride = grid.stride;
  finish.addsLast = true;
  return finish;
}

class FastResidualUnit {
 public:
  /// Ends without norm and PReLU where `endsBare`.
  FastResidualUnit(const WeightReader& weights, Channels channels, std::int64_t stride, int units,
                   NetworkNorm norm, bool endsBare, WeightStorage storage)
      : hasShortcut_(stride != 1 || channels.in != channels.out) {
    if (hasShortcut_) {
      const WeightReader shortcut = weights.below("residual");
      const std::int64_t width = stride == 1 ? 1 : 3;
      shortcut_ = GridConvolution(shortcut("weight", {channels.out, channels.in, width, width, width}),
                                  shortcut("bias", {channels.out}), stride, storage);
    }
    for (int i = 0; i < units; ++i) {
      const WeightReader unit = weights.below("conv.unit" + std::to_string(i));
      const bool bare = endsBare && i == units - 1;
      const ConvolutionWeights taken =
          weightsOf(unit, channels, false, bare ? std::nullopt : std::optional(norm));
      convolutions_.emplace_back(taken.weight, taken.bias, i == 0 ? stride : 1, storage);
      endings_.push_back(bare ? Ending() : Ending(norm, unit));
      channels.in = channels.out;
    }
  }

  GridSize outSize(const GridSize& in) const { return convolutions_.front().outSize(in); }

  void apply(const VoxelGrid& in, const VoxelGrid& out) const {
    VoxelGrid x = in;
    for (std::size_t i = 0; i < convolutions_.size(); ++i) {
      const bool last = i + 1 == convolutions_.size();
      const Ending& ending = endings_[i];
      const Finish sum = last && !hasShortcut_ ? adding(in) : Finish();
      const Finish finish = ending.normalises() ? Finish() : ending.activate(sum);
      const VoxelGrid next =
          last ? out : VoxelGrid(convolutions_[i].outSize(x.size), convolutions_[i].outChannels());
      convolutions_[i].apply(x, next, finish);
      if (ending.normalises()) normaliseInstance(next, ending.activate(sum));
      x = next;
    }
    if (hasShortcut_) shortcut_.apply(in, out, adding(out));
  }

 private:
  std::vector<GridConvolution> convolutions_;
  std::vector<Ending> endings_;
  bool hasShortcut_;
  GridConvolution shortcut_;
};

/// A level and all below it.
class FastLevel {
 public:
  FastLevel(const UNetOptions& options, std::size_t level, const Channels& channels,
            const WeightReader& weights, WeightStorage storage)
      : stride_(options.strides[level]),
        mine_(options.channels[level]),
        down_(weights.below("0"), {channels.in, mine_}, stride_, options.numResUnits, options.norm, false,
              storage),
        refine_(weights.below("2.1"), {channels.out, channels.out}, 1, 1, options.norm, level == 0, storage),
        upChannels_(channels.out) {
    const WeightReader inner = weights.below("1.submodule"), up = weights.below("2.0");
    const bool lowest = level + 2 == options.channels.size();
    deeper_ = lowest ? options.channels[level + 1] : mine_;
    if (lowest)
      bottom_ = std::make_unique<FastResidualUnit>(inner, Channels{mine_, deeper_}, 1, options.numResUnits,
                                                   options.norm, false, storage);
    else
      below_ = std::make_unique<FastLevel>(options, level + 1, Channels{mine_, deeper_}, inner, storage);
    const ConvolutionWeights taken = weightsOf(up, {mine_ + deeper_, upChannels_}, true, options.norm);
    if (stride_ == 1)  // then it is a convolution with the taps in the other order
      level_ = GridConvolution(taken.weight.transpose(0, 1).flip({2, 3, 4}), taken.bias, 1, storage);
    else
      up_ = GridUpConvolution(taken.weight, taken.bias, storage);
    upEnding_ = Ending(options.norm, up);
  }

  void apply(const VoxelGrid& in, const VoxelGrid& out) const {
    VoxelGrid up(in.size, upChannels_);
    climb(in, up);
    if (upEnding_.normalises()) normaliseInstance(up, upEnding_.activate({}));
    refine_.apply(up, out);
  }

 private:
  /// Down, through what lies deeper and up again. What comes down and what comes back lie side by side.
  void climb(const VoxelGrid& in, const VoxelGrid& up) const {
    const VoxelGrid joined(down_.outSize(in.size), mine_ + deeper_);
    const VoxelGrid down = joined.slice(0, mine_), back = joined.slice(mine_, deeper_);
    down_.apply(in, down);
    if (bottom_)
      bottom_->apply(down, back);
    else
      below_->apply(down, back);
    const Finish finish = upEnding_.normalises() ? Finish() : upEnding_.activate({});
    if (stride_ == 1)
      level_.apply(joined, up, finish);
    else
      up_.apply(joined, up, finish);
  }

  std::int64_t stride_, mine_, deeper_ = 0;  ///< channels that come down and that come back
  FastResidualUnit down_, refine_;
  std::unique_ptr<FastLevel> below_;
  std::unique_ptr<FastResidualUnit> bottom_;
  GridUpConvolution up_;
  GridConvolution level_;
  Ending upEnding_;
  std::int64_t upChannels_;
};

class FastUNet : public FastNetwork {
 public:
  FastUNet(const UNetOptions& options, int outChannels, const WeightReader& weights, WeightStorage storage)
      : outChannels_(outChannels), model_(options, 0, {1, outChannels}, weights.below("model"), storage) {}
  VoxelGrid operator()(const VoxelGrid& patch) override {
    VoxelGrid logits(patch.size, outChannels_);
    model_.apply(patch, logits);
    return logits;
  }

 private:
  std::int64_t outChannels_;
  FastLevel model_;
};

}  // namespace

std::unique_ptr<FastNetwork> makeFastUNet(const UNetOptions& options, int outChannels,
                                          const WeightReader& weights, WeightStorage storage) {
  return std::make_unique<FastUNet>(options, outChannels, weights, storage);
}

}  // namespace valvista::ml
