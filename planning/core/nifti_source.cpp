// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/nifti_source.h"

#include "planning/core/error.h"
#include "planning/core/inflate_check.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <zlib.h>

namespace valvista {

namespace {

constexpr std::size_t kPieceVoxels = std::size_t{1} << 16;

LoadError refused(const std::string& name, const std::string& why) {
  return LoadError(name + ": " + why + ".");
}

std::string lowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// The name without .gz, and whether it had that ending.
std::filesystem::path withoutGz(const std::filesystem::path& file, bool& gz) {
  gz = lowerCase(file.extension().string()) == ".gz";
  std::filesystem::path bare = file;
  if (gz) bare.replace_extension();
  return bare;
}

/// The other file of a pair, also when one of them is compressed.
std::filesystem::path sibling(const std::filesystem::path& file, const std::string& extension) {
  bool gz = false;
  const std::filesystem::path bare = withoutGz(file, gz);
  const bool upper = std::isupper(static_cast<unsigned char>(bare.extension().string().back())) != 0;
  std::string wanted = extension;
  if (upper)
    std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                   [](unsigned char c) { return std::toupper(c); });
  std::filesystem::path other = bare;
  other.replace_extension(wanted);
  std::filesystem::path packed = other;
  packed += ".gz";
  std::error_code ignored;
  const bool otherThere = std::filesystem::exists(other, ignored),
             packedThere = std::filesystem::exists(packed, ignored);
  return (gz && packedThere) || !otherThere ? packed : other;
}

template <class T>
double numberAt(const std::byte* at, bool swapped) {
  std::array<std::byte, sizeof(T)> raw;
  std::memcpy(raw.data(), at, sizeof(T));
  if (swapped) std::reverse(raw.begin(), raw.end());
  return static_cast<double>(std::bit_cast<T>(raw));
}

template <class T>
void convert(const std::vector<std::byte>& bytes, const NiftiHeader& header, std::span<double> values) {
  const std::byte* at = bytes.data();
  for (double& value : values) {
    value = numberAt<T>(at, header.byteSwapped) * header.slope + header.intercept;
    at += sizeof(T);
  }
}

void convertVoxels(const std::vector<std::byte>& bytes, const NiftiHeader& header, std::span<double> values) {
  switch (header.type) {
    case NiftiType::uint8:
      return convert<std::uint8_t>(bytes, header, values);
    case NiftiType::int8:
      return convert<std::int8_t>(bytes, header, values);
    case NiftiType::int16:
      return convert<std::int16_t>(bytes, header, values);
    case NiftiType::uint16:
      return convert<std::uint16_t>(bytes, header, values);
    case NiftiType::int32:
      return convert<std::int32_t>(bytes, header, values);
    case NiftiType::uint32:
      return convert<std::uint32_t>(bytes, header, values);
    case NiftiType::int64:
      return convert<std::int64_t>(bytes, header, values);
    case NiftiType::uint64:
      return convert<std::uint64_t>(bytes, header, values);
    case NiftiType::float32:
      return convert<float>(bytes, header, values);
    case NiftiType::float64:
      return convert<double>(bytes, header, values);
  }
}

}  // namespace

bool isNiftiName(const std::filesystem::path& file) {
  bool gz = false;
  const std::string extension = lowerCase(withoutGz(file, gz).extension().string());
  return extension == ".nii" || extension == ".hdr" || extension == ".img";
}

void NiftiBytes::Close::operator()(void* stream) const {
  gzclose_r(static_cast<gzFile>(stream));
}

NiftiBytes::NiftiBytes(const std::filesystem::path& file) : name_(file.filename().string()) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) throw refused(name_, "there is no such file");
  if (error || status.type() != std::filesystem::file_type::regular) throw refused(name_, "it is not a file");
  fileBytes_ = std::filesystem::file_size(file, error);
  if (error) throw refused(name_, error.message());
  if (fileBytes_ == 0) throw refused(name_, "the file is empty");
  errno = 0;
  stream_.reset(gzopen(file.c_str(), "rb"));
  if (!stream_) throw refused(name_, errno != 0 ? std::strerror(errno) : "it cannot be opened");
  gzbuffer(static_cast<gzFile>(stream_.get()), 1U << 18U);
}

bool NiftiBytes::compressed() const {
  return gzdirect(static_cast<gzFile>(stream_.get())) == 0;
}

