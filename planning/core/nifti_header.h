// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace valvista {

/// Bytes of the two kinds of header as stored.
inline constexpr std::size_t kNifti1HeaderBytes = 348, kNifti2HeaderBytes = 540;

/// NIfTI's codes of the voxel types that hold one number.
enum class NiftiType : std::int16_t {
  uint8 = 2,
  int16 = 4,
  int32 = 8,
  float32 = 16,
  float64 = 64,
  int8 = 256,
  uint16 = 512,
  uint32 = 768,
  int64 = 1024,
  uint64 = 1280,
};
std::size_t bytesPerVoxel(NiftiType type);
inline bool isFloating(NiftiType type) {
  return type == NiftiType::float32 || type == NiftiType::float64;
}

/// A header that has passed every check.
struct NiftiHeader {
  ImageGeometry geometry;  ///< LPS
  NiftiType type = NiftiType::int16;
  double slope = 1.0, intercept = 0.0;
  std::uint64_t dataOffset = 0;
  bool byteSwapped = false;
  bool dataInOtherFile = false;
  std::vector<std::string> notices;

  std::uint64_t dataBytes() const { return geometry.voxelCount() * bytesPerVoxel(type); }
};

/// Bytes of the header that begins so, 0 when these are not the first four bytes of a NIfTI header.
std::size_t niftiHeaderBytes(std::span<const std::byte> firstFour);

/// Reads and checks a header of niftiHeaderBytes() bytes. RAS becomes LPS here and nowhere else. The sform is
/// preferred over the qform, as the standard recommends for data in scanner or template space; without either
/// the file does not say where left is and is refused. Throws std::domain_error with the reason.
NiftiHeader parseNiftiHeader(std::span<const std::byte> bytes);

/// The header of a single file with voxels of this type (uint8 or int16), sform and qform both set:
/// NIfTI-1, or NIfTI-2 where an axis has more than 32767 voxels. Includes the empty extension flag, so that
/// the voxels follow at once. Throws std::domain_error for a geometry that cannot be placed.
std::vector<std::byte> formatNiftiHeader(const ImageGeometry& geometry, NiftiType type);

}  // namespace valvista
