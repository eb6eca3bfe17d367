#!/bin/sh
# The maximum time of a unit of fuel: builds the sandbox as it is shipped and measures it. Fuel/measure.c explains the
# arguments; without any, every program is measured, the most expensive first.
#
#   Tests/Benchmark/fuel.sh                   a minute
#   Tests/Benchmark/fuel.sh --search 1 20000  random programs, changed towards the most expensive
#   Tests/Benchmark/fuel.sh --calls           calls of a script a second, its file read once and read for each
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sandbox="$here/../../Sources/Core/Sandbox"
compiler=$(command -v clang || command -v gcc)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# shellcheck disable=SC2046
"$compiler" -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers -Wno-overlength-strings \
  -I "$sandbox/include" $(pkg-config --cflags lua5.4) "$sandbox"/*.c "$here/Fuel/measure.c" -o "$scratch/measure" \
  $(pkg-config --libs lua5.4) -lm
"$scratch/measure" "$@"
