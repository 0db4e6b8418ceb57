// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/worker_client.h"

#include "planning/core/error.h"
#include "planning/core/mapped_memory.h"
#include "planning/core/model_store.h"
#include "planning/worker/worker_session.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

/// LibTorch takes a second to load, on a cold disk many, and ssh may ask for a connection first.
constexpr std::chrono::seconds kStartPatience{60};

/// A worker, the memory it shares with us, and its greeting.
struct Conversation {
  Descriptor ct, labels;
  WorkerSession session;
  HelloMessage hello;

  Conversation(const SegmentationRequest& request, const Progress& progress)
      : ct(anonymousMemory("valvista-ct")),
        labels(anonymousMemory("valvista-labels")),
        session(request.worker, "serve", std::array{ct.get(), labels.get()}, progress),
        hello(session.greet(kStartPatience)) {}

  bool mapped() const { return hello.volumes == VolumeTransport::mapped; }
};

/// `model` is opened only where it has to travel.
SegmentMessage messageFor(const ImageGeometry& ct, const SegmentationRequest& request, bool mapped,
                          const std::optional<Model>& model) {
  SegmentMessage message;
  message.ct = ct;
  message.options = request.options;
  if (mapped) {
    message.modelFolder = std::filesystem::absolute(request.model).string();
  } else {
    message.manifest = Json::parse(modelManifestText(model->manifest), kLongestWorkerLine);
    message.weightBytes = model->weights.bytes().size();
  }
  return message;
}

void copyInto(const Descriptor& memory, std::span<const std::byte> bytes, const Progress& progress) {
  constexpr std::size_t kPiece = std::size_t{16} << 20;
  reserve(memory, bytes.size());
  const MappedMemory mapped(memory.get(), bytes.size(), MappedMemory::Access::write);
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    progress.throwIfCancelled();
    const std::size_t count = std::min(kPiece, bytes.size() - at);
    std::memcpy(mapped.writable().data() + at, bytes.data() + at, count);
  }
}

LabelMap takeLabels(Conversation& with, const ImageGeometry& grid) {
  const std::size_t count = grid.voxelCount();
  if (with.mapped()) {
    const MappedMemory memory(with.labels.get(), count, MappedMemory::Access::read);
    return LabelMap(grid, {reinterpret_cast<const std::uint8_t*>(memory.bytes().data()), count});
  }
  std::vector<std::uint8_t> voxels(count);
  with.session.receive(std::as_writable_bytes(std::span(voxels)));
  return LabelMap(grid, voxels);
}

/// A worker that mixes things up must not get as far as a measurement.
void requireLabelsOf(const ModelManifest& manifest, const LabelMap& labels, const std::string& worker) {
  const std::vector<std::size_t> counts = labelCounts(labels);
  for (std::size_t label = 0; label < counts.size(); ++label) {
    const auto has = [label](const ModelClass& c) { return c.label == label; };
    if (counts[label] > 0 && std::none_of(manifest.classes.begin(), manifest.classes.end(), has))
      throw ModelError(worker + " gave label " + std::to_string(label) + ", which the model does not have.");
  }
}

SegmentationCost costFrom(const Json& answer, const std::string& worker) {
  try {
    return parseCost(answer);
  } catch (const std::domain_error&) {
    throw ModelError(worker + " gave an answer that cannot be understood.");
  }
}

}  // namespace

HelloMessage askWorker(const WorkerCommand& worker, std::chrono::milliseconds patience,
                       const Progress& progress) {
  WorkerSession session(worker, "hello", {}, progress);
  return session.greet(patience);
}

SegmentationCost estimateSegmentation(const ImageGeometry& ct, const SegmentationRequest& request,
                                      const Progress& progress) {
  Conversation with(request, progress);
  std::optional<Model> model;
  if (!with.mapped()) model = openModel(request.model);
  SegmentMessage message = messageFor(ct, request, with.mapped(), model);
  message.estimateOnly = true;
  with.session.send(toJson(message));
  return costFrom(with.session.receive("estimate"), request.worker.name());
}

SegmentationAnswer segmentVolume(const Volume& ct, const SegmentationRequest& request,
                                 const Progress& progress) {
  // The manifest is needed here too, so a bad model is told before anything is started.
  const ModelManifest manifest = readManifest(request.model);
  Conversation with(request, progress);
  const auto voxels = std::as_bytes(ct.hu());
  std::optional<Model> model;
  if (with.mapped()) {
    copyInto(with.ct, voxels, progress);
    reserve(with.labels, ct.geometry().voxelCount());
  } else {
    model = openModel(request.model);
  }
  with.session.send(toJson(messageFor(ct.geometry(), request, with.mapped(), model)));
  if (!with.mapped()) {
    with.session.send(voxels);
    with.session.send(model->weights.bytes());
    model.reset();
  }
  SegmentationAnswer answer;
  answer.cost = costFrom(with.session.receive("labels"), request.worker.name());
  answer.labels = takeLabels(with, ct.geometry());
  requireLabelsOf(manifest, answer.labels, request.worker.name());
  answer.worker = with.hello;
  return answer;
}

}  // namespace valvista::planning
