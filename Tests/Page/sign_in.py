"""Signs in to the console at an issuer, and opens it in a page of a record system, both on another site, in headless Chromium: what browsers do
with cookies, redirections and frames is theirs alone.

Usage: sign_in.py PROGRAM
PROGRAM is plumbline-serve. The issuer and record system is a server of this program; the service is called by another name, so that both are
different sites to the browser. Prints what is wrong; exit 1.
"""
import base64
import hashlib
import http.server
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
from browser import Browser  # noqa: E402


def text(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def openssl(*words, data=b""):
    return subprocess.run(["openssl", *words], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


class Issuer(http.server.BaseHTTPRequestHandler):
    """Somebody's organisation: signs everybody in at once, as one person, and has one patient's record, in a page with the console."""

    codes, key, base, console = {}, None, None, None
    with open(os.path.join(ROOT, "Examples", "hooks", "patient-view.json"), encoding="utf-8") as example:
        record = json.load(example)["prefetch"]

    def log_message(self, *_):
        pass

    def reply(self, value, status=200, **headers):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, content in {"Content-Type": "application/json", "Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), content)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        asked = dict(urllib.parse.parse_qsl(address.query))
        if address.path in ("/.well-known/openid-configuration", "/fhir/.well-known/smart-configuration"):
            self.reply({"issuer": self.base, "authorization_endpoint": f"{self.base}/authorize", "token_endpoint": f"{self.base}/token",
                        "jwks_uri": f"{self.base}/jwks", "end_session_endpoint": f"{self.base}/end",
                        "code_challenge_methods_supported": ["S256"]})
        elif address.path.startswith("/fhir/"):
            kind = address.path.split("/")[2]
            found = [part for name, part in self.record.items() if part and (name == kind.lower() or f'"{kind}"' in json.dumps(part.get("entry")))]
            allowed = self.headers["Authorization"] == "Bearer a"
            self.reply((found or [{"resourceType": "Bundle", "type": "searchset"}])[0] if allowed else {}, 200 if allowed else 401)
        elif address.path == "/chart":
            there = f"{self.console}/launch?{urllib.parse.urlencode({'iss': self.base + '/fhir', 'launch': 'one'})}"
            self.reply(f"<!doctype html><h1>Chart</h1><iframe width=900 height=700 src='{there.replace('&', '&amp;')}'></iframe>".encode(),
                       Content_Type="text/html")
        elif address.path == "/jwks":
            modulus = bytes.fromhex(openssl("rsa", "-in", self.key, "-noout", "-modulus").decode().strip().split("=")[1])
            self.reply({"keys": [{"kty": "RSA", "kid": "k", "use": "sig", "n": text(modulus), "e": "AQAB"}]})
        elif address.path == "/authorize":
            self.codes["code"] = asked
            there = f"{asked['redirect_uri']}?{urllib.parse.urlencode({'code': 'code', 'state': asked['state']})}"
            if "launch" in asked:
                # In the record system the person is signed in already.
                return self.reply(b"", 302, Location=there)
            # A page of its own, on which a person would give a password.
            self.reply(f"<!doctype html><h1>Issuer</h1><a id=yes href='{there.replace('&', '&amp;')}'>I am J. de Vries</a>".encode(),
                       Content_Type="text/html")
        else:
            self.reply(b"<!doctype html><h1>The end</h1>", Content_Type="text/html")

    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        asked = self.codes.pop(form["code"])
        digest = text(hashlib.sha256(form["code_verifier"].encode()).digest())
        if digest != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return self.reply({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.base, "aud": asked["client_id"], "sub": "7f3a", "nonce": asked["nonce"], "iat": now, "exp": now + 300,
                  "auth_time": now, "roles": ["physio"], "fhirUser": "Practitioner/7"}
        signed = f"{text({'alg': 'RS256', 'kid': 'k', 'typ': 'JWT'})}.{text(claims)}"
        signature = openssl("dgst", "-sha256", "-sign", self.key, data=signed.encode())
        return self.reply({"access_token": "a", "token_type": "Bearer", "id_token": f"{signed}.{text(signature)}", "patient": "EX-09"})


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Frame:
    """The console in the record system's page: to the browser a process of its own."""

    def __init__(self, browser, base):
        self.browser, self.base = browser, base

    def run(self, script):
        """The value of a script in the frame; nothing while it is not there."""
        browser = self.browser
        page, browser.session = browser.session, None
        try:
            frames = [one for one in browser.call("Target.getTargets")["targetInfos"] if one["type"] == "iframe"]
            if not frames or not frames[0]["url"].startswith(self.base):
                return None
            browser.session = browser.call("Target.attachToTarget", targetId=frames[0]["targetId"], flatten=True)["sessionId"]
            return browser.run(script)
        finally:
            browser.session = page

    def text(self, words):
        """What it says, once it says some words, or after 10 seconds."""
        found = None
        for _ in range(50):
            found = self.run("document.body ? document.body.innerText : ''")
            if found and words in found:
                break
            time.sleep(0.2)
        return found or ""


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        Issuer.key = os.path.join(folder, "key.pem")
        openssl("genrsa", "-out", Issuer.key, "2048")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
        Issuer.base = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        # To a browser a name is another site than a number.
        port = free_port()
        base, file, launches = f"http://localhost:{port}", os.path.join(folder, "sign-in.json"), os.path.join(folder, "launch.json")
        Issuer.console = base
        with open(file, "w", encoding="utf-8") as out:
            json.dump({"schema": 1, "address": base, "issuer": Issuer.base, "client_id": "plumbline", "name": "sub", "role_claim": "roles",
                       "roles": {"clinician": "physio"}}, out)
        with open(launches, "w", encoding="utf-8") as out:
            json.dump({"schema": 1, "address": base, "records": [
                {"name": "ehr", "iss": f"{Issuer.base}/fhir", "client_id": "plumbline", "frame": Issuer.base}]}, out)
        os.chmod(file, 0o600)
        os.chmod(launches, 0o600)
        program = subprocess.Popen(
            [sys.argv[1], "--port", str(port), "--rules", os.path.join(ROOT, "Rules"), "--ledger", os.path.join(folder, "ledger.sqlite"),
             "--as-of", "2026-11-20", "--sign-in", file, "--launch", launches], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        browser = Browser()

        def expect(step, words):
            if words not in browser.run("document.body.innerText"):
                wrong.append(f"{step}: does not say '{words}', but: {browser.run('document.body.innerText')[:200]!r}")

        try:
            re.search(r"http://\S+", program.stdout.readline())
            browser.open(base)
            expect("at first", "Sign in with your account")
            browser.leave("document.querySelector('a.button').click()")
            expect("at the issuer", "Issuer")
            browser.leave("document.querySelector('#yes').click()")
            # The page of a moment leads on by itself.
            if browser.run("location.pathname") != "/":
                browser.wait("Page.loadEventFired")
            expect("signed in", "I see a patient")
            if browser.run("location.href") != f"{base}/" or browser.run("document.cookie"):
                wrong.append("signed in: the address or a cookie is left for a script")
            browser.open(f"{base}/console/new")
            expect("a page", "Patient id")
            browser.leave("[...document.querySelectorAll('button')].find(b => b.innerText === 'Sign out').click()")
            expect("signed out", "You are signed out")
            browser.open(f"{base}/console/new")
            expect("afterwards", "Sign in with your account")
            browser.open(f"{Issuer.base}/chart")
            frame = Frame(browser, base)
            answer = frame.text("Exercise with pain education")
            for words in ("EX-09", "Exercise with pain education"):
                if words not in answer:
                    wrong.append(f"in the record's page: does not say '{words}', but: {answer[:200]!r}")
            if frame.run("document.cookie"):
                wrong.append("in the record's page: a cookie is left for a script")
            # A form of the frame's own, whose cookie has to come along.
            frame.run("[...document.querySelectorAll('button')].find(b => b.innerText === 'NL')?.click()")
            if "Gegevens" not in frame.text("Gegevens"):
                wrong.append(f"in the record's page: its form is not taken: {frame.text('x')[:200]!r}")
            # In a window of its own that session is not there.
            browser.open(f"{base}/")
            expect("outside of the record's page", "Sign in with your account")
            elsewhere = [url for url in browser.requests if not url.startswith((base, Issuer.base))]
            if elsewhere:
                wrong.append(f"asked elsewhere: {elsewhere}")
        finally:
            browser.close()
            program.terminate()
            program.wait()
            server.shutdown()
    print(f"signing in at an issuer, and opening from a record: {f'{len(wrong)} wrong' if wrong else 'ok'}")
    for line in wrong:
        print(f"console: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
