"""Reviews packs: checks, tests and proves them, compares them with an earlier commit, and writes one comment in Markdown.

Ends with 0 whatever was found, and with 1 if the packs could not be reviewed; whether they pass is in `passes` of GITHUB_OUTPUT, and in
the first line of the comment.
"""
import argparse
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BESIDE = os.path.normpath(os.path.join(HERE, "..", "..", "..", "bin", "plumbline"))
PLUMBLINE = os.environ.get("PLUMBLINE") or (BESIDE if os.access(BESIDE, os.X_OK) else "plumbline")
# A comment of GitHub has at most 65,536 characters.
MOST_CHARACTERS = 60_000
MOST_LINES = 40


def run(*arguments):
    return subprocess.run([PLUMBLINE, *arguments], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False)


def words(text):
    """Text of a pack as Markdown that is only text."""
    return re.sub(r"([\\`*_{}\[\]()<>#|~:])", r"\\\1", " ".join(str(text).split()))


def place(file, line):
    return f"`{str(file).replace('`', '')}:{line}`" if file else ""


def bullets(lines):
    """At most so many lines of a list, and how many there are beyond."""
    lines = list(lines)
    rest = [f"- and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join(f"- {line}" for line in lines[:MOST_LINES]) + ("\n" if rest else "") + "".join(rest)


def folded(title, text):
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def plural(count, one, many=None):
    return f"{count} {one if count == 1 else many or one + 's'}"


class Part:
    """What one command found: whether it passes, what the table says of it, and what stands below the table."""

    def __init__(self, name, passes, says, below=""):
        self.name, self.passes, self.says, self.below = name, passes, says, below

    @staticmethod
    def failed(name, done):
        """A command that printed no result: what it said instead."""
        said = [line.removeprefix("plumbline: ") for line in done.stderr.splitlines()] or [f"ended with {done.returncode}"]
        return Part(name, False, "could not be done", f"**{name} could not be done**\n\n{bullets(map(words, said))}")


def result(done):
    try:
        return json.loads(done.stdout)
    except ValueError:
        return None


def check(packs):
    done = run("check", packs, "--strict", "--format", "json")
    found = result(done)
    if found is None:
        return Part.failed("check", done)
    if os.environ.get("GITHUB_ACTIONS"):
        # Shown beside the lines of the change.
        print(run("check", packs, "--strict", "--format", "github").stdout, end="")
    findings = found["findings"]
    lines = (f"{words(one['severity'])} `{one['code']}` {place(one.get('path') or one['file'], one['line'])}: {words(one['message'])}" for one in findings)
    below = f"**Findings**\n\n{bullets(lines)}" if findings else ""
    return Part("check", done.returncode == 0, plural(len(findings), "finding") if findings else "no finding", below)


def test(packs, least):
    done = run("test", packs, "--coverage", "--min", str(least), "--format", "json")
    found = result(done)
    if found is None:
        return Part.failed("test", done)
    failed = [one for one in found["tests"] if not one["passed"]]
    lines = []
    for one in failed:
        case = f", {words(one['case'])}" if one.get("case") else ""
        lines += [f"{place(one['file'], one['line'])} {words(one['name'])}{case}: {words(failure['words'])}" for failure in one["failures"]]
    coverage = found["coverage"]
    figures = f"outcomes {coverage['outcomes']['percent']} %, MC/DC {coverage['mcdc']['percent']} % (at least {least} % of each)"
    says = (plural(len(failed), "test") + " failed, " if failed else "") + f"{found['passed']} passed; {figures}"
    return Part("test", done.returncode == 0, says, f"**Tests that fail**\n\n{bullets(lines)}" if lines else "")


def prove(packs):
    done = run("prove", packs, "--format", "json")
    found = result(done)
    if found is None:
        return Part.failed("prove", done)
    questions = found["questions"]
    left = [one for one in questions if not one["ok"]]
    proved = [one for one in questions if one["verdict"] == "proved"]
    below = []
    for one in left:
        patients = "".join(f" Such a patient (made up): `{json.dumps(patient['profile'], separators=(',', ':')).replace('`', '')}`"
                           for patient in one.get("patients", [])[:1])
        below.append(f"{words(one['verdict'])}: {words(one['question'])} {place(one.get('file'), one.get('line'))}{patients}")
    text = [f"**Not proved**\n\n{bullets(below)}"] if below else []
    text += [folded(f"Proved for every patient: {len(proved)}", bullets(f"{words(one['question'])} {place(one.get('file'), one.get('line'))}".rstrip() for one in proved))]
    return Part("prove", done.returncode == 0, f"{len(questions) - len(left)} of {plural(len(questions), 'question')} in order", "\n\n".join(text))


def compare(packs, base):
    """What changes since a commit; None if there is nothing to compare with."""
    if not base:
        return None
    known = subprocess.run(["git", "rev-parse", "--verify", "--quiet", "--end-of-options", base + "^{commit}"], capture_output=True, text=True, check=False)
    if known.returncode != 0:
        return Part("answers", False, f"not compared: there is no commit {words(base)} here; fetch it (`fetch-depth: 0` of actions/checkout)")
    commit = known.stdout.split()[0]
    if subprocess.run(["git", "cat-file", "-e", f"{commit}:{packs}"], capture_output=True, check=False).returncode != 0:
        return Part("answers", True, "new: the packs are not in the commit to compare with")
    sides = [f"git:{commit}:{packs}", packs]
    done = run("diff", *sides, "--require-version", "--format", "json")
    found = result(done)
    if found is None:
        return Part.failed("answers", done)
    pairs = found.get("guidelines", [found])
    classes = [one for pair in pairs for one in pair["classes"]]
    changed = sum(1 for one in classes if one["of_answer"])
    isProved = all(pair["verdict"] == "no-answer-changes" for pair in pairs) and not found.get("added") and not found.get("removed")
    says = ("no patient's answer changes: proved" if isProved else f"answers change in {plural(changed, 'way')}" if changed else
            "a guideline comes or goes" if found.get("added") or found.get("removed") else "not decided whether an answer changes")
    versions = [one for pair in pairs for one in pair["versions"] if one["change"] != "none"]
    follows = "; ".join(f"{words(one['pack'])} {words(one['before'])} → " + (
        f"{words(one['says'])}, as {one['change']} asks" if one["enough"] else f"**at least {words(one['needed'])}**, and says {words(one['says'])}")
        for one in versions)
    shown = run("diff", *sides, "--format", "markdown").stdout.replace(f"git:{commit}:", f"git:{base}:")
    return Part("answers", done.returncode == 0, says + (f". Version: {follows}" if follows else ""), shown.strip())


def comment(packs, parts):
    passes = all(part.passes for part in parts)
    head = f"### {'Ready' if passes else 'Not ready'}: `{packs.replace('`', '')}`\n\n| | | what was found |\n|---|---|---|\n"
    head += "".join(f"| {part.name} | {'passes' if part.passes else '**fails**'} | {part.says} |\n" for part in parts)
    text = "\n\n".join([head, *(part.below for part in parts if part.below)])
    if len(text) > MOST_CHARACTERS:
        kept = [part.below for part in parts if part.below and len(part.below) < MOST_CHARACTERS // len(parts)]
        left = ", ".join(part.name for part in parts if part.below and part.below not in kept)
        text = "\n\n".join([head, *kept, f"Too long to be shown here: {left}. The same commands show it on your own machine."])
    # Nobody is called by what a pack says.
    return passes, text.replace("@", "@\u2060") + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("packs", help="a pack, or a folder of packs, from the repository's own folder, in which this is run")
    options.add_argument("--base", default="", help="the commit to compare with; empty for none")
    options.add_argument("--min", type=int, default=100, metavar="PERCENT", help="the least coverage")
    options.add_argument("--comment", default="-", metavar="FILE", help="where the comment is written (default: standard output)")
    given = options.parse_args()
    packs = given.packs.rstrip("/")
    if not os.path.isdir(packs) or packs.startswith(("-", "/", ".")):
        sys.exit(f"review: no such folder: {packs}; name a pack, or a folder of packs, from the repository's own folder")
    try:
        parts = [compare(packs, given.base), check(packs), test(packs, given.min), prove(packs)]
    except FileNotFoundError as error:
        sys.exit(f"review: {error.filename} is not installed; install it, or name it with PLUMBLINE")
    passes, text = comment(packs, [part for part in parts if part])
    if given.comment == "-":
        print(text, end="")
    else:
        with open(given.comment, "w", encoding="utf-8") as file:
            file.write(text)
    for name, value in (("GITHUB_OUTPUT", f"passes={str(passes).lower()}\ncomment={given.comment}\n"), ("GITHUB_STEP_SUMMARY", text)):
        if os.environ.get(name):
            with open(os.environ[name], "a", encoding="utf-8") as file:
                file.write(value)


if __name__ == "__main__":
    main()
