// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/model_manifest.h"

#include "tests/core/model_case.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

namespace valvista::tests {
namespace {

/// The reason the text is refused with, empty when it is not.
std::string refusal(std::string_view text) {
  try {
    parseModelManifest(text);
    return {};
  } catch (const std::domain_error& error) {
    return error.what();
  }
}

TEST(ModelManifest, whatIsWrittenIsReadBack) {
  ModelManifest manifest = goodManifest();
  EXPECT_EQ(parseModelManifest(modelManifestText(manifest)), manifest);
  manifest.network = UNetOptions{{8, 16, 32}, {2, 1}, 3, NetworkNorm::batch};
  manifest.patchSize = {4, 32, 64};
  EXPECT_EQ(parseModelManifest(modelManifestText(manifest)), manifest);
  manifest.network = VNetOptions{};
  manifest.patchSize = {64, 48, 32};
  manifest.orientation = "SPL";
  manifest.intensity.zScore = {-40.5, 220.0};
  EXPECT_EQ(parseModelManifest(modelManifestText(manifest)), manifest);
  manifest.network = SwinUnetrOptions{24, PatchMerging::v2};
  manifest.patchSize = {96, 64, 64};
  manifest.overlap = 0.0;
  EXPECT_EQ(parseModelManifest(modelManifestText(manifest)), manifest);
}

TEST(ModelManifest, theTextOfTheFormatIsRead) {
  const ModelManifest manifest = parseModelManifest(R"({
    "schema": "valvista.model", "version": 1, "name": "spleen", "model_version": "0.5",
    "network": {"type": "unet", "channels": [16, 32, 64, 128, 256], "strides": [2, 2, 2, 2],
                "num_res_units": 2, "norm": "batch"},
    "classes": [{"name": "background", "label": 0}, {"name": "spleen", "label": 8}],
    "spacing_mm": [1.5, 1.5, 2], "orientation": "RAS",
    "intensity": {"window_hu": [-57, 164], "range": [0, 1]},
    "patch_size": [96, 96, 96], "overlap": 0.5, "training": "", "licence": "Apache-2.0",
    "weights": {"file": "model.safetensors", "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
  })");
  EXPECT_EQ(networkName(manifest.network), "unet");
  EXPECT_EQ(std::get<UNetOptions>(manifest.network).norm, NetworkNorm::batch);
  EXPECT_EQ(manifest.networkSpec().outChannels, 2);
  EXPECT_EQ(manifest.classes[1], (ModelClass{"spleen", 8}));
  EXPECT_EQ(manifest.spacingMm[2], 2.0);
  EXPECT_EQ(manifest.intensity.windowHu[0], -57.0);
  EXPECT_FALSE(manifest.intensity.zScore);
}

TEST(ModelManifest, patchesFitTheNetwork) {
  EXPECT_EQ(patchMultiple(UNetOptions{}), 16);
  EXPECT_EQ(minimumPatch(UNetOptions{}), 32);
  EXPECT_EQ(patchMultiple(UNetOptions{{8, 16, 32}, {2, 2}, 2, NetworkNorm::instance}), 4);
  EXPECT_EQ(minimumPatch(VNetOptions{}), 32);
  EXPECT_EQ(patchMultiple(SwinUnetrOptions{}), 32);
  EXPECT_EQ(minimumPatch(SwinUnetrOptions{}), 64);
}

TEST(ModelManifest, everyOrientationIsKnown) {
  int known = 0;
  for (const char a : std::string("LRPASI"))
    for (const char b : std::string("LRPASI"))
      for (const char c : std::string("LRPASI")) {
        ModelManifest manifest = goodManifest();
        manifest.orientation = {a, b, c};
        try {
          known +=
              parseModelManifest(modelManifestText(manifest)).orientation == manifest.orientation ? 1 : 0;
        } catch (const std::domain_error&) {
        }
      }
  EXPECT_EQ(known, 48);
}

TEST(ModelManifest, aManifestThatCouldNotBeReadIsNotWritten) {
  ModelManifest manifest = goodManifest();
  manifest.spacingMm[0] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(modelManifestText(manifest), std::domain_error);
  manifest = goodManifest();
  manifest.patchSize[1] = 40;
  EXPECT_THROW(modelManifestText(manifest), std::domain_error);
}

/// A damaged text and words of the reason it must be refused with.
struct Bad {
  std::string text, reason;
};

/// Every key missing, misspelt, twice, and with a value of no kind that it could have.
void addBadKeys(std::vector<Bad>& bad, const std::string& good) {
  const std::vector<std::string> keys{"schema",    "version",  "name",       "model_version", "network",
                                      "type",      "channels", "strides",    "num_res_units", "norm",
                                      "classes",   "label",    "spacing_mm", "orientation",   "intensity",
                                      "window_hu", "range",    "patch_size", "overlap",       "training",
                                      "licence",   "weights",  "file",       "sha256"};
  for (const std::string& key : keys) {
    const std::string quoted = "\"" + key + "\": ";
    bad.push_back({replaced(good, quoted, "\"" + key + "_\": "), key});
    bad.push_back({replaced(good, quoted, quoted + "null, " + quoted), "occurs twice"});
    const bool nested = key == "network" || key == "intensity" || key == "weights" || key == "classes";
    const std::size_t begin = good.find(quoted) + quoted.size();
    const std::size_t end = good[begin] == '[' ? good.find(']', begin) + 1 : good.find_first_of(",\n", begin);
    for (const std::string value : {"null", "true"}) {
      // What a nested value held becomes that of a key nobody knows.
      bad.push_back(
          nested ? Bad{replaced(good, quoted, quoted + value + ", \"rest\": "), "\"rest\" is not known"}
                 : Bad{std::string(good).replace(begin, end - begin, value), "\"" + key + "\""});
    }
  }
}

void addBadValues(std::vector<Bad>& bad, const std::string& good) {
  const auto add = [&](std::string_view from, std::string_view to, const char* reason) {
    bad.push_back({replaced(good, from, to), reason});
  };
  add("valvista.model", "valvista.plan", "\"schema\" is not");
  for (const char* version : {"0", "2", "-1", "100"})
    add("\"version\": 1", "\"version\": " + std::string(version), "reads version 1");
  add("\"version\": 1", "\"version\": 1.0", "whole number");
  for (const char* type : {"UNet", "segresnet", "", "unet "})
    add("\"unet\"", "\"" + std::string(type) + "\"", "there are: unet");
  for (const char* type : {"vnet", "swin_unetr"})
    add("\"unet\"", "\"" + std::string(type) + "\"", "\"channels\" is not known");
  for (const char* channels : {"[16]", "[]"})
    add("[16, 32, 64, 128, 256]", channels, "\"channels\" does not have");
  for (const char* channels : {"[16, 32, 64, 128, 0]", "[16, 32, 64, 128, 4096]", "[-16, 32, 64, 128, 256]"})
    add("[16, 32, 64, 128, 256]", channels, "\"channels\" is not in");
  for (const char* strides : {"[2, 2, 2]", "[2, 2, 2, 2, 2]", "[]"})
    add("[2, 2, 2, 2]", strides, "\"strides\" does not have");
  for (const char* strides : {"[2, 2, 2, 3]", "[0, 2, 2, 2]", "[2, 2, -2, 2]"})
    add("[2, 2, 2, 2]", strides, "\"strides\" is not in");
  for (const char* units : {"0", "-1", "9"})
    add("\"num_res_units\": 2", "\"num_res_units\": " + std::string(units), "is not in 1 to 8");
  for (const char* norm : {"Instance", "group", ""})
    add("\"instance\"", "\"" + std::string(norm) + "\"", "there are: instance, batch");
  for (const char* label : {"256", "-1", "1e2", "1.0"})
    add("\"label\": 2", "\"label\": " + std::string(label), "\"label\" is not");
  add("\"label\": 2", "\"label\": 1", "two classes have the label 1");
  add("left_ventricle", "aorta", "two classes are named \"aorta\"");
  add("\"label\": 0", "\"label\": 7", "does not begin with the background");
  for (const char* name : {"", "a\\nb", "\\u001b[2J", "\\u007f"}) add("Phantom net", name, "\"name\"");
  add("Phantom net", std::string(101, 'x'), "\"name\" does not have 1 to 100 bytes");
  add("left_ventricle", "", "\"name\" does not have");
  for (const char* spacing : {"0", "-1.5", "0.09", "10.1", "1e300"})
    add("[1.5, 1.5, 2.0]", "[1.5, 1.5, " + std::string(spacing) + "]", "\"spacing_mm\" is not in");
  for (const char* spacing : {"[1.5, 1.5]", "[]", "[1.5, 1.5, 2.0, 2.0]"})
    add("[1.5, 1.5, 2.0]", spacing, "\"spacing_mm\" does not have 3");
  add("[1.5, 1.5, 2.0]", "[1.5, 1.5, 1e999]", "out of range");
  for (const char* axes : {"RAR", "RL", "", "RASL", "RRS", "AAA", "LRS"})
    add("\"RAS\"", "\"" + std::string(axes) + "\"", "each axis once");
  for (const char* axes : {"ras", "XYZ", "R S", "RÄS"})
    add("\"RAS\"", "\"" + std::string(axes) + "\"", "none of L, R, P, A, S, I");
  for (const char* window : {"[164, -57]", "[5, 5]"})
    add("[-57.0, 164.0]", window, "\"window_hu\" does not rise");
  for (const char* window : {"[-57]", "[-57, 0, 164]"})
    add("[-57.0, 164.0]", window, "\"window_hu\" does not have 2");
  for (const char* window : {"[-1e9, 164]", "[-57, 40000]"})
    add("[-57.0, 164.0]", window, "\"window_hu\" is not in");
  add("\"range\": [0.0, 1.0]", "\"range\": [1, 0]", "does not rise");
  add("\"range\": [0.0, 1.0]", "\"range\": [0, 1e9]", "is not in");
  add("\"range\": [0.0, 1.0]", "\"z_score\": {\"mean_hu\": 0}", "\"deviation_hu\" is missing");
  for (const char* deviation : {"0", "-1", "1e-9", "1e9"})
    add("\"range\": [0.0, 1.0]",
        "\"z_score\": {\"mean_hu\": 0, \"deviation_hu\": " + std::string(deviation) + "}",
        "\"deviation_hu\" is not in");
  add("\"range\": [0.0, 1.0]", "\"range\": [0, 1], \"z_score\": {\"mean_hu\": 0, \"deviation_hu\": 1}",
      "\"range\" is not known");
  for (const char* patch :
       {"[96, 96, 95]", "[16, 96, 96]", "[96, 0, 96]", "[96, -96, 96]", "[528, 96, 96]", "[24, 96, 96]"})
    add("[96, 96, 96]", patch, "multiple of 16 in 32 to 512");
  for (const char* patch : {"[96, 96]", "[96, 96, 96, 96]", "[]"})
    add("[96, 96, 96]", patch, "\"patch_size\" does not have 3");
  for (const char* overlap : {"-0.1", "0.91", "1", "25"}) add("0.25", overlap, "\"overlap\" is not in");
  add("Phantoms.\\u000a", std::string(10'001, 'x'), "\"training\" is longer");
  add("Phantoms.", "\\u0000", "\"training\" has a control");
  add("CC0-1.0", "", "\"licence\" does not have");
  for (const char* file : {"../model.safetensors", "/etc/model.safetensors", "a/model.safetensors", "..", "",
                           ".safetensors", "model.pt", "model.safetensors ", "C:\\\\m.safetensors",
                           "m\\u0000.safetensors", "ä.safetensors", "model.safetensors/"})
    add("model.safetensors", file, "in the model's folder");
  for (const std::string& digest : {std::string(63, '0'), std::string(65, '0'), std::string(64, 'A'),
                                    std::string(64, 'g'), std::string()})
    add(std::string(64, '0'), digest, "\"sha256\" does not have");
  bad.push_back({good + "x", "something follows"});
  bad.push_back({"", "ends too early"});
  bad.push_back({"[]", "is not an object"});
  bad.push_back({"\xef\xbb\xbf" + good, "no JSON value"});
  bad.push_back({good.substr(0, good.size() / 2), "line"});
  bad.push_back({good + std::string(kMostManifestBytes, ' '), "longer than"});
}

TEST(ModelManifest, CraftedBadOnesAreAllRefusedWithTheReason) {
  const std::string good = modelManifestText(goodManifest());
  ASSERT_EQ(refusal(good), "");
  std::vector<Bad> bad;
  addBadKeys(bad, good);
  addBadValues(bad, good);
  EXPECT_GE(bad.size(), 200u);
  for (const Bad& one : bad) {
    const std::string why = refusal(one.text);
    EXPECT_NE(why, "") << one.reason << "\n" << one.text.substr(0, 1500);
    EXPECT_NE(why.find(one.reason), std::string::npos) << why << "\n" << one.reason;
  }
}

TEST(ModelManifest, TenThousandDamagedOnesAreReadOrRefused) {
  const std::string good = modelManifestText(goodManifest());
  std::mt19937 random(20240918);
  int refused = 0;
  for (int round = 0; round < 10'000; ++round) {
    const std::string damaged = mutated(good, random);
    try {
      // What is read must be as good as what was written by us.
      const ModelManifest manifest = parseModelManifest(damaged);
      EXPECT_EQ(parseModelManifest(modelManifestText(manifest)), manifest) << damaged;
    } catch (const std::domain_error& error) {
      EXPECT_GT(std::string_view(error.what()).size(), 5u);
      ++refused;
    }
  }
  EXPECT_GT(refused, 7000);
  EXPECT_LT(refused, 10'000);
}

}  // namespace
}  // namespace valvista::tests
