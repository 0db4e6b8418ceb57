// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/volume_caster.h"

#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr int kLowestHu = -1024, kHighestHu = 3071;
/// Two samples a voxel or so: fewer show rings, more show nothing new.
constexpr double kStepsPerVoxel = 1.6;
/// What lies behind this is not seen.
constexpr float kSolid = 0.97F;
constexpr float kAmbient = 0.3F, kDiffuse = 0.75F, kHighlight = 0.18F;
/// A gradient this steep (HU per mm) is a surface with a direction; a flat one is lit from everywhere.
constexpr float kSurfaceGradient = 40.0F;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// A fraction of a step by which the ray of a pixel starts later, the same in every picture: neighbours that
/// sample at different depths show no rings.
double stagger(int x, int y) {
  auto mixed = static_cast<std::uint32_t>(x) * 0x9E3779B1U ^ static_cast<std::uint32_t>(y) * 0x85EBCA77U;
  mixed ^= mixed >> 15U;
  mixed *= 0x2C1B3C6DU;
  mixed ^= mixed >> 12U;
  return (mixed & 0xFFFFU) / 65536.0;
}

/// Keeps of from..to what lies where start + t * slope is within low..high.
void narrow(double& from, double& to, const std::array<double, 2>& line, const std::array<double, 2>& range) {
  const auto [start, slope] = line;
  if (std::abs(slope) < 1e-12) {
    if (start < range[0] || start > range[1]) to = -kInfinite;
    return;
  }
  const double a = (range[0] - start) / slope, b = (range[1] - start) / slope;
  from = std::max(from, std::min(a, b));
  to = std::min(to, std::max(a, b));
}

}  // namespace

/// A ray within the volume: `t` runs in mm.
struct VolumeCaster::Ray {
  Vec3 origin, step;  ///< index coordinates; step for one mm
  Vec3 towardsEye;    ///< LPS
  double from = 0.0, to = 0.0;
};

VolumeCaster::VolumeCaster(std::shared_ptr<const DrawnVolume> volume, VolumePreset preset)
    : volume_(std::move(volume)), ijkFromLps_(volume_->geometry.ijkFromLps()) {
  const Vec3 spacing = volume_->geometry.spacing();
  stepMm_ = std::min({spacing.x, spacing.y, spacing.z}) / kStepsPerVoxel;
  fillTable(preset);
  findBricks();
}

void VolumeCaster::fillTable(VolumePreset preset) {
  const auto points = transferFunction(preset);
  table_.resize(kHighestHu - kLowestHu + 1);
  for (int hu = kLowestHu; hu <= kHighestHu && !points.empty(); ++hu) {
    const auto after = std::find_if(points.begin(), points.end(), [hu](const auto& p) { return p.hu > hu; });
    const TransferPoint& right = after == points.end() ? points.back() : *after;
    const TransferPoint& left = after == points.begin() ? points.front() : *(after - 1);
    const double part = right.hu > left.hu ? (hu - left.hu) / (right.hu - left.hu) : 0.0;
    const double opacity = left.opacity + part * (right.opacity - left.opacity);
    const auto alpha = static_cast<float>(1.0 - std::pow(1.0 - std::min(opacity, 0.999), stepMm_));
    const auto channel = [&](std::size_t c) {
      return static_cast<float>(left.colour[c] + part * (right.colour[c] - left.colour[c])) / 255.0F * alpha;
    };
    table_[static_cast<std::size_t>(hu - kLowestHu)] = {channel(0), channel(1), channel(2), alpha};
  }
}

void VolumeCaster::findBricks() {
  std::vector<int> visibleBelow(table_.size() + 1);
  for (std::size_t v = 0; v < table_.size(); ++v)
    visibleBelow[v + 1] = visibleBelow[v] + (table_[v].alpha > 0.0F ? 1 : 0);
  const auto entry = [](int hu) {
    return static_cast<std::size_t>(std::clamp(hu, kLowestHu, kHighestHu) - kLowestHu);
  };
  visible_.resize(volume_->lowest.size());
  for (std::size_t brick = 0; brick < visible_.size(); ++brick)
    visible_[brick] =
        visibleBelow[entry(volume_->highest[brick]) + 1] > visibleBelow[entry(volume_->lowest[brick])] ? 1
                                                                                                       : 0;
}

