"""measure.py ROWS: frames against the command on the same rows, in one run, alternately. Started by check.sh --measure."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

import pandas
import plumbline
import polars
from rows import table

ROUNDS = 5
rows = int(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    source = f"{folder}/patients.csv"
    with open(source, "w", encoding="utf-8") as file:
        file.write(table(1, rows))
    frames = {"polars": polars.read_csv(source, infer_schema_length=None), "pandas": pandas.read_csv(source)}

    def command():
        done = subprocess.run([os.environ["PLUMBLINE"], "cohort", source, "--format", "csv", "--output", f"{folder}/answers.csv",
                               "--rejects", f"{folder}/refused.ndjson"], stderr=subprocess.DEVNULL, check=False)
        assert done.returncode in (0, 65), done.returncode

    works = {"command": command, **{name: lambda frame=frame: plumbline.decide(frame) for name, frame in frames.items()}}
    seconds = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            began = time.monotonic()
            work()
            seconds[name].append(time.monotonic() - began)
for name, found in seconds.items():
    middle = statistics.median(found)
    shares = [100 * base / own for base, own in zip(seconds["command"], found)]
    print(f"{name:8} {rows / middle:9,.0f} rows a second, {statistics.median(shares):4.0f} % of the command's ({min(shares):.0f} to {max(shares):.0f})")
