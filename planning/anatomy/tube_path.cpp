// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/tube_path.h"

#include "planning/core/voxel_runs.h"

#include <queue>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <utility>

namespace valvista::planning {

namespace {

constexpr double kCellMm = 0.9;     // voxels are taken together up to this size
constexpr double kTieShare = 1e-6;  // per millimetre
constexpr std::size_t kMinimumVoxels = 30;
constexpr double kUnreached = std::numeric_limits<double>::infinity();

/// The label's largest piece as a graph of cells, each a block of voxels with at least one of the piece.
class CellGraph {
 public:
  CellGraph(const ImageGeometry& geometry, const VoxelRuns& piece) {
    const IndexBox box = boxOf(piece);
    const Vec3 spacing = geometry.spacing();
    for (int axis = 0; axis < 3; ++axis) {
      block_[axis] = std::max(1, static_cast<int>(kCellMm / spacing[axis] + 0.25));
      size_[axis] = (box.end[axis] - box.begin[axis] + block_[axis] - 1) / block_[axis];
    }
    cellAt_.assign(static_cast<std::size_t>(size_[0]) * size_[1] * size_[2], -1);
    for (const VoxelRun& run : piece)
      for (int i = run.begin; i < run.end; ++i) add(geometry, box, {i, run.j, run.k});
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      middle_ += centres_[c];
      centres_[c] = centres_[c] / voxels_[c];
    }
    middle_ *= 1.0 / static_cast<double>(voxelCount(piece));
    edge_ = std::min({spacing.x * block_[0], spacing.y * block_[1], spacing.z * block_[2]});
  }

  std::size_t count() const { return cells_.size(); }
  const Vec3& centre(std::size_t cell) const { return centres_[cell]; }
  /// The cell nearest to the middle of the piece: the same one in whatever order the voxels are stored.
  std::size_t middleCell() const {
    std::size_t nearest = 0;
    for (std::size_t c = 1; c < count(); ++c)
      if (distance(centres_[c], middle_) < distance(centres_[nearest], middle_)) nearest = c;
    return nearest;
  }

  template <class Visit>
  void forEachNeighbour(std::size_t cell, Visit visit) const {
    const Index3& c = cells_[cell];
    for (int dk = -1; dk <= 1; ++dk)
      for (int dj = -1; dj <= 1; ++dj)
        for (int di = -1; di <= 1; ++di)
          if (di != 0 || dj != 0 || dk != 0) visit(cellOf({c[0] + di, c[1] + dj, c[2] + dk}));
  }

  /// Distance of every cell to the wall, along steps between neighbours.
  std::vector<double> wallDistances() const {
    std::vector<double> start(count(), kUnreached);
    for (std::size_t c = 0; c < count(); ++c) {
      bool atWall = false;
      forEachNeighbour(c, [&](int other) { atWall = atWall || other < 0; });
      if (atWall) start[c] = 0.5 * edge_;
    }
    return cheapest(
        std::move(start), [](std::size_t, std::size_t, double length) { return length; }, nullptr);
  }

  /// Cheapest cost from the cells whose start is finite; `from` takes the cell before each.
  template <class Cost>
  std::vector<double> cheapest(std::vector<double> cost, Cost stepCost, std::vector<int>* from) const {
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    for (std::size_t c = 0; c < cost.size(); ++c)
      if (cost[c] < kUnreached) open.push({cost[c], c});
    if (from != nullptr) from->assign(count(), -1);
    while (!open.empty()) {
      const auto [reached, cell] = open.top();
      open.pop();
      if (reached > cost[cell]) continue;
      forEachNeighbour(cell, [&, at = reached, here = cell](int other) {
        if (other < 0) return;
        const auto next = static_cast<std::size_t>(other);
        // Many ways through a lattice are equally long. A trace more for what is far from the middle decides
        // between them, by place and not by storage order.
        const double length = distance(centres_[here], centres_[next]);
        const double total =
            at + stepCost(here, next, length * (1.0 + kTieShare * distance(centres_[next], middle_)));
        if (total >= cost[next]) return;
        cost[next] = total;
        if (from != nullptr) (*from)[next] = static_cast<int>(here);
        open.push({total, next});
      });
    }
    return cost;
  }

