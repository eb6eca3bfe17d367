"""What to pair with exercise in chronic back pain, and why: the `plumbline` command from Python.

>>> answer = plumbline.decide({"fear": {"tsk_17": 44}}, as_of="2026-11-20")
>>> answer["decision"]
'need-data'

The answer is the command's own JSON (Documentation/Decision.md), byte for byte. Nothing is recorded unless a ledger is named. It supports a
clinician's judgement and does not replace assessment.
"""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, Iterable, Iterator, Optional, TypeVar, overload

from . import _frame
from ._process import Refused, Stopped, binary, each, packs, run

__all__ = ["Refused", "Stopped", "check", "command", "decide", "decide_each", "diff", "explain", "missing", "packs", "prove", "test", "version"]

Profile = Mapping[str, Any]
# A DataFrame of pandas or polars; neither needs to be installed.
Frame = TypeVar("Frame")


def _options(rules: Optional[str], as_of: Optional[str]) -> list[str]:
    return (["--rules", rules] if rules else []) + (["--as-of", as_of] if as_of else [])


def _recorded(ledger: Optional[str]) -> list[str]:
    return ["--record", "--ledger", ledger] if ledger else []


def _found(arguments: list[str]) -> dict[str, Any]:
    """What a command of authors found, whether it passes (0) or not (1)."""
    found: dict[str, Any] = json.loads(run(arguments, accepted=(0, 1)))
    return found


def version() -> str:
    """The command's version: "0.2.0"."""
    return run(["--version"]).decode().split()[1]


@overload
def decide(profiles: Profile, *, rules: Optional[str] = None, as_of: Optional[str] = None, ledger: Optional[str] = None) -> dict[str, Any]: ...
@overload
def decide(profiles: list[Profile], *, rules: Optional[str] = None, as_of: Optional[str] = None,
           ledger: Optional[str] = None) -> list[dict[str, Any]]: ...
@overload
def decide(profiles: Frame, *, rules: Optional[str] = None, as_of: Optional[str] = None, ledger: Optional[str] = None) -> Frame: ...


def decide(profiles: Any, *, rules: Optional[str] = None, as_of: Optional[str] = None, ledger: Optional[str] = None) -> Any:
    """The decision for one patient, or a row for each of many.

    - A mapping is one profile (Documentation/Profile.md); the answer is the decision. Raises Refused, or Stopped if a stop is true in a
      profile that cannot be read as a whole.
    - A list of profiles gives a list of rows (Documentation/Cohort.md), one of them for each; a refused one is a row with `rejected`.
    - A DataFrame of pandas or polars gives one with a row for each of its rows, in their order; pandas' index is kept. Its columns are
      named as facts, `fear.tsk_17`, and `id`; a missing value is a fact that was not asked. A refused row has no `decision`: `refused` says
      why, and `stops` names the stops that are true all the same.

    With several guidelines in force a profile has a row for each of them.
    """
    if isinstance(profiles, Mapping):
        recording = ["--ledger", ledger] if ledger else ["--no-record"]
        arguments = ["recommend", "-", "--format", "json", *recording, *_options(rules, as_of)]
        return json.loads(run(arguments, json.dumps(profiles, allow_nan=False).encode()))
    arguments = [*_options(rules, as_of), *_recorded(ledger)]
    if _frame.kind(profiles):
        return _frame.decide(profiles, arguments)
    if isinstance(profiles, (list, tuple)):
        return list(each(arguments, profiles))
    raise TypeError(f"a {type(profiles).__name__} is neither a profile, a list of profiles nor a DataFrame of pandas or polars; "
                    "decide_each takes any iterable of profiles, and collect() makes a DataFrame of a LazyFrame")


def decide_each(profiles: Iterable[Profile], *, rules: Optional[str] = None, as_of: Optional[str] = None,
                ledger: Optional[str] = None) -> Iterator[dict[str, Any]]:
    """A row for each of many patients, in order, while they are read: profiles may be as many as there are."""
    return each([*_options(rules, as_of), *_recorded(ledger)], profiles)


def missing(profile: Profile, *, rules: Optional[str] = None, as_of: Optional[str] = None) -> list[dict[str, Any]]:
    """The absent facts that could still change the answer, the next question first."""
    found: list[dict[str, Any]] = decide(profile, rules=rules, as_of=as_of)["missing"]
    return found


def explain(profile: Profile, *, rules: Optional[str] = None, as_of: Optional[str] = None) -> dict[str, Any]:
    """Why the answer is what it is, down to each comparison."""
    arguments = ["explain", "-", "--format", "json", *_options(rules, as_of)]
    found: dict[str, Any] = json.loads(run(arguments, json.dumps(profile, allow_nan=False).encode()))
    return found


def check(packs: str, *, rules: Optional[str] = None, against: Optional[str] = None) -> dict[str, Any]:
    """What a careful reviewer would say about packs (Documentation/Checking.md); `against`: an earlier version of them."""
    return _found(["check", packs, "--format", "json", *(["--against", against] if against else []), *_options(rules, None)])


def test(packs: str, *, rules: Optional[str] = None, coverage: bool = False) -> dict[str, Any]:
    """The packs' own tests (Documentation/Testing.md): `passed`, `failed`, `tests`."""
    return _found(["test", packs, "--format", "json", *(["--coverage"] if coverage else []), *_options(rules, None)])


def diff(old: str, new: str, *, rules: Optional[str] = None, as_of: Optional[str] = None) -> dict[str, Any]:
    """Whose answers change from one guideline to another (Documentation/Comparing.md)."""
    return _found(["diff", old, new, "--format", "json", *_options(rules, as_of)])


def prove(packs: str, *, rules: Optional[str] = None) -> dict[str, Any]:
    """What holds for every patient (Documentation/Proving.md); needs Z3."""
    return _found(["prove", packs, "--format", "json", *_options(rules, None)])


def command() -> None:
    """Runs the command itself: the console script `plumbline`."""
    os.environ.setdefault("PLUMBLINE_RULES", packs)
    os.execv(binary(), ["plumbline", *sys.argv[1:]])
