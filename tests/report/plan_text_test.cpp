// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/units.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_text.h"
#include "tests/core/temporary_folder.h"
#include "tests/report/report_case.h"

#include <gtest/gtest.h>
#include <limits>
#include <locale>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace valvista::planning {
namespace {

using Json = nlohmann::json;

/// Compares with tests/report/golden/NAME; what was written instead lies beside it as NAME.actual.EXT.
void expectGolden(const std::string& stem, const std::string& extension, const std::string& actual) {
  const std::filesystem::path folder = std::filesystem::path(VALVISTA_SOURCE) / "tests/report/golden";
  const std::string expected = bytesOf(folder / (stem + extension));
  if (actual != expected) putBytes(folder / (stem + ".actual" + extension), actual);
  EXPECT_EQ(actual, expected);
}

std::string withoutVersion(std::string json) {
  const std::string version = "\"" VALVISTA_VERSION "\"";
  return json.replace(json.find(version), version.size(), "\"VERSION\"");
}

/// Short curves of numbers that print exactly.
Derived goldenDerived() {
  Derived derived = tests::reportDerived();
  derived.root->annulusPlane = Plane{{0.5, -0.25, 0.0}, {0.0, 0.0, 1.0}};
  derived.root->curve =
      RootCurve{{0.0, 0.5, 1.0}, {10, 20, 15}, {2.5, 5.0, 3.75}, {3.5, 4.0, 3.5}, 0.5, std::nullopt};
  derived.root->rootEndMm.reset();
  for (auto* vessel : {&derived.iliacLeft, &derived.iliacRight}) {
    (*vessel)->distanceMm = {4.0, 4.5};
    (*vessel)->diameterMm = {8.0, 7.75};
  }
  return derived;
}

struct CommaNumbers : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(PlanText, JsonIsAsAgreed) {
  Case inputs = tests::reportCase();
  inputs.options.root.curve.smoothingWindow = Millimetres(5.0);  // whatever the default
  expectGolden("plan", ".json", withoutVersion(planJson(inputs, goldenDerived())));
}

TEST(PlanText, EditsThatTheNumbersRestOnAreNamed) {
  Derived derived = goldenDerived();
  derived.root->planeEdited = derived.root->endEdited = true;
  derived.iliacRight->centrelineEdited = true;
  const std::string json = planJson(tests::reportCase(), derived);
  EXPECT_NE(json.find("\"annulus plane\",\n    \"root end\",\n    \"right iliac centreline\""),
            std::string::npos);
}

TEST(PlanText, CsvIsAsAgreed) {
  expectGolden("measurements", ".csv", measurementsCsv(goldenDerived()));
  expectGolden("root_curve", ".csv", rootCurveCsv(goldenDerived()));
}

TEST(PlanText, EveryIdOfTheCatalogueIsThereWhateverWasMeasured) {
  const Json plan = Json::parse(planJson(Case{}, Derived{}));
  EXPECT_EQ(plan.at("schema"), "valvista.plan");
  EXPECT_EQ(plan.at("version"), 1);
  EXPECT_TRUE(plan.at("input").at("ct").is_null());
  ASSERT_EQ(plan.at("measurements").size(), measurementCatalogue().size());
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    const Json& measured = plan.at("measurements").at(std::string(entry.id));
    EXPECT_TRUE(measured.at("value").is_null());
    EXPECT_EQ(measured.at("unit"), entry.unit);
  }
  EXPECT_FALSE(plan.at("findings").empty()) << "an empty value needs a reason";
}

TEST(PlanText, NotANumberIsAnEmptyValueWithAFinding) {
  Derived derived;
  for (const CatalogueEntry& entry : measurementCatalogue())
    tests::addValue(derived, std::string(entry.id), 1.0, 0.0);
  EXPECT_TRUE(allFindings(Case{}, derived).empty());
  derived.measurements[3].value = std::numeric_limits<double>::quiet_NaN();
  const Json plan = Json::parse(planJson(Case{}, derived));
  EXPECT_TRUE(plan["measurements"][derived.measurements[3].id]["value"].is_null());
  ASSERT_EQ(plan["findings"].size(), 1u);
  EXPECT_NE(plan["findings"][0]["message"].get<std::string>().find(derived.measurements[3].id),
            std::string::npos);
}

TEST(PlanText, MostSevereFindingComesFirst) {
  const Findings findings = allFindings(tests::reportCase(), tests::reportDerived());
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(findings[0].severity, Severity::error);
  EXPECT_EQ(findings[2].severity, Severity::info);
}

