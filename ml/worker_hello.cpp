// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker_hello.h"

#include "ml/compute_devices.h"

#include <torch/version.h>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>

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

/// Length of the UTF-8 sequence at the front of `text`, 0 when it is none.
std::size_t utf8Length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates and numbers past the last character differ from good ones in the second byte.
  const unsigned second = length > 2 ? static_cast<unsigned char>(text[1]) : 0x80;
  const bool bad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                   (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
  return bad ? 0 : length;
}

std::string escaped(unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c == '"' || c == '\\') return {'\\', static_cast<char>(c)};
  if (c >= 0x20 && c != 0x7F) return {static_cast<char>(c)};
  return std::string("\\u00") + kHex[c >> 4] + kHex[c & 0xF];
}

}  // namespace

std::string jsonString(std::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const std::size_t length = utf8Length(text);
    if (length == 1) {
      json += escaped(static_cast<unsigned char>(text[0]));
    } else {
      json += length == 0 ? "\\ufffd" : std::string(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return json + '"';
}

std::string workerHello() {
  std::string devices;
  for (const ComputeDevice& device : computeDevices()) {
    devices += (devices.empty() ? "" : ",") + std::string("{\"id\":") + jsonString(device.id) +
               ",\"name\":" + jsonString(device.name) + "}";
  }
  const std::string blas = blasName();
  return "{\"type\":\"hello\",\"protocol\":" + std::to_string(kWorkerProtocol) +
         ",\"version\":" + jsonString(VALVISTA_VERSION) + ",\"libtorch\":" + jsonString(TORCH_VERSION) +
         ",\"devices\":[" + devices + "],\"threads\":" + std::to_string(at::get_num_threads()) +
         ",\"blas\":" + (blas.empty() ? "null" : jsonString(blas)) +
         ",\"mkldnn\":" + (at::hasMKLDNN() ? "true" : "false") +
         ",\"cuda\":" + (at::hasCUDA() ? "true" : "false") + "}";
}

}  // namespace valvista::ml
