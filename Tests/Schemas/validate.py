"""Validates JSON by a schema: `validate.py SCHEMA FILE` for a file of lines. Prints for each line `valid`, or the first problem.

Needs the package jsonschema. Numbers are read exactly, so that a step of 0.01 is one.
"""
import json
import sys
from decimal import Decimal

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

WHOLE = Draft202012Validator.TYPE_CHECKER.redefine(
    "integer", lambda checker, value: isinstance(value, int) and not isinstance(value, bool)
    or isinstance(value, Decimal) and value == value.to_integral_value())
Validator = extend(Draft202012Validator, type_checker=WHOLE)


def read(text):
    return json.loads(text, parse_float=Decimal)


def validator(path):
    with open(path, encoding="utf-8") as file:
        schema = read(file.read())
    Draft202012Validator.check_schema(json.loads(json.dumps(schema, default=float)))
    return Validator(schema)


if __name__ == "__main__":
    check = validator(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as lines:
        for line in lines:
            problems = sorted(check.iter_errors(read(line)), key=lambda one: len(one.absolute_path))
            where = problems and "/".join(map(str, problems[0].absolute_path))
            print(f"{where}: {problems[0].message}"[:300] if problems else "valid")
