// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/report_layout.h"

#include "planning/report/report_text.h"

#include <array>
#include <cairo.h>
#include <memory>
#include <pango/pangocairo.h>
#include <utility>

namespace valvista::planning::report {

namespace {

struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

/// Beyond this no cell shows anything; a damaged file must not cost minutes of shaping.
constexpr std::size_t kLongestText = 1000;

std::unique_ptr<PangoLayout, Unref> makeLayout(cairo_t* context, std::string_view text,
                                               const TextStyle& style) {
  std::unique_ptr<PangoLayout, Unref> layout(pango_cairo_create_layout(context));
  // Positions must not depend on a screen's pixel grid or on the language of the machine.
  const std::unique_ptr<cairo_font_options_t, Unref> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  PangoContext* pango = pango_layout_get_context(layout.get());
  pango_cairo_context_set_font_options(pango, options.get());
  pango_context_set_language(pango, pango_language_from_string("en"));
  const std::unique_ptr<PangoFontDescription, Unref> font(
      pango_font_description_from_string("Noto Sans, sans-serif"));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  // The page runs from left to right; words of other scripts keep their own direction within it.
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  if (style.width > 0.0) {
    pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(layout.get(), style.wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(layout.get(), style.align == Align::left    ? PANGO_ALIGN_LEFT
                                             : style.align == Align::right ? PANGO_ALIGN_RIGHT
                                                                           : PANGO_ALIGN_CENTER);
  }
  const std::string shown = shortened(text, kLongestText);
  pango_layout_set_text(layout.get(), shown.data(), static_cast<int>(shown.size()));
  return layout;
}

Vec2 sizeOf(PangoLayout* layout) {
  int width = 0, height = 0;
  pango_layout_get_size(layout, &width, &height);
  return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
}

constexpr double kHeaderTop = 26.0, kContentTop = 58.0, kFooterTop = kPageHeight - 40.0;
constexpr double kContentBottom = kFooterTop - 10.0;

}  // namespace

double Canvas::text(const Vec2& at, std::string_view text, const TextStyle& style) const {
  const auto layout = makeLayout(context_, text, style);
  const Vec2 size = sizeOf(layout.get());
  double x = at.x;
  if (style.width <= 0.0 && style.align == Align::right) x -= size.x;
  if (style.width <= 0.0 && style.align == Align::center) x -= size.x / 2.0;
  setColor(style.color);
  cairo_move_to(context_, x, at.y);
  pango_cairo_show_layout(context_, layout.get());
  return size.y;
}

double Canvas::heightOf(std::string_view text, const TextStyle& style) const {
  return sizeOf(makeLayout(context_, text, style).get()).y;
}

double Canvas::widthOf(std::string_view text, const TextStyle& style) const {
  return sizeOf(makeLayout(context_, text, style).get()).x;
}

void Canvas::setColor(const Rgb& color) const {
  cairo_set_source_rgb(context_, color.r, color.g, color.b);
}

void Canvas::fill(const Box& box, const Rgb& color) const {
  setColor(color);
  cairo_rectangle(context_, box.x, box.y, box.width, box.height);
  cairo_fill(context_);
}

void Canvas::outline(const Box& box, const Rgb& color, double width) const {
  setColor(color);
  cairo_set_line_width(context_, width);
  cairo_rectangle(context_, box.x, box.y, box.width, box.height);
  cairo_stroke(context_);
}

void Canvas::line(const Vec2& from, const Vec2& to, const Rgb& color, double width) const {
  setColor(color);
  cairo_set_line_width(context_, width);
  cairo_move_to(context_, from.x, from.y);
  cairo_line_to(context_, to.x, to.y);
  cairo_stroke(context_);
}

void Canvas::dashedLine(const Vec2& from, const Vec2& to, const Rgb& color, double width) const {
  constexpr std::array kDash{4.0, 2.5};
  cairo_set_dash(context_, kDash.data(), static_cast<int>(kDash.size()), 0.0);
  line(from, to, color, width);
  cairo_set_dash(context_, nullptr, 0, 0.0);
}

void Canvas::disc(const Vec2& centre, double radius, const Rgb& color) const {
  constexpr double kFullTurn = 6.283185307179586;
  setColor(color);
  cairo_new_path(context_);
  cairo_arc(context_, centre.x, centre.y, radius, 0.0, kFullTurn);
  cairo_fill(context_);
}

Pages::Pages(cairo_t* context, PageTexts texts, int pageCount)
    : canvas_(context), texts_(std::move(texts)), pageCount_(pageCount) {
  beginPage();
}

void Pages::beginPage() {
  ++page_;
  constexpr double kTitleWidth = 170.0;
  canvas_.text({kMargin, kHeaderTop}, texts_.title,
               {.size = 10.0, .bold = true, .color = color::kAccent, .width = kTitleWidth});
  canvas_.text(
      {kMargin + kTitleWidth, kHeaderTop + 1.5}, texts_.patient,
      {.size = 8.0, .color = color::kMuted, .align = Align::right, .width = kContentWidth - kTitleWidth});
  canvas_.line({kMargin, kHeaderTop + 18.0}, {kPageWidth - kMargin, kHeaderTop + 18.0}, color::kAccent, 1.2);
  y_ = kContentTop;
}

void Pages::endPage() {
  canvas_.line({kMargin, kFooterTop}, {kPageWidth - kMargin, kFooterTop}, color::kRule, 0.6);
  constexpr double kSide = 120.0;
  const double top = kFooterTop + 5.0;
  canvas_.text({kMargin, top}, texts_.software, {.size = 7.5, .color = color::kMuted, .width = kSide});
  canvas_.text({kMargin + kSide, top}, texts_.warning,
               {.size = 8.5,
                .bold = true,
                .color = color::kRed,
                .align = Align::center,
                .width = kContentWidth - 2.0 * kSide});
  const std::string number = "Page " + std::to_string(page_) + " of " + std::to_string(pageCount_);
  canvas_.text({kPageWidth - kMargin - kSide, top}, number,
               {.size = 7.5, .color = color::kMuted, .align = Align::right, .width = kSide});
  cairo_show_page(canvas_.context());
}

void Pages::need(double height) {
  if (y_ + height <= kContentBottom || y_ <= kContentTop) return;
  endPage();
  beginPage();
}

void Pages::heading(std::string_view title, double following) {
  constexpr double kSpaceAbove = 12.0, kHeight = 20.0;
  need(kSpaceAbove + kHeight + following);
  if (y_ > kContentTop) y_ += kSpaceAbove;
  canvas_.text({kMargin, y_}, title,
               {.size = 11.0, .bold = true, .color = color::kAccent, .width = kContentWidth});
  canvas_.line({kMargin, y_ + kHeight - 4.0}, {kPageWidth - kMargin, y_ + kHeight - 4.0}, color::kRule, 0.6);
  y_ += kHeight;
}

int Pages::finish() {
  endPage();
  return page_;
}

}  // namespace valvista::planning::report
