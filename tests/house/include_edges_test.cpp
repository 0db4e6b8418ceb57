// SPDX-License-Identifier: GPL-3.0-or-later
// The layer table of docs/architecture.md, read from the #include lines.
#include "tests/house/source_tree.h"

#include <gtest/gtest.h>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace valvista::tests {
namespace {

/// What each folder may include: folders of the project, and libraries in its sources and in its headers.
/// The first matching folder counts, so planning/core stands before planning.
struct Layer {
  std::string_view folder;
  std::vector<std::string_view> project;
  std::string_view sources, headers;  ///< words of kLibraries
};

const std::vector<Layer> kLayers{
    {"planning/core", {"planning/core"}, "posix zlib", ""},
    {"planning", {"planning", "resources"}, "posix zlib sqlite itk vtk dcmtk openjpeg cairo json log", ""},
    {"ml", {"ml", "planning/core"}, "posix torch omp", "torch"},
    {"viewer/scene", {"viewer/scene", "planning"}, "vtk rendering", "vtk rendering"},
    {"viewer/widgets", {"viewer", "planning"}, "vtk rendering qt", "vtk rendering qt"},
    {"ui/session", {"ui/session", "planning"}, "qt", "qt"},
    {"ui/widgets", {"ui", "viewer", "planning"}, "qt qcustomplot log", "qt qcustomplot"},
    {"app/worker", {"ml", "planning/core"}, "posix", ""},
    {"app/cli", {"app/cli", "planning"}, "posix json log cli", "json cli"},
    {"app/window", {"app/window", "ui", "viewer/widgets", "planning"}, "posix qt cli log", "qt"},
};

/// The first matching pattern names the library of an angle-bracket header. The standard library has no
/// extension and no capital; what nothing matches is "unknown" and allowed nowhere.
const std::vector<std::pair<std::regex, std::string_view>> kLibraries{
    {std::regex("zlib\\.h"), "zlib"},
    {std::regex("sqlite3\\.h"), "sqlite"},
    {std::regex("(unistd|fcntl|dlfcn|signal|poll|spawn|dirent|immintrin|malloc|link|pwd)\\.h|sys/.*"), "posix"},
    {std::regex("omp\\.h"), "omp"},
    {std::regex("itk.*"), "itk"},
    {std::regex("vtk.*(Render|Actor|Mapper|Camera|Light|OpenGL|Interact|Property|Viewport|Text|WindowTo|"
                "Widget|Prop).*"),
     "rendering"},
    {std::regex("vtk.*"), "vtk"},
    {std::regex("dcmtk/.*"), "dcmtk"},
    {std::regex("openjpeg.*"), "openjpeg"},
    {std::regex("(cairo|pango).*"), "cairo"},
    {std::regex("nlohmann/.*"), "json"},
    {std::regex("spdlog/.*"), "log"},
    {std::regex("CLI/.*"), "cli"},
    {std::regex("qcustomplot\\.h"), "qcustomplot"},
    {std::regex("(torch|ATen|c10)/.*"), "torch"},
    {std::regex("(Qt[A-Z]\\w*/)?(Q[A-Z]\\w*|q\\w+\\.h)"), "qt"},
    {std::regex("[a-z_0-9]+"), "std"},
};

std::string_view libraryOf(const std::string& header) {
  for (const auto& [pattern, library] : kLibraries)
    if (std::regex_match(header, pattern)) return library;
  return "unknown";
}

bool isBelow(std::string_view file, std::string_view folder) {
  return file.substr(0, folder.size()) == folder && file.size() > folder.size() && file[folder.size()] == '/';
}

const Layer* layerOf(std::string_view file) {
  for (const Layer& layer : kLayers)
    if (isBelow(file, layer.folder)) return &layer;
  return nullptr;
}

bool hasWord(std::string_view words, std::string_view word) {
  return (" " + std::string(words) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

/// What is wrong with the include, or nothing.
std::optional<std::string> violation(const std::string& file, const std::string& header, bool quoted) {
  const Layer* layer = layerOf(file);
  if (!layer) return "no layer owns this file";
  if (quoted) {
    for (const std::string_view folder : layer->project)
      if (isBelow(header, folder)) return std::nullopt;
    return std::string(layer->folder) + " may not include " + header;
  }
  const bool isHeader = file.ends_with(".h");
  const std::string_view library = libraryOf(header);
  if (library == "std" || hasWord(isHeader ? layer->headers : layer->sources, library)) return std::nullopt;
  return std::string(layer->folder) + (isHeader ? " headers" : " sources") + " may not include <" + header +
         ">";
}

TEST(IncludeEdges, EveryFileKeepsToItsLayer) {
  const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
  std::size_t edges = 0;
  for (const char* top : {"app", "ui", "viewer", "planning", "ml"})
    for (const std::string& file : sourcesBelow(top)) {
      int number = 0;
      for (const std::string& line : linesOf(file)) {
        ++number;
        std::smatch match;
        if (!std::regex_match(line, match, include) || match[2].str().ends_with(".moc")) continue;
        ++edges;
        const auto wrong = violation(file, match[2], match[1] == "\"");
        EXPECT_FALSE(wrong) << file << ":" << number << ": " << wrong.value_or("");
      }
    }
  EXPECT_GT(edges, 100u) << "the sources were not found";
}

TEST(IncludeEdges, ForbiddenEdgesAreSeen) {
  EXPECT_TRUE(violation("planning/core/volume.h", "planning/model/case.h", true));
  EXPECT_TRUE(violation("planning/core/volume.cpp", "itkImage.h", false));
  EXPECT_TRUE(violation("planning/io/x.h", "itkImage.h", false));
  EXPECT_TRUE(violation("planning/library/x.h", "sqlite3.h", false));
  EXPECT_TRUE(violation("planning/io/x.cpp", "QString", false));
  EXPECT_TRUE(violation("planning/io/x.cpp", "vtkRenderer.h", false));
  EXPECT_TRUE(violation("planning/io/x.cpp", "torch/torch.h", false));
  EXPECT_TRUE(violation("planning/io/x.cpp", "gdcmReader.h", false));
  EXPECT_TRUE(violation("viewer/scene/x.cpp", "QWidget", false));
  EXPECT_TRUE(violation("ui/session/x.cpp", "viewer/widgets/linked_views.h", true));
  EXPECT_TRUE(violation("ml/x.cpp", "planning/io/load_study.h", true));
  EXPECT_TRUE(violation("app/worker/x.cpp", "planning/io/load_study.h", true));
  EXPECT_FALSE(violation("planning/io/x.cpp", "itkImage.h", false));
  EXPECT_FALSE(violation("planning/core/x.cpp", "cstdint", false));
  EXPECT_FALSE(violation("ml/x.cpp", "planning/core/error.h", true));
}

TEST(IncludeEdges, SessionKnowsNoWidgets) {
  for (const std::string& file : sourcesBelow("ui/session"))
    for (const std::string& line : linesOf(file))
      for (const char* widget :
           {"QWidget", "QApplication", "QtWidgets", "QMainWindow", "QDialog", "QDockWidget"})
        EXPECT_EQ(line.find(std::string("#include <") + widget), std::string::npos) << file << ": " << line;
}

TEST(IncludeEdges, OnlyThePlotViewIncludesQCustomPlot) {
  for (const char* top : {"app", "ui", "viewer"})
    for (const std::string& file : sourcesBelow(top))
      for (const std::string& line : linesOf(file))
        if (line.find("#include <qcustomplot.h>") != std::string::npos) {
          EXPECT_NE(file.find("ui/widgets/plot_view"), std::string::npos) << file;
        }
}

}  // namespace
}  // namespace valvista::tests
