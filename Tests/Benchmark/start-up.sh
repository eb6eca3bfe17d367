#!/usr/bin/env bash
# What one answer costs, cold, beside the smallest Lua program: the same machine, the same run, interleaved.
#
#   Tests/Benchmark/start-up.sh [ROUNDS]
#
# Prints the median of each and the ratio. A figure of one machine on one day: see Documentation/Performance.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-60}
command -v lua5.4 >/dev/null || { echo "lua5.4 is needed: apt-get install lua5.4" >&2; exit 69; }

now() { date +%s%N; }
time_of() {
  local start end
  start=$(now)
  "$@" >/dev/null
  end=$(now)
  echo $((end - start))
}
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
profiles=(Examples/*.json)
for _ in $(seq "$rounds"); do
  time_of lua5.4 -e "" >>"$folder/lua"
  time_of .build/release/plumbline --version >>"$folder/empty"
  for profile in "${profiles[@]}"; do
    time_of .build/release/plumbline recommend "$profile" >>"$folder/$(basename "$profile" .json)"
  done
done

base=$(median <"$folder/lua")
printf '%-28s %8s %8s\n' "one process, cold" "ms" "ratio"
for row in lua empty "${profiles[@]}"; do
  name=$(basename "$row" .json)
  value=$(median <"$folder/$name")
  label=$name
  [ "$name" = lua ] && label='lua5.4 -e ""'
  [ "$name" = empty ] && label='plumbline --version'
  awk -v l="$label" -v v="$value" -v b="$base" 'BEGIN {printf "%-28s %8.2f %8.1f\n", l, v / 1e6, v / b}'
done
