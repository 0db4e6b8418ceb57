// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/blob_store.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/nifti_file.h"
#include "planning/core/output_file.h"
#include "planning/core/sha256.h"
#include "planning/core/write_failure.h"
#include "planning/library/random_name.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr std::string_view kVolumeEnding = ".nii.gz";
constexpr std::size_t kPieceBytes = std::size_t{1} << 20, kNameDigits = 64, kShownDigits = 12;

std::string shortName(const std::string& sha256) {
  return "blobs/" + sha256.substr(0, kShownDigits);
}

[[noreturn]] void refuse(const std::string& sha256, const std::string& why) {
  throw LoadError("A file of the library cannot be used (" + shortName(sha256) + "): " + why + ".");
}

/// Calls `take` for each piece of a file.
template <class Take>
void readPieces(const std::filesystem::path& path, Take take) {
  InputFile file(path);
  std::vector<std::byte> piece(kPieceBytes);
  for (std::uint64_t left = file.size(); left > 0;) {
    const auto next =
        std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPieceBytes)));
    file.read(next);
    take(next);
    left -= next.size();
  }
  file.finish();
}

std::string sha256OfFile(const std::filesystem::path& path) {
  Sha256 sum;
  readPieces(path, [&](std::span<const std::byte> piece) { sum.update(piece); });
  return sum.hex();
}

bool holds(const std::filesystem::path& path, const std::string& sha256) {
  try {
    return sha256OfFile(path) == sha256;
  } catch (const std::domain_error&) {
    return false;
  }
}

/// Until here a power cut may take away the name or the folder that it is in, also where an earlier process
/// made them that was killed before it came to this.
void makeDurable(const std::filesystem::path& path, const std::string& sha256) {
  for (const std::filesystem::path& name : {path, path.parent_path()})
    if (const int error = syncName(name); error != 0)
      throw SaveError(shortName(sha256) + " was not written: " + writeFailure(error) + ".");
}

void makeFolderFor(const std::filesystem::path& path) {
  if (const std::error_code error = makePrivateFolder(path.parent_path()))
    throw SaveError("A folder of the library was not made: " + writeFailure(error.value()) + ".");
}

}  // namespace

std::filesystem::path BlobStore::pathOf(const std::string& sha256, std::string_view ending) const {
  if (sha256.size() != kNameDigits || sha256.find_first_not_of("0123456789abcdef") != std::string::npos)
    throw LoadError("A file of the library cannot be used: it has no name.");
  return folder_ / sha256.substr(0, 2) / (sha256 + std::string(ending));
}

std::string BlobStore::put(std::span<const std::byte> bytes) const {
  std::string sha256 = sha256Hex(bytes);
  const std::filesystem::path path = pathOf(sha256, "");
  if (!holds(path, sha256)) {
    makeFolderFor(path);
    AtomicFile file(path);
    file.write(bytes);
    file.commit();
  }
  makeDurable(path, sha256);
  return sha256;
}

std::string BlobStore::putVolume(const Volume& volume) const {
  const std::filesystem::path incoming = folder_ / (".valvista-" + randomName() + std::string(kVolumeEnding));
  makeFolderFor(incoming);
  writeNifti(incoming, volume);
  try {
    std::string sha256 = sha256OfFile(incoming);
    const std::filesystem::path path = pathOf(sha256, kVolumeEnding);
    makeFolderFor(path);
    if (std::rename(incoming.c_str(), path.c_str()) != 0)
      throw SaveError(shortName(sha256) + " was not written: " + writeFailure(errno) + ".");
    makeDurable(path, sha256);
    return sha256;
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(incoming, ignored);
    throw;
  }
}

std::vector<std::byte> BlobStore::get(const std::string& sha256) const {
  std::vector<std::byte> bytes;
  try {
    readPieces(pathOf(sha256, ""), [&](std::span<const std::byte> piece) {
      bytes.insert(bytes.end(), piece.begin(), piece.end());
    });
  } catch (const std::domain_error& error) {
    refuse(sha256, error.what());
  }
  if (sha256Hex(bytes) != sha256) refuse(sha256, "it is damaged, its content is not what was saved");
  return bytes;
}

std::string BlobStore::text(const std::string& sha256) const {
  const std::vector<std::byte> bytes = get(sha256);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::filesystem::path BlobStore::checkedVolume(const std::string& sha256) const {
  std::filesystem::path path = pathOf(sha256, kVolumeEnding);
  std::string found;
  try {
    found = sha256OfFile(path);
  } catch (const std::domain_error& error) {
    refuse(sha256, error.what());
  }
  if (found != sha256) refuse(sha256, "it is damaged, its content is not what was saved");
  return path;
}

}  // namespace valvista::planning
