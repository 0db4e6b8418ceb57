// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace valvista::planning {

/// How the worker is started: a program and its first arguments ("ssh", "gpu", "valvista-worker"); what it
/// shall do is appended.
struct WorkerCommand {
  std::vector<std::string> words;

  /// The program without folders, for messages.
  std::string name() const;
};

/// `text` as a program when a file of that name exists, else split at spaces as a shell does it without
/// expanding anything ('single' and "double" quotes keep spaces together). Throws ModelError for an open
/// quote and for nothing at all.
WorkerCommand parseWorkerCommand(const std::string& text);

/// `given` when not empty, else the variable VALVISTA_WORKER, else valvista-worker beside this program.
WorkerCommand findWorker(const std::string& given);

}  // namespace valvista::planning
