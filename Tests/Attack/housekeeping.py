"""Housekeeping: a ledger's own maintenance never keeps a clinician waiting, and an erased patient stays erased."""

import json
import os
import sqlite3
import subprocess
import time

from desk import answered, flagged, is_stop
from ledgers import MOST_DELAY


def free_pages(desk):
    """A ledger with 400 MB of free pages."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        desk.recommend(answered(), ledger)
        other = sqlite3.connect(ledger, isolation_level=None)
        other.execute("CREATE TABLE junk(bytes)")
        other.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO junk SELECT zeroblob(1048576) FROM n")
        other.execute("DROP TABLE junk")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.close()
        size = os.path.getsize(ledger) >> 20
        run = desk.recommend(flagged(), ledger, "--format", "json")
        delay = run.seconds - desk.bare_stop()
        desk.verdict("free_pages", is_stop(run) and run.code in (0, 20) and delay <= MOST_DELAY and run.megabytes <= 300 and size >= 400,
                     f"{run}, {delay:.2f} s more, with {size} MB")


def erasing(desk):
    """Stops and answers while one patient of many is erased."""
    rows = 20_000 * desk.scale
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        filled = desk.filled(ledger, rows, patients=50)
        if filled.code != 0:
            return desk.verdict("erasing", False, f"the ledger could not be filled: {filled}\n{filled.error}")
        start = time.monotonic()
        command = desk.arguments("audit", "erase", "--patient", "-", "--reason", "asked for", "--ledger", ledger)
        eraser = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        eraser.stdin.write(b"P7\n")
        eraser.stdin.close()
        runs = []
        while eraser.poll() is None and time.monotonic() - start < 600:
            runs.append(desk.recommend(flagged(id="Q"), ledger, "--format", "json"))
            runs.append(desk.recommend(answered(id="Q"), ledger, "--format", "json"))
            if eraser.poll() is None and len(runs) % 10 == 0:
                desk.run("audit", "list", "--limit", "5", "--ledger", ledger)
        seconds = time.monotonic() - start
        recorded = [run for run in runs if run.code == 0]
        slowest = max((run.seconds for run in runs), default=0)
        left = desk.run("audit", "list", "--patient", "P7", "--ledger", ledger)
        desk.verdict("erasing, it is done", eraser.returncode == 0 and not left.output.strip(),
                     f"exit {eraser.returncode}, {seconds:.1f} s for {rows} records; {len(left.output.splitlines())} left")
        desk.verdict("erasing, answers meanwhile", len(runs) > 0 and len(recorded) == len(runs) and slowest - desk.bare_stop() <= MOST_DELAY,
                     f"{len(recorded)} of {len(runs)} recorded, the slowest in {slowest:.2f} s")
        verified = desk.verified(ledger)
        desk.verdict("erasing, it verifies", verified.code == 0 and verified.megabytes <= 300, verified)


def erase_one(desk):
    """Erasing one record by its number touches only that record, however many there are."""
    rows = 20_000 * desk.scale
    with desk.folder() as folder:
        small, large = (os.path.join(folder, name, "ledger.sqlite") for name in ("small", "large"))
        desk.filled(small, 50, patients=50)
        desk.filled(large, rows, patients=50)
        times = [desk.run("audit", "erase", "--record", "7", "--reason", "asked for", "--ledger", ledger) for ledger in (small, large)]
        desk.verdict("erase_one", all(run.code == 0 for run in times) and times[1].seconds <= times[0].seconds + 1,
                     f"{times[0].seconds:.2f} s of 50 records, {times[1].seconds:.2f} s of {rows}")


def import_erased(desk):
    """Record, erase, and import a shard that still has the patient."""
    with desk.folder() as folder:
        main, shard = (os.path.join(folder, name, "ledger.sqlite") for name in ("main", "shard"))
        for _ in range(2):
            desk.recommend(answered(id="Anna"), main)
        desk.recommend(answered(id="Anna"), shard)
        desk.recommend(answered(id="Berta"), shard)
        erased = desk.run("audit", "erase", "--patient", "-", "--reason", "asked for", "--ledger", main, profile="Anna\n")
        imported = desk.run("audit", "import", shard, "--ledger", main)
        listed = desk.run("audit", "list", "--patient", "Anna", "--ledger", main)
        back = listed.output.strip().count("\n") + 1 if listed.output.strip() else 0
        verified = desk.verified(main)
        told = "erase" in (imported.output + imported.error).lower()
        desk.verdict("import_erased", erased.code == 0 and back == 0 and told and verified.code == 0,
                     f"erase {erased.code}, import {imported.code}, {back} records back, told: {told}, verify {verified.code}")


def permissions(desk):
    """Keys and folders that others may read are repaired or refused, and a stop is still shown."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        desk.recommend(answered(), ledger)
        own = os.path.dirname(ledger)
        keys = [name for name in os.listdir(own) if "key" in name and not name.endswith(".pub")]
        os.chmod(own, 0o777)
        for name in keys:
            os.chmod(os.path.join(own, name), 0o666)
        run = desk.recommend(flagged(), ledger, "--format", "json")
        modes = [os.stat(os.path.join(own, name)).st_mode & 0o077 for name in keys] + [os.stat(own).st_mode & 0o022]
        desk.verdict("permissions", is_stop(run) and (run.code == 20 or not any(modes)) and len(keys) > 0, f"{run}, modes left {modes}")


def arguments(desk):
    """An identity never has to be in the list of arguments."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        desk.recommend(answered(id="Anna Example"), ledger)
        listed = desk.run("audit", "list", "--patient", "-", "--format", "json", "--ledger", ledger, profile="Anna Example\n")
        found = [json.loads(line) for line in listed.output.splitlines()] if listed.code == 0 else []
        desk.verdict("arguments", len(found) == 1, f"{listed}, {len(found)} found")


ATTACKS = [free_pages, erasing, erase_one, import_erased, permissions, arguments]
