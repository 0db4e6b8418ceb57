// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/view_arrangement.h"

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr int kParts = 12;  ///< into which the window is divided both ways
constexpr int kSpacing = 2;

/// Where a part begins; the spacing is its last pixels.
int edge(int part, int size) {
  return static_cast<int>(std::lround(static_cast<double>(part) * (size + kSpacing) / kParts));
}

}  // namespace

ViewArrangement::ViewArrangement(QWidget& parent, const ArrangedViews& views)
    : parent_(parent), views_(views) {
  arrange();
}

std::vector<ViewArrangement::Cell> ViewArrangement::cells() const {
  const ArrangedViews& v = views_;
  if (alone_) return {{alone_, {0, 0, kParts, kParts}}};
  switch (layout_) {
    case ViewLayout::fourUp:
      // Coronal below axial: right and left agree; sagittal beside coronal: head and feet agree.
      return {{v.axial, {0, 0, 6, 6}},
              {v.surfaces, {6, 0, 6, 6}},
              {v.coronal, {0, 6, 6, 6}},
              {v.sagittal, {6, 6, 6, 6}}};
    case ViewLayout::onePlusThree:
      return {{v.axial, {0, 0, 8, 12}},
              {v.coronal, {8, 0, 4, 4}},
              {v.sagittal, {8, 4, 4, 4}},
              {v.surfaces, {8, 8, 4, 4}}};
    case ViewLayout::root:
      // The planes across the annulus are tall: root and ascending aorta stand on it.
      return {{v.axial, {0, 0, 6, 12}},
              {v.coronal, {6, 0, 3, 7}},
              {v.sagittal, {9, 0, 3, 7}},
              {v.surfaces, {6, 7, 6, 5}}};
    case ViewLayout::access:
      return {{v.reformat, {0, 0, 7, 12}}, {v.axial, {7, 0, 5, 6}}, {v.surfaces, {7, 6, 5, 6}}};
    case ViewLayout::compare:
      return {{v.axial, {0, 0, 6, 6}},
              {v.other, {6, 0, 6, 6}},
              {v.difference, {0, 6, 6, 6}},
              {v.surfaces, {6, 6, 6, 6}}};
  }
  return {};
}

void ViewArrangement::setLayout(ViewLayout layout) {
  layout_ = layout;
  alone_ = nullptr;
  arrange();
}

void ViewArrangement::toggleAlone(QWidget* view) {
  const std::vector<QWidget*> now = shown();
  if (std::find(now.begin(), now.end(), view) == now.end()) return;
  alone_ = alone_ == view ? nullptr : view;
  arrange();
}

void ViewArrangement::arrange() {
  // One paint for all of it: no view is seen in a place that it leaves.
  parent_.setUpdatesEnabled(false);
  place();
  const std::vector<QWidget*> now = shown();
  for (QWidget* view : {views_.axial, views_.coronal, views_.sagittal, views_.surfaces, views_.reformat,
                        views_.other, views_.difference})
    view->setVisible(std::find(now.begin(), now.end(), view) != now.end());
  // Tab goes from view to view as they are read.
  for (std::size_t i = 1; i < now.size(); ++i) QWidget::setTabOrder(now[i - 1], now[i]);
  parent_.setUpdatesEnabled(true);
}

void ViewArrangement::place() {
  for (const Cell& cell : cells()) {
    const QRect& parts = cell.parts;
    const int left = edge(parts.x(), parent_.width()), top = edge(parts.y(), parent_.height());
    const int right = edge(parts.x() + parts.width(), parent_.width()) - kSpacing;
    const int bottom = edge(parts.y() + parts.height(), parent_.height()) - kSpacing;
    cell.view->setGeometry(left, top, right - left, bottom - top);
  }
}

std::vector<QWidget*> ViewArrangement::shown() const {
  std::vector<QWidget*> views;
  for (const Cell& cell : cells()) views.push_back(cell.view);
  return views;
}

}  // namespace valvista::viewer
