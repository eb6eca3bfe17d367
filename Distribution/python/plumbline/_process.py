"""The command as a process: one call, or rows that go in while others come out. No value of a patient is in an exception."""
from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
from typing import Any, Callable, Iterable, Iterator, Optional

_here = os.path.dirname(os.path.abspath(__file__))
# The folder of the packs in the wheel, which are in force unless others are named.
packs = os.path.join(_here, "Rules")


def binary() -> str:
    """The command: `PLUMBLINE` of the environment, else the one in the wheel."""
    return os.environ.get("PLUMBLINE") or os.path.join(_here, "bin", "plumbline")


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


def environment() -> dict[str, str]:
    found = dict(os.environ)
    # Installed packs, unless others are named.
    if os.path.isdir(packs):
        found.setdefault("PLUMBLINE_RULES", packs)
    return found


def problems(error: bytes) -> list[str]:
    return [line.removeprefix("plumbline: ") for line in error.decode("utf-8", "replace").splitlines()]


def run(arguments: list[str], given: Optional[bytes] = None, *, accepted: Iterable[int] = (0,)) -> bytes:
    """Runs the command once; returns what it printed if it ended with an accepted code."""
    done = subprocess.run([binary(), *arguments], input=given, stdin=None if given is not None else subprocess.DEVNULL,
                          capture_output=True, env=environment(), check=False)
    if done.returncode in accepted and (done.returncode == 0 or done.stdout):
        return done.stdout
    if done.returncode in (20, 21) and done.stdout:
        raise Stopped(problems(done.stderr), done.returncode, json.loads(done.stdout))
    raise Refused(problems(done.stderr), done.returncode)


class Cohort:
    """`plumbline cohort` that is fed by one thread while its rows are read. Ends the process when it is left."""

    def __init__(self, arguments: list[str], pieces: Iterable[bytes], *, rejecting: bool = False):
        self._refusals: list[bytes] = []
        self._failure: Optional[BaseException] = None
        self._error = tempfile.TemporaryFile()
        passed: tuple[int, ...] = ()
        if rejecting:
            # Refused rows by a pipe of their own: nothing of a patient is written to a disk.
            reading, writing = os.pipe()
            arguments = [*arguments, "--rejects", f"/dev/fd/{writing}"]
            passed = (writing,)
        self._process = subprocess.Popen([binary(), "cohort", "-", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=self._error, env=environment(), pass_fds=passed)
        assert self._process.stdin and self._process.stdout
        self.output = self._process.stdout
        self._threads = [self._start(lambda: self._feed(pieces))]
        if rejecting:
            os.close(writing)
            self._threads.append(self._start(lambda: self._refusals.append(_whole(reading))))

    @staticmethod
    def _start(work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        return thread

    def _feed(self, pieces: Iterable[bytes]) -> None:
        assert self._process.stdin
        try:
            with self._process.stdin as file:
                for piece in pieces:
                    file.write(piece)
                    file.flush()
        except BrokenPipeError:
            pass  # The command has ended, and says why.
        except BaseException as error:  # what the caller's own rows raised belongs to the caller
            self._failure = error
            self._process.kill()

    def __enter__(self) -> Cohort:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self.output.close()
        self._error.close()

    def end(self, isAnswering: bool) -> list[dict[str, Any]]:
        """Waits for the end; returns the refused rows. Call it when the output has been read.

        `isAnswering` says whether there was output: the command's 65 stands for refused rows, and for packs or names of columns that keep
        it from answering any. Raises Refused if the command failed, and what the caller's rows raised.
        """
        for thread in self._threads:
            thread.join()
        code = self._process.wait()
        if self._failure is not None:
            raise self._failure
        refused = [json.loads(line) for line in b"".join(self._refusals).splitlines()]
        self._error.seek(0)
        said = problems(self._error.read())
        if code != 0 and not (code == 65 and isAnswering):
            raise Refused(said, code)
        return refused


def _whole(file: int) -> bytes:
    with os.fdopen(file, "rb") as opened:
        return opened.read()


def each(arguments: list[str], profiles: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """A row for each profile, in order, as soon as the command writes it."""
    lines = (json.dumps(profile, allow_nan=False).encode() + b"\n" for profile in profiles)
    with Cohort([*arguments, "--rejects", "-"], lines) as cohort:
        isAnswering = False
        for row in cohort.output:
            isAnswering = True
            yield json.loads(row)
        cohort.end(isAnswering)
