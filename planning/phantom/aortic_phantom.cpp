// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/aortic_phantom.h"

#include "planning/phantom/phantom_scan.h"
#include "planning/phantom/phantom_truth.h"

namespace valvista::planning {

Phantom makePhantom(const PhantomSpec& spec, const Progress& progress) {
  const AorticAnatomy anatomy = buildAnatomy(spec);
  Phantom phantom = scanAnatomy(spec, anatomy, progress);
  phantom.truth = truthOf(spec, anatomy);
  return phantom;
}

}  // namespace valvista::planning
