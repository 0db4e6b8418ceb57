// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_cut.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace valvista::ml {

namespace {

/// Where nothing was measured; CtSampler gives nothing lower.
constexpr float kOutsideHu = -1024.0F;

using Matrix = std::array<std::array<double, 3>, 3>;

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t k = 0; k < 3; ++k) c[i][j] += a[i][k] * b[k][j];
  return c;
}

Matrix turnAbout(std::size_t axis, double angle) {
  const std::size_t u = (axis + 1) % 3, v = (axis + 2) % 3;
  Matrix m{};
  m[axis][axis] = 1.0;
  m[u][u] = m[v][v] = std::cos(angle);
  m[u][v] = -std::sin(angle);
  m[v][u] = std::sin(angle);
  return m;
}

/// From offsets in the patch to offsets in the case, voxels: turned in millimetres.
Matrix caseFromPatch(const PatchChanges& changes, const ModelManifest& model) {
  Matrix m = product(product(turnAbout(0, changes.turn[0]), turnAbout(1, changes.turn[1])),
                     turnAbout(2, changes.turn[2]));
  const auto mirrored = static_cast<std::size_t>(leftRightOf(model).axis);
  for (std::size_t to = 0; to < 3; ++to)
    for (std::size_t from = 0; from < 3; ++from) {
      m[to][from] *= model.spacingMm[from] / model.spacingMm[to] / changes.scale;
      if (changes.mirrored && from == mirrored) m[to][from] = -m[to][from];
    }
  return m;
}

/// Samples a case at places between its voxels.
class CaseSampler {
 public:
  explicit CaseSampler(const CachedCase& one)
      : hu_(one.hu.data()),
        channels_(one.channels.data()),
        size_(one.size),
        row_(one.size[2]),
        plane_(static_cast<std::ptrdiff_t>(one.size[1]) * one.size[2]) {}

  /// True where all eight neighbours of the place are inside.
  bool isInside(const std::array<float, 3>& at) const {
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (!(at[axis] >= 0.0F && at[axis] < static_cast<float>(size_[axis] - 1))) return false;
    return true;
  }

  float huInside(const std::array<float, 3>& at) const {
    const int z = static_cast<int>(at[0]), y = static_cast<int>(at[1]), x = static_cast<int>(at[2]);
    const float fz = at[0] - static_cast<float>(z), fy = at[1] - static_cast<float>(y),
                fx = at[2] - static_cast<float>(x);
    const std::int16_t* const v = hu_ + z * plane_ + y * row_ + x;
    const auto along = [&](const std::int16_t* p) {
      return static_cast<float>(p[0]) + fx * static_cast<float>(p[1] - p[0]);
    };
    const float near = along(v) + fy * (along(v + row_) - along(v));
    const float far = along(v + plane_) + fy * (along(v + plane_ + row_) - along(v + plane_));
    return near + fz * (far - near);
  }

  float huAnywhere(const std::array<float, 3>& at) const {
    std::array<int, 3> lower;
    std::array<float, 3> fraction;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      lower[axis] = static_cast<int>(std::floor(at[axis]));
      fraction[axis] = at[axis] - static_cast<float>(lower[axis]);
    }
    float sum = 0.0F;
    for (int corner = 0; corner < 8; ++corner) {
      float weight = 1.0F;
      Index3 voxel = lower;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const bool upper = (corner >> axis & 1) != 0;
        voxel[axis] += upper ? 1 : 0;
        weight *= upper ? fraction[axis] : 1.0F - fraction[axis];
      }
      sum += weight * (contains(voxel) ? static_cast<float>(hu_[placeOf(voxel)]) : kOutsideHu);
    }
    return sum;
  }

  std::uint8_t channelInside(const std::array<float, 3>& at) const {
    return channels_[static_cast<int>(at[0] + 0.5F) * plane_ + static_cast<int>(at[1] + 0.5F) * row_ +
                     static_cast<int>(at[2] + 0.5F)];
  }

  std::uint8_t channelAnywhere(const std::array<float, 3>& at) const {
    Index3 voxel;
    for (std::size_t axis = 0; axis < 3; ++axis) voxel[axis] = static_cast<int>(std::floor(at[axis] + 0.5F));
    return contains(voxel) ? channels_[placeOf(voxel)] : std::uint8_t{0};
  }

 private:
  bool contains(const Index3& voxel) const {
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (voxel[axis] < 0 || voxel[axis] >= size_[axis]) return false;
    return true;
  }
  std::ptrdiff_t placeOf(const Index3& voxel) const { return voxel[0] * plane_ + voxel[1] * row_ + voxel[2]; }

  const std::int16_t* hu_;
  const std::uint8_t* channels_;
  Index3 size_;
  std::ptrdiff_t row_, plane_;
};

std::size_t voxelsIn(const Index3& size) {
  return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
         static_cast<std::size_t>(size[2]);
}

