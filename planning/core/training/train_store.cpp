// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/train_store.h"

#include "planning/core/atomic_file.h"
#include "planning/core/data_folder.h"
#include "planning/core/error.h"
#include "planning/core/output_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace valvista {

namespace fs = std::filesystem;

namespace {

constexpr int kMostRunsASecond = 100;
constexpr std::streamoff kLastBytes = 600;

SaveError notMade(int error) {
  return SaveError("The folder of the training could not be made: " + std::generic_category().message(error) +
                   ".");
}

/// "TAVR U-Net" -> "tavr-u-net".
std::string plainName(const std::string& name) {
  std::string plain;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!plain.empty() && plain.back() != '-')
      plain += '-';
  }
  plain.erase(plain.find_last_not_of('-') + 1);
  return plain.empty() ? "training" : plain;
}

std::string timeText() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &local);
  return text.data();
}

bool hasCheckpoint(const TrainRunFolder& run) {
  std::error_code error;
  for (fs::directory_iterator entry(run.checkpoints(), error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().filename().string().starts_with(TrainRunFolder::kCheckpointPrefix)) return true;
  return false;
}

ListedTraining listed(const fs::path& folder) {
  ListedTraining training{{folder}, {}, {}, false, {}, false};
  try {
    training.config = readTrainConfig(training.run.config());
    training.status = readTrainStatus(training.run);
  } catch (const LoadError& error) {
    training.problem = error.what();
  }
  training.alive = training.status && isAlive(*training.status);
  training.hasCheckpoint = hasCheckpoint(training.run);
  return training;
}

/// Since when, also for one whose worker has not said anything yet.
double ageOf(const ListedTraining& training) {
  if (training.status && training.status->startedAt > 0.0) return training.status->startedAt;
  struct stat facts {};
  return ::stat(training.run.config().c_str(), &facts) == 0 ? static_cast<double>(facts.st_mtime) : 0.0;
}

}  // namespace

fs::path trainStoreFolder() {
  if (auto folder = dataFolder("VALVISTA_TRAINING", "training")) return *folder;
  throw LoadError("There is no folder for trainings: neither VALVISTA_TRAINING nor HOME is set.");
}

std::vector<ListedTraining> listTrainings(const fs::path& store) {
  std::vector<ListedTraining> trainings;
  std::error_code error;
  for (fs::directory_iterator entry(store, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const bool isTrial = entry->path().filename().string().starts_with('.');
    if (!isTrial && fs::exists(TrainRunFolder{entry->path()}.config(), ignored))
      trainings.push_back(listed(entry->path()));
  }
  if (error && error != std::errc::no_such_file_or_directory)
    throw LoadError("The folder of trainings cannot be read: " + error.message() + ".");
  std::sort(trainings.begin(), trainings.end(), [](const ListedTraining& a, const ListedTraining& b) {
    return std::pair(ageOf(a), a.run.folder) > std::pair(ageOf(b), b.run.folder);
  });
  return trainings;
}

TrainRunFolder makeTrainRun(TrainConfig config, const fs::path& store) {
  if (const std::error_code error = makePrivateFolder(store)) throw notMade(error.value());
  const std::string name = plainName(config.model.name) + "-" + timeText();
  fs::path folder = store / name;
  for (int number = 2; ::mkdir(folder.c_str(), S_IRWXU) != 0; ++number) {
    if (errno != EEXIST || number > kMostRunsASecond) throw notMade(errno);
    folder = store / (name + "." + std::to_string(number));
  }
  config.out = folder;
  const TrainRunFolder run{folder};
  AtomicFile file(run.config());
  file.write(trainConfigText(config));
  file.commit();
  return run;
}

std::string lastWords(const TrainRunFolder& run) {
  std::ifstream log(run.log(), std::ios::binary | std::ios::ate);
  if (!log) return {};
  const std::streamoff size = log.tellg();
  log.seekg(std::max<std::streamoff>(0, size - kLastBytes));
  std::string text(static_cast<std::size_t>(std::min(size, kLastBytes)), '\0');
  log.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(log.gcount()));
  text.erase(text.find_last_not_of(" \r\n\t") + 1);
  if (size > kLastBytes) text.erase(0, text.find('\n') + 1);
  return text;
}

}  // namespace valvista
