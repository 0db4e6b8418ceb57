// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/json.h"

#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace valvista {
namespace {

constexpr std::size_t kEnough = 1 << 20;

Json parsed(std::string_view text) {
  return Json::parse(text, kEnough);
}

/// The reason a text is refused with; empty when it is not.
std::string refusal(std::string_view text) {
  try {
    parsed(text);
    return {};
  } catch (const std::domain_error& error) {
    return error.what();
  }
}

template <class Read>
std::string reasonOf(Read read) {
  try {
    read();
    return {};
  } catch (const std::domain_error& error) {
    return error.what();
  }
}

TEST(Json, textIsEscaped) {
  EXPECT_EQ(jsonString("plain"), "\"plain\"");
  EXPECT_EQ(jsonString("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(jsonString("\n\x01\x7f"), "\"\\u000a\\u0001\\u007f\"");
  EXPECT_EQ(jsonString("Größe 王 😀"), "\"Größe 王 😀\"");
  EXPECT_EQ(jsonString("\xff"
                       "a\xc3"),
            "\"\\ufffda\\ufffd\"");
  EXPECT_EQ(jsonString("\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\"") << "a lone surrogate";
  EXPECT_EQ(jsonString("\xc0\xaf"), "\"\\ufffd\\ufffd\"") << "an overlong slash";
}

TEST(Json, readsEveryKindOfValue) {
  const Json json = parsed(R"( {"n": null, "t": true, "f": false, "i": -12, "d": 2.5e-1, "s": "aß😀",
    "a": [1, [], {}], "o": {"x": {"y": 0}}} )");
  EXPECT_TRUE(json.at("n").isNull());
  EXPECT_TRUE(json.boolean("t"));
  EXPECT_FALSE(json.boolean("f"));
  EXPECT_EQ(json.integer("i"), -12);
  EXPECT_EQ(json.number("i"), -12.0);
  EXPECT_EQ(json.number("d"), 0.25);
  EXPECT_EQ(json.string("s"), "aß😀");
  EXPECT_EQ(json.array("a").size(), 3u);
  EXPECT_EQ(json.at("o").at("x").integer("y"), 0);
  EXPECT_EQ(json.find("z"), nullptr);
  EXPECT_EQ(json.object().front().key, "n") << "order is kept";
  EXPECT_EQ(parsed(" 7 ").integer(), 7);
}

TEST(Json, escapesAreResolved) {
  EXPECT_EQ(parsed(R"("\"\\\/\b\f\n\r\t")"), Json("\"\\/\b\f\n\r\t"));
  EXPECT_EQ(parsed(R"("\u0041\u00e9\u20AC\ud83d\ude00")"), Json("Aé€😀"));
  EXPECT_EQ(parsed(R"("\u0000")"), Json(std::string(1, '\0')));
}

TEST(Json, numbersKeepTheirLimits) {
  EXPECT_EQ(parsed("9223372036854775807").integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parsed("-9223372036854775808").integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_NE(refusal("9223372036854775808").find("out of range"), std::string::npos);
  EXPECT_NE(refusal("1e999").find("out of range"), std::string::npos);
  EXPECT_EQ(parsed("1.7976931348623157e308").number(), std::numeric_limits<double>::max());
  EXPECT_FALSE(parsed("1.0").isInteger());
  EXPECT_THROW(Json(std::numeric_limits<double>::quiet_NaN()), std::domain_error);
  EXPECT_THROW(Json(std::numeric_limits<double>::infinity()), std::domain_error);
  EXPECT_THROW(Json(std::numeric_limits<std::uint64_t>::max()), std::domain_error);
}

TEST(Json, whatIsNotJsonIsRefused) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[",
                           "{}x",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{'a':1}",
                           "nul",
                           "True",
                           "NaN",
                           "Infinity",
                           "-Infinity",
                           "+1",
                           "01",
                           "-01",
                           "1.",
                           ".5",
                           "1e",
                           "1e+",
                           "-",
                           "0x10",
                           "\"",
                           "\"\\",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\\ud800\"",
                           "\"\\ud800\\u0041\"",
                           "\"\\udc00\"",
                           "\"a\nb\"",
                           "\"\xff\"",
                           "\"\xc0\xaf\"",
                           "\"\xed\xa0\x80\"",
                           "\xef\xbb\xbf{}",
                           "/* */ 1",
                           "[1] // x"})
    EXPECT_NE(refusal(text), "") << text;
}

