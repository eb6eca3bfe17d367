"""JSON-Logic, the implementation in Rust: all rules in one `merge`. It reads rules and profile as text for every profile."""
import json
from itertools import compress

import jsonlogic_rs

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "===", "ne": "!==", "in": "in"}


def comparison(fact, op, value):
    variable = {"var": fact}
    compared = {WORD[op]: [variable, value]}
    return compared if op in ("eq", "in") else {"and": [{"!==": [variable, None]}, compared]}


def joined(word, parts):
    return {{"all": "and", "any": "or"}[word]: parts}


class JsonLogic(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        self.logic = json.dumps({"merge": [fold(rule["when"], comparison, joined) for rule in self.rules]})

    def ready(self, profile):
        return json.dumps(profile)

    def match(self, profile):
        truths = jsonlogic_rs.apply_serialized(self.logic, profile, json.loads)
        return list(compress(self.ids, truths))


serve(JsonLogic)
