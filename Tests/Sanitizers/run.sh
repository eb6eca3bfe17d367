#!/usr/bin/env bash
# The Swift tests under sanitizers. Each is built from nothing beside the ordinary build, which takes minutes and 4 GB.
#
#   run.sh address|thread... [-- FILTER...]    only suites whose names match one of the filters
#
# Left out, and why:
#   CommandTests (the target, and suites that end so) bound what a run of the command may take in time, memory or size of files; under
#   a sanitizer it takes ten times as much, and reserves terabytes of addresses. The race that matters there, threads that work on
#   pieces of one cohort, is run as a command below instead.
#   ProverTests start Z3, another program, which these sanitizers do not check.
#   Under the thread sanitizer FuelTests, LuaLexerTests and PreparedStateTests, which bound time too, and HostileCorpusTests: the
#   sanitizer's record of calls grows with every longjmp out of a C function and overflows after some 800,000, in a program of ten
#   lines around Lua too. They run on one thread, and Tests/Hostile checks the same packs.
set -euo pipefail
cd "$(dirname "$0")/../.."

kinds=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do kinds+=("$1") && shift; done
[ $# -gt 0 ] && shift
filters=()
for filter in "$@"; do filters+=(--filter "$filter"); done
[ ${#kinds[@]} -gt 0 ] || { sed -n '2,13p' "$0"; exit 64; }

export SWIFT_BACKTRACE=enable=no
# A leak checker would report the runtime's own tables; the sandbox is checked for leaks in Tests/Hostile.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
# The suppressions are of what the toolchain itself does.
export TSAN_OPTIONS="halt_on_error=1 suppressions=$PWD/Tests/Sanitizers/thread.supp"

for kind in "${kinds[@]}"; do
  left_out=(--skip CommandTests --skip ProverTests)
  case $kind in
    address) scratch=.build-asan ;;
    thread) scratch=.build-tsan left_out+=(--skip 'FuelTests|LuaLexerTests|PreparedStateTests|HostileCorpusTests') ;;
    *) exit 64 ;;
  esac
  swift build --build-tests "--sanitize=$kind" --scratch-path "$scratch" 2>&1 | grep -vE '^warning|\[[0-9]+/[0-9]+\]' || true
  swift test --skip-build "--sanitize=$kind" --scratch-path "$scratch" "${left_out[@]}" "${filters[@]}"

  folder=$(mktemp -d)
  for i in $(seq 1 20000); do
    echo "{\"id\":\"P$i\",\"pain\":{\"intensity\":$((i % 11)),\"region\":\"lumbar\"},\"red_flags\":{\"cauda_equina\":$([ $((i % 7)) = 0 ] && echo true || echo false)}}"
  done >"$folder/rows.ndjson"
  "$scratch/debug/plumbline" cohort "$folder/rows.ndjson" --rules Rules --jobs 4 --output "$folder/four.ndjson"
  "$scratch/debug/plumbline" cohort "$folder/rows.ndjson" --rules Rules --jobs 1 --output "$folder/one.ndjson"
  cmp "$folder/four.ndjson" "$folder/one.ndjson"
  head -n 2000 "$folder/rows.ndjson" >"$folder/few.ndjson"
  "$scratch/debug/plumbline" cohort "$folder/few.ndjson" --rules Rules --jobs 4 --record --ledger "$folder/own/ledger.sqlite" --select decision=stop >/dev/null
  "$scratch/debug/plumbline" audit verify --ledger "$folder/own/ledger.sqlite"
  rm -rf "$folder"
  echo "$kind sanitizer: nothing found"
done
