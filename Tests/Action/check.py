"""Runs the steps of Distribution/action as GitHub would, on a repository that `plumbline new repository` makes and that changes commit by
commit, with a small server in place of GitHub's. Then the hooks of .pre-commit-hooks.yaml.

    python3 -B Tests/Action/check.py PLUMBLINE RULES
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hub import Hub  # noqa: E402

PLUMBLINE, RULES = (os.path.abspath(path) for path in sys.argv[1:3])
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PACK = "packs/sleep-hygiene"
MARK = f"<!-- plumbline: {PACK} -->"


def sh(line, folder, **more):
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", line], cwd=folder, capture_output=True, text=True, check=False, **more)
    return done.returncode, done.stdout + done.stderr


class Action:
    """The steps of action.yml, in the layout of the tarball: the command at ../../../bin."""

    def __init__(self, scratch):
        self.path = f"{scratch}/plumbline/share/plumbline/action"
        shutil.copytree(f"{ROOT}/Distribution/action", self.path)
        os.makedirs(f"{scratch}/plumbline/bin")
        shutil.copy(PLUMBLINE, f"{scratch}/plumbline/bin/plumbline")
        shutil.copytree(RULES, f"{scratch}/plumbline/share/plumbline/Rules")
        with open(f"{self.path}/action.yml", encoding="utf-8") as file:
            text = file.read()
        self.defaults = dict(re.findall(r"^  (\w+):\n    description: .*\n    default: \"?(.*?)\"?$", text, re.M))
        self.steps = [self.step(part) for part in re.split(r"^    - name: ", text, flags=re.M)[1:]]
        assert [step["name"] for step in self.steps] == ["Z3", "review", "comment", "result"], self.steps

    @staticmethod
    def step(text):
        lines = text.split("\n")
        step = {"name": lines[0], "env": {}}
        for line in lines[1:]:
            if found := re.fullmatch(r" {6}(id|if|shell|run): (.*)", line):
                # A value in single quotes, as YAML has it.
                step[found[1]] = found[2][1:-1] if found[2][:1] == "'" else found[2]
            elif found := re.fullmatch(r" {8}(\w+): (.*)", line):
                step["env"][found[1]] = found[2]
            else:
                assert line.strip() in ("", "env:"), line
        return step

    def run(self, folder, hub, event, **inputs):
        """Returns whether all steps pass, the comment, and what was printed."""
        with tempfile.TemporaryDirectory() as place:
            names = {name: f"{place}/{name.lower()}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH")}
            for name in names.values():
                open(name, "w").close()
            with open(names["GITHUB_EVENT_PATH"], "w", encoding="utf-8") as file:
                json.dump({"pull_request": {"number": 7}} if event == "pull_request" else {}, file)
            base = {key: value for key, value in os.environ.items() if not key.startswith(("PLUMBLINE", "GIT"))}
            base.update(names, GITHUB_ACTIONS="true", GITHUB_ACTION_PATH=self.path, GITHUB_API_URL=hub.address, GITHUB_REPOSITORY="a/b",
                        RUNNER_TEMP=place)
            printed, outputs = "", {}

            def value(expression):
                group, *rest = expression.split(".")
                if group == "inputs":
                    # GitHub's own expressions in defaults are given by each run below.
                    given = inputs.get(rest[0], self.defaults.get(rest[0]))
                    assert given is not None and "${{" not in given, expression
                    return given
                assert (group, rest[0], rest[1]) == ("steps", "review", "outputs"), expression
                return outputs.get(rest[2], "")

            passes = True
            for step in self.steps:
                assert step["shell"] == "bash" and "${{" not in step["run"], step
                if "if" in step:
                    assert step["if"] == "github.event_name == 'pull_request'", step
                    if event != "pull_request":
                        continue
                own = {key: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: value(found[1]), text) for key, text in step["env"].items()}
                code, said = sh(step["run"], folder, env={**base, **own})
                printed += said
                if step.get("id") == "review":
                    with open(names["GITHUB_OUTPUT"], encoding="utf-8") as file:
                        outputs = dict(line.rstrip("\n").split("=", 1) for line in file)
                if code != 0:
                    passes = False
                    break
            with open(names["GITHUB_STEP_SUMMARY"], encoding="utf-8") as file:
                return passes, file.read(), printed


class Repository:
    def __init__(self, scratch):
        code, said = sh(f"'{PLUMBLINE}' new repository sleep-hygiene --as-of 2026-11-20 --rules '{RULES}'", scratch)
        assert code == 0, said
        self.path = f"{scratch}/sleep-hygiene"
        self.git("init -q -b main", "config user.name Example", "config user.email example@example.org")
        self.commit("The template")
        self.git("checkout -q -b change")

    def git(self, *lines):
        for line in lines:
            code, said = sh(f"git {line}", self.path)
            assert code == 0, said

    def change(self, file, old, new):
        path = f"{self.path}/{PACK}/{file}"
        with open(path, encoding="utf-8") as opened:
            text = opened.read()
        assert old in text, (file, old)
        with open(path, "w", encoding="utf-8") as opened:
            opened.write(text.replace(old, new))

    def commit(self, words):
        self.git("add -A", f"commit -q -m '{words}'")


def contains(text, *parts):
    for part in parts:
        assert part in text, f"'{part}' is not in:\n{text}"


def main():
    scratch = tempfile.mkdtemp(prefix="plumbline-action-")
    hub = Hub("right")
    try:
        review(Action(scratch), Repository(scratch), hub)
        hooks(scratch)
    finally:
        hub.stop()
        shutil.rmtree(scratch)


def review(action, repository, hub):
    # A person copied the first line; another program's comment stands there, too, and enough others for a second page.
    hub.add("User", f"{MARK}\nI decide what is said here")
    hub.add("Bot", "<!-- another -->\nsomething else")
    for number in range(110):
        hub.add("User", f"comment {number}")
    others = len(hub.comments)

    def run(done, base="main", token="right", event="pull_request"):
        passes, summary, printed = action.run(repository.path, hub, event, packs=PACK, base=base, token=token)
        own = [one["body"] for one in hub.comments if one["user"]["type"] == "Bot" and one["body"].startswith(MARK)]
        assert len(own) <= 1 and len(hub.comments) == others + len(own), own
        assert hub.comments[0]["body"].endswith("I decide what is said here")
        if done:
            assert f"comment: {done}\n" in printed, printed
            assert own[0] == f"{MARK}\n{summary}", own[0]
        return passes, summary, printed

    # 1: only words, and the version says nothing of it.
    repository.change("rules/example.lua", "EXAMPLE: why this follows", "EXAMPLE: why it follows")
    repository.commit("Other words")
    passes, text, _ = run("written")
    assert not passes
    contains(text, f"### Not ready: `{PACK}`", "| answers | **fails** | no patient's answer changes: proved. Version: sleep-hygiene 0.1.0 → **at least 0.1.1**",
             "| check | passes | no finding |", "| test | passes | 3 passed; outcomes 100 %, MC/DC 100 %", "| prove | passes | 26 of 26 questions in order |",
             "Proved for every patient: 25", "a low score is never the reason for sleep-hygiene")

    # 2: the version that follows.
    repository.change("pack.lua", '"0.1.0"', '"0.1.1"')
    repository.commit("0.1.1")
    passes, text, _ = run("updated")
    assert passes
    contains(text, f"### Ready: `{PACK}`", "| answers | passes | no patient's answer changes: proved. Version: sleep-hygiene 0.1.0 → 0.1.1, as patch asks |")

    # 3: the same again disturbs nobody.
    assert run("unchanged")[0]

    # 4: a cut-off that breaks a promise and a test.
    repository.change("rules/example.lua", "at_least(5),   -- EXAMPLE", "at_least(4),   -- EXAMPLE")
    repository.commit("A lower cut-off")
    passes, text, printed = run("updated")
    assert not passes
    contains(text, "answers change in 1 way. Version: sleep-hygiene 0.1.0 → **at least 1.0.0**, and says 0.1.1",
             "| pairing exercise+sleep-hygiene | none | alternative | rule sleep-hygiene/example |", "`sleep-hygiene/rules/example.lua:22`",
             "- warning `cut-off-misstated` `packs/sleep-hygiene/rules/example.lua:21`:", "**Tests that fail**", "1 test failed, 2 passed",
             "25 of 26 questions in order", "counterexample: EXAMPLE", "Such a patient (made up): `{")
    contains(printed, "::warning file=packs/sleep-hygiene/rules/example.lua,line=21", "::error::The packs are not ready")

    # 5: what follows from it: words, tests, promise, version.
    repository.change("rules/example.lua", "of 5 or more", "of 4 or more")
    repository.change("tests/example.lua", "[4] =", "[3] =")
    repository.change("tests/example.lua", "[5] =", '[4] = { decision = "recommend" },\n    [5] =')
    repository.change("properties.lua", "below(5)", "below(4)")
    repository.change("pack.lua", '"0.1.1"', '"1.0.0"')
    repository.commit("1.0.0")
    passes, text, _ = run("updated")
    assert passes, text
    contains(text, "answers change in 1 way. Version: sleep-hygiene 0.1.0 → 1.0.0, as major asks")

    # 6: it does not load.
    repository.change("pack.lua", 'pack "sleep-hygiene" {', 'pack "sleep-hygiene" ')
    repository.commit("Half of a manifest")
    passes, text, _ = run("updated")
    assert not passes
    contains(text, "| answers | **fails** | could not be done |", "| test | **fails** | could not be done |", "sleep-hygiene/pack.lua")

    # 7: that is taken back; two runs at once left two comments, of which one stays.
    repository.git("revert --no-edit HEAD")
    hub.add("Bot", f"{MARK}\nwritten at the same time")
    passes, _, _ = run("updated")
    assert passes

    # 8: words that want to be more than words.
    repository.change("rules/example.lua", "EXAMPLE score (sleep-hygiene) of 4", "@everyone <img src=x> | `a` EXAMPLE score of 4")
    repository.change("tests/example.lua", "example: not answered", "@everyone | <b>")
    repository.change("tests/example.lua", 'missing = { "sleep_hygiene.example_score" }', 'missing = { "patient.age" }')
    repository.commit("A title")
    passes, text, _ = run("updated")
    assert not passes and "@everyone" not in text and "<b>" not in text and "<img" not in text, text
    contains(text, "@\u2060everyone \\| \\<b\\>")
    repository.git("revert --no-edit HEAD")

    # 9: a branch that holds the packs for the first time, and one that was not fetched.
    repository.git("branch -q empty main", "checkout -q empty", "rm -rq packs", "commit -q -m Empty", "checkout -q change")
    passes, text, _ = run("updated", base="empty")
    assert passes
    contains(text, "| answers | passes | new: the packs are not in the commit to compare with |")
    passes, text, _ = run("updated", base="--upload-pack=x")
    assert not passes
    contains(text, "not compared: there is no commit --upload-pack=x here; fetch it")

    # 10: a fork's token may not write; a push to main has no pull request.
    before = [one["body"] for one in hub.comments]
    passes, _, printed = run(None, token="of a fork")
    assert passes and "::warning::No comment was written" in printed, printed
    assert run(None, base="", event="push")[0]
    assert [one["body"] for one in hub.comments] == before
    print("ok    the action: ten states of a repository, one comment, which is kept and updated")


def hooks(scratch):
    with open(f"{ROOT}/.pre-commit-hooks.yaml", encoding="utf-8") as file:
        found = re.findall(r"^- id: (\S+)\n(?:  .*\n)*?  entry: (.*)\n", file.read(), re.M)
    assert [one[0] for one in found] == ["plumbline-check", "plumbline-test", "plumbline-prove"], found
    environment = {**os.environ, "PATH": f"{scratch}/plumbline/bin:{os.environ['PATH']}"}
    for name, entry in found:
        code, said = sh(f"{entry} {PACK}", f"{scratch}/sleep-hygiene", env=environment)
        assert code == 0, (name, said)
    print("ok    the hooks for pre-commit")


main()
