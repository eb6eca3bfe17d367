#!/usr/bin/env bash
# backup.sh LEDGER FOLDER KEYS: copies a ledger that may be in use into FOLDER, and its secret keys apart from it into KEYS, then verifies the
# copy. Needs plumbline and sqlite3, as the account that owns the ledger. Documentation/Operating.md has how it is put back.
set -euo pipefail
umask 077
[ $# -eq 3 ] || { echo "usage: backup.sh LEDGER FOLDER KEYS" >&2; exit 64; }
ledger=$1 folder=$2 keys=$3
name=$(basename "$ledger")
mkdir -p "$folder" "$keys"
# The head first: a database that is older than its head counts as cut short.
cp -p "$ledger.head" "$folder/$name.head.new"
rm -f "$folder/$name.new"
sqlite3 "$ledger" ".timeout 5000" ".backup '$folder/$name.new'"
cp -p "$ledger.pub" "$folder/$name.pub"
cp -p "$ledger.key" "$keys/$name.key"
[ ! -e "$ledger.pseudonyms" ] || cp -p "$ledger.pseudonyms" "$keys/$name.pseudonyms"
mv "$folder/$name.head.new" "$folder/$name.head"
mv "$folder/$name.new" "$folder/$name"
rm -f "$folder/$name-wal" "$folder/$name-shm"
plumbline audit verify --ledger "$folder/$name"
