// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/review_file.h"

#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace valvista::planning {
namespace {

StoredReview fullReview() {
  StoredReview stored{"aa11", "bb22", {}};
  Review& review = stored.review;
  review.edits.hinges = HingePoints{{Vec3{1.1, -2.2, 3.3}, Vec3{1.0 / 3.0, 1e-9, -4}, Vec3{5, 6, 7}}};
  review.edits.rootEndMm = 21.125;
  review.edits.centrelinePoints[indexOf(Vessel::iliacRight)] =
      Polyline{{0, 0, 0}, {0.1, 0.2, -15}, {1, 2, -30}};
  review.annotations = {{"a1", AnnotationKind::distance, {{1, 2, 3}, {4, 5, 6}}, "Ostium \"links\" \xc3\xa4"},
                        {"a2", AnnotationKind::angle, {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, ""},
                        {"a3", AnnotationKind::polygon, {{0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}}, "x"},
                        {"a4", AnnotationKind::landmark, {{-1, -2, -3}}, "y"}};
  review.acknowledged = {"root.short: The ascending aorta ends.", "hu.low: Little contrast."};
  return stored;
}

class ReviewFile : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "review.json";

  std::string refusalOf(const std::string& content) {
    std::ofstream(file_, std::ios::binary) << content;
    try {
      loadReview(file_);
    } catch (const LoadError& error) {
      return error.what();
    }
    return {};
  }
};

TEST_F(ReviewFile, whatIsSavedIsLoadedAgainToTheLastBit) {
  for (const StoredReview& stored : {fullReview(), StoredReview{}}) {
    saveReview(file_, stored);
    const StoredReview loaded = loadReview(file_);
    EXPECT_EQ(loaded.review, stored.review);
    EXPECT_EQ(loaded.ctSha256, stored.ctSha256);
    EXPECT_EQ(loaded.labelsSha256, stored.labelsSha256);
  }
}

TEST_F(ReviewFile, damageIsRefusedWithNameAndReason) {
  const std::string whole = reviewJson(fullReview());
  ASSERT_EQ(refusalOf(whole), "");
  const std::vector<std::pair<std::string, std::string>> replacements{
      {"valvista.review", "valvista.plan"},
      {"\"version\": 1", "\"version\": 2"},
      {"\"version\": 1", "\"version\": \"1\""},
      {"21.125", "1e999"},
      {"21.125", "1e9"},
      {"21.125", "null"},
      {"21.125", "\"21\""},
      {"\"NCC\"", "\"XCC\""},
      {"\"RCC\"", "\"LCC\""},
      {"\"root_end_mm\"", "\"root_end_inch\""},
      {"\"iliac_right\"", "\"carotid\""},
      {"\"kind\": \"angle\"", "\"kind\": \"distance\""},
      {"\"kind\": \"angle\"", "\"kind\": \"circle\""},
      {"\"a2\"", "\"a1\""},
      {"\"a2\"", "\"\""},
      {"\"a2\"", "7"},
      {"\"ct_sha256\"", "\"ct\""},
      {"\"acknowledged\": [", "\"acknowledged\": [[],"},
  };
  for (const auto& [from, to] : replacements) {
    std::string broken = whole;
    ASSERT_NE(broken.find(from), std::string::npos) << from;
    broken.replace(broken.find(from), from.size(), to);
    const std::string refusal = refusalOf(broken);
    EXPECT_TRUE(refusal.starts_with("review.json cannot be used: "))
        << from << " -> " << to << ": " << refusal;
  }
}

TEST_F(ReviewFile, everyCutIsRefused) {
  const std::string whole = reviewJson(fullReview());
  for (std::size_t length = 0; length + 2 < whole.size(); length += 7)
    EXPECT_NE(refusalOf(whole.substr(0, length)), "") << length;
  EXPECT_NE(refusalOf("[]"), "");
  EXPECT_NE(refusalOf("null"), "");
  EXPECT_NE(refusalOf(std::string(100000, '[')), "");
  EXPECT_NE(refusalOf(std::string(17 << 20, ' ')), "");
}

TEST_F(ReviewFile, aMissingFileIsSaid) {
  EXPECT_THROW(loadReview(folder_.path() / "none.json"), LoadError);
  EXPECT_THROW(loadReview(folder_.path()), LoadError);
}

TEST_F(ReviewFile, namesThatAreNoUtf8AreWrittenAllTheSame) {
  StoredReview stored = fullReview();
  stored.review.annotations[0].name = "\xff\xfe";
  saveReview(file_, stored);
  EXPECT_EQ(loadReview(file_).review.annotations[0].name, "\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace valvista::planning
