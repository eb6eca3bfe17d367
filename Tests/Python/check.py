"""What `import plumbline` promises, one function for each promise. Started by check.sh."""
import datetime
import decimal
import enum
import io
import itertools
import os
import subprocess
import tempfile
import unittest

import numpy
import pandas
import plumbline
import polars
from rows import profiles, table

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BOTH = f"{ROOT}/Rules:{ROOT}/Examples/guidelines/osteoarthritis"
DAY = "2026-11-20"
OF_REFUSAL = ["refused", "stops", "possible_stops", "ask_first"]


def listed(frame):
    """A frame's rows as lists, with None for what is missing."""
    rows = frame.rows() if isinstance(frame, polars.DataFrame) else frame.astype(object).where(frame.notna(), None).values.tolist()
    return [list(row) for row in rows]


class Frames(unittest.TestCase):
    def test_a_row_has_the_answer_that_the_command_gives_to_the_same_line(self):
        text = table(7, 3000)
        done = subprocess.run([os.environ["PLUMBLINE"], "cohort", "-", "--input", "csv", "--format", "csv"], input=text.encode(),
                              capture_output=True, check=False)
        command = list(csv_rows(done.stdout))
        for frame in (pandas.read_csv(io.StringIO(text)), polars.read_csv(io.StringIO(text), infer_schema_length=None),
                      pandas.read_csv(io.StringIO(text), dtype=str), pandas.read_csv(io.StringIO(text)).convert_dtypes()):
            answers = plumbline.decide(frame)
            self.assertIs(type(answers), type(frame))
            self.assertEqual(len(answers), 3000)
            rows = listed(answers)
            refused = list(answers.columns).index("refused")
            answered = [row[:refused] for row in rows if row[refused] is None]
            self.assertEqual(answered, command)
            self.assertGreater(len(answered), 2500)
            self.assertLess(len(answered), 3000)

    def test_a_frame_and_a_list_agree_row_by_row(self):
        given = profiles(3, 200)
        rows = plumbline.decide(given)
        self.assertEqual([row["line"] for row in rows], list(range(1, 201)))
        answers = plumbline.decide(polars.DataFrame({path: [flat(one).get(path) for one in given] for path in sorted({k for one in given for k in flat(one)})}))
        self.assertEqual([row.get("decision") for row in rows], answers["decision"].to_list())

    def test_order_and_index_are_kept_whatever_was_refused(self):
        index = pandas.MultiIndex.from_tuples([("b", 2), ("a", 1), ("a", 1), ("c", 9)])
        frame = pandas.DataFrame({"patient.age": [40, 999, 41, 1000], "red_flags.cauda_equina": [True, True, None, False]}, index=index)
        for given in (frame, polars.DataFrame({name: values.tolist() for name, values in frame.items()})):
            answers = plumbline.decide(given)
            self.assertEqual([row[0] for row in listed(answers)], ["stop", None, "need-data", None])
            self.assertEqual([row[-4:] for row in listed(answers)][1],
                             ["patient.age: a number out of range; it must be a whole number from 0 to 120 (a)", "red-flags/cauda-equina", None, None])
            self.assertEqual(list(answers.columns)[-4:], OF_REFUSAL)
        self.assertTrue(plumbline.decide(frame).index.equals(index))

    def test_what_is_missing_is_absent_in_every_form_of_missing(self):
        missing = [None, float("nan"), numpy.nan, pandas.NA, pandas.NaT, ""]
        frame = pandas.DataFrame({"fear.tsk_17": pandas.Series([44, *missing], dtype=object)})
        answers = plumbline.decide(frame)
        self.assertTrue((answers["decision"] == "need-data").all(), answers["refused"].tolist())
        only = plumbline.decide(pandas.DataFrame({"fear.tsk_17": [None, None]}))
        self.assertEqual(only["needs"].tolist(), [plumbline.decide(pandas.DataFrame({"id": ["x"]}))["needs"][0]] * 2)

    def test_whole_numbers_are_whole_in_a_column_of_floats_and_others_are_refused(self):
        for column in (pandas.DataFrame({"patient.age": [40.0, None, 40.5, float("inf")]}), polars.DataFrame({"patient.age": [40.0, None, 40.5, float("inf")]})):
            refused = [row[-4] is not None for row in listed(plumbline.decide(column))]
            self.assertEqual(refused, [False, False, True, True])
        frame = pandas.DataFrame({"pain.intensity": pandas.Series([decimal.Decimal("7"), numpy.int64(7), numpy.float64(7), 7], dtype=object)})
        self.assertTrue(plumbline.decide(frame)["refused"].isna().all())

    def test_a_yes_is_not_a_one(self):
        values = [True, 1, 1.0, "true", numpy.True_, False, 0]
        frame = pandas.DataFrame({"red_flags.cauda_equina": pandas.Series(values, dtype=object)})
        self.assertEqual([row[0] for row in listed(plumbline.decide(frame))], ["stop", None, None, "stop", "stop", "need-data", None])
        flags = polars.DataFrame({"red_flags.cauda_equina": [True, False, None]})
        self.assertEqual(plumbline.decide(flags)["decision"].to_list(), ["stop", "need-data", "need-data"])

    def test_categories_enumerations_ranges_and_reasons_are_read(self):
        class Region(str, enum.Enum):
            LUMBAR = "lumbar"
        frames = [pandas.DataFrame({"pain.region": pandas.Categorical(["lumbar", "lumbar|thoracic", None])}),
                  pandas.DataFrame({"pain.region": [Region.LUMBAR, "absent:asked-declined", None]}),
                  polars.DataFrame({"pain.region": polars.Series(["lumbar", "thoracic", None], dtype=polars.Categorical)})]
        for frame in frames:
            self.assertEqual([row[-4] for row in listed(plumbline.decide(frame))], [None] * 3)

    def test_text_is_quoted_and_no_line_break_shifts_a_row(self):
        given = ['a"b', "a,b", "a\nb", "a\r\nb", "=1+1", " "]
        for frame in (pandas.DataFrame({"notes": given, "patient.age": 40}), polars.DataFrame({"notes": given, "patient.age": [40] * 6})):
            answers = plumbline.decide(frame)
            self.assertEqual([row[0] for row in listed(answers)], ["need-data"] * 6, listed(answers))
            with self.assertRaisesRegex(ValueError, "^row 2, column 'id': a line break in it; a row is one line$"):
                plumbline.decide(frame.rename(columns={"notes": "id"}) if isinstance(frame, pandas.DataFrame) else frame.rename({"notes": "id"}))

    def test_an_empty_frame_gives_an_empty_one(self):
        for frame in (pandas.DataFrame({"patient.age": []}), polars.DataFrame({"patient.age": []})):
            answers = plumbline.decide(frame)
            self.assertEqual((len(answers), list(answers.columns)[0], list(answers.columns)[-4:]), (0, "decision", OF_REFUSAL))

    def test_all_may_be_refused(self):
        for frame in (pandas.DataFrame({"patient.age": [999, 1000]}), polars.DataFrame({"patient.age": [999, 1000]})):
            self.assertEqual([row[0] for row in listed(plumbline.decide(frame))], [None, None])

    def test_several_guidelines_give_a_row_each(self):
        frame = pandas.DataFrame({"patient.age": [40, 999, 50]}, index=["x", "y", "z"])
        answers = with_rules(BOTH, lambda: plumbline.decide(frame))
        self.assertEqual(answers.index.tolist(), ["x", "x", "y", "z", "z"])
        self.assertEqual(answers["guideline_id"].nunique(), 2)

    def test_rows_are_recorded_if_a_ledger_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"{folder}/ledger.sqlite"
            answers = plumbline.decide(pandas.DataFrame({"id": ["p1", "p2"], "patient.age": [40, 50]}), ledger=ledger)
            self.assertEqual(len(answers), 2)
            listed_ = subprocess.run([os.environ["PLUMBLINE"], "audit", "list", "--ledger", ledger, "--format", "json"], capture_output=True, check=True)
            self.assertEqual(len(listed_.stdout.splitlines()), 2)


