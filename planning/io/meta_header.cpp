// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/header_text.h"

#include <stdexcept>

namespace valvista::planning {

namespace {

/// Names as MetaIO spells them: it compares exactly, and so do we, lest a field be checked that it does not
/// read.
HeaderFields readFields(const std::filesystem::path& file, std::uint64_t& dataOffset) {
  // MetaIO copies names and values into short arrays.
  constexpr std::size_t kLongestName = 60, kLongestValue = 250, kMostFields = 100;
  HeaderFields fields;
  HeaderLines lines(file);
  for (std::string line; lines.next(line);) {
    const auto equals = line.find('=');
    if (equals == std::string::npos)
      throw std::domain_error("it is not a MetaImage file or its header is damaged");
    const std::string name = trimmed(line.substr(0, equals)), value = trimmed(line.substr(equals + 1));
    const bool wellFormed = !name.empty() && name.size() <= kLongestName && value.size() <= kLongestValue &&
                            name.find_first_of(" \t:\"\\%") == std::string::npos &&
                            fields.size() < kMostFields;
    if (!wellFormed || !fields.try_emplace(name, value).second)
      throw std::domain_error("its header is damaged");
    if (name == "ElementDataFile") {
      dataOffset = lines.offset();
      return fields;
    }
  }
  throw std::domain_error("its header ends too early");
}

std::size_t voxelBytes(const std::string& type) {
  static const std::map<std::string, std::size_t> kBytes{
      {"MET_CHAR", 1}, {"MET_UCHAR", 1}, {"MET_SHORT", 2},  {"MET_USHORT", 2},    {"MET_INT", 4},
      {"MET_UINT", 4}, {"MET_FLOAT", 4}, {"MET_DOUBLE", 8}, {"MET_LONG_LONG", 8}, {"MET_ULONG_LONG", 8}};
  const auto found = kBytes.find(type);
  if (found == kBytes.end()) throw std::domain_error("its voxel type is not supported");
  return found->second;
}

bool isTrue(const HeaderFields& fields, const std::string& name) {
  const auto found = fields.find(name);
  if (found == fields.end()) return false;
  if (found->second == "True") return true;
  if (found->second == "False") return false;
  throw std::domain_error("\"" + name + "\" in its header is neither True nor False");
}

/// The value of a field that, when it is there, must be as expected.
void expectIfThere(const HeaderFields& fields, const std::string& name, const std::string& expected,
                   const std::string& reason) {
  const auto found = fields.find(name);
  if (found != fields.end() && found->second != expected) throw std::domain_error(reason);
}

/// The one of several names for the same thing that is there.
const std::string& oneOf(const HeaderFields& fields, std::initializer_list<const char*> names) {
  const std::string* found = nullptr;
  for (const char* name : names) {
    const auto at = fields.find(name);
    if (at == fields.end()) continue;
    if (found != nullptr) throw std::domain_error("its header places it twice");
    found = &at->second;
  }
  if (found == nullptr)
    throw std::domain_error("it does not say how it lies in the patient (no " + std::string(*names.begin()) +
                            "), so left and right are unknown");
  return *found;
}

}  // namespace

VolumeHeader readMetaHeader(const std::filesystem::path& file) {
  VolumeHeader header;
  const HeaderFields fields = readFields(file, header.dataOffset);
  if (required(fields, "ObjectType") != "Image") throw std::domain_error("it does not hold an image");
  if (required(fields, "NDims") != "3") throw std::domain_error("it does not have three axes");
  if (!isTrue(fields, "BinaryData")) throw std::domain_error("its voxels are written as text");
  expectIfThere(fields, "ElementNumberOfChannels", "1", "it holds several numbers per voxel");
  expectIfThere(fields, "HeaderSize", "0", "its voxels follow a foreign header");
  expectIfThere(fields, "DistanceUnits", "mm", "its unit of length is not the millimetre");
  expectIfThere(fields, "ElementToIntensityFunctionSlope", "1", "its intensities are scaled");
  expectIfThere(fields, "ElementToIntensityFunctionOffset", "0", "its intensities are scaled");
  isTrue(fields, "BinaryDataByteOrderMSB");
  isTrue(fields, "ElementByteOrderMSB");
  // One triple for the direction of each index axis; MetaImage's world is LPS.
  const auto directions =
      numbers(oneOf(fields, {"TransformMatrix", "Rotation", "Orientation"}), 9, "TransformMatrix");
  const auto origin = numbers(oneOf(fields, {"Offset", "Position", "Origin"}), 3, "Offset");
  const auto spacing = numbers(required(fields, "ElementSpacing"), 3, "ElementSpacing");
  header.lpsFromIjk = affineOf(directions, origin);
  for (std::size_t axis = 0; axis < 3; ++axis) header.lpsFromIjk.linear.column[axis] *= spacing[axis];
  header.size = sizes(required(fields, "DimSize"), "DimSize");
  header.voxelBytes = voxelBytes(required(fields, "ElementType"));
  header.compressed = isTrue(fields, "CompressedData");
  const std::string& data = required(fields, "ElementDataFile");
  if (data == "LOCAL") {
    header.dataFile = file;
  } else {
    header.dataFile = besideHeader(file, data);
    header.dataOffset = 0;
  }
  const auto packed = fields.find("CompressedDataSize");
  if (packed != fields.end()) {
    std::error_code ignored;
    const double claimed = numbers(packed->second, 1, "CompressedDataSize").front();
    const auto there =
        static_cast<double>(std::filesystem::file_size(header.dataFile, ignored) - header.dataOffset);
    if (header.compressed && claimed != there)
      throw std::domain_error("the size of its compressed data is wrong");
  }
  return header;
}

}  // namespace valvista::planning
