// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/report_figures.h"

#include "planning/report/report_text.h"

#include <algorithm>
#include <array>
#include <cairo.h>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace valvista::planning::report {

namespace {

/// Cardiac CT angiography; covers contrast and calcium.
constexpr double kWindowHu = 800.0, kLevelHu = 200.0;
constexpr double kCaptionHeight = 36.0;

/// Where the section lies on the paper: `right` and `down` are unit vectors in the patient.
struct SectionView {
  Vec3 centre, right, down;
  double halfWidthMm = 0.0;
  Box box;  ///< a square

  double pointsPerMm() const { return box.width / (2.0 * halfWidthMm); }
  Vec2 onPaper(const Vec3& lps) const {
    const Vec3 offset = lps - centre;
    return {box.x + box.width / 2.0 + dot(offset, right) * pointsPerMm(),
            box.y + box.height / 2.0 + dot(offset, down) * pointsPerMm()};
  }
};

/// The patient's left goes to the right as far as the plane allows, the page looks along the normal. A plane
/// across the body's left-right axis takes the patient's back as down.
SectionView viewOf(const Contour& contour, const Box& box) {
  SectionView view;
  view.box = box;
  const Vec3 normal = contour.frame.normal;
  const Vec3 left{1, 0, 0}, back{0, 1, 0};
  if (std::abs(normal.x) < 0.9) {
    view.right = normalized(left - normal * dot(left, normal));
    view.down = cross(normal, view.right);
  } else {
    view.down = normalized(back - normal * dot(back, normal));
    view.right = cross(view.down, normal);
  }
  Vec2 low = contour.points.front(), high = low;
  for (const Vec2& p : contour.points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  view.centre = contour.frame.toLps({(low.x + high.x) / 2.0, (low.y + high.y) / 2.0});
  constexpr double kSmallestMm = 24.0, kMargin = 1.5;
  view.halfWidthMm = std::max(kSmallestMm, kMargin * std::max(high.x - low.x, high.y - low.y) / 2.0);
  return view;
}

/// HU between voxel centres; nothing outside the scan or beside padding.
std::optional<double> sampleHu(const Volume& ct, const Vec3& ijk) {
  const Index3 size = ct.geometry().size;
  Index3 base{};
  std::array<double, 3> part{};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    if (!(ijk[axis] >= 0.0 && ijk[axis] <= size[a] - 1.0)) return std::nullopt;
    base[a] = std::min(static_cast<int>(ijk[axis]), std::max(size[a] - 2, 0));
    part[a] = ijk[axis] - base[a];
  }
  double sum = 0.0;
  for (unsigned corner = 0; corner < 8; ++corner) {
    Index3 at = base;
    double weight = 1.0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const bool upper = ((corner >> axis) & 1U) != 0;
      weight *= upper ? part[axis] : 1.0 - part[axis];
      at[axis] = std::min(at[axis] + (upper ? 1 : 0), size[axis] - 1);
    }
    if (weight <= 0.0) continue;
    const std::int16_t hu = ct.at(at);
    if (hu <= kPaddingHu) return std::nullopt;
    sum += weight * hu;
  }
  return sum;
}

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