class Errors(unittest.TestCase):
    SECRET = "Janssen-4711"

    def test_no_value_is_in_an_exception(self):
        secret = self.SECRET
        frames = [pandas.DataFrame({"patient.age": [40, [secret]]}), pandas.DataFrame({"patient.age": [object(), {secret: 1}]}),
                  polars.DataFrame({"patient.age": [[secret]]})]
        for frame in frames:
            with self.assertRaises(TypeError) as caught:
                plumbline.decide(frame)
            self.assertRegex(str(caught.exception), r"^row [01], column 'patient\.age': a value of type \w+ cannot be a fact; ")
            self.assertIsNone(caught.exception.__cause__)
            self.assertNotIn(secret, str(caught.exception))
        for given in ({"patient": {"age": secret}}, {"fear": {"tsk_17": 471100}}):
            with self.assertRaises(plumbline.Refused) as refused:
                plumbline.decide(given)
            self.assertNotIn("4711", str(refused.exception))
        answers = plumbline.decide(pandas.DataFrame({"patient.age": [secret], "pain.region": [secret]}))
        self.assertNotIn("4711", answers.to_csv())

    def test_a_column_that_is_no_fact_is_named_with_the_nearest(self):
        for frame in (pandas.DataFrame({"fear.tsk17": [44]}), polars.DataFrame({"fear.tsk17": [44]})):
            with self.assertRaisesRegex(plumbline.Refused, "did you mean 'fear.tsk_17'"):
                plumbline.decide(frame)
        with self.assertRaisesRegex(TypeError, "^column 1 has no name that is text"):
            plumbline.decide(pandas.DataFrame({0: [44]}))

    def test_packs_that_do_not_load_are_refused_as_such(self):
        for given in ({}, [{}], pandas.DataFrame({"patient.age": [40]})):
            with self.assertRaises(plumbline.Refused) as refused:
                plumbline.decide(given, rules="/nowhere")
            self.assertEqual(refused.exception.code, 66)
        with tempfile.TemporaryDirectory() as folder, open(f"{folder}/pack.lua", "w", encoding="utf-8") as file:
            file.write("pack")
            file.flush()
            with self.assertRaises(plumbline.Refused) as refused:
                plumbline.decide(pandas.DataFrame({"patient.age": [40]}), rules=folder)
            self.assertEqual(refused.exception.code, 65)

    def test_what_is_no_patient_is_refused_before_anything_runs(self):
        for given in (7, "{}", polars.LazyFrame({"patient.age": [1]}), (one for one in ())):
            with self.assertRaisesRegex(TypeError, "neither a profile"):
                plumbline.decide(given)


