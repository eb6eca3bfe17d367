#!/usr/bin/env python3
"""service.py PROGRAM BENCHMARK [SECONDS]: how fast the service answers, beside a bare echo of the same server, in one run.

PROGRAM is plumbline-serve, BENCHMARK its service-benchmark; SECONDS is how long each measurement lasts (default 20). Prints a table for
Documentation/Performance.md, which says how it is measured. Everything runs on this machine, each part in a process of its own, with a new
ledger for each.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
RULES = os.path.join(ROOT, "Rules")
PROFILE = os.path.join(ROOT, "Examples", "high-fear.json")
CONNECTIONS = 16


class Server:
    """A program that prints one line with its address once it is ready."""

    def __init__(self, words):
        began = time.monotonic()
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.start = (time.monotonic() - began) * 1000
        found = re.search(r":(\d+)$", line.strip())
        if not found:
            sys.exit(f"service.py: {words[0]} did not start")
        self.port = found.group(1)

    def memory(self):
        """In MiB."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def end(self):
        self.process.terminate()
        began = time.monotonic()
        self.process.wait()
        return (time.monotonic() - began) * 1000


class Bench:
    def __init__(self, program, benchmark, seconds):
        self.program, self.benchmark, self.seconds = program, benchmark, seconds
        # Beside the build, so that the ledgers are on a disk and not in memory.
        self.folder = tempfile.mkdtemp(prefix="bench-service-", dir=os.path.dirname(os.path.abspath(benchmark)))
        self.ledgers = 0

    def ledger(self):
        self.ledgers += 1
        return os.path.join(self.folder, f"{self.ledgers}.sqlite")

    def serve(self):
        return Server([self.program, "--port", "0", "--no-token", "--rules", RULES, "--ledger", self.ledger(),
                       "--as-of", "2026-11-20"])

    def run(self, *words):
        line = subprocess.run([self.benchmark, *map(str, words)], stdout=subprocess.PIPE, check=True, text=True).stdout
        result = json.loads(line)
        if result["failed"]:
            sys.exit(f"service.py: {result['failed']} requests failed")
        return result

    def load(self, server, path, rate=0, seconds=None):
        return self.run("load", server.port, path, PROFILE, CONNECTIONS, rate, seconds or self.seconds)

    def measure(self):
        rows = []
        echo = Server([self.benchmark, "echo"])
        bare = self.load(echo, "/echo")
        echo.end()
        rows.append(("bare echo of the same server, 16 connections", bare, ""))
        within = self.run("within", RULES, self.ledger(), PROFILE, CONNECTIONS, self.seconds)
        rows.append(("recorded answers in process, 16 callers", within, ""))
        server = self.serve()
        # Warm, so that what is made once is made.
        self.load(server, "/api/v1/decide", seconds=max(1, self.seconds // 4))
        memory = [server.memory()]
        whole = self.load(server, "/api/v1/decide")
        rows.append(("recorded answers over HTTP, 16 connections", whole, f"{whole['rate'] / within['rate']:.2f} of those in process"))
        for part, words in ((0.1, "a tenth"), (0.7, "70 %"), (1.0, "saturation")):
            rate = whole["rate"] * part
            result = self.load(server, "/api/v1/decide", rate=f"{rate:.3f}")
            rows.append((f"over HTTP at a fixed rate, {words}: {rate:.1f}/s", result, f"p99 ÷ p50 {result['p99'] / result['p50']:.1f}"))
        memory.append(server.memory())
        ended = server.end()
        starts = []
        for _ in range(5):
            server = self.serve()
            starts.append(server.start)
            server.end()
        return rows, memory, statistics.median(starts), ended

    def report(self):
        try:
            rows, memory, start, ended = self.measure()
        finally:
            shutil.rmtree(self.folder)
        calls = sum(result["answers"] for name, result, _ in rows if "HTTP" in name)
        print("| what | answers/s | p50 ms | p99 ms | |\n|---|---|---|---|---|")
        for name, result, note in rows:
            print(f"| {name} | {result['rate']:.1f} | {result['p50']:.1f} | {result['p99']:.1f} | {note} |")
        print(f"| from start to ready, median of 5 | | {start:.0f} | | |")
        print(f"| from SIGTERM to the end | | {ended:.0f} | | |")
        print(f"\nMemory: {memory[0]:.0f} MiB once warm, {memory[1]:.0f} MiB after {calls} more answers. "
              f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    Bench(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) == 4 else 20).report()
