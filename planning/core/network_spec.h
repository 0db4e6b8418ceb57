// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/json.h"

#include <string_view>
#include <variant>
#include <vector>

namespace valvista {

enum class NetworkNorm { instance, batch };

/// The order in which Swin UNETR joins eight neighbours into one; the same weights give other numbers with
/// another order. `legacy` is MONAI's up to 1.4.0 (public weights are trained with it), `fixed` is 1.5.0's,
/// `v2` mergingv2.
enum class PatchMerging { legacy, fixed, v2 };

struct UNetOptions {
  std::vector<int> channels{16, 32, 64, 128, 256};  ///< of each level, the bottom last
  std::vector<int> strides{2, 2, 2, 2};             ///< between the levels
  int numResUnits = 2;
  NetworkNorm norm = NetworkNorm::instance;
  bool operator==(const UNetOptions&) const = default;
};

struct VNetOptions {
  bool operator==(const VNetOptions&) const = default;
};

struct SwinUnetrOptions {
  int featureSize = 48;
  PatchMerging patchMerging = PatchMerging::legacy;
  bool operator==(const SwinUnetrOptions&) const = default;
};

using NetworkOptions = std::variant<UNetOptions, VNetOptions, SwinUnetrOptions>;

/// Which network it is and how it is built: one channel of CT goes in, one logit a class comes out.
struct NetworkSpec {
  NetworkOptions options;
  int outChannels = 2;
  bool operator==(const NetworkSpec&) const = default;
};

/// "unet", "vnet" or "swin_unetr".
std::string_view networkName(const NetworkOptions&);
/// Every axis of a patch is a multiple of this many voxels ...
int patchMultiple(const NetworkOptions&);
/// ... and has at least this many: with fewer the deepest level has one voxel, which its norm turns into 0.
int minimumPatch(const NetworkOptions&);

/// {"type": "unet", "channels", "strides", "num_res_units", "norm": "instance|batch"} or {"type": "vnet"} or
/// {"type": "swin_unetr", "feature_size", "patch_merging": "legacy|fixed|v2"}; nothing may be left out.
/// Reading throws std::domain_error with the reason, also for options that no network can be built with.
NetworkOptions networkFromJson(const Json&);
Json toJson(const NetworkOptions&);

}  // namespace valvista
