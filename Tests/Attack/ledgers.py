"""One database under two names, and ledgers that cannot record: no printed answer is lost, and a stop is shown."""

import json
import os
import shutil
import subprocess
import time

from desk import answered, flagged, is_stop, unrecorded

# The allowance beyond a stop without a ledger; the rest is for a busy machine.
MOST_DELAY = 1.3


def hard_link(desk):
    """Two processes with 12 answers each, through two names of one file."""
    with desk.folder() as folder:
        one, two = (os.path.join(folder, name, "ledger.sqlite") for name in ("one", "two"))
        os.makedirs(os.path.dirname(one), mode=0o700)
        os.makedirs(os.path.dirname(two), mode=0o700)
        desk.recommend(answered(id="first"), one, "--format", "json")
        os.link(one, two)
        _two_names(desk, "hard_link", one, two)


def bind_mount(desk):
    """The same through a file that is mounted into two folders, as into two containers."""
    if os.geteuid() != 0:
        return desk.skip("bind_mount", "needs root")
    with desk.folder() as folder:
        one, two = (os.path.join(folder, name, "ledger.sqlite") for name in ("one", "two"))
        os.makedirs(os.path.dirname(one), mode=0o700)
        os.makedirs(os.path.dirname(two), mode=0o700)
        desk.recommend(answered(id="first"), one, "--format", "json")
        open(two, "w").close()
        subprocess.run(["mount", "--bind", one, two], check=True)
        try:
            _two_names(desk, "bind_mount", one, two)
        finally:
            subprocess.run(["umount", two], check=False, stderr=subprocess.DEVNULL)


def _two_names(desk, name, one, two):
    """Answers through both names at once; each that was printed as recorded must be found, once, in a ledger that verifies."""
    processes = []
    for number in range(12):
        for ledger in (one, two):
            profile = json.dumps(answered(id=f"P{number}"))
            processes.append(desk.start("recommend", "-", "--format", "json", "--ledger", ledger, profile=profile))
    printed, refused = [], 0
    for process in processes:
        output, _ = process.communicate(timeout=300)
        if process.returncode == 0:
            printed.append(json.loads(output)["record"])
        else:
            refused += 1
    by_second = desk.recommend(answered(id="second"), two, "--format", "json")
    stop = desk.recommend(flagged(id="second"), two, "--format", "json")
    # From here on the ledger has one name again.
    os.unlink(two) if name == "hard_link" else subprocess.run(["umount", two], check=True)
    found = [record for record in printed if desk.shown(one, record).code == 0]
    verified = desk.verified(one)
    desk.verdict(f"{name}, nothing printed is lost", len(found) == len(printed) == len(set(printed)) and verified.code == 0,
                 f"{len(printed)} printed, {len(set(printed))} names, {len(found)} found; {refused} refused; verify {verified.code}")
    desk.verdict(f"{name}, the second name is refused", by_second.code not in (0, 124) and not by_second.output, by_second)
    desk.verdict(f"{name}, a stop is shown all the same", is_stop(stop) and stop.code == 20 and unrecorded(stop), stop)


def _stop(desk, name, ledger, *more):
    """What a clinician gets with a ledger that cannot record: the stop at most a second later; other answers withheld."""
    for form in ("json", "text"):
        run = desk.recommend(flagged(id="Anna"), ledger, "--format", form, *more)
        shown = is_stop(run) and unrecorded(run) if form == "json" else "cauda equina" in run.output.lower()
        delay = run.seconds - desk.bare_stop()
        desk.verdict(f"{name}, a stop in {form}", run.code == 20 and shown and delay <= MOST_DELAY,
                     f"{run}, {delay:.2f} s more, shown: {shown}")
    run = desk.recommend(answered(id="Anna"), ledger, "--format", "json", *more)
    desk.verdict(f"{name}, another answer is withheld", run.code in (73, 74, 75) and run.output == "", run)


def locked(desk):
    """A ledger that another program has locked."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        desk.recommend(answered(), ledger)
        with desk.locked(ledger):
            _stop(desk, "locked", ledger)


def odd_paths(desk):
    """A pipe, a folder, a loop of links, a link to nothing, and a path through a file, instead of the ledger."""
    with desk.folder() as folder:
        at = lambda name: os.path.join(folder, name)
        os.mkfifo(at("pipe"))
        os.mkdir(at("folder"), mode=0o700)
        os.symlink(at("loop-b"), at("loop-a"))
        os.symlink(at("loop-a"), at("loop-b"))
        open(at("file"), "w").write("no database, and longer than the header of one " * 20)
        for name, path in (("pipe", "pipe"), ("folder", "folder"), ("loop", "loop-a"), ("through a file", "file/ledger"), ("no database", "file")):
            _stop(desk, f"odd_paths, {name}", at(path))


def damaged(desk):
    """A ledger whose middle was overwritten."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        for _ in range(3):
            desk.recommend(answered(id="Anna"), ledger)
        size = os.path.getsize(ledger)
        with open(ledger, "r+b") as file:
            file.seek(100)
            file.write(os.urandom(size - 100))
        _stop(desk, "damaged", ledger)