void drawGrey(const Canvas& canvas, const SectionView& view, const Volume& ct) {
  constexpr int kPixels = 440;  // 150 dpi at the figure's size
  const std::unique_ptr<cairo_surface_t, DestroySurface> image(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, kPixels, kPixels));
  unsigned char* bytes = cairo_image_surface_get_data(image.get());
  if (bytes == nullptr) return;
  const int stride = cairo_image_surface_get_stride(image.get());
  const Affine ijkFromLps = ct.geometry().ijkFromLps();
  const double pixelMm = 2.0 * view.halfWidthMm / kPixels;
  for (int row = 0; row < kPixels; ++row) {
    auto* line = reinterpret_cast<std::uint32_t*>(bytes + static_cast<std::ptrdiff_t>(row) * stride);
    for (int column = 0; column < kPixels; ++column) {
      const double right = (column + 0.5 - kPixels / 2.0) * pixelMm,
                   down = (row + 0.5 - kPixels / 2.0) * pixelMm;
      const auto hu = sampleHu(ct, ijkFromLps(view.centre + view.right * right + view.down * down));
      const double grey = hu ? (*hu - kLevelHu) / kWindowHu + 0.5 : 0.0;
      const auto level = static_cast<std::uint32_t>(std::lround(std::clamp(grey, 0.0, 1.0) * 255.0));
      line[column] = (level << 16) | (level << 8) | level;
    }
  }
  cairo_surface_mark_dirty(image.get());
  cairo_t* context = canvas.context();
  cairo_save(context);
  cairo_translate(context, view.box.x, view.box.y);
  cairo_scale(context, view.box.width / kPixels, view.box.height / kPixels);
  cairo_set_source_surface(context, image.get(), 0.0, 0.0);
  cairo_paint(context);
  cairo_restore(context);
}

/// Colours of the lines: bright on the grey image, dark on paper.
struct Ink {
  Rgb contour, smallest, largest, letters;
};
constexpr Ink kOnImage{color::kYellow, color::kSky, color::kOrange, color::kWhite};
constexpr Ink kOnPaper{color::kText, color::kBlue, color::kVermilion, color::kMuted};

void drawContour(const Canvas& canvas, const SectionView& view, const Contour& contour, const Rgb& color) {
  cairo_t* context = canvas.context();
  cairo_new_path(context);
  for (const Vec2& point : contour.points) {
    const Vec2 p = view.onPaper(contour.frame.toLps(point));
    cairo_line_to(context, p.x, p.y);
  }
  cairo_close_path(context);
  canvas.setColor(color);
  cairo_set_line_width(context, 1.3);
  cairo_stroke(context);
}

/// The caliper among the evidence of a diameter: its only straight line between two points.
const Polyline* caliperOf(const Derived& derived, std::string_view id) {
  const Measured* measured = find(derived.measurements, id);
  if (measured == nullptr || !measured->value) return nullptr;
  const auto& lines = measured->evidence.lines;
  const auto found =
      std::find_if(lines.begin(), lines.end(), [](const Polyline& line) { return line.size() == 2; });
  return found == lines.end() ? nullptr : &*found;
}

void drawCalipers(const Canvas& canvas, const SectionView& view, const Derived& derived, const Ink& ink) {
  if (const Polyline* largest = caliperOf(derived, "annulus.diameter.max")) {
    canvas.line(view.onPaper(largest->front()), view.onPaper(largest->back()), ink.largest, 1.0);
  }
  if (const Polyline* smallest = caliperOf(derived, "annulus.diameter.min")) {
    canvas.dashedLine(view.onPaper(smallest->front()), view.onPaper(smallest->back()), ink.smallest, 1.0);
  }
}

void drawDirections(const Canvas& canvas, const SectionView& view, const Rgb& color) {
  const Box& box = view.box;
  const TextStyle style{.size = 9.0, .bold = true, .color = color, .align = Align::center};
  const double middleX = box.x + box.width / 2.0, middleY = box.y + box.height / 2.0 - 6.0;
  // Below 0.35 (about 20 degrees off the plane of the other axes) a direction is not worth a letter.
  constexpr double kWorthALetter = 0.35;
  canvas.text({middleX, box.y + 2.0}, orientationLetters(-view.down, kWorthALetter), style);
  canvas.text({middleX, box.bottom() - 15.0}, orientationLetters(view.down, kWorthALetter), style);
  canvas.text({box.right() - 12.0, middleY}, orientationLetters(view.right, kWorthALetter), style);
  canvas.text({box.x + 12.0, middleY}, orientationLetters(-view.right, kWorthALetter), style);
}

