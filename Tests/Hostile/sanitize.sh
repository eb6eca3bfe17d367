#!/bin/sh
# Builds the sandbox and the harness with sanitizers, and runs the corpus, the fuzzer and a leak check.
# Builds in a temporary directory, which is removed at the end.
#
#   sanitize.sh [SEED [COUNT [LOADS]]]   the fuzzer's seed and number of programs, and the loads of the leak check
#   sanitize.sh 1 20000 2000             the long run, about two minutes; without arguments it takes one
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sandbox="$here/../../Sources/Core/Sandbox"
seed=${1:-1}
count=${2:-10000}
loads=${3:-580} # each case of the corpus twice
compiler=$(command -v clang || command -v gcc)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# build NAME FLAG...
build() {
  name=$1
  shift
  # shellcheck disable=SC2046
  "$compiler" -std=c11 -g -O1 -fno-omit-frame-pointer -Wall -Wextra -Wpedantic -Werror \
    -fno-sanitize-recover=all "$@" -I "$sandbox/include" $(pkg-config --cflags lua5.4) \
    "$sandbox"/*.c "$here/harness.c" -o "$scratch/$name" $(pkg-config --libs lua5.4) -lm 2>"$scratch/messages" || {
    cat "$scratch/messages"
    exit 1
  }
}

# The address sanitizer sees the end of each block only if each comes from malloc. The shipped build puts many
# into one piece of memory; both must match expected.tsv, to the unit and the byte.
build harness -fsanitize=address,undefined -DPLB_PLAIN_MALLOC
build shipped -fsanitize=undefined

# With the check for uses after return, each longjmp walks all frames, so an error caught in a loop would take minutes;
# only the fuzzer's programs run with it.
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:detect_stack_use_after_return=0
"$scratch/harness" "$here"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
"$scratch/harness" --fuzz "$seed" "$count" "$here"
"$scratch/harness" --load "$loads" "$here"
"$scratch/shipped" "$here"
"$scratch/shipped" --fuzz "$seed" "$count" "$here"
echo "sanitizers: nothing found"
