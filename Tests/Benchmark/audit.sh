#!/usr/bin/env bash
# How an auditor's commands grow with the ledger: processor time, in brackets the time from process start to end, and memory.
#
#   Tests/Benchmark/audit.sh [BUILD [BYTES [RECORDS...]]]
#
# BUILD is release or debug. For each command the last column says by how much more than the records its processor time grew
# between the two largest ledgers: 1.0 is linear. Needs plumbline and ledger-benchmark of that build.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-release}
bytes=${2:-16000}
shift $(($# < 2 ? $# : 2))
counts=("$@")
[ ${#counts[@]} -gt 0 ] || counts=(1000 10000 100000)
plumbline=.build/$build/plumbline
folder=$(mktemp -d "${TMPDIR:-/tmp}/plumbline-audit-XXXXXX")
trap 'rm -rf "$folder"' EXIT
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
  "outcome 11 --result followed" "timestamp $folder/head --request $folder/query" "rotate --reason benchmark" "verify" "erase --patient $folder/asked --reason benchmark" "erase --record 5 --reason benchmark"
)
for place in "${!commands[@]}"; do
  line=${commands[place]//$folder\/asked/-}
  printf '%s\n' "${line//$folder\//}" >"$folder/line.$place"
done

for count in "${counts[@]}"; do
  ledger=$folder/$count/ledger.sqlite
  .build/"$build"/ledger-benchmark fill "$ledger" "$count" "$bytes"
  for place in "${!commands[@]}"; do
    read -ra words <<<"audit ${commands[place]}"
    [ "${commands[place]}" != history ] || words=(history --patient "$folder/asked" --rules Rules)
    case "${commands[place]}" in
      timestamp*) rm -f "$folder/query" && "$plumbline" audit checkpoint --ledger "$ledger" >"$folder/head" ;;
    esac
    # Once to warm the cache, where that changes nothing.
    case "${commands[place]}" in
      list* | stats* | prove*) "$plumbline" "${words[@]}" --ledger "$ledger" >"$folder/out" 2>&1 || true ;;
    esac
    /usr/bin/time -f '%U %S %e %M' -o "$folder/time" "$plumbline" "${words[@]}" --ledger "$ledger" >"$folder/out" 2>"$folder/err" || true
    read -r user system took peak < <(tail -1 "$folder/time")
    printf '\t%s\t%s\t%s' "$(awk "BEGIN {print $user + $system}")" "$took" $((peak / 1024)) >>"$folder/line.$place"
  done
  rm -rf "${folder:?}/$count"
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
