// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/database.h"
#include "planning/library/library_session.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace valvista::planning {

/// Who holds the lock of a case.
struct LockHolder {
  std::string user, host;
  std::int64_t sinceMs = 0, heartbeatMs = 0;
  bool stale = false;  ///< its process is gone or has not been heard of for long: it may be taken over
};
/// "It is open at Anna (host), since 2026-03-01 14:05 UTC."
std::string describe(const LockHolder& holder);

/// The locks that one CaseLibrary holds. A lock is a row with a token that nobody else knows, so that one
/// that was taken over is noticed by who had it. Everything that writes is to be called inside a Transaction.
class CaseLocks {
 public:
  CaseLocks(Database& database, LibrarySession session) : database_(database), session_(std::move(session)) {}

  /// Nothing when the lock is ours from here on; else who holds it.
  std::optional<LockHolder> take(const std::string& caseId);
  /// Takes a stale lock, also from a CaseLibrary of the same user. Throws SaveError when it is not stale.
  void takeOver(const std::string& caseId);
  void release(const std::string& caseId);
  void releaseAllBut(const std::string& caseId);
  /// Whether locks of other cases were taken and not released.
  bool hasOthers(const std::string& caseId) const { return tokens_.size() > tokens_.count(caseId); }
  /// Says that we are still there; gives the cases whose lock was taken over since, each loss once.
  std::vector<std::string> beat();

  bool isOurs(const std::string& caseId) const;
  /// It was ours and somebody else took it, even if they have given it back since.
  bool hasLost(const std::string& caseId) const { return tokens_.contains(caseId) && !isOurs(caseId); }
  /// Who holds it, ourselves excepted.
  std::optional<LockHolder> otherHolder(const std::string& caseId) const;
  const LibrarySession& session() const { return session_; }

 private:
  void write(const std::string& caseId);
  std::optional<SqlRow> rowOf(const std::string& caseId) const;
  LockHolder holderOf(const SqlRow& row) const;

  Database& database_;
  LibrarySession session_;
  std::map<std::string, std::string> tokens_;  ///< by case, until it is released; lost ones too
  std::set<std::string> toldLost_;             ///< cases that beat() gave
};

}  // namespace valvista::planning
