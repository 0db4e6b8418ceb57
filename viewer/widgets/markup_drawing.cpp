// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_drawing.h"

#include "viewer/scene/evidence_lines.h"
#include "viewer/scene/markup_handles.h"
#include "viewer/widgets/markup_texts.h"
#include "viewer/widgets/view_annotations.h"

#include <QLineF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::viewer {
namespace {

constexpr double kHandleRadius = 4.5, kSmallRadius = 2.5;  ///< pixels
constexpr double kReserved = 9.0;                          ///< pixels around a handle without text
constexpr double kFarMm = 10.0;  ///< points further from the slice are not shown at all
constexpr double kFaint = 0.45;  ///< opacity out of the slice
constexpr double kLine = 1.6, kSelectedLine = 2.6, kDarkRim = 2.0;
constexpr double kArcRadius = 18.0;  ///< of an angle, pixels
const QColor kDark(0, 0, 0, 170);

/// Draws one markup after the other on the same slice.
class MarkupDrawing {
 public:
  MarkupDrawing(QPainter& painter, const SliceGeometry& geometry, double throughMm)
      : painter_(painter),
        geometry_(geometry),
        throughMm_(throughMm),
        texts_(painter, QRectF(0, 0, geometry.screenSize().x, geometry.screenSize().y)) {}

  void reserve(const Markup& markup);
  void draw(const Markup& markup, bool selected);
  void write(const Markup& markup, bool selected);

 private:
  QPointF at(const Vec3& lps) const;
  bool isInSlice(const Vec3& lps) const { return std::abs(geometry_.depthOf(lps)) <= throughMm_; }
  bool isInSlice(const Markup& markup) const;
  bool isNear(const Vec3& lps) const { return std::abs(geometry_.depthOf(lps)) <= throughMm_ + kFarMm; }
  void stroke(const QPolygonF& line, const QPen& pen);
  void drawTrace(const Markup& markup, bool selected);
  void drawLines(const Markup& markup, bool selected);
  void drawArc(const Markup& markup);
  void drawHandle(const Markup& markup, const MarkupHandle& handle, bool selected);
  void writePoints(const Markup& markup, bool selected);
  QPointF textAnchor(const Markup& markup) const;

