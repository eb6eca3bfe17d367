"""The bad night: a full disk, a held ledger, a lost key, packs that do not load, a killed process, a clock that was put back."""
import subprocess

from day import DECIDE, RECORDED, decide

STATUS = 'curl -s -o answer -w \'%{{http_code}} after %{{time_total}} s\\n\' -H "$AS" -H "$JSON" -d @{} $HOST/api/v1/decide'
MANY = ('for n in {1..12}; do curl -s -o /dev/null -w \'%{http_code} after %{time_total} s\\n\' -H "$AS" -H "$JSON" -d @high-fear.json '
        "$HOST/api/v1/decide & done | sort | sed -n '1p;$p'")
NOT_RECORDED = '"record_status":"failed","record":null'


def night(desk):
    full(desk)
    held(desk)
    key(desk)
    packs(desk)
    killed(desk)
    clock(desk)


def full(desk):
    desk.title("The disk is full")
    desk.run("mkdir -m 700 small && mount -t tmpfs -o size=4m,mode=700 tmpfs small", quiet=True)
    desk.start("--clients clients.json --ledger small/ledger.sqlite", quiet=True)
    decide(desk, 0)
    desk.run("cat /dev/zero >small/filled", "No space left", code=1)
    for number in range(40):
        # What is left of the log's last page is used first.
        answer = desk.run(STATUS.format("high-fear.json"), code=0, quiet=True)
        if answer.startswith("503"):
            break
    before = desk.run("curl -s $HOST/metrics | sed -n 's/^plumbline_records_total //p'", quiet=True).strip()
    desk.run(STATUS.format("high-fear.json") + "; cut -c1-190 answer", ["^503 after", "could not be recorded"])
    desk.run(MANY, ["^503 after", "\n503 after"])
    desk.run(DECIDE.format("red-flag.json"), NOT_RECORDED)
    desk.run("curl -s -o /dev/null -w '%{http_code}\\n' $HOST/readyz; grep -o 'the ledger cannot be used.*' log | tail -1",
             ["^503", "full"])
    desk.run("rm small/filled")
    desk.until("curl -s -o /dev/null -w '%{http_code}\\n' $HOST/readyz", "200")
    desk.until("curl -s $HOST/metrics | grep -E '^plumbline_stops_(to_record|not_recorded_total)'", "to_record 0")
    decide(desk, int(before or 0) + 1)
    desk.run("plumbline audit list --ledger small/ledger.sqlite | tail -2 | cut -c1-80; plumbline audit verify --ledger small/ledger.sqlite | tail -1",
             ["stop", "verified: "])
    desk.end()
    desk.run("umount small", quiet=True)


def held(desk):
    desk.title("Another process holds the ledger")
    desk.start(quiet=True)
    held_by = subprocess.Popen(["sqlite3", "data/ledger.sqlite"], cwd=desk.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    print("$ sqlite3 data/ledger.sqlite 'BEGIN IMMEDIATE' …")
    held_by.stdin.write("BEGIN IMMEDIATE;\nSELECT 'held';\n")
    held_by.stdin.flush()
    held_by.stdout.readline()
    desk.run(STATUS.format("high-fear.json"), "^503 after 2")
    desk.run(STATUS.format("red-flag.json") + "; grep -o '\"record_status.*' answer", ["^200 after 0", NOT_RECORDED])
    desk.run("grep -o 'the ledger cannot be used.*' log | tail -1", "busy")
    held_by.communicate("ROLLBACK;\n")
    desk.until("curl -s $HOST/metrics | grep -E '^plumbline_stops_to_record'", "to_record 0")
    desk.run(DECIDE.format("high-fear.json"), '"recorded"')
    desk.end()


def key(desk):
    desk.title("The key is lost")
    desk.run("mv data/ledger.sqlite.key gone.key")
    desk.start(quiet=True)
    desk.run(STATUS.format("high-fear.json"), "^503")
    desk.run(DECIDE.format("red-flag.json"), NOT_RECORDED)
    desk.run("grep -o 'the ledger cannot be used.*' log | tail -1", "signing key is missing")
    desk.run("cp -p safe/ledger.sqlite.key data/")
    desk.until("curl -s -o /dev/null -w '%{http_code}\\n' $HOST/readyz", "200")
    desk.until("curl -s $HOST/metrics | grep -E '^plumbline_stops_to_record'", "to_record 0")
    desk.run("plumbline audit verify | tail -1", "^verified: ")
    desk.end()


def packs(desk):
    desk.title("Packs do not load")
    desk.run("cp -r packs good && echo 'rule \"x\" {' >>packs/psychological-pairing/rules.lua")
    desk.run("plumbline-serve --port 0 --clients clients.json", "psychological-pairing/rules.lua", code=65)
    desk.run("rm -r packs && mv good packs")
    desk.start(quiet=True)
    desk.run("cp -r packs good && echo 'rule \"x\" {' >>packs/psychological-pairing/rules.lua && kill -HUP $SERVICE", quiet=True)
    desk.until("grep -o 'the packs in force stay.*' log | cut -c1-200", "because the new ones are not fit")
    desk.run(DECIDE.format("high-fear.json"), '"recorded"')
    desk.run("plumbline check --rules packs | head -3", "rules.lua", code=None)
    desk.run("rm -r packs && mv good packs && kill -HUP $SERVICE")
    desk.until("grep -o 'other packs are in force' log", "other packs are in force")
    desk.end()


def killed(desk):
    desk.title("The process is killed")
    desk.start(quiet=True)
    asking = subprocess.Popen(
        ["bash", "-c", 'for n in {1..400}; do curl -s -H "$AS" -H "$JSON" -d @high-fear.json $HOST/api/v1/decide || break; done >shown'],
        cwd=desk.folder, env=desk.environment)
    desk.until("grep -c . shown", "[5-9]|[0-9][0-9]")
    desk.end("KILL", -9)
    asking.wait()
    desk.start(quiet=True)
    desk.run(DECIDE.format("high-fear.json"), '"recorded"')
    # Whatever was shown is in the ledger.
    desk.run("grep -o '\"record\":\"[^\"]*' shown | cut -d'\"' -f4 | sort >names; plumbline audit export --format ndjson "
             "| grep -o 'plumbline.local/[0-9a-f]*/[0-9]*' | sort -u >kept; echo \"$(wc -l <names) shown, $(comm -23 names kept | wc -l) of them missing\"",
             "^[1-9][0-9]* shown, 0 of them missing")
    desk.run("plumbline audit verify | tail -1", "^verified: ")
    desk.end()


def clock(desk):
    desk.title("The clock is put back")
    desk.start(before="faketime -f -1d ", quiet=True)
    desk.run(DECIDE.format("high-fear.json"), '"recorded"')
    desk.run("plumbline audit list | tail -2 | cut -c1-60; plumbline audit verify | tail -2", ["note: the clock went back at record", "verified: "])
    # faketime waits for the service, and passes no signal on.
    desk.run("pkill -TERM -P $SERVICE", quiet=True)
    desk.service.wait(timeout=40)
