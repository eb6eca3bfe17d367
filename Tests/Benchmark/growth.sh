#!/usr/bin/env bash
# How loading, answering, stopping and compiling grow with the packs, and what the slowest packs take that the limits allow.
#
#   Tests/Benchmark/growth.sh [--check]
#
# Times are of the processor, the least of some runs; they are of one machine on one day. With --check nothing is timed:
# callgrind counts instructions at two sizes, and an instruction more a declaration than 30 % is an error.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 -B Tests/Benchmark/Growth/measure.py "$@"
