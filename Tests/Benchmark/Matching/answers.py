"""What every engine must find: each rule is computed for all profiles at once, with a bit for each of them."""
import hashlib
import json

from workload import FACTS, Frequencies, value_of


class Answers:
    def __init__(self, path):
        with open(path) as file:
            self.profiles = [json.loads(line) for line in file]
        # The bit of the first profile is the lowest.
        self.truths = Frequencies(self.profiles)
        self.known = {}

    def matched(self, path):
        """The ids that match, as a text for each profile, by the rules in the file."""
        if path not in self.known:
            with open(path) as file:
                rules = json.load(file)["rules"]
            found = [[] for _ in self.profiles]
            for rule in rules:
                bits = bin(self.truths.bits(rule["when"]))[:1:-1]
                place = bits.find("1")
                while place >= 0:
                    found[place].append(rule["id"])
                    place = bits.find("1", place + 1)
            self.known[path] = [",".join(ids) for ids in found]
        return self.known[path]

    def slots(self):
        """What a parser must find: tenths, the place among the codes, 1 or 0, or nothing."""
        if "slots" not in self.known:
            self.known["slots"] = [",".join(slot(value_of(profile, path), kind, spec) for path, kind, spec, _ in FACTS)
                                   for profile in self.profiles]
        return self.known["slots"]


def slot(value, kind, spec):
    if value is None:
        return ""
    if kind == "enum":
        return str([code for code, _ in spec].index(value))
    return str(int(value) if kind == "bool" else round(value * 10))


def digest(texts, count):
    total = hashlib.sha256()
    for index in range(count):
        total.update(b"%d:%s\n" % (index, texts[index].encode()))
    return total.hexdigest()
