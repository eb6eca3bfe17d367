#!/usr/bin/env bash
# Installs the engines that run.py compares: system packages, Python packages in their own folder, and two programs.
# What cannot be installed is reported, and run.py then says so in its table.
set -uo pipefail
cd "$(dirname "$0")"
root=$(cd ../../.. && pwd)
venv=$root/.build/benchmark-venv
out=$root/.build/matching

for package in lua-cjson luajit libclips-dev libsimdjson-dev g++ python3-venv; do
  bash "$root/.ci/deps" "$package" || echo "not installed: $package" >&2
done

[ -x "$venv/bin/python" ] || python3 -m venv "$venv" || exit 69
while read -r package; do
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "$package" ||
    echo "not installed: $package" >&2
done <requirements.txt

mkdir -p "$out"
cc -O2 -o "$out/clips" engines/clips.c -lclips -lm || echo "not built: clips" >&2
c++ -std=c++17 -O3 -march=native -DNDEBUG -o "$out/simdjson" engines/simdjson.cpp -lsimdjson || echo "not built: simdjson" >&2
exit 0
