// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker_hello.h"

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

namespace {

constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2;

int print(const std::string& line) {
  const bool written = std::puts(line.c_str()) >= 0 && std::fflush(stdout) == 0;
  return written ? kDone : kFailed;
}

int complain(const std::string& message, int code) {
  std::fprintf(stderr, "valvista-worker: %s\n", message.c_str());
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view command = argc == 2 ? argv[1] : "";
  try {
    if (command == "--version") return print("valvista-worker " VALVISTA_VERSION);
    if (command == "hello") return print(valvista::ml::workerHello());
  } catch (const std::exception& error) {
    return complain(error.what(), kFailed);
  }
  return complain("usage: valvista-worker --version | hello", kWrongUsage);
}
