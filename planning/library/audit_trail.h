// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace valvista::planning {

enum class AuditEvent : std::uint8_t { import, open, edit, run, accept, reject, exported, takeOver, restore };
inline constexpr std::array<std::string_view, 9> kAuditEventNames{
    "import", "open", "edit", "run", "accept", "reject", "export", "take-over", "restore"};

/// How far an audit trail had come; kept apart from it, so that lines cut off its end are missed.
struct AuditAnchor {
  std::int64_t lines = 0, bytes = 0;
  std::string head = std::string(64, '0');  ///< hash of the last line
  bool operator==(const AuditAnchor&) const = default;

  std::string text() const;
  /// Throws std::domain_error for anything but what text() gives.
  static AuditAnchor of(const std::string& text);
};

/// What happened to which case, by whom and when: a file of lines, each with the SHA-256 of the hash before
/// it and of its own content. It names cases and users, never a patient.
class AuditTrail {
 public:
  explicit AuditTrail(std::filesystem::path file) : file_(std::move(file)) {}

  struct Entry {
    AuditEvent event;
    std::string caseId;  ///< empty for the library as a whole
    std::string user;
    std::int64_t timeMs;
  };
  struct Appended {
    AuditAnchor anchor;      ///< with the new line
    std::int64_t begin = 0;  ///< of the new line, bytes
  };
  /// Adds a line and waits until it is on the disk. The line is tied to `anchor`, whatever has become of the
  /// file since. Throws SaveError; the file is as before then.
  Appended append(const AuditAnchor& anchor, const Entry& entry) const;
  /// Takes a line back, where the change it was about did not happen and nobody has appended since.
  void cutBack(const Appended& line) const noexcept;

  /// The first line that was changed or removed, in a sentence; nothing when all are whole up to the anchor.
  std::optional<std::string> firstFault(const AuditAnchor& anchor) const;

 private:
  std::filesystem::path file_;
};

}  // namespace valvista::planning
