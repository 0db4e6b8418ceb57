// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/derived.h"
#include "planning/report/report_layout.h"

#include <string>
#include <vector>

namespace valvista::planning::report {

struct PlotSeries {
  std::string name;
  const std::vector<double>* x = nullptr;  ///< same length as y
  const std::vector<double>* y = nullptr;
  Rgb color;
  double width = 1.2;
};

/// A vertical line with a dot on the curve and a label beside it.
struct PlotMarker {
  double x = 0.0, y = 0.0;
  std::string label;
  Rgb color;
};

/// Curves over one pair of axes; the y axis starts at zero, and markers get rows of labels above the curves.
struct Plot {
  std::string xLabel, yLabel;
  std::vector<PlotSeries> series;
  std::vector<PlotMarker> markers;
};

void drawPlot(const Canvas& canvas, const Box& box, const Plot& plot);

/// Steps of 1, 2 or 5 times a power of ten that cut 0..`largest` into about `wanted` parts.
double tickStep(double largest, int wanted);

/// Area of the aorta above the annulus, first maximum and end of the root marked.
Plot rootCurvePlot(const RootLabels& root);
/// Diameter along an iliac artery, the narrowest place marked.
Plot vesselPlot(const VesselCalibre& vessel);

}  // namespace valvista::planning::report
