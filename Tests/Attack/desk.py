"""Common to all attacks: the command, a scratch folder, a stop-watch, and a verdict."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time

FLAGS = ("cauda_equina", "progressive_motor_deficit", "fracture", "malignancy", "infection", "inflammatory")
# Words by which a refusal may name the flag `red_flags.cauda_equina` or its stop.
NAMES = ("cauda_equina", "cauda equina", "cauda-equina")


class Run:
    """One run of the command: its exit code, what it printed, and its peak memory.

    `seconds` is from its start until the whole answer had arrived, which is what a clinician waits for; `whole` until it ended.
    """

    def __init__(self, code, output, error, seconds, whole, megabytes):
        self.code, self.output, self.error = code, output, error
        self.seconds, self.whole, self.megabytes = seconds, whole, megabytes

    def json(self):
        return json.loads(self.output)

    def __str__(self):
        ended = f", ended after {self.whole:.2f} s" if self.whole - self.seconds > 0.5 else ""
        return f"exit {self.code}, {self.seconds:.2f} s{ended}, {self.megabytes} MB"


class Desk:
    def __init__(self, command, rules, scale):
        self.command, self.rules, self.scale = os.path.abspath(command), os.path.abspath(rules), scale
        self.results = []
        self.base = None

    @contextlib.contextmanager
    def folder(self):
        path = tempfile.mkdtemp(prefix="plumbline-attack-")
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def arguments(self, *arguments, rules=()):
        packs = [part for folder in rules for part in ("--rules", folder)]
        return [self.command, *arguments, *packs]

    def run(self, *arguments, profile=None, rules=None, limit=120, environment=None):
        """Runs to the end, or for `limit` seconds, after which the code is 124."""
        rules = [self.rules] if rules is None else rules
        takes_rules = arguments[0] in ("recommend", "cohort", "explain")
        command = self.arguments(*arguments, rules=rules if takes_rules else ())
        own = dict(os.environ, XDG_DATA_HOME="/nonexistent", **(environment or {}))
        start = time.monotonic()
        shown = []
        with tempfile.TemporaryFile() as error:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=error, env=own)
            parts = []

            def take():
                while part := os.read(process.stdout.fileno(), 1 << 16):
                    parts.append(part)
                    shown.append(time.monotonic() - start)

            reader = threading.Thread(target=take)
            reader.start()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write((profile or "").encode())
                process.stdin.close()
            code, usage = self._wait(process, limit)
            whole = time.monotonic() - start
            reader.join()
            error.seek(0)
            texts = [part.decode("utf-8", "replace") for part in (b"".join(parts), error.read())]
        return Run(code, *texts, shown[-1] if shown else whole, whole, usage.ru_maxrss // 1024 if usage else 0)

    def start(self, *arguments, profile, rules=None):
        command = self.arguments(*arguments, rules=[self.rules] if rules is None else rules)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(profile.encode())
            process.stdin.close()
        process.stdin = None
        return process

    @staticmethod
    def _wait(process, limit):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, usage
            time.sleep(0.002)
        process.kill()
        os.wait4(process.pid, 0)
        process.returncode = 124
        return 124, None

    def recommend(self, profile, ledger, *more, **options):
        where = ("--no-record",) if ledger is None else ("--ledger", ledger)
        return self.run("recommend", "-", *where, *more, profile=json.dumps(profile), **options)

    def bare_stop(self):
        """The time of a stop over the shipped packs without a ledger; the minimum of five."""
        if self.base is None:
            self.base = min(self.recommend(flagged(), None).seconds for _ in range(5))
        return self.base

    def verdict(self, name, holds, measured):
        self.results.append(holds)
        print(f"{'PASS' if holds else 'FAIL'}  {name}: {measured}", flush=True)

    def skip(self, name, why):
        print(f"skip  {name}: {why}", flush=True)

    # Ledgers.

    def names(self, ledger):
        """The indices of all records, or nothing if they cannot be listed."""
        listed = self.run("audit", "list", "--format", "json", "--ledger", ledger)
        return [json.loads(line) for line in listed.output.splitlines()] if listed.code == 0 else []

    def verified(self, ledger):
        return self.run("audit", "verify", "--ledger", ledger)

    def shown(self, ledger, record):
        return self.run("audit", "show", record, "--ledger", ledger)

    def filled(self, ledger, rows, patients):
        """A ledger with this many records, of this many patients in turn."""
        lines = "".join(json.dumps(answered(id=f"P{row % patients}")) + "\n" for row in range(rows))
        return self.run(
            "cohort", "-", "--record", "--ledger", ledger, "--output", "/dev/null", profile=lines, limit=3600)

    @contextlib.contextmanager
    def locked(self, ledger):
        other = sqlite3.connect(ledger, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()


def flagged(**more):
    """A profile with one red flag true."""
    return {"red_flags": {"cauda_equina": True}, **more}


def answered(**more):
    """A profile that is answered with a pairing."""
    return {
        "patient": {"age": 48},
        "pain": {"region": "lumbar", "duration_weeks": 30, "specific_cause": False, "intensity": 6},
        "red_flags": {name: False for name in FLAGS},
        "surgery": {"spinal": False},
        "fear": {"fabq_physical_activity": 16, "tsk_17": 40},
        "mood": {"phq_9_item_9": 0, "suicidal_ideation_disclosed": False},
        "work": {"status": "employed-full-time", "absence_weeks": 0},
        "goal": {"primary": "function"},
        **more,
    }


def is_stop(run):
    """Whether JSON output is a stop."""
    try:
        return run.json()["decision"] == "stop"
    except (ValueError, KeyError):
        return False


def unrecorded(run):
    """Whether JSON ends with `record_status` failed and `record`."""
    try:
        members = list(run.json().items())
    except ValueError:
        return False
    return [name for name, _ in members[-2:]] == ["record_status", "record"] and members[-2][1] == "failed"


def named(text):
    """The place where a text first names the flag; -1 if it does not."""
    places = [text.lower().find(name) for name in NAMES]
    return min((place for place in places if place >= 0), default=-1)
