// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/workplace.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QDir>
#include <QImage>
#include <QPixmap>

#include <cstdlib>
#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

// Coarse on purpose: a picture catches an empty, swapped or misplaced view, not a font or a driver.
constexpr QSize kBaselineSize{96, 60};
constexpr double kAlike = 10.0;  ///< mean difference of a channel, of 255

double meanDifference(const QImage& a, const QImage& b) {
  double sum = 0.0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
    }
  return sum / (3.0 * a.width() * a.height());
}

QString baselineFile(const QString& layout, const char* kind) {
  return QStringLiteral(VALVISTA_SOURCE "/tests/ui/baselines/%1%2.png").arg(layout, QLatin1String(kind));
}

/// The views of the demo in this layout, small.
QImage smallPicture(Workplace& place, const QString& layout) {
  place.child<QAction>(layout.toLatin1().constData()).trigger();
  QTest::qWait(300);
  const QImage picture = place.window_.views().grab().toImage();
  return picture.scaled(kBaselineSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_RGB32);
}

TEST(LayoutBaseline, EachLayoutLooksAsItDid) {
  Workplace place;
  place.controller_.openDemo(coarseDemo());
  ASSERT_TRUE(place.settle());
  const QStringList layouts{"layoutFourUp", "layoutOnePlusThree", "layoutRoot", "layoutAccess"};
  for (const QString& layout : layouts) {
    const QImage actual = smallPicture(place, layout);
    const QImage expected(baselineFile(layout, ""));
    const double difference = expected.size() == kBaselineSize ? meanDifference(actual, expected) : 255.0;
    EXPECT_LT(difference, kAlike) << layout.toStdString()
                                  << ": see the .actual picture beside the expected one";
    if (difference >= kAlike) actual.save(baselineFile(layout, ".actual"));
    // A picture of another layout would not pass for this one.
    for (const QString& other : layouts) {
      const QImage otherPicture(baselineFile(other, ""));
      if (other != layout && !otherPicture.isNull()) {
        EXPECT_GT(meanDifference(actual, otherPicture), kAlike)
            << layout.toStdString() << " " << other.toStdString();
      }
    }
  }
}

}  // namespace
}  // namespace valvista::ui
