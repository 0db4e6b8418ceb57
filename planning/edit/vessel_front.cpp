// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/vessel_front.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <unordered_map>

namespace valvista::planning {

namespace {

constexpr double kThinnestLayerMm = 2.0;
/// A front this much wider than the vessel before has left it. An aneurysm or the sinus of the root widens
/// less, or over a longer way, and the reference follows.
constexpr double kLeak = 1.5;
/// Layers of a branch that are its mouth.
constexpr std::size_t kMouth = 3;
/// Where a vessel goes on behind a branch its mouth keeps more than this share of the radius; arteries of the
/// arch and the belly, and holes in a wall, have less.
constexpr double kMouthShare = 0.68;
/// The vessel's radius is the median over so many layers.
constexpr std::size_t kMemory = 8;
/// So many layers back a way that has leaked may be left.
constexpr std::size_t kLookBack = 24;
/// What is wider than the narrowest place by this lies before the opening to a neighbour.
constexpr double kEntrance = 1.33;
/// What is wider than the narrowest place by no more than this is as narrow: noise.
constexpr double kAsNarrow = 1.1;
/// A leak shows in layers one after another; a single one may be a branch that leaves at a right angle.
constexpr std::size_t kLayersOfALeak = 2;

class Walk {
 public:
  Walk(const ImageGeometry& geometry, const FrontVoxels& voxels, const FrontLimits& limits)
      : geometry_(geometry),
        voxels_(voxels),
        limits_(limits),
        seen_(geometry.voxelCount(), false),
        layerMm_(kThinnestLayerMm) {
    const Vec3 spacing = geometry.spacing();
    for (int axis = 0; axis < 3; ++axis) layerMm_ = std::max(layerMm_, spacing[axis]);
    for (int k = -1; k <= 1; ++k)
      for (int j = -1; j <= 1; ++j)
        for (int i = -1; i <= 1; ++i) {
          const double far = norm({i * spacing.x, j * spacing.y, k * spacing.z});
          if (far > 0) steps_.push_back({{i, j, k}, far, std::abs(i) + std::abs(j) + std::abs(k) == 1});
        }
  }

  std::vector<FrontBranch> from(const Index3& start, const Progress& progress) {
    branches_.emplace_back().referenceMm = limits_.startRadiusMm;
    ways_.push_back({std::vector<Section>(kMemory, {kBeforeTheStart, 0, limits_.startRadiusMm})});
    push(indexOf(start), 0.0, 0);
    for (std::size_t layer = 0; layer < buckets_.size() && layer * layerMm_ < limits_.furthestMm; ++layer) {
      progress.throwIfCancelled();
      sortLayer(layer, passLayer(layer));
    }
    for (FrontBranch& branch : branches_) branch.kept = branch.layers.size();
    for (std::size_t branch = 0; branch < branches_.size(); ++branch)
      if (branches_[branch].leaked) cutBack(static_cast<int>(branch));
    for (FrontBranch& branch : branches_)
      if (isSideBranch(branch)) branch.kept = 0;
    return std::move(branches_);
  }

 private:
  struct Step {
    Index3 by;
    double mm;
    bool isFace;
  };
  struct Place {
    std::size_t voxel;
    double mm;
    int branch;
    int rim = 0;  ///< voxels of the lumen beside it through which the front does not walk
  };

  static constexpr int kBeforeTheStart = -1;
  struct Section {
    int branch;
    std::size_t layer;  ///< of the branch
    double radiusMm;
  };
  /// What the front passed on its way, through all branches.
  struct Way {
    std::vector<Section> sections;
    Section shell{};          ///< the last layer that was none: around the start
    std::size_t widened = 0;  ///< so many of the newest are too wide
  };

  std::size_t indexOf(const Index3& ijk) const {
    return (static_cast<std::size_t>(ijk[2]) * static_cast<std::size_t>(geometry_.size[1]) +
            static_cast<std::size_t>(ijk[1])) *
               static_cast<std::size_t>(geometry_.size[0]) +
           static_cast<std::size_t>(ijk[0]);
  }
  Index3 ijkOf(std::size_t index) const {
    const auto nx = static_cast<std::size_t>(geometry_.size[0]),
               ny = static_cast<std::size_t>(geometry_.size[1]);
    return {static_cast<int>(index % nx), static_cast<int>(index / nx % ny),
            static_cast<int>(index / (nx * ny))};
  }

  void push(std::size_t voxel, double mm, int branch) {
    seen_[voxel] = true;
    const auto layer = static_cast<std::size_t>(mm / layerMm_);
    if (buckets_.size() <= layer) buckets_.resize(layer + 1);
    buckets_[layer].push_back({voxel, mm, branch});
  }

