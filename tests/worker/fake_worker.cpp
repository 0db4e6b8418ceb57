// SPDX-License-Identifier: GPL-3.0-or-later
// A worker without LibTorch, for tests: label 1 where the CT is brighter than 100 HU, after ten lines of
// progress. Usage: valvista-fake-worker MODE[:N] hello|serve. It misbehaves at its Nth line as MODE says.
#include "planning/core/mapped_memory.h"
#include "planning/core/worker_messages.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace valvista;

class FakeWorker {
 public:
  explicit FakeWorker(std::string_view mode) {
    const std::size_t colon = mode.find(':');
    mode_ = mode.substr(0, colon);
    if (colon != std::string_view::npos) at_ = std::atoi(mode.data() + colon + 1);
  }

  int run(bool serving) {
    if (mode_ == "dies-after-us") dieLater();
    HelloMessage hello{"0", "none", {{"cpu", "A fake"}}, 2, {}, false, false, VolumeTransport::mapped};
    const char* shared = std::getenv("VALVISTA_WORKER_VOLUMES");
    streamed_ = mode_ == "streamed" || shared == nullptr || std::string_view(shared) != "2";
    if (streamed_) hello.volumes = VolumeTransport::streamed;
    say(toJson(hello).dump());
    std::string line;
    while (serving && std::getline(std::cin, line))
      answer(parseSegment(Json::parse(line, kLongestWorkerLine)));
    return 0;
  }

 private:
  void dieLater() const {
    std::thread([us = at_] {
      std::this_thread::sleep_for(std::chrono::microseconds(us));
      raise(SIGKILL);
    }).detach();
  }

  void say(const std::string& line) {
    if (++said_ == at_) misbehave();
    std::cout << line << '\n' << std::flush;
  }

  void misbehave() const {
    if (mode_ == "dies") raise(SIGKILL);
    if (mode_ == "crashes") raise(SIGSEGV);
    if (mode_ == "ends") std::_Exit(0);
    if (mode_ == "fails") {
      std::fputs("a library\nis missing here\n", stderr);
      std::_Exit(7);
    }
    if (mode_ == "hangs") std::this_thread::sleep_for(std::chrono::hours(1));
    if (mode_ == "babbles") std::cout << "%$&/(" << '\n' << std::flush;
    if (mode_ == "floods")
      while (std::cout) std::cout << "floods";
    if (mode_ == "greets") std::cout << R"({"type":"hello"})" << '\n' << std::flush;
    if (mode_ == "is-newer") {
      std::cout << R"({"type":"hello","protocol":2})" << '\n' << std::flush;
    }
    if (mode_ == "refuses") {
      std::cout << toJson(ErrorMessage{"It needs 3.1 GiB of memory."}).dump() << '\n' << std::flush;
      std::_Exit(0);
    }
  }

  void answer(const SegmentMessage& message) {
    const std::size_t count = message.ct.voxelCount();
    SegmentationCost cost{"cpu", "float32", 10, 2, 1, 1 << 20, 0.1};
    if (message.estimateOnly) {
      say(toJson(cost, "estimate").dump());
      return;
    }
    std::vector<std::int16_t> hu(count);
    if (streamed_) {
      std::cin.read(reinterpret_cast<char*>(hu.data()), static_cast<std::streamsize>(2 * count));
      std::vector<char> weights(message.weightBytes);
      std::cin.read(weights.data(), static_cast<std::streamsize>(weights.size()));
    } else {
      const MappedMemory ct(kCtDescriptor, 2 * count, MappedMemory::Access::read);
      const auto* voxels = reinterpret_cast<const std::int16_t*>(ct.bytes().data());
      hu.assign(voxels, voxels + count);
    }
    for (int step = 0; step < 10; ++step) {
      say(toJson(ProgressMessage{0.1 * step, "window " + std::to_string(step + 1) + " of 10"}).dump());
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::vector<std::uint8_t> labels(count);
    const std::uint8_t bright = mode_ == "mislabels" ? 200 : 1;
    for (std::size_t i = 0; i < count; ++i) labels[i] = hu[i] > 100 ? bright : 0;
    if (!streamed_) {
      const MappedMemory memory(kLabelsDescriptor, count, MappedMemory::Access::write);
      std::copy(labels.begin(), labels.end(), reinterpret_cast<std::uint8_t*>(memory.writable().data()));
    }
    say(toJson(cost, "labels", streamed_ ? count : 0).dump());
    if (streamed_) {
      std::cout.write(reinterpret_cast<const char*>(labels.data()), static_cast<std::streamsize>(count));
      std::cout.flush();
    }
  }

  std::string mode_;
  int at_ = 0, said_ = 0;
  bool streamed_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  return FakeWorker(argv[1]).run(std::string_view(argv[2]) == "serve");
}
