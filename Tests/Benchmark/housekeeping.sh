#!/usr/bin/env bash
# The cost of housekeeping, and its effect on answers meanwhile: verifying, erasing and importing growing
# ledgers.
#
#   Tests/Benchmark/housekeeping.sh [BYTES [RECORDS...]]
#
# While one patient in a hundred records is erased, other processes answer stops, one after the other: how many of them were
# recorded, and how long the slowest took from its process's start. Needs the release builds of plumbline and ledger-benchmark,
# and about three times the largest ledger's size on disk.
set -euo pipefail
cd "$(dirname "$0")/../.."
bash .ci/deps time
bytes=${1:-17000}
shift || true
counts=("$@")
[ ${#counts[@]} -gt 0 ] || counts=(1000 10000 100000)
plumbline=.build/release/plumbline
folder=$(mktemp -d "${TMPDIR:-/tmp}/plumbline-housekeeping-XXXXXX")
trap 'rm -rf "$folder"' EXIT

# Runs a command; sets `took` (seconds) and `peak` (MiB).
measure() {
  /usr/bin/time -f '%e %M' -o "$folder/time" "$@" >"$folder/out" 2>"$folder/err" || { cat "$folder/err"; exit 1; }
  read -r took peak < <(tail -1 "$folder/time")
  peak=$((peak / 1024))
}

# One stop from process start to its end, in milliseconds, and whether it was recorded.
stop() {
  local start end
  start=$(date +%s%N)
  "$plumbline" recommend Examples/red-flag.json --rules Rules --ledger "$1" >"$folder/stop" 2>&1 || true
  end=$(date +%s%N)
  grep -q '^NOT RECORDED\|NOT RECORDED:' "$folder/stop" && echo "$(((end - start) / 1000000)) lost" || echo "$(((end - start) / 1000000)) recorded"
}

# The slowest and the median of a file of stops, and how many were recorded.
summary() {
  sort -n "$1" | awk '{ms[NR] = $1} $2 == "recorded" {kept++} END {
    printf "%d of %d recorded, median %d ms, slowest %d ms", kept, NR, ms[int((NR + 1) / 2)], ms[NR]}'
}

for count in "${counts[@]}"; do
  ledger=$folder/$count/ledger.sqlite
  .build/release/ledger-benchmark fill "$ledger" "$count" "$bytes"
  echo "$count records, $(($(stat -c %s "$ledger") >> 20)) MiB"

  for _ in $(seq 15); do stop "$ledger"; done >"$folder/idle"
  echo "  stops beside nothing       $(summary "$folder/idle")"

  measure "$plumbline" audit verify --ledger "$ledger"
  echo "  verify                     $took s, $peak MiB"

  # Stops during the whole erasure, and at least fifteen.
  (measure "$plumbline" audit erase --patient asked --reason benchmark --ledger "$ledger"
    echo "  erase one patient          $took s, $peak MiB, $(head -c 60 "$folder/out" | sed 's/:.*//')") >"$folder/erase" &
  erasing=$!
  : >"$folder/beside"
  while kill -0 "$erasing" 2>/dev/null || [ "$(wc -l <"$folder/beside")" -lt 15 ]; do stop "$ledger" >>"$folder/beside"; done
  wait "$erasing"
  cat "$folder/erase"
  echo "  stops beside the erasure   $(summary "$folder/beside")"

  measure "$plumbline" audit erase --patient asked --reason benchmark --ledger "$ledger"
  echo "  erase the same again       $took s, $peak MiB"
  measure "$plumbline" audit erase --record 5 --reason benchmark --ledger "$ledger"
  echo "  erase one record           $took s, $peak MiB"
  measure "$plumbline" audit import "$ledger" --ledger "$folder/$count/into.sqlite"
  echo "  import all of it           $took s, $peak MiB"
  measure "$plumbline" audit verify --ledger "$folder/$count/into.sqlite"
  echo "  verify that                $took s, $peak MiB"
  rm -rf "${folder:?}/$count"
done
