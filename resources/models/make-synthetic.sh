#!/usr/bin/env bash
# Makes the model of resources/models/synthetic-1 anew: draws a cohort, trains on it, and judges the model on drawn
# patients that it has not seen. About an hour and a half on two cores. The same type of processor gives the same
# weights bit for bit, another one rounds differently.
# Usage: resources/models/make-synthetic.sh FOLDER   goes on where it was interrupted.
set -euo pipefail
folder=${1:?usage: make-synthetic.sh FOLDER}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=$root/build/release/bin
mkdir -p "$folder"
cd "$folder"

"$bin/valvista-cli" cohort --out cohort --cases 200 --spacing 2 --seed 21
cp "$here/synthetic-train.json" .  # its paths are relative to itself
if ! grep -qs '"finished"' training/status.json; then
  resume=()
  if [ -d training/checkpoints ]; then resume=(--resume); fi
  "$bin/valvista-worker" train --config synthetic-train.json "${resume[@]}"
fi

# Exit 4 below: not every scan shows everything.
# Dice on the cohort's own test cases, whose labels are as thick in voxels as those it was trained on.
"$bin/valvista-cli" cohort --out test --cases 1 --test 20 --spacing 2 --seed 21
"$bin/valvista-cli" segment test --model training/model --out test-labels
{ "$bin/valvista-cli" evaluate --truth test/labelsTs --prediction test-labels/labelsTs --scheme tavr --csv cases.csv \
  || [ $? = 4 ]; } | tee dice.txt
# Drawn patients at the spacing of a planning CT, of another seed: every measurement against the truth.
"$bin/valvista-cli" cohort --out unseen --cases 1 --test 20 --spacing 1 --seed 22
"$bin/valvista-cli" segment unseen --model training/model --out unseen-labels
for ct in unseen/imagesTs/*_0000.nii.gz; do
  name=$(basename "$ct" _0000.nii.gz)
  "$bin/valvista-cli" plan "$ct" --labels "unseen-labels/labelsTs/$name.nii.gz" --scheme tavr --out "plans/$name" \
    > /dev/null || [ $? = 4 ]
done
"$root/tests/bench/plan_errors.py" unseen/truth plans | tee errors.txt
