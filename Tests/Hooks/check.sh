#!/usr/bin/env bash
# Other people's clients of CDS Hooks, and a fuzzer of APIs, against the service: check.sh PROGRAM, which is plumbline-serve.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(readlink -f "$1")
bash Tests/Hooks/install.sh
exec .build/hooks/bin/python -B Tests/Hooks/clients.py "$program"
