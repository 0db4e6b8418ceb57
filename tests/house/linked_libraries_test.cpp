// SPDX-License-Identifier: GPL-3.0-or-later
// The contract's table of programs: what each may load, seen by ldd.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <regex>
#include <string>
#include <vector>

namespace valvista::tests {
namespace {

/// File names of all shared libraries in the closure of a program.
std::vector<std::string> librariesOf(const std::string& program) {
  const std::string command = "ldd '" VALVISTA_BIN "/" + program + "' 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::vector<std::string> names;
  const std::regex library(R"(\s*(lib\S+\.so\S*) .*\n?)");
  std::array<char, 4096> line;
  while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe.get())) {
    std::cmatch match;
    if (std::regex_match(line.data(), match, library)) names.push_back(match[1]);
  }
  return names;
}

void expectNone(const std::string& program, const std::string& forbidden) {
  const auto names = librariesOf(program);
  ASSERT_FALSE(names.empty()) << program << " was not built";
  const std::regex pattern(forbidden);
  for (const std::string& name : names) EXPECT_FALSE(std::regex_search(name, pattern)) << program << " loads " << name;
}

void expectSome(const std::string& program, const std::string& needed) {
  const std::regex pattern(needed);
  for (const std::string& name : librariesOf(program))
    if (std::regex_search(name, pattern)) return;
  ADD_FAILURE() << program << " does not load " << needed;
}

constexpr char kTorch[] = "^lib(torch|c10)";
constexpr char kGdcmAndCharls[] = "^lib(gdcm|charls)";  // clash with DCMTK's own CharLS
constexpr char kQt5[] = "^libQt5";
constexpr char kOpenCv[] = "^libopencv";

TEST(LinkedLibraries, WindowLoadsNoTorchGdcmOrQt5) {
  for (const char* forbidden : {kTorch, kGdcmAndCharls, kQt5, kOpenCv}) expectNone("valvista", forbidden);
  expectSome("valvista", "^libQt6Widgets");
  expectSome("valvista", "^libdcmdata");
}

TEST(LinkedLibraries, CommandLineLoadsNoTorchQtGdcmOrRendering) {
  for (const char* forbidden : {kTorch, kGdcmAndCharls, kQt5, kOpenCv, "^libQt6", "^libvtkRendering", "^libGL"})
    expectNone("valvista-cli", forbidden);
  expectSome("valvista-cli", "^libdcmdata");
}

TEST(LinkedLibraries, WorkerLoadsTorchButNoDcmtkItkVtkOrQt6) {
  expectSome("valvista-worker", "^lib(torch|c10)");
  expectNone("valvista-worker", "^lib(dcmdata|ITK|vtk|Qt6)");
}

}  // namespace
}  // namespace valvista::tests
