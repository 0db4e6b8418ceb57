// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weights and inputs as ../shared/data/ml_parity defines them, by an integer hash of a tensor's name, and the
// outputs that MONAI gives for them.
#pragma once

#include "ml/networks/network.h"
#include "planning/core/json.h"

#include <torch/types.h>

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros_like.h>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

namespace valvista::ml::parity {

/// Entries of golden.json for the orders in which Swin UNETR merges.
inline constexpr std::array<std::pair<PatchMerging, const char*>, 3> kSwinEntries{
    {{PatchMerging::legacy, "swin24_legacy_64"},
     {PatchMerging::fixed, "swin24_fixed150_64"},
     {PatchMerging::v2, "swin24_mergingv2_64"}}};

inline std::filesystem::path folder() {
  return std::filesystem::path(VALVISTA_SHARED_DATA) / "ml_parity";
}

inline std::string textOf(const std::string& file) {
  std::ifstream stream(folder() / file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline std::uint32_t crc32(const std::string& text) {
  std::uint32_t crc = ~0u;
  for (const unsigned char c : text) {
    crc ^= c;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

/// Numbers between offset - range and offset + range that follow from the name alone.
inline at::Tensor hashTensor(const std::string& name, at::IntArrayRef shape, double range,
                             double offset = 0.0) {
  const at::Tensor tensor = at::empty(shape);
  float* values = tensor.data_ptr<float>();
  const std::uint32_t seed = crc32(name);
  for (std::int64_t i = 0; i < tensor.numel(); ++i) {
    const double unit = (static_cast<std::uint32_t>(i) * 2654435761u + seed) / 4294967296.0;
    values[i] = static_cast<float>((2.0 * unit - 1.0) * range + offset);
  }
  return tensor;
}

inline at::Tensor hashInput(at::IntArrayRef shape) {
  return hashTensor("input", shape, 1.0);
}

inline at::Tensor hashWeight(const std::string& name, at::IntArrayRef shape) {
  const auto endsWith = [&](const char* end) { return name.ends_with(end); };
  if (endsWith("adn.A.weight")) return at::empty(shape).fill_(0.25);
  if (endsWith("relative_position_bias_table")) return hashTensor(name, shape, 0.5);
  if (endsWith("running_mean") || endsWith("bias")) return hashTensor(name, shape, 0.1);
  if (shape.size() == 1) return hashTensor(name, shape, 0.1, 1.0);
  const bool transposed =
      endsWith(".2.0.conv.weight") || endsWith("up_conv.weight") || endsWith("transp_conv.conv.weight");
  const std::int64_t all = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
  return hashTensor(name, shape, std::sqrt(3.0 / static_cast<double>(all / shape[transposed ? 1 : 0])));
}

inline void setHashWeights(Network& network) {
  const c10::NoGradGuard noGradient;
  for (auto& parameter : network.named_parameters())
    parameter.value().copy_(hashWeight(parameter.key(), parameter.value().sizes()));
  for (auto& buffer : network.named_buffers())
    if (buffer.value().is_floating_point())
      buffer.value().copy_(hashWeight(buffer.key(), buffer.value().sizes()));
}

/// Compares a tensor with an entry of golden.json: shape, mean, deviation and a few numbers.
inline void expectGolden(const at::Tensor& tensor, const std::string& network, const std::string& entry) {
  SCOPED_TRACE(network + " " + entry);
  constexpr double kTolerance = 1e-4;
  static const Json all = Json::parse(textOf("golden.json"), 1 << 20);
  const Json& golden = all.at(network).at(entry);
  ASSERT_EQ(tensor.sizes().vec(), golden.integers("shape"));
  const at::Tensor flat = tensor.reshape(-1).to(at::kDouble);
  EXPECT_NEAR(flat.mean().item<double>(), golden.number("mean"), kTolerance);
  EXPECT_NEAR(flat.std(false).item<double>(), golden.number("std"), kTolerance);
  EXPECT_NEAR(flat.abs().max().item<double>(), golden.number("absmax"), kTolerance);
  const auto index = golden.integers("idx");
  const auto values = golden.numbers("val");
  ASSERT_EQ(index.size(), values.size());
  for (std::size_t i = 0; i < index.size(); ++i)
    EXPECT_NEAR(flat[index[i]].item<double>(), values[i], kTolerance) << "number " << index[i];
}

/// A float32 array that NumPy wrote, version 1, row-major.
inline at::Tensor loadNpy(const std::string& file, at::IntArrayRef shape) {
  const std::string bytes = textOf(file);
  const std::size_t header =
      10 + static_cast<unsigned char>(bytes[8]) + 256u * static_cast<unsigned char>(bytes[9]);
  const at::Tensor tensor = at::empty(shape);
  if (bytes.size() != header + tensor.nbytes()) throw std::runtime_error(file + " has another size");
  std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(header), bytes.end(),
            static_cast<char*>(tensor.data_ptr()));
  return tensor;
}

inline double largestDifference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

}  // namespace valvista::ml::parity
