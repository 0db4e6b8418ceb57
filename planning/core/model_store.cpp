// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/model_store.h"

#include "planning/core/atomic_file.h"
#include "planning/core/data_folder.h"
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/output_file.h"
#include "planning/core/sha256.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace valvista {

namespace fs = std::filesystem;

namespace {

constexpr const char* kManifestFile = "manifest.json";

/// Of a folder, also where it is named "model/" or ".".
std::string bareName(const fs::path& folder) {
  const fs::path bare = fs::absolute(folder).lexically_normal();
  return (bare.has_filename() ? bare : bare.parent_path()).filename().string();
}

ModelError refused(const std::string& name, const std::string& why) {
  return ModelError("The model " + name + " was refused: " + why + ".");
}

Model checked(ModelManifest manifest, SafetensorsFile weights) {
  if (sha256Hex(weights.bytes()) != manifest.weightsSha256)
    throw std::domain_error(manifest.weightsFile + " is not the file that the manifest's sha256 names");
  return {std::move(manifest), std::move(weights)};
}

SaveError notInstalled(int error) {
  return SaveError("The model was not installed: " + std::generic_category().message(error) + ".");
}

/// A link may lead anywhere, so it is no part of a model.
void checkOwnFile(const fs::path& file) {
  std::error_code error;
  const fs::file_type type = fs::symlink_status(file, error).type();
  const std::string name = file.filename().string();
  if (type == fs::file_type::not_found) throw std::domain_error(name + " is missing");
  if (type == fs::file_type::symlink) throw std::domain_error(name + " is a link");
  if (type != fs::file_type::regular) throw std::domain_error(name + " is not a file");
}

ModelManifest manifestIn(const fs::path& folder) {
  const fs::path path = folder / kManifestFile;
  checkOwnFile(path);
  try {
    return parseModelManifest(readText(path, kMostManifestBytes));
  } catch (const std::domain_error& error) {
    throw std::domain_error(std::string(kManifestFile) + ": " + error.what());
  }
}

ListedModel listed(const fs::path& folder) {
  ListedModel model{folder, {}, {}};
  try {
    model.manifest = manifestIn(folder);
    checkOwnFile(folder / model.manifest->weightsFile);
  } catch (const std::domain_error& error) {
    model.problem = error.what();
  }
  return model;
}

/// "TAVR U-Net", "1.0" -> "tavr-u-net-1.0": letters, digits and inner dots stay, all else becomes one hyphen.
std::string folderName(const ModelManifest& manifest) {
  std::string name;
  for (const char c : manifest.name + "-" + manifest.version) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    const bool kept =
        !ascii || std::isalnum(static_cast<unsigned char>(c)) != 0 || (c == '.' && !name.empty());
    if (kept)
      name += ascii ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  name.erase(name.find_last_not_of('-') + 1);
  return name.empty() ? "model" : name;
}

/// Whether exactly this model is there, undamaged.
bool isInstalled(const ModelManifest& manifest, const fs::path& folder) {
  try {
    return openModel(folder).manifest == manifest;
  } catch (const ModelError&) {
    return false;
  }
}

void writeFile(const fs::path& file, std::span<const std::byte> bytes) {
  AtomicFile output(file);
  output.write(bytes);
  output.commit();
}

/// A folder in the store that listing does not see, removed unless it has been renamed.
class StagingFolder {
 public:
  explicit StagingFolder(const fs::path& store) {
    std::string pattern = (store / ".valvista-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw notInstalled(errno);
    path_ = pattern;
  }
  ~StagingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  StagingFolder(const StagingFolder&) = delete;
  StagingFolder& operator=(const StagingFolder&) = delete;

  const fs::path& path() const { return path_; }
  void renameTo(const fs::path& target) const {
    if (::rename(path_.c_str(), target.c_str()) != 0) throw notInstalled(errno);
  }

 private:
  fs::path path_;
};

}  // namespace

fs::path modelStoreFolder() {
  if (auto folder = dataFolder("VALVISTA_MODELS", "models")) return *folder;
  throw ModelError("There is no folder for models: neither VALVISTA_MODELS nor HOME is set.");
}

std::vector<ListedModel> listModels(const fs::path& store) {
  std::vector<ListedModel> models;
  std::error_code error;
  for (fs::directory_iterator entry(store, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const fs::path& folder = entry->path();
    if (fs::is_directory(folder, ignored) && !folder.filename().string().starts_with('.'))
      models.push_back(listed(folder));
  }
  if (error && error != std::errc::no_such_file_or_directory)
    throw ModelError("The folder of models cannot be read: " + error.message() + ".");
  std::sort(models.begin(), models.end(),
            [](const ListedModel& a, const ListedModel& b) { return a.folder < b.folder; });
  return models;
}

ModelManifest readManifest(const fs::path& folder) {
  try {
    return manifestIn(folder);
  } catch (const std::domain_error& error) {
    throw refused(bareName(folder), error.what());
  }
}

Model openModel(const fs::path& folder) {
  try {
    ModelManifest manifest = manifestIn(folder);
    const fs::path weightsPath = folder / manifest.weightsFile;
    checkOwnFile(weightsPath);
    return checked(std::move(manifest), SafetensorsFile(weightsPath));
  } catch (const std::domain_error& error) {
    throw refused(bareName(folder), error.what());
  }
}

Model openModel(std::string_view manifestText, std::unique_ptr<std::byte[]> weights,
                std::size_t weightBytes) {
  try {
    ModelManifest manifest = parseModelManifest(manifestText);
    SafetensorsFile file(std::move(weights), weightBytes, manifest.weightsFile);
    return checked(std::move(manifest), std::move(file));
  } catch (const std::domain_error& error) {
    throw refused("that was sent", error.what());
  }
}

fs::path installModel(const fs::path& source, const fs::path& store) {
  const Model model = openModel(source);
  const fs::path target = store / folderName(model.manifest);
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(target, ignored))) {
    if (isInstalled(model.manifest, target)) return target;
    throw refused(bareName(source),
                  "the store has another or a damaged model in " + target.filename().string());
  }
  if (const std::error_code error = makePrivateFolder(store)) throw notInstalled(error.value());
  const StagingFolder staging(store);
  const std::string manifest = modelManifestText(model.manifest);
  writeFile(staging.path() / kManifestFile, std::as_bytes(std::span(manifest)));
  writeFile(staging.path() / model.manifest.weightsFile, model.weights.bytes());
  staging.renameTo(target);
  return target;
}

}  // namespace valvista
