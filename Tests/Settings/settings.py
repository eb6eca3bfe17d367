#!/usr/bin/env python3
"""How often three settings get an answer: invented patients, with what each setting usually records.

    python3 -B Tests/Settings/settings.py PLUMBLINE RULES [SEED]

The patients and all rates are made up. Nothing clinical rests on them: they stand for a record in which most is missing, a careful
physiotherapist who takes the STarT Back, and a pain clinic that sends questionnaires ahead. The rates of recording were set once so that
the packs of the first edition (taken from the ledger of 0.1.0) answer about 0.6, 16 and 50 of 100 patients, and are frozen: RATES is not
changed to make a result look better. "Answered" is any decision but need-data.
"""

import json
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

PATIENTS = 3000
FLAGS = ["cauda_equina", "progressive_motor_deficit", "fracture", "malignancy", "infection", "inflammatory"]
FIRST_EDITION = {"ordinary record": 0.6, "careful physiotherapist": 16, "pain clinic": 50}

# The share of patients for whom a setting records each of these.
RATES = {
    "ordinary record": dict(
        flags=0.06, one_flag_left=0.3, suicide=0.05, region=0.95, duration=0.6, cause=0.6, surgery=0.7, goal=0.12, work=0.4, absence=0.3,
        fear=0.05, fabq_w=0.02, pcs=0.02, phq_9=0.1, item_9=0.5, phq_2=0.1, start=0.05, radicular=0.4, contact=0.05, gad_7=0.02),
    "careful physiotherapist": dict(
        flags=0.95, one_flag_left=0.05, suicide=0.35, region=1, duration=0.97, cause=0.95, surgery=0.98, goal=0.85, work=0.6, absence=0.6,
        fear=0.02, fabq_w=0.04, pcs=0.08, phq_9=0.1, item_9=0.6, phq_2=0.4, start=0.95, radicular=0.9, contact=0.2, gad_7=0.05),
    "pain clinic": dict(
        flags=0.97, one_flag_left=0.05, suicide=0.7, region=1, duration=0.97, cause=0.95, surgery=0.98, goal=0.85, work=0.9, absence=0.85,
        fear=0.6, fabq_w=0.4, pcs=0.8, phq_9=0.8, item_9=0.9, phq_2=0.1, start=0.4, radicular=0.9, contact=0.4, gad_7=0.6),
}


def score(draw, mean, spread, low, high):
    return max(low, min(high, round(draw.gauss(mean, spread))))


def patient(draw):
    """A patient as one who knew everything would describe them."""
    item_9 = draw.choices([0, 1, 2, 3], [94, 4, 1.5, 0.5])[0]
    phq_2 = score(draw, 2, 1.6, 0, 6)
    psychosocial = score(draw, 2.3, 1.4, 0, 5)
    operated = draw.random() < 0.12
    status = draw.choices(
        ["employed-full-time", "employed-part-time", "on-sick-leave", "unemployed", "disability", "retired", "student", "not-in-labour-force"],
        [35, 14, 12, 6, 5, 22, 3, 3])[0]
    return dict(
        age=draw.randint(18, 88), region=draw.choices(["lumbar", "thoracic", "cervical", "other"], [78, 5, 14, 3])[0],
        duration=draw.randint(1, 11) if draw.random() < 0.05 else draw.choice([draw.randint(12, 60), draw.randint(60, 800)]),
        cause=draw.random() < 0.06, radicular=draw.random() < 0.2,
        flags={flag: draw.random() < 0.003 for flag in FLAGS},
        surgery=dict(spinal=True, weeks_since=draw.choice([draw.randint(0, 11), draw.randint(12, 60), draw.randint(60, 900)]))
        if operated else dict(spinal=False),
        item_9=item_9, phq_2=phq_2, phq_9=phq_2 + item_9 + score(draw, 4, 3.5, 0, 18), disclosed=item_9 > 0,
        start=(psychosocial + score(draw, 2, 1, 0, 4), psychosocial),
        fabq_pa=score(draw, 14, 6, 0, 24), fabq_w=score(draw, 19, 11, 0, 42), tsk_17=score(draw, 38, 8, 17, 68), pcs=score(draw, 20, 12, 0, 52),
        gad_7=score(draw, 6, 5, 0, 21), goal=draw.choices(["function", "pain", "return-to-work", "stay-at-work"], [38, 40, 12, 10])[0],
        status=status, absence=0 if status.startswith("employed") and draw.random() < 0.7 else draw.randint(1, 60), contact=draw.random() < 0.8)


