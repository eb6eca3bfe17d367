"""Writes what the command exports into a FHIR server of someone else, and reads it back.

The server is sekmet-fhir, on loopback, with a database of its own for this run. It checks everything that it accepts against the R4B
models, keeps it, and gives it back with `meta` alone added; searches find it by what the export says of it.
"""
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

COMMAND = os.path.abspath(sys.argv[1])
ROOT = os.getcwd()
RULES = {**os.environ, "PLUMBLINE_RULES": ROOT + "/Rules"}


def run(arguments, **options):
    done = subprocess.run([COMMAND, *arguments], capture_output=True, encoding="utf-8", env=RULES, **options)
    assert done.returncode == 0, (arguments, done.returncode, done.stderr)
    return done.stdout


class Server:
    """A server for this run, which ends with it."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}/fhir"
        settings = {"base_url": self.base, "data_dir": folder, "simulator": {"enabled": False}, "own_private_key_path": folder + "/key.pem"}
        with open(folder + "/settings.yaml", "w") as file:
            json.dump(settings, file)
        self.log = open(folder + "/log", "w+")
        self.process = subprocess.Popen(
            [os.path.dirname(sys.executable) + "/sekmet", "serve", "--host", "127.0.0.1", "--port", str(port), "--config", "settings.yaml"],
            cwd=folder, stdout=self.log, stderr=self.log)
        for _ in range(600):
            try:
                return self.ask("GET", "metadata") and None
            except OSError:
                assert self.process.poll() is None, self.words()
                time.sleep(0.1)
        raise AssertionError("the server does not answer\n" + self.words())

    def words(self):
        self.log.seek(0)
        return self.log.read()

    def ask(self, method, path, resource=None, code=200):
        request = urllib.request.Request(
            f"{self.base}/{path}", method=method, data=resource and json.dumps(resource).encode(),
            headers={"Content-Type": "application/fhir+json", "Accept": "application/fhir+json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                found, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            found, body = error.code, error.read()
        assert found == code, (method, path, found, body[:2000])
        return json.loads(body)

    def count(self, kind, **parameters):
        return self.ask("GET", f"{kind}?{urllib.parse.urlencode({**parameters, '_summary': 'count'})}")["total"]

    def end(self):
        self.process.terminate()
        self.process.wait()


def make_ledger(folder):
    """The ledger of the documentation's invented clinic, with a clinician's signature."""
    subprocess.run(["bash", "Examples/ledger/make.sh", COMMAND, folder], check=True, capture_output=True, env=RULES)
    ledger = ["--ledger", folder + "/ledger.sqlite"]
    key = run(["packs", "key", folder + "/adams.key", "--name", "clinic.example/dr-adams"]).strip()
    with open(folder + "/people.json", "w") as file:
        json.dump({"outside": "refuse", "people": [{"id": "dr-adams", "role": "physiotherapist", "key": key}]}, file)
    run(["audit", "sign", "6", "--as", "dr-adams", "--meaning", "decided", "--key", folder + "/adams.key",
         "--people", folder + "/people.json", *ledger])
    return ledger


def kept(server, resource):
    """Reads a resource back; only what a server adds to every resource may differ."""
    found = server.ask("GET", f"{resource['resourceType']}/{resource['id']}")
    found.pop("meta", None)
    return found


with tempfile.TemporaryDirectory() as folder:
    ledger = make_ledger(folder)
    resources = [json.loads(line) for line in run(["audit", "export", "--format", "fhir", "--with-payload", "--by", "auditor", *ledger]).splitlines()]
    server = Server(folder)
    try:
        for resource in resources:
            server.ask("PUT", f"{resource['resourceType']}/{resource['id']}", resource, code=201)
        for resource in resources:
            assert kept(server, resource) == resource, (resource, kept(server, resource))
        events = [each for each in resources if each["resourceType"] == "AuditEvent"]
        records = [each for each in resources if each["resourceType"] == "Provenance"]
        answers = [each for each in resources if each["resourceType"] == "GuidanceResponse"]
        assert server.count("AuditEvent") == len(events) and server.count("Provenance") == len(records)
        assert answers and server.count("GuidanceResponse") == len(answers)
        for kind in sorted({event["subtype"][0]["code"] for event in events}):
            told = sum(event["subtype"][0]["code"] == kind for event in events)
            assert server.count("AuditEvent", subtype=kind) == told, kind
        assert any("signature" in record for record in records) and any("reason" in record for record in records)

        # An answer as a transaction: the server gives the resources ids of its own and keeps the references between them.
        answer = json.loads(run(
            ["recommend", "Examples/high-fear.json", "--as-of", "2026-11-20", "--no-record", "--format", "fhir"]))
        entries = [
            {**entry, "request": {"method": "POST", "url": entry["resource"]["resourceType"]}} for entry in answer["entry"]]
        done = server.ask("POST", "", {"resourceType": "Bundle", "type": "transaction", "entry": entries})
        assert all(entry["response"]["status"].startswith("201") for entry in done["entry"]), done
        original = next(each["resource"] for each in answer["entry"] if each["resource"]["resourceType"] == "GuidanceResponse")
        place = next(
            sent["response"]["location"] for sent, each in zip(done["entry"], answer["entry"])
            if each["resource"]["resourceType"] == "GuidanceResponse")
        guidance = server.ask("GET", place[place.index("GuidanceResponse/"):].split("/_history")[0])
        request = server.ask("GET", guidance["result"]["reference"])
        assert request["resourceType"] == "RequestGroup", request
        for part in ("id", "meta", "result"):
            original.pop(part, None), guidance.pop(part, None)
        assert guidance == original, (guidance, original)
    finally:
        server.end()
print(
    f"server: {len(events)} AuditEvents, {len(records)} Provenances, {len(answers)} GuidanceResponses and an answer "
    "came back as they were written")