def full_disk(desk):
    """A ledger on a file system without a byte left."""
    if os.geteuid() != 0:
        return desk.skip("full_disk", "needs root")
    with desk.folder() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", folder], check=True)
        try:
            ledger = os.path.join(folder, "own", "ledger.sqlite")
            first = desk.recommend(answered(id="Anna"), ledger, "--format", "json")
            with open(os.path.join(folder, "filler"), "wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 4096):
                        pass
                except OSError:
                    pass
            _stop(desk, "full_disk", ledger)
            os.unlink(os.path.join(folder, "filler"))
            kept, verified = desk.shown(ledger, first.json()["record"]), desk.verified(ledger)
            desk.verdict("full_disk, what was printed before is there", kept.code == 0 and verified.code == 0,
                         f"show {kept.code}, verify {verified.code}")
        finally:
            subprocess.run(["umount", folder], check=True)


def second_descriptor(desk):
    """Two processes that answer at once through one name, and a third that only reads."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        desk.recommend(answered(id="first"), ledger)
        profile = json.dumps(answered(id="Anna"))
        answers = [desk.start("recommend", "-", "--format", "json", "--ledger", ledger, profile=profile) for _ in range(24)]
        looks = [desk.start("audit", "verify", "--ledger", ledger, profile="", rules=[]) for _ in range(6)]
        printed = []
        for process in answers:
            output, _ = process.communicate(timeout=300)
            if process.returncode == 0:
                printed.append(json.loads(output)["record"])
        for process in looks:
            process.communicate(timeout=300)
        found = [record for record in printed if desk.shown(ledger, record).code == 0]
        verified = desk.verified(ledger)
        desk.verdict("second_descriptor", len(found) == len(printed) == len(set(printed)) and len(printed) > 0 and verified.code == 0,
                     f"{len(printed)} printed of 24, {len(found)} found, {len(set(printed))} names; verify {verified.code}")


def statuses(desk):
    """The last two members of a decision, in each of three cases."""
    with desk.folder() as folder:
        ledger = os.path.join(folder, "own", "ledger.sqlite")
        for name, run, wanted in (
            ("recorded", desk.recommend(answered(), ledger, "--format", "json"), "recorded"),
            ("declined", desk.recommend(answered(), None, "--format", "json"), "declined"),
        ):
            try:
                members = list(run.json().items())
            except ValueError:
                members = [("", ""), ("", "")]
            desk.verdict(f"statuses, {name}", [name for name, _ in members[-2:]] == ["record_status", "record"] and members[-2][1] == wanted,
                         f"{run}, ends with {members[-2:]}")


def core(desk):
    """A process that holds patient data cannot be dumped, or inspected by its own user."""
    with desk.folder() as folder:
        os.chmod(folder, 0o755)
        pipe, command, rules = (os.path.join(folder, name) for name in ("profile", "plumbline", "Rules"))
        os.mkfifo(pipe, 0o666)
        os.chmod(pipe, 0o666)
        shutil.copy(desk.command, command)
        shutil.copytree(desk.rules, rules)
        # What belongs to root in /proc although the process is another user's is closed to that user. Of root's own it says nothing.
        user = 65534 if os.geteuid() == 0 else os.geteuid()
        process = subprocess.Popen([command, "recommend", pipe, "--no-record", "--rules", rules], user=user,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with open(pipe, "w") as file:
            # It waits for the rest of the profile here.
            file.write('{"id": "Anna", ')
            file.flush()
            time.sleep(0.2)
            owner = os.stat(f"/proc/{process.pid}/mem").st_uid
            file.write('"red_flags": {"cauda_equina": true}}')
        process.communicate(timeout=60)
        desk.verdict("core", owner == 0 and user != 0, f"its memory belongs to user {owner}, and it ran as {user}")


ATTACKS = [hard_link, bind_mount, locked, odd_paths, damaged, full_disk, second_descriptor, statuses, core]
