"""Polars: an expression for each rule over columns; all of them in one query."""
from functools import reduce
from operator import and_, ge, gt, le, lt, or_

import polars

from protocol import ColumnEngine, fold, serve

KIND = {"int": polars.Int32, "dec": polars.Float64, "bool": polars.Boolean, "enum": polars.String}
COMPARE = {"lt": lt, "le": le, "gt": gt, "ge": ge}


def comparison(fact, op, value):
    column = polars.col(fact)
    if op in COMPARE:
        return COMPARE[op](column, value)
    if op == "in":
        return column.is_in(value)
    return column == value if op == "eq" else column != value


def joined(word, parts):
    return reduce(and_ if word == "all" else or_, parts)


class Polars(ColumnEngine):
    def __init__(self, workload):
        super().__init__(workload)
        self.schema, groups = {}, {}
        for fact in self.facts:
            group, _, name = fact["path"].rpartition(".")
            kind = polars.Enum(fact["values"]) if fact["type"] == "enum" else KIND[fact["type"]]
            (groups.setdefault(group, {}) if group else self.schema)[name] = kind
        self.schema |= {group: polars.Struct(fields) for group, fields in groups.items()}
        self.columns = [polars.col(group).struct.field(name).alias("%s.%s" % (group, name))
                        for group, fields in groups.items() for name in fields]
        self.query = [fold(rule["when"], comparison, joined).fill_null(False).alias(rule["id"]) for rule in self.rules]

    def read(self, path):
        return polars.read_ndjson(path, schema=self.schema).with_columns(self.columns)

    def find(self, frame):
        return frame.select(self.query)

    def total(self, found):
        return sum(found.sum().row(0))

    def rows(self, found):
        return super().rows(found.to_numpy())


serve(Polars)
