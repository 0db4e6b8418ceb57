// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/model_grid.h"
#include "planning/core/label_map.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace valvista::ml {

/// Labels of a CT from logits on a model's grid that arrive in rows along `streamAxis`, so that neither the
/// logits nor the labels of the whole grid are ever held. A voxel of the CT gets the class with the largest
/// logit after trilinear interpolation to its centre: edges run between the voxels of a coarser grid as the
/// network draws them, without steps. Voxels beyond the outermost of the grid take the nearest. Ties go to
/// the first class.
class LabelResampler {
 public:
  /// `labelOfClass`: value of each channel in the label map, channel 0 being background; at most 255
  /// channels.
  LabelResampler(const ImageGeometry& ct, const ModelGrid& grid, std::vector<std::uint8_t> labelOfClass,
                 int streamAxis);

  /// The next rows: logits [classes, depth, height, width] whose first row is `firstRow`, in order and
  /// without gaps.
  void add(int firstRow, const at::Tensor& logits);
  /// The label map, once every row has been added.
  LabelMap finish() { return std::move(labels_); }

 private:
  /// One row of the grid, its two axes across the stream; logits with the class fastest.
  struct Row {
    std::vector<float> logits;
    std::vector<std::uint8_t> classes;  ///< of the largest logit
  };
  /// The voxels of the grid on either side of each voxel of the CT along an axis.
  struct Bracket {
    int lower = 0, upper = 0;
    float fraction = 0.0F;
  };
  static constexpr std::uint8_t kMixed = 255;

  static std::vector<Bracket> bracketsAlong(const ModelGrid& grid, int axis);
  Row rowOf(const at::Tensor& logits) const;
  void findUniformCells();
  std::uint8_t classAt(const Bracket& stream, const Bracket& outer, const Bracket& inner,
                       std::vector<float>& sums) const;
  void writePlane(int ctIndex);

  ModelGrid grid_;
  std::vector<std::uint8_t> labelOfClass_;
  std::array<int, 3> axes_{};                     ///< of the grid: stream, outer, inner
  std::array<std::vector<Bracket>, 3> brackets_;  ///< along those axes
  Row lower_, upper_;                             ///< the last two rows
  std::vector<std::uint8_t> cells_;               ///< the class of a cell whose corners agree, or kMixed
  int nextPlane_ = 0;                             ///< of the CT along the stream axis
  LabelMap labels_;
};

}  // namespace valvista::ml
