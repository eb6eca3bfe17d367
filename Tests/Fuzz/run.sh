#!/usr/bin/env bash
# Runs the fuzzers that build.mk builds. An input that breaks a law is left in .build/fuzz/found, and how to run it is printed.
#
#   run.sh check [TARGET...]              the corpus, then 20,000 inputs of a fixed seed each; a target for each processor at a time
#   run.sh campaign SECONDS [TARGET...]   this long each, with new seeds, continuing from .build/fuzz/corpus
#   run.sh minimise [TARGET...]           adds new, small inputs from the campaign to the corpus here
#   run.sh reach [TARGET...]              how many of the counted edges the corpus reaches
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
fuzz=$root/.build/fuzz/fuzz
found=$root/.build/fuzz/found
grown=$root/.build/fuzz/corpus
mkdir -p "$found" "$grown"

# The same input takes the same path each time; a crash ends at once. Tests/Hostile checks for leaks. Where each block was
# allocated is not recorded, which would take a third of the time: running a found input by hand shows it.
export SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no PLUMBLINE_RULES=$root/Rules
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:malloc_context_size=0
# 60 s and 1 GiB catch inputs that never end; no input comes near either.
limits=(-timeout=60 -rss_limit_mb=1024 -max_len=4096 -verbosity=0 "-artifact_prefix=$found/")

mode=${1:-check}
shift || true
if [ "$mode" = campaign ]; then
  seconds=${1:?how many seconds each}
  shift
fi
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls "$here/Corpus")

# The corpus of a target as files: the named ones, and what campaigns found, which is one file in base64.
corpus() { # target, folder
  cp "$here/Corpus/$1"/* "$2"
  rm -f "$2/found.b64"
  local number=0 line
  [ -f "$here/Corpus/$1/found.b64" ] || return 0
  while read -r line; do
    number=$((number + 1))
    base64 -d <<<"$line" >"$2/found-$number"
  done <"$here/Corpus/$1/found.b64"
}

dictionary() { # target
  case $1 in
  json) echo "-dict=$here/Dictionaries/json.dict" ;;
  profile | lines | csv) echo "-dict=$here/Dictionaries/profile.dict" ;;
  fhir) echo "-dict=$here/Dictionaries/fhir.dict" ;;
  pack | lsp) echo "-dict=$here/Dictionaries/pack.dict" ;;
  esac
}

check() { # target
  local target=$1 log seeds new start=$SECONDS
  log=$(mktemp) new=$(mktemp -d) seeds=$root/.build/fuzz/seeds/$target
  # The names of these files count, too: they set the order of inputs of one length.
  rm -rf "$seeds" && mkdir -p "$seeds"
  corpus "$target" "$seeds"
  local runs=$((20000 + $(ls "$seeds" | wc -l))) code=0
  "$fuzz" "--target=$target" $(dictionary "$target") "${limits[@]}" -seed=14 "-runs=$runs" "$new" "$seeds" >"$log" 2>&1 || code=1
  if [ $code -eq 0 ]; then
    echo "fuzz: $target: $runs inputs, nothing found, $((SECONDS - start)) s"
  else
    cat "$log" >&2
    echo "fuzz: $target: to reproduce it: $fuzz --target=$target THE-FILE-NAMED-ABOVE" >&2
  fi
  rm -rf "$log" "$new"
  return $code
}

case $mode in
check)
  failed=0 running=0
  # The longest come first, so that no processor waits for the last one.
  order=()
  for target in lines pack lsp profile "${targets[@]}"; do
    case " ${targets[*]} " in *" $target "*) ;; *) continue ;; esac
    case " ${order[*]} " in *" $target "*) continue ;; esac
    order+=("$target")
  done
  for target in "${order[@]}"; do
    if [ "$running" -ge "$(nproc)" ]; then
      wait -n || failed=1
      running=$((running - 1))
    fi
    check "$target" &
    running=$((running + 1))
  done
  while [ "$running" -gt 0 ]; do
    wait -n || failed=1
    running=$((running - 1))
  done
  exit $failed
  ;;
campaign)
  for target in "${targets[@]}"; do
    mkdir -p "$grown/$target"
    seeds=$(mktemp -d)
    corpus "$target" "$seeds"
    seed=$(date +%s)
    echo "fuzz: $target: seed $seed, $seconds s"
    "$fuzz" "--target=$target" $(dictionary "$target") "${limits[@]}" "-seed=$seed" "-max_total_time=$seconds" -print_final_stats=1 \
      "$grown/$target" "$seeds" 2>&1 | tee "$root/.build/fuzz/$target.log" | grep -E 'law broken|ERROR|SUMMARY|stat::number|artifact' || true
    rm -rf "$seeds"
  done
  ;;
minimise)
  for target in "${targets[@]}"; do
    least=$(mktemp -d) seeds=$(mktemp -d)
    corpus "$target" "$seeds"
    mkdir -p "$grown/$target"
    "$fuzz" "--target=$target" "${limits[@]}" -max_len=600 -set_cover_merge=1 "$least" "$seeds" "$grown/$target" >/dev/null 2>&1
    # The smallest first, up to 4 KB; the named ones stay as they are.
    (cd "$least" && ls -rS | while read -r file; do wc -c <"$file"; base64 -w 0 "$file"; echo; done) |
      awk 'NR % 2 { sum += $1; next } sum <= 4096' >"$here/Corpus/$target/found.b64"
    echo "fuzz: $target: $(wc -l <"$here/Corpus/$target/found.b64") inputs"
    rm -rf "$least" "$seeds"
  done
  ;;
reach)
  for target in "${targets[@]}"; do
    seeds=$(mktemp -d)
    corpus "$target" "$seeds"
    mkdir -p "$grown/$target"
    "$fuzz" "--target=$target" "${limits[@]}" -verbosity=1 -runs=0 "$seeds" "$grown/$target" 2>&1 |
      sed -nE "s/.*\(([0-9]+) inline.*/\1 edges/p; s/.*INITED cov: ([0-9]+).*/$target: \1/p" | sort -u
    rm -rf "$seeds"
  done
  ;;
*)
  sed -n '2,8p' "$0"
  exit 64
  ;;
esac
