#!/usr/bin/env bash
# Installs other people's clients and services of CDS Hooks once, in .build/hooks.
set -euo pipefail
cd "$(dirname "$0")/../.."
wanted="healthchain[sandbox]==0.16.1 fhir-mcp==0.2.2 schemathesis==4.32.0 compose-spec==0.2.1"

python3 -c 'import ensurepip, venv' 2>/dev/null || bash .ci/deps python3-venv
if [ "$(cat .build/hooks/installed 2>/dev/null)" != "$wanted" ]; then
  rm -rf .build/hooks
  python3 -m venv .build/hooks
  # shellcheck disable=SC2086
  .build/hooks/bin/pip install --quiet --disable-pip-version-check $wanted
  echo "$wanted" >.build/hooks/installed
fi
