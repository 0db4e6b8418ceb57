// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace valvista::ml {

/// `valvista-worker serve`: greets, then answers requests for labels and estimates on standard input and
/// output until the input ends (docs/worker-protocol.md). A request that fails is answered with an error; the
/// worker frees what it took and goes on, but for a streamed request, of which voxels may still be under way:
/// there it ends. Returns the exit code.
int serve();

}  // namespace valvista::ml
