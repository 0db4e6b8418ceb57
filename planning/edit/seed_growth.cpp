// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/seed_growth.h"

#include <queue>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <tuple>
#include <vector>

namespace valvista::planning {

namespace {

/// A CT without noise still has steps of a HU; edges must not become infinitely steep.
constexpr double kLeastNoiseHu = 5.0;
/// Median of the absolute difference of two values with Gaussian noise, in standard deviations of one.
constexpr double kMedianDifference = 0.6745 * 1.4142;
constexpr std::size_t kVoxelsBetweenAsking = 1U << 14U;

IndexBox grown(const IndexBox& box, const ImageGeometry& geometry, double mm) {
  const Vec3 spacing = geometry.spacing();
  IndexBox wide = box;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int by = static_cast<int>(std::ceil(mm / spacing[static_cast<int>(axis)]));
    wide.begin[axis] = std::max(0, box.begin[axis] - by);
    wide.end[axis] = std::min(geometry.size[axis], box.end[axis] + by);
  }
  return wide;
}

class Growth {
 public:
  Growth(const LabelMap& labels, const Volume& ct, const SeedGrowthOptions& options, const PaintRules& rules,
         const IndexBox& box)
      : labels_(labels), ct_(ct), options_(options), rules_(rules), box_(box), hasCt_(isOnGrid(ct, labels)) {
    const Vec3 spacing = labels.geometry().spacing();
    for (int k = -1; k <= 1; ++k)
      for (int j = -1; j <= 1; ++j)
        for (int i = -1; i <= 1; ++i)
          if (const double mm = norm({i * spacing.x, j * spacing.y, k * spacing.z}); mm > 0)
            steps_.push_back({{i, j, k}, mm});
    std::size_t voxels = 1;
    for (std::size_t axis = 0; axis < 3; ++axis)
      voxels *= static_cast<std::size_t>(box.end[axis] - box.begin[axis]);
    cheapest_.assign(voxels, kUnseen);
  }

  struct Won {
    Index3 voxel;
    std::uint8_t label;
  };
  /// What goes to which label, in no order.
  std::vector<Won> run(const Progress& progress) {
    edgePerHu_ = options_.edgeWeight / noise(progress);
    for (int k = box_.begin[2]; k < box_.end[2]; ++k) {
      progress.throwIfCancelled();
      if (labels_.isBackground(k)) continue;
      for (int j = box_.begin[1]; j < box_.end[1]; ++j)
        for (int i = box_.begin[0]; i < box_.end[0]; ++i)
          if (const std::uint8_t label = labels_.at({i, j, k}); options_.seeds[label])
            reach({i, j, k}, {0.0, 0.0, label, {i, j, k}});
    }
    std::vector<Won> won;
    for (std::size_t settled = 0; !front_.empty();) {
      const Place place = front_.top();
      front_.pop();
      float& cost = cheapest_[indexOf(place.voxel)];
      if (cost == kSettled) continue;
      cost = kSettled;
      if (++settled % kVoxelsBetweenAsking == 0) progress.throwIfCancelled();
      won.push_back({place.voxel, place.label});
      reach(place.voxel, place);
    }
    return won;
  }

  /// Why voxels that a seed reached were not free.
  const PaintOutcome& outcome() const { return outcome_; }

 private:
  static constexpr float kUnseen = std::numeric_limits<float>::infinity(), kSettled = -1.0F, kClosed = -2.0F;
  struct Step {
    Index3 by;
    double mm;
  };
  struct Place {
    double cost, mm;  ///< of the way from a seed
    std::uint8_t label;
    Index3 voxel;
    /// The cheapest first.
    bool operator<(const Place& other) const {
      return std::tie(other.cost, other.label, other.mm) < std::tie(cost, label, mm);
    }
  };

  bool isInBox(const Index3& ijk) const {
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (ijk[axis] < box_.begin[axis] || ijk[axis] >= box_.end[axis]) return false;
    return true;
  }
  std::size_t indexOf(const Index3& ijk) const {
    const auto along = [this](std::size_t axis, int at) {
      return static_cast<std::size_t>(at - box_.begin[axis]);
    };
    const auto wide = static_cast<std::size_t>(box_.end[0] - box_.begin[0]),
               high = static_cast<std::size_t>(box_.end[1] - box_.begin[1]);
    return (along(2, ijk[2]) * high + along(1, ijk[1])) * wide + along(0, ijk[0]);
  }

