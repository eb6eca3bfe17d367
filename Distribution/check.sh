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
tar -C "$scratch/empty" --strip-components=1 -xzf "$dist"/plumbline-[0-9]*-linux-x86_64.tar.gz
cp Examples/high-fear.json "$scratch/empty/"
unshare --mount --fork bash -c "mount -t proc proc '$scratch/empty/proc' && exec chroot '$scratch/empty' /bin/plumbline $answer" |
  cmp - "$expected"
echo "ok    an empty root: the answer, byte for byte"
cmp Distribution/action/action.yml "$scratch/empty/share/plumbline/action/action.yml"

# The service beside it: it becomes ready, decides, and ends when it is asked to.
tar -C "$scratch/empty" --strip-components=1 -xzf "$dist"/plumbline-serve-*-linux-x86_64.tar.gz
mkdir -m 700 "$scratch/empty/var"
unshare --mount --net bash -c "ip link set lo up && mount -t proc proc '$scratch/empty/proc' &&
  exec chroot '$scratch/empty' /bin/plumbline serve --listen 127.0.0.1:8750 --no-token --ledger /var/ledger.sqlite --as-of 2026-11-20" \
  >"$scratch/served" 2>"$scratch/served.log" &
serving=$!
for _ in $(seq 100); do grep -q 'ready at' "$scratch/served" && break; sleep 0.1; done
nsenter --target $serving --net curl --silent --fail --data-binary @Examples/high-fear.json -H 'Content-Type: application/json' \
  http://127.0.0.1:8750/api/v1/decide >"$scratch/answer.json" || { cat "$scratch/served.log"; exit 1; }
python3 - "$scratch/answer.json" <<'PYTHON'
import json, sys
answer, expected = json.load(open(sys.argv[1])), json.load(open("Examples/expected/high-fear.json"))
assert answer.pop("record_status") == "recorded" and answer.pop("record")
assert answer == {key: value for key, value in expected.items() if key not in ("record_status", "record")}
PYTHON
kill "$serving" && wait "$serving"
echo "ok    an empty root: the service answers the same, and records it"

# The image, assembled without a container engine, and run as an engine would: its user, its variables, nothing that can be written to but
# the folder of the ledger.
mkdir "$scratch/context" "$scratch/image" "$scratch/ledger"
tar -C "$scratch/context" --strip-components=1 -xzf "$dist"/plumbline-[0-9]*-linux-x86_64.tar.gz
python3 -B Distribution/container.py Distribution/Containerfile "$scratch/context" "$scratch/image" >"$scratch/started"
mapfile -t started <"$scratch/started"
user=${started[0]} variables=("${started[@]:1:${#started[@]}-2}") program=${started[-1]}
mkdir "$scratch/image/proc" "$scratch/image/ledger"
chown "$user" "$scratch/ledger" && chmod 700 "$scratch/ledger"
contain() { # arguments of the command...
  unshare --mount --fork bash -c 'cd "$1" && mount --bind image image && mount --bind ledger image/ledger &&
    mount -o remount,bind,ro image && mount -t proc proc image/proc && shift && exec env -i "$@"' _ "$scratch" \
    "${variables[@]}" "$(command -v chroot)" --userspec="$user" --groups="${user#*:}" "$scratch/image" "$program" "$@"
}
contain recommend - --as-of 2026-11-20 --no-record <Examples/high-fear.json | cmp - "$expected"
contain recommend - --as-of 2026-11-20 <Examples/red-flag.json >"$scratch/stop.txt"
contain audit verify >/dev/null
[ "$(stat -c %u:%g "$scratch/ledger/ledger.sqlite")" = "$user" ]
if contain recommend - --as-of 2026-11-20 --ledger /usr/ledger.sqlite <Examples/high-fear.json >"$scratch/out" 2>&1; then
  echo "the image was written to" && exit 1
fi
[ -z "$(find "$scratch/image" -perm /022 ! -type l -print -o -perm /6000 -print)" ]
if command -v hadolint >/dev/null; then hadolint Distribution/Containerfile; fi
echo "ok    the container image: answers and records as another user than root, in an image that cannot be written to"

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
  if grep -q plumbline_ "$scratch/said"; then echo "a refused note was printed" && exit 1; fi
done
"$dist/plumbline" packs build Rules/red-flags --rules Rules --output "$scratch/red-flags.pack" >/dev/null
"$dist/plumbline" packs sign "$scratch/red-flags.pack" --key "$scratch/key" >/dev/null
tar -xOf "$scratch/red-flags.pack" signature | python3 -B Distribution/note.py verify "$scratch/key.pub" | grep -qx plumbline.pack/1
echo "ok    the signature of the checksums: verified, and refused after a change"
bash Distribution/repeat.sh "$dist"
echo "ok    the packages made again in another folder, byte for byte"
