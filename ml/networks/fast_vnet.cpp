// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/grid_convolution.h"
#include "ml/networks/batch_norm_fold.h"
#include "ml/networks/fast_network.h"

#include <string>
#include <utility>
#include <vector>

namespace valvista::ml {

namespace {

constexpr std::int64_t kFirstChannels = 16;

Finish elu() {
  Finish finish;
  finish.activation = Activation::elu;
  return finish;
}

/// "conv_block": a convolution and its batch norm in one.
ConvolutionWeights blockOf(const WeightReader& weights, std::int64_t in, std::int64_t out) {
  const WeightReader block = weights.below("conv_block");
  return foldBatchNorm({block("conv.weight", {out, in, 5, 5, 5}), {}}, block.below("adn.N"), 0);
}

GridConvolution convolutionOf(const ConvolutionWeights& weights, WeightStorage storage) {
  return {weights.weight, weights.bias, 1, storage};
}

/// The first block, to which the patch itself is added: one more on the tap in the middle. Kept in float32,
/// where the one does not push out the weight.
GridConvolution firstConvolution(const WeightReader& weights) {
  const ConvolutionWeights folded = blockOf(weights, 1, kFirstChannels);
  folded.weight.select(4, 2).select(3, 2).select(2, 2) += 1.0;
  return convolutionOf(folded, WeightStorage::float32);
}

/// "ops": convolutions in a row, the last of which is added to what entered.
class FastRow {
 public:
  FastRow(const WeightReader& weights, std::int64_t channels, int count, WeightStorage storage) {
    for (int i = 0; i < count; ++i)
      convolutions_.push_back(
          convolutionOf(blockOf(weights.below("ops." + std::to_string(i)), channels, channels), storage));
  }
  /// Into `out`: ELU(ELU(last) + in).
  void apply(const VoxelGrid& in, const VoxelGrid& out) const {
    convolutions_.back().apply(beforeLast(in), out, adding(in));
  }
  /// The same in the memory of `in`, which has kSlide slices of room in front.
  VoxelGrid slide(const VoxelGrid& in) const {
    if (convolutions_.size() == 1) return convolutions_.back().slide(in, adding(in));
    convolutions_.back().apply(beforeLast(in), in, adding(in));
    return in;
  }

 private:
  VoxelGrid beforeLast(const VoxelGrid& in) const {
    VoxelGrid x = in;
    for (std::size_t i = 0; i + 1 < convolutions_.size(); ++i) x = convolutions_[i](x, elu());
    return x;
  }
  static Finish adding(const VoxelGrid& in) {
    Finish finish = elu();
    finish.addend = in.first;
    finish.addendStride = in.stride;
    finish.addsLast = true;
    finish.last = Activation::elu;
    return finish;
  }

  std::vector<GridConvolution> convolutions_;
};

class FastDown {
 public:
  FastDown(const WeightReader& weights, std::int64_t in, int convolutions, WeightStorage storage)
      : row_(weights, 2 * in, convolutions, storage) {
    const ConvolutionWeights folded =
        foldBatchNorm({weights("down_conv.weight", {2 * in, in, 2, 2, 2}), {}}, weights.below("bn1"), 0);
    down_ = GridConvolution(folded.weight, folded.bias, 2, storage);
  }
  std::int64_t outChannels() const { return down_.outChannels(); }
  void apply(const VoxelGrid& in, const VoxelGrid& out) const { row_.apply(down_(in, elu()), out); }

 private:
  GridConvolution down_;
  FastRow row_;
};

class FastUp {
 public:
  FastUp(const WeightReader& weights, std::int64_t in, std::int64_t out, int convolutions,
         WeightStorage storage)
      : upChannels_(out / 2), row_(weights, out, convolutions, storage) {
    const ConvolutionWeights folded = foldBatchNorm(
        {weights("up_conv.weight", {in, upChannels_, 2, 2, 2}), weights("up_conv.bias", {upChannels_})},
        weights.below("bn1"), 1);
    up_ = GridUpConvolution(folded.weight, folded.bias, storage);
  }
  std::int64_t upChannels() const { return upChannels_; }
  /// `joined` holds the skip behind the channels that come from below; both are used up.
  VoxelGrid operator()(VoxelGrid below, const VoxelGrid& joined) const {
    up_.apply(below, joined.slice(0, upChannels_), elu());
    below = {};
    return row_.slide(joined);
  }

 private:
  GridUpConvolution up_;
  std::int64_t upChannels_;
  FastRow row_;
};

class FastVNet : public FastNetwork {
 public:
  FastVNet(std::int64_t outChannels, const WeightReader& weights, WeightStorage storage)
      : in_(firstConvolution(weights.below("in_tr"))),
        out_(convolutionOf(blockOf(weights.below("out_tr"), 2 * kFirstChannels, outChannels), storage)),
        logits_(weights("out_tr.conv2.weight", {outChannels, outChannels, 1, 1, 1}),
                weights("out_tr.conv2.bias", {outChannels}), 1, storage) {
    std::int64_t channels = kFirstChannels;
    for (const int convolutions : {1, 2, 3, 2}) {
      downs_.emplace_back(weights.below("down_tr" + std::to_string(2 * channels)), channels, convolutions,
                          storage);
      channels *= 2;
    }
    const auto addUp = [&](std::int64_t in, std::int64_t out, int convolutions) {
      ups_.emplace_back(weights.below("up_tr" + std::to_string(out)), in, out, convolutions, storage);
    };
    addUp(64, 32, 1);
    addUp(128, 64, 1);
    addUp(256, 128, 2);
    addUp(256, 256, 2);
  }

  VoxelGrid operator()(const VoxelGrid& patch) override {
    // The deepest level holds nothing but its own channels; every other waits with its skip for what comes
    // up.
    std::vector<VoxelGrid> joined;
    VoxelGrid x = firstLevel(patch, joined);
    for (std::size_t level = 0; level < downs_.size(); ++level) {
      const GridSize size{x.size[0] / 2, x.size[1] / 2, x.size[2] / 2};
      const std::int64_t mine = downs_[level].outChannels();
      const std::int64_t up = level + 1 < ups_.size() ? ups_[level + 1].upChannels() : 0;
      joined.emplace_back(size, up + mine, GridConvolution::kSlide);
      const VoxelGrid skip = joined.back().slice(up, mine);
      downs_[level].apply(x, skip);
      x = skip;
    }
    joined.pop_back();
    for (std::size_t level = ups_.size(); level-- > 0; joined.pop_back())
      x = ups_[level](std::move(x), joined.back());
    return logits_(out_(x, elu()));
  }

 private:
  VoxelGrid firstLevel(const VoxelGrid& patch, std::vector<VoxelGrid>& joined) const {
    const std::int64_t mine = in_.outChannels(), up = ups_.front().upChannels();
    joined.emplace_back(patch.size, up + mine, GridConvolution::kSlide);
    const VoxelGrid first = joined.back().slice(up, mine);
    in_.apply(patch, first, elu());
    return first;
  }

  GridConvolution in_, out_, logits_;
  std::vector<FastDown> downs_;
  std::vector<FastUp> ups_;  ///< the highest resolution first
};

}  // namespace

std::unique_ptr<FastNetwork> makeFastVNet(int outChannels, const WeightReader& weights,
                                          WeightStorage storage) {
  return std::make_unique<FastVNet>(outChannels, weights, storage);
}

}  // namespace valvista::ml
