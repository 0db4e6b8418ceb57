// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/report_plots.h"

#include "planning/report/report_text.h"

#include <algorithm>
#include <cairo.h>
#include <cmath>
#include <optional>
#include <string>

namespace valvista::planning::report {

namespace {

constexpr double kLeftGutter = 36.0, kBottomGutter = 27.0, kTopGutter = 14.0, kRightGutter = 6.0;
constexpr double kMarkerRow = 11.5, kTickSize = 7.0;

struct Axes {
  Box frame;  ///< of the curves, without ticks and labels
  double xMax = 1.0, yMax = 1.0, xStep = 0.2, yStep = 0.2;

  Vec2 onPaper(double x, double y) const {
    return {frame.x + x / xMax * frame.width, frame.bottom() - y / yMax * frame.height};
  }
};

double largestOf(const std::vector<double>& values) {
  double largest = 0.0;
  for (const double v : values) {
    if (std::isfinite(v)) largest = std::max(largest, v);
  }
  return largest;
}

Axes axesOf(const Box& box, const Plot& plot) {
  Axes axes;
  axes.frame = {box.x + kLeftGutter, box.y + kTopGutter, box.width - kLeftGutter - kRightGutter,
                box.height - kTopGutter - kBottomGutter};
  double xMax = 0.0, yMax = 0.0;
  for (const PlotSeries& series : plot.series) {
    xMax = std::max(xMax, largestOf(*series.x));
    yMax = std::max(yMax, largestOf(*series.y));
  }
  if (xMax > 0.0) axes.xMax = xMax;
  if (yMax > 0.0) axes.yMax = yMax;
  // Head room for the labels of the markers, so that none lies on a curve.
  const double rows = kMarkerRow * static_cast<double>(plot.markers.size()) + 6.0;
  axes.yMax *= axes.frame.height / std::max(axes.frame.height - rows, 0.3 * axes.frame.height);
  axes.xStep = tickStep(axes.xMax, static_cast<int>(axes.frame.width / 40.0));
  axes.yStep = tickStep(axes.yMax, static_cast<int>(axes.frame.height / 18.0));
  return axes;
}

int decimalsOf(double step) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

void drawAxes(const Canvas& canvas, const Box& box, const Axes& axes, const Plot& plot) {
  const Box& frame = axes.frame;
  canvas.fill(frame, color::kWhite);
  for (int tick = 0; tick * axes.yStep <= axes.yMax * (1.0 + 1e-9); ++tick) {
    const Vec2 at = axes.onPaper(0.0, tick * axes.yStep);
    canvas.line(at, {frame.right(), at.y}, color::kRule, 0.4);
    canvas.text({at.x - 4.0, at.y - 5.0}, formatFixed(tick * axes.yStep, decimalsOf(axes.yStep)),
                {.size = kTickSize, .color = color::kMuted, .align = Align::right});
  }
  for (int tick = 0; tick * axes.xStep <= axes.xMax * (1.0 + 1e-9); ++tick) {
    const Vec2 at = axes.onPaper(tick * axes.xStep, 0.0);
    canvas.line(at, {at.x, at.y + 3.0}, color::kMuted, 0.6);
    canvas.text({at.x, at.y + 3.0}, formatFixed(tick * axes.xStep, decimalsOf(axes.xStep)),
                {.size = kTickSize, .color = color::kMuted, .align = Align::center});
  }
  canvas.line({frame.x, frame.y}, {frame.x, frame.bottom()}, color::kMuted, 0.8);
  canvas.line({frame.x, frame.bottom()}, {frame.right(), frame.bottom()}, color::kMuted, 0.8);
  canvas.text({box.x, box.y}, plot.yLabel, {.size = 7.5, .color = color::kMuted, .width = box.width * 0.6});
  canvas.text({frame.x, frame.bottom() + 13.0}, plot.xLabel,
              {.size = 7.5, .color = color::kMuted, .align = Align::right, .width = frame.width});
}

void drawSeries(const Canvas& canvas, const Axes& axes, const PlotSeries& series) {
  cairo_t* context = canvas.context();
  cairo_new_path(context);
  bool drawing = false;
  for (std::size_t i = 0; i < std::min(series.x->size(), series.y->size()); ++i) {
    const double x = (*series.x)[i], y = (*series.y)[i];
    if (!std::isfinite(x) || !std::isfinite(y)) {
      drawing = false;
      continue;
    }
    const Vec2 p = axes.onPaper(x, y);
    drawing ? cairo_line_to(context, p.x, p.y) : cairo_move_to(context, p.x, p.y);
    drawing = true;
  }
  canvas.setColor(series.color);
  cairo_set_line_width(context, series.width);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(context);
}

void drawMarkers(const Canvas& canvas, const Axes& axes, const std::vector<PlotMarker>& markers) {
  constexpr double kGap = 4.0;
  double rowTop = axes.frame.y + 1.0;
  for (const PlotMarker& marker : markers) {
    const Vec2 dot = axes.onPaper(marker.x, marker.y);
    canvas.dashedLine({dot.x, rowTop + 2.0}, {dot.x, axes.frame.bottom()}, marker.color, 0.8);
    canvas.disc(dot, 2.2, marker.color);
    const TextStyle style{.size = 7.5, .bold = true, .color = marker.color};
    const double width = canvas.widthOf(marker.label, style);
    const bool fitsRight = dot.x + kGap + width <= axes.frame.right();
    const double x = fitsRight ? dot.x + kGap : std::max(axes.frame.x + kGap, dot.x - kGap - width);
    canvas.fill({x - 1.0, rowTop, width + 2.0, kMarkerRow - 1.0}, color::kWhite);
    canvas.text({x, rowTop}, marker.label, style);
    rowTop += kMarkerRow;
  }
}

void drawLegend(const Canvas& canvas, const Box& box, const std::vector<PlotSeries>& series) {
  constexpr double kSample = 14.0;
  double right = box.right() - kRightGutter;
  for (auto entry = series.rbegin(); entry != series.rend(); ++entry) {
    if (entry->name.empty()) continue;
    const TextStyle style{.size = 7.5, .color = color::kMuted};
    const double width = canvas.widthOf(entry->name, style);
    canvas.text({right - width, box.y}, entry->name, style);
    right -= width + 4.0;
    canvas.line({right - kSample, box.y + 6.0}, {right, box.y + 6.0}, entry->color, entry->width);
    right -= kSample + 10.0;
  }
}

/// The curve's height at a position between its samples.
double valueAt(const std::vector<double>& x, const std::vector<double>& y, double at) {
  const auto upper = std::lower_bound(x.begin(), x.end(), at);
  if (upper == x.begin()) return y.front();
  if (upper == x.end()) return y.back();
  const auto i = static_cast<std::size_t>(upper - x.begin());
  const double part = (at - x[i - 1]) / (x[i] - x[i - 1]);
  return y[i - 1] + part * (y[i] - y[i - 1]);
}

}  // namespace

double tickStep(double largest, int wanted) {
  const double raw = largest / std::max(wanted, 2);
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (raw <= factor * power * (1.0 + 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

void drawPlot(const Canvas& canvas, const Box& box, const Plot& plot) {
  const Axes axes = axesOf(box, plot);
  drawAxes(canvas, box, axes, plot);
  for (const PlotSeries& series : plot.series) drawSeries(canvas, axes, series);
  drawMarkers(canvas, axes, plot.markers);
  drawLegend(canvas, box, plot.series);
}

Plot rootCurvePlot(const RootLabels& root) {
  const RootCurve& curve = *root.curve;
  Plot plot{.xLabel = "Distance from the annulus plane [mm]",
            .yLabel = "Cross-section area [mm²]",
            .series = {},
            .markers = {}};
  plot.series.push_back({"as counted", &curve.distanceMm, &curve.areaMm2, color::kSky, 0.7});
  plot.series.push_back({"smoothed", &curve.distanceMm, &curve.smoothedAreaMm2, color::kBlue, 1.5});
  const auto mark = [&](const std::optional<double>& at, const std::string& what, const Rgb& color) {
    if (!at || curve.distanceMm.empty()) return;
    plot.markers.push_back({*at, valueAt(curve.distanceMm, curve.smoothedAreaMm2, *at),
                            what + " " + formatFixed(*at, 1) + " mm", color});
  };
  mark(curve.firstMaximumMm, "first maximum", color::kVermilion);
  mark(root.rootEndMm, root.endEdited ? "edited end of root" : "end of root", color::kText);
  return plot;
}

Plot vesselPlot(const VesselCalibre& vessel) {
  Plot plot{
      .xLabel = "Distance along the centreline [mm]", .yLabel = "Diameter [mm]", .series = {}, .markers = {}};
  plot.series.push_back({"", &vessel.distanceMm, &vessel.diameterMm, color::kBlue, 1.5});
  if (vessel.narrowest < vessel.diameterMm.size()) {
    const double at = vessel.distanceMm[vessel.narrowest], diameter = vessel.diameterMm[vessel.narrowest];
    plot.markers.push_back({at, diameter,
                            "smallest " + formatFixed(diameter, 1) + " mm at " + formatFixed(at, 0) + " mm",
                            color::kVermilion});
  }
  return plot;
}

}  // namespace valvista::planning::report
