#!/usr/bin/env python3
"""check.py COMMAND RULES: the rows, counts and records of Examples/spark/cohort.py are those of one process.

Exit code 1 with the first difference. Started by check.sh."""
import collections
import contextlib
import gzip
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile

import cohort
import workload
from pyspark import RDD, TaskContext
from pyspark.sql import SparkSession

COMMAND, RULES = sys.argv[1:]
SEED = int(os.environ.get("SEED", "20261120"))
DAY = "2026-11-20"


def fail(message):
    raise SystemExit(f"spark: {message} (SEED={SEED})")


def alone(lines, folder):
    """The result of one process: (rows, summary)."""
    summary = folder / "alone.json"
    run = subprocess.run(
        [COMMAND, "cohort", "-", "--rules", RULES, "--rejects", "-", "--summary", str(summary)],
        input=b"".join(line + b"\n" for line in lines), capture_output=True)
    if run.returncode not in (0, 65):
        fail(f"one process ended with {run.returncode}: {run.stderr.decode()}")
    return run.stdout, json.loads(summary.read_text())


def written(output):
    """(rows in the order of the parts, summary, parts)"""
    summary = json.loads((output / "summary/part-00000").read_text())
    parts = [json.loads(line) for line in (output / "parts/part-00000").read_text().splitlines()]
    rows = b""
    for part in parts:
        text = (output / "rows" / part["file"]).read_bytes()
        rows += gzip.decompress(text) if part["file"].endswith(".gz") else text
    return rows, summary, parts


def inside(spark, source, output, *options, command=COMMAND):
    """The result of Spark: (rows in the order of the parts, summary, parts)."""
    arguments = cohort.parsed([str(source), str(output), "--command", command, "--rules", RULES, *options])
    counts = cohort.run(spark, arguments)
    rows, summary, parts = written(output)
    if counts != summary:
        fail(f"{output.name}: the written summary differs")
    return rows, summary, parts


def same_rows(name, rows, expected):
    rows, expected = rows.split(b"\n"), expected.split(b"\n")
    for number, (row, other) in enumerate(zip(rows, expected), 1):
        if row != other:
            fail(f"{name}: row {number} differs\n  Spark:       {row[:600]!r}\n  one process: {other[:600]!r}")
    if len(rows) != len(expected):
        fail(f"{name}: {len(rows) - 1} rows, but {len(expected) - 1} from one process")


def same_counts(name, counts, expected):
    for key in sorted(expected.keys() | counts.keys()):
        if counts.get(key) != expected.get(key):
            fail(f"{name}: {key} differs\n  Spark:       {counts.get(key)}\n  one process: {expected.get(key)}")


