"""Draws profiles from a schema: `generate.py SCHEMA SEED COUNT`. Prints lines of `{"text": a profile, "valid": by the schema}`.

Half are valid by construction; of the others one place is changed: another value, a member too many, one too few.
"""
import json
import random
import re
import sys
from decimal import Decimal

from validate import read, validator

TEXTS = ["2026-03-02", "2026-03", "2024", "2024-02-29", "2026-02-30", "2025-02-29", "Dr A", "not-asked", ""]
OTHERS = [None, True, False, 0, 1, 3, -1, 17, 1000000, Decimal("2.5"), Decimal("20.01"), Decimal("20.005"), "lumbar",
          "2026-03-02", "2026-13", "declined", [], [1], ["function"], {}, {"absent": "not-asked"}, {"absent": "stale"},
          {"absent": "why"}, {"absent": "stale", "value": 3, "observed": "2026-03-02"}, {"at_least": 3}, {"at_most": 3},
          {"at_least": 2, "at_most": 4}, {"between": [2, 4]}, {"between": [2]}, {"one_of": [True]}, {"one_of": []},
          {"one_of": ["function", "pain"]}, {"days_ago": 42}, {"days_ago": {"at_least": 3}}, {"codes": []},
          {"codes": ["doac"], "complete": True}, {"readings": []}, {"read_back": False},
          {"between": ["2026-03-02", "2026-03-20"]}, [{"value": 150, "observed": "2026-03-02"}]]


class Drawing:
    def __init__(self, schema, seed):
        self.root, self.random = schema, random.Random(seed)

    def follow(self, schema):
        while "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
            schema = self.root["$defs"][name]
        return schema

    def value(self, schema, depth=0):
        draw, schema = self.random, self.follow(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return draw.choice(schema["enum"])
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return self.value(draw.choice(schema[choice]), depth)
        kind = schema.get("type", "string")
        kind = draw.choice(kind) if isinstance(kind, list) else kind
        if kind == "object":
            return self.object(schema, depth)
        if kind == "array":
            return self.array(schema, depth)
        if kind in ("integer", "number"):
            low, step = Decimal(schema.get("minimum", 0)), Decimal(schema.get("multipleOf", 1))
            number = low + step * draw.randint(0, int((Decimal(schema.get("maximum", 9)) - low) / step))
            return int(number) if number == number.to_integral_value() else number
        fitting = [text for text in TEXTS if re.search(schema.get("pattern", ""), text)]
        return {"boolean": draw.random() < 0.5, "null": None, "string": draw.choice(fitting or TEXTS)}[kind]

    def object(self, schema, depth):
        required, known = schema.get("required", []), list(schema.get("properties", {}))
        count = self.random.randint(0, 4 if depth == 0 else 2)
        more = [key for key in known if key not in required]
        keys = required + self.random.sample(more, min(count, len(more)))
        return {key: self.value(schema["properties"][key], depth + 1) for key in keys}

    def array(self, schema, depth):
        if "prefixItems" in schema:
            return [self.value(item, depth + 1) for item in schema["prefixItems"]]
        count = self.random.randint(schema.get("minItems", 0), min(schema.get("maxItems", 3), 3))
        items = [self.value(schema["items"], depth + 1) for _ in range(count)]
        return sorted(set(items)) if schema.get("uniqueItems") else items

    def changed(self, value):
        """Returns the value with one place of it changed."""
        draw = self.random
        if isinstance(value, dict) and value and draw.random() < 0.85:
            key = draw.choice(list(value))
            if draw.random() < 0.1:
                return {k: v for k, v in value.items() if k != key}
            if draw.random() < 0.1:
                return {**value, draw.choice(["extra", "absent", "at_most", "complete", "1"]): draw.choice(OTHERS)}
            return {**value, key: self.changed(value[key])}
        if isinstance(value, list) and value and draw.random() < 0.6:
            place = draw.randrange(len(value))
            return value[:place] + [self.changed(value[place])] + value[place + 1:]
        return draw.choice(OTHERS)


if __name__ == "__main__":
    check = validator(sys.argv[1])
    with open(sys.argv[1], encoding="utf-8") as file:
        drawing = Drawing(read(file.read()), int(sys.argv[2]))
    for number in range(int(sys.argv[3])):
        profile = drawing.value(drawing.root)
        profile = drawing.changed(profile) if number % 2 else profile
        text = json.dumps(profile, default=lambda number: "\ue000" + str(number) + "\ue000")
        text = text.replace('"\\ue000', "").replace('\\ue000"', "")
        print(json.dumps({"text": text, "valid": check.is_valid(read(text))}))
