// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/peers.h"

#include <memory>

namespace valvista::ml {

/// The processes that a launcher started together (torchrun, Slurm, mpirun): RANK of WORLD_SIZE, which meet
/// at MASTER_ADDR, MASTER_PORT (29500), over Gloo and the interface GLOO_SOCKET_IFNAME where it is set. What
/// lies on cards is summed by NCCL where the worker was built with it: each process then needs a card of its
/// own. NoPeers without WORLD_SIZE or with 1. Waits for all of them. Throws ModelError when a variable makes
/// no sense, a process does not come within five minutes, or this worker was built without Gloo.
std::unique_ptr<Peers> peersOfLauncher();

}  // namespace valvista::ml
