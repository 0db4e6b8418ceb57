#!/usr/bin/env bash
# Makes the pictures of this folder from the demo case, so that they never age. Needs build/release (installer/run.sh).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
bin=build/release/bin
demo=$(mktemp -d)
trap 'rm -rf "$demo"' EXIT
"$bin/valvista-cli" phantom --out "$demo" --dicom >/dev/null

# picture NAME [OPTION...]: the planned demo case as a picture
picture() {
  local name=$1
  shift
  xvfb-run -a -s '-screen 0 1920x1200x24' "$bin/valvista" "$demo/dicom" --labels "$demo/anatomy.nii.gz" \
    --scheme totalsegmentator-v1 --size 1600x1000 "$@" --screenshot "$here/$name.png"
}

picture window
for step in Import Check Segment Root Annulus Access Report; do
  picture "step-${step,,}" --run "step$step"
done
picture correct-labels --run stepSegment,paintBrush
picture layout-one-plus-three --run layoutOnePlusThree
picture volume-rendering --run volumeCardiacCta
picture annulus-german-light --run stepAnnulus --language de --look light

# A library of one case: its list.
export VALVISTA_LIBRARY=$demo/library
picture library --run saveCase,openLibrary --picture-of libraryWindow