float VolumeCaster::sample(const Vec3& ijk) const {
  const Index3& size = volume_->geometry.size;
  std::array<int, 3> low{}, next{};
  std::array<float, 3> part{};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const double at = std::clamp(ijk[axis], 0.0, static_cast<double>(size[a] - 1));
    low[a] = static_cast<int>(at);
    next[a] = low[a] + 1 < size[a] ? 1 : 0;
    part[a] = static_cast<float>(at - low[a]);
  }
  const std::ptrdiff_t row = size[0], slice = row * size[1];
  const std::int16_t* v = volume_->hu.data() + low[2] * slice + low[1] * row + low[0];
  const std::ptrdiff_t x = next[0], y = next[1] * row, z = next[2] * slice;
  const auto along = [&](const std::int16_t* p) {
    return static_cast<float>(p[0]) + part[0] * static_cast<float>(p[x] - p[0]);
  };
  const float near = along(v) + part[1] * (along(v + y) - along(v));
  const float far = along(v + z) + part[1] * (along(v + z + y) - along(v + z));
  return near + part[2] * (far - near);
}

const VolumeCaster::Shade& VolumeCaster::shadeOf(float hu) const {
  const int value = std::clamp(static_cast<int>(hu), kLowestHu, kHighestHu);
  return table_[static_cast<std::size_t>(value - kLowestHu)];
}

float VolumeCaster::lightAt(const Ray& ray, const Vec3& at) const {
  Vec3 gradient;
  for (int axis = 0; axis < 3; ++axis) {
    Vec3 aside;
    aside[axis] = 1.0;
    const Vec3& column = volume_->geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)];
    gradient += column * (0.5 * (sample(at + aside) - sample(at - aside)) / dot(column, column));
  }
  const double steepness = norm(gradient);
  if (steepness < 1e-6) return kAmbient + kDiffuse;
  const auto facing = static_cast<float>(std::abs(dot(gradient, ray.towardsEye)) / steepness);
  const float surface = std::min(static_cast<float>(steepness) / kSurfaceGradient, 1.0F);
  const float shine = std::pow(facing, 16.0F) * kHighlight * surface;
  return kAmbient + kDiffuse * (1.0F - surface + surface * facing) + shine;
}

std::optional<VolumeCaster::Ray> VolumeCaster::enter(const Vec3& eye, const Vec3& direction,
                                                     double farthest) const {
  Ray ray;
  ray.origin = ijkFromLps_(eye);
  ray.step = ijkFromLps_.linear * direction;
  ray.towardsEye = -direction;
  ray.to = farthest;
  for (int axis = 0; axis < 3; ++axis)
    narrow(ray.from, ray.to, {ray.origin[axis], ray.step[axis]},
           {0.0, volume_->geometry.size[static_cast<std::size_t>(axis)] - 1.0});
  if (clip_)
    narrow(ray.from, ray.to, {signedDistance(*clip_, eye), dot(direction, clip_->normal)}, {0.0, 1e9});
  if (ray.from >= ray.to) return std::nullopt;
  return ray;
}

/// How far the ray goes on until it leaves an invisible brick; 0 in a visible one.
double VolumeCaster::leap(const Ray& ray, const Vec3& at) const {
  std::array<int, 3> brick{};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    brick[a] = std::clamp(static_cast<int>(at[axis]) / DrawnVolume::kBrick, 0, volume_->bricks[a] - 1);
  }
  const auto index =
      static_cast<std::size_t>((brick[2] * volume_->bricks[1] + brick[1]) * volume_->bricks[0] + brick[0]);
  if (visible_[index] != 0) return 0.0;
  double way = kInfinite;
  for (int axis = 0; axis < 3; ++axis) {
    const double slope = ray.step[axis];
    if (std::abs(slope) < 1e-12) continue;
    const double border =
        DrawnVolume::kBrick * (brick[static_cast<std::size_t>(axis)] + (slope > 0.0 ? 1 : 0));
    way = std::min(way, (border - at[axis]) / slope);
  }
  return std::max(way, 0.0);
}

