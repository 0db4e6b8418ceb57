// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "planning/model/tavr_labels.h"

#include <QApplication>
#include <QLabel>

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <utility>

namespace valvista::ui {
namespace {

/// Relative luminance and contrast of WCAG 2.1.
double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}
double luminance(const QColor& colour) {
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}
double contrast(const QColor& a, const QColor& b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

TEST(Theme, ContrastFormulaIsThatOfWcag) {
  EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 1e-6);
  EXPECT_NEAR(contrast(QColor(0x76, 0x76, 0x76), Qt::white), 4.54, 0.01);
}

TEST(Theme, EveryTextCanBeReadInBothLooks) {
  for (const Look look : {Look::dark, Look::light}) {
    const auto pairs = theme::textPairs(theme::coloursOf(look));
    EXPECT_GT(pairs.size(), 20);
    for (const theme::TextPair& pair : pairs)
      EXPECT_GE(contrast(pair.text, pair.surface), 4.5)
          << pair.name << (look == Look::dark ? ", dark: " : ", light: ") << pair.text.name().toStdString()
          << " on " << pair.surface.name().toStdString();
  }
}

TEST(Theme, ASwitchReachesWidgetsThatAreThere) {
  QLabel quiet(QStringLiteral("quiet"));
  theme::setTone(quiet, theme::Tone::quiet);
  for (const Look look : {Look::light, Look::dark}) {
    theme::apply(*qApp, look);
    quiet.ensurePolished();
    EXPECT_EQ(quiet.palette().color(QPalette::WindowText), theme::coloursOf(look).quietText);
    EXPECT_EQ(QApplication::palette().color(QPalette::WindowText), theme::coloursOf(look).text);
    EXPECT_EQ(theme::kText, theme::coloursOf(look).text);
  }
  qApp->setStyleSheet({});
}

using Rgb = std::array<double, 3>;  // linear
using Matrix = std::array<Rgb, 3>;

/// Full dichromacy, Machado, Oliveira and Fernandes 2009 (doi:10.1109/TVCG.2009.113), on linear RGB.
constexpr std::pair<const char*, Matrix> kVisions[]{
    {"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
};

Rgb seen(const Matrix& vision, const planning::LabelStyle& style) {
  Rgb in{}, out{};
  for (std::size_t i = 0; i < 3; ++i) in[i] = linear(style.rgb[i] / 255.0);
  for (std::size_t i = 0; i < 3; ++i)
    out[i] = std::clamp(vision[i][0] * in[0] + vision[i][1] * in[1] + vision[i][2] * in[2], 0.0, 1.0);
  return out;
}

/// CIE L*a*b*, D65.
Rgb lab(const Rgb& c) {
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
  const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
  const double y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
  const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double deltaE(const Rgb& a, const Rgb& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// 2.3 is a just noticeable difference of large patches side by side; patches of a few pixels over grey CT,
/// not side by side, need several times that. The colours of Okabe and Ito, made for this, keep 16 between
/// their closest two.
TEST(Theme, LabelColoursDifferForEveryEye) {
  constexpr double kLeast = 15.0;
  const auto& styles = planning::labelStyles();
  for (const auto& [name, vision] : kVisions)
    for (std::size_t i = 0; i < styles.size(); ++i)
      for (std::size_t j = i + 1; j < styles.size(); ++j)
        EXPECT_GE(deltaE(lab(seen(vision, styles[i])), lab(seen(vision, styles[j]))), kLeast)
            << name << ": " << styles[i].displayName << " and " << styles[j].displayName;
}

/// Names and outlines of labels stand on the dark ground of the views: 3:1 is what WCAG asks of graphics
/// (1.4.11).
TEST(Theme, LabelColoursStandOutFromTheViews) {
  for (const auto& style : planning::labelStyles())
    EXPECT_GE(contrast(QColor(style.rgb[0], style.rgb[1], style.rgb[2]), QColor(0, 0, 0)), 3.0)
        << style.displayName;
}

}  // namespace
}  // namespace valvista::ui
