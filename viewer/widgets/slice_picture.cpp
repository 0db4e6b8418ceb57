// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_picture.h"

#include <algorithm>
#include <cmath>

namespace valvista::viewer {

const LabelMap& SlicePicture::labels(const SliceContent& content) const {
  if (layer_ == LabelLayer::other) return content.otherLabels;
  return layer_ == LabelLayer::difference ? content.difference : content.labels;
}

namespace {

/// In the plane of a measurement its contour counts. The annulus plane runs between the voxels of ventricle
/// and aorta: their labels would cover the CT there with stripes of both.
bool isPlaneOf(const planning::Evidence& evidence, const SliceGeometry& geometry) {
  constexpr double kAlignedCosine = 0.9998, kInPlaneMm = 0.5;
  return evidence.plane && std::abs(dot(evidence.plane->normal, geometry.axes().into())) > kAlignedCosine &&
         std::abs(geometry.depthOf(evidence.plane->origin)) < kInPlaneMm;
}

}  // namespace

const QImage& SlicePicture::update(const SliceContent& content, const SliceGeometry& geometry, double scale) {
  const SampleKey wanted{geometry.devicePixels(scale), content.slab, content.volumeRevision,
                         layer_ == LabelLayer::labels ? content.labelRevision : content.comparisonRevision};
  const bool sameGrid = wanted.grid == sampled_.grid;
  if (!sameGrid || wanted.slab != sampled_.slab || wanted.volumeRevision != sampled_.volumeRevision) {
    sampleSlab(content.volume, wanted.grid, wanted.slab, samples_.hu);
    composed_.reset();
  }
  if (!sameGrid || wanted.labelRevision != sampled_.labelRevision) {
    sampleLabels(labels(content), wanted.grid, samples_.labels);
    composed_.reset();
  }
  sampled_ = wanted;
  samples_.width = wanted.grid.width;
  samples_.height = wanted.grid.height;

  LookKey look{content.windowLevel, layer_ == LabelLayer::difference
                                        ? differenceOverlay(content.overlay.opacity)
                                        : content.overlay};
  if (layer_ == LabelLayer::labels && !content.comparing && isPlaneOf(content.evidence, geometry))
    look.overlay.opacity = 0.0;
  look.overlay.outlinePixels = std::max(1, static_cast<int>(std::lround(scale)));
  if (composed_ == look) return image_;
  if (image_.width() != samples_.width || image_.height() != samples_.height)
    image_ = QImage(samples_.width, samples_.height, QImage::Format_RGB32);
  image_.setDevicePixelRatio(scale);
  // Rows of 32-bit images have no padding, so that the pixels are one array.
  composeSlice(samples_, look.windowLevel, look.overlay,
               {reinterpret_cast<Pixel*>(image_.bits()), samples_.hu.size()});
  composed_ = look;
  return image_;
}

}  // namespace valvista::viewer
