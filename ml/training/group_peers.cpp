// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/group_peers.h"

#include "planning/core/error.h"

#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

#ifdef VALVISTA_WITH_GLOO
#ifndef USE_C10D_GLOO
#define USE_C10D_GLOO 1  // else the header is empty
#endif
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef VALVISTA_WITH_NCCL
#ifndef USE_C10D_NCCL
#define USE_C10D_NCCL 1
#endif
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include <ATen/ATen.h>
#include <chrono>
#endif

namespace valvista::ml {

namespace {

std::string textOf(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

/// A whole number from `low` to `high`.
int numberOf(const char* name, int low, int high) {
  const std::string text = textOf(name);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < low || number > high)
    throw ModelError(std::string(name) + " must be a whole number from " + std::to_string(low) + " to " +
                     std::to_string(high) + " where WORLD_SIZE is set, not \"" + text + "\".");
  return number;
}

#ifdef VALVISTA_WITH_GLOO

constexpr std::chrono::minutes kMeetWithin{5};
/// The others wait while the first validates. A process that ends is noticed at once.
constexpr std::chrono::hours kLongestWait{24};

class GroupPeers : public Peers {
 public:
  GroupPeers(int rank, int count, const std::string& host, std::uint16_t port) : rank_(rank), count_(count) {
    c10d::TCPStoreOptions meeting;
    meeting.port = port;
    // torchrun has opened the place already.
    meeting.isServer = rank == 0 && textOf("TORCHELASTIC_USE_AGENT_STORE") != "True";
    meeting.timeout = kMeetWithin;
    meeting.waitWorkers = false;
    store_ = c10::make_intrusive<c10d::TCPStore>(host, meeting);
    const auto options = c10d::ProcessGroupGloo::Options::create(kLongestWait);
    options->devices.push_back(device(host));
    group_ = c10::make_intrusive<c10d::ProcessGroupGloo>(store_, rank, count, options);
  }

  int rank() const override { return rank_; }
  int count() const override { return count_; }

  void sum(const std::vector<at::Tensor>& tensors) override try {
    if (tensors.empty()) return;
    std::vector<at::Tensor> parts;
    for (const at::Tensor& tensor : tensors) parts.push_back(tensor.detach().reshape(-1));
    std::vector<at::Tensor> all{at::cat(parts)};
    sumFlat(all);
    std::int64_t from = 0;
    for (const at::Tensor& tensor : tensors) {
      tensor.detach().copy_(all.front().narrow(0, from, tensor.numel()).view(tensor.sizes()));
      from += tensor.numel();
    }
  } catch (const std::exception& error) {
    throw ModelError(
        "Another process of this training has ended or cannot be reached any more. Start all of them again "
        "with --resume: they go on from the last checkpoint.",
        error.what());
  }

  std::int64_t fromFirst(std::int64_t number) override {
    const at::Tensor told = at::full({1}, isFirst() ? number : 0, at::kLong);
    sum({told});
    return told.item<std::int64_t>();
  }

 private:
  /// From card to card where this worker has NCCL, else through the memory of the machines.
  void sumFlat(std::vector<at::Tensor>& all) {
#ifdef VALVISTA_WITH_NCCL
    if (all.front().is_cuda()) {
      if (!cards_) {
        const auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = kLongestWait;
        cards_ = c10::make_intrusive<c10d::ProcessGroupNCCL>(
            c10::make_intrusive<c10d::PrefixStore>("cards", store_), rank_, count_, options);
      }
      cards_->allreduce(all)->wait();
      return;
    }
#endif
    all.front() = all.front().to(at::kCPU);
    group_->allreduce(all)->wait();
  }
  static std::shared_ptr<::gloo::transport::Device> device(const std::string& host) {
    using Gloo = c10d::ProcessGroupGloo;
    const std::string interface = textOf("GLOO_SOCKET_IFNAME");
    if (!interface.empty()) return Gloo::createDeviceForInterface(interface);
    const bool here = host == "localhost" || host.starts_with("127.");
    return here ? Gloo::createDeviceForHostname("127.0.0.1") : Gloo::createDefaultDevice();
  }

  int rank_, count_;
  c10::intrusive_ptr<c10d::Store> store_;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> group_;
#ifdef VALVISTA_WITH_NCCL
  c10::intrusive_ptr<c10d::ProcessGroupNCCL>
      cards_;  ///< made with the first gradients, when the card is known
#endif
};

std::unique_ptr<Peers> meet(int rank, int count, const std::string& host, int port) try {
  auto peers = std::make_unique<GroupPeers>(rank, count, host, static_cast<std::uint16_t>(port));
  peers->fromFirst(0);
  return peers;
} catch (const ModelError&) {
  throw;
} catch (const std::exception& error) {
  throw ModelError("The " + std::to_string(count) +
                       " processes of this training did not find each other at " +
                       "MASTER_ADDR, MASTER_PORT. All of them must be started, with the same address, and "
                       "the port must be free and open between their machines.",
                   error.what());
}

#else

std::unique_ptr<Peers> meet(int, int count, const std::string&, int) {
  throw ModelError("WORLD_SIZE is " + std::to_string(count) +
                   ", but this worker was built without Gloo and trains in one process.");
}

#endif

}  // namespace

std::unique_ptr<Peers> peersOfLauncher() {
  constexpr int kMostProcesses = 4096, kDefaultPort = 29500, kHighestPort = 65535;
  if (textOf("WORLD_SIZE").empty()) return std::make_unique<NoPeers>();
  const int count = numberOf("WORLD_SIZE", 1, kMostProcesses);
  if (count == 1) return std::make_unique<NoPeers>();
  const int rank = numberOf("RANK", 0, count - 1);
  const std::string host = textOf("MASTER_ADDR");
  if (host.empty()) throw ModelError("MASTER_ADDR must name the machine of the first process.");
  const int port = textOf("MASTER_PORT").empty() ? kDefaultPort : numberOf("MASTER_PORT", 1, kHighestPort);
  return meet(rank, count, host, port);
}

}  // namespace valvista::ml
