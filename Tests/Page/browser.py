"""Headless Chromium over a pipe, by its DevTools protocol: nothing but Python's own library is needed."""
import base64
import json
import os
import shutil
import subprocess
import tempfile


class Browser:
    """A browser with one page."""

    def __init__(self, width=1000, height=1000, dark=False, scripts=True):
        folder = tempfile.mkdtemp()
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        os.set_inheritable(to_read, True)
        os.set_inheritable(from_write, True)

        def preexec():
            os.dup2(to_read, 3)
            os.dup2(from_write, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={folder}", f"--window-size={width},{height}", "about:blank"],
            preexec_fn=preexec, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.folder, self.reading, self.writing = folder, from_read, to_write
        self.buffer, self.count, self.session = b"", 0, None
        self.messages, self.requests = [], []
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "DOM", "Accessibility", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        self.call("Emulation.setScrollbarsHidden", hidden=True)
        if dark:
            self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def receive(self):
        while b"\0" not in self.buffer:
            chunk = os.read(self.reading, 1 << 16)
            if not chunk:
                raise SystemExit("the browser went away")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        return message

    def call(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.messages.append(answer)

    def wait(self, event):
        """Waits for an event that comes after the last call, or came with its answer."""
        while True:
            for place, message in enumerate(self.messages):
                if message.get("method") == event:
                    del self.messages[place]
                    return message["params"]
            self.messages.append(self.receive())

    def open(self, address):
        self.messages = [message for message in self.messages if message.get("method") != "Page.loadEventFired"]
        self.call("Page.navigate", url=address)
        self.wait("Page.loadEventFired")

    def run(self, script):
        """The value of a script's last expression in the page."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script}: {result['exceptionDetails'].get('exception', {}).get('description')}")
        return result["result"].get("value")

    def leave(self, script):
        """Runs a script that leads to another page, and waits for that page."""
        self.messages = [message for message in self.messages if message.get("method") != "Page.loadEventFired"]
        self.run(script)
        self.wait("Page.loadEventFired")

    def key(self, key, code=None):
        text = {"Enter": "\r", " ": " "}.get(key)
        for kind in ("keyDown", "keyUp"):
            parameters = {"type": kind, "key": key, "code": code or key,
                          "windowsVirtualKeyCode": {"Tab": 9, "Enter": 13, " ": 32}.get(key, 0)}
            if text and kind == "keyDown":
                parameters["text"] = text
            self.call("Input.dispatchKeyEvent", **parameters)

    def picture(self, path, whole=True):
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def tree(self):
        """What a screen reader is given, in its order: for each node its role, its name, the level of a heading, and its depth."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        found = []

        def visit(node, depth):
            role = node.get("role", {}).get("value", "")
            shown = not node.get("ignored") and role not in ("none", "generic", "InlineTextBox", "StaticText")
            if shown:
                level = [one["value"]["value"] for one in node.get("properties", []) if one["name"] == "level"]
                found.append({"role": role, "name": " ".join(str(node.get("name", {}).get("value", "")).split()),
                              "level": level[0] if level else None, "depth": depth})
            for child in node.get("childIds", []):
                if child in by_id:
                    visit(by_id[child], depth + (1 if shown else 0))

        visit(nodes[0], 0)
        return found

    def size(self):
        """How wide the page is, and how wide the window is."""
        return self.run("[document.documentElement.scrollWidth, window.innerWidth]")

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.reading)
        os.close(self.writing)
        shutil.rmtree(self.folder, ignore_errors=True)
