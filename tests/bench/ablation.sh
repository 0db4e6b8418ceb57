#!/usr/bin/env bash
# The paper's Table 2 on drawn phantoms, with one more row: each loss trains the same network from the same seed on
# the same patches; then the test cases are segmented and compared with the truth.
# Usage: tests/bench/ablation.sh FOLDER [EPOCHS]   goes on where it was interrupted; the table goes to
# FOLDER/table.txt, every number of every case to FOLDER/cases.csv.
set -euo pipefail
folder=${1:?usage: ablation.sh FOLDER [EPOCHS]} epochs=${2:-12}
bin=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build/release/bin
mkdir -p "$folder"
cd "$folder"

"$bin/valvista-cli" cohort --out cohort --cases 44 --test 10 --spacing 3 --seed 11

# term NAME: a summand of weight 1. The sums are those of lossSums() in planning/core/loss_spec.
term() { printf '{"name": "%s", "weight": 1}' "$1"; }
losses=(
  "dice_ce:$(term dice_ce)"
  "focal:$(term focal)"
  "skeleton_recall_dice_ce:$(term skeleton_recall), $(term dice_ce)"
  "skeleton_recall_focal:$(term skeleton_recall), $(term focal)"
  "focal_sk_star:$(term focal_skeleton_recall), $(term focal)"
  "focal_sk_star_detached:$(term focal_skeleton_recall_detached), $(term focal)"
)

# config NAME TERMS
config() {
  cat <<JSON
{"schema": "valvista.train", "version": 1,
 "model": {"name": "Ablation $1", "model_version": "1",
  "network": {"type": "unet", "channels": [8, 16, 32, 64], "strides": [2, 2, 2], "num_res_units": 2, "norm": "instance"},
  "classes": [{"name": "background", "label": 0}, {"name": "aorta", "label": 1}, {"name": "left_ventricle", "label": 2},
   {"name": "aortic_root", "label": 3}, {"name": "valve", "label": 4}, {"name": "annulus", "label": 5},
   {"name": "iliac_artery_left", "label": 6}, {"name": "iliac_artery_right", "label": 7}],
  "spacing_mm": [3, 3, 3], "orientation": "RAS", "intensity": {"window_hu": [-300, 900], "range": [-1, 1]},
  "patch_size": [48, 48, 48], "overlap": 0.5, "licence": "GPL-3.0-or-later"},
 "dataset": "cohort", "out": "$1", "start_from": "", "split": {"validation": 0.09, "test": 0, "seed": 1},
 "loss": [$2],
 "sampling": {"patches": 4, "patches_per_ct": 2, "accumulate": 1, "foreground": 0.75},
 "augmentation": {"mirror": true, "rotation_deg": 15, "scale": 0.15, "gain": 0.1, "shift_hu": 40, "blur_mm": 0.8,
  "noise_hu": 25, "probability": 0.5},
 "optimizer": {"type": "adamw", "learning_rate": 0.003, "weight_decay": 0.0001, "momentum": 0.9, "schedule": "poly",
  "warm_up_steps": 50, "clip_norm": 12, "ema_decay": null},
 "epochs": $epochs, "steps_per_epoch": 50, "validate_every": 4, "checkpoint_every": 100, "seed": 1,
 "device": "cpu", "precision": "float32", "threads": 0, "loader_threads": 1}
JSON
}

predictions=()
for row in "${losses[@]}"; do
  name=${row%%:*}
  if [ ! -f "$name/model/manifest.json" ]; then
    config "$name" "${row#*:}" > "$name.json"
    resume=()
    if [ -d "$name/checkpoints" ]; then resume=(--resume); fi
    "$bin/valvista-worker" train --config "$name.json" "${resume[@]}"
  fi
  "$bin/valvista-cli" segment cohort --model "$name/model" --out "predictions/$name" > /dev/null
  rm -rf "$name-test"
  cp -r "predictions/$name/labelsTs" "$name-test"
  predictions+=("$name-test")
done
"$bin/valvista-cli" evaluate --truth cohort/labelsTs --prediction "${predictions[@]}" --scheme tavr --csv cases.csv \
  | tee table.txt
