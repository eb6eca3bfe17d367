"""container.py CONTAINERFILE CONTEXT ROOT: assembles the image's root filesystem in ROOT without a container engine, and prints what starts
in it: a line for the user, one for each variable, and the entry point last.

It knows the few instructions that an image from scratch needs, and refuses every other: nothing is fetched, nothing runs while it is built.
"""
import json
import os
import re
import shutil
import sys


def instructions(path):
    """Each instruction as its word and its words, with continued lines joined."""
    text = re.sub(r"(?m)^\s*#.*\n", "", open(path, encoding="utf-8").read()).replace("\\\n", " ")
    return [(line.split(None, 1)[0], line.split(None, 1)[1].strip()) for line in text.splitlines() if line.strip()]


def copy(context, root, sources, target):
    """As COPY does: a folder's contents, or files into a folder that ends in a slash, readable by everybody and owned by root."""
    for source in sources:
        found = os.path.join(context, source)
        into = os.path.join(root, target.lstrip("/"))
        if os.path.isdir(found):
            shutil.copytree(found, into, dirs_exist_ok=True)
        else:
            into = os.path.join(into, os.path.basename(source)) if target.endswith("/") else into
            os.makedirs(os.path.dirname(into), exist_ok=True)
            shutil.copy2(found, into)


def main(path, context, root):
    user, variables, entry = None, [], None
    for place, (word, rest) in enumerate(instructions(path)):
        if (place == 0) != (word == "FROM"):
            raise SystemExit(f"{path}: FROM is the first instruction, and the only one of its kind")
        if word == "FROM" and rest != "scratch":
            raise SystemExit(f"{path}: FROM {rest}: the image holds nothing but what is copied into it")
        elif word == "COPY":
            if rest.startswith("--") or "/../" in f"/{rest}/":
                raise SystemExit(f"{path}: COPY {rest}: plain paths within the context only")
            *sources, target = rest.split()
            copy(context, root, sources, target)
        elif word == "ENV":
            variables.append(rest)
        elif word == "USER":
            user = rest
        elif word == "ENTRYPOINT":
            entry = json.loads(rest)
        elif word not in ("FROM", "LABEL"):
            raise SystemExit(f"{path}: {word}: not needed for an image from scratch")
    if user is None or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", user):
        raise SystemExit(f"{path}: USER must be two numbers other than 0, since an image from scratch knows no names")
    if not entry or not os.access(os.path.join(root, entry[0].lstrip("/")), os.X_OK):
        raise SystemExit(f"{path}: ENTRYPOINT must be a list that begins with a program of the image")
    print("\n".join([user, *variables, entry[0]]))


main(*sys.argv[1:])
