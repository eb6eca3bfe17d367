#!/usr/bin/env bash
# Builds a package that depends on this one by path, and runs it: README's sample, and its output against the command's.
# What is built is kept in .build/client, beside this package's own build.
set -euo pipefail
cd "$(dirname "$0")/../.."
client=Tests/Client build=.build/client plumbline=${PLUMBLINE:-.build/release/plumbline}
profile='{"id": "EX-09", "pain": {"region": "lumbar", "duration_weeks": 30}, "red_flags": {"cauda_equina": true}}'

# README shows the file as it is built.
diff <(sed -n '/^```swift$/,/^```$/p' README.md | sed '1d;$d') "$client/Sources/sample/main.swift" ||
  { echo "client: README.md shows different Swift than $client builds" >&2; exit 1; }

swift build --package-path "$client" --scratch-path "$build" --disable-index-store --quiet

expected() {
  "$plumbline" recommend - --format json --no-record --as-of 2026-11-20 --rules Rules <<<"$profile"
  "$plumbline" explain - --format json --what-if red_flags.cauda_equina=no --as-of 2026-11-20 --rules Rules <<<"$profile"
}
said=$("$build/debug/sample")
[ "${said%%$'\n'*}" = 'emergency: Possible cauda equina syndrome' ] ||
  { echo "client: no alert comes first" >&2; exit 1; }
diff <(expected) <(tail -n +2 <<<"$said") ||
  { echo "client: the library's answer differs from the command's" >&2; exit 1; }
echo "client: built and run, as README shows it"
