#!/usr/bin/env python3
"""workload.py OUTDIR [--profiles N] [--seed S]: writes profiles.ndjson and rules_{24,100,1000,10000}.json.

The same seed gives the same files everywhere. The domain is not Plumbline's: 25 facts, flat and nested, each absent with
a probability of 0.15; a rule is a tree of 3 to 6 comparisons:

  {"facts": [{"path", "type", "values"?}], "rules": [{"id", "when": NODE}]}
  NODE: {"all": [NODE, ...]} | {"any": [NODE, ...]} | {"fact", "op", "value"}
  op:   lt le gt ge (numbers), eq (any), ne (codes), in (codes; the value is a list)

A comparison with an absent fact is unknown, and a rule matches only when its tree is true (strong Kleene). The trees
hold no negation, so an engine may take unknown for false.
"""
import argparse
import json
import os
import random

# Path, type, how values are drawn (numbers: mean, deviation, lowest, highest), grid of the thresholds.
FACTS = [
    ("age", "int", (58, 18, 18, 98), 5),
    ("sex", "enum", [("female", 52), ("male", 48)], None),
    ("pregnant", "bool", 0.06, None),
    ("smoker", "enum", [("never", 50), ("former", 30), ("current", 20)], None),
    ("weight_kg", "dec", (79, 17, 38, 180), 5),
    ("care_setting", "enum", [("outpatient", 60), ("inpatient", 22), ("ed", 12), ("icu", 6)], None),
    ("vitals.sbp", "int", (134, 20, 70, 230), 5),
    ("vitals.dbp", "int", (79, 12, 35, 130), 5),
    ("vitals.heart_rate", "int", (78, 15, 35, 180), 5),
    ("vitals.temp_c", "dec", (36.9, 0.7, 34, 41.5), 0.5),
    ("vitals.spo2", "int", (96, 3, 70, 100), 1),
    ("labs.egfr", "int", (72, 25, 5, 130), 5),
    ("labs.potassium", "dec", (4.3, 0.6, 2.2, 7.5), 0.2),
    ("labs.hba1c", "dec", (6.2, 1.4, 4.0, 14.0), 0.5),
    ("labs.ldl", "int", (118, 36, 30, 280), 10),
    ("labs.alt", "int", (34, 25, 5, 400), 10),
    ("labs.inr", "dec", (1.3, 0.6, 0.8, 6.5), 0.2),
    ("labs.hemoglobin", "dec", (13.4, 1.9, 5.5, 19.0), 0.5),
    ("conditions.diabetes", "enum", [("none", 72), ("type1", 5), ("type2", 23)], None),
    ("conditions.afib", "bool", 0.14, None),
    ("conditions.heart_failure", "bool", 0.11, None),
    ("conditions.ckd_stage", "int", (1.8, 1.3, 0, 5), 1),
    ("meds.nsaid", "bool", 0.22, None),
    ("meds.anticoagulant", "enum", [("none", 78), ("warfarin", 8), ("apixaban", 9), ("rivaroxaban", 5)], None),
    ("meds.ace_inhibitor", "bool", 0.27, None),
]
MISSING = 0.15

# How many rules, and how often each of them is true.
SIZES = {24: (.01, .30), 100: (.0005, .04), 1000: (.0005, .04), 10000: (.0005, .04)}
SAMPLE = 4000


def draw(rng, kind, spec):
    if kind == "bool":
        return rng.random() < spec
    if kind == "enum":
        rest = rng.random() * sum(weight for _, weight in spec)
        for value, weight in spec:
            rest -= weight
            if rest < 0:
                return value
        return spec[-1][0]
    mean, deviation, low, high = spec
    value = min(high, max(low, rng.gauss(mean, deviation)))
    return int(round(value)) if kind == "int" else round(float(value), 1)


def profile(rng, index):
    result = {"id": "P%07d" % index}
    for path, kind, spec, _ in FACTS:
        group, _, name = path.rpartition(".")
        target = result.setdefault(group, {}) if group else result
        if rng.random() >= MISSING:
            target[name] = draw(rng, kind, spec)
    return result


def value_of(profile, path):
    group, _, name = path.rpartition(".")
    return (profile[group] if group else profile).get(name)


