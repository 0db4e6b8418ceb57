// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

/// Runs the program on the screen of this test; returns its exit code.
int runProgram(const QStringList& arguments, QByteArray* errors = nullptr, const QString& openGl = {}) {
  QProcess program;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  if (!openGl.isEmpty()) environment.insert(QStringLiteral("QT_XCB_GL_INTEGRATION"), openGl);
  program.setProcessEnvironment(environment);
  program.start(QStringLiteral(VALVISTA_BIN "/valvista"), arguments);
  if (!program.waitForFinished(300000)) return -1;
  if (errors) *errors = program.readAllStandardError();
  return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -2;
}

class ProgramTest : public testing::Test {
 protected:
  QString path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }
  QTemporaryDir folder_;
};

TEST_F(ProgramTest, ScreenshotOfTheDemo) {
  ASSERT_EQ(runProgram({"--demo", "--screenshot", path("demo.png"), "--size", "1400x900"}), 0);
  const QImage image(path("demo.png"));
  ASSERT_EQ(image.size(), QSize(1400, 900));
  QSet<QRgb> colours;
  for (int y = 0; y < image.height(); y += 3)
    for (int x = 0; x < image.width(); x += 3) colours.insert(image.pixel(x, y));
  EXPECT_GT(colours.size(), 200) << "the picture is blank";
  // The four views take the middle: CT and surfaces have many shades there.
  QSet<QRgb> middle;
  for (int y = 300; y < 800; y += 3)
    for (int x = 350; x < 900; x += 3) middle.insert(image.pixel(x, y));
  EXPECT_GT(middle.size(), 100) << "the views are blank";
}

TEST_F(ProgramTest, WithoutOpenGlTheCaseIsPlannedAllTheSame) {
  ASSERT_EQ(runProgram({"--demo", "--screenshot", path("flat.png"), "--size", "1400x900"}, nullptr, "none"),
            0);
  const QImage image(path("flat.png"));
  QSet<QRgb> axial;
  for (int y = 100; y < 400; y += 3)
    for (int x = 350; x < 550; x += 3) axial.insert(image.pixel(x, y));
  EXPECT_GT(axial.size(), 50) << "the slices are blank";
}

TEST_F(ProgramTest, RefusedInputExitsThreeWithoutAPicture) {
  QByteArray errors;
  EXPECT_EQ(runProgram({path("absent.nii.gz"), "--screenshot", path("none.png")}, &errors), 3);
  EXPECT_TRUE(errors.contains("absent.nii.gz")) << errors.toStdString();
  EXPECT_FALSE(QFile::exists(path("none.png")));
}

TEST_F(ProgramTest, UnwritablePictureExitsFive) {
  EXPECT_EQ(runProgram({"--screenshot", path("no_such_folder/x.png")}), 5);
}

TEST_F(ProgramTest, WrongUsageExitsTwo) {
  EXPECT_EQ(runProgram({"--size", "wide"}), 2);
  EXPECT_EQ(runProgram({"--no-such-option"}), 2);
  EXPECT_EQ(runProgram({"--version"}), 0);
}

}  // namespace
}  // namespace valvista::ui
