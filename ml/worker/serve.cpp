// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/serve.h"

#include "ml/inference/segment_volume.h"
#include "ml/worker/worker_hello.h"
#include "ml/worker/worker_pulse.h"
#include "ml/worker/worker_streams.h"
#include "planning/core/error.h"
#include "planning/core/mapped_memory.h"
#include "planning/core/model_store.h"
#include "planning/core/sha256.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <new>
#include <signal.h>
#include <stdexcept>
#include <utility>
#include <vector>

namespace valvista::ml {

namespace {

constexpr int kGoodEnd = 0, kHungUp = 1;

SegmentationCost estimate(const SegmentMessage& message) {
  const bool sent = message.modelFolder.empty();
  const ModelManifest manifest =
      sent ? parseModelManifest(message.manifest.dump()) : readManifest(message.modelFolder);
  // The file is hardly more than its numbers, and those are float32 but for a few models.
  const std::uint64_t bytes =
      sent ? message.weightBytes
           : std::filesystem::file_size(std::filesystem::path(message.modelFolder) / manifest.weightsFile);
  return estimateSegmentation(message.ct, manifest, bytes / sizeof(float), message.options);
}

class Server {
 public:
  int run() {
    const HelloMessage hello = workerHello();
    streamed_ = hello.volumes == VolumeTransport::streamed;
    output_.send(toJson(hello));
    const WorkerPulse pulse(output_);
    while (const auto line = input_.line())
      if (!answer(*line) && streamed_) break;
    return kGoodEnd;
  }

 private:
  /// False when the request failed.
  bool answer(const std::string& line);
  void answerRequest(const SegmentMessage& message);
  Volume takeCt(const ImageGeometry& grid);
  Model takeModel(const SegmentMessage& message);
  void give(const LabelMap& labels, const SegmentationCost& cost);

  WorkerOutput output_;
  WorkerInput input_;
  bool streamed_ = true;
};

bool Server::answer(const std::string& line) {
  std::string problem;
  try {
    answerRequest(parseSegment(Json::parse(line, kLongestWorkerLine)));
    return true;
  } catch (const std::domain_error& error) {
    problem = std::string("The worker cannot understand what it is asked: ") + error.what() + ".";
  } catch (const Error& error) {
    problem = error.what();
  } catch (const std::filesystem::filesystem_error& error) {
    problem = "The weights of the model cannot be read: " + error.code().message() + ".";
  } catch (const std::bad_alloc&) {
    problem =
        "Memory ran out while segmenting. Close other programs, or set a memory limit below what is free.";
  }
  output_.send(toJson(ErrorMessage{problem}));
  return false;
}

void Server::answerRequest(const SegmentMessage& message) {
  if (message.estimateOnly) {
    output_.send(toJson(estimate(message), "estimate"));
    return;
  }
  const Volume ct = takeCt(message.ct);
  Model model = takeModel(message);
  const Progress progress([this](double fraction, std::string_view what) {
    output_.send(toJson(ProgressMessage{fraction, std::string(what)}));
  });
  const SegmentOutcome outcome = segmentVolume(ct, std::move(model), message.options, progress);
  give(outcome.labels, outcome.cost);
}

Volume Server::takeCt(const ImageGeometry& grid) {
  const std::size_t bytes = grid.voxelCount() * sizeof(std::int16_t);
  if (!streamed_) {
    const auto memory =
        std::make_shared<const MappedMemory>(kCtDescriptor, bytes, MappedMemory::Access::read);
    const auto* voxels = reinterpret_cast<const std::int16_t*>(memory->bytes().data());
    return Volume(grid, std::span(voxels, grid.voxelCount()), memory);
  }
  std::vector<std::int16_t> voxels(grid.voxelCount());
  input_.read(std::as_writable_bytes(std::span(voxels)));
  return Volume(grid, std::move(voxels));
}

Model Server::takeModel(const SegmentMessage& message) {
  if (!message.modelFolder.empty()) return openModel(message.modelFolder);
  auto bytes = std::make_unique<std::byte[]>(message.weightBytes);
  input_.read({bytes.get(), message.weightBytes});
  return openModel(message.manifest.dump(), std::move(bytes), message.weightBytes);
}

void Server::give(const LabelMap& labels, const SegmentationCost& cost) {
  const std::size_t slice =
      labels.geometry().voxelCount() / static_cast<std::size_t>(labels.geometry().size[2]);
  std::vector<std::byte> streamed;
  std::unique_ptr<MappedMemory> memory;
  std::span<std::byte> target;
  if (streamed_) {
    streamed.resize(labels.geometry().voxelCount());
    target = streamed;
  } else {
    memory = std::make_unique<MappedMemory>(kLabelsDescriptor, labels.geometry().voxelCount(),
                                            MappedMemory::Access::write);
    target = memory->writable();
  }
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    const auto from = std::as_bytes(labels.slice(k));
    std::copy(from.begin(), from.end(), target.begin() + static_cast<std::ptrdiff_t>(slice) * k);
  }
  output_.send(toJson(cost, "labels", streamed.size()), streamed);
}

}  // namespace

int serve() {
  signal(SIGPIPE, SIG_IGN);
  try {
    return Server().run();
  } catch (const HungUp&) {
    return kHungUp;
  }
}

}  // namespace valvista::ml