/// The name with _left and _right exchanged; empty for a name of no side.
std::string otherSide(const std::string& name) {
  for (const std::string_view chamber : {"ventricle", "atrium", "atrial"})
    if (name.find(chamber) != std::string::npos) return {};
  constexpr std::string_view kLeft = "_left", kRight = "_right";
  if (name.ends_with(kLeft)) return name.substr(0, name.size() - kLeft.size()).append(kRight);
  if (name.ends_with(kRight)) return name.substr(0, name.size() - kRight.size()).append(kLeft);
  return {};
}

}  // namespace

LeftRight leftRightOf(const ModelManifest& model) {
  LeftRight sides;
  sides.axis = static_cast<int>(model.orientation.find_first_of("LR"));
  for (std::size_t channel = 0; channel < sides.channel.size(); ++channel)
    sides.channel[channel] = static_cast<std::uint8_t>(channel);
  for (std::size_t channel = 0; channel < model.classes.size(); ++channel) {
    const std::string other = otherSide(model.classes[channel].name);
    if (other.empty()) continue;
    const auto partner = std::find_if(model.classes.begin(), model.classes.end(),
                                      [&](const ModelClass& c) { return c.name == other; });
    if (partner == model.classes.end())
      sides.canBeExchanged = false;
    else
      sides.channel[channel] = static_cast<std::uint8_t>(partner - model.classes.begin());
  }
  return sides;
}

CutPatch cutPatch(const CachedCase& one, const Index3& corner, const Index3& size) {
  CutPatch patch{size, std::vector<float>(voxelsIn(size), kOutsideHu),
                 std::vector<std::uint8_t>(voxelsIn(size))};
  const auto begin = [&](std::size_t axis) { return std::max(0, -corner[axis]); };
  const auto end = [&](std::size_t axis) { return std::min(size[axis], one.size[axis] - corner[axis]); };
  for (int z = begin(0); z < end(0); ++z)
    for (int y = begin(1); y < end(1); ++y) {
      const std::ptrdiff_t to = (static_cast<std::ptrdiff_t>(z) * size[1] + y) * size[2],
                           from = (static_cast<std::ptrdiff_t>(z + corner[0]) * one.size[1] + y + corner[1]) *
                                      one.size[2] +
                                  corner[2];
      for (int x = begin(2); x < end(2); ++x) {
        patch.hu[static_cast<std::size_t>(to + x)] = one.hu[static_cast<std::size_t>(from + x)];
        patch.channels[static_cast<std::size_t>(to + x)] = one.channels[static_cast<std::size_t>(from + x)];
      }
    }
  return patch;
}

CutPatch cutMovedPatch(const CachedCase& one, const Index3& corner, const Index3& size,
                       const PatchChanges& changes, const ModelManifest& model) {
  const Matrix m = caseFromPatch(changes, model);
  const CaseSampler sampler(one);
  CutPatch patch{size, std::vector<float>(voxelsIn(size)), std::vector<std::uint8_t>(voxelsIn(size))};
  float* hu = patch.hu.data();
  std::uint8_t* channel = patch.channels.data();
  for (int z = 0; z < size[0]; ++z)
    for (int y = 0; y < size[1]; ++y) {
      // A row runs along a straight line: where both of its ends are inside, all of it is.
      std::array<double, 3> start;
      std::array<float, 3> first, step;
      const std::array<double, 3> offset{z - 0.5 * (size[0] - 1), y - 0.5 * (size[1] - 1),
                                         -0.5 * (size[2] - 1)};
      for (std::size_t axis = 0; axis < 3; ++axis) {
        start[axis] = corner[axis] + 0.5 * (size[axis] - 1) + m[axis][0] * offset[0] +
                      m[axis][1] * offset[1] + m[axis][2] * offset[2];
        first[axis] = static_cast<float>(start[axis]);
        step[axis] = static_cast<float>(m[axis][2]);
      }
      const auto placeAt = [&](int x) {
        const auto along = static_cast<float>(x);
        return std::array<float, 3>{first[0] + along * step[0], first[1] + along * step[1],
                                    first[2] + along * step[2]};
      };
      const bool inside = sampler.isInside(placeAt(0)) && sampler.isInside(placeAt(size[2] - 1));
      for (int x = 0; x < size[2]; ++x) {
        const std::array<float, 3> at = placeAt(x);
        *hu++ = inside ? sampler.huInside(at) : sampler.huAnywhere(at);
        *channel++ = inside ? sampler.channelInside(at) : sampler.channelAnywhere(at);
      }
    }
  if (changes.mirrored) {
    const LeftRight sides = leftRightOf(model);
    for (std::uint8_t& channelOf : patch.channels) channelOf = sides.channel[channelOf];
  }
  return patch;
}

}  // namespace valvista::ml
