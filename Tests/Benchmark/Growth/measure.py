"""Measures the release build on packs of growing size. See growth.sh."""
import os
import re
import subprocess
import sys
import tempfile

import packs

BINARY = ".build/release/plumbline"
SIZES = [(10, 10, 4), (100, 50, 20), (1000, 400, 400), (5000, 2000, 1950)]
FLAGGED = '{"red_flags": {"cauda_equina": true}}'
KNOWN = "Examples/high-fear.json"


def run(arguments):
    """Processor seconds, peak MiB and exit code."""
    pid = os.fork()
    if pid == 0:
        quiet = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(quiet, descriptor)
        os.execv(arguments[0], arguments)
    _, status, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def least(arguments, runs, code=0):
    results = [run(arguments) for _ in range(runs)]
    for _, _, ended in results:
        if ended != code:
            sys.exit("%s ended with %d, not %d" % (" ".join(arguments), ended, code))
    return min(seconds for seconds, _, _ in results), max(peak for _, peak, _ in results)


def commands(folder, profile):
    rules = ["--rules", "Rules", "--rules", folder]
    lines = profile + ".ndjson"
    with open(lines, "w") as out:
        out.write(open(KNOWN).read().replace("\n", " ") + "\n")
    return {
        "load": [BINARY, "packs"] + rules,
        "answer": [BINARY, "recommend", KNOWN, "--no-record", "--as-of", "2026-11-20"] + rules,
        "stop": [BINARY, "recommend", profile, "--no-record", "--as-of", "2026-11-20"] + rules,
        "compile": [BINARY, "cohort", lines, "--jobs", "1"] + rules,
    }


def declarations(folder):
    count = 0
    for path, _, names in os.walk(folder):
        for name in names:
            text = open(os.path.join(path, name)).read()
            count += len(re.findall(r'^(?:pack|fact|source|evidence|pairing|rule|stop) "', text, re.M))
    return count


def grown(base, size):
    folder = os.path.join(base, "grown-%d" % size[0])
    if not os.path.exists(folder):
        packs.generate(folder, *size)
    return folder


def times(base):
    profile = os.path.join(base, "flagged.json")
    open(profile, "w").write(FLAGGED)
    print("| rules, facts, files | load | load, each declaration | answer | stop | compile | peak |")
    print("|---|---|---|---|---|---|---|")
    for size in SIZES:
        folder = grown(base, size)
        runs = 3 if size[0] > 1000 else 7
        found = {name: least(command, runs) for name, command in commands(folder, profile).items()}
        each = found["load"][0] / declarations(folder)
        print(
            "| %d, %d, %d | %.0f ms | %.0f µs | %.0f ms | %.0f ms | %.0f ms | %.0f MiB |"
            % (
                *size, found["load"][0] * 1e3, each * 1e6, found["answer"][0] * 1e3, found["stop"][0] * 1e3,
                found["compile"][0] * 1e3, max(peak for _, peak in found.values()),
            )
        )
    print()
    print("| packs | answer | stop | peak |")
    print("|---|---|---|---|")
    for name, folder in packs.hostile(base):
        command = commands(folder, profile)
        # Refused packs end an answer with 65, and a stop, which is still shown, with 21.
        code = run(command["stop"])[2]
        answer = least(command["answer"], 3, 65 if code == 21 else code)
        stop = least(command["stop"], 3, code)
        print(
            "| %s%s | %.0f ms | %.0f ms | %.0f MiB |"
            % (name, "" if code == 0 else ", refused with %d" % code, answer[0] * 1e3, stop[0] * 1e3, max(answer[1], stop[1]))
        )


def instructions(base):
    """Instructions of loading, a declaration, at two sizes."""
    each = []
    stripped = os.path.join(base, "plumbline")
    subprocess.run(["strip", "-o", stripped, BINARY], check=True)
    os.symlink(os.path.abspath("Rules"), os.path.join(base, "Rules"))

    def count(arguments):
        told = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", stripped] + arguments,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
        ).stderr
        return int(re.search(r"Collected : (\d+)", told).group(1))

    without = count(["packs", "--rules", "Rules"])
    for size in [(250, 100, 100), (1000, 400, 400)]:
        folder = grown(base, size)
        took = count(["packs", "--rules", "Rules", "--rules", folder]) - without
        each.append(took / declarations(folder))
        print("%d rules: %.0f instructions a declaration" % (size[0], each[-1]))
    if each[1] > 1.3 * each[0]:
        sys.exit("growth: a declaration among many takes more than 30 % more than one among few")


def main():
    with tempfile.TemporaryDirectory() as base:
        if sys.argv[1:] == ["--check"]:
            instructions(base)
        else:
            times(base)


if __name__ == "__main__":
    main()
