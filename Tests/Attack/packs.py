"""Packs that could come from outside, all of them legal Lua."""

import os
import re

MANIFEST = 'pack "%s" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "2.0" } }\n'


def require_what_is_there(rules):
    """Makes every pack require the version of `red-flags` in these packs."""
    global MANIFEST
    for at, _, names in os.walk(rules):
        for name in names:
            if name.endswith(".lua"):
                found = re.search(r'pack "red-flags" \{.*?version\s*=\s*"([0-9.]+)"', open(os.path.join(at, name)).read(), re.S)
                if found:
                    MANIFEST = MANIFEST.replace('"1.0" }', f'"{found.group(1)}" }}')


def write(folder, name, files):
    path = os.path.join(folder, name)
    os.makedirs(path, exist_ok=True)
    for file, text in files.items():
        with open(os.path.join(path, file), "w") as out:
            out.write(text)
    return path


def cut_offs(folder, facts=4, each=4000):
    """A few files of some 1.4 KB: thousands of cut-offs on each of a few facts."""
    files = {"pack.lua": MANIFEST % "cut-offs" + 'pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }\n'}
    for fact in range(facts):
        files[f"f{fact}.lua"] = f"""
fact "cut.f{fact}" {{ type = "integer", range = {{ 0, 100000 }}, label = "f", question = "?" }}
for i = 1, {each} do
  rule("f{fact}-" .. i) {{ title = "t", role = "alternative", when = cut.f{fact} :at_least(i * 7), recommend = "exercise+x",
    strength = "conditional", claims = {{}}, because = "b" }}
end
"""
    return write(folder, "cut-offs", files)


def conditions(folder, facts=4, each=4000):
    """The same cut-offs in a few rules with long conditions."""
    files = {"pack.lua": MANIFEST % "conditions" + 'pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }\n'}
    for fact in range(facts):
        files[f"f{fact}.lua"] = f"""
fact "cut.f{fact}" {{ type = "integer", range = {{ 0, 100000 }}, label = "f", question = "?" }}
local parts = {{}}
for i = 1, {each} do parts[i] = all {{ cut.f{fact} :at_least(i * 7), cut.f{fact} :below(i * 7 + 3) }} end
rule "f{fact}" {{ title = "t", role = "alternative", when = any(parts), recommend = "exercise+x",
  strength = "conditional", claims = {{}}, because = "b" }}
"""
    return write(folder, "conditions", files)


def rules(folder, count, files=4):
    """This many plain rules over the existing facts."""
    texts = {"pack.lua": MANIFEST % "many" + 'pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }\n'}
    for file in range(files):
        texts[f"r{file}.lua"] = f"""
for i = 1, {count // files} do
  rule("r{file}-" .. i) {{ title = "t", role = "alternative", when = fear.tsk_17 :above(20 + i % 40), recommend = "exercise+x",
    strength = "conditional", claims = {{}}, because = "b" }}
end
"""
    return write(folder, "many", texts)


def long_files(folder, count=250, size=20_000):
    """Many files, each written out in full."""
    texts = {"pack.lua": MANIFEST % "long" + 'pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }\n'}
    for file in range(count):
        parts, number = [], 0
        while sum(map(len, parts)) < size:
            parts.append(
                f'rule "r{file}-{number}" {{ title = "t", role = "alternative", when = fear.tsk_17 :above({20 + number % 40}), '
                'recommend = "exercise+x", strength = "conditional", claims = {}, because = "b" }\n')
            number += 1
        texts[f"f{file}.lua"] = "".join(parts)
    return write(folder, "long", texts)


def facts(folder, count=2000):
    """This many facts, each read by a rule."""
    return write(folder, "facts", {
        "pack.lua": MANIFEST % "facts" + 'pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }\n',
        "facts.lua": f"""
for i = 1, {count} do
  fact("many.f" .. i) {{ type = "integer", range = {{ 0, 10 }}, label = "f", question = "?" }}
end
"""})


def loop(folder, body):
    """A file that is one loop."""
    return write(folder, "loop", {"pack.lua": body})


def broken(folder):
    """A third party's pack that does not load."""
    return write(folder, "broken", {"pack.lua": MANIFEST % "broken" + 'rule "r" { title = nothing.like_this :above(3) }\n'})
