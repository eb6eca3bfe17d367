"""What to pair with exercise in chronic back pain, and why: the `plumbline` command from Python.

>>> answer = plumbline.decide({"fear": {"tsk_17": 44}}, as_of="2026-11-20")
>>> answer["decision"]
'need-data'

Each call runs the command once; the answer is the command's own JSON (Documentation/Decision.md), byte for byte. Nothing is recorded
unless a ledger is named. It supports a clinician's judgement and does not replace assessment.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Iterable, Optional

__all__ = ["Refused", "Stopped", "check", "command", "decide", "decide_all", "explain", "missing", "version"]

_here = os.path.dirname(os.path.abspath(__file__))
_binary = os.environ.get("PLUMBLINE") or os.path.join(_here, "bin", "plumbline")
_packs = os.path.join(_here, "Rules")


class Refused(Exception):
    """A profile, or packs, that were refused. `problems` has a line for each, with its path and without the patient's values."""

    def __init__(self, problems: list[str], code: int):
        super().__init__("; ".join(problems) or f"plumbline ended with {code}")
        self.problems = problems
        self.code = code


class Stopped(Refused):
    """Refused, and a stop is true in what could be read: `refusal` is what the command printed."""

    def __init__(self, problems: list[str], code: int, refusal: Any):
        super().__init__(problems, code)
        self.refusal = refusal


def _run(arguments: list[str], given: Optional[bytes] = None) -> bytes:
    environment = dict(os.environ)
    environment.setdefault("PLUMBLINE_RULES", _packs)
    done = subprocess.run([_binary, *arguments], input=given, capture_output=True, env=environment, check=False)
    if done.returncode == 0:
        return done.stdout
    problems = [line.removeprefix("plumbline: ") for line in done.stderr.decode("utf-8", "replace").splitlines()]
    if done.returncode in (20, 21) and done.stdout:
        raise Stopped(problems, done.returncode, json.loads(done.stdout))
    raise Refused(problems, done.returncode)


def _options(rules: Optional[str], as_of: Optional[str]) -> list[str]:
    return (["--rules", rules] if rules else []) + (["--as-of", as_of] if as_of else [])


def version() -> str:
    """The command's version: "0.2.0"."""
    return _run(["--version"]).decode().split()[1]


def decide(profile: Mapping[str, Any], *, rules: Optional[str] = None, as_of: Optional[str] = None,
           ledger: Optional[str] = None) -> dict[str, Any]:
    """The decision for one patient. Raises Refused, or Stopped if a stop is true in a profile that cannot be read as a whole."""
    recording = ["--ledger", ledger] if ledger else ["--no-record"]
    arguments = ["recommend", "-", "--format", "json", *recording, *_options(rules, as_of)]
    return json.loads(_run(arguments, json.dumps(profile).encode()))


def decide_all(profiles: Iterable[Mapping[str, Any]], *, rules: Optional[str] = None,
               as_of: Optional[str] = None) -> list[dict[str, Any]]:
    """A row for each of many patients, through `plumbline cohort`; a refused profile is a row with its problems."""
    lines = b"".join(json.dumps(profile).encode() + b"\n" for profile in profiles)
    return [json.loads(row) for row in _run(["cohort", "-", *_options(rules, as_of)], lines).splitlines()]


def missing(profile: Mapping[str, Any], *, rules: Optional[str] = None, as_of: Optional[str] = None) -> list[dict[str, Any]]:
    """The absent facts that could still change the answer, the next question first."""
    return decide(profile, rules=rules, as_of=as_of)["missing"]


def explain(profile: Mapping[str, Any], *, rules: Optional[str] = None, as_of: Optional[str] = None) -> dict[str, Any]:
    """Why the answer is what it is, down to each comparison."""
    arguments = ["explain", "-", "--format", "json", *_options(rules, as_of)]
    return json.loads(_run(arguments, json.dumps(profile).encode()))


def check(rules: str) -> dict[str, Any]:
    """What a careful reviewer would say about packs. Raises Refused if there are errors among the findings."""
    return json.loads(_run(["check", "--rules", rules, "--format", "json"]))


def command() -> None:
    """Runs the command itself: the console script `plumbline`."""
    os.environ.setdefault("PLUMBLINE_RULES", _packs)
    os.execv(_binary, ["plumbline", *sys.argv[1:]])
