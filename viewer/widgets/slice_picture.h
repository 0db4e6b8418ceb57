// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/widgets/slice_content.h"

#include <QImage>

#include <optional>

namespace valvista::viewer {

/// CT and labels of a slice as an image. Keeps what it sampled: a changed window needs no new samples, and
/// nothing is done when nothing changed.
class SlicePicture {
 public:
  explicit SlicePicture(LabelLayer layer) : layer_(layer) {}

  /// One image pixel per device pixel of the view; `scale` is the device pixel ratio.
  const QImage& update(const SliceContent& content, const SliceGeometry& geometry, double scale);

 private:
  struct SampleKey {
    SliceGrid grid;
    Slab slab;
    int volumeRevision = -1, labelRevision = -1;
    bool operator==(const SampleKey&) const = default;
  };
  struct LookKey {
    WindowLevel windowLevel;
    LabelOverlay overlay;
    bool operator==(const LookKey&) const = default;
  };

  const LabelMap& labels(const SliceContent& content) const;

  LabelLayer layer_;
  SampleKey sampled_;
  std::optional<LookKey> composed_;  ///< absent when the samples changed since
  SliceSamples samples_;
  QImage image_;
};

}  // namespace valvista::viewer
