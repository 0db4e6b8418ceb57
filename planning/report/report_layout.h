// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <string>
#include <string_view>
#include <vector>

extern "C" {
typedef struct _cairo cairo_t;  // as cairo.h has it, which stays out of headers
}

// Drawing on A4 pages; private to planning/report. All lengths are points (1/72 inch), y grows downwards.
namespace valvista::planning::report {

struct Rgb {
  double r = 0.0, g = 0.0, b = 0.0;
};

namespace color {
inline constexpr Rgb kText{0.11, 0.15, 0.20}, kMuted{0.36, 0.42, 0.48}, kAccent{0.04, 0.37, 0.52};
inline constexpr Rgb kRule{0.82, 0.86, 0.89}, kGround{0.955, 0.968, 0.978}, kWhite{1.0, 1.0, 1.0};
// Okabe and Ito's palette, to be told apart by colour-blind readers.
inline constexpr Rgb kBlue{0.0, 0.447, 0.698}, kVermilion{0.835, 0.369, 0.0}, kSky{0.337, 0.706, 0.914};
inline constexpr Rgb kOrange{0.902, 0.624, 0.0}, kYellow{0.941, 0.894, 0.259}, kRed{0.70, 0.07, 0.14};
}  // namespace color

struct Box {
  double x = 0.0, y = 0.0, width = 0.0, height = 0.0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

enum class Align { left, center, right };

struct TextStyle {
  double size = 8.5;
  bool bold = false;
  Rgb color = color::kText;
  Align align = Align::left;
  double width = 0.0;  ///< 0: as wide as it gets; otherwise longer text ends in an ellipsis
  bool wrap = false;   ///< within `width`, over several lines, instead of the ellipsis
};

/// Text (any script, by Pango) and simple shapes on a Cairo context, which must outlive it.
class Canvas {
 public:
  explicit Canvas(cairo_t* context) : context_(context) {}

  cairo_t* context() const { return context_; }
  /// Draws with the top left corner of the text's box there (top right or top centre by `align` without
  /// width). Returns the height.
  double text(const Vec2& at, std::string_view text, const TextStyle& style) const;
  double heightOf(std::string_view text, const TextStyle& style) const;
  double widthOf(std::string_view text, const TextStyle& style) const;

  void setColor(const Rgb& color) const;
  void fill(const Box& box, const Rgb& color) const;
  void outline(const Box& box, const Rgb& color, double width) const;
  void line(const Vec2& from, const Vec2& to, const Rgb& color, double width) const;
  void dashedLine(const Vec2& from, const Vec2& to, const Rgb& color, double width) const;
  void disc(const Vec2& centre, double radius, const Rgb& color) const;

 private:
  cairo_t* context_;
};

inline constexpr double kPageWidth = 595.276, kPageHeight = 841.890;  ///< A4
inline constexpr double kMargin = 42.0;
inline constexpr double kContentWidth = kPageWidth - 2.0 * kMargin;

/// Texts that stand on every page.
struct PageTexts {
  std::string title, patient, warning, software;
};

/// A sequence of A4 pages filled from top to bottom.
class Pages {
 public:
  /// `pageCount` is printed in the footers; 0 while it is being found out.
  Pages(cairo_t* context, PageTexts texts, int pageCount);

  const Canvas& canvas() const { return canvas_; }
  double y() const { return y_; }
  void advance(double height) { y_ += height; }
  /// Starts a new page unless this much height is left.
  void need(double height);
  /// A section title with a rule; keeps `following` points of its content on the same page.
  void heading(std::string_view title, double following);
  /// Ends the last page; returns how many there are.
  int finish();

 private:
  void beginPage();
  void endPage();

  Canvas canvas_;
  PageTexts texts_;
  int pageCount_ = 0, page_ = 0;
  double y_ = 0.0;
};

}  // namespace valvista::planning::report
