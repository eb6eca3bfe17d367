"""yyjson: parsing alone, to its own documents."""
import yyjson

from protocol import Parser, serve


class Yyjson(Parser):
    def find(self, lines):
        return list(map(yyjson.Document, lines))

    def plain(self, found):
        return found.as_obj


serve(Yyjson)
