// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/nifti_header.h"

#include "planning/core/grid_placement.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>

namespace valvista {

namespace {

static_assert(std::endian::native == std::endian::little,
              "the reader swaps bytes for little-endian machines");

/// sform and qform of one file may differ by this share of the image's diagonal before it is worth a notice:
/// a quaternion in 32-bit numbers is no better near half a turn.
constexpr double kFormToleranceShare = 1e-3;
constexpr double kUnitQuaternionTolerance = 1e-4;
constexpr double kPixdimTolerance = 1e-3;

/// Where the fields of the two header versions are.
struct Layout {
  std::size_t dim, datatype, bitpix, pixdim, voxOffset, slope, intercept, units;
  std::size_t qformCode, sformCode, quaternion, qoffset, srow, magic;
};
constexpr Layout kLayout1{40, 70, 72, 76, 108, 112, 116, 123, 252, 254, 256, 268, 280, 344};
constexpr Layout kLayout2{16, 12, 14, 104, 168, 176, 184, 500, 344, 348, 352, 376, 400, 4};

/// The numbers of a header in one form for both versions.
struct RawHeader {
  std::array<std::int64_t, 8> dim{};
  std::array<double, 8> pixdim{};
  std::int64_t datatype = 0, bitpix = 0, qformCode = 0, sformCode = 0, units = 0;
  double voxOffset = 0.0, slope = 0.0, intercept = 0.0;
  std::array<double, 3> quaternion{}, qoffset{};
  std::array<std::array<double, 4>, 3> srow{};
  bool version2 = false, swapped = false, pair = false;
};

class FieldReader {
 public:
  FieldReader(std::span<const std::byte> bytes, bool swapped) : bytes_(bytes), swapped_(swapped) {}

  template <class T>
  T get(std::size_t offset) const {
    std::array<std::byte, sizeof(T)> raw;
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), sizeof(T), raw.begin());
    if (swapped_) std::reverse(raw.begin(), raw.end());
    return std::bit_cast<T>(raw);
  }

 private:
  std::span<const std::byte> bytes_;
  bool swapped_;
};

/// Real: float or double; Count: the type of sizes; Code: that of form codes.
template <class Real, class Count, class Code>
RawHeader readFields(const FieldReader& reader, const Layout& at) {
  RawHeader raw;
  for (std::size_t n = 0; n < 8; ++n) {
    raw.dim[n] = reader.get<Count>(at.dim + n * sizeof(Count));
    raw.pixdim[n] = reader.get<Real>(at.pixdim + n * sizeof(Real));
  }
  raw.datatype = reader.get<std::int16_t>(at.datatype);
  raw.bitpix = reader.get<std::int16_t>(at.bitpix);
  raw.qformCode = reader.get<Code>(at.qformCode);
  raw.sformCode = reader.get<Code>(at.sformCode);
  raw.slope = reader.get<Real>(at.slope);
  raw.intercept = reader.get<Real>(at.intercept);
  for (std::size_t n = 0; n < 3; ++n) {
    raw.quaternion[n] = reader.get<Real>(at.quaternion + n * sizeof(Real));
    raw.qoffset[n] = reader.get<Real>(at.qoffset + n * sizeof(Real));
    for (std::size_t c = 0; c < 4; ++c)
      raw.srow[n][c] = reader.get<Real>(at.srow + (4 * n + c) * sizeof(Real));
  }
  return raw;
}

RawHeader readRaw(std::span<const std::byte> bytes) {
  if (bytes.size() < 4 || niftiHeaderBytes(bytes.first(4)) != bytes.size())
    throw std::domain_error("it is not a NIfTI file");
  const bool version2 = bytes.size() == kNifti2HeaderBytes;
  std::int32_t size = 0;
  std::memcpy(&size, bytes.data(), sizeof size);
  const bool swapped = size != static_cast<std::int32_t>(bytes.size());
  const FieldReader reader(bytes, swapped);
  const Layout& at = version2 ? kLayout2 : kLayout1;
  RawHeader raw;
  if (version2) {
    raw = readFields<double, std::int64_t, std::int32_t>(reader, at);
    raw.voxOffset = static_cast<double>(reader.get<std::int64_t>(at.voxOffset));
    raw.units = reader.get<std::int32_t>(at.units);
  } else {
    raw = readFields<float, std::int16_t, std::int16_t>(reader, at);
    raw.voxOffset = reader.get<float>(at.voxOffset);
    raw.units = reader.get<std::uint8_t>(at.units);
  }
  raw.version2 = version2;
  raw.swapped = swapped;

  const std::string magic(reinterpret_cast<const char*>(bytes.data()) + at.magic, version2 ? 8 : 4);
  const std::string tail = version2 ? std::string("\0\r\n\032\n", 5) : std::string(1, '\0');
  const std::string digit = version2 ? "2" : "1";
  if (magic == "ni" + digit + tail)
    raw.pair = true;
  else if (magic != "n+" + digit + tail)
    throw std::domain_error(
        "it is an Analyze 7.5 file or damaged (no NIfTI mark); Analyze does not say where left is");
  return raw;
}

