// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/model_store.h"

#include "planning/core/error.h"
#include "planning/core/sha256.h"
#include "tests/core/model_case.h"

#include <array>
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace valvista::tests {
namespace {

namespace fs = std::filesystem;

class ModelStore : public testing::Test {
 protected:
  /// A good model in a folder of that name, made by hand.
  fs::path makeModel(const std::string& name, ModelManifest manifest = goodManifest()) const {
    const fs::path folder = folder_ / name;
    fs::create_directories(folder);
    const std::string weights = goodSafetensors();
    putBytes(folder / "model.safetensors", weights);
    manifest.weightsSha256 = sha256Hex(std::as_bytes(std::span(weights)));
    putBytes(folder / "manifest.json", modelManifestText(manifest));
    return folder;
  }

  static std::string refusal(const fs::path& folder) {
    try {
      openModel(folder);
      return {};
    } catch (const ModelError& error) {
      return error.what();
    }
  }

  static unsigned modeOf(const fs::path& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
  }

  TemporaryFolder folder_;
  const fs::path store_ = folder_ / "data/valvista/models";
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(ModelStore, aModelIsOpened) {
  const Model model = openModel(makeModel("m"));
  EXPECT_EQ(model.manifest.name, "Phantom net");
  EXPECT_EQ(model.weights.tensors().size(), 3u);
  EXPECT_EQ(refusal(folder_ / "m/"), "") << "with a slash at the end";
}

TEST_F(ModelStore, weightsThatTheManifestDoesNotNameAreRefused) {
  const fs::path model = makeModel("m");
  std::string weights = goodSafetensors();
  weights.back() = static_cast<char>(weights.back() ^ 1);
  putBytes(model / "model.safetensors", weights);
  EXPECT_TRUE(has(refusal(model), "The model m was refused")) << refusal(model);
  EXPECT_TRUE(has(refusal(model), "sha256")) << refusal(model);
}

TEST_F(ModelStore, whatIsNoModelIsRefusedWithTheReason) {
  EXPECT_TRUE(has(refusal(folder_ / "none"), "manifest.json is missing")) << refusal(folder_ / "none");
  const fs::path empty = makeModel("empty");
  fs::remove(empty / "model.safetensors");
  EXPECT_TRUE(has(refusal(empty), "model.safetensors is missing"));
  const fs::path broken = makeModel("broken");
  putBytes(broken / "manifest.json", "{}");
  EXPECT_TRUE(has(refusal(broken), "manifest.json: \"schema\" is missing")) << refusal(broken);
  const fs::path pickle = makeModel("pickle");
  putBytes(pickle / "model.safetensors", std::string("\x80\x02}q\0.", 6) + std::string(100, '\0'));
  EXPECT_TRUE(has(refusal(pickle), "model.safetensors")) << refusal(pickle);
  putBytes(pickle / "manifest.json", std::string(kMostManifestBytes + 1, ' '));
  EXPECT_TRUE(has(refusal(pickle), "too long"));
}

TEST_F(ModelStore, linksAreRefusedWhereverTheyLead) {
  const fs::path model = makeModel("m"), other = makeModel("other");
  for (const char* name : {"manifest.json", "model.safetensors"}) {
    for (const fs::path& target : {other / name, fs::path("kept"), fs::path("../other") / name}) {
      fs::rename(model / name, model / "kept");
      fs::create_symlink(target, model / name);
      EXPECT_TRUE(has(refusal(model), std::string(name) + " is a link")) << target << refusal(model);
      EXPECT_TRUE(has(listModels(folder_.path()).front().problem, "is a link"));
      fs::remove(model / name);
      fs::rename(model / "kept", model / name);
    }
    fs::rename(model / name, model / "kept");
    fs::create_directory(model / name);
    EXPECT_TRUE(has(refusal(model), "is not a file"));
    fs::remove(model / name);
    fs::rename(model / "kept", model / name);
  }
  EXPECT_EQ(refusal(model), "");
}

TEST_F(ModelStore, installingCopiesForTheUserAlone) {
  const fs::path source = makeModel("m");
  const fs::path installed = installModel(source, store_);
  EXPECT_EQ(installed, store_ / "phantom-net-1.0");
  EXPECT_EQ(openModel(installed).manifest, openModel(source).manifest);
  for (const fs::path& folder : {installed, store_, store_.parent_path()}) EXPECT_EQ(modeOf(folder), 0700u);
  for (const char* file : {"manifest.json", "model.safetensors"}) EXPECT_EQ(modeOf(installed / file), 0600u);
  EXPECT_EQ(std::distance(fs::directory_iterator(store_), {}), 1) << "nothing else stays";
  EXPECT_EQ(std::distance(fs::directory_iterator(installed), {}), 2);
  EXPECT_EQ(installModel(source, store_), installed) << "a second time nothing is to do";
}

TEST_F(ModelStore, anInstalledModelIsNotReplaced) {
  const fs::path installed = installModel(makeModel("m"), store_);
  ModelManifest changed = goodManifest();
  changed.overlap = 0.5;
  EXPECT_THROW(installModel(makeModel("changed", changed), store_), ModelError);
  EXPECT_EQ(openModel(installed).manifest.overlap, 0.25);
  changed.version = "1.1";
  EXPECT_EQ(installModel(makeModel("newer", changed), store_), store_ / "phantom-net-1.1");
  putBytes(installed / "model.safetensors", "damaged");
  EXPECT_THROW(installModel(folder_ / "m", store_), ModelError);
}

TEST_F(ModelStore, aDamagedModelIsNotInstalled) {
  const fs::path source = makeModel("m");
  putBytes(source / "model.safetensors", "damaged");
  EXPECT_THROW(installModel(source, store_), ModelError);
  EXPECT_FALSE(fs::exists(store_));
}

TEST_F(ModelStore, namesOfFoldersStayInTheStore) {
  const std::vector<std::array<const char*, 3>> cases{{"../../evil", "1", "evil-1"},
                                                      {"...", "..", "model"},
                                                      {"TAVR / U-Net", "2.0 beta", "tavr-u-net-2.0-beta"},
                                                      {"Größe", "1/../..", "größe-1-..-.."}};
  for (const auto& [name, version, folder] : cases) {
    ModelManifest manifest = goodManifest();
    manifest.name = name;
    manifest.version = version;
    EXPECT_EQ(installModel(makeModel("m", manifest), store_), store_ / folder);
  }
}

TEST_F(ModelStore, aStoreThatCannotBeWrittenIsASaveError) {
  putBytes(folder_ / "file", "x");
  EXPECT_THROW(installModel(makeModel("m"), folder_ / "file/models"), SaveError);
}

TEST_F(ModelStore, listingNamesTheDamagedOnes) {
  EXPECT_TRUE(listModels(store_).empty()) << "no store yet";
  installModel(makeModel("m"), store_);
  fs::create_directory(store_ / "broken");
  fs::create_directory(store_ / ".valvista-abcdef");
  putBytes(store_ / "notes.txt", "x");
  const std::vector<ListedModel> models = listModels(store_);
  ASSERT_EQ(models.size(), 2u);
  EXPECT_EQ(models[0].folder.filename(), "broken");
  EXPECT_FALSE(models[0].manifest);
  EXPECT_EQ(models[0].problem, "manifest.json is missing");
  ASSERT_TRUE(models[1].manifest);
  EXPECT_EQ(models[1].manifest->name, "Phantom net");
  EXPECT_EQ(models[1].problem, "");
  EXPECT_THROW(listModels(store_ / "notes.txt"), ModelError);
}

TEST_F(ModelStore, theFolderComesFromTheEnvironment) {
  const auto with = [](const char* variable, const char* value) {
    value == nullptr ? unsetenv(variable) : setenv(variable, value, 1);
  };
  const std::string home = std::getenv("HOME") == nullptr ? "/" : std::getenv("HOME");
  with("VALVISTA_MODELS", "/own"), with("XDG_DATA_HOME", "/xdg"), with("HOME", "/home/u");
  EXPECT_EQ(modelStoreFolder(), "/own");
  with("VALVISTA_MODELS", nullptr);
  EXPECT_EQ(modelStoreFolder(), "/xdg/valvista/models");
  with("XDG_DATA_HOME", "relative");
  EXPECT_EQ(modelStoreFolder(), "/home/u/.local/share/valvista/models");
  with("XDG_DATA_HOME", nullptr), with("HOME", nullptr);
  EXPECT_THROW(modelStoreFolder(), ModelError);
  with("HOME", home.c_str());
}

}  // namespace
}  // namespace valvista::tests
