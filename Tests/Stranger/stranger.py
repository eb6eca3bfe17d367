#!/usr/bin/env python3
"""Checks a ledger, a checkpoint or a receipt of Plumbline without Plumbline.

    stranger.py ledger DATABASE PUBLIC_KEY_FILE     the leaves give the root that was signed
    stranger.py receipt RECEIPT PUBLIC_KEY_FILE     the record is in the tree; its payload, if any, is what its leaf commits to
    stranger.py continues PROOF OLD_CHECKPOINT PUBLIC_KEY_FILE   the older checkpoint is continued
    stranger.py shard DATABASE CHECKPOINT PUBLIC_KEY_FILE        what was imported from a ledger is what that ledger signed
    stranger.py signature EXPORT INDEX PUBLIC_KEY_FILE           a person signed a record, by two lines of an export (NDJSON)
    stranger.py pack ARCHIVE PUBLIC_KEY_FILE        every file of a pack's archive is what was signed

Written from Documentation/Ledger.md and Packs.md, RFC 6962, RFC 9162 and C2SP alone, with Python's standard library, and openssl for Ed25519.
"""
import base64
import hashlib
import json
import sqlite3
import subprocess
import sys
import tarfile
import tempfile


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(leaf):
    return sha(b"\x00", leaf)


def node_hash(left, right):
    return sha(b"\x01", left, right)


def root_of(hashes):
    """RFC 6962 section 2.1."""
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(root_of(hashes[:split]), root_of(hashes[split:]))


def root_from_proof(index, size, leaf, proof):
    """RFC 9162 section 2.1.3.2."""
    assert index < size, "no such leaf"
    fn, sn, hashed = index, size - 1, leaf
    for part in proof:
        assert sn > 0, "too many hashes"
        if fn & 1 or fn == sn:
            hashed = node_hash(part, hashed)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            hashed = node_hash(hashed, part)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0, "too few hashes"
    return hashed


def check_continues(old_size, old_root, new_size, new_root, proof):
    """RFC 9162 section 2.1.4.2."""
    if old_size == new_size:
        assert not proof and old_root == new_root, "another history"
        return
    proof = list(proof)
    if old_size & (old_size - 1) == 0:
        proof.insert(0, old_root)
    fn, sn = old_size - 1, new_size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    first = second = proof.pop(0)
    for part in proof:
        assert sn > 0, "too many hashes"
        if fn & 1 or fn == sn:
            first, second = node_hash(part, first), node_hash(part, second)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node_hash(second, part)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0 and first == old_root and second == new_root, "another history"


def signed_by(public_key, signature, text):
    der = bytes.fromhex("302a300506032b6570032100") + public_key
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as sig, tempfile.NamedTemporaryFile() as msg:
        for file, content in ((key, der), (sig, signature), (msg, text)):
            file.write(content)
            file.flush()
        run = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key.name, "-rawin",
             "-in", msg.name, "-sigfile", sig.name], capture_output=True)
        return run.returncode == 0


def opened(note, vkey):
    """C2SP signed-note: (the key's name, the text) once the signature holds."""
    name, key_id, key = vkey.strip().split("+", 2)
    key = base64.b64decode(key, validate=True)
    assert key[0] == 1 and sha(name.encode() + b"\n" + key)[:4].hex() == key_id, "not an Ed25519 key of this name"
    text, _, lines = note.rpartition(b"\n\n")
    text += b"\n"
    prefix = f"\u2014 {name} ".encode()
    signatures = [line[len(prefix):] for line in lines.splitlines() if line.startswith(prefix)]
    assert signatures, "not signed by this key"
    for signature in signatures:
        signature = base64.b64decode(signature, validate=True)
        assert signature[:4].hex() == key_id and signed_by(key[1:], signature[4:], text), "the signature does not hold"
    return name, text.decode()


def checkpoint(note, vkey):
    """C2SP tlog-checkpoint: (size, root)."""
    name, text = opened(note, vkey)
    origin, size, root = text.splitlines()[:3]
    assert origin == name, "another log"
    return int(size), base64.b64decode(root, validate=True)


def check_leaf(leaf, index):
    value = json.loads(leaf)
    members = ["commitment", "engine", "index", "kind", "packs", "time", "version"]
    assert sorted(value) == sorted(members + ["from"] * (value["version"] - 1)), "not a leaf"
    assert value["version"] in (1, 2) and value["index"] == index, "the leaf of another record"
    assert canonical(value) == leaf
    return value


def canonical(leaf):
    return json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def ledger(database, key_file):
    db = sqlite3.connect(database)
    hashes = []
    for index, (stored, leaf) in enumerate(db.execute("SELECT idx, leaf FROM record ORDER BY idx")):
        assert stored == index, f"record {index} is missing"
        check_leaf(leaf, index)
        hashes.append(leaf_hash(leaf))
    (note,) = db.execute("SELECT note FROM head").fetchone()
    size, root = checkpoint(note.encode(), open(key_file).read())
    assert size == len(hashes) and root == root_of(hashes), "the leaves do not give the root that was signed"
    for digest, in db.execute("SELECT DISTINCT digest FROM pack_file"):
        whole = b""
        for name, text in db.execute("SELECT name, text FROM pack_file WHERE digest = ? ORDER BY name", (digest,)):
            for part in (name.encode(), text):
                whole += str(len(part)).encode() + b":" + part
        assert "sha256:" + sha(whole).hex() == digest, f"the pack {digest} is not whole"
    print(f"{size} records are what was signed")