 private:
  void add(const ImageGeometry& geometry, const IndexBox& box, const Index3& ijk) {
    Index3 c;
    for (int axis = 0; axis < 3; ++axis) c[axis] = (ijk[axis] - box.begin[axis]) / block_[axis];
    int& cell = cellAt_[linear(c)];
    if (cell < 0) {
      cell = static_cast<int>(cells_.size());
      cells_.push_back(c);
      centres_.push_back({});
      voxels_.push_back(0.0);
    }
    centres_[static_cast<std::size_t>(cell)] += geometry.lps(ijk);
    voxels_[static_cast<std::size_t>(cell)] += 1.0;
  }
  std::size_t linear(const Index3& c) const {
    return (static_cast<std::size_t>(c[2]) * size_[1] + c[1]) * size_[0] + c[0];
  }
  int cellOf(const Index3& c) const {
    for (int axis = 0; axis < 3; ++axis)
      if (c[axis] < 0 || c[axis] >= size_[axis]) return -1;
    return cellAt_[linear(c)];
  }

  Index3 block_{1, 1, 1}, size_{0, 0, 0};
  std::vector<int> cellAt_;
  std::vector<Index3> cells_;
  std::vector<Vec3> centres_;
  std::vector<double> voxels_;
  Vec3 middle_;
  double edge_ = 1.0;
};

std::size_t furthest(const CellGraph& graph, std::size_t from) {
  std::vector<double> start(graph.count(), kUnreached);
  start[from] = 0.0;
  const auto length = [](std::size_t, std::size_t, double mm) { return mm; };
  const std::vector<double> reached = graph.cheapest(std::move(start), length, nullptr);
  return static_cast<std::size_t>(std::max_element(reached.begin(), reached.end()) - reached.begin());
}

}  // namespace

std::optional<TubePath> findTubePath(const LabelMap& labels, std::uint8_t label, const Progress& progress) {
  LabelClasses classes{};
  classes[label] = 1;
  const VoxelRuns runs = runsByClass(labels, classes, 1, progress)[1];
  if (voxelCount(runs) < kMinimumVoxels) return std::nullopt;
  const Pieces pieces = connectedPieces(runs, kCorners);
  const auto largest =
      static_cast<int>(std::max_element(pieces.voxels.begin(), pieces.voxels.end()) - pieces.voxels.begin());
  VoxelRuns piece;
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (pieces.pieceOfRun[i] == largest) piece.push_back(runs[i]);
  const std::size_t kept = voxelCount(piece), all = voxelCount(runs);
  if (kept < kMinimumVoxels) return std::nullopt;

  const CellGraph graph(labels.geometry(), piece);
  progress.throwIfCancelled();
  const std::vector<double> wall = graph.wallDistances();
  const std::size_t end = furthest(graph, graph.middleCell()), begin = furthest(graph, end);
  progress.throwIfCancelled();
  std::vector<double> start(graph.count(), kUnreached);
  start[begin] = 0.0;
  std::vector<int> from;
  graph.cheapest(
      std::move(start),
      [&](std::size_t a, std::size_t b, double mm) {
        const double middle = 0.5 * (wall[a] + wall[b]);
        return mm / (middle * middle);
      },
      &from);
  TubePath path;
  for (int cell = static_cast<int>(end); cell >= 0; cell = from[static_cast<std::size_t>(cell)]) {
    path.points.push_back(graph.centre(static_cast<std::size_t>(cell)));
    path.wallDistanceMm.push_back(wall[static_cast<std::size_t>(cell)]);
  }
  if (path.points.size() < 2) return std::nullopt;
  path.secondPieceShare = 1.0 - static_cast<double>(kept) / static_cast<double>(all);
  return path;
}

}  // namespace valvista::planning
