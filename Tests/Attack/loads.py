"""Expensive packs: none delays a stop, none hides one, and none makes an answer depend on the clock."""

import os
import re
import subprocess
import sys

import packs
from desk import answered, flagged, is_stop, named

# From process start, for the slowest packs within the limits, and for refused ones.
MOST = 1.0


def _stop_beside(desk, name, pack):
    """A stop beside a pack: shown, or the packs refused with the flag named, within a second either way."""
    run = desk.recommend(flagged(), None, "--format", "json", rules=[desk.rules, pack], limit=60)
    text = run.output + run.error
    shown = is_stop(run) and run.code == 0
    # The message must name what was used up: the fuel, bytes, declarations, cut-offs or files of a load.
    told = re.search(r"at most [0-9,]+ (units of (?:fuel|work)|bytes|declarations|cut-offs|files)|budget", text) is not None
    refused = run.code in (21, 65) and named(text) >= 0 and told
    desk.verdict(name, (shown or refused) and run.seconds <= MOST, f"{run}, {'shown' if shown else 'refused by name' if refused else 'neither'}")
    return run


def cut_offs(desk):
    """4,000 cut-offs on each of 4 facts, in four files of some hundred bytes."""
    with desk.folder() as folder:
        _stop_beside(desk, "cut_offs, a rule each", packs.cut_offs(folder))
    with desk.folder() as folder:
        run = _stop_beside(desk, "cut_offs, in long conditions", packs.conditions(folder))
        desk.verdict("cut_offs, memory", run.megabytes <= 300, run)


def files(desk):
    """250 files of 20 KB."""
    with desk.folder() as folder:
        _stop_beside(desk, "files", packs.long_files(folder))


def many_rules(desk):
    """16,000 rules; and the 5,000 rules, 2,000 facts and 2,000 files that must load."""
    with desk.folder() as folder:
        _stop_beside(desk, "many_rules, 16,000", packs.rules(folder, 16_000))
    for name, make in (
        ("5,000 rules in one file", lambda folder: packs.rules(folder, 5_000, files=1)),
        ("5,000 rules in 4 files", lambda folder: packs.rules(folder, 5_000)),
        ("5,000 rules in 100 files", lambda folder: packs.rules(folder, 5_000, files=100)),
        ("5,000 rules written out", lambda folder: packs.long_files(folder, count=53)),
        ("2,000 facts", lambda folder: packs.facts(folder)),
    ):
        with desk.folder() as folder:
            pack = make(folder)
            run = _stop_beside(desk, f"many_rules, {name}", pack)
            desk.verdict(f"many_rules, {name} load", run.code == 0 and is_stop(run), run if run.code == 0 else f"{run} {run.error[-230:].strip()}")
    with desk.folder() as folder:
        # The files per pack are limited; several packs add up to the number.
        for number in range(10):
            name = f"files-{number}"
            packs.write(folder, name, {"pack.lua": packs.MANIFEST % name, **{f"f{file}.lua": "-- nothing\n" for file in range(199)}})
        run = desk.recommend(flagged(), None, "--format", "json", rules=[desk.rules, folder], limit=60)
        desk.verdict("many_rules, 2,000 files load", run.code == 0 and is_stop(run) and run.seconds <= MOST, run)


LOOPS = {
    "tostring": "while true do local x = tostring(5e-324) end",
    "wide": 'while true do local x = ("%99.99f"):format(1.7976931348623157e308) end',
    "tonumber": 'local s = ("9"):rep(300) .. "e-320" while true do local x = tonumber(s) end',
    "concat": 'while true do local x = 5e-324 .. "" end',
    "table.concat": "local t = {} for i = 1, 400 do t[i] = 5e-324 end while true do local x = table.concat(t) end",
    "compare": 'local a, b = ("x"):rep(4000) .. "a", ("x"):rep(4000) .. "b" while true do local x = a < b end',
    "hex float": 'while true do local x = tonumber("0x1.fffffffffffffp-1074") + tonumber("1e308") end',
}


def conversions(desk):
    """Loops over conversions: refused for their fuel, in half a second."""
    for name, body in LOOPS.items():
        with desk.folder() as folder:
            run = desk.recommend(answered(), None, rules=[desk.rules, packs.loop(folder, body)], limit=60)
            net = run.seconds - desk.bare_stop()
            desk.verdict(f"conversions, {name}", run.code == 65 and net <= 0.5 and "fuel" in run.error, f"{run}, {net:.2f} s more")


def busy(desk):
    """The same packs on a quiet machine and beside four busy loops: the same exit code and the same bytes."""
    for name, body in LOOPS.items():
        with desk.folder() as folder:
            # Long, but within the fuel, so that it ends normally.
            steps = body.replace("while true do", "for i = 1, 4000 do")
            text = packs.MANIFEST % "loop" + steps + "\n"
            pack = packs.loop(folder, text)
            quiet = desk.recommend(answered(), None, "--format", "json", rules=[desk.rules, pack])
            loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
            try:
                loud = desk.recommend(answered(), None, "--format", "json", rules=[desk.rules, pack], limit=300)
            finally:
                for process in loops:
                    process.kill()
                    process.wait()
            same = (quiet.code, quiet.output, quiet.error) == (loud.code, loud.output, loud.error)
            desk.verdict(f"busy, {name}", same, f"quiet {quiet}; beside four loops {loud}")


def broken_pack(desk):
    """One broken third-party pack beside the shipped ones, and a red flag that is true."""
    with desk.folder() as folder:
        pack = packs.broken(folder)
        for form in ("text", "json", "markdown", "html"):
            run = desk.recommend(flagged(), None, "--format", form, rules=[desk.rules, pack])
            text = run.output + run.error
            desk.verdict(f"broken_pack, {form}", run.code in (21, 65) and named(text) >= 0, f"{run}, flag named: {named(text) >= 0}")


def script(desk):
    """A computed fact that fails does not keep a stop from being shown."""
    with desk.folder() as folder:
        pack = packs.write(folder, "script", {"pack.lua": packs.MANIFEST % "script" + '''
fact "script.f" { type = "integer", range = { 0, 10 }, label = "f", question = "?", reads = { pain.intensity },
  compute = function(facts) while true do end end }
'''})
        run = desk.recommend(flagged(pain={"intensity": 5}), None, "--format", "json", rules=[desk.rules, pack], limit=60)
        shown = is_stop(run) or named(run.output + run.error) >= 0
        desk.verdict("script", shown and run.seconds <= MOST, f"{run}, flag shown: {shown}")


ATTACKS = [cut_offs, files, many_rules, conversions, busy, broken_pack, script]
