#!/usr/bin/env bash
# How loading, answering, stopping and compiling grow with the packs, and how long the slowest packs within the
# limits take.
#
#   Tests/Benchmark/growth.sh [--check]
#
# Times are processor time, the minimum of several runs, from one machine on one day. With --check nothing is timed: callgrind
# counts instructions at two sizes, and more than 30 % growth per declaration is an error.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 -B Tests/Benchmark/Growth/measure.py "$@"
