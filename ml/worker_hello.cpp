// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker_hello.h"

#include "ml/compute_devices.h"
#include "planning/core/json.h"

#include <torch/version.h>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <utility>

namespace valvista::ml {

namespace {

/// The word after "BLAS_INFO=" in LibTorch's own description; empty where it has none.
std::string blasName() {
  const std::string configuration = at::show_config(), key = "BLAS_INFO=";
  const std::size_t at = configuration.find(key);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size();
  return configuration.substr(begin, configuration.find_first_of(", \n", begin) - begin);
}

}  // namespace

std::string workerHello() {
  Json::Array devices;
  for (const ComputeDevice& device : computeDevices())
    devices.push_back(Json::Object{{"id", device.id}, {"name", device.name}});
  const std::string blas = blasName();
  return Json(Json::Object{{"type", "hello"},
                           {"protocol", kWorkerProtocol},
                           {"version", VALVISTA_VERSION},
                           {"libtorch", TORCH_VERSION},
                           {"devices", std::move(devices)},
                           {"threads", at::get_num_threads()},
                           {"blas", blas.empty() ? Json() : Json(blas)},
                           {"mkldnn", at::hasMKLDNN()},
                           {"cuda", at::hasCUDA()}})
      .dump();
}

}  // namespace valvista::ml
