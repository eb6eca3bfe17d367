#!/usr/bin/env bash
# Runs the fuzzers that build.mk builds. An input that breaks a law is left in .build/fuzz/found, and how to run it is printed.
#
#   run.sh check [TARGET...]              the corpus, then 20,000 inputs of a fixed seed each; two targets at a time
#   run.sh campaign SECONDS [TARGET...]   so long each, with new seeds, going on from .build/fuzz/corpus
#   run.sh minimise [TARGET...]           takes what the campaign found that is new and small into the corpus here
#   run.sh coverage [TARGET...]           the lines that the corpus of the campaign reaches, by module
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
fuzz=$root/.build/fuzz/fuzz
found=$root/.build/fuzz/found
grown=$root/.build/fuzz/corpus
mkdir -p "$found" "$grown"

# The same input takes the same way each time; a crash ends at once. Leaks are looked for in Tests/Hostile.
export SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no PLUMBLINE_RULES=$root/Rules
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0
# 60 s and 1 GiB catch what never ends; no input comes near either.
limits=(-timeout=60 -rss_limit_mb=1024 -max_len=4096 -verbosity=0 "-artifact_prefix=$found/")

mode=${1:-check}
shift || true
if [ "$mode" = campaign ]; then
  seconds=${1:?how many seconds each}
  shift
fi
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls "$here/Corpus")

dictionary() { # target
  case $1 in
  json) echo "-dict=$here/Dictionaries/json.dict" ;;
  profile | lines | csv) echo "-dict=$here/Dictionaries/profile.dict" ;;
  pack | lsp) echo "-dict=$here/Dictionaries/pack.dict" ;;
  esac
}

check() { # target
  local target=$1 log scratch
  log=$(mktemp) scratch=$(mktemp -d)
  local runs=$((20000 + $(ls "$here/Corpus/$target" | wc -l))) start=$SECONDS
  if "$fuzz" "--target=$target" $(dictionary "$target") "${limits[@]}" -seed=14 "-runs=$runs" "$scratch" "$here/Corpus/$target" >"$log" 2>&1; then
    echo "fuzz: $target: $runs inputs, nothing found, $((SECONDS - start)) s"
    rm -rf "$log" "$scratch"
  else
    cat "$log" >&2
    echo "fuzz: $target: to see it again: $fuzz --target=$target THE-FILE-NAMED-ABOVE" >&2
    rm -rf "$log" "$scratch"
    return 1
  fi
}

case $mode in
check)
  failed=0
  for ((i = 0; i < ${#targets[@]}; i += 2)); do
    check "${targets[i]}" & first=$!
    if [ $((i + 1)) -lt ${#targets[@]} ]; then check "${targets[i + 1]}" || failed=1; fi
    wait "$first" || failed=1
  done
  exit $failed
  ;;
campaign)
  for target in "${targets[@]}"; do
    mkdir -p "$grown/$target"
    seed=$(date +%s)
    echo "fuzz: $target: seed $seed, $seconds s"
    "$fuzz" "--target=$target" $(dictionary "$target") "${limits[@]}" "-seed=$seed" "-max_total_time=$seconds" -print_final_stats=1 \
      "$grown/$target" "$here/Corpus/$target" 2>&1 | tee "$root/.build/fuzz/$target.log" | grep -E 'DONE|BINGO|law broken|ERROR|stat::|artifact' || true
  done
  ;;
minimise)
  for target in "${targets[@]}"; do
    "$fuzz" "--target=$target" "${limits[@]}" -max_len=512 -set_cover_merge=1 "$here/Corpus/$target" "$grown/$target" 2>&1 | tail -1
  done
  ;;
coverage)
  make -s -f "$here/build.mk" -j2 KIND=coverage
  for target in "${targets[@]}"; do
    LLVM_PROFILE_FILE="$root/.build/coverage/$target.profraw" "$root/.build/coverage/fuzz" "--target=$target" "${limits[@]}" -runs=0 \
      "$here/Corpus/$target" $([ -d "$grown/$target" ] && echo "$grown/$target") >/dev/null 2>&1
  done
  llvm-profdata merge -o "$root/.build/coverage/all.profdata" "$root"/.build/coverage/*.profraw
  llvm-cov report "$root/.build/coverage/fuzz" "-instr-profile=$root/.build/coverage/all.profdata" "$root/Sources"
  ;;
*)
  sed -n '2,8p' "$0"
  exit 64
  ;;
esac
