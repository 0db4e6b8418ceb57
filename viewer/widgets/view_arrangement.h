// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/widgets/view_layout.h"

#include <QWidget>

#include <vector>

namespace valvista::viewer {

/// The views that a layout may show.
struct ArrangedViews {
  QWidget *axial, *coronal, *sagittal, *surfaces, *reformat, *other, *difference;
};

/// Places the views of a layout in their parent, or one of them alone.
class ViewArrangement {
 public:
  ViewArrangement(QWidget& parent, const ArrangedViews& views);

  ViewLayout layout() const { return layout_; }
  /// All of its views are shown again.
  void setLayout(ViewLayout layout);
  /// The view alone, or all of them again when it was alone. Nothing for one that the layout does not show.
  void toggleAlone(QWidget* view);
  /// After the parent changed its size.
  void place();
  /// In reading order.
  std::vector<QWidget*> shown() const;

 private:
  struct Cell {
    QWidget* view;
    QRect parts;  ///< in parts of the parent, see kParts
  };
  std::vector<Cell> cells() const;
  void arrange();

  QWidget& parent_;
  ArrangedViews views_;
  ViewLayout layout_ = ViewLayout::fourUp;
  QWidget* alone_ = nullptr;
};

}  // namespace valvista::viewer
