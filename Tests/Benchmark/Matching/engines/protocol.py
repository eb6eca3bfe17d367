"""What the engines in Python share: the protocol of run.py.

  ENGINE RULES.json PROFILES.ndjson COUNT [--lines|--trace|--parse]
  `run` does a round over COUNT profiles, `check` gives the digest of what is found.
"""
import hashlib
import json
import sys
import tempfile
import time
from itertools import islice

import orjson


def fold(node, leaf, joined):
    """A rule's tree, each comparison replaced by leaf(fact, op, value) and each node by joined("all" or "any", parts)."""
    for word in ("all", "any"):
        if word in node:
            return joined(word, [fold(child, leaf, joined) for child in node[word]])
    return leaf(node["fact"], node["op"], node["value"])


def value_of(profile, path):
    group, _, name = path.rpartition(".")
    return (profile[group] if group else profile).get(name)


class Engine:
    """An engine that takes one profile at a time: `match(ready)` returns a list of ids in the order of the rules."""

    def __init__(self, workload):
        self.facts, self.rules = workload["facts"], workload["rules"]
        self.ids = [rule["id"] for rule in self.rules]

    def ready(self, profile):
        """A parsed profile in the engine's own form; not timed if only matching is timed."""
        return profile

    def read(self, path):
        with open(path, "rb") as file:
            return [self.ready(orjson.loads(line)) for line in file]

    def find(self, profiles):
        return [self.match(profile) for profile in profiles]

    def total(self, found):
        return sum(map(len, found))

    def rows(self, found):
        return found


class ColumnEngine(Engine):
    """An engine that takes all profiles at once: `find` returns a matrix of truths, a row for each profile."""

    def total(self, found):
        return int(found.sum())

    def rows(self, found):
        return [[self.ids[index] for index in row.nonzero()[0]] for row in found]


class Parser(Engine):
    """An engine that only parses: it gets lines and finds profiles, which `slots` makes comparable."""

    def read(self, path):
        with open(path, "rb") as file:
            return list(file)

    def total(self, found):
        return 0

    def rows(self, found):
        codes = {fact["path"]: {value: index for index, value in enumerate(fact.get("values", []))} for fact in self.facts}

        def slot(path, value):
            if value is None:
                return ""
            if isinstance(value, bool):
                return str(int(value))
            return str(codes[path][value] if isinstance(value, str) else round(value * 10))
        return [[slot(path, value_of(profile, path)) for path in codes] for profile in map(self.plain, found)]


def digest(rows):
    total = hashlib.sha256()
    for index, row in enumerate(rows):
        total.update(b"%d:%s\n" % (index, ",".join(row).encode()))
    return total.hexdigest()


def serve(make):
    rules, profiles, count, *mode = sys.argv[1:]
    with open(rules) as file:
        engine = make(json.load(file))
    engine.tracing = mode == ["--trace"]
    with tempfile.NamedTemporaryFile(suffix=".ndjson") as first:
        with open(profiles, "rb") as file:
            first.writelines(islice(file, int(count)))
        first.flush()
        answer(engine, first.name, mode == ["--lines"])


def answer(engine, path, from_lines):
    null = open("/dev/null", "w")
    kept = None if from_lines else engine.read(path)

    def found():
        if not from_lines:
            return engine.find(kept)
        result = engine.find(engine.read(path))
        null.writelines(",".join(row) + "\n" for row in engine.rows(result))
        return result
    print("ready", flush=True)
    for command in sys.stdin:
        if command == "run\n":
            start = time.process_time()
            total = engine.total(found())
            print(json.dumps({"seconds": time.process_time() - start, "matches": total}), flush=True)
        elif command == "check\n":
            print(json.dumps({"digest": digest(engine.rows(found()))}), flush=True)
