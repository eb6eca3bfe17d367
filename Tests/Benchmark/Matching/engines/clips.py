"""CLIPS: writes the rules as CLIPS and the profiles as slots, since it reads no JSON, and becomes the program of clips.c."""
import json
import os
import sys
import tempfile
from itertools import islice

from protocol import fold, value_of

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def symbol(value):
    return str(value).upper() if isinstance(value, bool) else str(value)


def slot(path):
    return path.replace(".", "-")


def test(fact, op, value):
    """A comparison as an expression over a variable; an absent fact is the symbol nil."""
    name = "?" + slot(fact)
    if op in WORD:
        return "(and (numberp %s) (%s %s %s))" % (name, WORD[op], name, value)
    if op == "in":
        return "(or %s)" % " ".join("(eq %s %s)" % (name, symbol(each)) for each in value)
    return "(%s %s %s)" % ("eq" if op == "eq" else "neq", name, "nil " + symbol(value) if op == "ne" else symbol(value))


def constraint(node):
    """A comparison within its slot, where CLIPS shares it between rules."""
    fact, op, value = node["fact"], node["op"], node["value"]
    if op in WORD:
        return "?%s&:%s" % (slot(fact), test(fact, op, value))
    return {"eq": symbol, "ne": lambda each: "~%s&~nil" % symbol(each), "in": lambda each: "|".join(each)}[op](value)


def facts_of(node):
    return [node["fact"]] if "fact" in node else [fact for child in node.get("all", node.get("any")) for fact in facts_of(child)]


def pattern(node):
    """The slots of a rule's one pattern: a part with `any` binds its facts and is tested where the last is bound."""
    if "fact" in node:
        return ["(%s %s)" % (slot(node["fact"]), constraint(node))]
    if "all" in node:
        return [text for child in node["all"] for text in pattern(child)]
    *first, last = map(slot, facts_of(node))
    text = fold(node, test, lambda word, parts: "(%s %s)" % ("and" if word == "all" else "or", " ".join(parts)))
    return ["(%s ?%s)" % (name, name) for name in first] + ["(%s ?%s&:%s)" % (last, last, text)]


def main():
    program, rules, profiles, count = sys.argv[1:]
    with open(rules) as file:
        workload = json.load(file)
    paths = [fact["path"] for fact in workload["facts"]]
    folder = tempfile.mkdtemp()
    with open(os.path.join(folder, "rules.clp"), "w") as file:
        file.write("(deftemplate profile %s)\n" % " ".join("(slot %s)" % slot(path) for path in paths))
        for index, rule in enumerate(workload["rules"]):
            file.write("(defrule %s (profile %s) => (matched %d))\n" % (rule["id"], " ".join(pattern(rule["when"])), index))
    with open(os.path.join(folder, "profiles"), "w") as file, open(profiles) as lines:
        for line in islice(lines, int(count)):
            profile = json.loads(line)
            values = [value_of(profile, path) for path in paths]
            file.write(" ".join("nil" if value is None else symbol(value) for value in values) + "\n")
    os.execv(program, [program, folder, count, str(len(paths)), str(len(workload["rules"]))])


main()
