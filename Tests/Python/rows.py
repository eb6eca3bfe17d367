"""Tables of invented patients over the vocabulary in force. The same seed gives the same rows."""
import csv
import io
import os
import random

import workload

FACTS = workload.vocabulary(os.environ["PLUMBLINE_RULES"])


def cell(profile, path):
    for part in path.split("."):
        profile = profile.get(part, "") if isinstance(profile, dict) else ""
    if isinstance(profile, dict):
        return f"absent:{profile['absent']}" if "absent" in profile else ""
    return str(profile).lower() if isinstance(profile, bool) else profile


def profiles(seed, count):
    rng = random.Random(seed)
    return [workload.profile(rng, FACTS, number, workload.PLAIN_IDS) for number in range(count)]


def table(seed, count):
    """As CSV; what is absent for a reason is only absent, so that columns have one type."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    paths = [path for path, _, _ in FACTS]
    writer.writerow(["id", *paths])
    for one in profiles(seed, count):
        cells = [cell(one, path) for path in paths]
        writer.writerow([one["id"], *("" if str(value).startswith("absent:") else value for value in cells)])
    return out.getvalue()
