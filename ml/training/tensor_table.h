// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/safetensors.h"

#include <torch/nn/module.h>

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace valvista::ml {

/// Tensors by name, in a settled order. They share their memory with what they were taken from.
using TensorTable = std::vector<std::pair<std::string, at::Tensor>>;

/// Parameters and then buffers of a network, by their names.
TensorTable weightsOf(const torch::nn::Module& network);

/// Adds a table to another, with a prefix before its names.
void append(TensorTable& table, const std::string& prefix, const TensorTable& more);

/// Writes float32 and int64 tensors from whatever device they are on, atomically. Throws SaveError.
void writeTensors(const std::filesystem::path& file, const TensorTable& table,
                  const TensorMetadata& metadata);

/// Copies numbers of the file into the tensors of the table. Throws ModelError naming the tensor when one is
/// missing, has another shape, or is not finite; the table is then half overwritten.
void readTensors(const SafetensorsFile& file, TensorTable& table);

/// Whether every number of every tensor is finite.
bool isFinite(const TensorTable& table);

}  // namespace valvista::ml
