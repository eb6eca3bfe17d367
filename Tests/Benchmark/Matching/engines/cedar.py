"""Cedar: a policy for each rule; those that permit are the answer. Decimals are tenths, since Cedar compares integers."""
import json

import cedarpy

from protocol import Engine, fold, serve

WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
REQUEST = {"principal": 'Patient::"p"', "action": 'Action::"match"', "resource": 'Guideline::"g"'}
BATCH = 256


def tenths(value):
    return round(value * 10) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def comparison(fact, op, value):
    place = "context." + fact
    group, _, name = place.rpartition(".")
    if op == "in":
        text = "%s.contains(%s)" % (json.dumps(value), place)
    else:
        text = "%s %s %s" % (place, WORD[op], json.dumps(tenths(value)))
    return "(%s has %s && %s)" % (group, name, text)


def joined(word, parts):
    return "(%s)" % {"all": " && ", "any": " || "}[word].join(parts)


class Cedar(Engine):
    def __init__(self, workload):
        super().__init__(workload)
        policies = ['@id("%s") permit(principal, action, resource) when { %s };'
                    % (rule["id"], fold(rule["when"], comparison, joined)) for rule in self.rules]
        self.policies = cedarpy.PolicySet.from_str("\n".join(policies))
        self.entities = cedarpy.Entities.from_json_str("[]")

    def ready(self, profile):
        context = {key: {name: tenths(each) for name, each in value.items()} if isinstance(value, dict) else tenths(value)
                   for key, value in profile.items()}
        return REQUEST | {"context": json.dumps(context)}

    def find(self, requests):
        answers = []
        for first in range(0, len(requests), BATCH):
            answers += cedarpy.is_authorized_batch(requests[first:first + BATCH], self.policies, self.entities)
        return [sorted(answer.diagnostics.id_annotations_by_reason.values()) for answer in answers]


serve(Cedar)
