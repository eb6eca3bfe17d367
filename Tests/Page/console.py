"""Drives the console in headless Chromium: every flow at two sizes, with and without the page's script, light and dark.

Usage: console.py PROGRAM [PICTURES]
PROGRAM is plumbline-serve; PICTURES a folder for a picture of each page. Checked on every page: nothing is asked of anybody else, nothing is
wrong in the browser's log, the page fits the window, there is one heading of the first level in one main landmark, every control has a name,
and every text has a contrast of at least 4.5 to 1 (3 to 1 where it is large). Prints what is wrong; exit 1.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
from browser import Browser  # noqa: E402

CONTROLS = {"button", "textbox", "checkbox", "radio", "combobox", "link", "searchbox"}

# For each text that is seen: its contrast with what lies behind it, where that is too low.
CONTRAST = r"""(() => {
  const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 } };
  const light = c => { const f = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 };
    return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b) };
  const over = (t, u, a) => ({ r: t.r * a + u.r * (1 - a), g: t.g * a + u.g * (1 - a), b: t.b * a + u.b * (1 - a), a: 1 });
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility() || element.closest('script,svg,.skip,noscript')) continue;
    const style = getComputedStyle(element);
    let behind = { r: 255, g: 255, b: 255, a: 1 }, fade = 1, layers = [];
    for (let e = element; e; e = e.parentElement) {
      const s = getComputedStyle(e); fade *= Number(s.opacity); const c = parse(s.backgroundColor);
      if (c.a > 0) { layers.push(c); if (c.a === 1) break }
    }
    for (const layer of layers.reverse()) behind = over(layer, behind, layer.a);
    const ink = over(parse(style.color), behind, fade);
    const [a, b] = [light(ink), light(behind)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    if (ratio < (large ? 3 : 4.5)) found.add(`${ratio.toFixed(2)} ${element.tagName.toLowerCase()}.${element.className}: ${node.textContent.trim().slice(0, 40)}`);
  }
  return [...found];
})()"""


class Trial:
    """One way through the console."""

    def __init__(self, base, name, width, height, dark=False, scripts=True, pictures=None):
        self.base, self.name, self.pictures = base, name, pictures
        self.browser = Browser(width, height, dark, scripts)
        self.wrong = []

    def run(self, flows):
        """Goes the ways, and returns what was wrong."""
        try:
            for flow in flows:
                flow(self)
        finally:
            self.browser.close()
        print(f"{self.name}: {f'{len(self.wrong)} wrong' if self.wrong else 'ok'}")
        return self.wrong

    def fail(self, page, what):
        self.wrong.append(f"{self.name}, {page}: {what}")

    def expect(self, page, text):
        if text not in self.browser.run("document.body.innerText"):
            self.fail(page, f"does not say '{text}'")

    def check(self, page):
        """Looks at the page that is open."""
        browser = self.browser
        for address in browser.requests:
            if not address.startswith(self.base) and not address.startswith(("data:", "about:")):
                self.fail(page, f"asks {address}")
        browser.requests.clear()
        for message in browser.messages:
            if message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] in ("error", "warning"):
                self.fail(page, message["params"]["entry"]["text"])
            if message.get("method") == "Runtime.exceptionThrown":
                self.fail(page, message["params"]["exceptionDetails"]["text"])
        browser.messages.clear()
        wide, window = browser.size()
        if wide > window:
            self.fail(page, f"is {wide} wide in a window of {window}")
        tree = browser.tree()
        roles = [node["role"] for node in tree]
        heads = [node for node in tree if node["role"] == "heading" and node["level"] == 1]
        if roles.count("main") != 1 or len(heads) < 1:
            self.fail(page, f"has {roles.count('main')} main landmarks and {len(heads)} headings of the first level")
        for node in tree:
            if node["role"] in CONTROLS and not node["name"]:
                self.fail(page, f"has a {node['role']} without a name")
        for text in browser.run(CONTRAST):
            self.fail(page, f"contrast {text}")
        if self.pictures:
            browser.picture(os.path.join(self.pictures, f"{self.name}-{page}.png"))

    def open(self, page, path):
        self.browser.open(self.base + path)
        self.check(page)

    def send(self, page, fields, selector):
        """Fills fields in, by name, and presses the button that a selector finds."""
        for name, value in fields.items():
            self.browser.run(
                "(() => { const all = [...document.getElementsByName(%r)]; if (!all.length) throw Error(%r);"
                "const one = all.find(e => ['radio', 'checkbox'].includes(e.type) && e.value === %r);"
                "if (one) one.checked = true; else all[0].value = %r })()" % (name, name, value, value))
        self.browser.leave(f"document.querySelector({selector!r}).click()")
        self.check(page)

    @property
    def visit(self):
        return "/".join(self.browser.run("location.pathname").split("/")[:4])


PATIENT = {
    "patient": "EX-01", "fact:patient.age": "47", "fact:pain.region": "lumbar", "fact:pain.duration_weeks": "16 months",
    "fact:pain.specific_cause": "no", "fact:pain.intensity": "5", "fact:surgery.spinal": "no", "fact:goal.primary": "function",
    "fact:fear.fabq_physical_activity": "19", "fact:fear.tsk_17": "44", "fact:mood.phq_2": "1", "together": "red_flags",
}


def clinician(trial):
    trial.open("start", "/")
    trial.open("new", "/console/new")
    trial.send("read-back", PATIENT, ".send button")
    trial.expect("read-back", "Cauda equina features")
    trial.send("answer", {"who": "Dr Ames"}, "button[name=confirm][value=yes]")
    trial.expect("answer", "Exercise with pain education")
    visit = trial.visit
    for page in ("facts", "letter", "patient-page", "aid", "explanation", "history"):
        trial.open(page, f"{visit}/{page}")
    pdf = trial.browser.call("Page.printToPDF")["data"]
    if len(pdf) < 5_000:
        trial.fail("history", "does not print")
    trial.open("what-if", f"{visit}/what-if")
    trial.send("tried", {"fact:fear.tsk_17": "30", "fact:fear.fabq_physical_activity": "5"},
               "form:has([name='fact:fear.fabq_physical_activity']) button")
    trial.expect("tried", "WHAT IF, NOT RECORDED")
    trial.open("report", f"{visit}/report")
    trial.send("reported", {"reason": "patient-refuses", "note": "prefers to wait"}, "form:has(#reason) button")
    trial.expect("reported", "Recorded: not followed")
    trial.open("new", "/console/new")
    trial.send("earlier", {"seen": "EX-01"}, "form[action$=earlier] button")
    trial.expect("earlier", "whatever else a stop reads are not shown: ask them today.")
    trial.expect("earlier", "44, on 2026-11-20 (today).")
    trial.send("carried", {"carry": "fear.tsk_17", "fact:red_flags.fracture": "no"}, ".send button")
    trial.open("carried-facts", f"{trial.visit}/facts")
    if trial.browser.run("document.getElementsByName('fact:fear.tsk_17')[0].value") != "44":
        trial.fail("carried-facts", "the value that was ticked is not taken")
    trial.open("new", "/console/new")
    trial.send("problems", {"fact:pain.intensity": "77", "fact:red_flags.fracture": "yes"}, ".send button")
    trial.expect("problems", "1 answer to look at again")
    trial.expect("problems", "Suspected fracture")
    trial.open("new", "/console/new")
    trial.send("stop", {"fact:red_flags.cauda_equina": "yes"}, ".send button")
    trial.expect("stop", "Possible cauda equina syndrome")
    trial.open("new", "/console/new")
    trial.send("interview", {}, "form:has([value=interview]) button")
    trial.expect("interview", "Question by question")


def lists(trial):
    """Codes that are ticked, and readings in rows, one of them in another unit."""
    readings = "bp.systolic_readings"
    trial.open("lists", "/console/new")
    trial.send("listed", {
        "patient": "HT-1", "fact:patient.age": "62", "in:patient.medicines": "arb", "rest:patient.medicines": "complete",
        f"value:{readings}": "20.2", f"unit:{readings}": "kPa", f"day:{readings}": "2026-11-19"}, ".send button")
    trial.open("listed-facts", f"{trial.visit}/facts")
    for name, value in ((f"value:{readings}", "20.2"), (f"unit:{readings}", "kPa"), (f"day:{readings}", "2026-11-19")):
        if trial.browser.run(f"document.getElementsByName({name!r})[0].value") != value:
            trial.fail("listed-facts", f"has not kept {name}")


def items(trial):
    """A questionnaire item by item: one that is not whole is refused, and stays; a whole one is answered."""
    trial.open("new-items", "/console/new")
    trial.browser.run("document.getElementById('f-instruments.phq_9').open = true")
    trial.check("new-items")
    trial.send("items-refused", {f"item:phq_9:{item}": "1" for item in range(1, 9)}, ".send button")
    trial.expect("items-refused", "unanswered items: 9")
    trial.send("items-answered", {"item:phq_9:9": "0"}, ".send button")
    trial.expect("items-answered", "Ask next")


def auditor(trial):
    trial.open("records", "/console/records")
    trial.open("record", "/console/records/0")
    trial.send("replay", {}, "form[action$=replay] button")
    trial.expect("replay", "every byte of it is as recorded")
    trial.open("records", "/console/records")
    trial.send("verify", {}, "form[action$=verify] button")
    trial.expect("verify", "Nothing differs.")
    trial.open("statistics", "/console/statistics")
    trial.expect("statistics", "By rule, stop and gate")


def author(trial):
    trial.open("packs", "/console/packs")
    trial.open("versions", "/console/versions")
    trial.send("comparison", {}, "form[action$=versions] button")
    for _ in range(60):
        if "Not finished yet." not in trial.browser.run("document.body.innerText"):
            break
        trial.open("comparison", "/console/versions/2-0")
    trial.expect("comparison", "Answers change in")
    trial.expect("comparison", "red-flags/gates.lua")
    trial.open("book", "/console/book")
    trial.expect("book", "The guideline in force")


def earlier(folder):
    """A copy of the packs in which one cut-off is another."""
    packs = os.path.join(folder, "earlier")
    shutil.copytree(os.path.join(ROOT, "Rules"), packs)
    gates = os.path.join(packs, "red-flags", "gates.lua")
    with open(gates, encoding="utf-8") as file:
        text = file.read()
    with open(gates, "w", encoding="utf-8") as file:
        file.write(text.replace("pain.duration_weeks :below(12)", "pain.duration_weeks :below(13)"))
    return packs


def signing_in(trial, token):
    """Nothing is there before; then the pages are, and after signing out they are not."""
    trial.open("sign-in", "/console/new")
    trial.expect("sign-in", "Access token")
    trial.send("refused", {"access": "no token of anybody's"}, "button")
    trial.expect("refused", "no token of anybody who may sign in")
    trial.send("signed-in", {"access": token}, "button")
    trial.expect("signed-in", "What would you like to do?")
    if trial.browser.run("document.cookie"):
        trial.fail("signed-in", "a script can read the cookie")
    trial.send("signed-out", {}, "form[action$=sign-out] button")
    trial.open("signed-out", "/console/new")
    trial.expect("signed-out", "Access token")


def keyboard(trial):
    """The first stop of the tab key leads over the navigation; the whole form is filled in by keys."""
    browser = trial.browser
    trial.open("new", "/console/new")
    browser.key("Tab")
    if browser.run("document.activeElement.textContent") != "To the content":
        trial.fail("new", "the tab key does not first lead to the content")
    seen = set()
    for _ in range(400):
        browser.key("Tab")
        seen.add(browser.run("document.activeElement.name || document.activeElement.textContent.trim()"))
        if browser.run("document.activeElement.matches('.send button')"):
            break
    missing = {name for name in PATIENT if name not in seen}
    if missing:
        trial.fail("new", f"the tab key does not reach {', '.join(sorted(missing))}")
    if browser.run("getComputedStyle(document.activeElement).outlineStyle") == "none":
        trial.fail("new", "the focus is not seen")


class Service:
    """The service on a free port, with a ledger in a folder."""

    def __init__(self, program, folder, *options):
        self.ledger = os.path.join(folder, "ledger.sqlite")
        self.process = subprocess.Popen(
            [program, "--port", "0", "--rules", os.path.join(ROOT, "Rules"), "--ledger", self.ledger, "--as-of", "2026-11-20",
             *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.base = re.search(r"http://\S+", self.process.stdout.readline())[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def main():
    program, pictures = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    wrong = []
    with tempfile.TemporaryDirectory() as folder, Service(program, folder, "--demo", "--compare", earlier(folder)) as service:
        for name, width, height, dark, scripts, flows in [
            ("desktop", 1280, 800, False, True, (clinician, items, auditor, author, keyboard)),
            ("phone", 390, 844, True, True, (clinician, items, auditor, author)),
            ("without-script", 1280, 800, False, False, (clinician, auditor, author)),
        ]:
            trial = Trial(service.base, name, width, height, dark, scripts, pictures)
            wrong += trial.run(flows)
    rules = os.path.join(ROOT, "Examples", "guidelines", "hypertension")
    with tempfile.TemporaryDirectory() as folder, Service(program, folder, "--demo", "--rules", rules) as service:
        for name, width, height, scripts in [("lists", 1280, 800, True), ("lists-phone", 390, 844, False)]:
            wrong += Trial(service.base, name, width, height, scripts=scripts, pictures=pictures).run([lists])
    with tempfile.TemporaryDirectory() as folder, Service(program, folder) as service:
        with open(f"{service.ledger}.token", encoding="utf-8") as file:
            token = file.read().strip()
        trial = Trial(service.base, "token", 390, 844, pictures=pictures)
        wrong += trial.run([lambda trial: signing_in(trial, token)])
    for line in sorted(set(wrong)):
        print(f"console: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
