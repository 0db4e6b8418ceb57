// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_header.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace valvista::planning {

/// Decodes the frames of one file, one at a time. Asking in the file's order is quickest.
class DicomFrameReader {
 public:
  /// Throws LoadError when the file has no grey pixels that can be decoded (colour, odd packing, unsupported
  /// transfer syntax, fewer bytes than the header says).
  explicit DicomFrameReader(const DicomHeader& header);
  ~DicomFrameReader();
  DicomFrameReader(const DicomFrameReader&) = delete;
  DicomFrameReader& operator=(const DicomFrameReader&) = delete;

  /// The allocated words of a frame as decoded, overlay bits and all: rows * columns values, row by row.
  /// Throws LoadError naming the file when the frame is damaged.
  void readWords(std::size_t frame, std::span<std::uint16_t> words);

 private:
  class Source;
  std::unique_ptr<Source> source_;
};

/// The stored value in an allocated word: masked to BitsStored below HighBit, sign extended when signed.
int storedValue(const PixelFormat& format, std::uint16_t word);

/// What turning words into HU came across.
struct HuTally {
  int minimum = 32767, maximum = -32768;  ///< without padding
  std::size_t voxels = 0, padding = 0, limited = 0, belowAir = 0;
  bool fractional = false;  ///< the rescale gave values between integers, which were rounded
};

/// HU = slope * stored + intercept, rounded to the nearest integer; padding becomes kPaddingHu. Values beyond
/// int16 are limited and counted. MONOCHROME1 changes how a picture is shown, never the values.
/// Both spans hold rows * columns values; the frame must have slope and intercept.
void wordsToHu(const PixelFormat& format, const FrameHeader& frame, std::span<const std::uint16_t> words,
               std::span<std::int16_t> hu, HuTally& tally);

}  // namespace valvista::planning
