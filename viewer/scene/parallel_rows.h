// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace valvista::viewer {

/// Calls `work(begin, end)` on parts of 0..rows from a few threads at once and returns when all are done.
/// `work` must not throw. (VTK 9.1's vtkSMPTools.h does not compile as C++20.)
void forRowsInParallel(int rows, const std::function<void(int begin, int end)>& work);

}  // namespace valvista::viewer
