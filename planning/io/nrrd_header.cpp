// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/header_text.h"

#include <algorithm>
#include <stdexcept>

namespace valvista::planning {

namespace {

/// Fields up to the empty line; "key:=value" pairs and comments say nothing of the voxels.
HeaderFields readFields(const std::filesystem::path& file, std::uint64_t& dataOffset) {
  HeaderLines lines(file);
  std::string line;
  if (!lines.next(line) || line.size() != 8 || line.substr(0, 7) != "NRRD000" || line[7] < '1' ||
      line[7] > '5')
    throw std::domain_error("it is not a NRRD file");
  HeaderFields fields;
  while (lines.next(line) && !line.empty()) {
    if (line.front() == '#') continue;
    const auto colon = line.find(':');
    if (colon == std::string::npos) throw std::domain_error("its header is damaged");
    if (line.substr(colon, 2) == ":=") continue;
    std::string name = lowerCase(trimmed(line.substr(0, colon)));
    name.erase(std::remove(name.begin(), name.end(), ' '), name.end());  // "data file" and "datafile" are one
    if (!fields.try_emplace(name, trimmed(line.substr(colon + 1))).second)
      throw std::domain_error("its header says \"" + name + "\" twice");
  }
  dataOffset = lines.offset();
  return fields;
}

std::size_t voxelBytes(std::string type) {
  static const std::map<std::string, std::size_t> kBytes{
      {"signed char", 1},   {"int8", 1},           {"int8_t", 1},   {"uchar", 1},
      {"unsigned char", 1}, {"uint8", 1},          {"uint8_t", 1},  {"short", 2},
      {"short int", 2},     {"signed short", 2},   {"int16", 2},    {"int16_t", 2},
      {"ushort", 2},        {"unsigned short", 2}, {"uint16", 2},   {"uint16_t", 2},
      {"int", 4},           {"signed int", 4},     {"int32", 4},    {"int32_t", 4},
      {"uint", 4},          {"unsigned int", 4},   {"uint32", 4},   {"uint32_t", 4},
      {"longlong", 8},      {"long long", 8},      {"int64", 8},    {"int64_t", 8},
      {"ulonglong", 8},     {"uint64", 8},         {"uint64_t", 8}, {"unsigned long long", 8},
      {"float", 4},         {"double", 8}};
  const auto found = kBytes.find(type);
  if (found == kBytes.end()) throw std::domain_error("its voxel type is not supported");
  return found->second;
}

/// Signs that turn a space's axes into LPS. Throws for a space that is not anatomical.
Vec3 lpsSigns(const HeaderFields& fields) {
  static const std::map<std::string, Vec3> kSigns{
      {"left-posterior-superior", {1, 1, 1}},   {"lps", {1, 1, 1}},
      {"right-anterior-superior", {-1, -1, 1}}, {"ras", {-1, -1, 1}},
      {"left-anterior-superior", {1, -1, 1}},   {"las", {1, -1, 1}}};
  const auto space = fields.find("space");
  const auto signs = space == fields.end() ? kSigns.end() : kSigns.find(lowerCase(space->second));
  if (signs == kSigns.end())
    throw std::domain_error(
        "it does not say how it lies in the patient (no anatomical space), so left and right are unknown");
  return signs->second;
}

Affine readPlacement(const HeaderFields& fields) {
  const Vec3 signs = lpsSigns(fields);
  Affine affine = affineOf(numbers(required(fields, "spacedirections"), 9, "space directions"),
                           numbers(required(fields, "spaceorigin"), 3, "space origin"));
  for (int axis = 0; axis < 3; ++axis) {
    for (Vec3& column : affine.linear.column) column[axis] *= signs[axis];
    affine.offset[axis] *= signs[axis];
  }
  for (const char* unit : {"spaceunits", "units"}) {
    const auto stated = fields.find(unit);
    if (stated == fields.end()) continue;
    for (const std::string& word : words(stated->second))
      if (word != "\"mm\"" && word != "\"\"")
        throw std::domain_error("its unit of length is not the millimetre");
  }
  return affine;
}

}  // namespace

VolumeHeader readNrrdHeader(const std::filesystem::path& file) {
  VolumeHeader header;
  const HeaderFields fields = readFields(file, header.dataOffset);
  if (required(fields, "dimension") != "3") throw std::domain_error("it does not have three axes");
  header.size = sizes(required(fields, "sizes"), "sizes");
  header.voxelBytes = voxelBytes(lowerCase(required(fields, "type")));
  const std::string encoding = lowerCase(required(fields, "encoding"));
  header.compressed = encoding == "gzip" || encoding == "gz";
  if (!header.compressed && encoding != "raw")
    throw std::domain_error("its encoding is neither raw nor gzip");
  if (header.voxelBytes > 1) required(fields, "endian");
  for (const char* skip : {"lineskip", "byteskip"})
    if (fields.contains(skip) && fields.at(skip) != "0")
      throw std::domain_error("its voxels follow a foreign header");
  header.lpsFromIjk = readPlacement(fields);
  header.dataFile = file;
  if (fields.contains("datafile")) {
    header.dataFile = besideHeader(file, fields.at("datafile"));
    header.dataOffset = 0;
  }
  return header;
}

}  // namespace valvista::planning