Index3 sizeOf(const RawHeader& raw) {
  const std::int64_t dimensions = raw.dim[0];
  if (dimensions < 1 || dimensions > 7) throw std::domain_error("its number of dimensions is not 1 to 7");
  Index3 size{1, 1, 1};
  for (std::size_t axis = 1; axis <= static_cast<std::size_t>(dimensions); ++axis) {
    const std::int64_t n = raw.dim[axis];
    if (n < 1 || n > std::numeric_limits<std::int32_t>::max())
      throw std::domain_error("its size along axis " + std::to_string(axis) + " is " + std::to_string(n));
    if (axis <= 3)
      size[axis - 1] = static_cast<int>(n);
    else if (n != 1)
      throw std::domain_error("it holds several images (size " + std::to_string(n) + " along axis " +
                              std::to_string(axis) + "); extract one first");
  }
  return size;
}

NiftiType typeOf(const RawHeader& raw) {
  switch (raw.datatype) {
    case 2:
    case 4:
    case 8:
    case 16:
    case 64:
    case 256:
    case 512:
    case 768:
    case 1024:
    case 1280:
      break;
    case 128:
    case 2304:
      throw std::domain_error("it holds colours, not numbers");
    case 32:
    case 1792:
    case 2048:
      throw std::domain_error("it holds complex numbers");
    default:
      throw std::domain_error("its voxel type " + std::to_string(raw.datatype) + " is not supported");
  }
  const auto type = static_cast<NiftiType>(raw.datatype);
  if (raw.bitpix != static_cast<std::int64_t>(8 * bytesPerVoxel(type)))
    throw std::domain_error("its voxel type and its bits per voxel (" + std::to_string(raw.bitpix) +
                            ") disagree");
  return type;
}

std::uint64_t dataOffsetOf(const RawHeader& raw) {
  const double smallest =
      raw.pair ? 0.0 : static_cast<double>(raw.version2 ? kNifti2HeaderBytes + 4 : kNifti1HeaderBytes + 4);
  if (!(raw.voxOffset >= smallest && raw.voxOffset < 9e15) || raw.voxOffset != std::floor(raw.voxOffset))
    throw std::domain_error("the place where its voxels begin is wrong");
  return static_cast<std::uint64_t>(raw.voxOffset);
}

double millimetresPerUnit(const RawHeader& raw) {
  switch (raw.units & 7) {
    case 0:
    case 2:
      return 1.0;
    case 1:
      return 1000.0;
    case 3:
      return 1e-3;
    default:
      throw std::domain_error("its unit of length is not known");
  }
}

void readScale(const RawHeader& raw, NiftiHeader& header) {
  // Slope 0 means "not scaled"; some programs write NaN for both.
  if (raw.slope == 0.0 || (std::isnan(raw.slope) && std::isnan(raw.intercept))) return;
  if (!std::isfinite(raw.slope) || !std::isfinite(raw.intercept))
    throw std::domain_error("its intensity scale is not a number");
  header.slope = raw.slope;
  header.intercept = raw.intercept;
}

constexpr Vec3 lpsFromRas(const Vec3& ras) {
  return {-ras.x, -ras.y, ras.z};
}

Affine lpsFromColumns(const std::array<Vec3, 3>& rasColumns, const Vec3& rasOffset, double scale) {
  Affine affine;
  for (std::size_t axis = 0; axis < 3; ++axis)
    affine.linear.column[axis] = lpsFromRas(rasColumns[axis]) * scale;
  affine.offset = lpsFromRas(rasOffset) * scale;
  return affine;
}

Affine sform(const RawHeader& raw, double scale) {
  std::array<Vec3, 3> columns;
  Vec3 offset;
  for (int row = 0; row < 3; ++row) {
    const auto& values = raw.srow[static_cast<std::size_t>(row)];
    for (std::size_t axis = 0; axis < 3; ++axis) columns[axis][row] = values[axis];
    offset[row] = values[3];
  }
  return lpsFromColumns(columns, offset, scale);
}

