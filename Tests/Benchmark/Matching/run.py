#!/usr/bin/env python3
"""Matching, side by side: the same rules and profiles for every engine, in one run.

Every answer is compared first. Then come rounds, in which each engine follows its own run of the base, the rules written by
hand in plain Lua 5.4; an engine's figure is the median of its ratios to that. setup.sh installs the engines.
"""
import argparse
import json
import os
import statistics
import sys

import pack
import plot
import report
import workload
from answers import Answers, digest
from contestants import BASE, BUILD, CONTESTANTS, MODES, ROOT, WORK
from process import Process, Unavailable

ALL_SIZES = tuple(workload.SIZES)
SIZES = {"match": ALL_SIZES, "lines": (24, 1000), "trace": (24, 1000), "trace-json": (24, 1000), "parse": (24,)}
# Lua's collector scans the profiles too, so few of them are kept if each run makes many tables.
TRACED_BY_LUA = 1000


def say(text):
    print(text, file=sys.stderr, flush=True)


class Race:
    """One table's column: all engines in one mode with one number of rules."""

    def __init__(self, given, answers, profiles, mode, size):
        self.given, self.answers, self.profiles, self.mode, self.size = given, answers, profiles, mode, size

    def start(self, name, count):
        # A trace as JSON is compared with the same trace as Lua tables.
        if CONTESTANTS[name].missing():
            raise Unavailable("%s is not there" % CONTESTANTS[name].missing())
        mode = "trace" if name == BASE and self.mode == "trace-json" else self.mode
        command = CONTESTANTS[name].command(mode, self.size, self.profiles, count)
        return Process(command, self.given.core)

    def counted(self, name):
        """A process over as many profiles as take about one round, and their number."""
        most = self.given.profiles
        if self.mode.startswith("trace") and name.startswith("lua"):
            most = min(most, TRACED_BY_LUA)
        count = min(most, self.given.count or CONTESTANTS[name].least)
        while True:
            process = self.start(name, count)
            process.ask("run")
            seconds = process.ask("run")["seconds"]
            if self.given.count or count == most or seconds > self.given.seconds / 3:
                return process, count
            process.end()
            count = min(most, int(count * min(20, max(2, self.given.seconds / max(seconds, 1e-6)))))

    def check(self, name, process, count):
        texts = self.answers.slots() if self.mode == "parse" else self.answers.matched(
            os.path.join(WORK, "rules_%d.json" % self.size))
        if process.ask("check")["digest"] == digest(texts, count):
            return
        right, wrong = 0, count
        while wrong - right > 1:
            middle = (right + wrong) // 2
            shorter = self.start(name, middle)
            agrees = shorter.ask("check")["digest"] == digest(texts, middle)
            shorter.end()
            right, wrong = (middle, wrong) if agrees else (right, middle)
        sys.exit("%s, %s, %d rules: profile %d is answered otherwise; right is: %s"
                 % (CONTESTANTS[name].label, self.mode, self.size, right, texts[right]))

    def round(self, process, count):
        """Profiles a second."""
        seconds, runs = 0, 0
        while seconds < self.given.seconds / 3:
            seconds += process.ask("run")["seconds"]
            runs += 1
        return runs * count / seconds

    def run(self, names):
        say("%s, %d rules" % (self.mode, self.size))
        started, results = {}, {}
        for name in [BASE] + names:
            try:
                started[name] = self.counted(name)
                self.check(name, *started[name])
                say("  %s: the same answers for %d profiles" % (name, started[name][1]))
            except Unavailable as error:
                if name == BASE:
                    sys.exit("%s does not run: %s" % (CONTESTANTS[BASE].label, error))
                started.pop(name, None)
                results[name] = {"failed": str(error)}
                say("  %s: does not run: %s" % (name, error))
        rates = {name: [] for name in started if name != BASE}
        bases = {name: [] for name in rates}
        for index in range(self.given.rounds):
            for name in rates:
                bases[name].append(self.round(*started[BASE]))
                rates[name].append(self.round(*started[name]))
            say("  round %d of %d" % (index + 1, self.given.rounds))
        for process, _ in started.values():
            process.end()
        for name in rates:
            ratios = [rate / base for rate, base in zip(rates[name], bases[name])]
            results[name] = {"ratio": statistics.median(ratios), "lowest": min(ratios), "highest": max(ratios),
                             "rate": statistics.median(rates[name]), "profiles": started[name][1]}
        every = [rate for each in bases.values() for rate in each]
        if every:
            results[BASE] = {"ratio": 1, "rate": statistics.median(every), "profiles": started[BASE][1]}
        return results


def prepare(given):
    profiles = os.path.join(WORK, "profiles.ndjson")
    say("writing the workload")
    workload.write(WORK, given.profiles, given.seed)
    for size in ALL_SIZES:
        pack.write_packs(os.path.join(WORK, "rules_%d.json" % size), os.path.join(WORK, "pack_%d" % size))
    return profiles, Answers(profiles)


def options():
    def listed(kind):
        return lambda text: [kind(word) for word in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", type=listed(str), default=list(CONTESTANTS), help=", ".join(CONTESTANTS))
    parser.add_argument("--modes", type=listed(str), default=list(MODES), help=", ".join(MODES))
    parser.add_argument("--sizes", type=listed(int), default=list(ALL_SIZES), help="numbers of rules")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1, help="about how long a run of a round takes")
    parser.add_argument("--profiles", type=int, default=100_000)
    parser.add_argument("--count", type=int, help="how many of them a run takes; else as many as its seconds allow")
    parser.add_argument("--seed", type=int, default=20250)
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--plot", default=os.path.join(ROOT, "Documentation", "matching.svg"))
    given = parser.parse_args()
    for words, known in ((given.engines, CONTESTANTS), (given.modes, MODES), (given.sizes, ALL_SIZES)):
        unknown = [str(word) for word in words if word not in known]
        if unknown:
            parser.error("unknown: " + ", ".join(unknown))
    return given


def main():
    given = options()
    profiles, answers = prepare(given)
    results = {}
    for mode in given.modes:
        names = [name for name in given.engines if mode in CONTESTANTS[name].modes and name != BASE]
        for size in SIZES[mode]:
            if size in given.sizes and names:
                results.setdefault(mode, {})[size] = Race(given, answers, profiles, mode, size).run(names)
    os.makedirs(os.path.join(BUILD, "benchmark"), exist_ok=True)
    with open(os.path.join(BUILD, "benchmark", "matching.json"), "w") as file:
        json.dump(results, file, indent=1)
    print(report.tables(results))
    if len(results.get("match", {})) > 1:
        with open(given.plot, "w") as file:
            file.write(plot.svg(results["match"]))


if __name__ == "__main__":
    main()
