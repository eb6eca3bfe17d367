#!/bin/bash
# Leaves in .build/dist what anybody on x86-64 Linux can install: the static command and service, a tarball of each, a .deb, a wheel, a list
# of what is in them (CycloneDX) and checksums. `make dist` builds both releases first, and calls this; pack.sh makes the packages.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(.build/release/plumbline --version | cut -d' ' -f2)
dist=.build/dist
rm -rf "$dist" && mkdir -p "$dist"

bash Distribution/link.sh plumbline . "$dist/plumbline"
[ "$("$dist/plumbline" --version)" = "plumbline $version" ]
bash Distribution/link.sh plumbline-serve Service "$dist/plumbline-serve"

bash Distribution/pack.sh "$dist"
cp Distribution/Containerfile "$dist/"
(cd "$dist" && sha256sum Containerfile plumbline* | sort -u -k2 >SHA256SUMS)
# Signed by the one who releases, whose key is in no repository: SIGNING_KEY names its file.
if [ -n "${SIGNING_KEY:-}" ]; then
  python3 -B Distribution/note.py sign "$SIGNING_KEY" <"$dist/SHA256SUMS" >"$dist/SHA256SUMS.note"
else
  echo "not signed: SIGNING_KEY names no file of a private key (plumbline packs key)"
fi
(cd "$dist" && ls -l Containerfile plumbline* SHA256SUMS* | awk '{ printf "%11d  %s\n", $5, $9 }')
