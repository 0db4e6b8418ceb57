// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/winograd.h"

#include "ml/kernels/finish_vec.h"
#include "ml/kernels/parallel.h"
#include "ml/kernels/vec.h"

#include <algorithm>

namespace valvista::ml {

namespace {

constexpr std::int64_t kSide = 6, kPoints = kSide * kSide * kSide;
/// The points beside 0 and infinity are these and their negatives: 3/4 and 3/2 give a third of the rounding
/// error of the usual 1 and 2.
constexpr float kNear = 0.75F, kFar = 1.5F, kNear2 = kNear * kNear, kFar2 = kFar * kFar;

/// Numbers of one line at the points.
VALVISTA_INLINE void transformInput(const Vec* line, int step, Vec* points, int pointStep) {
  const Vec x0 = line[0], x1 = line[step], x2 = line[2 * step], x3 = line[3 * step], x4 = line[4 * step],
            x5 = line[5 * step];
  const Vec even = x4 - kFar2 * x2, odd = kNear * (x3 - kFar2 * x1);
  const Vec farEven = x4 - kNear2 * x2, farOdd = kFar * (x3 - kNear2 * x1);
  points[0] = kNear2 * kFar2 * x0 - (kNear2 + kFar2) * x2 + x4;
  points[pointStep] = even + odd;
  points[2 * pointStep] = even - odd;
  points[3 * pointStep] = farEven + farOdd;
  points[4 * pointStep] = farEven - farOdd;
  points[5 * pointStep] = kNear2 * kFar2 * x1 - (kNear2 + kFar2) * x3 + x5;
}

/// From the points to the 2 or 4 numbers of the line.
template <int TILE>
VALVISTA_INLINE void transformOutput(Vec* line, int step) {
  const Vec t0 = line[0], t5 = line[5 * step];
  const Vec s1 = line[step] + line[2 * step], d1 = line[step] - line[2 * step];
  const Vec s2 = line[3 * step] + line[4 * step], d2 = line[3 * step] - line[4 * step];
  line[0] = t0 + s1 + s2;
  if constexpr (TILE == 2) {
    line[step] = kNear * d1 + kFar * d2 + t5;
  } else {
    line[step] = kNear * d1 + kFar * d2;
    line[2 * step] = kNear2 * s1 + kFar2 * s2;
    line[3 * step] = kNear * kNear2 * d1 + kFar * kFar2 * d2 + t5;
  }
}

/// A filter's line of K numbers at the points; in and out may be the same.
template <int K>
VALVISTA_INLINE void transformFilter(Vec* line, int step, const float (&matrix)[kSide][K]) {
  Vec x[K];
  for (int k = 0; k < K; ++k) x[k] = line[k * step];
#pragma GCC unroll 6
  for (int p = 0; p < kSide; ++p) {
    Vec sum = matrix[p][0] * x[0];
#pragma GCC unroll 5
    for (int k = 1; k < K; ++k) sum += matrix[p][k] * x[k];
    line[p * step] = sum;
  }
}

template <int K>
struct FilterMatrix {
  float at[kSide][K] = {};
  constexpr FilterMatrix() {
    constexpr double kPoint[kSide - 1] = {0.0, kNear, -kNear, kFar, -kFar};
    for (int p = 0; p < kSide - 1; ++p) {
      double power = 1.0;
      for (int other = 0; other < kSide - 1; ++other)
        if (other != p) power /= kPoint[p] - kPoint[other];
      for (int k = 0; k < K; ++k, power *= kPoint[p]) at[p][k] = static_cast<float>(power);
    }
    at[kSide - 1][K - 1] = 1.0F;
  }
};

/// Filters of 16 outputs and one input: taps `tapStride` apart to points `pointStride` apart.
template <int K, class Weight>
VALVISTA_INLINE void filterPoints(const Weight* taps, std::int64_t tapStride, float* points,
                                  std::int64_t pointStride) {
  static constexpr FilterMatrix<K> kMatrix;
  Vec v[kPoints];
  for (int z = 0; z < K; ++z)
    for (int y = 0; y < K; ++y) {
      for (int x = 0; x < K; ++x)
        v[(z * kSide + y) * kSide + x] = load(taps + ((z * K + y) * K + x) * tapStride);
      transformFilter<K>(v + (z * kSide + y) * kSide, 1, kMatrix.at);
    }
  for (int z = 0; z < K; ++z)
    for (int x = 0; x < kSide; ++x) transformFilter<K>(v + z * kSide * kSide + x, kSide, kMatrix.at);
  for (int yx = 0; yx < kSide * kSide; ++yx) transformFilter<K>(v + yx, kSide * kSide, kMatrix.at);
  for (int p = 0; p < kPoints; ++p) store(points + p * pointStride, v[p]);
}

template <class Weight>
VALVISTA_INLINE void filterPointsOf(const Weight* taps, std::int64_t channels, std::int64_t kernel,
                                    float* points, std::int64_t pointStride) {
  for (std::int64_t c = 0; c < channels; ++c)
    if (kernel == 3)
      filterPoints<3>(taps + c * kLanes, channels * kLanes, points + c * kLanes, pointStride);
    else
      filterPoints<5>(taps + c * kLanes, channels * kLanes, points + c * kLanes, pointStride);
}

VALVISTA_KERNEL void floatFilterPoints(const float* taps, std::int64_t channels, std::int64_t kernel,
                                       float* points, std::int64_t pointStride) {
  filterPointsOf(taps, channels, kernel, points, pointStride);
}
VALVISTA_KERNEL void halfFilterPoints(const std::uint16_t* taps, std::int64_t channels, std::int64_t kernel,
                                      float* points, std::int64_t pointStride) {
  filterPointsOf(taps, channels, kernel, points, pointStride);
}

/// The 6 x 6 voxels of one width from `corner` on, zero outside of the grid, at the points of depth and
/// height.
VALVISTA_INLINE void columnPoints(const VoxelGrid& grid, const GridSize& corner, std::int64_t channel,
                                  Vec* column) {
  const bool widthInside = corner[2] >= 0 && corner[2] < grid.size[2];
  for (std::int64_t i = 0; i < kSide; ++i) {
    const std::int64_t z = corner[0] + i;
    const bool inside = widthInside && z >= 0 && z < grid.size[0];
    const float* from =
        grid.first + ((z * grid.size[1] + corner[1]) * grid.size[2] + corner[2]) * grid.stride + channel;
    Vec line[kSide];
    for (std::int64_t j = 0; j < kSide; ++j) {
      const std::int64_t y = corner[1] + j;
      line[j] = inside && y >= 0 && y < grid.size[1] ? load(from + j * grid.size[2] * grid.stride) : Vec{};
    }
    transformInput(line, 1, column + i * kSide, 1);
  }
  for (int i = 0; i < kSide; ++i) transformInput(column + i, kSide, column + i, kSide);
}

/// A row of tiles, each from `corner` on a tile further, at the points. What neighbours share is transformed
/// once. Past the last channel lies anything.
VALVISTA_KERNEL void inputPoints(const VoxelGrid& grid, const GridSize& corner, std::int64_t tile,
                                 std::int64_t count, float* points, std::int64_t tileStride,
                                 std::int64_t pointStride) {
  Vec memory[kSide][kSide * kSide], *columns[kSide];
  for (int i = 0; i < kSide; ++i) columns[i] = memory[i];
  for (std::int64_t c = 0; c < grid.channels; c += kLanes)
    for (std::int64_t n = 0; n < count; ++n) {
      if (n > 0) std::rotate(columns, columns + tile, columns + kSide);
      for (std::int64_t i = n > 0 ? kSide - tile : 0; i < kSide; ++i)
        columnPoints(grid, {corner[0], corner[1], corner[2] + n * tile + i}, c, columns[i]);
      float* to = points + n * tileStride + c;
      for (int zy = 0; zy < kSide * kSide; ++zy) {
        Vec line[kSide];
        for (int i = 0; i < kSide; ++i) line[i] = columns[i][zy];
        transformInput(line, 1, line, 1);
        for (int i = 0; i < kSide; ++i) store(to + (zy * kSide + i) * pointStride, line[i]);
      }
    }
}

template <int TILE>
VALVISTA_INLINE void outputVoxels(const float* points, std::int64_t pointStride, const VoxelGrid& out,
                                  const GridSize& corner, const Finish& finish) {
  for (std::int64_t c = 0; c < out.channels; c += kLanes) {
    Vec v[kPoints];
    for (int p = 0; p < kPoints; ++p) v[p] = load(points + p * pointStride + c);
    for (int yx = 0; yx < kSide * kSide; ++yx) transformOutput<TILE>(v + yx, kSide * kSide);
    for (int z = 0; z < TILE; ++z)
      for (int x = 0; x < kSide; ++x) transformOutput<TILE>(v + z * kSide * kSide + x, kSide);
    for (int z = 0; z < TILE; ++z)
      for (int y = 0; y < TILE; ++y) {
        Vec* row = v + (z * kSide + y) * kSide;
        transformOutput<TILE>(row, 1);
        const std::int64_t voxel = ((corner[0] + z) * out.size[1] + corner[1] + y) * out.size[2] + corner[2];
        for (int x = 0; x < TILE; ++x)
          finishVec(
              row[x], out.channels - c, finish.bias == nullptr ? nullptr : finish.bias + c,
              finish.addend == nullptr ? nullptr : finish.addend + (voxel + x) * finish.addendStride + c,
              out.at(voxel + x) + c, finish);
      }
  }
}

VALVISTA_KERNEL void outputVoxelsOf(const float* points, std::int64_t pointStride, std::int64_t kernel,
                                    const VoxelGrid& out, const GridSize& corner, const Finish& finish) {
  if (kernel == 3)
    outputVoxels<4>(points, pointStride, out, corner, finish);
  else
    outputVoxels<2>(points, pointStride, out, corner, finish);
}

/// Floats from one to the next. Powers of two apart, numbers would push each other out of the cache: a line
/// more.
std::int64_t apart(std::int64_t floats) {
  return (floats / kLanes | 1) * kLanes;
}

/// Some filters at the points, [point][panel][in][16]; points are `pointStride` apart.
void filtersAtPoints(const PackedMatrix& matrix, std::int64_t kernel, std::int64_t firstPanel,
                     std::int64_t panels, float* filters, std::int64_t pointStride) {
  const std::int64_t channels = matrix.depth() / (kernel * kernel * kernel);
  forEachTask(panels, [&](std::int64_t panel, int) {
    const std::int64_t taps = (firstPanel + panel) * matrix.depth() * kLanes;
    float* points = filters + panel * channels * kLanes;
    if (matrix.storage() == WeightStorage::float32)
      floatFilterPoints(matrix.floats() + taps, channels, kernel, points, pointStride);
    else
      halfFilterPoints(matrix.halves() + taps, channels, kernel, points, pointStride);
  });
}

/// Tiles that a thread takes at once: what it keeps of them should stay in its own cache; with many channels
/// that cannot be, and more tiles share the reading of the filters.
std::int64_t tilesPerTask(std::int64_t channels, std::int64_t tiles, std::int64_t threads) {
  constexpr std::int64_t kCachedFloats = 350000, kFewest = 12, kMany = 48;
  const std::int64_t cached = kCachedFloats / (kPoints * channels) / kFewest * kFewest;
  const std::int64_t wanted = cached >= kFewest ? cached : channels <= 160 ? kFewest : kMany;
  return std::min(wanted, (tiles + threads - 1) / threads);
}

/// Memory for the next convolution of the thread, kept from the last: new memory costs as much as the work on
/// it.
float* roomFor(std::int64_t floats) {
  static thread_local FloatBuffer room;
  static thread_local std::int64_t size = 0;
  if (floats > size) {
    room = FloatBuffer();
    room = FloatBuffer(size = floats);
  }
  return room.get();
}

/// The convolution to the channels of `out`, whose filters begin at `firstPanel`.
void convolvePanels(const VoxelGrid& in, const PackedMatrix& matrix, std::int64_t kernel,
                    std::int64_t firstPanel, const VoxelGrid& out, const Finish& finish) {
  const std::int64_t tile = winogradTile(kernel), reach = kernel / 2, threads = at::get_num_threads();
  const GridSize tiles{out.size[0] / tile, out.size[1] / tile, out.size[2] / tile};
  const std::int64_t count = tiles[0] * tiles[1] * tiles[2], panels = (out.channels + kLanes - 1) / kLanes;
  const std::int64_t inWidth = (in.channels + kLanes - 1) / kLanes * kLanes, outWidth = panels * kLanes;
  const std::int64_t run = tilesPerTask(inWidth + outWidth, count, threads);
  const std::int64_t inTile = apart(kPoints * inWidth), outTile = apart(kPoints * outWidth);
  const std::int64_t panelSize = in.channels * kLanes, filterPoint = apart(panels * panelSize);
  float* const filters = roomFor(kPoints * filterPoint + threads * run * (inTile + outTile));
  float* const scratch = filters + kPoints * filterPoint;
  filtersAtPoints(matrix, kernel, firstPanel, panels, filters, filterPoint);
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
      inputPoints(in, {at[0] - reach, at[1] - reach, at[2] - reach}, tile, row, input + i * inTile, inTile,
                  inWidth);
    }
    for (std::int64_t point = 0; point < kPoints; ++point)
      for (std::int64_t panel = 0; panel < panels; panel += 2)
        multiplyPanel({input + point * inWidth, inTile}, some, in.channels,
                      filters + point * filterPoint + panel * panelSize, panelSize, panel + 1 < panels,
                      output + point * outWidth + panel * kLanes, outTile);
    for (std::int64_t i = 0; i < some; ++i)
      outputVoxelsOf(output + i * outTile, outWidth, kernel, out, corner(first + i), finish);
  });
}

}  // namespace

void convolveByWinograd(const VoxelGrid& in, const PackedMatrix& matrix, std::int64_t kernel,
                        const VoxelGrid& out, const Finish& finish) {
  constexpr std::int64_t kFilterFloats = 4'000'000;  // more outputs take turns
  const std::int64_t most =
      std::max<std::int64_t>(2, kFilterFloats / (kPoints * in.channels * kLanes) / 2 * 2);
  for (std::int64_t panel = 0; panel < matrix.panels(); panel += most) {
    const std::int64_t first = panel * kLanes, channels = std::min(most * kLanes, out.channels - first);
    Finish part = finish;
    if (part.bias != nullptr) part.bias += first;
    if (part.addend != nullptr) part.addend += first;
    convolvePanels(in, matrix, kernel, panel, out.slice(first, channels), part);
  }
}

}  // namespace valvista::ml
