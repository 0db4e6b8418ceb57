// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/view_annotations.h"

#include "planning/core/image_geometry.h"
#include "viewer/scene/slice_geometry.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kMargin = 6.0;          ///< from the view's border
constexpr double kPadding = 3.0;         ///< of the dark ground around a text
constexpr double kNegligibleSide = 0.2;  ///< of a direction: about 12 degrees
constexpr std::size_t kMostLetters = 2;  ///< "LA"; a third one says nothing that the eye could use
const QColor kGround(0, 0, 0, 190);      // coloured text stays readable on bone and contrast
const QColor kLetterColour(255, 255, 255);

QString axisText(const Vec3& lps, int axis) {
  Vec3 direction;
  direction[axis] = lps[axis] < 0.0 ? -1.0 : 1.0;
  return QString::fromStdString(orientationLetters(direction)) + QLatin1Char(' ') +
         QString::number(std::abs(lps[axis]), 'f', 1);
}

}  // namespace

ViewAnnotations::ViewAnnotations(QPainter& painter, const QRectF& area)
    : painter_(painter), area_(area.adjusted(kMargin, kMargin, -kMargin, -kMargin)) {}

bool ViewAnnotations::take(const QRectF& place) {
  const bool free =
      area_.contains(place) && std::none_of(taken_.begin(), taken_.end(),
                                            [&](const QRectF& other) { return other.intersects(place); });
  if (free) taken_.push_back(place);
  return free;
}

QRectF ViewAnnotations::placeFor(Qt::Alignment where, const QSizeF& size) const {
  QRectF place(QPointF(), size);
  place.moveCenter(area_.center());
  if (where.testFlag(Qt::AlignLeft)) place.moveLeft(area_.left());
  if (where.testFlag(Qt::AlignRight)) place.moveRight(area_.right());
  if (where.testFlag(Qt::AlignTop)) place.moveTop(area_.top());
  if (where.testFlag(Qt::AlignBottom)) place.moveBottom(area_.bottom());
  return place;
}

std::optional<QRectF> ViewAnnotations::takeNear(Qt::Alignment where, const QSizeF& size) {
  const bool corner = (where & Qt::AlignHorizontal_Mask) != Qt::AlignHCenter &&
                      (where & Qt::AlignVertical_Mask) != Qt::AlignVCenter;
  const double step =
      (where.testFlag(Qt::AlignBottom) ? -1.0 : 1.0) * QFontMetricsF(painter_.font()).lineSpacing() / 2;
  // Not beyond the middle: there it would belong to another corner.
  const int steps = corner ? static_cast<int>(area_.height() / 2 / std::abs(step)) : 0;
  QRectF place = placeFor(where, size);
  for (int i = 0; i <= steps; ++i, place.translate(0.0, step))
    if (take(place)) return place;
  return std::nullopt;
}

bool ViewAnnotations::write(Qt::Alignment where, const QStringList& lines, const QColor& colour) {
  const QFontMetricsF metrics(painter_.font());
  double width = 0.0;
  for (const QString& line : lines) width = std::max(width, std::ceil(metrics.horizontalAdvance(line)));
  const double height = metrics.lineSpacing() * static_cast<double>(lines.size());
  const auto place = takeNear(where, {width + 2 * kPadding, height + kPadding});
  if (!place) return false;
  painter_.fillRect(*place, kGround);
  painter_.setPen(colour);
  const Qt::Alignment horizontal = where & Qt::AlignHorizontal_Mask;
  QRectF row(place->left() + kPadding, place->top() + kPadding / 2, width, metrics.lineSpacing());
  for (const QString& line : lines) {
    painter_.drawText(row, static_cast<int>(horizontal | Qt::AlignVCenter), line);
    row.translate(0.0, metrics.lineSpacing());
  }
  return true;
}

void ViewAnnotations::writeSides(const Vec3& right, const Vec3& down) {
  const QFont usual = painter_.font();
  QFont strong = usual;
  strong.setBold(true);
  painter_.setFont(strong);
  const auto letter = [&](Qt::Alignment where, const Vec3& direction) {
    const std::string letters = orientationLetters(direction, kNegligibleSide).substr(0, kMostLetters);
    write(where, {QString::fromStdString(letters)}, kLetterColour);
  };
  letter(Qt::AlignRight | Qt::AlignVCenter, right);
  letter(Qt::AlignLeft | Qt::AlignVCenter, -right);
  letter(Qt::AlignBottom | Qt::AlignHCenter, down);
  letter(Qt::AlignTop | Qt::AlignHCenter, -down);
  painter_.setFont(usual);
}

void ViewAnnotations::drawScaleBar(double mmPerPixel) {
  constexpr std::array kLengths{200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0};
  constexpr double kShareOfView = 0.25;
  const double most = area_.width() * kShareOfView * mmPerPixel;
  const auto fits = std::find_if(kLengths.begin(), kLengths.end(), [&](double mm) { return mm <= most; });
  const double length = fits != kLengths.end() ? *fits : kLengths.back();
  const double pixels = length / mmPerPixel;
  const QString text = QCoreApplication::translate("ViewAnnotations", "%1 mm").arg(length);
  const QFontMetricsF metrics(painter_.font());
  const double width = std::max(pixels, std::ceil(metrics.horizontalAdvance(text)));
  const auto free = takeNear(Qt::AlignRight | Qt::AlignBottom,
                             {width + 2 * kPadding, metrics.lineSpacing() + 3 * kPadding});
  if (!free) return;
  const QRectF place = *free;
  painter_.fillRect(place, kGround);
  painter_.setPen(QPen(kLetterColour, 1.0));
  painter_.drawText(place.adjusted(kPadding, 0, -kPadding, -2 * kPadding), Qt::AlignCenter, text);
  const double y = place.bottom() - kPadding;
  const double left = place.center().x() - pixels / 2, right = left + pixels;
  painter_.drawLine(QPointF(left, y), QPointF(right, y));
  painter_.drawLine(QPointF(left, y - kPadding), QPointF(left, y));
  painter_.drawLine(QPointF(right, y - kPadding), QPointF(right, y));
}

QString positionText(const Vec3& lps) {
  return QCoreApplication::translate("ViewAnnotations", "%1  %2  %3 mm")
      .arg(axisText(lps, 0), axisText(lps, 1), axisText(lps, 2));
}

QString slicePositionText(const Vec3& lps, const Vec3& direction) {
  int axis = 0;
  for (int other = 1; other < 3; ++other)
    if (std::abs(direction[other]) > std::abs(direction[axis])) axis = other;
  return QCoreApplication::translate("ViewAnnotations", "%1 mm").arg(axisText(lps, axis));
}

QColor colourFrom(const std::array<std::uint8_t, 3>& rgb) {
  return {rgb[0], rgb[1], rgb[2]};
}

}  // namespace valvista::viewer
