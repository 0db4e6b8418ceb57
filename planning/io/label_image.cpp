// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/label_image.h"

#include "planning/core/error.h"
#include "planning/core/voxel_source.h"
#include "planning/io/volume_file.h"

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <new>

namespace valvista::planning {

namespace {

constexpr std::size_t kPieceVoxels = std::size_t{1} << 16;

/// Hands out codes to source values in the order in which they are met.
class Coder {
 public:
  Coder(std::string name, LabelImage& image) : name_(std::move(name)), image_(image) {
    image_.values = {0};
    image_.counts = {0};
  }

  std::uint8_t code(double value) {
    if (value == last_) {
      ++image_.counts[lastCode_];
      return lastCode_;
    }
    const int whole = wholeNumber(value);
    const auto [at, isNew] = codes_.try_emplace(whole, static_cast<std::uint8_t>(image_.values.size()));
    if (isNew) {
      if (image_.values.size() > 255)
        throw LoadError(name_ + ": it holds more than 255 different values, so it is not a label map.");
      image_.values.push_back(whole);
      image_.counts.push_back(0);
    }
    last_ = value;
    lastCode_ = at->second;
    ++image_.counts[lastCode_];
    return lastCode_;
  }

 private:
  int wholeNumber(double value) const {
    // A mask that was scaled or resampled with interpolation is no label map any more.
    if (value != std::floor(value))
      throw LoadError(name_ + ": it holds fractions, so it is not a label map.");
    if (std::abs(value) > std::numeric_limits<int>::max())
      throw LoadError(name_ + ": it holds numbers beyond 32 bits, so it is not a label map.");
    return static_cast<int>(value);
  }

  std::string name_;
  LabelImage& image_;
  std::map<int, std::uint8_t> codes_{{0, std::uint8_t{0}}};
  double last_ = 0.0;
  std::uint8_t lastCode_ = 0;
};

void readVoxels(VoxelSource& source, Coder& coder, LabelMap& codes, const Progress& progress) {
  const Index3& size = codes.geometry().size;
  std::vector<double> piece;
  for (int k = 0; k < size[2]; ++k) {
    progress.throwIfCancelled();
    progress.report(static_cast<double>(k) / size[2], "Reading labels");
    const std::size_t area = codes.slice(k).size();
    for (std::size_t at = 0; at < area; at += piece.size()) {
      piece.resize(std::min(kPieceVoxels, area - at));
      source.read(piece);
      std::span<std::uint8_t> row;
      for (std::size_t n = 0; n < piece.size(); ++n) {
        const std::uint8_t code = coder.code(piece[n]);
        if (code == 0) continue;
        if (row.empty()) row = codes.mutableSlice(k);
        row[at + n] = code;
      }
    }
  }
  source.finish();
}

}  // namespace

LabelImage readLabelImage(const std::filesystem::path& file, const Progress& progress) {
  const std::string name = file.filename().string();
  try {
    const std::unique_ptr<VoxelSource> source = openVolumeFile(file);
    LabelImage image;
    image.notices = source->notices();
    image.codes = LabelMap(source->geometry());
    Coder coder(name, image);
    readVoxels(*source, coder, image.codes, progress);
    return image;
  } catch (const std::bad_alloc&) {
    throw LoadError(name + ": there is not enough memory for it.");
  }
}

}  // namespace valvista::planning
