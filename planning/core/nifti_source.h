// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/nifti_header.h"
#include "planning/core/voxel_source.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace valvista {

/// Bytes of a plain or gzip file in order; which of the two is seen from the content.
class NiftiBytes {
 public:
  explicit NiftiBytes(const std::filesystem::path& file);
  /// Exactly this many bytes. Throws LoadError when the file ends before or is damaged.
  void read(std::span<std::byte> bytes);
  void skip(std::uint64_t bytes);
  /// True at the end of an undamaged file; checks the sum at the end of a gzip file.
  bool atEnd();

  bool compressed() const;
  std::uint64_t fileBytes() const { return fileBytes_; }
  const std::string& name() const { return name_; }

 private:
  struct Close {
    void operator()(void* gzFile) const;
  };
  std::size_t readSome(std::span<std::byte> bytes);

  std::string name_;
  std::uint64_t fileBytes_ = 0;
  std::unique_ptr<void, Close> stream_;
};

/// A NIfTI-1 or -2 file, plain or gzip, single or a pair (either of the two may be named).
class NiftiSource : public VoxelSource {
 public:
  /// Reads and checks the header, also against the size of the file. Throws LoadError.
  explicit NiftiSource(const std::filesystem::path& file);
  void read(std::span<double> next) override;
  void finish() override;

 private:
  void readHeader(const std::filesystem::path& file);
  void checkPlausible() const;

  std::unique_ptr<NiftiBytes> bytes_;
  NiftiHeader header_;
  std::vector<std::byte> buffer_;
};

/// True for names that end in .nii, .hdr or .img, also followed by .gz.
bool isNiftiName(const std::filesystem::path& file);

}  // namespace valvista
