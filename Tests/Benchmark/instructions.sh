#!/usr/bin/env bash
# The number of instructions of an answer, which does not depend on how busy a machine is. Checked to 5 %.
#
#   Tests/Benchmark/instructions.sh [--update]
#
# Counted by callgrind with the release build. Store an intended change with --update, and explain it.
set -euo pipefail
cd "$(dirname "$0")/../.."
kept=Tests/Benchmark/instructions.tsv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Valgrind cannot read the newest debug information, and needs none.
strip -o "$folder/plumbline" .build/release/plumbline
export PLUMBLINE_RULES=$PWD/Rules
for _ in $(seq 20000); do tr '\n' ' ' <Examples/high-fear.json; echo; done >"$folder/many.ndjson"

count() { # what is run...
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$folder/plumbline" "$@" 2>&1 >/dev/null |
    awk '/Collected/ {print $NF}'
}

{
  printf 'one answer\t%s\n' "$(count recommend Examples/high-fear.json --no-record --as-of 2026-11-20)"
  printf 'one answer, little known\t%s\n' "$(count recommend Examples/little-known.json --no-record --as-of 2026-11-20)"
  printf '20,000 rows of a cohort\t%s\n' "$(count cohort "$folder/many.ndjson" --jobs 1)"
} >"$folder/now.tsv"

if [ "${1:-}" = --update ]; then
  cp "$folder/now.tsv" "$kept"
  cat "$kept"
  exit 0
fi
paste "$kept" "$folder/now.tsv" | awk -F'\t' '
  { change = 100 * ($4 - $2) / $2; printf "%-28s %14d %14d %+6.1f %%\n", $1, $2, $4, change }
  $4 == "" || change > 5 || change < -5 { wrong = 1 }
  END {
    if (wrong) print "instructions: more than 5 % from what is kept; if that is meant: Tests/Benchmark/instructions.sh --update"
    exit wrong
  }'
