// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace valvista {

/// Root of everything the project throws. `what()` is the message for the user: it names the file and the
/// reason. `detail()` is for the log and holds no patient identifier.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& userMessage, std::string detail = {})
      : std::runtime_error(userMessage), detail_(std::move(detail)) {}
  const std::string& detail() const noexcept { return detail_; }

 private:
  std::string detail_;
};

/// Input refused: unreadable, damaged, or not to be placed exactly in the patient (exit code 3).
class LoadError : public Error {
  using Error::Error;
};

/// Output could not be written; the previous file is intact (exit code 5).
class SaveError : public Error {
  using Error::Error;
};

/// A model or the worker program refused or failed.
class ModelError : public Error {
  using Error::Error;
};

/// The user cancelled (exit code 130).
class Cancelled : public Error {
 public:
  Cancelled() : Error("Cancelled.") {}
};

}  // namespace valvista
