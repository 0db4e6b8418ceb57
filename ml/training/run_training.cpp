// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/run_training.h"

#include "ml/inference/predict_labels.h"
#include "ml/inference/predictor_choice.h"
#include "ml/networks/predictor.h"
#include "ml/out_of_memory.h"
#include "ml/training/trained_model.h"
#include "ml/training/trainer.h"
#include "planning/core/atomic_file.h"
#include "planning/core/descriptor.h"
#include "planning/core/error.h"
#include "planning/core/model_store.h"
#include "planning/core/nifti_file.h"
#include "planning/core/training/dataset.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <sys/file.h>
#include <sys/resource.h>
#include <system_error>
#include <thread>

namespace valvista::ml {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFaultsTold = 5;
constexpr std::size_t kProbeCases = 2;

void setThreads(const TrainConfig& config) {
  at::set_num_threads(config.threads > 0
                          ? config.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
}

TrainMachine machineFor(const TrainConfig& config, const Peers& peers) {
  // torchrun's convention: processes of one machine share out its cards.
  const char* local = std::getenv("LOCAL_RANK");
  std::string device = chooseDevice(config.device);
  if (peers.count() > 1 && local != nullptr && device.starts_with("cuda") &&
      config.device.find(':') == std::string::npos)
    device = chooseDevice("cuda:" + std::string(local));
  const std::optional<Precision> precision = precisionNamed(config.precision);
  if (precision == Precision::float16)
    throw ModelError("Training computes in float32 or bfloat16, not in float16.");
  const bool onCard = device.starts_with("cuda");
  return {device, precision ? *precision == Precision::bfloat16 : onCard};
}

void throwFaults(const std::vector<DatasetFault>& faults) {
  std::string text;
  std::size_t errors = 0;
  for (const DatasetFault& fault : faults) {
    if (!fault.isError) continue;
    if (++errors <= kFaultsTold)
      text += (text.empty() ? "" : " ") + fault.file.filename().string() + ": " + fault.message;
  }
  if (errors == 0) return;
  if (errors > kFaultsTold) text += " And " + std::to_string(errors - kFaultsTold) + " more.";
  throw LoadError("The dataset cannot be trained on: " + text);
}

/// The cases of a training, in memory as far as the cache maps them.
struct PreparedCases {
  Dataset dataset;  ///< the cached ones
  std::unique_ptr<CaseCache> cache;
  std::vector<int> training, validation;  ///< indices into the cache
};

PreparedCases prepare(const TrainConfig& config, Dataset dataset, const DatasetSplit& split,
                      const Progress& progress) {
  PreparedCases prepared;
  std::erase_if(dataset.cases, [&](const DatasetCase& one) {
    const auto found = split.find(one.name);
    return found == split.end() || found->second == DatasetPart::test;
  });
  prepared.cache =
      std::make_unique<CaseCache>(TrainRunFolder{config.out}.cache(), dataset, config.model, progress);
  for (int i = 0; i < prepared.cache->size(); ++i)
    (split.at(prepared.cache->name(i)) == DatasetPart::training ? prepared.training : prepared.validation)
        .push_back(i);
  prepared.dataset = std::move(dataset);
  return prepared;
}

Dataset listedDataset(const TrainConfig& config) {
  std::vector<DatasetFault> faults;
  Dataset dataset = readDataset(config.dataset, faults);
  throwFaults(faults);
  return dataset;
}

/// The same, every voxel looked at too.
Dataset checkedDataset(const TrainConfig& config, const Progress& progress) {
  std::vector<DatasetFault> faults;
  Dataset dataset = readDataset(config.dataset, faults);
  const std::vector<DatasetFault> inside = checkDataset(dataset, config.model, progress);
  faults.insert(faults.end(), inside.begin(), inside.end());
  throwFaults(faults);
  return dataset;
}

DatasetSplit splitOf(const TrainConfig& config, const Dataset& dataset) {
  const fs::path file = TrainRunFolder{config.out}.split();
  if (fs::exists(file)) return readSplit(file, dataset.cases);
  const DatasetSplit split = splitByPatient(dataset.cases, config.split);
  writeSplit(file, split);
  return split;
}

TrainInputs inputsOf(const PreparedCases& prepared, const TrainConfig& config) {
  const auto source = std::make_shared<const PatchSource>(*prepared.cache, prepared.training, config);
  TrainInputs inputs;
  inputs.patches = [source](std::int64_t step, int first, int count) {
    return source->patches(step, first, count);
  };
  inputs.validationCases = static_cast<int>(prepared.validation.size());
  inputs.validationCase = [&prepared](int index) {
    return prepared.cache->open(prepared.validation[static_cast<std::size_t>(index)]);
  };
  return inputs;
}

/// Why a training failed, in words that help.
std::string adviceFor(const std::exception& error, const std::string& device) {
  if (dynamic_cast<const Error*>(&error) != nullptr) return error.what();
  if (isOutOfMemory(error))
    return "Memory ran out on " + device +
           ". Compute a step in more parts (\"accumulate\"), take fewer patches, or a smaller patch.";
  return "LibTorch failed while training on " + device +
         ". Another device or float32 precision may work; please report it.";
}

class Run {
 public:
  Run(const TrainConfig& config, bool resume, Peers& peers, const Progress& progress)
      : config_(config), folder_{config.out}, resume_(resume), peers_(peers), progress_(progress) {}

  TrainState operator()();

 private:
  void lock();
  void refuseOtherTraining() const;
  void makeFolder() const;
  void writeConfig() const;
  TrainState train(RunStatus& status);
  PreparedCases prepareCases(RunStatus& status);
  void finish(const PreparedCases& prepared, const Trainer& trainer, TrainState state, RunStatus& status);
  void predictIfWanted(const PreparedCases& prepared, RunStatus& status);
  void predictBest(const PreparedCases& prepared, RunStatus& status);
  void keepWarnings(RunStatus& status) const;
  void fail(RunStatus& status, const std::string& message);

  const TrainConfig& config_;
  TrainRunFolder folder_;
  bool resume_;
  Peers& peers_;
  const Progress& progress_;
  std::string device_ = "cpu";
  Descriptor lock_;
};

/// Two that write one folder would destroy each other's work. The lock goes with the process, however it
/// ends.
void Run::lock() {
  lock_ = Descriptor(::open(folder_.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw LoadError("Another process is training in this folder.");
}

void Run::refuseOtherTraining() const {
  const std::optional<TrainStatus> status = readTrainStatus(folder_);
  if (status && isAlive(*status)) throw LoadError("Another process is training in this folder.");
  if (!resume_ && fs::exists(folder_.checkpoints()) && !fs::is_empty(folder_.checkpoints()))
    throw LoadError(
        "There is a training in this folder already: go on with it (--resume), or choose another folder.");
  if (resume_ && fs::exists(folder_.config()) &&
      trainingHash(readTrainConfig(folder_.config())) != trainingHash(config_))
    throw LoadError(
        "The configuration has changed since the training in this folder was begun. Use config.json of that "
        "folder, or begin a new training in another one.");
}

void Run::makeFolder() const {
  std::error_code error;
  fs::create_directories(folder_.folder, error);
  if (error) throw SaveError("The folder of the training cannot be made: " + error.message() + ".");
}

void Run::writeConfig() const {
  AtomicFile file(folder_.config());
  file.write(trainConfigText(config_));
  file.commit();
  std::error_code ignored;
  fs::remove(folder_.request(), ignored);
}

PreparedCases Run::prepareCases(RunStatus& status) {
  const Progress telling([&](double fraction, std::string_view what) {
    throwIfStopped(folder_, progress_);
    if (peers_.isFirst()) status.tellProgress(fraction, what);
  });
  if (!peers_.isFirst()) peers_.fromFirst(0);  // what the first has prepared is found
  const bool checks = peers_.isFirst() && !resume_;
  Dataset dataset = checks ? checkedDataset(config_, Progress(telling, 0.0, 0.5)) : listedDataset(config_);
  const DatasetSplit split = splitOf(config_, dataset);
  PreparedCases prepared =
      prepare(config_, std::move(dataset), split, Progress(telling, resume_ ? 0.0 : 0.5, 1.0));
  if (peers_.isFirst()) peers_.fromFirst(0);
  return prepared;
}

TrainState Run::train(RunStatus& status) {
  if (peers_.isFirst()) status.tell(TrainState::preparing, "Preparing the dataset");
  const TrainMachine machine = machineFor(config_, peers_);
  device_ = machine.device;
  const PreparedCases prepared = prepareCases(status);
  if (peers_.isFirst()) status.tell(TrainState::training, "Training");
  Trainer trainer(config_, machine, inputsOf(prepared, config_), peers_, status);
  const TrainState state = trainer.run(resume_, progress_);
  if (peers_.isFirst()) finish(prepared, trainer, state, status);
  return state;
}

void Run::finish(const PreparedCases& prepared, const Trainer& trainer, TrainState state, RunStatus& status) {
  const TrainPosition& position = trainer.position();
  const auto trained = static_cast<int>(prepared.training.size()),
             validated = static_cast<int>(prepared.validation.size());
  if (fs::exists(trainer.checkpoints().best()) && position.bestDice) {
    writeModel(folder_.model(), config_, {trained, validated, position.bestEpoch, position.bestDice},
               trainer.checkpoints().best());
    if (state == TrainState::finished) predictIfWanted(prepared, status);
  } else if (state == TrainState::finished) {
    trainer.writeWeights(trainer.checkpoints().candidate());
    writeModel(folder_.model(), config_, {trained, 0, config_.epochs, {}}, trainer.checkpoints().candidate());
  }
  status.tell(state, state == TrainState::finished ? "The training is done" : "The training was stopped");
}

void Run::predictIfWanted(const PreparedCases& prepared, RunStatus& status) {
  try {
    predictBest(prepared, status);
  } catch (const Cancelled&) {  // the model is there all the same
  }
}

void Run::predictBest(const PreparedCases& prepared, RunStatus& status) {
  const Model model = openModel(folder_.model());
  const auto predictor =
      makePredictor(model.manifest.networkSpec(), model.weights, device_, Precision::float32);
  std::error_code error;
  fs::create_directories(folder_.predictions(), error);
  if (error) throw SaveError("The folder of the predictions cannot be made: " + error.message() + ".");
  const LabelRun run{config_.model.overlap, 1, true, at::Device(device_), at::Device(device_)};
  const auto count = static_cast<double>(prepared.validation.size());
  double done = 0.0;
  for (const int index : prepared.validation) {
    const auto one =
        std::find_if(prepared.dataset.cases.begin(), prepared.dataset.cases.end(),
                     [&](const DatasetCase& c) { return c.name == prepared.cache->name(index); });
    const Progress telling([&](double part, std::string_view) {
      throwIfStopped(folder_, progress_);
      status.tellProgress((done + part) / count, "Predicting the validation scans");
    });
    const DatasetVoxels voxels = readCase(prepared.dataset, *one, config_.model.classes, telling);
    const PredictedLabels predicted = predictLabels(
        voxels.ct, model.manifest, [&](const at::Tensor& windows) { return (*predictor)(windows); }, run,
        telling);
    writeNifti(folder_.predictions() / (one->name + ".nii.gz"), predicted.labels);
    done += 1.0;
  }
}

/// What a person should look at stays said when the training goes on.
void Run::keepWarnings(RunStatus& status) const {
  if (const std::optional<TrainStatus> before = readTrainStatus(folder_))
    for (const std::string& warning : before->warnings) status.warn(warning);
}

void Run::fail(RunStatus& status, const std::string& message) {
  if (!peers_.isFirst()) return;
  status.now().message = message;
  try {
    status.tell(TrainState::failed, "The training failed");
  } catch (const Error&) {  // a full disk, perhaps the reason itself
  }
}

TrainState Run::operator()() {
  if (peers_.isFirst()) {
    makeFolder();
    lock();
    refuseOtherTraining();
    writeConfig();
  }
  RunStatus status(folder_, config_);
  if (resume_) keepWarnings(status);
  try {
    return train(status);
  } catch (const Cancelled&) {
    if (peers_.isFirst()) status.tell(TrainState::stopped, "The training was stopped");
    progress_.throwIfCancelled();
    return TrainState::stopped;
  } catch (const std::exception& error) {
    const std::string message = adviceFor(error, device_);
    fail(status, message);
    if (dynamic_cast<const Error*>(&error) != nullptr) throw;
    throw ModelError(message, error.what());
  }
}

/// Of the files of their CTs: how large cases are, before they are read.
double meanBytes(const std::vector<DatasetCase>& cases) {
  double sum = 0.0;
  for (const DatasetCase& one : cases) sum += static_cast<double>(fs::file_size(one.ct));
  return sum / std::max<double>(1.0, static_cast<double>(cases.size()));
}

}  // namespace

TrainState runTraining(const TrainConfig& config, bool resume, Peers& peers, const Progress& progress) {
  setThreads(config);
  return Run(config, resume, peers, progress)();
}

TrainingProbe probeTraining(const TrainConfig& config, int steps, const Progress& progress) try {
  setThreads(config);
  Dataset dataset = listedDataset(config);
  const double usualBytes = meanBytes(dataset.cases);
  if (dataset.cases.size() > kProbeCases) dataset.cases.resize(kProbeCases);
  const double size = usualBytes / meanBytes(dataset.cases);  // of all cases, when that of these is 1
  DatasetSplit split;
  for (const DatasetCase& one : dataset.cases) split[one.name] = DatasetPart::training;
  std::error_code ignored;
  fs::create_directories(config.out, ignored);
  const double begin = wallTime();
  throwFaults(checkDataset(dataset, config.model, progress));
  const PreparedCases prepared = prepare(config, std::move(dataset), split, progress);
  const double prepareSeconds = (wallTime() - begin) / std::max(1, prepared.cache->size());
  NoPeers alone;
  StepComputer computer(config, machineFor(config, alone), alone);
  const std::vector<PatchRange> ranges =
      patchRanges(config.sampling.patches, config.sampling.accumulate, 0, 1);
  PatchLoader loader(inputsOf(prepared, config).patches, ranges, 0, steps, config.loaderThreads);
  std::vector<double> seconds, data;
  for (int step = 0; step < steps; ++step) {
    progress.throwIfCancelled();
    const TrainStep done = computer.compute(step, ranges, [&loader] { return loader.next(); }).step;
    seconds.push_back(done.seconds);
    data.push_back(done.dataSeconds);
  }
  const auto median = [](std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
  };
  double validation = 0.0;
  for (int i = 0; i < prepared.cache->size(); ++i)
    validation += validationSeconds(prepared.cache->open(i).size, config.model,
                                    median(seconds) / config.sampling.patches) /
                  prepared.cache->size();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return {median(seconds),         median(data),          static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U,
          config.sampling.patches, size * prepareSeconds, size * validation};
} catch (const Error&) {
  throw;
} catch (const std::exception& error) {
  throw ModelError(adviceFor(error, config.device), error.what());
}

}  // namespace valvista::ml
