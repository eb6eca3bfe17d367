"""Other people's clients of CDS Hooks against the service: what they send is answered, and what they read, they accept.

Usage: clients.py PROGRAM
PROGRAM is plumbline-serve; healthchain, fhir-mcp and schemathesis are installed (check.sh). Prints what each did; exit 1 if something is wrong.
"""
import asyncio
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WRONG = []


def expect(so, words):
    if not so:
        WRONG.append(words)


def example(name):
    with open(os.path.join(ROOT, "Examples", name), encoding="utf-8") as file:
        return json.load(file)


def stopping(prefetch):
    """The same record with one red flag answered with yes."""
    answers = {"resourceType": "QuestionnaireResponse", "id": "flags", "status": "completed", "questionnaire": "urn:plumbline:facts",
               "subject": {"reference": "Patient/EX-09"}, "author": {"reference": "Practitioner/7"}, "authored": "2026-11-20T09:00:00+01:00",
               "item": [{"linkId": "red_flags.cauda_equina", "answer": [{"valueBoolean": True}]}]}
    return {**prefetch, "flags": answers}


class Forwarder(http.server.BaseHTTPRequestHandler):
    """fhir-mcp calls services by names of its own; this gives them ours, and counts."""

    base, seen = None, []

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = urllib.request.Request(self.base + self.path.replace("/fhir-mcp-", "/plumbline-"), body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                status, answer = reply.status, reply.read()
        except urllib.error.HTTPError as error:
            status, answer = error.code, error.read()
        self.seen.append((status, json.loads(body), json.loads(answer)))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def healthchain(base, prefetch):
    """Its sandbox makes and sends the requests; its models must take every card."""
    from healthchain.models import CDSResponse
    from healthchain.sandbox.requestconstructors import CdsRequestConstructor
    from healthchain.sandbox.sandboxclient import SandboxClient
    who = {"patientId": "EX-09", "userId": "Practitioner/7"}
    orders = {"draftOrders": {"resourceType": "Bundle", "type": "collection"}}
    contexts = {"patient-view": who, "order-select": {**who, **orders, "selections": []}, "order-sign": {**who, **orders}}
    cards = 0
    for hook, context in contexts.items():
        client = SandboxClient(f"{base}/cds-services/plumbline-{hook}", hook, timeout=30)
        client.requests += [CdsRequestConstructor().construct_request(one, client.workflow, context) for one in (prefetch, stopping(prefetch))]
        if hook == "patient-view":
            client.load_synthetic(n=3, random_seed=7)
        for request, answer in zip(client.requests, client.send_requests()):
            expect(answer.get("cards"), f"healthchain: {hook} gave no card")
            cards += len(CDSResponse(**answer).cards)
            # It passes over what its models do not take: the same request again, held against them.
            raw = urllib.request.Request(str(client.url), json.dumps(request.model_dump(exclude_none=True, mode="json")).encode(),
                                         {"Content-Type": "application/json"})
            with urllib.request.urlopen(raw, timeout=30) as reply:
                CDSResponse(**json.load(reply))
    print(f"healthchain: {cards} cards of 9 requests, by three hooks, accepted by its models")
    expect(cards == 9, f"healthchain: {cards} cards instead of 9")


def fhir_mcp(base, prefetch):
    """Its client takes names and dates out of a record before it sends it."""
    from fhir_mcp.cds_hooks.client import CdsHooksClient
    from fhir_mcp.deid.pipeline import deidentify_resource
    Forwarder.base = base
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Forwarder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = CdsHooksClient(f"http://127.0.0.1:{server.server_port}", timeout=30)
    # It gives patients other names in the record, and leaves the context as it is: so the context must have that name, or the record counts as
    # somebody else's, and nothing of it is used.
    pseudonym = asyncio.run(deidentify_resource(prefetch["patient"]))["id"]
    for hook, patient, record, indicator in (
            ("patient-view", pseudonym, prefetch, "info"), ("patient-view", pseudonym, stopping(prefetch), "critical"),
            ("order-sign", pseudonym, stopping(prefetch), "critical"), ("patient-view", "EX-09", stopping(prefetch), "info")):
        answer = asyncio.run(client.invoke(hook, {"patientId": patient, "userId": "Practitioner/7"}, record, allow_live=True))
        status, _, said = Forwarder.seen[-1]
        expect(not answer.used_mock, f"fhir-mcp: {hook} was refused with {status}: {json.dumps(said)[:300]}")
        found = [card.get("indicator") for card in answer.cards]
        expect(found == [indicator], f"fhir-mcp: {hook} for {patient} gave {found} instead of {indicator}")
    print(f"fhir-mcp: {len(Forwarder.seen)} requests by two hooks, each answered with its card")
    server.shutdown()


def schemathesis(base, folder):
    """Every operation of the description, with requests made from it."""
    done = subprocess.run([os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run", f"{base}/openapi.json", "--url", base,
                           "--max-examples", "5", "--seed", "7", "--phases", "examples,fuzzing", "--request-timeout", "60",
                           "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
                           "--generation-database", "none", "--no-color"],
                          cwd=folder, env={**os.environ, "SCHEMATHESIS_HOOKS": "ndjson", "PYTHONPATH": os.path.dirname(os.path.abspath(__file__))},
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    counts = re.findall(r"^ *((?:Selected|Tested): .*|\d+ generated.*)$", done.stdout, re.M)
    print("schemathesis:", "; ".join(counts))
    expect(done.returncode == 0, f"schemathesis: {done.stdout[-3000:]}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="plumbline-hooks-") as folder:
        service = subprocess.Popen([sys.argv[1], "--port", "0", "--no-token", "--rules", f"{ROOT}/Rules", "--ledger", f"{folder}/ledger.sqlite",
                                    "--as-of", "2026-11-20"], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            base = re.search(r"http\S+", service.stdout.readline()).group(0)
            prefetch = example("hooks/patient-view.json")["prefetch"]
            healthchain(base, prefetch)
            fhir_mcp(base, prefetch)
            schemathesis(base, folder)
        finally:
            service.terminate()
            service.wait(timeout=40)
    for line in WRONG:
        print(f"hooks: {line}")
    sys.exit(1 if WRONG else 0)


if __name__ == "__main__":
    main()
