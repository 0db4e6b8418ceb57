#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs every test.
# Usage: installer/test.sh [--slow]   (--slow adds the long sweeps, label `slow`)
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

selection=(--label-exclude slow)
case "${1:-}" in
  --slow) selection=() ;;
  '') ;;
  *) echo "usage: installer/test.sh [--slow]" >&2; exit 2 ;;
esac

install_packages test
cmake --preset release -DVALVISTA_BUILD_TESTS=ON
build
say "Testing"
ctest --preset release --parallel "$(nproc)" "${selection[@]}"
