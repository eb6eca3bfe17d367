"""Holds the command's FHIR against the R4B models of fhir.resources, and against rules that those do not know.

The models know elements, types, cardinalities, and the values of some codes. R4B is R4 for the resources that are written here:
none of them changed between the two. What the models do not hold, and is checked here: invariants (rqg-1, drq-1, bdl-7), references
that must resolve within the Bundle, codes of required bindings, and that nothing is empty.
"""
import glob
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile

COMMAND = sys.argv[1]
DAY = ["--as-of", "2026-11-20"]
ROOT = os.getcwd()

BINDINGS = {
    ("GuidanceResponse", "status"): "success data-requested data-required in-progress failure entered-in-error",
    ("RequestGroup", "status"): "draft active on-hold revoked completed entered-in-error unknown",
    ("RequestGroup", "intent"): "proposal plan directive order original-order reflex-order filler-order instance-order option",
    ("RequestGroup", "priority"): "routine urgent asap stat",
    ("ServiceRequest", "status"): "draft active on-hold revoked completed entered-in-error unknown",
    ("Task", "status"): "draft requested received accepted rejected ready cancelled in-progress on-hold failed completed entered-in-error",
    ("Task", "priority"): "routine urgent asap stat",
    ("DetectedIssue", "status"): "registered preliminary final amended corrected cancelled entered-in-error unknown",
    ("DetectedIssue", "severity"): "high moderate low",
}


def run(arguments, text=None, code=0):
    done = subprocess.run(
        [COMMAND, *arguments], input=text, capture_output=True, encoding="utf-8",
        env={**os.environ, "PLUMBLINE_RULES": ROOT + "/Rules"})
    assert done.returncode == code, (arguments, done.returncode, done.stderr)
    return done.stdout


def validate(resource):
    kind = resource["resourceType"]
    module = importlib.import_module("fhir.resources.R4B." + kind.lower())
    getattr(module, kind).model_validate(resource)


def walk(value, path=""):
    """Every value with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, f"{path}.{key}")
    if isinstance(value, list):
        for part in value:
            yield from walk(part, path)


def check_rules(bundle):
    names = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(names)) == len(names), "bdl-7: two entries have the same fullUrl"
    for path, value in walk(bundle):
        assert value not in ("", [], {}, None), f"{path} is empty"
        if path.endswith(".reference") and value.startswith("urn:uuid:"):
            assert value in names, f"{path} names nothing in the Bundle"
        if path.endswith(".dataRequirement.codeFilter") or path.endswith(".dataRequirement.dateFilter"):
            for part in value if isinstance(value, list) else [value]:
                assert ("path" in part) != ("searchParam" in part), "drq-1, drq-2"
    for entry in bundle["entry"]:
        resource = entry["resource"]
        assert entry["fullUrl"] == "urn:uuid:" + resource["id"]
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", entry["fullUrl"])
        for (kind, element), codes in BINDINGS.items():
            if resource["resourceType"] == kind and element in resource:
                assert resource[element] in codes.split(), (kind, element, resource[element])
        if resource["resourceType"] == "RequestGroup":
            check_actions(resource)


def check_actions(holder):
    for action in holder["action"]:
        assert ("resource" in action) != ("action" in action), "rqg-1"
        if "action" in action:
            check_actions(action)


def check_answer(arguments, text=None, code=0):
    """Returns the types of an answer's resources."""
    arguments = ["recommend", *arguments, *DAY, "--no-record", "--format", "fhir"]
    written = run(arguments, text, code)
    assert written == run(arguments, text, code), "two runs differ"
    bundle = json.loads(written)
    validate(bundle)
    check_rules(bundle)
    return [entry["resource"]["resourceType"] for entry in bundle["entry"]]


def record(*resources):
    patient = {"resourceType": "Patient", "id": "p", "birthDate": "1978-05-04"}
    return json.dumps({
        "resourceType": "Bundle", "type": "collection",
        "entry": [{"resource": resource} for resource in (patient, *resources)]})


def observation(name, fact, value, on="2026-11-20"):
    return {
        "resourceType": "Observation", "id": name, "status": "final", "effectiveDateTime": on,
        "subject": {"reference": "Patient/p"},
        "code": {"coding": [{"system": "urn:plumbline:fact", "code": fact}]}, **value}


count = 0
for path in sorted(glob.glob("Examples/*.json") + ["Examples/fhir/record.json"]):
    kinds = check_answer([path])
    assert kinds.count("GuidanceResponse") == 1 and kinds[-1] == "Provenance", kinds
    count += 1
for field in ("osteoarthritis", "hypertension"):
    check_answer([f"Examples/guidelines/{field}.json", "--rules", f"Examples/guidelines/{field}"])
    count += 1
kinds = check_answer([
    "Examples/guidelines/back-and-knee.json", "--rules", "Rules", "--rules", "Examples/guidelines/osteoarthritis"])
assert kinds.count("GuidanceResponse") == 2, kinds

RED = {"valueBoolean": True}
records = [
    (record(), 0, "GuidanceResponse"),
    (record(observation("a", "red_flags.fracture", RED)), 0, "DetectedIssue"),
    (record(observation("a", "mood.phq_9", {"valueInteger": 9}), observation("b", "mood.phq_9", {"valueInteger": 4})),
     0, "GuidanceResponse"),
    (record(observation("a", "red_flags.fracture", RED),
            observation("b", "red_flags.fracture", {"valueBoolean": False})), 21, "DetectedIssue"),
    ('{"pain": {"intensity": 99}}', 65, "GuidanceResponse"),
    ('{"id": "X", "red_flags": {"cauda_equina": true}, "pain": {"intensity": 99}}', 21, "DetectedIssue"),
    ('{"id": "\\u202e<b>\\u0007", "notes": "x", "red_flags": {"cauda_equina": true}}', 0, "DetectedIssue"),
]
for text, code, first in records:
    kinds = check_answer(["-"], text, code)
    assert kinds[0] == first, (text, kinds)
    count += 1

for what in ("questionnaires", "plan"):
    validate(json.loads(run(["fhir", what])))

with tempfile.TemporaryDirectory() as folder:
    ledger = ["--ledger", folder + "/ledger"]
    bundle = json.loads(run(["recommend", "Examples/red-flag.json", *DAY, "--format", "fhir", *ledger]))
    validate(bundle)
    check_rules(bundle)
    assert bundle["meta"]["tag"][0]["code"] == "recorded"
    lines = run(["audit", "export", "--format", "fhir", *ledger]).splitlines()
    for line in lines:
        validate(json.loads(line))
    # What the answer is called is what the ledger calls it.
    event = json.loads(lines[0])
    assert event["entity"][0]["what"]["identifier"] == bundle["identifier"]
print(f"r4: {count} answers, the questionnaires, the plan and the export of a ledger hold")
