#!/usr/bin/env bash
# Holds everything that the command writes as FHIR against the R4B models of fhir.resources, and against rules that those do not know;
# then writes it into a FHIR server of someone else, and reads it back. Needs `make build`, or PLUMBLINE, the command.
#
# fhir.resources and sekmet-fhir, the server, are kept in .build/r4, where they are installed once.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages="fhir.resources==8.3.0 sekmet-fhir==0.1.1"
command=${PLUMBLINE:-$PWD/.build/release/plumbline}
[ -x "$command" ] || { echo "r4: there is no $command; run \`make build\`" >&2; exit 1; }

python3 -c 'import ensurepip, venv' 2>/dev/null || bash .ci/deps python3-venv
if [ "$(cat .build/r4/installed 2>/dev/null)" != "$packages" ]; then
  rm -rf .build/r4
  python3 -m venv .build/r4
  .build/r4/bin/pip install --quiet --disable-pip-version-check $packages
  echo "$packages" >.build/r4/installed
fi
.build/r4/bin/python -B Tests/R4/check.py "$command"
.build/r4/bin/python -B Tests/R4/server.py "$command"
