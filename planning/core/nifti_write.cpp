// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/atomic_file.h"
#include "planning/core/deflate_sink.h"
#include "planning/core/error.h"
#include "planning/core/grid_placement.h"
#include "planning/core/nifti_file.h"
#include "planning/core/nifti_header.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace valvista {

namespace {

constexpr int kLargestNifti1Axis = 32767;
constexpr std::int64_t kScannerCode = 1;
constexpr std::int64_t kMillimetreUnits = 2;

class FieldWriter {
 public:
  explicit FieldWriter(std::vector<std::byte>& bytes) : bytes_(bytes) {}
  template <class T>
  void put(std::size_t offset, T value) {
    std::memcpy(bytes_.data() + offset, &value, sizeof value);
  }

 private:
  std::vector<std::byte>& bytes_;
};

constexpr Vec3 rasFromLps(const Vec3& lps) {
  return {-lps.x, -lps.y, lps.z};
}

/// Unit quaternion of a rotation, the scalar part not negative; the largest of the four is computed first,
/// which keeps all of them exact (Shepperd 1978).
std::array<double, 4> quaternionOf(const Mat3& rotation) {
  const auto& [x, y, z] = rotation.column;
  const double trace = x.x + y.y + z.z;
  std::array<double, 4> q{};
  if (trace > 0.0) {
    const double s = 2.0 * std::sqrt(1.0 + trace);
    q = {s / 4.0, (y.z - z.y) / s, (z.x - x.z) / s, (x.y - y.x) / s};
  } else if (x.x > y.y && x.x > z.z) {
    const double s = 2.0 * std::sqrt(1.0 + x.x - y.y - z.z);
    q = {(y.z - z.y) / s, s / 4.0, (y.x + x.y) / s, (z.x + x.z) / s};
  } else if (y.y > z.z) {
    const double s = 2.0 * std::sqrt(1.0 + y.y - x.x - z.z);
    q = {(z.x - x.z) / s, (y.x + x.y) / s, s / 4.0, (z.y + y.z) / s};
  } else {
    const double s = 2.0 * std::sqrt(1.0 + z.z - x.x - y.y);
    q = {(x.y - y.x) / s, (z.x + x.z) / s, (z.y + y.z) / s, s / 4.0};
  }
  if (q[0] < 0.0)
    for (double& part : q) part = -part;
  return q;
}

/// The numbers both versions of the header share.
struct Placement {
  std::array<Vec3, 3> column;
  Vec3 offset, spacing;
  std::array<double, 4> quaternion;
  double mirror = 1.0;
};

Placement placementOf(const ImageGeometry& geometry) {
  Placement p;
  p.spacing = geometry.spacing();
  p.offset = rasFromLps(geometry.lpsFromIjk.offset);
  Mat3 directions;
  for (int axis = 0; axis < 3; ++axis) {
    const auto n = static_cast<std::size_t>(axis);
    p.column[n] = rasFromLps(geometry.lpsFromIjk.linear.column[n]);
    directions.column[n] = p.column[n] / p.spacing[axis];
  }
  if (determinant(directions) < 0.0) {
    p.mirror = -1.0;
    directions.column[2] = -directions.column[2];
  }
  p.quaternion = quaternionOf(directions);
  return p;
}

template <class Real>
void putPlacement(FieldWriter& out, const Placement& p, std::size_t pixdim, std::size_t quaternion,
                  std::size_t srow) {
  out.put(pixdim, static_cast<Real>(p.mirror));
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int n = static_cast<int>(axis);
    out.put(pixdim + (axis + 1) * sizeof(Real), static_cast<Real>(p.spacing[n]));
    out.put(quaternion + axis * sizeof(Real), static_cast<Real>(p.quaternion[axis + 1]));
    out.put(quaternion + (3 + axis) * sizeof(Real), static_cast<Real>(p.offset[n]));
    for (std::size_t c = 0; c < 3; ++c)
      out.put(srow + (4 * axis + c) * sizeof(Real), static_cast<Real>(p.column[c][n]));
    out.put(srow + (4 * axis + 3) * sizeof(Real), static_cast<Real>(p.offset[n]));
  }
}

