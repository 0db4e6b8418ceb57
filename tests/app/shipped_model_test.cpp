// SPDX-License-Identifier: GPL-3.0-or-later
// The model in resources/models does what its card says, on drawn patients that it has not seen.
#include "planning/core/model_store.h"
#include "tests/app/command_line.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

std::filesystem::path shippedModel() {
  return std::filesystem::path(VALVISTA_SOURCE) / "resources" / "models" / "synthetic-1";
}

TEST(ShippedModel, IsWholeSmallAndHonest) {
  const Model model = openModel(shippedModel());
  EXPECT_LT(std::filesystem::file_size(shippedModel() / "model.safetensors"), 12'000'000U);
  EXPECT_TRUE(has(model.manifest.training, "not for clinical use")) << model.manifest.training;
  EXPECT_TRUE(std::filesystem::exists(shippedModel() / "MODEL_CARD.md"));
}

TEST(ShippedModel, FindsTheAnatomyOfDrawnPatients) {
  const TemporaryFolder folder;
  const std::string dataset = (folder / "cohort").string(), out = (folder / "out").string();
  ASSERT_EQ(
      runCli({"cohort", "--out", dataset, "--cases", "1", "--test", "3", "--spacing", "2", "--seed", "5"})
          .code,
      0);
  const Outcome segmented = runCli({"segment", dataset, "--model", shippedModel().string(), "--out", out});
  ASSERT_EQ(segmented.code, 0) << segmented.err;
  const Outcome compared = runCli({"evaluate", "--truth", dataset + "/labelsTs", "--prediction",
                                   out + "/labelsTs", "--scheme", "tavr", "--json", "-"});
  ASSERT_EQ(compared.code, 4) << "not every scan shows root and iliac arteries. " << compared.err;
  const Json summary = Json::parse(compared.out).at("predictions").at(0).at("summary");
  for (const Json& row : summary.at("classes")) {
    const int label = row.at("label");
    if (label >= 1 && label <= 3 && !row.at("dice").is_null()) {
      EXPECT_GT(row.at("dice").get<double>(), 0.7) << row;
    }
  }
  EXPECT_GT(summary.at("mean").at("dice").get<double>(), 0.55);
}

}  // namespace
}  // namespace valvista::tests
