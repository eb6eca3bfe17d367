"""Writes packs of a given size: facts, evidence and rules, spread over files, beside the shipped vocabulary and stops.

  packs.py FOLDER --rules 5000 --facts 2000 --files 2000 [--seed 14]

One generator for every size, so that two sizes differ in nothing else. A pack has 250 files at most.
"""
import argparse
import os
import random
import re


def version(name):
    """The version of a shipped pack; a generated one has only one."""
    path = os.path.join("Rules", name, "pack.lua")
    return re.search(r'version *= *"([^"]+)"', open(path).read()).group(1) if os.path.exists(path) else "1.0.0"


def pack(name, requires):
    needs = ", ".join('["%s"] = "%s"' % (need, version(need)) for need in requires)
    return (
        'pack "%s" { version = "1.0.0", title = "Generated", purpose = "Measuring growth", '
        'authors = { "growth" }, requires = { %s } }\n' % (name, needs)
    )


def fact(index):
    name = "size.f%04d" % index
    kind = ['type = "integer", range = { 0, 100 }', 'type = "boolean"', 'type = "code", codes = { "a", "b", "c", "d" }']
    return 'fact "%s" { %s, label = "F%d", question = "What is number %d?" }\n' % (name, kind[index % 3], index, index)


def comparison(random, facts):
    index = random.randrange(facts)
    name = "size.f%04d" % index
    if index % 3 == 0:
        return "%s :%s(%d)" % (name, random.choice(["at_least", "at_most", "above", "below"]), random.randrange(1, 100))
    if index % 3 == 1:
        return "%s :is(%s)" % (name, random.choice(["true", "false"]))
    return '%s :is "%s"' % (name, random.choice("abcd"))