std::vector<std::byte> formatVersion1(const ImageGeometry& geometry, NiftiType type) {
  std::vector<std::byte> bytes(kNifti1HeaderBytes + 4);
  FieldWriter out(bytes);
  out.put(0, static_cast<std::int32_t>(kNifti1HeaderBytes));
  out.put(38, 'r');
  const auto& size = geometry.size;
  const std::array<int, 8> dim{3, size[0], size[1], size[2], 1, 1, 1, 1};
  for (std::size_t n = 0; n < 8; ++n) out.put(40 + 2 * n, static_cast<std::int16_t>(dim[n]));
  out.put(70, static_cast<std::int16_t>(type));
  out.put(72, static_cast<std::int16_t>(8 * bytesPerVoxel(type)));
  out.put(108, static_cast<float>(bytes.size()));
  out.put(112, 1.0F);
  out.put(123, static_cast<std::uint8_t>(kMillimetreUnits));
  out.put(252, static_cast<std::int16_t>(kScannerCode));
  out.put(254, static_cast<std::int16_t>(kScannerCode));
  putPlacement<float>(out, placementOf(geometry), 76, 256, 280);
  std::memcpy(bytes.data() + 344, "n+1", 4);
  return bytes;
}

std::vector<std::byte> formatVersion2(const ImageGeometry& geometry, NiftiType type) {
  std::vector<std::byte> bytes(kNifti2HeaderBytes + 4);
  FieldWriter out(bytes);
  out.put(0, static_cast<std::int32_t>(kNifti2HeaderBytes));
  std::memcpy(bytes.data() + 4, "n+2\0\r\n\032\n", 8);
  out.put(12, static_cast<std::int16_t>(type));
  out.put(14, static_cast<std::int16_t>(8 * bytesPerVoxel(type)));
  const auto& size = geometry.size;
  const std::array<int, 8> dim{3, size[0], size[1], size[2], 1, 1, 1, 1};
  for (std::size_t n = 0; n < 8; ++n) out.put(16 + 8 * n, static_cast<std::int64_t>(dim[n]));
  out.put(168, static_cast<std::int64_t>(bytes.size()));
  out.put(176, 1.0);
  out.put(344, static_cast<std::int32_t>(kScannerCode));
  out.put(348, static_cast<std::int32_t>(kScannerCode));
  putPlacement<double>(out, placementOf(geometry), 104, 352, 400);
  out.put(500, static_cast<std::int32_t>(kMillimetreUnits));
  return bytes;
}

bool endsInGz(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".gz" || extension == ".GZ";
}

template <class SliceBytes>
void writeImage(const std::filesystem::path& file, const ImageGeometry& geometry, NiftiType type,
                const SliceBytes& slice) {
  std::vector<std::byte> header;
  try {
    header = formatNiftiHeader(geometry, type);
  } catch (const std::domain_error& why) {
    throw SaveError(file.filename().string() + " was not written: " + why.what() + ".");
  }
  AtomicFile out(file);
  DeflateSink sink(out, endsInGz(file));
  sink.write(header);
  for (int k = 0; k < geometry.size[2]; ++k) sink.write(slice(k));
  sink.finish();
  out.commit();
}

}  // namespace

std::vector<std::byte> formatNiftiHeader(const ImageGeometry& geometry, NiftiType type) {
  const ImageGeometry placed = placeGrid(geometry.size, geometry.lpsFromIjk).geometry;
  const auto& size = placed.size;
  const bool large =
      size[0] > kLargestNifti1Axis || size[1] > kLargestNifti1Axis || size[2] > kLargestNifti1Axis;
  return large ? formatVersion2(placed, type) : formatVersion1(placed, type);
}

void writeNifti(const std::filesystem::path& file, const Volume& volume) {
  const auto& size = volume.geometry().size;
  const std::size_t area = static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]);
  writeImage(file, volume.geometry(), NiftiType::int16, [&](int k) {
    return std::as_bytes(volume.hu().subspan(static_cast<std::size_t>(k) * area, area));
  });
}

void writeNifti(const std::filesystem::path& file, const LabelMap& labels) {
  writeImage(file, labels.geometry(), NiftiType::uint8,
             [&](int k) { return std::as_bytes(labels.slice(k)); });
}

}  // namespace valvista
