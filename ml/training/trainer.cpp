// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/trainer.h"

#include "ml/networks/predictor.h"
#include "planning/core/error.h"
#include "planning/core/sha256.h"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

namespace valvista::ml {

namespace {

constexpr std::chrono::milliseconds kPausePoll{200};
/// Of the median probability on the tubes: where the focal skeleton recall as printed draws it.
constexpr double kStuckFrom = 0.25, kStuckTo = 0.45;
constexpr std::int64_t kStuckSteps = 100;
constexpr int kWindowsOnCard = 4;

constexpr const char* kStuckWarning =
    "The median probability on the tubes has stayed near 1/3 for 100 steps: the focal skeleton recall as "
    "printed draws it there. Train with focal_skeleton_recall_detached, or give this term a weight of 0.1 or "
    "less.";

}  // namespace

std::string trainingHash(const TrainConfig& config) {
  const TrainConfig defaults;
  TrainConfig named = config;
  named.dataset = "dataset";
  named.out = "out";
  named.startFrom = config.startFrom.empty() ? "" : "model";
  named.device = defaults.device;
  named.precision = defaults.precision;
  named.threads = defaults.threads;
  named.loaderThreads = defaults.loaderThreads;
  named.checkpointEvery = defaults.checkpointEvery;
  const std::string text = trainConfigText(named);
  return sha256Hex(std::as_bytes(std::span(text.data(), text.size())));
}

Trainer::Trainer(const TrainConfig& config, const TrainMachine& machine, TrainInputs inputs, Peers& peers,
                 RunStatus& status)
    : config_(config),
      machine_(machine),
      inputs_(std::move(inputs)),
      peers_(peers),
      status_(status),
      folder_{config.out},
      checkpoints_(folder_.checkpoints(), trainingHash(config)),
      computer_(config, machine, peers),
      ranges_(patchRanges(config.sampling.patches, config.sampling.accumulate, peers.rank(), peers.count())),
      steps_(static_cast<std::int64_t>(config.epochs) * config.stepsPerEpoch) {
  if (config.sampling.patches < peers.count())
    throw ModelError("There are more processes than patches in a step.");
}

TrainState Trainer::run(bool resume, const Progress& progress) {
  if (resume) {
    TensorTable state = computer_.state();
    position_ = checkpoints_.restore(state).value_or(TrainPosition());
  }
  checkPeersAgree();
  firstStep_ = savedStep_ = status_.now().step = position_.step;
  tellBest();
  startedAt_ = wallTime();
  asideSeconds_ = 0.0;
  if (inputs_.validationCases > 0) validationSize_ = inputs_.validationCase(0).size;
  if (peers_.isFirst()) journal_.emplace(folder_, config_, position_);
  PatchLoader loader(inputs_.patches, ranges_, position_.step, steps_, config_.loaderThreads);
  for (;;) {
    bool interrupted = false;
    try {
      if (validationIsDue()) validate(progress);
    } catch (const Cancelled&) {  // it is done when the training goes on
      interrupted = true;
    }
    if (checkpointIsDue()) save();
    if (position_.step == steps_ && !interrupted) return TrainState::finished;
    if (hear(progress) == Wish::stop) {
      if (savedStep_ != position_.step) save();
      return TrainState::stopped;
    }
    train(loader);
  }
}

void Trainer::checkPeersAgree() {
  // A file system may show another machine an older folder; weights that differ would spoil the training
  // unseen. Before the first goes on, too: it may remove the checkpoint that another one reads.
  if (peers_.fromFirst(position_.step) != position_.step)
    throw ModelError(
        "The processes of this training see different checkpoints in its folder. Start all of them again "
        "with "
        "--resume.");
}

Trainer::Wish Trainer::hear(const Progress& progress) {
  Wish wish = Wish::goOn;
  if (peers_.isFirst()) {
    TrainRequest request = readTrainRequest(folder_);
    const double begin = wallTime();
    while (request == TrainRequest::pause && !progress.cancelled()) {
      status_.tell(TrainState::paused, "Paused");
      std::this_thread::sleep_for(kPausePoll);
      request = readTrainRequest(folder_);
    }
    asideSeconds_ += wallTime() - begin;
    if (request == TrainRequest::stop || progress.cancelled()) wish = Wish::stop;
  }
  return static_cast<Wish>(peers_.fromFirst(static_cast<std::int64_t>(wish)));
}

bool Trainer::validationIsDue() const {
  if (inputs_.validationCases == 0 || position_.step == 0 || position_.step % config_.stepsPerEpoch != 0)
    return false;
  const auto epoch = static_cast<int>(position_.step / config_.stepsPerEpoch);
  return epoch > position_.validatedEpoch && (epoch % config_.validateEvery == 0 || epoch == config_.epochs);
}

bool Trainer::checkpointIsDue() const {
  if (savedStep_ == position_.step) return false;
  return position_.step % config_.checkpointEvery == 0 || position_.step == steps_ ||
         static_cast<std::int64_t>(position_.validatedEpoch) * config_.stepsPerEpoch == position_.step;
}

void Trainer::train(PatchLoader& loader) {
  const StepComputer::Result result =
      computer_.compute(position_.step, ranges_, [&loader] { return loader.next(); });
  ++position_.step;
  watchTubes(result.medianOnTube);
  if (!peers_.isFirst()) return;
  journal_->add(result.step);
  tellStep(result.step);
}

void Trainer::tellStep(const TrainStep& step) {
  TrainStatus& status = status_.now();
  status.step = step.step;
  status.epoch = step.epoch;
  status.fraction = static_cast<double>(step.step) / static_cast<double>(steps_);
  status.samplesPerSecond = step.samplesPerSecond;
  status.secondsLeft = secondsLeft();
  status_.tell(TrainState::training, "Training");
}

double Trainer::secondsLeft() const {
  // Of this session alone: an earlier one may have run on another machine.
  const double perStep =
      (wallTime() - startedAt_ - asideSeconds_) / static_cast<double>(position_.step - firstStep_);
  const double steps = perStep * static_cast<double>(steps_ - position_.step);
  if (inputs_.validationCases == 0) return steps;
  const auto patches = static_cast<double>(config_.sampling.patches) / peers_.count();
  const double validation = validationSeconds_.value_or(
      inputs_.validationCases * validationSeconds(validationSize_, config_.model, perStep / patches));
  return steps + validation * validationsAfter(config_, position_.validatedEpoch);
}

void Trainer::tellBest() {
  status_.now().bestDice = position_.bestDice;
  status_.now().bestEpoch = position_.bestEpoch;
}

void Trainer::watchTubes(const std::optional<double>& median) {
  if (!median) return;
  const bool stuck = *median >= kStuckFrom && *median <= kStuckTo;
  position_.stuckSteps = stuck ? position_.stuckSteps + 1 : 0;
  if (position_.stuckSteps >= kStuckSteps) status_.warn(kStuckWarning);
}

void Trainer::validate(const Progress& progress) {
  const auto epoch = static_cast<int>(position_.step / config_.stepsPerEpoch);
  if (peers_.isFirst()) {
    status_.tell(TrainState::validating, "Validating epoch " + std::to_string(epoch));
    writeWeights(checkpoints_.candidate());
    const double begin = wallTime();
    std::vector<ValidatedCase> cases = validateCases(progress);
    validationSeconds_ = wallTime() - begin;
    asideSeconds_ += *validationSeconds_;
    double sum = 0.0;
    int measured = 0;
    for (ValidatedCase& one : cases) {
      one.epoch = epoch;
      sum += one.meanDice.value_or(0.0);
      measured += one.meanDice ? 1 : 0;
    }
    journal_->add(cases, position_.step);
    if (measured > 0) keepIfBest(epoch, sum / measured);
  }
  position_.validatedEpoch = epoch;
  savedStep_ = -1;  // the validation is to be kept too
}

std::vector<ValidatedCase> Trainer::validateCases(const Progress& progress) {
  const bool onCard = at::Device(machine_.device).is_cuda();
  const auto predictor =
      makePredictor(config_.model.networkSpec(), SafetensorsFile(checkpoints_.candidate()), machine_.device,
                    onCard && machine_.bfloat16 ? Precision::bfloat16 : Precision::float32);
  const ValidationRun run{at::Device(machine_.device), onCard ? kWindowsOnCard : 1};
  std::vector<ValidatedCase> cases;
  for (int i = 0; i < inputs_.validationCases; ++i) {
    const Progress telling([&](double part, std::string_view) {
      throwIfStopped(folder_, progress);
      status_.tellProgress((i + part) / inputs_.validationCases, status_.now().what);
    });
    progress.throwIfCancelled();
    cases.push_back(validateCase(
        inputs_.validationCase(i), config_.model,
        [&](const at::Tensor& windows) { return (*predictor)(windows); }, run, telling));
  }
  return cases;
}

void Trainer::keepIfBest(int epoch, double meanDice) {
  if (position_.bestDice && meanDice <= *position_.bestDice) return;
  std::error_code error;
  std::filesystem::rename(checkpoints_.candidate(), checkpoints_.best(), error);
  if (error) throw SaveError("The best weights were not kept: " + error.message() + ".");
  position_.bestDice = meanDice;
  position_.bestEpoch = epoch;
  tellBest();
}

void Trainer::writeWeights(const std::filesystem::path& file) const {
  writeTensors(file, computer_.weightsToKeep(), {});
}

void Trainer::save() {
  savedStep_ = position_.step;
  if (!peers_.isFirst()) return;
  const TensorTable state = computer_.state();
  if (!isFinite(state))
    throw ModelError(
        "The training was stopped: the weights are no longer numbers. Begin a new one, from the "
        "best weights of this one or anew, with a learning rate of a third.");
  journal_->tell(position_);
  checkpoints_.save(position_, state);
}

}  // namespace valvista::ml
