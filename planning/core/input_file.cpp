// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/input_file.h"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace valvista {

namespace {

std::domain_error because(int error) {
  if (error == ENOENT || error == ENOTDIR) return std::domain_error("there is no such file");
  if (error == EACCES) return std::domain_error("no permission to read it");
  return std::domain_error(std::generic_category().message(error));
}

}  // namespace

InputFile::InputFile(const std::filesystem::path& file) {
  // Without O_NONBLOCK a pipe of that name would wait for somebody to write into it.
  descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) throw because(errno);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor_);
    throw std::domain_error("it is not a file");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

InputFile::~InputFile() {
  ::close(descriptor_);
}

std::size_t InputFile::readSome(std::span<std::byte> next) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, next.data(), next.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw because(errno);
  }
}

void InputFile::read(std::span<std::byte> next) {
  while (!next.empty()) {
    const std::size_t count = readSome(next);
    if (count == 0) throw std::domain_error("the file ends too early");
    next = next.subspan(count);
  }
}

void InputFile::finish() {
  std::byte one{};
  if (readSome({&one, 1}) != 0) throw std::domain_error("the file grew while it was read");
}

namespace {

std::string textOf(InputFile& file, std::uint64_t mostBytes) {
  if (file.size() > mostBytes) throw std::domain_error("it is too long");
  std::string text(file.size(), '\0');
  file.read(std::as_writable_bytes(std::span(text)));
  return text;
}

}  // namespace

std::string readText(const std::filesystem::path& path, std::uint64_t mostBytes) {
  InputFile file(path);
  std::string text = textOf(file, mostBytes);
  file.finish();
  return text;
}

std::string readTextSoFar(const std::filesystem::path& path, std::uint64_t mostBytes) {
  InputFile file(path);
  return textOf(file, mostBytes);
}

}  // namespace valvista
