// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/nifti_file.h"

#include "planning/core/error.h"
#include "planning/core/nifti_source.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace valvista {

namespace {

constexpr std::size_t kPieceVoxels = std::size_t{1} << 16;

template <class T, class Convert>
std::vector<T> readAll(NiftiSource& source, const Convert& convert) {
  const std::size_t count = source.geometry().voxelCount();
  std::vector<T> voxels;
  voxels.reserve(count);
  std::vector<double> piece;
  while (voxels.size() < count) {
    piece.resize(std::min(kPieceVoxels, count - voxels.size()));
    source.read(piece);
    for (const double value : piece) voxels.push_back(convert(value));
  }
  source.finish();
  return voxels;
}

}  // namespace

NiftiImage readNifti(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  try {
    NiftiSource source(file);
    NiftiImage image;
    image.geometry = source.geometry();
    image.notices = source.notices();
    if (source.integral())
      image.integers = readAll<std::int32_t>(source, [&](double value) {
        if (std::abs(value) > std::numeric_limits<std::int32_t>::max())
          throw LoadError(name + ": it holds whole numbers beyond 32 bits.");
        return static_cast<std::int32_t>(value);
      });
    else
      image.voxels = readAll<float>(source, [](double value) { return static_cast<float>(value); });
    return image;
  } catch (const std::bad_alloc&) {
    throw LoadError(name + ": there is not enough memory for it.");
  }
}

}  // namespace valvista
