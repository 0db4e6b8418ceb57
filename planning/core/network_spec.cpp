// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/network_spec.h"

#include "planning/core/json_checks.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>

namespace valvista {

namespace {

// The names in a manifest, in the order of the enumerators and of the variant.
constexpr std::array<std::string_view, 3> kNetworks{"unet", "vnet", "swin_unetr"};
constexpr std::array<std::string_view, 2> kNorms{"instance", "batch"};
constexpr std::array<std::string_view, 3> kMergings{"legacy", "fixed", "v2"};

constexpr std::size_t kMostLevels = 8;
constexpr int kMostChannels = 2048, kMostResUnits = 8, kMostFeatures = 192;
/// The features are shared among 3, 6, 12 and 24 attention heads.
constexpr int kFeatureMultiple = 12;

std::vector<int> checkedInts(const Json& json, std::string_view key, int least, int most) {
  std::vector<int> values;
  for (const std::int64_t value : json.integers(key))
    values.push_back(checkedInteger(value, key, least, most));
  return values;
}

UNetOptions unetFromJson(const Json& json) {
  json.allowOnly({"type", "channels", "strides", "num_res_units", "norm"});
  UNetOptions unet;
  unet.channels = checkedInts(json, "channels", 1, kMostChannels);
  unet.strides = checkedInts(json, "strides", 1, 2);
  unet.numResUnits = integerIn(json, "num_res_units", 1, kMostResUnits);
  unet.norm = static_cast<NetworkNorm>(indexOfName(json, "norm", kNorms));
  if (unet.channels.size() < 2 || unet.channels.size() > kMostLevels)
    throw std::domain_error("\"channels\" does not have 2 to " + std::to_string(kMostLevels) + " numbers");
  if (unet.strides.size() + 1 != unet.channels.size())
    throw std::domain_error("\"strides\" does not have one number less than \"channels\"");
  return unet;
}

VNetOptions vnetFromJson(const Json& json) {
  json.allowOnly({"type"});
  return {};
}

SwinUnetrOptions swinUnetrFromJson(const Json& json) {
  json.allowOnly({"type", "feature_size", "patch_merging"});
  SwinUnetrOptions swin;
  swin.featureSize = integerIn(json, "feature_size", kFeatureMultiple, kMostFeatures);
  if (swin.featureSize % kFeatureMultiple != 0)
    throw std::domain_error("\"feature_size\" is not a multiple of " + std::to_string(kFeatureMultiple));
  swin.patchMerging = static_cast<PatchMerging>(indexOfName(json, "patch_merging", kMergings));
  return swin;
}

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

template <class Names, class Enumerator>
Json nameOf(const Names& names, Enumerator value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view networkName(const NetworkOptions& options) {
  return kNetworks[options.index()];
}

int patchMultiple(const NetworkOptions& options) {
  return std::visit(
      Overloaded{[](const UNetOptions& unet) {
                   return std::accumulate(unet.strides.begin(), unet.strides.end(), 1, std::multiplies<>());
                 },
                 [](const VNetOptions&) { return 16; }, [](const SwinUnetrOptions&) { return 32; }},
      options);
}

int minimumPatch(const NetworkOptions& options) {
  return 2 * patchMultiple(options);
}

NetworkOptions networkFromJson(const Json& json) {
  switch (indexOfName(json, "type", kNetworks)) {
    case 0:
      return unetFromJson(json);
    case 1:
      return vnetFromJson(json);
    default:
      return swinUnetrFromJson(json);
  }
}

Json toJson(const NetworkOptions& options) {
  Json::Object members{{"type", networkName(options)}};
  std::visit(
      Overloaded{[&](const UNetOptions& unet) {
                   members.push_back({"channels", Json::Array(unet.channels.begin(), unet.channels.end())});
                   members.push_back({"strides", Json::Array(unet.strides.begin(), unet.strides.end())});
                   members.push_back({"num_res_units", unet.numResUnits});
                   members.push_back({"norm", nameOf(kNorms, unet.norm)});
                 },
                 [](const VNetOptions&) {},
                 [&](const SwinUnetrOptions& swin) {
                   members.push_back({"feature_size", swin.featureSize});
                   members.push_back({"patch_merging", nameOf(kMergings, swin.patchMerging)});
                 }},
      options);
  return members;
}

}  // namespace valvista
