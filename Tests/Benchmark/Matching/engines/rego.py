"""Rego, by regorus's virtual machine: a set of ids, to which each rule adds its own. It reads a profile as text."""
import json
from itertools import product

import regorus

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "in": "in"}

# A program has at most 65,535 instructions, so many rules need more than one.
TOGETHER = 1000


def comparison(fact, op, value):
    return [["input.%s %s %s" % (fact, WORD[op], json.dumps(value))]]


def joined(word, parts):
    """Bodies, each a list of lines: Rego says `or` with another rule of the same name."""
    if word == "any":
        return [body for part in parts for body in part]
    return [sum(bodies, []) for bodies in product(*parts)]


class Rego(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        self.machines = []
        for module in self.modules():
            program = regorus.Program.compile_from_modules("{}", [("matching.rego", module)], ["data.matching.matched"])
            self.machines.append(regorus.Rvm())
            self.machines[-1].load_program(program)

    def modules(self):
        for first in range(0, len(self.rules), TOGETHER):
            lines = ["package matching", "import rego.v1"]
            for rule in self.rules[first:first + TOGETHER]:
                lines += ['matched contains "%s" if { %s }' % (rule["id"], "; ".join(body))
                          for body in fold(rule["when"], comparison, joined)]
            yield "\n".join(lines)

    def ready(self, profile):
        return json.dumps(profile)

    def match(self, profile):
        matched = []
        for machine in self.machines:
            machine.set_input_json(profile)
            matched += sorted(json.loads(machine.execute()))
        return matched


serve(Rego)