void VolumeCaster::add(const Ray& ray, const Vec3& at, Shade& sum) const {
  const Shade& here = shadeOf(sample(at));
  if (here.alpha <= 0.0F) return;
  const float seen = 1.0F - sum.alpha, light = lightAt(ray, at) * seen;
  sum.red += here.red * light;
  sum.green += here.green * light;
  sum.blue += here.blue * light;
  sum.alpha += here.alpha * seen;
}

/// Adds up what the ray sees until the sum is as solid as asked; returns where, infinite when it never is.
double VolumeCaster::march(Ray ray, Shade& sum, double solidAt) const {
  // Steps are counted from one start, so that a leap does not shift the samples behind it.
  const double start = ray.from;
  auto step = 0LL;
  for (double t = start; t < ray.to; t = start + static_cast<double>(step) * stepMm_) {
    const Vec3 at = ray.origin + ray.step * t;
    if (const double way = leap(ray, at); way > 0.0) {
      step += std::max(static_cast<long long>(std::ceil(way / stepMm_)), 1LL);
      continue;
    }
    add(ray, at, sum);
    if (sum.alpha >= solidAt) return t;
    ++step;
  }
  return kInfinite;
}

VolumePicture VolumeCaster::cast(const CastView& view, const SurfaceDepth& depth, double pixels,
                                 const std::stop_token& stop) const {
  VolumePicture picture;
  picture.width = std::max(static_cast<int>(std::lround(view.width / pixels)), 1);
  picture.height = std::max(static_cast<int>(std::lround(view.height / pixels)), 1);
  picture.rgba.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 4);
  const double tanHalfWidth = view.tanHalfHeight * view.width / std::max(view.height, 1);
  const auto depthAt = [&](double u, double v) {
    if (depth.mm.empty()) return kInfinite;
    const int x = std::clamp(static_cast<int>(u * depth.width), 0, depth.width - 1);
    const int y = std::clamp(static_cast<int>((1.0 - v) * depth.height), 0, depth.height - 1);
    return static_cast<double>(depth.mm[static_cast<std::size_t>(y) * static_cast<std::size_t>(depth.width) +
                                        static_cast<std::size_t>(x)]);
  };
  const auto castPixel = [&](int x, int y) {
    const double u = (x + 0.5) / picture.width, v = (y + 0.5) / picture.height;
    const Vec3 direction = normalized(view.forward + view.right * ((2.0 * u - 1.0) * tanHalfWidth) +
                                      view.up * ((1.0 - 2.0 * v) * view.tanHalfHeight));
    auto ray = enter(view.eye, direction, depthAt(u, v) / dot(direction, view.forward));
    if (!ray) return;
    ray->from += stagger(x, y) * stepMm_;
    Shade sum;
    march(*ray, sum, kSolid);
    std::uint8_t* target =
        picture.rgba.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                               static_cast<std::size_t>(x)) *
                                  4;
    const float full = sum.alpha >= kSolid ? 1.0F / sum.alpha : 1.0F;
    const std::array channels{sum.red, sum.green, sum.blue, sum.alpha};
    for (std::size_t c = 0; c < 4; ++c)
      target[c] = static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(channels[c] * full, 0.0F, 1.0F)));
    for (std::size_t c = 0; c < 3; ++c) target[c] = std::min(target[c], target[3]);
  };
  forRowsInParallel(picture.height, [&](int begin, int end) {
    for (int y = begin; y < end && !stop.stop_requested(); ++y)
      for (int x = 0; x < picture.width; ++x) castPixel(x, y);
  });
  if (stop.stop_requested()) return {};
  return picture;
}

std::optional<Vec3> VolumeCaster::firstSolid(const Vec3& eye, const Vec3& direction) const {
  const auto ray = enter(eye, direction, kInfinite);
  if (!ray) return std::nullopt;
  Shade sum;
  const double at = march(*ray, sum, 0.5);
  if (at == kInfinite) return std::nullopt;
  return eye + direction * at;
}

}  // namespace valvista::viewer
