// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRectF>

#include <functional>
#include <optional>
#include <vector>

namespace valvista::viewer {

/// A vessel's diameters at distances along it; empty until measured.
struct DiameterProfile {
  std::vector<double> distanceMm, diameterMm;

  bool empty() const { return distanceMm.empty(); }
  /// Between the two nearest cross sections; absent beyond the ends and in a gap.
  std::optional<double> at(double alongMm) const;
  /// Index of the smallest diameter.
  std::size_t narrowest() const;
  /// Whether a stretch without cross sections lies before this one.
  bool gapBefore(std::size_t index) const;
};

/// The profile beside the vessel's picture: distances down, on the picture's own scale, diameters to the
/// right. `screenOf` says where a distance lies on the screen.
void drawProfile(QPainter& painter, const QRectF& area, const DiameterProfile& profile,
                 const std::function<double(double)>& screenOf);

}  // namespace valvista::viewer
