"""Tries what Distribution/service holds, without systemd or a container engine: the unit, the Compose file, and the container's root.

Usage: distribution.py PROGRAM COMMAND
PROGRAM is plumbline-serve, COMMAND plumbline. The unit is judged by systemd-analyze, and the system calls of a whole life of the service (start,
answers, reload, end) must be among those that it allows; the Compose file is read by compose-spec; the root is run as the container
would be: read-only but for its volume, without capabilities, as its own account. Prints what is wrong; exit 1.
"""
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PARTS = os.path.join(ROOT, "Distribution", "service")
UNIT = os.path.join(PARTS, "plumbline-serve.service")
# The exposure by systemd 252 is 1.2; of 10, which is no sandbox at all.
MOST = 1.5
ACCOUNT = 10001


def run(words, **options):
    return subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)


class Served:
    """A service that a command started, with a token of its own."""

    def __init__(self, words, token):
        self.process = subprocess.Popen(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)$", line.strip())
        if not found:
            raise SystemExit(f"distribution.py: it did not start: {self.process.stderr.read()[-800:]}")
        self.base, self.token = f"http://127.0.0.1:{found.group(1)}", token

    def decide(self, example):
        with open(os.path.join(ROOT, "Examples", example), "rb") as file:
            body = file.read()
        with open(self.token, encoding="utf-8") as file:
            headers = {"Authorization": f"Bearer {file.read().strip()}", "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(f"{self.base}/api/v1/decide", body, headers), timeout=60) as reply:
            return json.load(reply)

    def serving(self):
        """The process that serves, below whatever started it."""
        pid = self.process.pid
        while True:
            with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as file:
                children = file.read().split()
            if not children:
                return pid
            pid = int(children[0])


def unit(wrong, scratch, program):
    fake = os.path.join(scratch, "unit.service")
    with open(UNIT, encoding="utf-8") as file, open(fake, "w", encoding="utf-8") as copy:
        copy.write(re.sub(r"(?<=ExecStart=)\S+", os.path.abspath(program), file.read()))
    said = run(["systemd-analyze", "verify", fake]).stdout
    wrong += [f"the unit: {line}" for line in said.splitlines() if "unit.service" in line and "Documentation" not in line]
    said = run(["systemd-analyze", "security", "--offline=true", UNIT]).stdout
    exposure = float(re.search(r"exposure level for \S+: ([\d.]+)", said).group(1))
    print(f"unit: exposure {exposure}")
    if exposure > MOST:
        wrong.append(f"the unit's exposure is {exposure}, more than {MOST}")


def allowed_calls():
    """The system calls of the unit's filter, as systemd knows them."""
    def group(name):
        calls = set()
        for line in run(["systemd-analyze", "syscall-filter", name]).stdout.splitlines()[1:]:
            word = line.strip()
            calls |= group(word) if word.startswith("@") else {word} if re.fullmatch(r"\w+", word) else set()
        return calls

    calls = set()
    with open(UNIT, encoding="utf-8") as file:
        for sign, name in re.findall(r"^SystemCallFilter=(~?)(@[\w-]+)$", file.read(), re.M):
            calls = calls - group(name) if sign else calls | group(name)
    return calls


def calls(wrong, scratch, program):
    """A whole life of the service under strace: it must need no system call that the unit denies."""
    trace, folder = os.path.join(scratch, "calls"), os.path.join(scratch, "state")
    os.mkdir(folder, 0o700)
    os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    ledger = os.path.join(folder, "ledger.sqlite")
    # As an account without rights: as root, SQLite gives files to their owners.
    served = Served(["strace", "-u", "nobody", "-f", "-c", "-S", "name", "-o", trace, program, "--port", "0", "--rules", f"{ROOT}/Rules",
                     "--ledger", ledger], f"{ledger}.token")
    for example in ("high-fear.json", "red-flag.json"):
        served.decide(example)
    pid = served.serving()
    os.kill(pid, 1)
    end = time.monotonic() + 60
    while time.monotonic() < end and b'of="packs",result="done"' not in urllib.request.urlopen(f"{served.base}/metrics").read():
        time.sleep(0.2)
    os.kill(pid, 15)
    served.process.wait(timeout=60)
    with open(trace, encoding="utf-8") as file:
        used = set(re.findall(r"^ *[\d.]+ .* (\w+)$", file.read(), re.M)) - {"total", "syscall"}
    denied = sorted(used - allowed_calls())
    print(f"unit: {len(used)} system calls are used, {len(denied)} of them denied")
    if len(used) < 30:
        wrong.append(f"strace saw {len(used)} system calls only")
    if denied:
        wrong.append(f"the unit denies {', '.join(denied)}, which the service uses")


def compose(wrong):
    from compose_spec import PyCompose
    with open(os.path.join(PARTS, "compose.yaml"), encoding="utf-8") as file:
        text = file.read()
    service = PyCompose.from_yaml(text).get_service("plumbline")
    if service is None:
        wrong.append("the Compose file has no service plumbline")
    for line in ("read_only: true", "cap_drop:\n      - ALL", "no-new-privileges:true", f'user: "{ACCOUNT}:{ACCOUNT}"', '"127.0.0.1:8750:8750"'):
        if line not in text:
            wrong.append(f"the Compose file lacks {line}")
    print("compose: read by compose-spec")


def container(wrong, scratch, program, command):
    """Runs the container's root: first with a new volume, then again with the same one."""
    root, volume = os.path.join(scratch, "root"), os.path.join(scratch, "volume")
    made = run(["bash", os.path.join(PARTS, "root.sh"), program, command, root])
    if made.returncode:
        raise SystemExit(f"distribution.py: root.sh failed: {made.stdout[-800:]}")
    os.mkdir(volume, 0o700)
    os.chown(volume, ACCOUNT, ACCOUNT)
    with open(os.path.join(PARTS, "service.containerfile"), encoding="utf-8") as file:
        recipe = file.read()
    words = json.loads(re.search(r"^ENTRYPOINT (.*)$", recipe, re.M).group(1)) + json.loads(re.search(r"^CMD (.*)$", recipe, re.M).group(1))
    settings = re.search(r"^ENV (.*)$", recipe, re.M).group(1)
    words[words.index("0.0.0.0:8750")] = "0.0.0.0:0"
    enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c",
             'mount --bind "$0" "$0" && mount --bind "$1" "$0/var/lib/plumbline" && mount -t proc proc "$0/proc" && mount -o remount,ro,bind "$0" '
             f'&& root=$0 && shift && exec setpriv --no-new-privs env -i {settings} {shutil.which("chroot")} --userspec={ACCOUNT}:{ACCOUNT} --groups= "$root" "$@"',
             root, volume]
    for index in (0, 1):
        served = Served([*enter, *words], os.path.join(volume, "token"))
        answer = served.decide("high-fear.json")
        if answer["record_status"] != "recorded" or not answer["record"].endswith(f"/{index}"):
            wrong.append(f"the container answered with {answer['record_status']} {answer['record']} instead of record {index}")
        with open(f"/proc/{served.serving()}/status", encoding="utf-8") as file:
            status = file.read()
        for line in (f"Uid:\t{ACCOUNT}\t{ACCOUNT}", "CapEff:\t0000000000000000", "NoNewPrivs:\t1"):
            if line not in status:
                wrong.append(f"the container's process lacks {line!r}")
        os.kill(served.serving(), 15)
        served.process.wait(timeout=60)
    said = run([*enter, "/usr/bin/plumbline", "audit", "verify"])
    if "verified: " not in said.stdout:
        wrong.append(f"the command in the container does not verify its ledger: {said.stdout[-300:]}")
    size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(root) for name in names)
    print(f"container: answers, restarts and verifies; its root has {size >> 20} MiB")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, command = map(os.path.abspath, sys.argv[1:])
    wrong, scratch = [], tempfile.mkdtemp(prefix="plumbline-distribution-")
    os.chmod(scratch, 0o711)
    try:
        unit(wrong, scratch, program)
        calls(wrong, scratch, program)
        compose(wrong)
        container(wrong, scratch, program, command)
    finally:
        shutil.rmtree(scratch)
    for line in wrong:
        print(f"distribution: {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
