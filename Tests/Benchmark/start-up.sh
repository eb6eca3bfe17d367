#!/usr/bin/env bash
# The cost of one cold answer compared with the smallest Lua program: one machine, one run.
#
#   Tests/Benchmark/start-up.sh [RUNS]
#
# Prints the median of each and its ratio to `lua5.4 -e ""`. What the figures mean: Documentation/Performance.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-60}
results=$(mktemp)
trap 'rm -f "$results"' EXIT

commands=('lua5.4 -e ""' '.build/release/plumbline --version')
for profile in Examples/*.json; do
  commands+=(".build/release/plumbline recommend $profile")
done
hyperfine -N --warmup 5 --runs "$runs" --export-csv "$results" "${commands[@]}" >/dev/null 2>&1

# hyperfine's columns: command, mean, stddev, median, ...
awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) if ($i == "median") m = i; next}
  {gsub(/"/, "", $1); if (NR == 2) base = $m; printf "%-60s %7.2f ms %6.1f x\n", $1, $m * 1000, $m / base}' "$results"
