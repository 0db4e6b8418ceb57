// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_plots.h"
#include "tests/core/temporary_folder.h"
#include "tests/report/report_case.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace valvista::planning {
namespace {

std::string outputOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get()))
    output.append(buffer.data(), count);
  return output;
}

std::string textOf(const std::filesystem::path& pdf) {
  return outputOf("pdftotext -layout '" + pdf.string() + "' -");
}

std::size_t countOf(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

bool has(const std::string& text, const std::string& word) {
  return countOf(text, word) > 0;
}

std::size_t pageCount(const std::string& text) {
  return countOf(text, "\f");
}

class ReportPdf : public testing::Test {
 protected:
  std::string text(const Case& inputs, const Derived& derived) {
    writeReportPdf(file_, inputs, derived);
    return textOf(file_);
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "report.pdf";
};

TEST_F(ReportPdf, SaysWhatWasMeasuredOnWhomAndHow) {
  const std::string report = text(tests::reportCase(), tests::reportDerived());
  for (const char* word : {"Muster Änne Dr.",
                           "TEST-0042",
                           "1941-03-07",
                           "2024-06-11",
                           "Herz-CT vor TAVI",
                           "ACME Twin 900",
                           "Bv40",
                           "100 kV",
                           "35 % of the cardiac cycle",
                           "64 x 64 x 24",
                           "1.000 x 1.000 x 1.500 mm",
                           "449.2 mm²",
                           "± 6.5 mm²",
                           "22.0 mm",
                           "26.0 mm",
                           "CT edge",
                           "not measured",
                           "123.46 ml",
                           "first maximum 10.0 mm",
                           "end of root 21.5 mm",
                           "The left iliac artery is cut by the scan.",
                           "12.3 L, 4.5 A, 100.0 F",
                           "Valvista " VALVISTA_VERSION,
                           "1 error and 1 warning",
                           "totalsegmentator-v1",
                           "Window 800"})
    EXPECT_TRUE(has(report, word)) << word;
  EXPECT_TRUE(has(report, std::string(64, 'a')));
  EXPECT_TRUE(has(report, std::string(64, 'b')));
}

TEST_F(ReportPdf, EveryPageHasTheWarningThePatientAndItsNumber) {
  Derived derived = tests::reportDerived();
  for (int i = 0; i < 60; ++i)
    derived.findings.push_back(
        {"test.many", Severity::info, "One of many notes that need a second and a third page.", {}});
  const std::string report = text(tests::reportCase(), derived);
  const std::size_t pages = pageCount(report);
  EXPECT_GE(pages, 3u);
  EXPECT_EQ(countOf(report, "Research software - not for clinical use"), pages);
  EXPECT_EQ(countOf(report, "born 1941-03-07"), pages);
  for (std::size_t page = 1; page <= pages; ++page)
    EXPECT_TRUE(has(report, "Page " + std::to_string(page) + " of " + std::to_string(pages)));
  EXPECT_EQ(countOf(report, "One of many notes"), 60u);
}

TEST_F(ReportPdf, SaysWhatWasAcknowledgedAndWhatWasEdited) {
  Case inputs = tests::reportCase();
  Derived derived = tests::reportDerived();
  const std::string before = text(inputs, derived);
  EXPECT_FALSE(has(before, "acknowledged"));
  EXPECT_TRUE(has(before, "nothing: all as proposed"));
  inputs.review.acknowledged = {acknowledgementKey(derived.findings[0]), "gone: An older finding."};
  derived.root->planeEdited = derived.root->endEdited = true;
  const std::string after = text(inputs, derived);
  EXPECT_EQ(countOf(after, "acknowledged"), 1u);
  EXPECT_TRUE(has(after, "annulus plane, root end"));
  EXPECT_TRUE(has(after, "edited end of root 21.5 mm"));
}

TEST_F(ReportPdf, NamesOfAnyScriptPrint) {
  Case inputs = tests::reportCase();
  inputs.study->patient.name = "Ёлкина^Анна";
  EXPECT_TRUE(has(text(inputs, tests::reportDerived()), "Ёлкина Анна"));
  inputs.study->patient.name = "Wang^XiaoMing=王^小明";
  EXPECT_TRUE(has(text(inputs, tests::reportDerived()), "王 小明"));
  inputs.study->patient.name = "Nguye\u0302\u0303n^Văn";
  const std::string combining = text(inputs, tests::reportDerived());
  EXPECT_TRUE(has(combining, "Nguyễn Văn") || has(combining, "Nguye\u0302\u0303n Văn"));
}

TEST_F(ReportPdf, NoGlyphIsMissing) {
  // Pango draws a glyph that no font has as a box with the code point's digits in it, which then read as
  // text.
  Case inputs = tests::reportCase();
  for (const char* name : {"王小明", "김민준", "やまだ", "محمد", "Ёлка", "नमस्ते", "Ελένη", "שרה", "สมชาย"}) {
    inputs.study->patient.name = name;
    const std::string report = text(inputs, tests::reportDerived());
    const std::string row =
        report.substr(report.find("Name"), report.find("Patient ID") - report.find("Name"));
    const std::string shown = row.substr(4, row.find("Study") - 4);
    EXPECT_EQ(shown.find_first_of("0123456789ABCDEF"), std::string::npos) << name << " prints as " << shown;
    EXPECT_NE(shown.find_first_not_of(" \n"), std::string::npos) << name << " prints as nothing";
  }
}

TEST_F(ReportPdf, ALongOrDamagedNameIsElidedQuickly) {
  Case inputs = tests::reportCase();
  for (const std::string& name :
       {std::string(65536, 'W'), std::string(5000, '\xff'), std::string("a\nb\x01\x02"),
        std::string("Very long family name ") + std::string(300, 'x')}) {
    inputs.study->patient.name = name;
    inputs.study->patient.id = name;
    inputs.study->facts.studyDescription = name;
    const std::string report = text(inputs, tests::reportDerived());
    EXPECT_LE(pageCount(report), 3u);
    EXPECT_TRUE(has(report, "Research software"));
  }
}

TEST_F(ReportPdf, AnEmptyPlanIsStillAReport) {
  const std::string report = text(Case{}, Derived{});
  EXPECT_TRUE(has(report, "measured on labels alone"));
  EXPECT_TRUE(has(report, "The annulus could not be measured"));
  EXPECT_TRUE(has(report, "plan.incomplete"));
}

TEST_F(ReportPdf, OddCurvesDoNoHarm) {
  Derived derived = tests::reportDerived();
  derived.root->curve->areaMm2[5] = std::nan("");
  derived.root->curve->smoothedAreaMm2.assign(61, 0.0);
  derived.iliacLeft->diameterMm.assign(101, std::nan(""));
  derived.iliacRight->diameterMm.resize(1);
  derived.iliacRight->distanceMm.resize(1);
  derived.annulusContour->points.resize(2);
  EXPECT_TRUE(has(text(tests::reportCase(), derived), "not measured"));
}

TEST_F(ReportPdf, TheSamePlanGivesTheSameBytes) {
  writeReportPdf(file_, tests::reportCase(), tests::reportDerived());
  const std::string first = bytesOf(file_);
  writeReportPdf(file_, tests::reportCase(), tests::reportDerived());
  EXPECT_EQ(bytesOf(file_), first);
  EXPECT_FALSE(has(first, "CreationDate"));
}

TEST_F(ReportPdf, AFolderThatIsMissingIsASaveError) {
  EXPECT_THROW(writeReportPdf(folder_ / "missing" / "report.pdf", Case{}, Derived{}), SaveError);
}

TEST(PlotTicks, AreRoundNumbers) {
  EXPECT_DOUBLE_EQ(report::tickStep(80.0, 10), 10.0);
  EXPECT_DOUBLE_EQ(report::tickStep(900.0, 5), 200.0);
  EXPECT_DOUBLE_EQ(report::tickStep(0.7, 4), 0.2);
  EXPECT_DOUBLE_EQ(report::tickStep(10.0, 4), 5.0);
}

}  // namespace
}  // namespace valvista::planning