def refuses(name, reason, work):
    """Work must end in an error that says why. Spark's own messages are hidden."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
        try:
            work()
        except Exception as error:
            if reason not in str(error):
                fail(f"{name}: refused, but for another reason than '{reason}': {str(error)[:2000]}")
            return
    fail(f"{name}: nothing was refused")


def answers(spark, folder):
    """Three files, one of them gzip, blocks that end inside lines, and blocks without any."""
    lines = list(workload.lines(SEED, RULES, 12_000))
    first, second, third = lines[:6_000], lines[6_000:6_400] + [b'{"notes": "%b"}' % (b"y" * 300_000)], lines[6_400:]
    source = folder / "profiles"
    source.mkdir()
    (source / "a.ndjson").write_bytes(b"\n".join(first))  # no line break at its end
    (source / "b.ndjson").write_bytes(b"".join(line + b"\n" for line in second))
    with gzip.open(source / "c.ndjson.gz", "wb") as file:
        file.write(b"".join(line + b"\n" for line in third))
    (source / "d.ndjson").write_bytes(b"")
    rows, counts = alone(first + second + third, folder)
    if not (counts["rows"] > 9_000 and counts["rejected"] > 300 and len(counts["decisions"]) > 3):
        fail(f"the workload has lost its variety: {counts['rows']} rows, {counts['rejected']} refused, {counts['decisions']}")
    got, summary, parts = inside(
        spark, source / "*.ndjson*", folder / "answers", "--block", "200k", "--guideline", counts["guideline"])
    same_rows("answers", got, rows)
    same_counts("answers", summary, counts)
    if len(parts) < 20 or len({part["input"] for part in parts}) != 3:
        fail(f"answers: {len(parts)} parts are too few for three files")
    inputs = [json.loads(line)["line"] for line in got.splitlines()]
    if inputs != sorted(set(inputs)):
        fail("answers: lines are not in order, each once")
    print(f"spark: {counts['rows']} rows and {counts['rejected']} refused lines in {len(parts)} parts are those of one process")

    refuses("another guideline", "are the guideline", lambda: inside(
        spark, source, folder / "other", "--guideline", "sha256:" + "0" * 64))
    (folder / "none.ndjson").write_bytes(b"\n \n")
    got, summary, _ = inside(spark, folder / "none.ndjson", folder / "none", "--gzip")
    same_rows("no profile", got, b"")
    same_counts("no profile", summary, alone([], folder)[1])


def submitted(folder, source, lines):
    """As the job is run elsewhere: command and packs shipped in an archive, and the file run as a program."""
    with tarfile.open(folder / "plumbline.tar.gz", "w:gz", compresslevel=1) as archive:
        archive.add(COMMAND, "plumbline")
        archive.add(RULES, "Rules")
    rows, counts = alone(lines, folder)
    output = folder / "submitted"
    submit = pathlib.Path(sys.executable).with_name("spark-submit")
    run = subprocess.run(
        [submit, "--master", "local[2]", "--conf", f"spark.local.dir={folder}", "--conf", "spark.ui.enabled=false",
         "--archives", f"{folder}/plumbline.tar.gz#shipped", cohort.__file__, source, output, "--command", "shipped/plumbline",
         "--guideline", counts["guideline"], "--block", "16k", "--gzip"],
        capture_output=True, text=True, cwd=folder)
    said = f"{counts['rows']} rows answered, {counts['rejected']} lines refused, guideline {counts['guideline']}\n"
    if run.returncode or run.stdout != said:
        fail(f"submitted: ended with {run.returncode}\n{run.stdout}{run.stderr}")
    got, summary, _ = written(output)
    same_rows("submitted", got, rows)
    same_counts("submitted", summary, counts)
    print("spark: submitted with an archive, and gzipped: the same rows and counts")


def instead(wrapper, work):
    """A command that does other work on lines, and is itself otherwise."""
    wrapper.write_text(f'#!/bin/sh\n[ "$2" = - ] && {{ {work}; }}\nexec "{COMMAND}" "$@"\n')
    wrapper.chmod(0o700)
    return str(wrapper)


def packs_of_an_executor(spark, folder, source):
    """An executor with other packs than the driver's must not answer."""
    other = folder / "other-packs"
    shutil.copytree(RULES, other)
    with open(next(other.glob("*/rules.lua")), "a") as file:
        file.write("\n-- Another guideline.\n")
    wrapper = instead(folder / "other.sh", f'"{COMMAND}" cohort - --rejects - --summary "$8" --rules "{other}"; exit $?')
    refuses("packs of an executor", "a row does not name the guideline", lambda: inside(
        spark, source, folder / "executor", command=wrapper))


def nothing(index, rows):
    return rows


def lost(index, rows):
    """The first attempt of a partition runs to its end, including its ledger, but does not count."""
    yield from rows
    if index == 1 and TaskContext.get().attemptNumber() == 0:
        raise RuntimeError("this attempt is lost on purpose")


def without_record(rows):
    return re.sub(rb',"record":"[^"]*"}$', b"}", rows, flags=re.M)


