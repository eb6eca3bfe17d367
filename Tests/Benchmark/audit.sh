#!/usr/bin/env bash
# How an auditor's commands grow with the ledger: processor time, in brackets the time from process start to end, and memory.
#
#   Tests/Benchmark/audit.sh [BUILD [BYTES [RECORDS...]]]
#
# BUILD is release or debug. All ledgers are filled first; then each command runs on one after the other, so that a busy machine slows all
# of them alike. The last column says by how much more than the records the processor time grew between the two largest ledgers: 1.0
# is linear. ONLY='^(import|amend)' measures the commands that match. FOLDER=path keeps the ledgers there, and uses those that are there.
# Needs plumbline and ledger-benchmark of that build, and three times the largest ledger's size on disk.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-release}
bytes=${2:-16000}
shift $(($# < 2 ? $# : 2))
counts=("$@")
[ ${#counts[@]} -gt 0 ] || counts=(1000 10000 100000)
plumbline=.build/$build/plumbline
folder=${FOLDER:-$(mktemp -d "${TMPDIR:-/tmp}/plumbline-audit-XXXXXX")}
[ -n "${FOLDER:-}" ] || trap 'rm -rf "$folder"' EXIT
rm -f "$folder"/person.key
echo asked >"$folder/asked"

commands=(
  "list --limit 20" "list --decision stop" "list --rule red-flags/r0" "list --patient $folder/asked" "list --person dr-1"
  "list --purpose ward --limit 20" "list --fact red_flags.infection=false --limit 20" "list --fact made.fact_9>10 --decision stop"
  "list --pack made-up@1.1.0 --missing mood.phq_9 --recalled --limit 20" "list --undecided --limit 20" "list --overridden"
  "list --after 2026-11-01 --columns index,purpose,as-of,packs,why" "list" "list --format json" "stats" "stats --rule red-flags/r0"
  "export --format csv" "export --format ndjson" "export --format fhir" "export --format ndjson --with-payload --by benchmark"
  "show 5 --by benchmark" "history" "prove 5" "checkpoint" "replay --decision stop" "subject --patient $folder/asked --format json"
  "erase --patient $folder/asked --reason benchmark --preview" "hold --patient $folder/asked --reason benchmark"
  "hold --patient $folder/asked --release --reason benchmark" "override 11 --reason patient-refuses"
  "outcome 11 --result followed" "amend 7 --by-record 107 --reason benchmark"
  "sign 10 --as dr-1 --meaning decided --key $folder/person.key --people $folder/people.json"
  "timestamp $folder/head --request $folder/query" "prove --since $folder/head" "verify --export $folder/export --manifest $folder/manifest"
  "retain --older-than 1y" "import" "rotate --reason benchmark" "verify" "erase --patient $folder/asked --reason benchmark"
  "erase --record 5 --reason benchmark"
  "rotate --lost --reason benchmark --authority benchmark --by dr-1 --by-key $folder/person.key --people $folder/people.json"
  "recover --reason benchmark"
)
key=$("$plumbline" packs key "$folder/person.key" --name benchmark/dr-1)
echo '{"outside":"refuse","people":[{"id":"dr-1","role":"benchmark","key":"'"$key"'"}]}' >"$folder/people.json"
[ -z "${ONLY:-}" ] || mapfile -t commands < <(printf '%s\n' "${commands[@]}" | grep -E "$ONLY")
for place in "${!commands[@]}"; do
  line=${commands[place]//$folder\/asked/-}
  printf '%s\n' "${line//$folder\//}" >"$folder/line.$place"
done

for count in "${counts[@]}"; do
  [ -e "$folder/$count/ledger.sqlite" ] || .build/"$build"/ledger-benchmark fill "$folder/$count/ledger.sqlite" "$count" "$bytes"
done

# Runs a command once; adds its processor time, its time and its memory to its line.
measure() { # PLACE COUNT
  local command=${commands[$1]} ledger=$folder/$2/ledger.sqlite
  local into=$ledger words user system took peak
  read -ra words <<<"audit $command"
  case "$command" in
    history) words=(history --patient "$folder/asked" --rules Rules) ;;
    timestamp* | prove*since*) rm -f "$folder/query" && "$plumbline" audit checkpoint --ledger "$ledger" >"$folder/head" ;;
    verify*export*)
      rm -f "$folder/export" "$folder/manifest"
      "$plumbline" audit export --format csv --output "$folder/export" --manifest "$folder/manifest" --ledger "$ledger"
      words+=(--key "$ledger.pub")
      ;;
    import*)
      rm -f "$folder/$2"/into.sqlite*
      words+=("$ledger") into=$folder/$2/into.sqlite
      ;;
    rotate*lost*) rm -f "$ledger.key" ;;
    recover*) rm -f "$ledger.head" ;;
  esac
  # Once to warm the cache, where that changes nothing and takes little.
  case "$command" in
    list*limit* | prove*) "$plumbline" "${words[@]}" --ledger "$ledger" >"$folder/out" 2>&1 || true ;;
  esac
  /usr/bin/time -f '%U %S %e %M' -o "$folder/time" "$plumbline" "${words[@]}" --ledger "$into" >"$folder/out" 2>"$folder/err" ||
    echo "$command: $(head -1 "$folder/err")" >&2
  read -r user system took peak < <(tail -1 "$folder/time")
  printf '\t%s\t%s\t%s' "$(awk "BEGIN {print $user + $system}")" "$took" $((peak / 1024)) >>"$folder/line.$1"
}

for place in "${!commands[@]}"; do
  for count in "${counts[@]}"; do measure "$place" "$count"; done
done
printf '| command |'
for count in "${counts[@]}"; do printf ' %s records |' "$count"; done
printf ' growth |\n'
for place in "${!commands[@]}"; do
  tr '\n' ' ' <"$folder/line.$place" | awk -F '\t' -v counts="${counts[*]}" '{
    n = split(counts, many, " ")
    sub(/ +$/, "", $1)
    printf "| `%s` |", $1
    gsub(/ $/, "", $NF)
    for (i = 1; i <= n; i++) printf " %.2f s (%.2f), %d MiB |", $(3 * i - 1), $(3 * i), $(3 * i + 1)
    if (n > 1 && $(3 * n - 4) > 0) printf " %.1f |\n", ($(3 * n - 1) / $(3 * n - 4)) / (many[n] / many[n - 1])
    else printf " |\n"
  }'
done
