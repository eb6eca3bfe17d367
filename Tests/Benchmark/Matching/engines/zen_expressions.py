"""ZEN (GoRules): one compiled expression, a list with the truth of each rule.

Only a decision can be traced, so `--trace` makes one, with an expression for each rule; its trace has the value of each
expression, not of each comparison.
"""
import json
from itertools import compress

import zen

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "in": "in"}


def comparison(fact, op, value):
    text = "%s %s %s" % (fact, WORD[op], json.dumps(value))
    return text if op in ("eq", "in") else "(%s != null and %s)" % (fact, text)


def joined(word, parts):
    return "(%s)" % {"all": " and ", "any": " or "}[word].join(parts)


def decision(expressions):
    names = ("inputNode", "expressionNode", "outputNode")
    nodes = [{"id": name, "name": name, "type": name} for name in names]
    nodes[1]["content"] = {"expressions": [{"id": key, "key": key, "value": text} for key, text in expressions]}
    edges = [{"id": "%s-%s" % pair, "sourceId": pair[0], "targetId": pair[1]} for pair in zip(names, names[1:])]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


class Zen(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        texts = [fold(rule["when"], comparison, joined) for rule in self.rules]
        self.expression = zen.compile_expression("[%s]" % ", ".join(texts))
        self.decision = decision(zip(self.ids, texts))

    def match(self, profile):
        if self.tracing:
            truths = self.decision.evaluate(profile, {"trace": True})["result"]
            return [name for name in self.ids if truths[name]]
        return list(compress(self.ids, self.expression.evaluate(profile)))


serve(Zen)