std::size_t NiftiBytes::readSome(std::span<std::byte> bytes) {
  constexpr std::size_t kMost = std::size_t{1} << 30;
  auto* stream = static_cast<gzFile>(stream_.get());
  const int count = gzread(stream, bytes.data(), static_cast<unsigned>(std::min(bytes.size(), kMost)));
  int code = Z_OK;
  const char* why = gzerror(stream, &code);
  if (code == Z_ERRNO) throw refused(name_, std::strerror(errno));
  if (code == Z_BUF_ERROR && count == 0) throw refused(name_, "the file ends too early");
  if (count < 0) throw LoadError(name_ + ": the compressed data is damaged.", why);
  return static_cast<std::size_t>(count);
}

void NiftiBytes::read(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const std::size_t count = readSome(bytes);
    if (count == 0) throw refused(name_, "the file ends too early");
    bytes = bytes.subspan(count);
  }
}

void NiftiBytes::skip(std::uint64_t bytes) {
  std::array<std::byte, 4096> buffer;
  while (bytes > 0) {
    const std::size_t piece = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, buffer.size()));
    read(std::span(buffer).first(piece));
    bytes -= piece;
  }
}

bool NiftiBytes::atEnd() {
  std::byte one{};
  return readSome(std::span(&one, 1)) == 0;
}

NiftiSource::NiftiSource(const std::filesystem::path& file) {
  readHeader(file);
  checkPlausible();
  if (header_.dataInOtherFile) bytes_->skip(header_.dataOffset);
  geometry_ = header_.geometry;
  notices_ = header_.notices;
  integral_ = !isFloating(header_.type) && header_.slope == 1.0 && header_.intercept == 0.0;
}

void NiftiSource::readHeader(const std::filesystem::path& file) {
  bool gz = false;
  const bool imageNamed = lowerCase(withoutGz(file, gz).extension().string()) == ".img";
  const std::filesystem::path headerFile = imageNamed ? sibling(file, ".hdr") : file;
  bytes_ = std::make_unique<NiftiBytes>(headerFile);
  std::vector<std::byte> header(4);
  bytes_->read(header);
  const std::size_t size = niftiHeaderBytes(header);
  if (size == 0) throw refused(bytes_->name(), "it is not a NIfTI file");
  header.resize(size);
  bytes_->read(std::span(header).subspan(4));
  try {
    header_ = parseNiftiHeader(header);
  } catch (const std::domain_error& why) {
    throw refused(bytes_->name(), why.what());
  }
  if (!header_.dataInOtherFile) {
    if (!bytes_->compressed() && header_.dataOffset > bytes_->fileBytes())
      throw refused(bytes_->name(), "the file ends too early");
    bytes_->skip(header_.dataOffset - size);
    return;
  }
  const std::string extension = lowerCase(withoutGz(headerFile, gz).extension().string());
  if (extension != ".hdr")
    throw refused(bytes_->name(), "its voxels are in another file, which is not named");
  bytes_ = std::make_unique<NiftiBytes>(imageNamed ? file : sibling(file, ".img"));
}

void NiftiSource::checkPlausible() const {
  const std::uint64_t claimed = header_.dataBytes() + header_.dataOffset;
  const std::uint64_t there = bytes_->fileBytes();
  if (!bytes_->compressed() && claimed != there)
    throw refused(bytes_->name(), "its header describes " + std::to_string(claimed) +
                                      " bytes, the file has " + std::to_string(there));
  if (bytes_->compressed() && !canInflateTo(claimed, there))
    throw refused(bytes_->name(), "its header describes " + std::to_string(claimed) +
                                      " bytes, which a compressed file of " + std::to_string(there) +
                                      " bytes cannot hold");
}

void NiftiSource::read(std::span<double> next) {
  const std::size_t voxelBytes = bytesPerVoxel(header_.type);
  while (!next.empty()) {
    const std::size_t piece = std::min(next.size(), kPieceVoxels);
    buffer_.resize(piece * voxelBytes);
    bytes_->read(buffer_);
    convertVoxels(buffer_, header_, next.first(piece));
    next = next.subspan(piece);
  }
}

void NiftiSource::finish() {
  if (!bytes_->atEnd()) throw refused(bytes_->name(), "it holds more voxels than its header describes");
}

}  // namespace valvista
