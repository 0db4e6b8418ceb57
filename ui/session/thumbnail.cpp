// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/thumbnail.h"

#include "planning/model/tavr_labels.h"

#include <QBuffer>
#include <QByteArray>
#include <QImage>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace valvista::ui {

namespace {

constexpr int kPixels = 96;
constexpr double kDarkestHu = -150.0,
                 kRangeHu = 700.0;  ///< contrast in vessels and soft tissue are told apart

/// Where the slice is laid, as an index: the middle of the aorta's box, else of the scan.
Index3 middleOf(const Volume& ct, const LabelMap* labels) {
  const Index3& size = ct.geometry().size;
  Index3 middle{size[0] / 2, size[1] / 2, size[2] / 2};
  if (!labels || labels->geometry().size != size) return middle;
  const IndexBox aorta = labelBoxes(*labels)[planning::value(planning::TavrLabel::aorta)];
  for (std::size_t axis = 0; axis < 3; ++axis)
    if (aorta.end[axis] > aorta.begin[axis]) middle[axis] = (aorta.begin[axis] + aorta.end[axis]) / 2;
  return middle;
}

/// The least and the largest of a coordinate over all corners of the scan.
std::pair<double, double> reach(const ImageGeometry& geometry, double Vec3::*coordinate) {
  std::pair<double, double> found{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
  for (int corner = 0; corner < 8; ++corner) {
    const Vec3 at = geometry.lps({(corner & 1) != 0 ? geometry.size[0] - 1 : 0,
                                  (corner & 2) != 0 ? geometry.size[1] - 1 : 0,
                                  (corner & 4) != 0 ? geometry.size[2] - 1 : 0});
    found = {std::min(found.first, at.*coordinate), std::max(found.second, at.*coordinate)};
  }
  return found;
}

}  // namespace

std::vector<std::byte> thumbnailOf(const Volume& ct, const LabelMap* labels) {
  if (ct.empty()) return {};
  const ImageGeometry& geometry = ct.geometry();
  const double z = geometry.lps(middleOf(ct, labels)).z;
  const auto [left, right] = reach(geometry, &Vec3::x);
  const auto [front, back] = reach(geometry, &Vec3::y);
  const double step = std::max({right - left, back - front, 1.0}) / (kPixels - 1);
  const Affine ijkFromLps = geometry.ijkFromLps();
  QImage picture(kPixels, kPixels, QImage::Format_Grayscale8);
  picture.fill(Qt::black);
  for (int row = 0; row < kPixels; ++row)
    for (int column = 0; column < kPixels; ++column) {
      const Vec3 at = ijkFromLps({(left + right) / 2 + (column - kPixels / 2.0) * step,
                                  (front + back) / 2 + (row - kPixels / 2.0) * step, z});
      const Index3 voxel{static_cast<int>(std::lround(at.x)), static_cast<int>(std::lround(at.y)),
                         static_cast<int>(std::lround(at.z))};
      bool inside = true;
      for (std::size_t axis = 0; axis < 3; ++axis)
        inside = inside && voxel[axis] >= 0 && voxel[axis] < geometry.size[axis];
      if (!inside) continue;
      const double grey = (ct.at(voxel) - kDarkestHu) / kRangeHu;
      picture.scanLine(row)[column] = static_cast<uchar>(255.0 * std::clamp(grey, 0.0, 1.0));
    }
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  const auto* first = reinterpret_cast<const std::byte*>(png.constData());
  return {first, first + png.size()};
}

}  // namespace valvista::ui
