#!/bin/bash
# repeat.sh DIST: makes the packages of DIST again from a copy of this repository in another folder, by somebody with other habits, and
# compares every byte.
set -euo pipefail
dist=$(realpath "$1")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH TZ=Pacific/Chatham LANG=tr_TR.UTF-8 LC_ALL=C.UTF-8 COLUMNS=200
umask 077
mkdir -p "$scratch/another place" "$scratch/dist"
git ls-files -z | tar --null -T - -cf - | tar -C "$scratch/another place" --no-same-permissions -m -xf -
cp "$dist/plumbline" "$dist/plumbline-serve" "$scratch/dist/"
bash "$scratch/another place/Distribution/pack.sh" "$scratch/dist"
for made in "$scratch"/dist/*; do cmp "$made" "$dist/${made##*/}"; done
[ "$(ls "$scratch/dist" | wc -l)" = 7 ]
