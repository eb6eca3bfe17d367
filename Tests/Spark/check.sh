#!/usr/bin/env bash
# Runs Examples/spark/cohort.py on two cores, and compares it with one process: rows, counts, records. Needs
# `make build`.
#
#   check.sh                   the check; SEED=n for other profiles
#   check.sh --measure ROWS    measures what a row costs instead, for Documentation/Spark.md
#
# PySpark is kept in .build/spark, where it is installed once.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=4.3.0
command=$PWD/.build/release/plumbline
command=${PLUMBLINE:-$command}
[ -x "$command" ] || { echo "spark: there is no $command; run \`make build\`" >&2; exit 1; }

# Spark 4 needs Java 17 or later.
java=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' || true)
if [ "${java:-0}" -lt 17 ]; then bash .ci/deps default-jre-headless; fi
python3 -c 'import ensurepip, venv' 2>/dev/null || bash .ci/deps python3-venv
if [ "$(cat .build/spark/installed 2>/dev/null)" != "$version" ]; then
  rm -rf .build/spark
  python3 -m venv .build/spark
  .build/spark/bin/pip install --quiet --disable-pip-version-check "pyspark==$version"
  echo "$version" >.build/spark/installed
fi

script=check.py
if [ "${1:-}" = --measure ]; then
  script=measure.py
  shift
fi
export PYTHONPATH=$PWD/Examples/spark PYTHONDONTWRITEBYTECODE=1 PYSPARK_PYTHON=$PWD/.build/spark/bin/python
export SPARK_LOCAL_IP=127.0.0.1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Spark's own messages are shown only if something failed.
.build/spark/bin/python "Tests/Spark/$script" "$command" "$PWD/Rules" "$@" 2>"$log" || { cat "$log" >&2; exit 1; }
