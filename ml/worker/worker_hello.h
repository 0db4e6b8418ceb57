// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/worker_messages.h"

namespace valvista::ml {

/// Who this worker is and what it can compute on. Volumes are mapped when the program that started this one
/// says that it shares memory (VALVISTA_WORKER_VOLUMES), streamed otherwise.
HelloMessage workerHello();

}  // namespace valvista::ml
