// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/serve.h"
#include "ml/worker/worker_hello.h"
#include "planning/core/error.h"

#if VALVISTA_READS_NIFTI
#include "ml/worker/segment_file.h"
#endif

#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

// Those of valvista-cli (docs/worker-protocol.md).
constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2, kInputRefused = 3, kNotWritten = 5;

constexpr const char* kUsage =
    "usage: valvista-worker --version | hello | serve | segment --config FILE\n"
    "  hello    says on one line what it can compute on\n"
    "  serve    segments for the program that starts it\n"
    "  segment  segments by a JSON file: {\"ct\": \"ct.nii.gz\", \"model\": \"FOLDER\", \"out\": "
    "\"labels.nii.gz\"}";

int print(const std::string& line) {
  const bool written = std::puts(line.c_str()) >= 0 && std::fflush(stdout) == 0;
  return written ? kDone : kFailed;
}

int complain(const std::string& message, int code) {
  std::fprintf(stderr, "valvista-worker: %s\n", message.c_str());
  return code;
}

#if VALVISTA_READS_NIFTI
int segment(const char* config) {
  const bool terminal = isatty(STDERR_FILENO) == 1;
  const valvista::Progress progress([terminal](double fraction, std::string_view what) {
    if (terminal)
      std::fprintf(stderr, "\r\033[K%3.0f %%  %.*s", 100.0 * fraction, static_cast<int>(what.size()),
                   what.data());
  });
  valvista::ml::segmentByFile(config, progress);
  if (terminal) std::fputs("\r\033[K", stderr);
  return kDone;
}
#else
int segment(const char*) {
  return complain("this worker was built without zlib and cannot read files; use it through valvista-cli",
                  kFailed);
}
#endif

int run(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (argc == 2 && command == "--version") return print("valvista-worker " VALVISTA_VERSION);
  if (argc == 2 && command == "hello") return print(toJson(valvista::ml::workerHello()).dump());
  if (argc == 2 && command == "serve") return valvista::ml::serve();
  if (argc == 4 && command == "segment" && std::string_view(argv[2]) == "--config") return segment(argv[3]);
  return complain(kUsage, kWrongUsage);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const valvista::SaveError& error) {
    return complain(error.what(), kNotWritten);
  } catch (const valvista::Error& error) {
    return complain(error.what(), kInputRefused);
  } catch (const std::bad_alloc&) {
    return complain("there is not enough memory for this input", kInputRefused);
  } catch (const std::exception& error) {
    return complain(error.what(), kFailed);
  }
}
