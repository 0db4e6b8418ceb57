// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace valvista::ml {

/// Version of the lines that the worker and the programs that start it exchange.
inline constexpr int kWorkerProtocol = 1;

/// Who this worker is and what it can compute on, as one line of JSON without line end: type, protocol,
/// version, libtorch, devices [{id, name}] (cpu first, then cuda:N), threads, blas, mkldnn, cuda.
std::string workerHello();

}  // namespace valvista::ml
