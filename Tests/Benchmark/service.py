#!/usr/bin/env python3
"""service.py PROGRAM BENCHMARK OTHER [SECONDS]: how fast the service answers, beside a bare echo of the same server and a service of others, in one run.

PROGRAM is plumbline-serve, BENCHMARK its service-benchmark, OTHER a Python that has healthchain (Tests/Hooks/check.sh installs one); SECONDS
is how long each measurement lasts (default 20). Prints a table for Documentation/Performance.md, which says how it is measured. Everything
runs on this machine, each part in a process of its own, with a new ledger for each.
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
HOOK = os.path.join(ROOT, "Examples", "hooks", "patient-view.json")
OTHER = os.path.join(ROOT, "Tests", "Benchmark", "other_service.py")
CONNECTIONS = 16
RESOURCES = 200


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


def syncs(folder, count=500):
    """The milliseconds that each of some writes takes to be on the disk, as a record is written: one page, then fdatasync."""
    times = []
    with open(os.path.join(folder, "sync"), "wb", buffering=0) as file:
        for _ in range(count):
            began = time.monotonic()
            file.write(b"\0" * 4096)
            os.fdatasync(file.fileno())
            times.append((time.monotonic() - began) * 1000)
    return sorted(times)


def resources(value):
    """How many resources a prefetch holds."""
    if not value:
        return 0
    return sum(1 for _ in value.get("entry", [])) if value.get("resourceType") == "Bundle" else 1


def hook(folder):
    """The shipped call of a record system, with body weights until its prefetch holds 200 resources."""
    with open(HOOK, encoding="utf-8") as file:
        call = json.load(file)
    prefetch = call["prefetch"]
    missing = RESOURCES - sum(resources(value) for value in prefetch.values())
    prefetch["weights"] = {"resourceType": "Bundle", "type": "searchset", "entry": [
        {"resource": {
            "resourceType": "Observation", "id": f"weight-{number}", "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}]},
            "subject": {"reference": "Patient/EX-09"}, "effectiveDateTime": f"20{number % 20 + 5:02}-03-0{number % 9 + 1}",
            "valueQuantity": {"value": 70 + number % 9, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"}}}
        for number in range(missing)]}
    path = os.path.join(folder, "hook.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(call, file)
    return path


class Bench:
    def __init__(self, program, benchmark, other, seconds):
        self.program, self.benchmark, self.other, self.seconds = program, benchmark, other, seconds
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

    def load(self, server, path, rate=0, seconds=None, body=PROFILE):
        return self.run("load", server.port, path, body, CONNECTIONS, rate, seconds or self.seconds)

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
        rows += self.hooks()
        starts = []
        for _ in range(5):
            server = self.serve()
            starts.append(server.start)
            server.end()
        return rows, memory, statistics.median(starts), ended

    def hooks(self):
        """Calls of a record system: here, and at a service of others that answers each with one card and records nothing."""
        body = hook(self.folder)
        rows = []
        server = self.serve()
        path = "/cds-services/plumbline-patient-view"
        self.load(server, path, seconds=max(1, self.seconds // 4), body=body)
        whole = self.load(server, path, body=body)
        rows.append((f"CDS Hooks with {RESOURCES} resources, read, decided and recorded, 16 connections", whole, ""))
        rate = whole["rate"] * 0.7
        times = syncs(self.folder)
        slowest = times[len(times) * 99 // 100]
        result = self.load(server, path, rate=f"{rate:.3f}", body=body)
        rows.append((f"the same at a fixed rate, 70 %: {rate:.1f}/s", result,
                     f"the p99 of an fdatasync beside it {slowest:.1f} ms, its p50 {statistics.median(times):.1f}"))
        server.end()
        other = Server([self.other, "-B", OTHER])
        path = "/cds/cds-services/one-card"
        self.load(other, path, seconds=max(1, self.seconds // 4), body=body)
        rows.append((f"healthchain: {RESOURCES} resources taken, one fixed card, nothing recorded", self.load(other, path, body=body), ""))
        other.end()
        return rows

    def report(self):
        try:
            rows, memory, start, ended = self.measure()
        finally:
            shutil.rmtree(self.folder)
        calls = sum(result["answers"] for name, result, _ in rows if "over HTTP" in name)
        print("| what | answers/s | p50 ms | p99 ms | |\n|---|---|---|---|---|")
        for name, result, note in rows:
            print(f"| {name} | {result['rate']:.1f} | {result['p50']:.1f} | {result['p99']:.1f} | {note} |")
        print(f"| from start to ready, median of 5 | | {start:.0f} | | |")
        print(f"| from SIGTERM to the end | | {ended:.0f} | | |")
        print(f"\nMemory: {memory[0]:.0f} MiB once warm, {memory[1]:.0f} MiB after {calls} more answers. "
              f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    Bench(*sys.argv[1:4], int(sys.argv[4]) if len(sys.argv) == 5 else 20).report()
