#!/usr/bin/env bash
# make.sh PLUMBLINE FOLDER: makes the ledger of an invented clinic in FOLDER, for Documentation/Auditing.md.
#
# The patients, clinicians and scores are invented: they are the examples of this repository. FOLDER then has ledger.sqlite with its keys
# beside it, and ward.sqlite, the ledger of another site that was imported.
set -euo pipefail
plumbline=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
examples=$(cd "$(dirname "$0")/.." && pwd)
export PLUMBLINE_RULES="${PLUMBLINE_RULES:-$examples/../Rules}" PLUMBLINE_LEDGER="$folder/ledger.sqlite"
if [ -e "$PLUMBLINE_LEDGER" ]; then
  echo "$PLUMBLINE_LEDGER is there already: remove $folder, or name another folder" >&2
  exit 73
fi

ask() { # EXAMPLE PERSON PURPOSE
  "$plumbline" recommend "$examples/$1.json" --as-of 2026-11-20 --by "$2" --purpose "$3" >/dev/null
}
change() { "$plumbline" audit "$@" >/dev/null; }

# 0 to 5: a morning at the clinic.
ask high-fear dr-adams clinic
ask red-flag dr-brown emergency
ask goal-pain dr-adams clinic
ask acute dr-chen clinic
ask little-known dr-brown clinic
ask work-fear-only dr-chen rehabilitation
# 6: the score of EX-01 was typed wrongly, and asked again. 7: what says so.
sed 's/"tsk_17": 44/"tsk_17": 34/' "$examples/high-fear.json" |
  "$plumbline" recommend - --as-of 2026-11-20 --by dr-adams --purpose clinic >/dev/null
change amend 0 --by-record 6 --reason "TSK-17 typed as 44 instead of 34" --by dr-adams
# 8 and 9: two answers were not followed. 10: what came of a third.
change override 2 --reason patient-refuses --note "asked for exercise alone" --by dr-adams
change override 5 --reason service-not-available --by dr-chen
change outcome 6 --result followed --done "6 of 6 sessions" --as-of 2026-11-25 --by dr-adams
# 11: a court asks that the records of EX-04 are kept. 12: EX-05 asks that theirs are erased.
echo EX-04 | change hold --patient - --reason "case 12 of the district court" --authority "court order" --by officer
echo EX-05 | change erase --patient - --reason "the person asked" --authority "GDPR article 17" --by officer --second director
# 13: a reading. 14 to 16: the ward's own ledger, and its import.
"$plumbline" audit show 1 --by auditor --reason "complaint 7" >/dev/null
for example in after-fusion-off-work questionnaires; do
  PLUMBLINE_LEDGER="$folder/ward.sqlite" ask "$example" dr-diaz ward
done
change import "$folder/ward.sqlite" --by officer