TEST(Json, refusalsSayWhereAndWhy) {
  EXPECT_EQ(refusal("{\n \"a\": 1,\n \"b\" 2}"), "line 3, byte 6: a colon is missing");
  EXPECT_NE(refusal(R"({"a": 1, "b": {"k": 1, "k": 2}})").find("the key \"k\" occurs twice"),
            std::string::npos);
}

TEST(Json, depthSizeAndNumberOfValuesAreLimited) {
  EXPECT_EQ(refusal(std::string(32, '[') + "1" + std::string(32, ']')), "");
  EXPECT_NE(refusal(std::string(33, '[') + std::string(33, ']')).find("nested too deeply"),
            std::string::npos);
  EXPECT_NE(refusal(std::string(500000, '[')).find("nested too deeply"), std::string::npos);
  EXPECT_NE(reasonOf([] { Json::parse("[1]", 2); }).find("longer than 2 bytes"), std::string::npos);
  std::string many = "[0";
  for (int i = 0; i < 4'000'000; ++i) many += ",0";
  EXPECT_NE(reasonOf([&] { Json::parse(many + "]", many.size() + 1); }).find("too many values"),
            std::string::npos);
}

TEST(Json, readingAnotherKindNamesTheKey) {
  const Json json = parsed(R"({"name": 5, "spacing": [1, "x"], "patch": [1.5], "deep": {}})");
  EXPECT_EQ(reasonOf([&] { json.string("name"); }), "\"name\" is not a text");
  EXPECT_EQ(reasonOf([&] { json.string("title"); }), "\"title\" is missing");
  EXPECT_EQ(reasonOf([&] { json.numbers("spacing"); }), "\"spacing\" is not a list of numbers");
  EXPECT_EQ(reasonOf([&] { json.integers("patch"); }), "\"patch\" is not a list of whole numbers");
  EXPECT_EQ(reasonOf([&] { json.array("deep"); }), "\"deep\" is not a list");
  EXPECT_EQ(reasonOf([&] { json.at("name").at("x"); }), "is not an object");
  EXPECT_EQ(reasonOf([&] { json.allowOnly({"name", "spacing", "deep"}); }), "\"patch\" is not known");
  EXPECT_NO_THROW(json.allowOnly({"deep", "patch", "name", "spacing", "more"}));
  EXPECT_EQ(json.at("deep").object().size(), 0u);
}

TEST(Json, dumpReadsBackAsTheSameValue) {
  const Json json(Json::Object{{"name", "a\"b\n"},
                               {"whole", 3},
                               {"real", 3.0},
                               {"tenth", 0.1},
                               {"tiny", 1e-300},
                               {"list", Json::Array{1, 2.5, Json(), true, "x"}},
                               {"deep", Json::Array{Json::Object{{"k", Json::Array{}}}, Json::Object{}}}});
  EXPECT_EQ(parsed(json.dump()), json);
  EXPECT_EQ(parsed(json.dump(2)), json);
  EXPECT_EQ(json.dump().find('\n'), std::string::npos);
  EXPECT_EQ(Json(Json::Object{{"a", 1}, {"b", Json::Array{1, 2}}}).dump(2),
            "{\n  \"a\": 1,\n  \"b\": [1, 2]\n}");
  EXPECT_EQ(Json(3.0).dump(), "3.0");
}

}  // namespace
}  // namespace valvista
