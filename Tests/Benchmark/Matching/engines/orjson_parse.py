"""orjson: parsing alone, to Python's dictionaries."""
import orjson

from protocol import Parser, serve


class Orjson(Parser):
    def find(self, lines):
        return list(map(orjson.loads, lines))

    def plain(self, found):
        return found


serve(Orjson)
