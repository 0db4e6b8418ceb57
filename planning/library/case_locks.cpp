// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/case_locks.h"

#include "planning/library/case_rows.h"
#include "planning/library/random_name.h"

namespace valvista::planning {

namespace {

/// Columns of lockTable().
enum Column : std::size_t { caseIdColumn, token, user, host, process, start, sinceMs, heartbeatMs };

const std::string& textAt(const SqlRow& row, Column column) {
  return std::get<std::string>(row[column]);
}

std::int64_t numberAt(const SqlRow& row, Column column) {
  return std::get<std::int64_t>(row[column]);
}

}  // namespace

std::string describe(const LockHolder& holder) {
  return "It is open at " + holder.user + " (" + holder.host + ") since " + timeText(holder.sinceMs) + ".";
}

std::optional<SqlRow> CaseLocks::rowOf(const std::string& caseId) const {
  std::vector<SqlRow> rows = selectRows(database_, lockTable(), "case_id = ?1", {caseId});
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

LockHolder CaseLocks::holderOf(const SqlRow& row) const {
  LockHolder holder{textAt(row, user), textAt(row, host), numberAt(row, sinceMs), numberAt(row, heartbeatMs),
                    false};
  const std::optional<bool> running = isRunning({holder.host, numberAt(row, process), textAt(row, start)});
  holder.stale = !running.value_or(true) || nowMs() - holder.heartbeatMs > session_.staleAfter.count();
  return holder;
}

bool CaseLocks::isOurs(const std::string& caseId) const {
  const auto ours = tokens_.find(caseId);
  if (ours == tokens_.end()) return false;
  const std::optional<SqlRow> row = rowOf(caseId);
  return row && textAt(*row, token) == ours->second;
}

std::optional<LockHolder> CaseLocks::otherHolder(const std::string& caseId) const {
  const std::optional<SqlRow> row = rowOf(caseId);
  if (!row || isOurs(caseId)) return std::nullopt;
  return holderOf(*row);
}

void CaseLocks::write(const std::string& caseId) {
  deleteRow(database_, lockTable(), caseId);
  const std::string own = randomName();
  const std::int64_t now = nowMs();
  insertRow(database_, lockTable(),
            {caseId, own, session_.user, session_.process.host, session_.process.process,
             session_.process.start, now, now});
  tokens_[caseId] = own;
  toldLost_.erase(caseId);
}

std::optional<LockHolder> CaseLocks::take(const std::string& caseId) {
  if (auto holder = otherHolder(caseId)) return holder;
  if (!isOurs(caseId)) write(caseId);
  return std::nullopt;
}

void CaseLocks::takeOver(const std::string& caseId) {
  if (const auto holder = otherHolder(caseId); holder && !holder->stale)
    throw SaveError("The case cannot be taken over. " + describe(*holder));
  write(caseId);
}

void CaseLocks::release(const std::string& caseId) {
  if (isOurs(caseId)) deleteRow(database_, lockTable(), caseId);
  tokens_.erase(caseId);
  toldLost_.erase(caseId);
}

void CaseLocks::releaseAllBut(const std::string& caseId) {
  for (const auto& [id, token] : std::map(tokens_))
    if (id != caseId) release(id);
}

std::vector<std::string> CaseLocks::beat() {
  std::vector<std::string> lost;
  for (const auto& [caseId, own] : tokens_) {
    std::optional<SqlRow> row = rowOf(caseId);
    if (!row || textAt(*row, token) != own) {
      if (toldLost_.insert(caseId).second) lost.push_back(caseId);
      continue;
    }
    (*row)[heartbeatMs] = nowMs();
    updateRow(database_, lockTable(), *row);
  }
  return lost;
}

}  // namespace valvista::planning
