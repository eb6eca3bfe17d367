"""Frames of pandas and polars: in as CSV, by the rules of Documentation/Cohort.md, and out again with a row for each row."""
from __future__ import annotations

import datetime
import decimal
import io
import math
from typing import Any, Callable, Iterator

from ._process import Cohort

_ROWS = 16_384
# What a refused row has beside the reasons: stops that are or may be true all the same, and what demands an answer first.
_OF_REFUSAL = ("stops", "possible_stops", "ask_first")


def kind(value: Any) -> str:
    """`pandas` or `polars` for a frame, else nothing; neither is imported."""
    module = type(value).__module__.split(".")[0]
    return module if module in ("pandas", "polars") and type(value).__name__ == "DataFrame" else ""


def decide(frame: Any, arguments: list[str]) -> Any:
    way: Any = _Pandas() if kind(frame) == "pandas" else _Polars()
    for place, name in enumerate(frame.columns):
        if not isinstance(name, str):
            raise TypeError(f"column {place + 1} has no name that is text; name it as the fact that it holds")
    with Cohort(["--input", "csv", "--format", "csv", *arguments], _csv(frame, way), rejecting=True) as cohort:
        output = cohort.output.read()
        refused = cohort.end(output != b"")
    beside = {"line": [one["line"] for one in refused], "refused": [_reasons(one) for one in refused]}
    for name in _OF_REFUSAL:
        beside[name] = [" ".join(one.get(name, [])) or None for one in refused]
    return way.result(frame, io.BytesIO(output), beside)


def _reasons(refusal: dict[str, Any]) -> str:
    return "; ".join(f"{one['path']}: {one['reason']}" if one.get("path") else one["reason"] for one in refusal["rejected"])


def _csv(frame: Any, way: Any) -> Iterator[bytes]:
    # A row always has an id, so that no row of nothing but absent facts is a blank line.
    names = list(frame.columns)
    head = names if "id" in names else [*names, "id"]
    yield (",".join(map(_quoted, head)) + "\n").encode()
    for start in range(0, len(frame), _ROWS):
        columns = [way.cells(frame, place, start) for place in range(len(names))]
        if "id" not in names:
            columns.append([str(number) for number in range(start, min(start + _ROWS, len(frame)))])
        yield ("\n".join(map(",".join, zip(*columns))) + "\n").encode()


def _one_by_one(values: list[Any], name: str, start: int) -> list[str]:
    """Cells of a column of any kind; an error says in which row, and of which type, but not which value."""
    cells = []
    for number, value in enumerate(values, start):
        try:
            cells.append(_cell(value))
        except TypeError as error:
            raise TypeError(f"row {number}, column '{name}': {error}") from None
        if name == "id" and isinstance(value, str) and ("\n" in value or "\r" in value):
            raise ValueError(f"row {number}, column 'id': a line break in it; a row is one line")
    return cells


def _cell(value: Any) -> str:
    writer = _WRITERS.get(type(value))
    if writer is None:
        if type(value).__module__ == "numpy" and hasattr(value, "item"):
            return _cell(value.item())
        if type(value).__name__ in ("NAType", "NaTType"):
            return ""
        base = next((one for one in type(value).__mro__ if one in _WRITERS), None)
        if base is None:
            raise TypeError(f"a value of type {type(value).__name__} cannot be a fact; use a number, text, a boolean, a date or nothing")
        writer = _WRITERS[base]
    return writer(value)


def _number(value: float) -> str:
    """Without an exponent; 44.0 is read as the whole number that pandas made a float of, because its column has gaps."""
    if value != value:
        return ""
    return "infinity" if math.isinf(value) else format(decimal.Decimal(repr(value)), "f")


def _moment(value: datetime.datetime) -> str:
    return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()


def _quoted(text: str) -> str:
    """A cell on one line: no fact's value has a line break."""
    text = text.replace("\r", " ").replace("\n", " ")
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "", bool: lambda value: "true" if value else "false", int: str, float: _number, str: _quoted,
    datetime.datetime: _moment, datetime.date: lambda value: value.isoformat(), decimal.Decimal: lambda value: format(value, "f"),
}


class _Pandas:
    # Columns of one kind, in which no two values are equal and yet written differently, as True and 1 are.
    ALIKE = {"string", "boolean", "integer", "floating", "categorical", "date", "datetime64", "datetime", "empty"}

    def cells(self, frame: Any, place: int, start: int) -> list[str]:
        import numpy
        import pandas

        column = frame.iloc[start:start + _ROWS, place]
        name = frame.columns[place]
        if name == "id" or pandas.api.types.infer_dtype(column, skipna=True) not in self.ALIKE:
            return _one_by_one(column.astype(object).where(column.notna(), None).tolist(), name, start)
        codes, values = pandas.factorize(column)
        # A missing value has the code -1: the last of the texts.
        texts = numpy.array([*_one_by_one(list(values), name, start), ""], dtype=object)
        cells: list[str] = texts[codes].tolist()
        return cells

    def result(self, frame: Any, output: io.BytesIO, beside: dict[str, list[Any]]) -> Any:
        import pandas

        found = pandas.read_csv(output, dtype=str, keep_default_na=False, na_values=[""]).drop(columns="profile")
        found["line"] = found["line"].astype("int64")
        refused = pandas.DataFrame(beside, dtype=object).astype({"line": "int64"})
        rows = pandas.concat([found, refused]).sort_values("line", kind="stable")
        # The first row of a frame is line 2.
        rows.index = frame.index.take(rows.pop("line").to_numpy() - 2)
        return rows


class _Polars:
    def cells(self, frame: Any, place: int, start: int) -> list[str]:
        column = frame[start:start + _ROWS].to_series(place)
        values = column.to_list()
        if column.name == "id" or not (column.dtype.is_numeric() or str(column.dtype) in ("Boolean", "String")):
            return _one_by_one(values, column.name, start)
        written = {value: _cell(value) for value in set(values)}
        return [written[value] for value in values]

    def result(self, frame: Any, output: io.BytesIO, beside: dict[str, list[Any]]) -> Any:
        import polars

        whole = polars.Int64
        found = polars.read_csv(output, infer_schema_length=0).drop("profile").with_columns(polars.col("line").cast(whole))
        refused = polars.DataFrame(beside, schema={name: whole if name == "line" else polars.String for name in beside})
        return polars.concat([found, refused], how="diagonal").sort("line", maintain_order=True).drop("line")
