#!/usr/bin/env python3
"""Answers a cohort inside Spark: every block of the input is a partition, and goes through `plumbline cohort`.

    spark-submit --archives plumbline.tar.gz#plumbline cohort.py INPUT OUTPUT --command plumbline/plumbline \\
        --guideline sha256:...

INPUT is a path or a glob of NDJSON that Spark can read. OUTPUT becomes a folder:

    rows/       the answers, with refused lines in their places
    parts/      a line of JSON for each part of rows/, in the order of the input
    summary/    the counts. It is written last: without it, the job is not finished

The rows are, byte for byte, those of one process that read the files one after the other, in the order of their paths.
Documentation/Spark.md says how, and how to record with --record. It uses only the standard library and PySpark.
"""
import argparse
import dataclasses
import datetime
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import uuid

from pyspark import SparkFiles, TaskContext
from pyspark.accumulators import AccumulatorParam
from pyspark.sql import SparkSession, functions

REFUSED = 65  # Lines were refused, the others answered. Also for packs that do not load: then there is no summary.
PIECE = 1 << 18
BLANK = " \t\r"


class Failed(Exception):
    """Why a partition, or the job, has no answer. It contains no patient's value."""


@dataclasses.dataclass(frozen=True)
class Asked:
    """The request to every partition, and the command that answers it."""

    command: str
    rules: str | None
    guideline: str
    as_of: str | None = None
    by: str | None = None
    purpose: str | None = None
    wrapping_key: str | None = None
    shards: str | None = None

    def packs(self):
        return ["--rules", found(self.rules)] if self.rules else []

    def recording(self, ledger):
        options = {"--as-of": self.as_of, "--by": self.by, "--purpose": self.purpose, "--ledger": ledger}
        if self.wrapping_key:
            # The command would create its own key, which no one has afterwards.
            if not os.access(found(self.wrapping_key), os.R_OK):
                raise Failed(f"there is no wrapping key at {self.wrapping_key}")
            options["--wrapping-key"] = found(self.wrapping_key)
        return ["--record"] + [text for option in options.items() if option[1] is not None for text in option]


class Listed(AccumulatorParam):
    """The reports of tasks. Spark adds the report of the one attempt of each partition whose rows are kept."""

    def zero(self, value):
        return []

    def addInPlace(self, first, second):
        first.extend(second)
        return first


# In an executor


def found(name):
    """Finds a file: shipped with --files or --archives, in the working folder, on PATH, or as given."""
    for folder in (SparkFiles.getRootDirectory(), os.getcwd()):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            return path
    return shutil.which(name) or name


class Feeder(threading.Thread):
    """Writes the lines while the rows are read, so that neither side waits for the other forever."""

    def __init__(self, rows, pipe):
        super().__init__(daemon=True)
        self.rows, self.pipe = rows, pipe
        self.lines = self.blank = 0
        self.error = None

    def run(self):
        try:
            # A blank line first: input that begins with two certain bytes would be mistaken for gzip.
            waiting, size = [b""], 0
            for row in self.rows:
                line = row[0]
                self.lines += 1
                if not line.strip(BLANK):
                    self.blank += 1
                waiting.append(line.encode("latin-1"))
                size += len(line)
                if size >= PIECE:
                    self.pipe.write(b"\n".join(waiting) + b"\n")
                    waiting, size = [], 0
            if waiting:
                self.pipe.write(b"\n".join(waiting) + b"\n")
        except BrokenPipeError:
            pass  # The command ended early; its exit code says why.
        except BaseException as error:
            self.error = error
        finally:
            try:
                self.pipe.close()
            except OSError:
                pass


def whole_lines(pipe):
    """The output of the pipe, cut after line breaks."""
    rest = b""
    while more := pipe.read1(PIECE):
        whole, cut, more = more.rpartition(b"\n")
        if cut:
            yield rest + whole + cut
            rest = b""
        rest += more
    if rest:
        raise Failed("the last row is cut off")


