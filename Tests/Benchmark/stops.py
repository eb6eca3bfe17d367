#!/usr/bin/env python3
"""How long a stop takes from the start of its process until it is shown, with any ledger and packs.

Run on the release build, by `make bench-stops`. Timing ends when the answer's first bytes are read: recording may
continue after that. Figures are p50, p99 and the longest of the stated number of runs; ratios are to the shipped packs
without a record.
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, ".build/release/plumbline")
PROFILE = os.path.join(ROOT, "Examples/red-flag.json")
RULES = os.path.join(ROOT, "Rules")


def shown_after(arguments):
    """Seconds until the answer is shown, and the exit code."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [PROGRAM, "recommend", PROFILE, "--as-of", "2026-11-20"] + arguments,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    first = process.stdout.read1(65536)
    seconds = time.perf_counter() - started
    process.stdout.read()
    code = process.wait()
    if b"cauda equina" not in first:
        sys.exit(f"no stop was shown: {arguments}")
    return seconds, code


def ledger(folder):
    """A ledger with a few records."""
    path = os.path.join(folder, "data", "ledger.sqlite")
    for _ in range(3):
        shown_after(["--rules", RULES, "--ledger", path])
    return path


def locked(folder):
    path = ledger(folder)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return path, connection.close


def damaged(folder):
    path = ledger(folder)
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(os.urandom(8192))
    return path, None


def other(folder):
    path = ledger(folder)
    with open(path, "wb") as file:
        file.write(os.urandom(100_000))
    return path, None


def huge(folder):
    """400 MB of free pages, as an interrupted erasure leaves them."""
    path = ledger(folder)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE filler (x BLOB)")
    for _ in range(40):
        connection.execute("INSERT INTO filler VALUES (zeroblob(10000000))")
    connection.commit()
    connection.execute("DROP TABLE filler")
    connection.commit()
    connection.close()
    return path, None


def full(folder):
    path = ledger(folder)
    small = os.path.join(folder, "small")
    os.mkdir(small)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], check=True)
    for name in os.listdir(os.path.dirname(path)):
        shutil.copy(os.path.join(os.path.dirname(path), name), small)
    filler = os.open(os.path.join(small, "filler"), os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(filler, b"x" * 4096):
            pass
    except OSError:
        os.close(filler)
    return os.path.join(small, "ledger.sqlite"), lambda: subprocess.run(["umount", small])


def absent(folder):
    return "/proc/none/ledger.sqlite", None


def pipe(folder):
    path = os.path.join(folder, "pipe")
    os.mkfifo(path)
    return path, None


def wide_packs(folder):
    """Four facts of 4,000 cut-offs each beside the shipped packs."""
    pack = os.path.join(folder, "wide")
    os.mkdir(pack)
    with open(os.path.join(pack, "pack.lua"), "w") as file:
        file.write(
            'pack "wide" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, '
            'requires = { ["red-flags"] = "2.0" } }\n')
    for fact in range(4):
        with open(os.path.join(pack, f"fact_{fact}.lua"), "w") as file:
            file.write(
                f'fact "wide.f{fact}" {{ type = "integer", range = {{ 0, 9000 }}, label = "f", question = "?" }}\n'
                "local parts = {}\n"
                f"for i = 1, 4000 do parts[i] = wide.f{fact} :at_least(2 * i) end\n"
                f'conflict "c{fact}" {{ title = "t", when = all(parts), because = "b" }}\n')
    return pack


def report(name, times, codes, base):
    times = sorted(times)
    p50, p99 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
    print(
        f"{name:42} {p50 * 1000:8.1f} {p99 * 1000:8.1f} {times[-1] * 1000:8.1f} ms  {p50 / base:6.1f}x"
        f"  exit {','.join(map(str, sorted(codes)))}", flush=True)


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    few = max(5, runs // 20)
    print(f"{'':42} {'p50':>8} {'p99':>8} {'longest':>8}     ratio   ({runs} runs, {few} where one takes a second)")
    with tempfile.TemporaryDirectory() as folder:
        plain = [shown_after(["--rules", RULES, "--no-record"]) for _ in range(runs)]
        base = sorted(time for time, _ in plain)[runs // 2]
        report("shipped packs, not recorded", [t for t, _ in plain], {c for _, c in plain}, base)
        path = ledger(folder)
        found = [shown_after(["--rules", RULES, "--ledger", path]) for _ in range(runs)]
        report("shipped packs, recorded", [t for t, _ in found], {c for _, c in found}, base)
        for make in (locked, damaged, other, huge, full, absent, pipe):
            place = tempfile.mkdtemp(dir=folder)
            try:
                path, undo = make(place)
            except (subprocess.CalledProcessError, OSError) as error:
                print(f"{'ledger ' + make.__name__:42} skipped: {error}")
                continue
            found = [shown_after(["--rules", RULES, "--ledger", path]) for _ in range(few)]
            if undo:
                undo()
            report("ledger " + make.__name__, [t for t, _ in found], {c for _, c in found}, base)
        packs = wide_packs(folder)
        found = [shown_after(["--rules", RULES, "--rules", packs, "--no-record"]) for _ in range(few)]
        report("4 facts of 4,000 cut-offs beside them", [t for t, _ in found], {c for _, c in found}, base)
        for folder in sys.argv[2:]:
            found = [shown_after(["--rules", RULES, "--rules", folder, "--no-record"]) for _ in range(few)]
            report(f"{os.path.basename(folder)} beside them", [t for t, _ in found], {c for _, c in found}, base)


if __name__ == "__main__":
    main()
