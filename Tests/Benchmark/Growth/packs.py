"""Writes packs of a given size: facts, evidence and rules, spread over files, beside the shipped vocabulary and stops.

  packs.py FOLDER --rules 5000 --facts 2000 --files 2000 [--seed 14]

One generator for every size, so that two sizes differ in nothing else. A pack has 250 files at most.
"""
import argparse
import os
import random


def pack(name, requires):
    needs = ", ".join('["%s"] = "1.0"' % need for need in requires)
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
    """One declaration after the other, spread over so many files, in packs of 250 files."""
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rules", type=int, default=10)
    parser.add_argument("--facts", type=int, default=10)
    parser.add_argument("--files", type=int, default=2)
    parser.add_argument("--seed", type=int, default=14)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    evidence = max(1, given.rules // 10)
    partners = max(1, min(200, given.rules // 10))
    facts = ['source "growth" { citation = "Generated", doi = "10.0/none" }\n']
    facts += [fact(index) for index in range(given.facts)]
    rules = [
        'pairing "exercise+partner-%03d" { title = "Partner %d", what = "It.", for_patient = "It.", sources = { "growth" } }\n'
        % (index, index)
        for index in range(partners)
    ]
    rules += [
        'evidence "growth/p%04d/pain/mid-term" { source = "growth", intervention = "p", comparator = "q", outcome = "pain", '
        'timepoint = "mid-term", certainty = "low",\n  population = { { says = "adults", when = patient.age :at_least(18) } } }\n'
        % index
        for index in range(evidence)
    ]
    write(given.folder, "growth-facts", ["vocabulary"], facts, max(1, given.files // 4))
    rules += [rule(draw, index, given.facts, evidence, partners) for index in range(given.rules)]
    write(given.folder, "growth-rules", ["vocabulary", "red-flags", "growth-facts"], rules, given.files - max(1, given.files // 4))


if __name__ == "__main__":
    main()