TEST(PlanText, AMissingStructureIsToldOnceAndAsSeverelyAsAnyoneSaysIt) {
  Case inputs;
  inputs.anatomy.emplace();
  inputs.anatomy->findings = {
      {"labels.no_left_ventricle", Severity::warning, "The labels hold no left ventricle.", std::nullopt},
      {"labels.no_iliac_left", Severity::warning, "The labels hold no left iliac artery.", std::nullopt}};
  Derived derived;
  derived.root.emplace();
  derived.root->findings = {{"ventricle.missing", Severity::error, "No ventricle.", std::nullopt}};
  derived.findings = {{"iliac.left.missing", Severity::warning, "No left iliac.", std::nullopt},
                      {"iliac.right.missing", Severity::warning, "Too small.", std::nullopt},
                      {"volume.left_ventricle.missing", Severity::warning, "No voxel.", std::nullopt},
                      {"volume.annulus.missing", Severity::warning, "No voxel.", std::nullopt}};
  const Findings findings = allFindings(inputs, derived);
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(findings[0].id, "labels.no_left_ventricle");
  EXPECT_EQ(findings[0].severity, Severity::error);
  EXPECT_EQ(findings[1].id, "labels.no_iliac_left");
  EXPECT_EQ(findings[2].id, "iliac.right.missing") << "the reader did not say this one";
  // Without a reader's word the later one stays.
  ASSERT_EQ(allFindings(Case{}, derived).size(), 5u);
}

TEST(PlanText, SpreadsheetsRunNoCell) {
  for (const char* method : {"=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "a,b", "say \"no\""}) {
    Derived derived;
    tests::addValue(derived, "annulus.area", -1.5, 0.0);
    derived.measurements[0].method = method;
    const std::string csv = measurementsCsv(derived);
    const std::string row = csv.substr(csv.find('\n') + 1);
    EXPECT_TRUE(row.starts_with("annulus.area,-1.5,mm2,")) << row;
    const std::string cell = row.substr(std::string("annulus.area,-1.5,mm2,").size());
    EXPECT_EQ(std::string("=+-@\t").find(cell[0]), std::string::npos) << cell;
    if (std::string(method) == "say \"no\"") {
      EXPECT_TRUE(cell.starts_with("\"say \"\"no\"\"\",")) << cell;
    }
  }
}

TEST(PlanText, DecimalPointsStayPoints) {
  const std::string json = planJson(tests::reportCase(), tests::reportDerived());
  const std::string csv = rootCurveCsv(tests::reportDerived());
  const std::locale before = std::locale::global(std::locale(std::locale(), new CommaNumbers));
  EXPECT_EQ(planJson(tests::reportCase(), tests::reportDerived()), json);
  EXPECT_EQ(rootCurveCsv(tests::reportDerived()), csv);
  EXPECT_EQ(formatFixed(1234.56, 1), "1234.6");
  std::locale::global(before);
}

TEST(PlanText, BytesThatAreNoTextDoNotStopThePlan) {
  Case inputs = tests::reportCase();
  inputs.anatomy->source = "\xff\xfe";
  EXPECT_TRUE(Json::accept(planJson(inputs, tests::reportDerived())));
}

TEST(ReportText, NumbersReadWell) {
  EXPECT_EQ(formatFixed(-0.04, 1), "0.0");
  EXPECT_EQ(formatWithUnit(23.449, "mm"), "23.4 mm");
  EXPECT_EQ(formatWithUnit(434.25, "mm2"), "434.2 mm²");
  EXPECT_EQ(formatWithUnit(123456.0, "mm3"), "123.46 ml");
  EXPECT_EQ(formatWithUnit(48.0, "deg"), "48.0°");
  EXPECT_EQ(formatWithUnit(0.154, "1"), "0.154");
}

TEST(ReportText, NamesAndDatesReadWell) {
  EXPECT_EQ(displayName("Yamada^Tarou=山田^太郎=やまだ^たろう"), "Yamada Tarou / 山田 太郎 / やまだ たろう");
  EXPECT_EQ(displayName("Muster^Änne^^Dr."), "Muster Änne Dr.");
  EXPECT_EQ(displayName(""), "");
  EXPECT_EQ(displayDate("19410307"), "1941-03-07");
  EXPECT_EQ(displayDate("1941"), "1941");
}

TEST(ReportText, PlacesAndDirectionsAreThoseOfThePatient) {
  EXPECT_EQ(displayLocation({12.34, -4.5, -100}), "12.3 L, 4.5 A, 100.0 F");
}

TEST(ReportText, PrintableHasNoSurprises) {
  EXPECT_EQ(printable("a\nb\x1b[31m"), "a b [31m");
  EXPECT_EQ(printable("a\u202Eb\u2066c"), "abc");
  EXPECT_EQ(printable("ok \xff\xc3"), "ok \uFFFD\uFFFD");
  EXPECT_EQ(printable("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "a lone surrogate";
  EXPECT_EQ(printable("محمد 王小明 Ёлка é"), "محمد 王小明 Ёлка é");
}

}  // namespace
}  // namespace valvista::planning
