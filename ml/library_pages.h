// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace valvista::ml {

/// Takes the code and constants of all loaded libraries out of this process's resident memory; what is used
/// again comes back from the system's page cache. Starting the three hundred libraries that Debian's LibTorch
/// brings along touches some 90 MiB of them, of which a segmentation needs a quarter.
void releaseLibraryPages();

}  // namespace valvista::ml