def answered(rows, asked, blocks, parts):
    """The rows of a partition, many at a time, without the last line break."""
    first = next(rows, None)
    if first is None:
        return
    block = blocks.value.get(first[1])
    if block is None:
        raise Failed("the input is not what it was when its lines were counted")
    task = TaskContext.get()
    with tempfile.TemporaryDirectory(dir=SparkFiles.getRootDirectory()) as scratch:
        summary, shard = os.path.join(scratch, "summary.json"), os.path.join(scratch, "shard")
        command = [found(asked.command), "cohort", "-", "--input", "ndjson", "--rejects", "-", "--summary", summary]
        command += ["--jobs", str(task.cpus())] + asked.packs()
        if asked.shards:
            os.mkdir(shard, 0o700)
            command += asked.recording(os.path.join(shard, "ledger.sqlite"))
        # The first line of the block is the second one written.
        shift = block["first_line"] - 2
        # Every row must name the guideline, and a refused line names at most what is asked first. What precedes is the guideline's
        # own, so no patient's text is read.
        number = re.compile(
            rb'(?m)(^\{(?:"ask_first":\[[^\]]*\],)?|"guideline":"' + re.escape(asked.guideline.encode()) + rb'",)"line":([0-9]+)')
        written = 0
        with tempfile.TemporaryFile(dir=scratch) as errors:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
            feeder = Feeder(itertools.chain([first], rows), process.stdin)
            feeder.start()
            try:
                for piece in whole_lines(process.stdout):
                    piece, count = number.subn(
                        lambda match: b'%b"line":%d' % (match[1], int(match[2]) + shift), piece)
                    if count != piece.count(b"\n"):
                        raise Failed(f"a row does not name the guideline {asked.guideline}")
                    written += count
                    yield piece[:-1]
                code = process.wait()
            finally:
                process.kill()
                process.wait()
            feeder.join()
            if feeder.error:
                raise feeder.error
            errors.seek(max(0, errors.seek(0, os.SEEK_END) - 2000))
            message = errors.read().decode(errors="replace")
        if code not in (0, REFUSED) or not os.path.exists(summary):
            raise Failed(f"the command ended with {code}: {message}")
        with open(summary) as file:
            counts = json.load(file)
        if counts["guideline"] != asked.guideline:
            raise Failed(f"the packs here are the guideline {counts['guideline']}, not {asked.guideline}")
        if feeder.lines != block["lines"]:
            raise Failed("the input is not what it was when its lines were counted")
        if not feeder.lines - feeder.blank == written == counts["rows"] + counts["rejected"]:
            raise Failed(f"{feeder.lines - feeder.blank} lines were given, {written} rows came back: {message}")
        report = block | {"partition": task.partitionId(), "summary": counts, "shard": None}
        if asked.shards and counts["rows"]:
            with open(os.path.join(shard, "ledger.sqlite.pub")) as file:
                report["key"] = file.read().strip()
            report["shard"] = f"part-{task.partitionId():05}-attempt-{task.taskAttemptId()}"
            keep(shard, os.path.join(asked.shards, report["shard"]))
        parts.add([report])


