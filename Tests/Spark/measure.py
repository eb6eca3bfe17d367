#!/usr/bin/env python3
"""measure.py COMMAND RULES ROWS: what a row costs, in one process and inside Spark on two cores. Started by check.sh --measure.

Processor time is that of all processes of this session. It hardly depends on what else the machine does; elapsed time
does."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import cohort
import workload
from pyspark.sql import SparkSession

COMMAND, RULES = sys.argv[1:3]
ROWS = int(sys.argv[3])
TICK = os.sysconf("SC_CLK_TCK")


def processor():
    """Seconds of this session's processes, with those of their children that have ended."""
    total, session = 0, os.getsid(0)
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = pathlib.Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += sum(map(int, fields[11:15]))
    return total / TICK


def measured(name, rows, work):
    began, before = time.monotonic(), processor()
    work()
    passed, used = time.monotonic() - began, processor() - before
    print(f"{name:34} {rows:>9} rows  {passed:8.1f} s  {used:8.1f} s of processor  {used / rows * 1e6:8.2f} µs a row", flush=True)


def size(path):
    path = pathlib.Path(path)
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else path.stat().st_size


def main():
    if os.getsid(0) != os.getpid():
        if os.fork():
            sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
        os.setsid()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="spark-"))
    source, few = folder / "profiles.ndjson", folder / "few.ndjson"
    recorded = min(ROWS, 20_000)
    with open(source, "wb") as file, open(few, "wb") as part:
        for number, line in enumerate(workload.lines(1, RULES, ROWS, spoil=0, ids=workload.PLAIN_IDS)):
            file.write(line + b"\n")
            if number < recorded:
                part.write(line + b"\n")

    def command(*options):
        run = subprocess.run([COMMAND, *options, "--rules", RULES], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run.returncode not in (0, 65):
            sys.exit(f"{options[0]} ended with {run.returncode}")

    rows = folder / "rows"
    measured("one process, one job", ROWS, lambda: command("cohort", str(source), "--rejects", "-", "--jobs", "1"))
    measured("one process, two jobs", ROWS, lambda: command(
        "cohort", str(source), "--rejects", "-", "--jobs", "2", "--output", str(rows)))
    print(f"a row in: {size(source) / ROWS:.0f} bytes; out: {size(rows) / ROWS:.0f} bytes")

    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.local.dir", str(folder)).getOrCreate())
    spark.sparkContext.setLogLevel("OFF")

    def inside(name, profiles, *options):
        cohort.run(spark, cohort.parsed(
            [str(profiles), str(folder / name), "--command", COMMAND, "--rules", RULES, "--block", "32m", *options]))

    inside("warm", few)
    measured("Spark", ROWS, lambda: inside("plain", source))
    measured("Spark, rows gzipped", ROWS, lambda: inside("gzipped", source, "--gzip"))
    print(f"a row out, gzipped: {size(folder / 'gzipped/rows') / ROWS:.0f} bytes")
    reading = spark.read.text(str(source), lineSep="\n").selectExpr(
        "_metadata.file_path AS path", "_metadata.file_block_start AS start")
    measured("of that, counting lines", ROWS, lambda: cohort.blocks_of(reading))
    ledger = folder / "ledger"
    measured("one process, recording", recorded, lambda: command(
        "cohort", str(few), "--rejects", "-", "--jobs", "1", "--record", "--ledger", str(folder / "one/ledger.sqlite")))
    measured("Spark, recording and merging", recorded, lambda: inside(
        "recorded", few, "--record", "--ledger", str(ledger / "ledger.sqlite"), "--shards", str(folder / "shards"),
        "--keep-shards"))
    print(f"a record: {size(ledger) / recorded:.0f} bytes, and {size(folder / 'shards') / recorded:.0f} in shards")
    measured("importing a shard", recorded, lambda: subprocess.run(
        [COMMAND, "audit", "import", str(folder / "one/ledger.sqlite"), "--ledger", str(folder / "two/ledger.sqlite")],
        check=True, stdout=subprocess.DEVNULL))
    spark.stop()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
