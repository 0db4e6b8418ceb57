#!/usr/bin/env python3
"""Compares plans with the analytic truth of drawn patients: bias, spread and worst case of every measurement.

Usage: plan_errors.py TRUTH_DIR PLANS_DIR    truth/CASE.json of `valvista-cli cohort`, PLANS_DIR/CASE/plan.json
"""
import json
import pathlib
import statistics
import sys

truth_folder, plans = map(pathlib.Path, sys.argv[1:3])
errors, absent = {}, {}
for truth_file in sorted(truth_folder.glob("test_*.json")):
    plan_file = plans / truth_file.stem / "plan.json"
    measured = json.loads(plan_file.read_text())["measurements"] if plan_file.exists() else {}
    for name, truth in json.loads(truth_file.read_text())["measurements"].items():
        if truth["value"] is None:
            continue
        value = measured.get(name, {}).get("value")
        if value is None:
            absent[name] = absent.get(name, 0) + 1
        else:
            errors.setdefault(name, []).append((value - truth["value"], truth_file.stem))

print(f"{'measurement':40}{'cases':>6}{'absent':>8}{'bias':>10}{'spread':>10}{'worst':>10}  case")
for name in sorted(errors.keys() | absent.keys()):
    found = errors.get(name, [])
    line = f"{name:40}{len(found):6}{absent.get(name, 0):8}"
    if found:
        differences = [difference for difference, _ in found]
        worst = max(found, key=lambda one: abs(one[0]))
        line += f"{statistics.mean(differences):10.2f}{statistics.pstdev(differences):10.2f}{worst[0]:10.2f}  {worst[1]}"
    print(line)