  /// Everything that the front reaches within the layer. Neighbours within the layer join it while it is
  /// walked.
  std::vector<Place> passLayer(std::size_t layer) {
    std::vector<Place> places;
    while (!buckets_[layer].empty()) {
      std::vector<Place> some = std::move(buckets_[layer]);
      buckets_[layer].clear();
      std::sort(some.begin(), some.end(), [](const Place& a, const Place& b) { return a.mm < b.mm; });
      for (const Place& place : some) {
        if (branches_[static_cast<std::size_t>(place.branch)].leaked) continue;
        places.push_back(place);
        const Index3 here = ijkOf(place.voxel);
        for (const Step& step : steps_) {
          const Index3 next{here[0] + step.by[0], here[1] + step.by[1], here[2] + step.by[2]};
          if (!geometry_.contains(next)) continue;
          const std::size_t index = indexOf(next);
          if (seen_[index]) continue;
          if (voxels_.open(index)) {
            push(index, place.mm + step.mm, place.branch);
          } else if (step.isFace && voxels_.lumen(index)) {
            seen_[index] = true;
            ++places.back().rim;
          }
        }
      }
    }
    return places;
  }

  /// Sorts a layer's voxels into joined parts: each goes on a branch, or begins one where a branch splits.
  void sortLayer(std::size_t layer, const std::vector<Place>& places) {
    std::unordered_map<std::size_t, std::size_t> placeOf;
    placeOf.reserve(places.size());
    for (std::size_t at = 0; at < places.size(); ++at) placeOf[places[at].voxel] = at;
    std::vector<int> branchOf(places.size(), -1);
    std::unordered_map<int, std::vector<std::vector<std::size_t>>> partsOf;
    std::vector<bool> sorted(places.size(), false);
    for (std::size_t first = 0; first < places.size(); ++first) {
      if (sorted[first]) continue;
      std::vector<std::size_t> part{first};
      sorted[first] = true;
      for (std::size_t at = 0; at < part.size(); ++at) {
        const Index3 here = ijkOf(places[part[at]].voxel);
        for (const Step& step : steps_) {
          const Index3 next{here[0] + step.by[0], here[1] + step.by[1], here[2] + step.by[2]};
          if (!geometry_.contains(next)) continue;
          const auto found = placeOf.find(indexOf(next));
          if (found == placeOf.end() || sorted[found->second]) continue;
          sorted[found->second] = true;
          part.push_back(found->second);
        }
      }
      partsOf[places[first].branch].push_back(std::move(part));
    }
    std::vector<int> newBranch(places.size(), -1);
    for (auto& [branch, parts] : partsOf)
      for (const std::vector<std::size_t>& part : parts) {
        const int goesOn = parts.size() == 1 ? branch : split(branch);
        for (const std::size_t at : part) newBranch[at] = goesOn;
        addLayer(layer, goesOn, places, part);
      }
    handOn(layer, places, placeOf, newBranch);
  }

  int split(int parent) {
    FrontBranch child;
    child.parent = parent;
    child.referenceMm = branches_[static_cast<std::size_t>(parent)].referenceMm;
    branches_.push_back(std::move(child));
    ways_.push_back(Way(ways_[static_cast<std::size_t>(parent)]));
    return static_cast<int>(branches_.size()) - 1;
  }

  /// What was pushed beyond the layer belongs to the branch that its neighbour in the layer has now.
  void handOn(std::size_t layer, const std::vector<Place>& places,
              const std::unordered_map<std::size_t, std::size_t>& placeOf,
              const std::vector<int>& newBranch) {
    for (std::size_t ahead = layer + 1; ahead < buckets_.size(); ++ahead)
      for (Place& place : buckets_[ahead]) {
        const Index3 here = ijkOf(place.voxel);
        for (const Step& step : steps_) {
          const Index3 next{here[0] + step.by[0], here[1] + step.by[1], here[2] + step.by[2]};
          if (!geometry_.contains(next)) continue;
          const auto found = placeOf.find(indexOf(next));
          if (found == placeOf.end() || places[found->second].branch != place.branch) continue;
          place.branch = newBranch[found->second];
          break;
        }
      }
  }