class Streams(unittest.TestCase):
    def test_rows_come_while_profiles_are_still_read(self):
        read = itertools.count()
        first = next(plumbline.decide_each({"id": str(next(read))} for _ in itertools.count()))
        self.assertEqual((first["line"], first["decision"]), (1, "need-data"))

    def test_what_the_profiles_raise_is_raised(self):
        def given():
            yield {}
            raise LookupError("the source ended")
        with self.assertRaisesRegex(LookupError, "the source ended"):
            list(plumbline.decide_each(given()))

    def test_a_refused_profile_is_a_row_in_its_place(self):
        rows = plumbline.decide([{"patient": {"age": 40}}, {"patient": {"age": 999}, "red_flags": {"infection": True}}, {}])
        self.assertEqual([row.get("decision") for row in rows], ["need-data", None, "need-data"])
        self.assertEqual(rows[1]["stops"], ["red-flags/infection"])


class Notebook(unittest.TestCase):
    def test_the_notebook_runs_and_holds_no_results(self):
        import nbclient
        import nbformat

        notebook = nbformat.read(f"{ROOT}/Examples/notebook/guideline-group.ipynb", 4)
        self.assertFalse([cell for cell in notebook.cells if cell.get("outputs")])
        nbclient.NotebookClient(notebook, timeout=300).execute()
        shown = [output["data"] for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
        self.assertEqual(sum("image/svg+xml" in data for data in shown), 3)
        self.assertRegex(shown[-1]["text/markdown"], r"^\*\*[1-9]\d* of 2000\*\* of these patients get another answer\.")


class Authors(unittest.TestCase):
    PACK = f"{ROOT}/Examples/pack-template/packs/sleep-hygiene"

    def test_authors_get_what_the_commands_find(self):
        self.assertEqual(plumbline.check(self.PACK)["findings"], [])
        self.assertEqual(plumbline.test(self.PACK, coverage=True)["coverage"]["mcdc"]["percent"], 100)
        self.assertEqual(plumbline.diff(self.PACK, self.PACK)["verdict"], "no-answer-changes")
        self.assertTrue(plumbline.prove(self.PACK)["ok"])
        self.assertTrue(plumbline.missing({}, as_of=DAY))
        self.assertEqual(plumbline.explain({}, as_of=DAY)["answer"]["decision"], "need-data")

    def test_what_fails_is_found_and_not_raised(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["cp", "-R", self.PACK, f"{folder}/sleep-hygiene"], check=True)
            path = f"{folder}/sleep-hygiene/rules/example.lua"
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace("at_least(5),   --", "at_least(4),   --"))
            self.assertEqual(plumbline.test(f"{folder}/sleep-hygiene")["failed"], 1)
            self.assertFalse(plumbline.prove(f"{folder}/sleep-hygiene")["ok"])
            self.assertEqual(plumbline.diff(self.PACK, f"{folder}/sleep-hygiene")["verdict"], "answers-change")


def csv_rows(output):
    import csv

    rows = csv.reader(io.StringIO(output.decode()))
    next(rows)
    return ([cell or None for cell in row[2:]] for row in rows)


def flat(profile):
    return {f"{group}.{name}": value for group, members in profile.items() if isinstance(members, dict) for name, value in members.items()
            if not isinstance(value, dict)}


def with_rules(rules, work):
    kept = os.environ["PLUMBLINE_RULES"]
    os.environ["PLUMBLINE_RULES"] = rules
    try:
        return work()
    finally:
        os.environ["PLUMBLINE_RULES"] = kept


if __name__ == "__main__":
    unittest.main(verbosity=0)
