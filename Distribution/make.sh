#!/bin/bash
# Leaves in .build/dist what anybody on x86-64 Linux can install: the static command, a tarball, a .deb, a wheel, a list of what is in
# them (CycloneDX) and checksums. `make dist` builds the release first, and calls this.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(.build/release/plumbline --version | cut -d' ' -f2)
build=.build/release
dist=.build/dist
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
rm -rf "$dist" && mkdir -p "$dist"

# The release's own objects, linked once more without any shared library. Without the last three options every exit searches its frames
# for 60 to 200 ms. SwiftPM calls the entry point by the name of the module.
swiftc -static-executable -O -o "$dist/plumbline" @"$build/plumbline.product/Objects.LinkFileList" \
  -L .build/static -lsqlite3 -llua5.4 -lcrypto -lz -lstdc++ -lm -lpthread -ldl \
  -Xlinker --defsym=main=PlumblineCommand_main -Xlinker --gc-sections -Xlinker -s -Xlinker --eh-frame-hdr \
  -Xlinker --defsym=__register_frame_info=0 -Xlinker --defsym=__deregister_frame_info=0 2>"$dist/link.txt" ||
  { cat "$dist/link.txt"; exit 1; }
rm "$dist/link.txt"
[ "$("$dist/plumbline" --version)" = "plumbline $version" ]

# What is installed: the command, the packs, completions, and the documentation.
tree=$dist/tree
install -D -m 755 "$dist/plumbline" "$tree/bin/plumbline"
mkdir -p "$tree/share/plumbline" "$tree/share/doc/plumbline" "$tree/share/bash-completion/completions" \
  "$tree/share/zsh/site-functions" "$tree/share/fish/vendor_completions.d" "$tree/share/man/man1"
cp -R Rules Distribution/action "$tree/share/plumbline/"
cp -R Documentation README.md LICENSE NOTICE CHANGELOG.md "$tree/share/doc/plumbline/"
"$dist/plumbline" --generate-completion-script bash >"$tree/share/bash-completion/completions/plumbline"
"$dist/plumbline" --generate-completion-script zsh >"$tree/share/zsh/site-functions/_plumbline"
"$dist/plumbline" --generate-completion-script fish >"$tree/share/fish/vendor_completions.d/plumbline.fish"
python3 -B Distribution/manual.py "$dist/plumbline" "$version" >"$tree/share/man/man1/plumbline.1"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
chmod -R u+rwX,go+rX,go-w "$tree"

archive() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$@"; }
archive -C "$tree" --transform "s,^\.,plumbline-$version," -cf - . | gzip -9n >"$dist/plumbline-$version-linux-x86_64.tar.gz"

# Debian: without dependencies, since the command is static.
deb=$dist/deb
mkdir -p "$deb/control"
size=$(du -sk "$tree" | cut -f1)
cat >"$deb/control/control" <<CONTROL
Package: plumbline
Version: $version
Architecture: amd64
Maintainer: Plumbline contributors <plumbline@invalid>
Installed-Size: $size
Section: science
Priority: optional
Description: what to pair with exercise in chronic back pain, and why
 Evaluates a patient profile against guideline rules written in Lua, and says why, how certain the
 evidence is (GRADE), what is missing, and what would change the answer. Every answer is recorded.
 It supports a clinician's judgement and does not replace assessment.
CONTROL
archive -C "$deb/control" -cf - . | gzip -9n >"$deb/control.tar.gz"
archive -C "$tree" --transform "s,^\.,./usr," -cf - . | gzip -9n >"$deb/data.tar.gz"
echo 2.0 >"$deb/debian-binary"
(cd "$deb" && rm -f ../*.deb && ar rcD "../plumbline_${version}_amd64.deb" debian-binary control.tar.gz data.tar.gz)

python3 -B Distribution/wheel.py "$dist" "$version"
python3 -B Distribution/contents.py "$version" >"$dist/plumbline-$version.cdx.json"
rm -rf "$tree" "$deb"
(cd "$dist" && sha256sum plumbline plumbline* | sort -u -k2 >SHA256SUMS)
(cd "$dist" && ls -l plumbline* SHA256SUMS | awk '{ printf "%11d  %s\n", $5, $9 }')
