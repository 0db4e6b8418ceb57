// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

namespace valvista {

/// Inside its scope permissions count, also where tests run as root.
class Unprivileged {
 public:
  Unprivileged() : before_(geteuid()) {
    if (before_ == 0 && seteuid(kNobody) != 0) before_ = kNobody;
  }
  ~Unprivileged() {
    if (before_ == 0 && seteuid(0) != 0) _exit(1);
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  uid_t before_;
};

}  // namespace valvista
