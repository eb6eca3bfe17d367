"""The first day: a start, a first answer, a backup and its restoration, an exchange of keys, other packs, another program."""
import os
import shutil

from desk import ROOT

DECIDE = 'curl -s -H "$AS" -H "$JSON" -d @{} $HOST/api/v1/decide | grep -o \'"record_status.*\''
RECORDED = '"record_status":"recorded","record":"plumbline.local/[0-9a-f]{16}/%s"'


def decide(desk, index, profile="high-fear.json"):
    desk.run(DECIDE.format(profile), RECORDED % index)


def day(desk, former):
    desk.title("Start")
    desk.run("plumbline packs | grep -v '^ '", "red-flags")
    desk.run("openssl rand -hex 32 >ward-3.token; chmod 600 ward-3.token")
    desk.run('''umask 077; printf '{"schema": 1, "clients": [{"name": "ward-3", "role": "clinician", "token_sha256": "%s"}]}' \\
    $(tr -d '\\n' <ward-3.token | sha256sum | cut -c1-64) >clients.json''')
    with open(f"{desk.folder}/ward-3.token", encoding="utf-8") as file:
        desk.environment["AS"] = f"Authorization: Bearer {file.read().strip()}"
    desk.start(program=former or "plumbline-serve", quiet=bool(former))
    desk.run("curl -s $HOST/readyz | cut -c1-120", '"ledger":"ok"')
    decide(desk, 0)
    decide(desk, 1, "red-flag.json")
    desk.run("curl -s $HOST/metrics | grep -E '^plumbline_(ready|stops_not|records_total)'",
             ["plumbline_ready 1", "records_total 2", "not_recorded_total 0"])
    desk.run("plumbline audit checkpoint >kept.checkpoint; head -2 kept.checkpoint", "^plumbline.local/[0-9a-f]{16}\n2\n")

    desk.title("Back up, and restore")
    desk.run("plumbline-backup data/ledger.sqlite backup safe", ["2 records", "verified: "])
    decide(desk, 2)
    desk.run("mkdir -m 700 trial && cp -p backup/* safe/* trial/ && plumbline audit verify --ledger trial/ledger.sqlite --since kept.checkpoint "
             "| tail -1", "^verified: ")
    desk.run("plumbline recommend high-fear.json --ledger trial/ledger.sqlite --format json | grep -o '\"record_status.*'",
             RECORDED % 2)
    shutil.rmtree(f"{desk.folder}/trial")

    desk.title("Replace the program")
    desk.end()
    desk.start()
    decide(desk, 3)
    desk.run("plumbline audit verify --since kept.checkpoint | tail -1", "^verified: ")

    desk.title("Exchange the key")
    desk.run('plumbline audit rotate --reason "yearly exchange" --by officer', ["both keys signed record 4", "takes the new key"])
    decide(desk, 5)
    desk.run("grep -o 'the new one signs.*' log; plumbline audit verify --since kept.checkpoint | tail -1",
             ["the new one signs", "verified: "])
    desk.run("plumbline-backup data/ledger.sqlite backup safe", "verified")

    desk.title("Other packs")
    desk.run("sed -i 's/tsk_17 *:above(37)/tsk_17 :above(38)/' packs/psychological-pairing/rules.lua && plumbline check --rules packs | tail -1",
             "in 4 packs")
    desk.run("kill -HUP $SERVICE")
    desk.until("grep -o 'other packs are in force.*' log", "other packs are in force")
    decide(desk, 6)
    desk.run("plumbline audit replay 6", "identical|same")

    desk.title("A ledger of the release before")
    os.mkdir(f"{desk.folder}/former", 0o700)
    for name in os.listdir(f"{ROOT}/Tests/Fixtures/ledger-0.1.0"):
        shutil.copy(f"{ROOT}/Tests/Fixtures/ledger-0.1.0/{name}", f"{desk.folder}/former/{name}")
    desk.end()
    desk.start("--clients clients.json --ledger former/ledger.sqlite")
    desk.run(DECIDE.format("high-fear.json"), '"record_status":"recorded"')
    desk.end()
    desk.run("plumbline audit verify --ledger former/ledger.sqlite --since former/checkpoint | tail -1", "^verified: ")