  void addLayer(std::size_t layer, int branchIndex, const std::vector<Place>& places,
                const std::vector<std::size_t>& part) {
    FrontBranch& branch = branches_[static_cast<std::size_t>(branchIndex)];
    std::vector<std::size_t>& voxels = branch.layers.emplace_back();
    std::size_t count = part.size();
    for (const std::size_t at : part) {
      voxels.push_back(places[at].voxel);
      count += static_cast<std::size_t>(places[at].rim);
    }
    const double area = static_cast<double>(count) * geometry_.voxelVolume() / layerMm_;
    branch.radiusMm.push_back(std::sqrt(area / std::numbers::pi));
    // The first layers are shells around the start, not sections of the vessel.
    if (static_cast<double>(layer) * layerMm_ < 1.5 * limits_.startRadiusMm + 2 * layerMm_)
      ways_[static_cast<std::size_t>(branchIndex)].shell = {branchIndex, branch.radiusMm.size() - 1,
                                                            limits_.startRadiusMm};
    else
      judge(branchIndex);
  }

  void judge(int branchIndex) {
    FrontBranch& branch = branches_[static_cast<std::size_t>(branchIndex)];
    Way& way = ways_[static_cast<std::size_t>(branchIndex)];
    const double radius = branch.radiusMm.back();
    way.sections.push_back({branchIndex, branch.radiusMm.size() - 1, radius});
    if (way.sections.size() > kLookBack) way.sections.erase(way.sections.begin());
    if (radius <= std::min(limits_.widestRadiusMm, kLeak * branch.referenceMm)) {
      way.widened = 0;
      branch.referenceMm = median(way.sections);
    } else if (++way.widened == kLayersOfALeak) {
      branch.leaked = true;
      branch.leakRadiusMm = radius;
    }
  }

  /// Where a way that has leaked leaves the vessel: where it was narrow last before it widened, or, where it
  /// had narrowed to that as to a valve, where that began.
  Section lastOfVessel(const Way& way) const {
    std::vector<const Section*> sections;
    for (std::size_t at = 0; at + way.widened < way.sections.size(); ++at)
      if (way.sections[at].branch != kBeforeTheStart) sections.push_back(&way.sections[at]);
    if (sections.empty()) return way.shell;
    const auto narrower = [](const Section* a, const Section* b) { return a->radiusMm < b->radiusMm; };
    const double least = (*std::min_element(sections.begin(), sections.end(), narrower))->radiusMm;
    while (sections.back()->radiusMm > kAsNarrow * least) sections.pop_back();
    const auto wider = std::find_if(sections.rbegin(), sections.rend(), [&](const Section* section) {
      return section->radiusMm > kEntrance * least;
    });
    return wider == sections.rend() ? *sections.back() : **wider.base();
  }

  /// The last section of the vessel may be on an earlier branch.
  void cutBack(int leaked) {
    const Section last = lastOfVessel(ways_[static_cast<std::size_t>(leaked)]);
    for (int at = leaked; at >= 0; at = branches_[static_cast<std::size_t>(at)].parent) {
      FrontBranch& branch = branches_[static_cast<std::size_t>(at)];
      if (at == last.branch) {
        branch.kept = std::min(branch.kept, last.layer + 1);
        return;
      }
      branch.kept = 0;
    }
  }

  /// Whether the branch, or one that it comes from, is much narrower where it leaves than the vessel there:
  /// an artery of its own, or the hole through which the front has leaked.
  bool isSideBranch(const FrontBranch& branch) const {
    if (branch.parent < 0) return false;
    const FrontBranch& parent = branches_[static_cast<std::size_t>(branch.parent)];
    if (parent.kept < parent.layers.size()) return true;
    const std::size_t count = std::min(kMouth, branch.radiusMm.size());
    const double narrowest = *std::min_element(branch.radiusMm.begin(),
                                               branch.radiusMm.begin() + static_cast<std::ptrdiff_t>(count));
    // Where it has narrowed there counts what it has narrowed to.
    return narrowest < kMouthShare * std::min(parent.referenceMm, parent.radiusMm.back());
  }

  static double median(const std::vector<Section>& sections) {
    std::vector<double> last;
    for (std::size_t at = sections.size() - kMemory; at < sections.size(); ++at)
      last.push_back(sections[at].radiusMm);
    std::nth_element(last.begin(), last.begin() + kMemory / 2, last.end());
    return last[kMemory / 2];
  }

  const ImageGeometry& geometry_;
  const FrontVoxels& voxels_;
  FrontLimits limits_;
  std::vector<bool> seen_;
  double layerMm_;
  std::vector<Step> steps_;
  std::vector<std::vector<Place>> buckets_;
  std::vector<FrontBranch> branches_;
  std::vector<Way> ways_;  ///< to the newest layer of each branch
};

}  // namespace

std::vector<FrontBranch> walkVessel(const ImageGeometry& geometry, const Index3& start,
                                    const FrontVoxels& voxels, const FrontLimits& limits,
                                    const Progress& progress) {
  return Walk(geometry, voxels, limits).from(start, progress);
}

}  // namespace valvista::planning
