"""CEL, the implementation in C++: compiled expressions, each a list with the truths of some rules."""
import json
from itertools import chain, compress

from cel_expr_python import cel

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "in": "in"}


# An expression has at most 100,000 characters.
TOGETHER = 200


def comparison(fact, op, value):
    return "(has(p.%s) && p.%s %s %s)" % (fact, fact, WORD[op], json.dumps(value))


def joined(word, parts):
    return "(%s)" % {"all": " && ", "any": " || "}[word].join(parts)


class Cel(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        kind = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
        self.environment = cel.NewEnv(variables={"p": kind})
        texts = [fold(rule["when"], comparison, joined) for rule in self.rules]
        self.programs = [self.environment.compile("[%s]" % ", ".join(texts[first:first + TOGETHER]))
                         for first in range(0, len(texts), TOGETHER)]

    def match(self, profile):
        given = self.environment.Activation({"p": profile})
        truths = chain.from_iterable(program.eval(given).plain_value() for program in self.programs)
        return list(compress(self.ids, truths))


serve(Cel)
