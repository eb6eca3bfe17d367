"""Makes the pictures of Documentation/Pictures from the shipped examples, or says which are no longer current.

Usage: pictures.py PROGRAM SERVICE [--check]
PROGRAM is plumbline, SERVICE plumbline-serve. What each picture shows is kept as a digest of its words, so that a change of fonts or of the
browser changes nothing. With --check nothing is written; exit 1 if a picture shows other words than today's.
"""
import hashlib
import html
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import console  # noqa: E402
from browser import Browser  # noqa: E402

FOLDER = os.path.join(ROOT, "Documentation", "Pictures")
DAY = ["--as-of", "2026-11-20"]
RULES = os.path.join(ROOT, "Rules")
STYLE = """body { margin: 0; padding: 20px 24px; background: #14171c; color: #e6e8ec; width: max-content; }
pre { margin: 0; max-width: 112ch; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 "DejaVu Sans Mono", monospace; } b { color: #8ab8ff; font-weight: normal; }"""


def terminal(program, arguments, shown, until=None, text=None):
    """What a terminal shows, as a page: the command as it would be typed, and what it prints."""
    result = subprocess.run([program, *arguments], input=text, capture_output=True, text=True, cwd=ROOT,
                            env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "PLUMBLINE_RULES": RULES})
    if result.returncode not in (0, 1, 10, 11):
        raise SystemExit(f"pictures: {shown}: {result.stderr}")
    lines = result.stdout.rstrip("\n").split("\n")
    if until:
        lines = lines[:next(place for place, line in enumerate(lines) if line.startswith(until))]
    said = html.escape("\n".join(lines).rstrip("\n"))
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>plumbline</title><style>{STYLE}</style><pre><b>$ {html.escape(shown)}</b>\n{said}</pre>'


def pages(program, folder):
    """For each picture of a page: its name, the page's file, and the size of the window; no height for the whole page."""
    made = []

    def page(name, text, width, height):
        path = os.path.join(folder, f"{name}.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        made.append((name, path, width, height))

    changed = os.path.join(folder, "changed")
    shutil.copytree(RULES, changed)
    gates = os.path.join(changed, "red-flags", "gates.lua")
    with open(gates, encoding="utf-8") as file:
        text = file.read()
    with open(gates, "w", encoding="utf-8") as file:
        file.write(text.replace("pain.duration_weeks :below(12)", "pain.duration_weeks :below(13)"))
    compared = terminal(program, ["diff", "Rules", changed], "plumbline diff Rules changed", until="  decision: need-data")
    page("diff", compared.replace(html.escape(changed), "changed"), 900, None)
    patients = sorted(name for name in os.listdir(os.path.join(ROOT, "Examples")) if name.endswith(".json"))
    lines = ""
    for name in patients:
        with open(os.path.join(ROOT, "Examples", name), encoding="utf-8") as file:
            lines += file.read().replace("\n", " ") + "\n"
    page("cohort", terminal(program, ["cohort", "--format", "summary", *DAY], "plumbline cohort --format summary patients.ndjson", until="Rules behind", text=lines), 900, None)
    report = subprocess.run([program, "recommend", "Examples/high-fear.json", *DAY, "--no-record", "--format", "html", "--rules", RULES],
                            capture_output=True, text=True, cwd=ROOT, check=True).stdout
    page("report", report, 1280, 800)
    page("report-phone", report, 390, 844)
    subprocess.run([program, "docs", "--rules", RULES, "--into", os.path.join(folder, "book"), *DAY], capture_output=True, cwd=ROOT, check=True)
    made.append(("book", os.path.join(folder, "book", "index.html"), 1280, 800))
    return made


class Album:
    """The pictures, and the digest of what each shows."""

    def __init__(self, writes):
        self.writes, self.digests = writes, {}
        if writes:
            shutil.rmtree(FOLDER, ignore_errors=True)
            os.makedirs(FOLDER)

    def take(self, name, browser, whole):
        said = browser.run("document.body.innerText")
        self.digests[name] = hashlib.sha256(said.encode()).hexdigest()
        if self.writes:
            browser.picture(os.path.join(FOLDER, f"{name}.png"), whole=whole)

    def page(self, name, path, width, height):
        browser = Browser(width, height or 400)
        try:
            browser.open(f"file://{path}")
            if not height:
                size = browser.run("[document.documentElement.scrollWidth, document.documentElement.scrollHeight].join()")
                browser.resize(*map(int, size.split(",")))
            self.take(name, browser, whole=False)
        finally:
            browser.close()

    def console(self, service):
        trial = console.Trial(service.base, "console", 1280, 900)
        try:
            trial.browser.open(service.base + "/console/new")
            trial.send("new", console.PATIENT, ".send button")
            trial.send("answer", {"who": "Dr Ames"}, "button[name=confirm][value=yes]")
            self.take("console-answer", trial.browser, whole=False)
        finally:
            trial.browser.close()
        phone = console.Trial(service.base, "console", 390, 844)
        try:
            phone.browser.open(service.base + "/console/new")
            phone.send("stop", {"fact:red_flags.cauda_equina": "yes"}, ".send button")
            self.take("console-stop", phone.browser, whole=False)
        finally:
            phone.browser.close()


def main():
    program, service = (os.path.abspath(path) for path in sys.argv[1:3])
    album = Album("--check" not in sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages(program, folder):
            album.page(*page)
        with console.Service(service, folder, "--demo") as running:
            album.console(running)
    kept = os.path.join(FOLDER, "shown.json")
    if album.writes:
        with open(kept, "w", encoding="utf-8") as file:
            json.dump(album.digests, file, indent=2, sort_keys=True)
            file.write("\n")
        return 0
    with open(kept, encoding="utf-8") as file:
        shown = json.load(file)
    old = sorted(name for name in album.digests.keys() | shown.keys() if album.digests.get(name) != shown.get(name))
    for name in old:
        print(f"pictures: {name}.png shows other words than today's; run make pictures")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
