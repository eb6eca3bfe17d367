#!/usr/bin/env bash
# Attacks the built command from outside, without knowing how it works inside. Each attack prints PASS or FAIL
# with what was measured; exit 1 if one failed. Not part of the suite, since some of it is measured in seconds.
#
#   attack.sh [--command PLUMBLINE] [--rules DIR] [--scale N] [ATTACK...]    N: how much larger the large ledgers are (default 1)
#   attack.sh --list
#
# Attacks that mount something need root; without it they are skipped, and reported as skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec python3 -B "$here/main.py" "$@"
