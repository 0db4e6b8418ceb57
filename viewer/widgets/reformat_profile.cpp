// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/reformat_profile.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kGapFactor = 3.0;  ///< of the usual distance between cross sections
constexpr double kTickMm = 10.0;    ///< of the diameter axis, less where there is room
constexpr double kMargin = 6.0;
const QColor kAxisColour(110, 118, 128), kTextColour(225, 228, 232), kLineColour(86, 180, 233),
    kNarrowColour(255, 176, 0);

/// The usual distance between cross sections: the median.
double usualStep(const std::vector<double>& distances) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < distances.size(); ++i) steps.push_back(distances[i] - distances[i - 1]);
  if (steps.empty()) return 0.0;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

void drawAxis(QPainter& painter, const QRectF& area, double most, const std::function<double(double)>& x) {
  const double tick = most > 25.0 ? kTickMm : kTickMm / 2;
  for (double mm = 0.0; mm <= most; mm += tick) {
    painter.setPen(QPen(kAxisColour, 1.0, mm == 0.0 ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(QPointF(x(mm), area.top()), QPointF(x(mm), area.bottom()));
    painter.setPen(kTextColour);
    const QString text = QString::number(mm);
    if (x(mm) + 2 + QFontMetricsF(painter.font()).horizontalAdvance(text) <= area.right())
      painter.drawText(QPointF(x(mm) + 2, area.bottom() - 4), text);
  }
  painter.drawText(area.adjusted(0, 2, -kMargin, 0), Qt::AlignTop | Qt::AlignRight,
                   QCoreApplication::translate("ReformatView", "Diameter, mm"));
}

}  // namespace

std::optional<double> DiameterProfile::at(double alongMm) const {
  const auto after = std::lower_bound(distanceMm.begin(), distanceMm.end(), alongMm);
  if (after == distanceMm.end()) return std::nullopt;
  const auto index = static_cast<std::size_t>(after - distanceMm.begin());
  if (*after == alongMm) return diameterMm[index];
  if (index == 0 || gapBefore(index)) return std::nullopt;
  const double share = (alongMm - distanceMm[index - 1]) / (distanceMm[index] - distanceMm[index - 1]);
  return diameterMm[index - 1] + (diameterMm[index] - diameterMm[index - 1]) * share;
}

std::size_t DiameterProfile::narrowest() const {
  return static_cast<std::size_t>(std::min_element(diameterMm.begin(), diameterMm.end()) -
                                  diameterMm.begin());
}

bool DiameterProfile::gapBefore(std::size_t index) const {
  return index > 0 && distanceMm[index] - distanceMm[index - 1] > kGapFactor * usualStep(distanceMm);
}

void drawProfile(QPainter& painter, const QRectF& area, const DiameterProfile& profile,
                 const std::function<double(double)>& screenOf) {
  if (profile.empty()) return;
  painter.save();
  painter.setClipRect(area);
  painter.setRenderHint(QPainter::Antialiasing);
  const double widest = *std::max_element(profile.diameterMm.begin(), profile.diameterMm.end()) * 1.15;
  const auto x = [&](double mm) {
    return area.left() + kMargin + mm / widest * (area.width() - 2 * kMargin);
  };
  drawAxis(painter, area, widest, x);
  const double usual = usualStep(profile.distanceMm);
  QPolygonF line;
  painter.setPen(QPen(kLineColour, 1.6));
  for (std::size_t i = 0; i < profile.distanceMm.size(); ++i) {
    if (i > 0 && profile.distanceMm[i] - profile.distanceMm[i - 1] > kGapFactor * usual) {
      painter.drawPolyline(line);
      line.clear();
    }
    line.append({x(profile.diameterMm[i]), screenOf(profile.distanceMm[i])});
  }
  painter.drawPolyline(line);
  const std::size_t narrowest = profile.narrowest();
  const QPointF at(x(profile.diameterMm[narrowest]), screenOf(profile.distanceMm[narrowest]));
  painter.setPen(Qt::NoPen);
  painter.setBrush(kNarrowColour);
  painter.drawEllipse(at, 4.0, 4.0);
  const QString text =
      QCoreApplication::translate("ReformatView", "min %1 mm").arg(profile.diameterMm[narrowest], 0, 'f', 1);
  const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
  painter.setPen(kNarrowColour);
  // Beside the mark where there is room, else above it, where the profile runs through the words.
  const double beside = at.x() + 8, before = at.x() - 8 - width, least = area.left() + 2,
               most = area.right() - 2 - width;
  if (beside <= most || before >= least)
    painter.drawText(QPointF(beside <= most ? beside : before, at.y() + 4), text);
  else
    painter.drawText(QPointF(std::clamp(at.x() - width / 2, least, std::max(least, most)), at.y() - 10),
                     text);
  painter.restore();
}

}  // namespace valvista::viewer
