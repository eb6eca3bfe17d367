"""A running engine, pinned to one core, which answers `run` and `check`."""
import json
import selectors
import subprocess
import tempfile


class Unavailable(Exception):
    """The engine does not start, or ends before it has answered."""


class Process:
    def __init__(self, command, core, patience=600):
        self.patience = patience
        self.errors = tempfile.TemporaryFile("w+")
        try:
            self.process = subprocess.Popen(["taskset", "-c", str(core)] + command, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=self.errors, text=True, bufsize=1)
        except OSError as error:
            raise Unavailable(str(error)) from None
        if self.line() != "ready":
            self.fail("it does not say that it is ready")

    def line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(self.patience):
                self.fail("no answer in %d seconds" % self.patience)
        return self.process.stdout.readline().strip()

    def ask(self, word):
        try:
            self.process.stdin.write(word + "\n")
            self.process.stdin.flush()
            return json.loads(self.line())
        except (OSError, ValueError):
            self.fail("it ended")

    def fail(self, otherwise):
        self.end()
        self.errors.seek(0)
        told = [line for line in self.errors.read().splitlines() if line and not line[0].isspace()]
        errors = [line for line in told if "rror" in line]
        raise Unavailable((errors or told or [otherwise])[-1][:200])

    def end(self):
        self.process.kill()
        self.process.wait()
