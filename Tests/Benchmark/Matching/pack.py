#!/usr/bin/env python3
"""pack.py RULES.json OUTDIR: writes the rules of the workload as Plumbline packs.

OUTDIR gets three packs: `facts` (the 25 facts), `red-flags` (one stop, which a profile may leave unanswered) and
`matching` (the rules, under their ids in lower case, which pack names must be).
"""
import json
import os
import shutil
import sys

from workload import FACTS

WORD = {"lt": "below", "le": "at_most", "gt": "above", "ge": "at_least", "eq": "is", "ne": "is_not", "in": "is_one_of"}
FILE_LIMIT = 256 * 1024

MANIFEST = """pack "%s" {
  version = "1.0.0", title = "t", purpose = "The workload of a benchmark.", authors = { "a" },%s
}
"""

# The required pack has a stop, and only this one may pass while it is unknown.
STOP = """
fact "stopped" { type = "boolean", label = "l", question = "q" }

stop "suicide-risk" {
  title = "t", urgency = "same-day", when = stopped :is(true), because = "b", action = "a",
  if_unknown = "ask", if_unknown_because = "b",
}
"""

# All true alternatives are listed, so that every true rule is in the answer.
RULE = """rule "%s" {
  title = "t", recommend = "exercise", role = "alternative", strength = "conditional", claims = {}, because = "b",
  when = %s,
}
"""

PAIRING = """
pairing "exercise" { title = "t", what = "w", for_patient = "p" }

otherwise "nothing" { title = "t", recommend = "exercise", strength = "conditional", claims = {}, because = "b" }
"""


def literal(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "{ %s }" % ", ".join(map(literal, value))
    return json.dumps(value)


def condition(node):
    for word in ("all", "any"):
        if word in node:
            return "%s { %s }" % (word, ", ".join(map(condition, node[word])))
    return "%s :%s(%s)" % (node["fact"], WORD[node["op"]], literal(node["value"]))


def fact(path, kind, spec):
    if kind == "bool":
        shape = 'type = "boolean"'
    elif kind == "enum":
        shape = 'type = "code", codes = %s' % literal([value for value, _ in spec])
    else:
        name, step = ("integer", "") if kind == "int" else ("decimal", ", step = 0.1")
        shape = 'type = "%s", range = { %s, %s }%s' % (name, spec[2], spec[3], step)
    return 'fact "%s" { %s, label = "%s", question = "q" }\n' % (path, shape, path)


def files(pieces):
    """The pieces joined to texts that a pack file can hold."""
    text = ""
    for piece in pieces:
        if len(text) + len(piece) > FILE_LIMIT:
            yield text
            text = ""
        text += piece
    yield text


def write(folder, name, requires, pieces):
    os.makedirs(os.path.join(folder, name))
    needed = "".join('\n  requires = { %s },' % requires if requires else "")
    for index, text in enumerate(files([MANIFEST % (name, needed)] + pieces)):
        with open(os.path.join(folder, name, "part-%d.lua" % index), "w") as file:
            file.write(text)


def write_packs(source, folder):
    with open(source) as file:
        rules = json.load(file)["rules"]
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, "facts", "", ["\n"] + [fact(path, kind, spec) for path, kind, spec, _ in FACTS])
    write(folder, "red-flags", "", [STOP])
    write(folder, "matching", 'facts = "1.0", ["red-flags"] = "1.0"',
          [PAIRING] + ["\n" + RULE % (rule["id"].lower(), condition(rule["when"])) for rule in rules])


if __name__ == "__main__":
    write_packs(*sys.argv[1:])
