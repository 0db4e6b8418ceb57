# Shared by run.sh and test.sh: packages and build. Sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '\n== %s\n' "$*"; }

# install_packages [test]: what debian-packages.txt names and the machine lacks; with `test`, also its test: lines.
install_packages() {
  local wanted missing=() name sudo=()
  wanted=$(sed -e '/^#/d' -e '/^$/d' installer/debian-packages.txt)
  if [ "${1:-}" = test ]; then wanted=${wanted//test: /}; else wanted=$(grep -v '^test:' <<<"$wanted"); fi
  for name in $wanted; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -q
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build TARGET...: the release preset; without targets everything.
build() {
  say "Building ${*:-everything} (build/release)"
  cmake --build --preset release ${1:+--target "$@"}
}
