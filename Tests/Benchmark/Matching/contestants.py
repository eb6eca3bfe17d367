"""The engines that are compared, and how each is started."""
import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
BUILD = os.path.join(ROOT, ".build")
WORK = os.path.join(BUILD, "matching")

MODES = {
    "match": "matching only",
    "lines": "NDJSON in, matched ids out",
    "trace": "with a trace of every rule",
    "trace-json": "with that trace as JSON",
    "parse": "parsing alone",
}
BASE = "lua"


class Contestant:
    def __init__(self, label, start, modes=("match", "lines"), *, options=(), reads="rules", least=8):
        self.label, self.start, self.modes, self.options, self.reads = label, start, modes, options, reads
        # The fewest profiles that are fair: an engine of columns plans again for each query.
        self.least = least

    def missing(self):
        """The program, if it is missing."""
        program = self.start[-1] if self.start[-1].startswith(WORK) else self.start[0]
        return None if os.path.exists(program) or shutil.which(program) else os.path.relpath(program, ROOT)

    def command(self, mode, size, profiles, count):
        name = "rules_%d.json" % size if self.reads == "rules" else "pack_%d" % size
        words = self.start + [os.path.join(WORK, name), profiles, str(count)]
        return words + ([] if mode == "match" else ["--" + mode]) + list(self.options)


def engine(name):
    return os.path.join(HERE, "engines", name)


def python(name):
    return [os.path.join(BUILD, "benchmark-venv", "bin", "python"), "-B", engine(name)]


CONTESTANTS = {
    "lua": Contestant("plain Lua 5.4", ["lua5.4", engine("lua.lua")], tuple(MODES)),
    "plumbline": Contestant("Plumbline", [os.path.join(BUILD, "release", "matching-benchmark")], tuple(MODES), reads="packs"),
    "lua-fused": Contestant("Lua 5.4, rules fused", ["lua5.4", engine("lua.lua")], options=["--fused"]),
    "lua-json": Contestant("Lua 5.4 and lua-cjson", ["lua5.4", engine("lua.lua")], ("trace-json",)),
    "luajit": Contestant("LuaJIT, rules fused", ["luajit", engine("lua.lua")], options=["--fused"]),
    "polars": Contestant("Polars", python("polars_columns.py"), least=20_000),
    "duckdb": Contestant("DuckDB", python("duckdb_columns.py"), least=20_000),
    "clips": Contestant("CLIPS", python("clips.py") + [os.path.join(WORK, "clips")], ("match",)),
    "zen": Contestant("ZEN", python("zen_expressions.py"), ("match", "lines", "trace")),
    "rego": Contestant("Rego (regorus)", python("rego.py")),
    "cel": Contestant("CEL (C++)", python("cel_cpp.py")),
    "cedar": Contestant("Cedar", python("cedar.py")),
    "json-logic": Contestant("JSON-Logic (Rust)", python("jsonlogic.py")),
    "simdjson": Contestant("simdjson, to slots", [os.path.join(WORK, "simdjson")], ("parse",)),
    "yyjson": Contestant("yyjson, documents", python("yyjson_parse.py"), ("parse",)),
    "orjson": Contestant("orjson, dictionaries", python("orjson_parse.py"), ("parse",)),
}
