#!/usr/bin/env bash
# root.sh PROGRAM COMMAND FOLDER: everything that the service needs to run in a container, in FOLDER, which must not be there yet. PROGRAM is
# plumbline-serve, COMMAND plumbline, which audits, backs up and exchanges keys in the same container. Beside both: the libraries that they
# load, the packs, time zones, the certificates of public authorities, and an account. No shell, no package manager.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -eq 3 ] && [ ! -e "$3" ] || { echo "usage: root.sh PROGRAM COMMAND FOLDER" >&2; exit 64; }
root=$3
umask 022
mkdir -p "$root"/{etc/ssl/certs,proc,tmp,usr/bin,usr/share/plumbline,var/lib}
install -d -m 700 "$root/var/lib/plumbline"
for program in "$1" "$2"; do
  strip -o "$root/usr/bin/$(basename "$program")" "$program"
  # Libraries at the places at which the loader looks for them; the loader itself is the last of them.
  ldd "$program" | grep -oE '/[^ ]+' | while read -r library; do
    install -D "$(readlink -f "$library")" "$root$library"
  done
done
cp -R Rules "$root/usr/share/plumbline/"
cp -RL /usr/share/zoneinfo "$root/usr/share/"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
printf 'plumbline:x:10001:10001::/var/lib/plumbline:/nonexistent\n' >"$root/etc/passwd"
printf 'plumbline:x:10001:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
