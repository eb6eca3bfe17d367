#!/bin/bash
# pack.sh DIST: makes the packages of the command DIST/plumbline and of the service DIST/plumbline-serve beside them: a tarball of each, a
# .deb and a wheel of the command, and a list of what is in them.
#
# The same programs and the same commit give the same bytes, whoever packs them, where, when, and in which language (repeat.sh).
set -euo pipefail
dist=$(realpath "$1")
cd "$(dirname "$0")/.."
export LC_ALL=C TZ=UTC COLUMNS=80
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
umask 022
version=$("$dist/plumbline" --version | cut -d' ' -f2)

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

# The service: unpacked over the command's, it is beside it, where `plumbline serve` finds it.
served=$dist/served
install -D -m 755 "$dist/plumbline-serve" "$served/bin/plumbline-serve"
mkdir -p "$served/share/plumbline" "$served/share/doc/plumbline"
cp -R Distribution/service "$served/share/plumbline/"
cp LICENSE NOTICE "$served/share/doc/plumbline/"
find "$served" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
chmod -R u+rwX,go+rX,go-w "$served"
archive -C "$served" --transform "s,^\.,plumbline-$version," -cf - . | gzip -9n >"$dist/plumbline-serve-$version-linux-x86_64.tar.gz"

# Debian: without dependencies, since the command is static.
deb=$dist/deb
mkdir -p "$deb/control"
# Of the files alone: a folder has another size on another file system.
size=$(($(find "$tree" -type f -printf "%s\n" | paste -sd+) / 1024))
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
rm -rf "$tree" "$served" "$deb"
