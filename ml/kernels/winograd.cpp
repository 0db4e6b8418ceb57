// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/winograd.h"

#include "ml/kernels/finish_vec.h"
#include "ml/kernels/parallel.h"
#include "ml/kernels/scratch.h"
#include "ml/kernels/winograd_line.h"

#include <algorithm>

namespace valvista::ml {

namespace {

/// Width of the convolution, and of the cube of voxels that is made at once.
struct Form {
  std::int64_t kernel, tile;
  std::int64_t points() const {
    const std::int64_t side = kernel + tile - 1;
    return side * side * side;
  }
};

/// Larger tiles take fewer products. But filters at their points are larger too, which pays only for many
/// tiles, and rounding errors are five times those of the smaller: nothing beside those of bfloat16, too much
/// for float32.
Form formOf(std::int64_t kernel, const PackedMatrix& matrix, const VoxelGrid& in) {
  constexpr std::int64_t kManyTiles = 512;
  const bool many = in.voxels() >= kManyTiles * 4 * 4 * 4;
  return {kernel, kernel == 3 || (many && matrix.storage() == WeightStorage::bfloat16) ? 4 : 2};
}

/// Filters of 16 outputs and one input: taps `tapStride` apart to points `pointStride` apart.
template <int K, int TILE, class Weight>
VALVISTA_INLINE void filterPoints(const Weight* taps, std::int64_t tapStride, float* points,
                                  std::int64_t pointStride) {
  constexpr int kSide = Line<K, TILE>::kSide, kSquare = Line<K, TILE>::kSquare;
  Vec v[Line<K, TILE>::kPoints];
  for (int z = 0; z < K; ++z)
    for (int y = 0; y < K; ++y) {
      Vec* row = v + z * kSquare + y * kSide;
      for (int x = 0; x < K; ++x) row[x] = load(taps + ((z * K + y) * K + x) * tapStride);
      transformFilter<K, TILE>(row, 1);
    }
  for (int z = 0; z < K; ++z)
    for (int x = 0; x < kSide; ++x) transformFilter<K, TILE>(v + z * kSquare + x, kSide);
  for (int yx = 0; yx < kSquare; ++yx) transformFilter<K, TILE>(v + yx, kSquare);
  for (int p = 0; p < Line<K, TILE>::kPoints; ++p) store(points + p * pointStride, v[p]);
}

template <class Weight>
VALVISTA_INLINE void filterPointsOf(const Weight* taps, std::int64_t channels, const Form& form,
                                    float* points, std::int64_t pointStride) {
  for (std::int64_t c = 0; c < channels; ++c)
    if (form.kernel == 3)
      filterPoints<3, 4>(taps + c * kLanes, channels * kLanes, points + c * kLanes, pointStride);
    else if (form.tile == 4)
      filterPoints<5, 4>(taps + c * kLanes, channels * kLanes, points + c * kLanes, pointStride);
    else
      filterPoints<5, 2>(taps + c * kLanes, channels * kLanes, points + c * kLanes, pointStride);
}

VALVISTA_KERNEL void floatFilterPoints(const float* taps, std::int64_t channels, const Form& form,
                                       float* points, std::int64_t pointStride) {
  filterPointsOf(taps, channels, form, points, pointStride);
}
VALVISTA_KERNEL void halfFilterPoints(const std::uint16_t* taps, std::int64_t channels, const Form& form,
                                      float* points, std::int64_t pointStride) {
  filterPointsOf(taps, channels, form, points, pointStride);
}

/// The voxels of one width from `corner` on, zero outside of the grid, at the points of depth and height.
template <int K, int TILE>
VALVISTA_INLINE void columnPoints(const VoxelGrid& grid, const GridSize& corner, std::int64_t channel,
                                  Vec* column) {
  constexpr int kSide = Line<K, TILE>::kSide;
  const bool widthInside = corner[2] >= 0 && corner[2] < grid.size[2];
  for (int i = 0; i < kSide; ++i) {
    const std::int64_t z = corner[0] + i;
    const bool inside = widthInside && z >= 0 && z < grid.size[0];
    const float* from =
        grid.first + ((z * grid.size[1] + corner[1]) * grid.size[2] + corner[2]) * grid.stride + channel;
    Vec line[kSide];
    for (int j = 0; j < kSide; ++j) {
      const std::int64_t y = corner[1] + j;
      line[j] = inside && y >= 0 && y < grid.size[1] ? load(from + j * grid.size[2] * grid.stride) : Vec{};
    }
    transformInput<K, TILE>(line, 1, column + i * kSide, 1);
  }
  for (int i = 0; i < kSide; ++i) transformInput<K, TILE>(column + i, kSide, column + i, kSide);
}

/// A row of tiles from `corner` on, at the points. What neighbours share is transformed once. Past the last
/// channel lies anything.
template <int K, int TILE>
VALVISTA_INLINE void inputPointsOf(const VoxelGrid& grid, const GridSize& corner, std::int64_t count,
                                   float* points, std::int64_t tileStride, std::int64_t pointStride) {
  constexpr int kSide = Line<K, TILE>::kSide, kSquare = Line<K, TILE>::kSquare;
  Vec memory[kSide][kSquare], *columns[kSide];
  for (int i = 0; i < kSide; ++i) columns[i] = memory[i];
  for (std::int64_t c = 0; c < grid.channels; c += kLanes)
    for (std::int64_t n = 0; n < count; ++n) {
      if (n > 0) std::rotate(columns, columns + TILE, columns + kSide);
      for (std::int64_t i = n > 0 ? kSide - TILE : 0; i < kSide; ++i)
        columnPoints<K, TILE>(grid, {corner[0], corner[1], corner[2] + n * TILE + i}, c, columns[i]);
      float* to = points + n * tileStride + c;
      for (int zy = 0; zy < kSquare; ++zy) {
        Vec line[kSide];
        for (int i = 0; i < kSide; ++i) line[i] = columns[i][zy];
        transformInput<K, TILE>(line, 1, line, 1);
        for (int i = 0; i < kSide; ++i) store(to + (zy * kSide + i) * pointStride, line[i]);
      }
    }
}

VALVISTA_KERNEL void inputPoints(const VoxelGrid& grid, const GridSize& corner, const Form& form,
                                 std::int64_t count, float* points, std::int64_t tileStride,
                                 std::int64_t pointStride) {
  if (form.kernel == 3)
    inputPointsOf<3, 4>(grid, corner, count, points, tileStride, pointStride);
  else if (form.tile == 4)
    inputPointsOf<5, 4>(grid, corner, count, points, tileStride, pointStride);
  else
    inputPointsOf<5, 2>(grid, corner, count, points, tileStride, pointStride);
}

template <int K, int TILE>
VALVISTA_INLINE void outputVoxelsOf(const float* points, std::int64_t pointStride, const VoxelGrid& out,
                                    const GridSize& corner, const Finish& finish) {
  constexpr int kSide = Line<K, TILE>::kSide, kSquare = Line<K, TILE>::kSquare;
  for (std::int64_t c = 0; c < out.channels; c += kLanes) {
    Vec v[Line<K, TILE>::kPoints];
    for (int p = 0; p < Line<K, TILE>::kPoints; ++p) v[p] = load(points + p * pointStride + c);
    for (int yx = 0; yx < kSquare; ++yx) transformOutput<K, TILE>(v + yx, kSquare);
    for (int z = 0; z < TILE; ++z)
      for (int x = 0; x < kSide; ++x) transformOutput<K, TILE>(v + z * kSquare + x, kSide);
    for (int z = 0; z < TILE; ++z)
      for (int y = 0; y < TILE; ++y) {
        Vec* row = v + z * kSquare + y * kSide;
        transformOutput<K, TILE>(row, 1);
        const std::int64_t voxel = ((corner[0] + z) * out.size[1] + corner[1] + y) * out.size[2] + corner[2];
        for (int x = 0; x < TILE; ++x)
          finishVec(
              row[x], out.channels - c, finish.bias == nullptr ? nullptr : finish.bias + c,
              finish.addend == nullptr ? nullptr : finish.addend + (voxel + x) * finish.addendStride + c,
              out.at(voxel + x) + c, finish);
      }
  }
}

VALVISTA_KERNEL void outputVoxels(const float* points, std::int64_t pointStride, const Form& form,
                                  const VoxelGrid& out, const GridSize& corner, const Finish& finish) {
  if (form.kernel == 3)
    outputVoxelsOf<3, 4>(points, pointStride, out, corner, finish);
  else if (form.tile == 4)
    outputVoxelsOf<5, 4>(points, pointStride, out, corner, finish);
  else
    outputVoxelsOf<5, 2>(points, pointStride, out, corner, finish);
}

/// Floats from one to the next. Powers of two apart, numbers would push each other out of the cache: a line
/// more.
std::int64_t apart(std::int64_t floats) {
  return (floats / kLanes | 1) * kLanes;
}

/// Some filters at the points, [point][panel][in][16]; points are `pointStride` apart.
void filtersAtPoints(const PackedMatrix& matrix, const Form& form, std::int64_t firstPanel,
                     std::int64_t panels, float* filters, std::int64_t pointStride) {
  const std::int64_t channels = matrix.depth() / (form.kernel * form.kernel * form.kernel);
  forEachTask(panels, [&](std::int64_t panel, int) {
    const std::int64_t taps = (firstPanel + panel) * matrix.depth() * kLanes;
    float* points = filters + panel * channels * kLanes;
    if (matrix.storage() == WeightStorage::float32)
      floatFilterPoints(matrix.floats() + taps, channels, form, points, pointStride);
    else
      halfFilterPoints(matrix.halves() + taps, channels, form, points, pointStride);
  });
}

/// Tiles that a thread takes at once: what it keeps of them should stay in its own cache; with many channels
/// that cannot be, and more tiles share the reading of the filters.
std::int64_t tilesPerTask(std::int64_t floatsPerTile, std::int64_t tiles, std::int64_t threads) {
  constexpr std::int64_t kCachedFloats = 420000, kFewest = 12, kMany = 48;
  const std::int64_t cached = kCachedFloats / floatsPerTile / kFewest * kFewest;
  const std::int64_t wanted = cached >= kFewest                     ? cached
                              : floatsPerTile <= kCachedFloats / 10 ? kFewest
                                                                    : kMany;
  return std::min(wanted, (tiles + threads - 1) / threads);
}

/// The convolution to the channels of `out`, whose filters begin at `firstPanel`.
void convolvePanels(const VoxelGrid& in, const PackedMatrix& matrix, const Form& form,
                    std::int64_t firstPanel, const VoxelGrid& out, const Finish& finish) {
  const std::int64_t tile = form.tile, reach = form.kernel / 2, points = form.points();
  const std::int64_t threads = at::get_num_threads();
  const GridSize tiles{out.size[0] / tile, out.size[1] / tile, out.size[2] / tile};
  const std::int64_t count = tiles[0] * tiles[1] * tiles[2], panels = (out.channels + kLanes - 1) / kLanes;
  const std::int64_t inWidth = (in.channels + kLanes - 1) / kLanes * kLanes, outWidth = panels * kLanes;
  const std::int64_t inTile = apart(points * inWidth), outTile = apart(points * outWidth);
  const std::int64_t run = tilesPerTask(inTile + outTile, count, threads);
  const std::int64_t panelSize = in.channels * kLanes, filterPoint = apart(panels * panelSize);
  float* const filters = scratchOf(points * filterPoint + threads * run * (inTile + outTile));
  float* const scratch = filters + points * filterPoint;
  filtersAtPoints(matrix, form, firstPanel, panels, filters, filterPoint);
  const auto corner = [&](std::int64_t number) {
    const GridSize place = placeOf(number, tiles);
    return GridSize{place[0] * tile, place[1] * tile, place[2] * tile};
  };
  forEachTask((count + run - 1) / run, [&](std::int64_t task, int thread) {
    const std::int64_t first = task * run, some = std::min(run, count - first);
    float* input = scratch + thread * run * (inTile + outTile);
    float* output = input + run * inTile;
    for (std::int64_t i = 0, row = 0; i < some; i += row) {
      const GridSize at = corner(first + i);
      row = std::min(some - i, tiles[2] - at[2] / tile);
      inputPoints(in, {out.firstSlice + at[0] - reach, at[1] - reach, at[2] - reach}, form, row,
                  input + i * inTile, inTile, inWidth);
    }
    for (std::int64_t point = 0; point < points; ++point)
      for (std::int64_t panel = 0; panel < panels; panel += 2)
        multiplyPanel({input + point * inWidth, inTile}, some, in.channels,
                      filters + point * filterPoint + panel * panelSize, panelSize, panel + 1 < panels,
                      output + point * outWidth + panel * kLanes, outTile);
    for (std::int64_t i = 0; i < some; ++i)
      outputVoxels(output + i * outTile, outWidth, form, out, corner(first + i), finish);
  });
}

}  // namespace

bool suitsWinograd(std::int64_t kernel, const VoxelGrid& grid) {
  constexpr std::int64_t kFewestVoxels = 512;  // for fewer it does not pay to transform the filters
  const auto isWhole = [](std::int64_t side) { return side % 4 == 0; };
  return (kernel == 3 || kernel == 5) && grid.voxels() >= kFewestVoxels &&
         std::all_of(grid.size.begin(), grid.size.end(), isWhole);
}

void convolveByWinograd(const VoxelGrid& in, const PackedMatrix& matrix, std::int64_t kernel,
                        const VoxelGrid& out, const Finish& finish) {
  constexpr std::int64_t kFilterFloats = 4'500'000;  // more outputs take turns
  const Form form = formOf(kernel, matrix, in);
  const std::int64_t most =
      std::max<std::int64_t>(2, kFilterFloats / (form.points() * in.channels * kLanes) / 2 * 2);
  for (std::int64_t panel = 0; panel < matrix.panels(); panel += most) {
    const std::int64_t first = panel * kLanes, channels = std::min(most * kLanes, out.channels - first);
    Finish part = finish;
    if (part.bias != nullptr) part.bias += first;
    if (part.addend != nullptr) part.addend += first;
    convolvePanels(in, matrix, form, panel, out.slice(first, channels), part);
  }
}

}  // namespace valvista::ml
