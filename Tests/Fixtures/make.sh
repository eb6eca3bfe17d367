# How the fixture was made: by the release 0.1.0 and its own packs and examples.
set -eu
O=$1; OUT=$2; P=$O/plumbline; E=$O/Examples
work=$(mktemp -d); cd "$work"; mkdir fixture shard site
python3 - "$E" <<'P'
import json, sys
def example(name, **groups):
    profile = json.load(open(f"{sys.argv[1]}/{name}.json"))
    for group, facts in groups.items():
        profile[group] = facts if not isinstance(facts, dict) else {**profile.get(group, {}), **facts}
    json.dump(profile, open(profile["id"] + ".json", "w"))
example("goal-pain", id="FX-erased")
example("after-fusion-off-work", id="FX-early", surgery={"weeks_since": 8})
P
cat >site/pack.lua <<'P'
pack "site" {
  title = "Site", version = "1.0.0", revised = "2026-11-01", review_by = "2030-01-01", authors = { "Test" },
  purpose = "A script that fails", requires = { vocabulary = "1.0" },
}
P
cat >site/facts.lua <<'P'
fact "site.decade" { type = "integer", range = { 0, 12 }, label = "decade of life", question = "Which decade?",
  reads = { patient.age }, compute = function(facts) error("no decade before 60") end }
P
ask() { "$P" recommend "$1" --as-of 2026-11-20 --ledger "$L" "${@:2}"; }
shipped() { ask "$@" --rules "$O/Rules" >/dev/null; }
L=fixture/ledger.sqlite
shipped $E/high-fear.json --by dr-a --purpose "first consultation" --format json
shipped $E/red-flag.json --by dr-a
shipped FX-early.json --format markdown
shipped $E/little-known.json --by dr-b --pseudonymise
shipped $E/acute.json --format json
shipped FX-erased.json --purpose "second opinion" --format json
ask $E/goal-pain.json --rules "$O/Rules" --rules site --by dr-b >/dev/null 2>err || echo "$? $(cat err)"
L=shard/site-b.sqlite
shipped $E/questionnaires.json --by dr-c --format json
L=fixture/ledger.sqlite
"$P" audit override 0 --reason patient-refuses --instead exercise --note "prefers to wait" --by dr-a --ledger $L
"$P" audit erase --patient FX-erased --reason "asked by the patient" --by dr-b --ledger $L
"$P" audit import shard/site-b.sqlite --by dr-a --ledger $L
"$P" audit checkpoint --ledger $L >fixture/checkpoint
"$P" audit verify --ledger $L --since fixture/checkpoint
"$P" audit replay --all --ledger $L
"$P" audit list --ledger $L
rm -f fixture/*-wal fixture/*-shm
cp fixture/* "$OUT"