/// NIfTI-1 standard, "METHOD 2": a rotation by a unit quaternion (a, b, c, d), a from the other three.
Affine qform(const RawHeader& raw, double scale) {
  auto [b, c, d] = raw.quaternion;
  const double length2 = b * b + c * c + d * d;
  if (!(length2 <= 1.0 + kUnitQuaternionTolerance))
    throw std::domain_error("its orientation (qform) is not a rotation");
  double a = 0.0;
  if (length2 < 1.0) {
    a = std::sqrt(1.0 - length2);
  } else {
    const double length = std::sqrt(length2);
    b /= length, c /= length, d /= length;
  }
  for (std::size_t axis = 1; axis <= 3; ++axis)
    if (!(raw.pixdim[axis] > 0.0)) throw std::domain_error("a voxel size in its header is not positive");
  if (!std::isfinite(raw.pixdim[0])) throw std::domain_error("its orientation (qform) is not a number");
  const double mirror = raw.pixdim[0] < 0.0 ? -1.0 : 1.0;
  const std::array<Vec3, 3> columns{
      Vec3{a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)} * raw.pixdim[1],
      Vec3{2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)} * raw.pixdim[2],
      Vec3{2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - c * c - b * b} *
          (raw.pixdim[3] * mirror)};
  return lpsFromColumns(columns, {raw.qoffset[0], raw.qoffset[1], raw.qoffset[2]}, scale);
}

/// A qform that cannot be read is no reason to refuse a file whose sform is good.
void compareForms(const RawHeader& raw, double scale, NiftiHeader& header) {
  const ImageGeometry& grid = header.geometry;
  const Index3 last{grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1};
  const double diagonal = distance(grid.lps({0, 0, 0}), grid.lps(last));
  std::optional<ImageGeometry> other;
  try {
    other = ImageGeometry{grid.size, qform(raw, scale)};
  } catch (const std::domain_error&) {
    other.reset();
  }
  if (!other || !(cornerMismatch(grid, *other) <= 0.01 + kFormToleranceShare * diagonal))
    header.notices.push_back("Its two orientations (sform and qform) disagree; the sform was used.");
}

void comparePixdim(const RawHeader& raw, double scale, NiftiHeader& header) {
  const Vec3 spacing = header.geometry.spacing();
  for (int axis = 0; axis < 3; ++axis) {
    const double stated = std::abs(raw.pixdim[static_cast<std::size_t>(axis) + 1]) * scale;
    if (header.geometry.size[axis] > 1 &&
        !(std::abs(stated - spacing[axis]) <= kPixdimTolerance * spacing[axis])) {
      header.notices.push_back(
          "Its voxel size (pixdim) disagrees with its orientation (sform); the sform was used.");
      return;
    }
  }
}

void readPlacement(const RawHeader& raw, const Index3& size, NiftiHeader& header) {
  if (raw.sformCode <= 0 && raw.qformCode <= 0)
    throw std::domain_error(
        "it does not say how it lies in the patient (no sform, no qform), so left and right are unknown");
  const double scale = millimetresPerUnit(raw);
  const bool useSform = raw.sformCode > 0;
  PlacedGrid placed = placeGrid(size, useSform ? sform(raw, scale) : qform(raw, scale));
  header.geometry = placed.geometry;
  if (placed.notice) header.notices.push_back(*placed.notice);
  if (!useSform) return;
  if (raw.qformCode > 0) compareForms(raw, scale, header);
  comparePixdim(raw, scale, header);
}

}  // namespace

std::size_t bytesPerVoxel(NiftiType type) {
  switch (type) {
    case NiftiType::uint8:
    case NiftiType::int8:
      return 1;
    case NiftiType::int16:
    case NiftiType::uint16:
      return 2;
    case NiftiType::int32:
    case NiftiType::uint32:
    case NiftiType::float32:
      return 4;
    case NiftiType::float64:
    case NiftiType::int64:
    case NiftiType::uint64:
      return 8;
  }
  throw std::domain_error("its voxel type is not supported");
}

std::size_t niftiHeaderBytes(std::span<const std::byte> firstFour) {
  const FieldReader plain(firstFour, false), swapped(firstFour, true);
  for (const std::size_t bytes : {kNifti1HeaderBytes, kNifti2HeaderBytes})
    if (plain.get<std::int32_t>(0) == static_cast<std::int32_t>(bytes) ||
        swapped.get<std::int32_t>(0) == static_cast<std::int32_t>(bytes))
      return bytes;
  return 0;
}

NiftiHeader parseNiftiHeader(std::span<const std::byte> bytes) {
  const RawHeader raw = readRaw(bytes);
  NiftiHeader header;
  header.byteSwapped = raw.swapped;
  header.dataInOtherFile = raw.pair;
  const Index3 size = sizeOf(raw);
  header.type = typeOf(raw);
  header.dataOffset = dataOffsetOf(raw);
  readScale(raw, header);
  readPlacement(raw, size, header);
  return header;
}

}  // namespace valvista
