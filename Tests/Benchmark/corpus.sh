#!/usr/bin/env bash
# How long each hostile pack takes to be stopped: the slowest ten, in milliseconds, and the sum.
#
# The sandbox is built as for a release. The figures are from one machine on one day; fuel and memory of each case are the same
# everywhere: Tests/Hostile/expected.tsv states them, and the tests check them to the unit.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# shellcheck disable=SC2046
cc -std=c11 -O2 $(pkg-config --cflags lua5.4) -ISources/Core/Sandbox/include \
  Sources/Core/Sandbox/*.c Tests/Hostile/harness.c $(pkg-config --libs lua5.4) -lm -o "$folder/harness"
"$folder/harness" --times Tests/Hostile >"$folder/times"
echo
echo "hostile packs, slowest first (ms)"
grep ' ms ' "$folder/times" | sort -rn | head -10
tail -n 1 "$folder/times"