def comparison(rng, fact):
    path, kind, spec, grid = fact
    if kind == "bool":
        return {"fact": path, "op": "eq", "value": rng.random() < 0.75}
    if kind == "enum":
        values = [value for value, _ in spec]
        choice = rng.random()
        if choice < 0.5 or len(values) == 2:
            return {"fact": path, "op": "eq", "value": rng.choice(values)}
        if choice < 0.75:
            return {"fact": path, "op": "ne", "value": rng.choice(values)}
        return {"fact": path, "op": "in", "value": sorted(rng.sample(values, 2))}
    mean, deviation, low, high = spec
    value = mean + deviation * rng.uniform(-1.8, 1.8)
    value = min(high, max(low, round(value / grid) * grid))
    value = int(round(value)) if kind == "int" else round(float(value), 1)
    return {"fact": path, "op": rng.choice(["lt", "le", "gt", "ge"]), "value": value}


def tree(rng):
    def pick(count):
        return [comparison(rng, fact) for fact in rng.sample(FACTS, count)]
    shape = rng.random()
    if shape < 0.50:
        return {"all": pick(rng.choice([3, 3, 4, 4, 5, 6]))}
    if shape < 0.80:
        count = rng.choice([4, 5, 5, 6])
        picked = pick(count)
        inner = rng.choice([2, 2, 3]) if count > 4 else 2
        return {"all": picked[:count - inner] + [{"any": picked[count - inner:]}]}
    if shape < 0.93:
        count = rng.choice([4, 5, 6])
        picked = pick(count)
        return {"any": [{"all": picked[:count // 2]}, {"all": picked[count // 2:]}]}
    return {"any": pick(3)}


COMPARE = {
    "lt": lambda value, given: value < given,
    "le": lambda value, given: value <= given,
    "gt": lambda value, given: value > given,
    "ge": lambda value, given: value >= given,
    "eq": lambda value, given: value == given,
    "ne": lambda value, given: value != given,
    "in": lambda value, given: value in given,
}


class Frequencies:
    """How often a tree is true among some profiles: each comparison is a number with a bit for each of them."""

    def __init__(self, profiles):
        self.count = len(profiles)
        self.columns = {fact[0]: [value_of(each, fact[0]) for each in reversed(profiles)] for fact in FACTS}
        self.known = {}

    def of(self, node):
        return bin(self.bits(node)).count("1") / self.count

    def bits(self, node):
        if "all" in node:
            result = -1
            for child in node["all"]:
                result &= self.bits(child)
            return result
        if "any" in node:
            result = 0
            for child in node["any"]:
                result |= self.bits(child)
            return result
        key = json.dumps(node)
        if key not in self.known:
            holds, given = COMPARE[node["op"]], node["value"]
            column = self.columns[node["fact"]]
            text = "".join("1" if value is not None and holds(value, given) else "0" for value in column)
            self.known[key] = int(text, 2)
        return self.known[key]


def rules(seed, count, frequencies):
    low, high = SIZES[count]
    rng = random.Random(seed + count)
    found, seen = [], set()
    while len(found) < count:
        candidate = tree(rng)
        key = json.dumps(candidate)
        if key not in seen and low <= frequencies.of(candidate) <= high:
            seen.add(key)
            found.append({"id": "R%05d" % len(found), "when": candidate})
    return found


def write(folder, profiles, seed, sizes=tuple(SIZES)):
    os.makedirs(folder, exist_ok=True)
    rng = random.Random(seed)
    sample = []
    with open(os.path.join(folder, "profiles.ndjson"), "w") as file:
        for index in range(profiles):
            each = profile(rng, index)
            if index < SAMPLE:
                sample.append(each)
            file.write(json.dumps(each, separators=(",", ":")) + "\n")
    facts = [{"path": path, "type": kind} | ({"values": [value for value, _ in spec]} if kind == "enum" else {})
             for path, kind, spec, _ in FACTS]
    frequencies = Frequencies(sample)
    for count in sizes:
        with open(os.path.join(folder, "rules_%d.json" % count), "w") as file:
            json.dump({"facts": facts, "rules": rules(seed, count, frequencies)}, file, separators=(",", ":"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--profiles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20250)
    given = parser.parse_args()
    write(given.folder, given.profiles, given.seed)


if __name__ == "__main__":
    main()
