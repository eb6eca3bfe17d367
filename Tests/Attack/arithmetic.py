"""A typing error silences no emergency, arithmetic is used, and no answer repeats what it must not."""

import json
import os

import packs
from desk import answered, flagged, is_stop, named

FORMS = ("text", "json", "markdown", "html")


def typing_error(desk):
    """A score out of range beside a flag that is true, in each format: the flag first."""
    errors = {
        "out of range": {"mood": {"phq_9": 99}},
        "no such fact": {"mood": {"phq9": 12}},
        "wrong type": {"pain": {"intensity": "seven"}},
        "contradiction": {"mood": {"phq_9": 2, "phq_9_item_9": 3}},
    }
    for name, more in errors.items():
        for form in FORMS:
            with desk.folder() as folder:
                ledger = os.path.join(folder, "own", "ledger.sqlite")
                run = desk.recommend(flagged(**more), ledger, "--format", form)
                text = run.output or run.error
                place, error = named(text), min((at for at in (text.find("phq"), text.find("intensity")) if at >= 0), default=len(text))
                if form == "json":
                    try:
                        json.loads(run.output)
                    except ValueError:
                        place = -1
                first = 0 <= place < error
                recorded = len(desk.names(ledger))
                desk.verdict(f"typing_error, {name}, {form}", run.code == 21 and first and recorded == 1,
                             f"{run}, flag first: {first}, {recorded} recorded")
    broken = '{"red_flags": {"cauda_equina": true}, "mood": {"phq_9": 12,}}'
    run = desk.run("recommend", "-", "--no-record", profile=broken)
    desk.verdict("typing_error, a comma too many", run.code == 21 and named(run.output + run.error) >= 0, run)
    plain = desk.recommend(answered(mood={"phq_9": 99}), None)
    desk.verdict("typing_error, without a flag", plain.code == 65 and named(plain.output + plain.error) < 0, plain)


def item_nine(desk):
    """PHQ-9 scores that are impossible without a positive item 9, with item 9 unanswered."""
    for name, mood, stops in (
        ("26", {"phq_9": 26}, True),
        ("25", {"phq_9": 25}, True),
        ("24", {"phq_9": 24}, False),
        ("21 and PHQ-2 of 2", {"phq_9": 21, "phq_2": 2}, True),
        ("20 and PHQ-2 of 2", {"phq_9": 20, "phq_2": 2}, False),
        ("26 and item 9 declined", {"phq_9": 26, "phq_9_item_9": {"absent": "asked-declined"}}, True),
    ):
        run = desk.recommend(answered(mood=mood), None, "--format", "json")
        desk.verdict(f"item_nine, PHQ-9 {name}", run.code == 0 and is_stop(run) == stops, f"{run}, stop: {is_stop(run)}")


def total_code(desk):
    """GAD-2 does not have the LOINC code of the PHQ-4's total."""
    texts = [open(os.path.join(at, name)).read() for at, _, names in os.walk(desk.rules) for name in names if name.endswith(".lua")]
    count = sum(text.count("70272-0") for text in texts)
    desk.verdict("total_code", count == 0, f"70272-0 stands {count} times")


def constraint_over_flag(desk):
    """A pack with a constraint on a red flag, or on a fact that a stop reads."""
    for name, condition in (
        ("a flag", "red_flags.cauda_equina :is(false)"),
        ("item 9", "mood.phq_9_item_9 :at_most(0)"),
        ("a disclosure", "mood.suicidal_ideation_disclosed :is(false)"),
        ("a score that a stop reads", "mood.phq_9 :at_most(20)"),
    ):
        with desk.folder() as folder:
            pack = packs.write(folder, "law", {"pack.lua": packs.MANIFEST % "law" + f'constraint "c" {{ holds = {condition}, because = "b" }}\n'})
            profile = {"red_flags": {"cauda_equina": True}, "mood": {"phq_9": 26, "phq_9_item_9": 2, "suicidal_ideation_disclosed": True}}
            run = desk.recommend(profile, None, "--format", "json", rules=[desk.rules, pack])
            held = run.code in (21, 65) and named(run.output + run.error) >= 0 or is_stop(run)
            desk.verdict(f"constraint_over_flag, {name}", held, run)


def echoed_names(desk):
    """A key of a profile, or a column, that could be a person's name is not repeated."""
    for key in ("anna_example_1961", "p-19610412-4711", "anna.example"):
        for name, profile in (("top", {key: 1}), ("group", {"pain": {key: 1}}), ("twice", None)):
            text = json.dumps(profile) if profile else f'{{"pain": {{"{key}": 1, "{key}": 2}}}}'
            run = desk.run("recommend", "-", "--no-record", profile=text)
            desk.verdict(f"echoed_names, {name}, {key}", run.code == 65 and key not in run.output + run.error, run)
        run = desk.run("cohort", "-", "--input", "csv", profile=f"id,{key}\n1,2\n")
        desk.verdict(f"echoed_names, column, {key}", run.code == 65 and key not in run.output + run.error, run)
    near = desk.run("recommend", "-", "--no-record", profile='{"pain": {"intensty": 3}}')
    desk.verdict("echoed_names, a slip is helped", near.code == 65 and "intensity" in near.error, near)


def exit_codes(desk):
    """With --exit-code the decision's own codes, but never for a stop that was not recorded."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        stop = desk.recommend(flagged(), ledger, "--exit-code", "--format", "json")
        answer = desk.recommend(answered(), ledger, "--exit-code")
        desk.verdict("exit_codes, recorded", stop.code == 10 and answer.code == 0, f"stop {stop.code}, recommend {answer.code}")
        with desk.locked(ledger):
            failed = desk.recommend(flagged(), ledger, "--exit-code", "--format", "json")
        desk.verdict("exit_codes, not recorded", failed.code == 20 and is_stop(failed), failed)


ATTACKS = [typing_error, item_nine, total_code, constraint_over_flag, echoed_names, exit_codes]
