#!/usr/bin/env bash
# How long proofs take: for the shipped packs, and for generated ones with 100 and 1,000 rules over the shipped
# vocabulary and gates.
set -euo pipefail
cd "$(dirname "$0")/../.."
plumbline=.build/release/plumbline
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "the shipped packs"
"$plumbline" prove --rules Rules | tail -1

for count in 100 1000; do
  mkdir -p "$folder/$count/synthetic"
  cp -R Rules/vocabulary Rules/red-flags "$folder/$count/"
  awk -v count="$count" 'BEGIN {
    print "pack \"synthetic\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" },"
    print "  requires = { vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\" } }"
    print "source \"s\" { citation = \"made up\" }"
    print "evidence \"s/x/function/mixed\" { source = \"s\", intervention = \"i\", comparator = \"c\", outcome = \"function\","
    print "  timepoint = \"mixed\", certainty = \"low\", population = { { says = \"lumbar\", when = pain.region :is \"lumbar\" } } }"
    print "pairing \"exercise\" { title = \"t\", what = \"w\", for_patient = \"p\" }"
    for (i = 0; i < 20; i++) printf "pairing \"exercise+p%d\" { title = \"t\", what = \"w\", for_patient = \"p\" }\n", i
    split("fear.tsk_17 fear.fabq_work cognition.pcs self_efficacy.pseq sensitisation.csi risk.orebro_short", f, " ")
    for (i = 0; i < count; i++) {
      if (i % 250 == 0) print "-- file"
      printf "rule \"r%d\" { title = \"t\", when = all { patient.age :is(%d), %s :at_least(%d), any_known { %s :below(%d), work.ability :at_least(%d) } },\n", i, 18 + i % 100, f[1 + i % 6], 17 + i % 4, f[1 + (i + 1) % 6], 30 + i % 7, i % 10
      printf "  recommend = \"exercise+p%d\", slot = \"s%d\", rank = %d, strength = \"conditional\", claims = { \"s/x/function/mixed\" }, because = \"b\" }\n", i % 20, i % 3, 1 + int(i / 3)
    }
    print "otherwise \"alone\" { title = \"t\", recommend = \"exercise\", strength = \"conditional\", claims = {}, because = \"b\" }"
    print "advise_against \"not-p0\" { title = \"t\", against = \"p0\", when = work.status :is \"retired\", because = \"b\" }"
    print "property \"a red flag that is present stops\" { given = red_flags.infection :is(true), always = { decision = \"stop\" } }"
    print "property \"no certainty above low\" { never = { certainty_above = \"low\" } }"
    print "property \"knowing more never ends a stop\" { knowing_more = { from = { decision = \"stop\" }, always = { decision = \"stop\" } } }"
    print "property \"intensity changes nothing\" { same = \"answer\", whatever = { pain.intensity } }"
  }' | awk -v folder="$folder/$count/synthetic" '
    # A pack file holds at most 256 KiB.
    /^-- file/ { part++ }
    { print > (folder "/part-" part + 0 ".lua") }'
  echo "$count rules"
  "$plumbline" prove --rules "$folder/$count" >"$folder/$count.txt" || true
  cut -c1-100 "$folder/$count.txt" | grep -vE '^ |^NEVER|^$' || true
  tail -1 "$folder/$count.txt"
done
