#!/usr/bin/env bash
# Tries the Python front end in an environment of its own, with pandas, polars, mypy and notebooks. Needs `make build`.
#
#   check.sh                   the check
#   check.sh --measure ROWS    measures frames against the command on the same rows instead, for Documentation/Python.md
#
# The environment is kept in .build/python, where it is installed once. PLUMBLINE names another command.
set -euo pipefail
cd "$(dirname "$0")/../.."
wanted="pandas pandas-stubs polars mypy nbclient ipykernel"
export PLUMBLINE="${PLUMBLINE:-$PWD/.build/release/plumbline}" PLUMBLINE_RULES=$PWD/Rules
[ -x "$PLUMBLINE" ] || { echo "python: there is no $PLUMBLINE; run \`make build\`" >&2; exit 1; }
python3 -c 'import ensurepip, venv' 2>/dev/null || bash .ci/deps python3-venv
if [ "$(cat .build/python/installed 2>/dev/null)" != "$wanted" ]; then
  rm -rf .build/python
  python3 -m venv .build/python
  .build/python/bin/pip install --quiet --disable-pip-version-check $wanted
  echo "$wanted" >.build/python/installed
fi
export PYTHONPATH=$PWD/Distribution/python:$PWD/Tests/Spark PYTHONDONTWRITEBYTECODE=1
if [ "${1:-}" = --measure ]; then exec .build/python/bin/python Tests/Python/measure.py "$2"; fi
.build/python/bin/mypy --strict --no-error-summary --cache-dir .build/python/mypy Distribution/python/plumbline
.build/python/bin/python Tests/Python/check.py
