// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <QObject>

#include <cstdint>
#include <optional>

namespace valvista::viewer {

/// What the left button does to labels.
enum class PaintTool : std::uint8_t {
  none,      ///< nothing: the mouse navigates
  brush,     ///< a stroke while the button is held
  outline,   ///< a closed line: drawn with the button held, or corner by corner
  scissors,  ///< the same, also in 3D
  click      ///< one place
};

/// The tool for labels that all slice views share. A view says what the hand does, in patient millimetres;
/// its owner paints. Only one view has the hand at a time.
class PaintHand : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  PaintTool tool() const { return tool_; }
  /// Abandons a stroke under way.
  void setTool(PaintTool tool);
  /// Of the circle that shows the brush.
  double radiusMm() const { return radiusMm_; }
  void setRadiusMm(double radius);

  bool isStroking() const { return stroking_; }
  /// For the views; `normal` is that of the slice (unit vector).
  void begin(const Vec3& lps, const Vec3& normal);
  void moveTo(const Vec3& lps);
  void end();
  /// Gives up the stroke: what it painted is to be taken back.
  void abandon();

 Q_SIGNALS:
  void changed();
  void strokeBegan(const valvista::Vec3& lps, const valvista::Vec3& normal);
  void strokeMoved(const valvista::Vec3& from, const valvista::Vec3& to, const valvista::Vec3& normal);
  void strokeEnded();
  void strokeAbandoned();
  /// `eye`: from where the plane of the corners was looked at, in 3D; slices are seen along the normal.
  void outlineDrawn(const valvista::Polyline& corners, const valvista::Vec3& normal,
                    const std::optional<valvista::Vec3>& eye);
  void clicked(const valvista::Vec3& lps);
  /// The wheel asks for a larger (above 1) or smaller brush.
  void radiusFactorRequested(double factor);

 private:
  PaintTool tool_ = PaintTool::none;
  double radiusMm_ = 5.0;
  bool stroking_ = false;
  Vec3 at_, normal_;
};

}  // namespace valvista::viewer
