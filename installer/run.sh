#!/usr/bin/env bash
# Installs what Valvista needs, builds it, segments and plans the built-in demo case and opens the window on it.
# Without a display the same window is written as a picture. Usage: installer/run.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

install_packages
# A build folder that already has the tests keeps them.
[ -f build/release/CMakeCache.txt ] || cmake --preset release -DVALVISTA_BUILD_TESTS=OFF
build valvista valvista-cli valvista-worker

bin=build/release/bin
demo=build/demo
if [ ! -f "$demo/truth.json" ] || [ "$bin/valvista-cli" -nt "$demo/truth.json" ]; then
  say "Making the demo case ($demo)"
  "$bin/valvista-cli" phantom --out "$demo" --dicom
fi
say "Installing the model that comes with Valvista"
model=resources/models/synthetic-1
"$bin/valvista-cli" models --install "$model"
segmented=$demo/segmented.nii.gz
if [ ! "$segmented" -nt "$demo/truth.json" ] || [ ! "$segmented" -nt "$model/manifest.json" ]; then
  say "Segmenting the demo case with it ($segmented)"
  "$bin/valvista-cli" segment "$demo/dicom" --model "$model" --out "$segmented" --progress
fi
# With its own labels, which are exact: the model does not find all of the demo's aorta (its card says more).
say "Planning it"
case=("$demo/dicom" --labels "$demo/anatomy.nii.gz" --scheme totalsegmentator-v1)
"$bin/valvista-cli" plan "${case[@]}" --out "$demo/plan"
say "Report: $root/$demo/plan/report.pdf"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "Opening the window"
  exec "$bin/valvista" "${case[@]}"
fi
# Qt wants a private folder for its sockets; a bare machine has none.
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  export XDG_RUNTIME_DIR="$root/build/runtime"
  install -d -m 700 "$XDG_RUNTIME_DIR"
fi
xvfb-run -a -s '-screen 0 1920x1200x24' "$bin/valvista" "${case[@]}" --screenshot "$demo/window.png"
say "No display here: the window is in $root/$demo/window.png"