def keep(folder, place):
    """Copies a closed ledger to where the driver sees it: complete, or under another name."""
    partial = place + ".partial"
    os.mkdir(partial, 0o700)
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as source:
            copy = os.open(os.path.join(partial, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(copy, "wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
                target.flush()
                os.fsync(target.fileno())
    os.rename(partial, place)


# In the driver


def tell(command, accepted=(0,), **options):
    """Runs a command to its end; returns its standard output."""
    run = subprocess.run(command, capture_output=True, **options)
    if run.returncode not in accepted:
        raise Failed(f"{' '.join(command[:3])} ended with {run.returncode}: {run.stderr.decode(errors='replace')}")
    return run.stdout


def by(count, items):
    return (items[at:at + count] for at in range(0, len(items), count))


def added_up(command, summaries):
    """Merges all summaries into one."""
    with tempfile.TemporaryDirectory() as folder:
        whole = os.path.join(folder, "whole")
        for index, part in enumerate(by(500, summaries)):
            names = [whole] if index else []
            for place, summary in enumerate(part):
                names.append(os.path.join(folder, str(place)))
                with open(names[-1], "w") as file:
                    json.dump(summary, file)
            text = tell([command, "cohort", "--merge"] + names, (0, REFUSED))
            with open(whole, "wb") as file:
                file.write(text)
        with open(whole) as file:
            return json.load(file)


def imported(command, parts, folder, options):
    """Imports the shards of the attempts that counted into one ledger, each with the key that its task reported."""
    for some in by(50, [part for part in parts if part["shard"]]):
        line = [command, "audit", "import", "--format", "json", "--ledger", options.ledger]
        line += ["--by", options.by] if options.by else []
        if options.wrapping_key:
            line += ["--wrapping-key", options.wrapping_key, "--shard-wrapping-key", options.wrapping_key]
        for part in some:
            line += ["--shard-key", part["key"]]
        line += [os.path.join(folder, part["shard"], "ledger.sqlite") for part in some]
        for part, report in zip(some, tell(line).splitlines(), strict=True):
            if json.loads(report).get("size") != part["summary"]["rows"]:
                raise Failed(f"{part['shard']} does not hold a record for each of its rows")


def blocks_of(lines):
    """The blocks of the input by name, in order, with the first line of each. Counted in the JVM; no line leaves it.

    Executors do not know this file's classes when they read a broadcast, so blocks are dictionaries."""
    counted = lines.groupBy("path", "start").count().collect()
    before, blocks = 0, {}
    for path, start, count in sorted(map(tuple, counted)):
        blocks[f"{start} {path}"] = {"first_line": before + 1, "lines": count, "path": path, "start": start}
        before += count
    return blocks


def run(spark, options):
    """The counts, once everything is written."""
    context = spark.sparkContext
    command = found(options.driver_command or options.command)
    packs = ["--rules", found(options.rules)] if options.rules else []
    with tempfile.NamedTemporaryFile() as file:
        tell([command, "cohort", "--summary", file.name] + packs, stdin=subprocess.DEVNULL)
        nothing = json.load(file)
    if options.guideline not in (None, nothing["guideline"]):
        raise Failed(f"the driver's packs are the guideline {nothing['guideline']}, not {options.guideline}")
    asked = Asked(options.command, options.rules, nothing["guideline"])
    if options.record:
        # One day for all, whenever a partition is processed.
        day = options.as_of or datetime.date.today().isoformat()
        folder = os.path.join(os.path.abspath(options.shards), f"{context.applicationId}-{uuid.uuid4().hex[:8]}")
        os.makedirs(folder, 0o700)
        asked = dataclasses.replace(
            asked, as_of=day, by=options.by, purpose=options.purpose, wrapping_key=options.wrapping_key, shards=folder)

    # No two blocks share a partition: an opened file counts as much as a whole block.
    spark.conf.set("spark.sql.files.maxPartitionBytes", options.block)
    spark.conf.set("spark.sql.files.openCostInBytes", options.block)
    # Lines end where the command ends them. As Latin-1 each byte is a character, so invalid UTF-8 is not replaced.
    lines = spark.read.text(options.input, lineSep="\n").select(
        functions.decode(functions.col("value").cast("binary"), "ISO-8859-1").alias("line"),
        functions.col("_metadata.file_path").alias("path"), functions.col("_metadata.file_block_start").alias("start"))
    is_first = functions.monotonically_increasing_id().bitwiseAND(functions.lit((1 << 33) - 1)) == 0
    rows = lines.select("line", functions.when(is_first, functions.concat_ws(" ", "start", "path")))
    counted = blocks_of(lines)
    blocks, parts = context.broadcast(counted), context.accumulator([], Listed())
    codec = "org.apache.hadoop.io.compress.GzipCodec" if options.gzip else None
    try:
        rows.rdd.mapPartitions(lambda partition: answered(partition, asked, blocks, parts)).saveAsTextFile(
            f"{options.output}/rows", codec)
        done = sorted(parts.value, key=lambda part: part["first_line"])
        if [part["first_line"] for part in done] != [block["first_line"] for block in counted.values()]:
            raise Failed("the blocks that were answered are not those that were counted")
        summary = added_up(command, [nothing] + [part["summary"] for part in done])
        if options.record:
            imported(command, done, folder, options)
    except BaseException:
        if options.record:
            print(f"cohort.py: {folder} remains: it holds patients' data and keys; delete it", file=sys.stderr)
        raise
    if options.record and not options.keep_shards:
        # The imported shards, and those of attempts whose rows do not count.
        shutil.rmtree(folder)
    listed = [
        json.dumps({
            "file": f"part-{part['partition']:05}" + (".gz" if codec else ""), "first_line": part["first_line"],
            "input": part["path"], "lines": part["lines"], "rejected": part["summary"]["rejected"],
            "rows": part["summary"]["rows"], "start": part["start"]}, sort_keys=True)
        for part in done]
    context.parallelize(listed, 1).saveAsTextFile(f"{options.output}/parts")
    context.parallelize([json.dumps(summary, sort_keys=True)], 1).saveAsTextFile(f"{options.output}/summary")
    return summary


def parsed(arguments=None):
    parser = argparse.ArgumentParser(description="Answer a cohort inside Spark.")
    option = parser.add_argument
    option("input", help="NDJSON: a path or a glob that Spark can read")
    option("output", help="a folder that does not exist yet")
    option("--command", default="plumbline", help="the command on the executors (default: plumbline)")
    option("--driver-command", help="the command on the driver (default: the same)")
    option("--rules", help="the packs on the executors and the driver (default: those beside the command)")
    option("--guideline", help="the digest that the packs must have, on every executor")
    option("--block", default="128m", help="how much of a file is one partition (default: 128m)")
    option("--gzip", action="store_true", help="compress the rows")
    option("--record", action="store_true", help="record the full decision of every row; needs --ledger and --shards")
    option("--ledger", help="the ledger, on the driver, into which all records are imported")
    option("--shards", help="a folder that the driver and all executors see, for the ledgers of partitions")
    option("--keep-shards", action="store_true", help="leave the ledgers of partitions where they are")
    option("--wrapping-key", help="the file of the key that wraps payloads, on the executors and the driver")
    option("--as-of", help="the day of the decisions, yyyy-mm-dd (default: today)")
    option("--by", help="the person who asks, for the record")
    option("--purpose", help="what the answers are for, for the record")
    options = parser.parse_args(arguments)
    if options.record and not (options.ledger and options.shards):
        parser.error("--record needs --ledger and --shards")
    return options


def main():
    options = parsed()
    spark = SparkSession.builder.appName("plumbline cohort").getOrCreate()
    try:
        summary = run(spark, options)
    except Failed as failed:
        raise SystemExit(f"cohort.py: {failed}")
    print(f"{summary['rows']} rows answered, {summary['rejected']} lines refused, guideline {summary['guideline']}")


if __name__ == "__main__":
    main()