  /// Of one voxel, HU: between neighbours of one seed, where the image has no edge but few.
  double noise(const Progress& progress) const {
    if (!hasCt_) return 1.0;
    std::vector<std::size_t> differences(1U << 16U, 0);
    std::size_t count = 0;
    for (int k = box_.begin[2]; k < box_.end[2]; ++k) {
      progress.throwIfCancelled();
      if (labels_.isBackground(k)) continue;
      for (int j = box_.begin[1]; j < box_.end[1]; ++j)
        for (int i = box_.begin[0]; i < box_.end[0]; ++i) {
          const std::uint8_t label = labels_.at({i, j, k});
          if (!options_.seeds[label]) continue;
          for (const Index3& next : {Index3{i + 1, j, k}, Index3{i, j + 1, k}, Index3{i, j, k + 1}}) {
            if (!isInBox(next) || labels_.at(next) != label) continue;
            ++differences[static_cast<std::size_t>(std::abs(ct_.at({i, j, k}) - ct_.at(next)))];
            ++count;
          }
        }
    }
    std::size_t median = 0;
    for (std::size_t below = differences[0]; 2 * below < count; below += differences[median]) ++median;
    return std::max(kLeastNoiseHu, static_cast<double>(median) / kMedianDifference);
  }

  bool isFree(const Index3& ijk) {
    const std::uint8_t label = labels_.at(ijk);
    if (options_.seeds[label]) return false;
    if (rules_.locked[label]) return ++outcome_.locked, false;
    if (!rules_.over[label]) return ++outcome_.notChosen, false;
    if (rules_.hu && !(hasCt_ && rules_.hu->contains(ct_.at(ijk)))) return ++outcome_.outsideHu, false;
    return true;
  }

  /// Looks at the neighbours of a place that the way `come` has reached.
  void reach(const Index3& from, const Place& come) {
    for (const Step& step : steps_) {
      const Index3 next{from[0] + step.by[0], from[1] + step.by[1], from[2] + step.by[2]};
      const double mm = come.mm + step.mm;
      if (mm > options_.furthestMm || !isInBox(next)) continue;
      float& cheapest = cheapest_[indexOf(next)];
      if (cheapest < 0.0F) continue;
      if (cheapest == kUnseen && !isFree(next)) {
        cheapest = kClosed;
        continue;
      }
      const double edge = hasCt_ ? edgePerHu_ * std::abs(ct_.at(from) - ct_.at(next)) : 0.0;
      const double cost = come.cost + step.mm * (1.0 + edge);
      // Equal ways go on: which of them wins is for the front to say.
      if (static_cast<float>(cost) > cheapest) continue;
      cheapest = static_cast<float>(cost);
      front_.push({cost, mm, come.label, next});
    }
  }

  const LabelMap& labels_;
  const Volume& ct_;
  const SeedGrowthOptions& options_;
  const PaintRules& rules_;
  IndexBox box_;
  bool hasCt_;
  double edgePerHu_ = 0.0;
  std::vector<Step> steps_;
  std::vector<float> cheapest_;  ///< way to each voxel of the box so far
  std::priority_queue<Place> front_;
  PaintOutcome outcome_;
};

}  // namespace

void SeedGrowthOptions::check() const {
  if (!(marginMm >= 0)) throw std::invalid_argument("The margin around the seeds is a length.");
  if (!(furthestMm > 0)) throw std::invalid_argument("The furthest way from a seed is a positive length.");
  if (!(edgeWeight >= 0)) throw std::invalid_argument("The weight of edges is not negative.");
}

PaintOutcome growSeeds(LabelMap& labels, const Volume& ct, const SeedGrowthOptions& options,
                       const PaintRules& rules, const Progress& progress) {
  options.check();
  progress.throwIfCancelled();
  const IndexBox own = labelBoxes(labels)[rules.label];
  if (own.empty() || !options.seeds[rules.label]) return {};
  Growth growth(labels, ct, options, rules, grown(own, labels.geometry(), options.marginMm));
  const std::vector<Growth::Won> won = growth.run(progress);
  PaintOutcome outcome = growth.outcome();
  for (const auto& [voxel, label] : won) {
    if (rules.locked[label]) {
      ++outcome.locked;
    } else {
      labels.set(voxel, label);
      ++outcome.changed;
    }
  }
  return outcome;
}

}  // namespace valvista::planning
