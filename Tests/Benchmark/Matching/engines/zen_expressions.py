"""ZEN (GoRules): a decision with one expression for each rule. Its trace has the value of each expression, not of each comparison."""
import json

import zen

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "in": "in"}


def comparison(fact, op, value):
    text = "%s %s %s" % (fact, WORD[op], json.dumps(value))
    return text if op in ("eq", "in") else "(%s != null and %s)" % (fact, text)


def joined(word, parts):
    return "(%s)" % {"all": " and ", "any": " or "}[word].join(parts)


class Zen(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        expressions = [{"id": rule["id"], "key": rule["id"], "value": fold(rule["when"], comparison, joined)}
                       for rule in self.rules]
        names = ("inputNode", "expressionNode", "outputNode")
        nodes = [{"id": name, "name": name, "type": name} for name in names]
        nodes[1]["content"] = {"expressions": expressions}
        edges = [{"id": "%s-%s" % pair, "sourceId": pair[0], "targetId": pair[1]} for pair in zip(names, names[1:])]
        self.decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def match(self, profile):
        truths = self.decision.evaluate(profile, {"trace": self.tracing})["result"]
        return [name for name in self.ids if truths[name]]


serve(Zen)