  QPainter& painter_;
  const SliceGeometry& geometry_;
  double throughMm_;
  MarkupTexts texts_;
};

QPointF MarkupDrawing::at(const Vec3& lps) const {
  const Vec2 screen = geometry_.screenFromLps(lps);
  return {screen.x, screen.y};
}

bool MarkupDrawing::isInSlice(const Markup& markup) const {
  return std::all_of(markup.points.begin(), markup.points.end(),
                     [this](const Vec3& point) { return isInSlice(point); });
}

void MarkupDrawing::reserve(const Markup& markup) {
  for (const MarkupHandle& handle : handlesOf(markup, geometry_, throughMm_))
    if (isNear(handle.lps)) texts_.reserve(at(handle.lps), kReserved);
}

void MarkupDrawing::stroke(const QPolygonF& line, const QPen& pen) {
  QPen rim = pen;
  rim.setColor(QColor(kDark.red(), kDark.green(), kDark.blue(), kDark.alpha() * pen.color().alpha() / 255));
  rim.setWidthF(pen.widthF() + kDarkRim);
  rim.setStyle(Qt::SolidLine);
  painter_.setPen(rim);
  painter_.drawPolyline(line);
  painter_.setPen(pen);
  painter_.drawPolyline(line);
}

void MarkupDrawing::drawTrace(const Markup& markup, bool selected) {
  const auto trace = traceOf(markup, geometry_);
  if (!trace) return;
  const QPen pen(colourFrom(markup.colour), selected ? kSelectedLine : kLine,
                 markup.kind == MarkupKind::level ? Qt::DashLine : Qt::SolidLine);
  stroke(QPolygonF({at(trace->first), at(trace->second)}), pen);
}

void MarkupDrawing::drawLines(const Markup& markup, bool selected) {
  const Polyline outline = outlineOf(markup);
  if (outline.size() < 2) return;
  const auto onScreen = [this](const Polyline& line) {
    QPolygonF points;
    for (const Vec3& lps : line) points.append(at(lps));
    return points;
  };
  const Plane slice{geometry_.centre(), geometry_.axes().into()};
  const SlicedLines parts = splitAtSlice({outline}, slice, throughMm_);
  const SlicedLines close = splitAtSlice(parts.offSlice, slice, throughMm_ + kFarMm);
  QColor faint = colourFrom(markup.colour);
  faint.setAlphaF(kFaint);
  for (const Polyline& line : close.inSlice) {
    painter_.setPen(QPen(faint, 1.0, Qt::DotLine));
    painter_.drawPolyline(onScreen(line));
  }
  const QPen solid(colourFrom(markup.colour), selected ? kSelectedLine : kLine);
  for (const Polyline& line : parts.inSlice) stroke(onScreen(line), solid);
}

void MarkupDrawing::drawArc(const Markup& markup) {
  if (markup.kind != MarkupKind::angle || markup.points.size() != 3 || !isInSlice(markup)) return;
  const QLineF first(at(markup.points[1]), at(markup.points[0])),
      second(at(markup.points[1]), at(markup.points[2]));
  const double reach = std::min({kArcRadius, first.length() / 2, second.length() / 2});
  if (reach < 4.0) return;
  double sweep = first.angleTo(second);
  if (sweep > 180.0) sweep -= 360.0;
  QRectF circle(0, 0, 2 * reach, 2 * reach);
  circle.moveCenter(first.p1());
  painter_.setPen(QPen(colourFrom(markup.colour), 1.0));
  painter_.drawArc(circle, static_cast<int>(std::lround(first.angle() * 16)),
                   static_cast<int>(std::lround(sweep * 16)));
}

void MarkupDrawing::drawHandle(const Markup& markup, const MarkupHandle& handle, bool selected) {
  if (!isNear(handle.lps)) return;
  QColor colour = colourFrom(markup.colour);
  if (!handle.inSlice) colour.setAlphaF(kFaint);
  const double radius = handle.inSlice ? kHandleRadius : kSmallRadius;
  const QPointF centre = at(handle.lps);
  const bool filled = markup.edited || markup.removable;
  const auto shape = [&] {
    if (handle.part == HandlePart::line)
      painter_.drawRect(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
    else
      painter_.drawEllipse(centre, radius, radius);
  };
  painter_.setBrush(Qt::NoBrush);
  if (handle.inSlice) {
    painter_.setPen(QPen(kDark, kLine + kDarkRim));
    shape();
  }
  if (selected && handle.inSlice) {
    painter_.setPen(QPen(Qt::white, 1.2));
    painter_.drawEllipse(centre, radius + 3.5, radius + 3.5);
  }
  painter_.setPen(QPen(colour, kLine));
  if (filled) painter_.setBrush(colour);
  shape();
  painter_.setBrush(Qt::NoBrush);
}

void MarkupDrawing::draw(const Markup& markup, bool selected) {
  drawTrace(markup, selected);
  drawLines(markup, selected);
  drawArc(markup);
  for (const MarkupHandle& handle : handlesOf(markup, geometry_, throughMm_))
    drawHandle(markup, handle, selected);
}

QPointF MarkupDrawing::textAnchor(const Markup& markup) const {
  if (const auto trace = traceOf(markup, geometry_)) {
    const QPointF a = at(trace->first), b = at(trace->second);
    return a.x() > b.x() ? a : b;
  }
  switch (markup.kind) {
    case MarkupKind::distance:
      return (at(markup.points[0]) + at(markup.points[1])) / 2;
    case MarkupKind::angle:
      return at(markup.points[1]);
    default:
      // The rightmost corner, so that the text stands outside.
      return at(*std::max_element(markup.points.begin(), markup.points.end(),
                                  [this](const Vec3& a, const Vec3& b) { return at(a).x() < at(b).x(); }));
  }
}

void MarkupDrawing::writePoints(const Markup& markup, bool selected) {
  for (std::size_t i = 0; i < std::min(markup.points.size(), markup.pointNames.size()); ++i) {
    // Names of points that lie elsewhere would only crowd the slice.
    if (!isInSlice(markup.points[i]) && !(selected && isNear(markup.points[i]))) continue;
    texts_.write(at(markup.points[i]), QString::fromStdString(markup.pointNames[i]),
                 colourFrom(markup.colour));
  }
}

void MarkupDrawing::write(const Markup& markup, bool selected) {
  writePoints(markup, selected);
  const bool hasTrace = traceOf(markup, geometry_).has_value();
  if (!hasTrace && (markup.points.empty() || !isInSlice(markup))) return;
  QString text = QString::fromStdString(markup.name);
  if (const std::string value = measureText(markup); !value.empty()) {
    if (!text.isEmpty()) text += QStringLiteral("  ");
    text += QString::fromStdString(value);
  }
  texts_.write(textAnchor(markup), text, colourFrom(markup.colour));
}

}  // namespace

void drawMarkups(QPainter& painter, const SliceGeometry& geometry, double throughMm,
                 const MarkupBoard& board) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  MarkupDrawing drawing(painter, geometry, throughMm);
  // The selected one lies on top.
  std::vector<const Markup*> order;
  for (const Markup& markup : board.markups()) order.push_back(&markup);
  if (board.draft()) order.push_back(&*board.draft());
  const auto isSelected = [&](const Markup* markup) {
    return !markup->id.empty() && markup->id == board.selected();
  };
  std::stable_partition(order.begin(), order.end(), [&](const Markup* m) { return !isSelected(m); });
  for (const Markup* markup : order) drawing.reserve(*markup);
  for (const Markup* markup : order) drawing.draw(*markup, isSelected(markup));
  for (auto markup = order.rbegin(); markup != order.rend(); ++markup)
    drawing.write(**markup, isSelected(*markup));
  painter.restore();
}

}  // namespace valvista::viewer