def shard(database, checkpoint_file, key_file):
    """Checks that what was imported from a ledger is what that ledger signed: its tree, rebuilt from the leaves here."""
    key = open(key_file).read()
    size, root = checkpoint(open(checkpoint_file, "rb").read(), key)
    origin = key.split("+")[0]
    hashes = []
    for (leaf,) in sqlite3.connect(database).execute("SELECT leaf FROM record ORDER BY idx"):
        value = json.loads(leaf)
        name, _, index = value.pop("from", "").rpartition("/")
        if name != origin:
            continue
        assert int(index) == len(hashes), f"record {len(hashes)} of {origin} is missing"
        hashes.append(leaf_hash(canonical({**value, "index": int(index), "version": 1})))
    assert root_of(hashes[:size]) == root and len(hashes) >= size, "not what the shard signed"
    print(f"the first {size} records of {origin} are what it signed")


def receipt(path, key_file):
    lines, _, note = open(path, "rb").read().partition(b"\n\n")
    magic, extra, index, *proof = lines.split(b"\n")
    assert magic == b"c2sp.org/tlog-proof@v1" and extra.startswith(b"extra ") and index.startswith(b"index ")
    leaf, *opening = base64.b64decode(extra[6:], validate=True).split(b"\n", 2)
    size, root = checkpoint(note, open(key_file).read())
    value = check_leaf(leaf, int(index[6:]))
    hashes = [base64.b64decode(line, validate=True) for line in proof]
    assert root_from_proof(int(index[6:]), size, leaf_hash(leaf), hashes) == root, "not in the tree"
    if opening:
        salt, payload = opening
        commitment = sha(b"plumbline.ledger/1 payload\n", bytes.fromhex(salt.decode()), payload).hex()
        assert commitment == value["commitment"], "the payload is not what the leaf commits to"
    print(f"record {value['index']} is in the tree of {size}" + (", with its payload" if opening else ""))


def continues(path, old_file, key_file):
    lines, _, note = open(path, "rb").read().partition(b"\n\n")
    old, *proof = lines.split(b"\n")
    key = open(key_file).read()
    old_size, old_root = checkpoint(open(old_file, "rb").read(), key)
    size, root = checkpoint(note, key)
    assert old == b"old %d" % old_size, "a proof for another checkpoint"
    check_continues(old_size, old_root, size, root, [base64.b64decode(line, validate=True) for line in proof])
    print(f"the checkpoint of {old_size} is continued by that of {size}")


def signature(path, index, key_file):
    """Checks the signature in one line of an export against the line of the record that it is about, with the signer's key alone."""
    lines = {line["index"]: line for line in map(json.loads, open(path, encoding="utf-8"))}
    own = lines[int(index)]
    signed = lines[own["about"]]
    check_leaf(signed["leaf"].encode(), own["about"])
    assert own["kind"] == "signature" and json.loads(own["leaf"])["time"] == own["time"], "not a signature"
    parts = ["plumbline.ledger/1 signature", f"record {signed['record']}",
             f"leaf sha256:{leaf_hash(signed['leaf'].encode()).hex()}", f"meaning {own['meaning']}",
             f"person {own['person']}", f"time {own['time']}", "", f"\u2014 {own['signature']}", ""]
    name, _ = opened("\n".join(parts).encode(), open(key_file).read())
    print(f"{own['person']} signed {signed['record']} as {own['meaning']} with the key {name}")


def pack(path, key_file):
    with tarfile.open(path, "r:") as tar:
        members = tar.getmembers()
        assert all(member.isreg() for member in members), "something else than plain files"
        names = [member.name for member in members]
        assert names[0] == "manifest.json" and names[-1] == "signature" and len(set(names)) == len(names)
        read = {member.name: tar.extractfile(member).read() for member in members}
    name, text = opened(read["signature"], open(key_file).read())
    manifest = json.loads(read["manifest.json"])
    wanted = ["plumbline.pack/1", f"{manifest['id']} {manifest['version']}",
              "manifest sha256:" + sha(read["manifest.json"]).hex()]
    *stated, signed, expires = text.splitlines()
    assert stated == wanted and signed.startswith("signed ") and expires.startswith("expires "), "another archive"
    assert [file["name"] for file in manifest["files"]] == names[1:-1] == sorted(names[1:-1]), "other files"
    for file in manifest["files"]:
        content = read[file["name"]]
        assert len(content) == file["size"] and sha(content).hex() == file["sha256"], f"{file['name']} is altered"
    own = [file["name"] for file in manifest["files"] if not file["name"].startswith(("tests/", "languages/"))]
    whole = b"".join(str(len(part)).encode() + b":" + part for file in own for part in (file.encode(), read[file]))
    assert "sha256:" + sha(whole).hex() == manifest["digest"], "the digest is of other files"
    print(f"{manifest['id']} {manifest['version']} is what {name} {signed}, {expires}")


if __name__ == "__main__":
    try:
        {"ledger": ledger, "pack": pack, "receipt": receipt, "continues": continues, "shard": shard,
         "signature": signature}[sys.argv[1]](*sys.argv[2:])
    except AssertionError as problem:
        sys.exit(f"not verified: {problem}")