def recorded(draw, truth, rates):
    """What the setting writes down of a patient: the profile for the first edition's packs, and for the second's."""
    profile = {"patient": {"age": truth["age"]}}

    def note(rate, group, name, value):
        if draw.random() < rate:
            profile.setdefault(group, {})[name] = value

    note(rates["region"], "pain", "region", truth["region"])
    note(rates["duration"], "pain", "duration_weeks", truth["duration"])
    note(rates["cause"], "pain", "specific_cause", truth["cause"])
    note(rates["radicular"], "pain", "radicular_dominant", truth["radicular"])
    if draw.random() < rates["flags"]:
        profile["red_flags"] = dict(truth["flags"])
        if draw.random() < rates["one_flag_left"]:
            del profile["red_flags"][draw.choice(FLAGS)]
    if draw.random() < rates["surgery"]:
        profile["surgery"] = dict(truth["surgery"])
    note(rates["goal"], "goal", "primary", truth["goal"])
    note(rates["work"], "work", "status", truth["status"])
    note(rates["absence"], "work", "absence_weeks", truth["absence"])
    note(rates["contact"], "work", "employer_contact_consent", truth["contact"])
    note(rates["fear"], "fear", *draw.choice([("fabq_physical_activity", truth["fabq_pa"]), ("tsk_17", truth["tsk_17"])]))
    note(rates["fabq_w"], "fear", "fabq_work", truth["fabq_w"])
    note(rates["pcs"], "cognition", "pcs", truth["pcs"])
    note(rates["gad_7"], "mood", "gad_7", truth["gad_7"])
    if draw.random() < rates["phq_9"]:
        profile.setdefault("mood", {})["phq_9"] = truth["phq_9"]
        note(rates["item_9"], "mood", "phq_9_item_9", truth["item_9"])
    note(rates["phq_2"], "mood", "phq_2", truth["phq_2"])
    if draw.random() < rates["start"]:
        profile["risk"] = {"start_back_total": truth["start"][0], "start_back_psychosocial": truth["start"][1]}
    first, second = profile, json.loads(json.dumps(profile))
    if draw.random() < rates["suicide"]:
        first.setdefault("mood", {})["suicidal_ideation_disclosed"] = truth["disclosed"]
        second.setdefault("mood", {})["suicide_enquiry"] = "disclosed" if truth["disclosed"] else "none"
    return first, second


def first_edition(ledger, folder):
    """Writes the packs that the ledger of 0.1.0 holds."""
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as store:
        packs = {}
        for digest, name, text in store.execute("SELECT digest, name, text FROM pack_file"):
            packs.setdefault(digest, {})[name] = bytes(text)
    for files in packs.values():
        name = re.search(rb'^pack "([a-z-]+)"', files["pack.lua"], re.MULTILINE).group(1).decode()
        for file, text in files.items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)


def rows(plumbline, rules, profiles):
    text = "".join(json.dumps(dict(profile, id=str(number))) + "\n" for number, profile in enumerate(profiles))
    run = subprocess.run(
        [plumbline, "cohort", "-", "--rules", str(rules), "--as-of", "2026-11-20"], input=text, capture_output=True, text=True)
    found = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if len(found) != len(profiles):
        sys.exit(f"settings: {len(found)} rows for {len(profiles)} patients: {run.stderr[-500:]}")
    return found


def settled(row):
    """Whether the red flags and the question about suicidal thoughts hold nothing back, or have decided."""
    held = [gate for gate in row["gates"] if gate.split("/")[1] in STOPS]
    return row["decision"] != "need-data" or not held


FLAG_STOPS = [flag.replace("_", "-") for flag in FLAGS]
STOPS = FLAG_STOPS + ["suicide-risk", "suicide-question"]


def report(name, first, second):
    def share(rows, test):
        return 100 * sum(map(test, rows)) / max(1, len(rows))

    answered = lambda row: row["decision"] != "need-data"
    print(f"{name}: {len(second)} patients")
    print(f"  answered by the first edition's packs   {share(first, answered):5.1f} of 100")
    print(f"  answered now                            {share(second, answered):5.1f} of 100")
    clear = [row for row in second if settled(row)]
    print(f"  red flags and suicidal thoughts settled {share(second, settled):5.1f} of 100; of these answered {share(clear, answered):5.1f}"
          f" (first edition, the same patients: {share([a for a, b in zip(first, second) if settled(b)], answered):.1f})")
    blocked = [row for row in second if not answered(row)]
    reasons = {}
    for row in blocked:
        # The red flags are one question, read back by name.
        gates = {"a red flag" if gate.split("/")[1] in FLAG_STOPS else gate.split("/")[1] for gate in row["gates"]}
        for gate in gates:
            reasons.setdefault(gate, [0, 0])[0] += 1
            reasons[gate][1] += len(gates) == 1
    for gate, (held, alone) in sorted(reasons.items(), key=lambda item: -item[1][0]):
        apart = "  (unsettled)" if gate == "a red flag" or gate in STOPS else ""
        print(f"    held back by {gate:28} {100 * held / len(second):5.1f} of 100, released by one answer {100 * alone / len(second):5.1f}{apart}")


def main(plumbline, rules, seed):
    ledger = pathlib.Path(__file__).parent.parent / "Fixtures/ledger-0.1.0/ledger.sqlite"
    with tempfile.TemporaryDirectory() as scratch:
        old = pathlib.Path(scratch) / "first-edition"
        first_edition(ledger, old)
        print(f"seed {seed}")
        for name, rates in RATES.items():
            draw = random.Random(f"{seed} {name}")
            pairs = [recorded(draw, patient(draw), rates) for _ in range(PATIENTS)]
            first, second = rows(plumbline, old, [a for a, _ in pairs]), rows(plumbline, rules, [b for _, b in pairs])
            report(name, first, second)
            share = 100 * sum(row["decision"] != "need-data" for row in first) / PATIENTS
            if abs(share - FIRST_EDITION[name]) > 2:
                sys.exit(f"settings: the first edition answers {share:.1f} of 100 here, not {FIRST_EDITION[name]} (2 more or less)")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 20261129)
