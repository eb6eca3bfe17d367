"""Profiles over the vocabulary of packs, legal and otherwise, and lines that are not profiles. The same seed gives the same bytes."""
import json
import os
import random
import re

FACT = re.compile(r'^fact "([^"]+)" \{(.*?)^\}', re.M | re.S)
ABSENT = ["not-asked", "unknown", "asked-declined", "not-applicable"]


def vocabulary(rules):
    """The facts that the packs declare: (path, kind, codes or range)."""
    facts = []
    for folder, _, names in sorted(os.walk(rules)):
        for name in sorted(names):
            if not name.endswith(".lua"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            for path, body in FACT.findall(text):
                kind = re.search(r'type\s*=\s*"(\w+)"', body)[1]
                if kind == "code":
                    facts.append((path, kind, re.findall(r'"([^"]+)"', re.search(r"codes\s*=\s*\{(.*?)\}", body, re.S)[1])))
                elif kind == "boolean":
                    facts.append((path, kind, None))
                else:
                    low, high = re.search(r"range\s*=\s*\{\s*(\d+),\s*(\d+)\s*\}", body).groups()
                    facts.append((path, kind, (int(low), int(high))))
    return facts


def value(rng, path, kind, spec):
    if kind == "boolean":
        return rng.random() < (0.02 if path.startswith("red_flags") or path.endswith("disclosed") else 0.15)
    if kind == "code":
        return rng.choice(spec)
    if path == "mood.phq_9_item_9" and rng.random() < 0.9:
        return 0
    if kind == "integer":
        return rng.randint(*spec)
    return rng.randint(spec[0] * 100, spec[1] * 100) / 100


PLAIN_IDS = ["P%07d"]
IDS = ["P%07d", "P%07d", "Ä-%d", 'q"%d', '","line":%d,"', "s\\%d"]


def add_up(rng, result):
    """Makes the scores of each questionnaire fit together, as the laws of the vocabulary ask."""
    part, item, rest = rng.randint(0, 6), 0 if rng.random() < 0.9 else rng.randint(1, 3), rng.randint(0, 18)
    scores = {"mood.phq_2": part, "mood.phq_9_item_9": item, "mood.phq_9": part + item + rest}
    part = rng.randint(0, 6)
    scores |= {"mood.gad_2": part, "mood.gad_7": part + rng.randint(0, 15)}
    part = rng.randint(0, 5)
    scores |= {"risk.start_back_psychosocial": part, "risk.start_back_total": part + rng.randint(0, 4)}
    for path, score in scores.items():
        group, _, name = path.partition(".")
        if isinstance(result.get(group, {}).get(name), int):
            result[group][name] = score


def profile(rng, facts, index, ids):
    """A profile that is mostly legal: some parts contradict each other."""
    result = {"id": rng.choice(ids) % index}
    known = rng.choice([0.2, 0.8, 0.98, 1])
    operated = rng.random() < 0.3
    for path, kind, spec in facts:
        if rng.random() >= known or path.startswith("surgery.") and not operated:
            continue
        group, _, name = path.rpartition(".")
        target = result.setdefault(group, {}) if group else result
        target[name] = {"absent": rng.choice(ABSENT)} if rng.random() < 0.05 else value(rng, path, kind, spec)
    if operated:
        result.setdefault("surgery", {})["spinal"] = True
    if rng.random() < 0.95:
        add_up(rng, result)
    return result


def spoilt(rng, line):
    """What a hospital's file may hold besides profiles."""
    return rng.choice([
        line[:len(line) // 2],                                     # cut off
        line.replace(b'"id"', b'"name"', 1),                       # an unknown member
        b"", b"   \t\r", b"\r",                                    # nothing
        b'{"pain": {"intensity": 11}}', b'{"patient": {"age": "58"}}', b"[]", b"null", b"{}",
        b'{"id": "a\xffb"}', b"\x1f\x8b\x08 not gzip", b"\x00\x01",
        b'{"id": "two",\r"patient":{"age":41}}',                   # a bare carriage return is space
        b'{"id": "\xe2\x80\xa8 \xc2\x85 \x0c"}',                   # line breaks of other standards
        line + b"\r", b"  " + line, line + line,
        b'{"id": "long", "notes": "' + b"x" * 5000 + b'"}',
    ])


def lines(seed, rules, count, spoil=0.1, ids=IDS):
    """Lines without their line breaks."""
    rng, facts = random.Random(seed), vocabulary(rules)
    for index in range(count):
        line = json.dumps(profile(rng, facts, index, ids), ensure_ascii=rng.random() < 0.5).encode()
        yield spoilt(rng, line) if rng.random() < spoil else line