void drawScaleBar(const Canvas& canvas, const SectionView& view, const Rgb& color) {
  constexpr double kBarMm = 10.0;
  const double length = kBarMm * view.pointsPerMm(), y = view.box.bottom() - 9.0, x = view.box.x + 9.0;
  canvas.line({x, y}, {x + length, y}, color, 1.4);
  canvas.line({x, y - 3.0}, {x, y + 3.0}, color, 1.0);
  canvas.line({x + length, y - 3.0}, {x + length, y + 3.0}, color, 1.0);
  canvas.text({x + length / 2.0, y - 14.0}, "10 mm", {.size = 7.5, .color = color, .align = Align::center});
}

/// "━ largest 26.1 mm  ┅ smallest 21.3 mm", drawn so that it reads without colours too.
void drawCaption(const Canvas& canvas, const Box& box, const Derived& derived, bool onImage) {
  constexpr double kSample = 16.0, kGap = 4.0, kTextSize = 7.5;
  const Ink& ink = kOnPaper;
  double x = box.x;
  const auto entry = [&](const std::string& label, const Rgb& color, bool dashed) {
    const Vec2 from{x, box.y + 6.5}, to{x + kSample, box.y + 6.5};
    dashed ? canvas.dashedLine(from, to, color, 1.3) : canvas.line(from, to, color, 1.3);
    const TextStyle style{.size = kTextSize};
    canvas.text({x + kSample + kGap, box.y}, label, style);
    x += kSample + kGap + canvas.widthOf(label, style) + 2.5 * kGap;
  };
  const auto value = [&](std::string_view id) {
    const Measured* measured = find(derived.measurements, id);
    return measured ? formatValue(*measured) : std::string("not measured");
  };
  entry("largest " + value("annulus.diameter.max"), onImage ? color::kOrange : ink.largest, false);
  entry("smallest " + value("annulus.diameter.min"), onImage ? color::kSky : ink.smallest, true);
  std::string note = "Annulus plane, seen from the ventricle.";
  note += onImage ? " Window " + formatFixed(kWindowHu, 0) + ", level " + formatFixed(kLevelHu, 0) + " HU."
                  : " From the labels, without a CT.";
  canvas.text({box.x, box.y + 13.0}, note,
              {.size = kTextSize, .color = color::kMuted, .width = box.width, .wrap = true});
}

}  // namespace

void drawAnnulusFigure(const Canvas& canvas, const Box& box, const Case& inputs, const Derived& derived) {
  const double side = std::min(box.width, box.height - kCaptionHeight);
  const Box square{box.x, box.y, side, side};
  canvas.fill(square, color::kGround);
  if (!derived.annulusContour || derived.annulusContour->points.size() < 3) {
    canvas.text({square.x + 12.0, square.y + side / 2.0 - 12.0},
                "The annulus could not be measured; the findings say why.",
                {.color = color::kMuted, .align = Align::center, .width = side - 24.0, .wrap = true});
    canvas.outline(square, color::kRule, 0.6);
    return;
  }
  const Contour& contour = *derived.annulusContour;
  const SectionView view = viewOf(contour, square);
  const bool onImage = inputs.study.has_value();
  const Ink& ink = onImage ? kOnImage : kOnPaper;
  cairo_save(canvas.context());
  cairo_rectangle(canvas.context(), square.x, square.y, side, side);
  cairo_clip(canvas.context());
  if (onImage) drawGrey(canvas, view, inputs.study->volume);
  drawCalipers(canvas, view, derived, ink);
  drawContour(canvas, view, contour, ink.contour);
  drawDirections(canvas, view, ink.letters);
  drawScaleBar(canvas, view, ink.letters);
  cairo_restore(canvas.context());
  canvas.outline(square, color::kRule, 0.6);
  drawCaption(canvas, {square.x, square.bottom() + 4.0, side, kCaptionHeight}, derived, onImage);
}

}  // namespace valvista::planning::report
