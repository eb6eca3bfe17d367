"""DuckDB: a column of the answer for each rule, in one query."""
import duckdb
import numpy

from protocol import ColumnEngine, fold, serve

KIND = {"int": "INTEGER", "dec": "DECIMAL(5, 1)", "bool": "BOOLEAN"}
WORD = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=", "ne": "<>", "in": "IN"}


def literal(value):
    if isinstance(value, list):
        return "(%s)" % ", ".join(map(literal, value))
    return "'%s'" % value if isinstance(value, str) else str(value)


def comparison(fact, op, value):
    return '"%s" %s %s' % (fact, WORD[op], literal(value))


def joined(word, parts):
    return "(%s)" % {"all": " AND ", "any": " OR "}[word].join(parts)


class DuckDB(ColumnEngine):
    def __init__(self, workload):
        super().__init__(workload)
        self.database = duckdb.connect(config={"threads": 1})
        columns, groups = [], {}
        for fact in self.facts:
            group, _, name = fact["path"].rpartition(".")
            kind = KIND.get(fact["type"]) or "ENUM(%s)" % ", ".join(map(literal, fact["values"]))
            if group:
                groups.setdefault(group, []).append('"%s" %s' % (name, kind))
            else:
                columns.append((name, kind))
        columns += [(group, "STRUCT(%s)" % ", ".join(fields)) for group, fields in groups.items()]
        self.columns = "{%s}" % ", ".join("'%s': '%s'" % (name, kind.replace("'", "''")) for name, kind in columns)
        self.flat = ", ".join('%s AS "%s"' % (fact["path"], fact["path"]) for fact in self.facts)
        self.query = "SELECT %s FROM profiles" % ", ".join(
            "coalesce(%s, false)" % fold(rule["when"], comparison, joined) for rule in self.rules)

    def read(self, path):
        self.database.execute(
            "CREATE OR REPLACE TABLE profiles AS SELECT %s FROM read_json('%s', format = 'newline_delimited', columns = %s)"
            % (self.flat, path, self.columns))

    def find(self, _):
        return list(self.database.execute(self.query).fetchnumpy().values())

    def total(self, found):
        return int(sum(map(numpy.count_nonzero, found)))

    def rows(self, found):
        return super().rows(numpy.stack(found, axis=1))


serve(DuckDB)
