#!/bin/bash
# Tries what make.sh made: the command in an empty root, the package taken apart, the wheel in a fresh environment.
set -euo pipefail
cd "$(dirname "$0")/.."
dist=$PWD/.build/dist
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
expected=Examples/expected/high-fear.txt
answer="recommend /high-fear.json --as-of 2026-11-20 --no-record"

# Nothing but the command, its packs and one profile.
mkdir -p "$scratch/empty/proc"
tar -C "$scratch/empty" --strip-components=1 -xzf "$dist"/plumbline-*-linux-x86_64.tar.gz
cp Examples/high-fear.json "$scratch/empty/"
unshare --mount --fork bash -c "mount -t proc proc '$scratch/empty/proc' && exec chroot '$scratch/empty' /bin/plumbline $answer" |
  cmp - "$expected"
echo "ok    an empty root: the answer, byte for byte"
cmp Distribution/action/action.yml "$scratch/empty/share/plumbline/action/action.yml"

mkdir "$scratch/deb" && dpkg-deb -x "$dist"/plumbline_*_amd64.deb "$scratch/deb"
dpkg-deb --info "$dist"/plumbline_*_amd64.deb >/dev/null
[ "$("$scratch/deb/usr/bin/plumbline" --version)" = "$("$dist/plumbline" --version)" ]
"$scratch/deb/usr/bin/plumbline" packs >/dev/null
man --warnings -l "$scratch/deb/usr/share/man/man1/plumbline.1" >/dev/null 2>"$scratch/man.txt" || true
[ ! -s "$scratch/man.txt" ] || head -3 "$scratch/man.txt"
echo "ok    the Debian package: the command finds its packs"

python3 -m venv "$scratch/python"
"$scratch/python/bin/pip" install --quiet --no-index "$dist"/plumbline-*.whl
"$scratch/python/bin/python" - <<PYTHON
import json, plumbline
profile = json.load(open("Examples/high-fear.json"))
answer = plumbline.decide(profile, as_of="2026-11-20")
assert answer["recommendations"][0]["pairing"] == "exercise+pain-education", answer["decision"]
assert answer == json.load(open("Examples/expected/high-fear.json"))
assert [m["fact"] for m in plumbline.missing({}, as_of="2026-11-20")]
assert len(plumbline.decide([profile, {}], as_of="2026-11-20")) == 2
try:
    plumbline.decide({"fear": {"tsk_17": 999}}, as_of="2026-11-20")
except plumbline.Refused as refused:
    assert refused.code == 65 and "fear.tsk_17" in str(refused) and "999" not in str(refused), refused
try:
    plumbline.decide({"red_flags": {"infection": True}, "fear": {"tsk_17": 999}}, as_of="2026-11-20")
except plumbline.Stopped as stopped:
    assert stopped.refusal["alerts"][0]["urgency"] == "same-day"
else:
    raise SystemExit("a stop was not raised")
PYTHON
[ "$("$scratch/python/bin/plumbline" --version)" = "$("$dist/plumbline" --version)" ]
echo "ok    the wheel: decide one and many, missing, refusals without values, stops"
(cd "$dist" && sha256sum --quiet -c SHA256SUMS)
echo "ok    the checksums"
# The signature, with a key of this trial; and by the same program one that the command itself made.
"$dist/plumbline" packs key "$scratch/key" --name example.org/releases >"$scratch/key.pub"
python3 -B Distribution/note.py sign "$scratch/key" <"$dist/SHA256SUMS" >"$scratch/note"
python3 -B Distribution/note.py verify "$scratch/key.pub" <"$scratch/note" | cmp - "$dist/SHA256SUMS"
for place in 1 100 -3; do
  python3 - "$scratch/note" "$place" >"$scratch/wrong" <<'PYTHON'
import sys
note = bytearray(open(sys.argv[1], "rb").read())
note[int(sys.argv[2])] ^= 1
sys.stdout.buffer.write(note)
PYTHON
  ! python3 -B Distribution/note.py verify "$scratch/key.pub" <"$scratch/wrong" >"$scratch/said" 2>&1 || { echo "a changed note was accepted"; exit 1; }
  ! grep -q plumbline_ "$scratch/said"
done
"$dist/plumbline" packs build Rules/red-flags --rules Rules --output "$scratch/red-flags.pack" >/dev/null
"$dist/plumbline" packs sign "$scratch/red-flags.pack" --key "$scratch/key" >/dev/null
tar -xOf "$scratch/red-flags.pack" signature | python3 -B Distribution/note.py verify "$scratch/key.pub" | grep -qx plumbline.pack/1
echo "ok    the signature of the checksums: verified, and refused after a change"
bash Distribution/repeat.sh "$dist"
echo "ok    the packages made again in another folder, byte for byte"