def rule(random, index, facts, evidence, partners):
    parts = [comparison(random, facts) for _ in range(3)]
    inner = "any { %s, %s }" % (parts[1], parts[2])
    return (
        'rule "r%05d" {\n  title = "Rule %d",\n  when = all { %s, %s },\n  recommend = "exercise+partner-%03d",\n'
        '  slot = "s%02d", rank = %d,\n  strength = "conditional", claims = { "growth/p%04d/pain/mid-term" },\n'
        '  because = "Because of %d.",\n  sources = { "growth" },\n}\n'
        % (index, index, parts[0], inner, index % partners, index % 10, index // 10 % 1000 + 1, index % evidence, index)
    )


def write(folder, name, requires, texts, files):
    """Declarations in order, spread over this many files, in packs of 250 files."""
    files = max(1, min(files, len(texts)))
    for first in range(0, files, 250):
        here = min(250, files - first)
        own = name if first == 0 else "%s-%d" % (name, first // 250 + 1)
        path = os.path.join(folder, own)
        os.makedirs(path)
        for index in range(here):
            lines = texts[first + index :: files]
            with open(os.path.join(path, "part-%03d.lua" % index), "w") as out:
                if index == 0:
                    out.write(pack(own, requires))
                out.writelines(lines)


def generate(folder, rules, facts, files, seed=14):
    draw = random.Random(seed)
    evidence = max(1, rules // 10)
    partners = max(1, min(200, rules // 10))
    texts = ['source "growth" { citation = "Generated", doi = "10.0/none" }\n']
    texts += [fact(index) for index in range(facts)]
    write(folder, "growth-facts", ["vocabulary"], texts, max(1, files // 4))
    texts = [
        'pairing "exercise+partner-%03d" { title = "Partner %d", what = "It.", for_patient = "It.", sources = { "growth" } }\n'
        % (index, index)
        for index in range(partners)
    ]
    texts += [
        'evidence "growth/p%04d/pain/mid-term" { source = "growth", intervention = "p", comparator = "q", outcome = "pain", '
        'timepoint = "mid-term", certainty = "low",\n  population = { { says = "adults", when = patient.age :at_least(18) } } }\n'
        % index
        for index in range(evidence)
    ]
    texts += [rule(draw, index, facts, evidence, partners) for index in range(rules)]
    write(folder, "growth-rules", ["vocabulary", "red-flags", "growth-facts"], texts, files - max(1, files // 4))


# ---- The slowest packs within the limits, and some that the limits refuse


def folder_of(base, name, files):
    """A folder with one pack, or with the packs whose names come before a slash."""
    for path, text in files.items():
        full = os.path.join(base, name, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w") as out:
            out.write(text)
    return os.path.join(base, name)


NEEDS = ["vocabulary", "red-flags"]


def alternative(index, when):
    return (
        'rule "c%05d" { title = "C", when = %s, recommend = "exercise+p", role = "alternative", strength = "conditional", '
        'claims = {}, because = "So." }\n' % (index, when)
    )


PAIRING = 'pairing "exercise+p" { title = "P", what = "It.", for_patient = "It.", sources = {} }\n'


def cut_offs(base, each=4000, facts=4, files=4):
    made = {"attack/pack.lua": pack("attack", NEEDS) + PAIRING}
    for index in range(facts):
        made["attack/pack.lua"] += (
            'fact "size.c%d" { type = "integer", range = { 0, 1000000 }, label = "C", question = "C?" }\n' % index
        )
    for index in range(files):
        made["attack/f%03d.lua" % index] = (
            "local list = {}\nfor value = 1, %d do list[value] = size.c%d :at_least(value * 2) end\n" % (each, index % facts)
            + alternative(index, "any(list)")
        )
    return folder_of(base, "cut-offs-%d-%d" % (each, files), made)


def burning(base, packs_of=1, turns=150_000):
    """Files that spend fuel on nothing."""
    made = {"burn/pack.lua": pack("burn", ["vocabulary"])}
    for index in range(packs_of):
        made["burn/f%03d.lua" % index] = "local n = 0\nfor step = 1, %d do n = n + step end\n" % turns
    return folder_of(base, "burning-%d" % packs_of, made)


def tiny(base, declarations=4000, files=64):
    """As many declarations as fit, in as few bytes."""
    made = {"tiny/pack.lua": pack("tiny", ["vocabulary"])}
    for index in range(files):
        made["tiny/f%03d.lua" % index] = "".join(
            'source "s%d-%d" { citation = "x" }\n' % (index, one) for one in range(declarations // files)
        )
    return folder_of(base, "tiny-%d" % declarations, made)


def slots(base, count=5000):
    """Every rule in its own slot: as many combinations as there are sets of rules."""
    made = {"slots/pack.lua": pack("slots", NEEDS)}
    lines = []
    for index in range(count):
        lines.append(
            'pairing "exercise+p%d" { title = "P", what = "It.", for_patient = "It.", sources = {} }\n'
            'rule "r%d" { title = "R", when = pain.intensity :at_least(%d), recommend = "exercise+p%d", slot = "s%d", rank = 1, '
            'strength = "conditional", claims = {}, because = "So." }\n' % (index, index, index % 10 + 1, index, index)
        )
    for index in range(100):
        made["slots/f%03d.lua" % index] = "".join(lines[index::100])
    return folder_of(base, "slots", made)


def odd(base, name, text, files=24):
    """As many files as fit, each with one unusual text."""
    made = {"odd/pack.lua": pack("odd", ["vocabulary"])}
    for index in range(files - 1):
        made["odd/f%03d.lua" % index] = text[: 255 * 1024]
    return folder_of(base, "odd-" + name, made)


ODD = {
    "locals": "".join("local %s\n" % ", ".join("a%d" % (line * 100 + one) for one in range(100)) for line in range(180))
    + "".join("b%d = c%d == 1\n" % (line, line) for line in range(6000)),
    "combinations": "local t = {" + ", ".join("all { pain.intensity :is(1) }" for _ in range(8000)) + "}\n",
    "names": "local t = { " + ", ".join("n%d" % index for index in range(30000)) + " }\n",
    "fields": 'rule "x" {' + ", ".join("a%d = 1" % (index % 3000) for index in range(24000)) + "}\n",
    "signs": "local x = " + " == ".join("pain.intensity" for _ in range(14000)) + "\n",
}


def hostile(base):
    big = os.path.join(base, "grown-5000")
    if not os.path.exists(big):
        generate(big, 5000, 2000, 1950)
    yield "4,000 cut-offs on each of 4 facts", cut_offs(base)
    yield "all cut-offs that a load may have", cut_offs(base, each=4000, facts=2, files=12)
    yield "5,000 rules in 5,000 slots", slots(base)
    yield "files that spend fuel, as much as a load has", burning(base, 38)
    yield "files that spend more fuel than a load has", burning(base, 100)
    yield "8,000 declarations of nothing", tiny(base, 8000)
    for name, text in ODD.items():
        yield "as much odd text as fits: " + name, odd(base, name, text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rules", type=int, default=10)
    parser.add_argument("--facts", type=int, default=10)
    parser.add_argument("--files", type=int, default=2)
    parser.add_argument("--seed", type=int, default=14)
    given = parser.parse_args()
    generate(given.folder, given.rules, given.facts, given.files, given.seed)


if __name__ == "__main__":
    main()
