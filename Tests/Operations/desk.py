"""An operator's desk: commands in a folder of their own, what they print, and what that must hold."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Desk:
    """A folder with packs, a ledger and the two programs; `$HOST` is where the service is."""

    def __init__(self, program, command):
        self.folder = tempfile.mkdtemp(prefix="plumbline-operations-")
        for name in ("bin", "data", "backup", "safe"):
            os.mkdir(f"{self.folder}/{name}", 0o700)
        shutil.copytree(f"{ROOT}/Rules", f"{self.folder}/packs")
        for name in ("high-fear.json", "red-flag.json"):
            shutil.copy(f"{ROOT}/Examples/{name}", self.folder)
        os.symlink(os.path.abspath(program), f"{self.folder}/bin/plumbline-serve")
        os.symlink(os.path.abspath(command), f"{self.folder}/bin/plumbline")
        os.symlink(f"{ROOT}/Distribution/service/backup.sh", f"{self.folder}/bin/plumbline-backup")
        self.environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "PLUMBLINE_RULES": "packs",
                            "PLUMBLINE_LEDGER": "data/ledger.sqlite", "JSON": "Content-Type: application/json", "TZ": "UTC"}
        self.wrong, self.service, self.starts = [], None, 0

    def title(self, words):
        print(f"\n## {words}\n", flush=True)

    def run(self, command, holds=None, code=0, quiet=False):
        """Runs a command, prints it with what it printed, and checks its code and that every pattern is found in that; returns it."""
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if not quiet:
            print(f"$ {command}\n{self.shortened(done.stdout)}", end="", flush=True)
        if code is not None and done.returncode != code:
            self.complain(f"`{command}` ended with {done.returncode} instead of {code}: {done.stdout[-400:]}")
        for pattern in [holds] if isinstance(holds, str) else holds or []:
            if not re.search(pattern, done.stdout):
                self.complain(f"`{command}` printed nothing like {pattern}: {done.stdout[-400:]}")
        return done.stdout

    def shortened(self, text):
        lines = [line if len(line) <= 240 else f"{line[:240]}…" for line in text.replace(self.folder + "/", "").splitlines()]
        return "".join(f"{line}\n" for line in lines)

    def complain(self, words):
        self.wrong.append(words)
        print(f"WRONG: {words}", file=sys.stderr, flush=True)

    def until(self, command, holds, seconds=20):
        """Asks again until a pattern is found; then prints the command with that."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not re.search(holds, self.run(command, code=None, quiet=True)):
            time.sleep(0.2)
        return self.run(command, holds, code=None)

    # The service.

    def start(self, words="--clients clients.json", before="", quiet=False, program="plumbline-serve"):
        """Starts the service, and prints the line that says that it is ready; `before` stands before the program."""
        command = f"{before}{program} --port 0 {words}".strip()
        self.starts += 1
        log = open(f"{self.folder}/log", "w", encoding="utf-8")
        self.service = subprocess.Popen(["bash", "-c", f"exec {command}"], cwd=self.folder, env=self.environment, text=True, stderr=log,
                                        stdout=subprocess.PIPE)
        line = self.service.stdout.readline()
        if not quiet:
            print(f"$ {command} 2>log &\n{line}", end="", flush=True)
        found = re.search(r"http\S+", line)
        if not found:
            self.complain(f"{command} did not start: {open(f'{self.folder}/log', encoding='utf-8').read()[-600:]}")
        self.environment["HOST"] = found.group(0) if found else ""
        self.environment["SERVICE"] = str(self.service.pid)

    def end(self, signal="TERM", code=0):
        self.run(f"kill -{signal} $SERVICE", quiet=signal == "TERM")
        if self.service.wait(timeout=40) != code:
            self.complain(f"the service ended with {self.service.returncode} instead of {code}")

    def close(self):
        if self.service and self.service.poll() is None:
            self.service.kill()
        shutil.rmtree(self.folder)
