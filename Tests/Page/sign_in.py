"""Signs in to the console at an issuer on another site, in headless Chromium: what browsers do with cookies and redirections is theirs alone.

Usage: sign_in.py PROGRAM
PROGRAM is plumbline-serve. The issuer is a server of this program; the service is called by another name, so that both are different sites to the
browser. Prints what is wrong; exit 1.
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
    """Somebody's organisation: signs everybody in at once, as one person."""

    codes, key, base = {}, None, None

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
        if address.path == "/.well-known/openid-configuration":
            self.reply({"issuer": self.base, "authorization_endpoint": f"{self.base}/authorize", "token_endpoint": f"{self.base}/token",
                        "jwks_uri": f"{self.base}/jwks", "end_session_endpoint": f"{self.base}/end"})
        elif address.path == "/jwks":
            modulus = bytes.fromhex(openssl("rsa", "-in", self.key, "-noout", "-modulus").decode().strip().split("=")[1])
            self.reply({"keys": [{"kty": "RSA", "kid": "k", "use": "sig", "n": text(modulus), "e": "AQAB"}]})
        elif address.path == "/authorize":
            self.codes["code"] = asked
            # A page of its own, on which a person would give a password.
            there = f"{asked['redirect_uri']}?{urllib.parse.urlencode({'code': 'code', 'state': asked['state']})}"
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
                  "auth_time": now, "roles": ["physio"]}
        signed = f"{text({'alg': 'RS256', 'kid': 'k', 'typ': 'JWT'})}.{text(claims)}"
        signature = openssl("dgst", "-sha256", "-sign", self.key, data=signed.encode())
        return self.reply({"access_token": "a", "token_type": "Bearer", "id_token": f"{signed}.{text(signature)}"})


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


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
        base, file = f"http://localhost:{port}", os.path.join(folder, "sign-in.json")
        with open(file, "w", encoding="utf-8") as out:
            json.dump({"schema": 1, "address": base, "issuer": Issuer.base, "client_id": "plumbline", "name": "sub", "role_claim": "roles",
                       "roles": {"clinician": "physio"}}, out)
        os.chmod(file, 0o600)
        program = subprocess.Popen(
            [sys.argv[1], "--port", str(port), "--rules", os.path.join(ROOT, "Rules"), "--ledger", os.path.join(folder, "ledger.sqlite"),
             "--sign-in", file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
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
            elsewhere = [url for url in browser.requests if not url.startswith((base, Issuer.base))]
            if elsewhere:
                wrong.append(f"asked elsewhere: {elsewhere}")
        finally:
            browser.close()
            program.terminate()
            program.wait()
            server.shutdown()
    print(f"signing in at an issuer: {f'{len(wrong)} wrong' if wrong else 'ok'}")
    for line in wrong:
        print(f"console: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
