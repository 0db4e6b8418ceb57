// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace valvista {

enum class TensorType { f64, f32, f16, bf16, i64, i32, i16, i8, u8, boolean };

std::size_t bytesPerElement(TensorType);
std::string_view tensorTypeName(TensorType);  ///< as in the file: "F32"

/// A tensor that lies in memory somebody else owns: row-major, little-endian.
struct NamedTensor {
  std::string name;
  TensorType type = TensorType::f32;
  std::vector<std::int64_t> shape;   ///< empty for a single number
  std::span<const std::byte> bytes;  ///< not aligned to the type
};

using TensorMetadata = std::vector<std::pair<std::string, std::string>>;

/// A safetensors file (huggingface/safetensors), whole in memory and checked before anything of it is given
/// out: header of at most 100 MB, JSON without a key twice, known types, shapes whose bytes are exactly the
/// range, ranges that tile the data without gap, overlap or rest. Copies share the bytes. Throws ModelError
/// naming the file and the reason.
///
/// The file is read and not mapped: a mapped file that another program cuts short kills the process with
/// SIGBUS, and one that is written to would change under the hash that was checked.
class SafetensorsFile {
 public:
  explicit SafetensorsFile(const std::filesystem::path& file);
  /// The same for a file that came another way; `name` is for messages.
  SafetensorsFile(std::unique_ptr<std::byte[]> bytes, std::size_t size, const std::string& name);

  const std::vector<NamedTensor>& tensors() const { return tensors_; }  ///< in the order of their data
  const NamedTensor* find(std::string_view name) const;                 ///< none: null pointer
  /// Gives the memory of a tensor's bytes back, which must not be read again: for a reader that copies a file
  /// tensor by tensor and has no room for it twice. Nothing happens while another copy of this object shares
  /// the bytes.
  void forget(const NamedTensor&);
  const TensorMetadata& metadata() const { return metadata_; }
  std::span<const std::byte> bytes() const { return {bytes_.get(), size_}; }  ///< the whole file

 private:
  void read(const std::filesystem::path& file);

  std::shared_ptr<std::byte[]> bytes_;  ///< not changed once read
  std::size_t size_ = 0;
  std::vector<NamedTensor> tensors_;
  TensorMetadata metadata_;
};

/// Writes tensors in this order, atomically and with mode 0600. Throws SaveError when it cannot be written
/// and std::invalid_argument when a name occurs twice or bytes do not match type and shape.
void writeSafetensors(const std::filesystem::path& file, std::span<const NamedTensor> tensors,
                      const TensorMetadata& metadata = {});

}  // namespace valvista