def records(spark, folder, source, lines, name, spoil=nothing, command=COMMAND, keeps=True):
    """Each row's record is in the merged ledger, once; what a lost attempt recorded is not.

    Returns how many ledgers are left besides those of the parts; if they are to be kept, all must be left."""
    ledger, shards = folder / f"{name}.ledger/ledger.sqlite", folder / f"{name}.shards"
    rows, counts = alone(lines, folder)
    original = RDD.saveAsTextFile
    RDD.saveAsTextFile = lambda rdd, path, codec=None: original(rdd.mapPartitionsWithIndex(spoil), path, codec)
    try:
        got, summary, parts = inside(
            spark, source, folder / name, "--block", "16k", "--record", "--ledger", str(ledger), "--shards", str(shards),
            "--as-of", DAY, "--by", "a test", *["--keep-shards"] * keeps, command=command)
    finally:
        RDD.saveAsTextFile = original
    same_rows(name, without_record(got), rows)
    same_counts(name, summary, counts)
    verified = subprocess.run([COMMAND, "audit", "verify", "--ledger", str(ledger)], capture_output=True, text=True)
    if verified.returncode:
        fail(f"{name}: the merged ledger does not verify\n{verified.stdout}{verified.stderr}")
    named = [json.loads(row).get("record") for row in got.splitlines() if b'"decision":' in row]
    with contextlib.closing(sqlite3.connect(ledger)) as database:
        kept = [json.loads(leaf) for leaf, in database.execute("SELECT leaf FROM record WHERE kind <> 'import'")]
    kept = collections.Counter(leaf.get("from") for leaf in kept)
    if None in named or collections.Counter(named) != kept or set(kept.values()) != {1}:
        wrong = (collections.Counter(named) - kept) + (kept - collections.Counter(named))
        fail(f"{name}: {len(named)} rows, {sum(kept.values())} records; they differ, for example {list(wrong)[:3]}")
    # The record is this patient's and no other's: replayed, it says what the row says.
    row = json.loads(next(row for row in reversed(got.splitlines()) if b'"record":' in row))
    shown = subprocess.run(
        [COMMAND, "audit", "show", row["record"], "--ledger", str(ledger), "--format", "json"],
        capture_output=True, text=True)
    if shown.returncode or json.dumps(row["profile"]) not in json.dumps(json.loads(shown.stdout)):
        fail(f"{name}: the record {row['record']} is not that of its row\n{shown.stdout[:600]}{shown.stderr}")
    left = sum((os.listdir(shards / folder) for folder in os.listdir(shards)), [])
    print(f"spark: {name}: {len(named)} rows of {len(parts)} parts, each recorded once; verified; {len(left)} ledgers left")
    return len(left) - len(parts) if keeps else len(left)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="spark-"))
    spark = (
        SparkSession.builder.master("local[2,3]").appName("check").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2").config("spark.ui.showConsoleProgress", "false")
        .config("spark.local.dir", str(folder)).config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    try:
        answers(spark, folder)
        lines = list(workload.lines(SEED + 1, RULES, 150))
        source = folder / "some.ndjson"
        source.write_bytes(b"".join(line + b"\n" for line in lines))
        submitted(folder, source, lines)
        packs_of_an_executor(spark, folder, source)
        if records(spark, folder, source, lines, "recorded", keeps=False):
            fail("recorded: ledgers of partitions are left")
        if records(spark, folder, source, lines, "an attempt lost at its end", lost) != 1:
            fail("no attempt was lost, though one was meant to be")
        for how, work in (("early", "exit 74"), ("late", f'"{COMMAND}" "$@"; exit 70')):
            mark = folder / f"{how}.mark"
            wrapper = instead(folder / f"{how}.sh", f'mkdir "{mark}" 2>/dev/null && {{ {work}; }}')
            if records(spark, folder, source, lines, f"a command that fails once, {how}", command=wrapper) or not mark.exists():
                fail(f"{how}: the command did not fail, although it was meant to")
    except cohort.Failed as failed:
        fail(str(failed))
    finally:
        spark.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
