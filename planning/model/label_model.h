// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace valvista::planning {

/// Which model made labels, and how: enough to make them again, and to say in a report where they come from.
struct LabelModel {
  std::string name, version, network;  ///< "swin_unetr"
  std::string weightsSha256;           ///< 64 lower-case hex digits
  std::string licence;
  std::string device, precision;  ///< what it ran on: "cuda:0", "bfloat16"
  std::string options;            ///< as asked for, a JSON object
  std::string workerVersion, libtorch;

  bool operator==(const LabelModel&) const = default;
};

}  // namespace valvista::planning
