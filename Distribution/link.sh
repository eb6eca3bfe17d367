#!/bin/bash
# link.sh PRODUCT FOLDER OUTPUT: links the objects of a release once more, without any shared library. PRODUCT is the executable that was
# built, FOLDER the package's folder.
set -euo pipefail
product=$1 folder=$2 output=$(realpath "$3")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Each object holds a hash of what it was compiled from, by which the next build leaves it out. It depends on the folder, so it is left behind.
mapfile -t objects < <(tr -d "'" <"$folder/.build/release/$product.product/Objects.LinkFileList")
for place in "${!objects[@]}"; do printf '%s\0%s/%05d.o\0' "${objects[place]}" "$scratch" "$place"; done |
  xargs -0 -n 2 -P 2 objcopy --remove-section=.swift_modhash

# Without the last three options every exit searches its frames for 60 to 200 ms. SwiftPM calls the entry point by the name of the module.
case $product in
plumbline) module=PlumblineCommand ;;
plumbline-serve) module=PlumblineServe ;;
*) echo "link.sh: $product is no program of this repository" >&2 && exit 64 ;;
esac
swiftc -static-executable -O -o "$output" "$scratch"/*.o \
  -L .build/static -lsqlite3 -llua5.4 -lcrypto -lz -lstdc++ -lm -lpthread -ldl \
  -Xlinker --defsym=main="${module}_main" -Xlinker --gc-sections -Xlinker -s -Xlinker --eh-frame-hdr \
  -Xlinker --defsym=__register_frame_info=0 -Xlinker --defsym=__deregister_frame_info=0 2>"$scratch/said.txt" ||
  { cat "$scratch/said.txt"; exit 1; }
