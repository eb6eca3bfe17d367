#!/usr/bin/env bash
# Other people's clients of CDS Hooks, and a fuzzer of APIs, against the service: check.sh PROGRAM, which is plumbline-serve.
#
# They are kept in .build/hooks, where they are installed once.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(readlink -f "$1")
wanted="healthchain[sandbox]==0.16.1 fhir-mcp==0.2.2 schemathesis==4.32.0 compose-spec==0.2.1"

python3 -c 'import ensurepip, venv' 2>/dev/null || bash .ci/deps python3-venv
if [ "$(cat .build/hooks/installed 2>/dev/null)" != "$wanted" ]; then
  rm -rf .build/hooks
  python3 -m venv .build/hooks
  # shellcheck disable=SC2086
  .build/hooks/bin/pip install --quiet --disable-pip-version-check $wanted
  echo "$wanted" >.build/hooks/installed
fi
exec .build/hooks/bin/python -B Tests/Hooks/clients.py "$program"
