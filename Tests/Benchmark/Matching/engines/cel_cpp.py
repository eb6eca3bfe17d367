"""CEL, the implementation in C++: one compiled expression for each rule."""
import json

from cel_expr_python import cel

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "in": "in"}


def comparison(fact, op, value):
    return "(has(p.%s) && p.%s %s %s)" % (fact, fact, WORD[op], json.dumps(value))


def joined(word, parts):
    return "(%s)" % {"all": " && ", "any": " || "}[word].join(parts)


class Cel(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        kind = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
        self.environment = cel.NewEnv(variables={"p": kind})
        self.programs = [(rule["id"], self.environment.compile(fold(rule["when"], comparison, joined)))
                         for rule in self.rules]

    def match(self, profile):
        given = self.environment.Activation({"p": profile})
        return [name for name, program in self.programs if program.eval(given).plain_value() is True]


serve(Cel)
