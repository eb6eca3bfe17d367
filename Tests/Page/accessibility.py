"""Prints what a screen reader is given of a page: a line for each node, its role and its name, indented by depth.

Headless Chromium is asked over a pipe, so nothing but Python's own library is needed. Usage: accessibility.py PAGE [WIDTH]
A last line says how wide the page is beside how wide the window is.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

page = "file://" + os.path.abspath(sys.argv[1])
width = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
folder = tempfile.mkdtemp()
to_read, to_write = os.pipe()
from_read, from_write = os.pipe()
os.set_inheritable(to_read, True)
os.set_inheritable(from_write, True)


def preexec():
    os.dup2(to_read, 3)
    os.dup2(from_write, 4)


browser = subprocess.Popen(
    ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
     f"--user-data-dir={folder}", f"--window-size={width},1000", "about:blank"],
    preexec_fn=preexec, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
os.close(to_read)
os.close(from_write)
buffer = b""
count = 0


def receive():
    global buffer
    while b"\0" not in buffer:
        chunk = os.read(from_read, 1 << 16)
        if not chunk:
            raise SystemExit("the browser went away")
        buffer += chunk
    message, buffer = buffer.split(b"\0", 1)
    return json.loads(message)


def call(method, session=None, **parameters):
    global count
    count += 1
    message = {"id": count, "method": method, "params": parameters}
    if session:
        message["sessionId"] = session
    os.write(to_write, json.dumps(message).encode() + b"\0")
    while True:
        answer = receive()
        if answer.get("id") == count:
            if "error" in answer:
                raise SystemExit(answer["error"]["message"])
            return answer["result"]


try:
    target = call("Target.createTarget", url="about:blank")["targetId"]
    session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    call("Emulation.setDeviceMetricsOverride", session, width=width, height=1000, deviceScaleFactor=1, mobile=False)
    call("Page.enable", session)
    call("Network.enable", session)
    call("Page.navigate", session, url=page)
    requests = []
    while True:
        event = receive()
        if event.get("method") == "Network.requestWillBeSent":
            requests.append(event["params"]["request"]["url"])
        if event.get("method") == "Page.loadEventFired":
            break
    nodes = call("Accessibility.getFullAXTree", session)["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def show(node, depth):
        role = node.get("role", {}).get("value", "")
        name = " ".join(str(node.get("name", {}).get("value", "")).split())
        shown = not node.get("ignored") and role not in ("none", "generic", "InlineTextBox", "StaticText")
        if shown:
            level = [p["value"]["value"] for p in node.get("properties", []) if p["name"] == "level"]
            print("  " * depth + role + (f" {level[0]}" if level and role == "heading" else "") + (f": {name}" if name else ""))
        for child in node.get("childIds", []):
            if child in by_id:
                show(by_id[child], depth + (1 if shown else 0))

    show(nodes[0], 0)
    size = call("Runtime.evaluate", session, returnByValue=True,
                expression="[document.documentElement.scrollWidth, window.innerWidth]")["result"]["value"]
    print(f"width {size[0]} in {size[1]}")
    for url in requests:
        if url != page:
            print(f"request: {url}")
finally:
    browser.kill()
    browser.wait()
    shutil.rmtree(folder, ignore_errors=True)
