#!/bin/sh
# Builds the room and the harness with the address and undefined-behaviour sanitizers, and runs the
# corpus, the fuzzer and a leak check. What is built stands in a temporary directory and goes with it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
room="$here/../../Sources/CLuaSandbox"
seed=${1:-1}
count=${2:-20000}
compiler=$(command -v clang || command -v gcc)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# shellcheck disable=SC2046
"$compiler" -std=c11 -g -O1 -fno-omit-frame-pointer -Wall -Wextra -Werror \
  -fsanitize=address,undefined -fno-sanitize-recover=all \
  -I "$room/include" $(pkg-config --cflags lua5.4) \
  "$room"/*.c "$here/harness.c" -o "$scratch/harness" $(pkg-config --libs lua5.4) -lm 2>"$scratch/messages" || {
  cat "$scratch/messages"
  exit 1
}

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
"$scratch/harness" "$here"
"$scratch/harness" --fuzz "$seed" "$count" "$here"
"$scratch/harness" --load 2000 "$here"
echo "sanitizers: nothing found"
