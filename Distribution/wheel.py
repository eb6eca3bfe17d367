"""Makes a wheel of the static command, the packs and the Python front end. Its bytes depend on nothing but what is in it."""
import base64
import hashlib
import os
import stat
import sys
import time
import zipfile

dist, version = sys.argv[1:3]
tag = "py3-none-manylinux_2_17_x86_64"
stamp = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
here = os.path.dirname(os.path.abspath(__file__))
files = {}


def add(name, path):
    with open(path, "rb") as file:
        files[name] = (file.read(), os.access(path, os.X_OK))


def folder(name, path):
    for parent, folders, names in os.walk(path):
        folders.sort()
        folders[:] = [f for f in folders if f != "__pycache__"]
        for one in sorted(names):
            full = os.path.join(parent, one)
            add(f"{name}/{os.path.relpath(full, path)}", full)


folder("plumbline", os.path.join(here, "python", "plumbline"))
add("plumbline/bin/plumbline", os.path.join(dist, "plumbline"))
folder("plumbline/Rules", "Rules")
info = f"plumbline-{version}.dist-info"
files[f"{info}/METADATA"] = (
    f"Metadata-Version: 2.1\nName: plumbline\nVersion: {version}\nSummary: What to pair with exercise in chronic back pain, and why\n"
    "Requires-Python: >=3.9\n\nSee `help(plumbline)`. It supports a clinician's judgement and does not replace assessment.\n".encode(), False)
files[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: plumbline\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(), False)
files[f"{info}/entry_points.txt"] = (b"[console_scripts]\nplumbline = plumbline:command\n", False)
record = "".join(
    f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n"
    for name, (data, _) in sorted(files.items()))
files[f"{info}/RECORD"] = ((record + f"{info}/RECORD,,\n").encode(), False)
with zipfile.ZipFile(os.path.join(dist, f"plumbline-{version}-{tag}.whl"), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
    for name, (data, runs) in sorted(files.items()):
        entry = zipfile.ZipInfo(name, stamp)
        # pip keeps the right to run of a regular file only, and the archive has to say that it is one.
        entry.external_attr = (stat.S_IFREG | (0o755 if runs else 0o644)) << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        wheel.writestr(entry, data)
