"""Signs a text as a note of C2SP (https://c2sp.org/signed-note) with Ed25519, and verifies one. Needs only Python and OpenSSL 1.1.1 or later.

    note.py sign KEYFILE < SHA256SUMS > SHA256SUMS.note      a private key that `plumbline packs key` made
    note.py verify PUBLIC < SHA256SUMS.note > SHA256SUMS     its public half, as text or in a file; prints the text if the key signed it

Ends with 1, and prints nothing of the text, if the key did not sign it.
"""
import base64
import binascii
import hashlib
import os
import re
import subprocess
import sys
import tempfile

# What stands before the 32 bytes of a key in its DER form (RFC 8410).
PRIVATE = bytes.fromhex("302e020100300506032b657004220420")
PUBLIC = bytes.fromhex("302a300506032b6570032100")
ED25519 = b"\x01"
MARK = "\u2014 "


class Wrong(Exception):
    pass


def openssl(*arguments, given=None, isNeeded=True):
    try:
        done = subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise Wrong("openssl is not installed; install it") from None
    if isNeeded and done.returncode != 0:
        raise Wrong("openssl cannot do it; it must know Ed25519 (version 1.1.1 or later)")
    return done


def parts(text):
    """A key's name, the number in front of its bytes, and its 32 bytes."""
    found = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})", text)
    if not found:
        raise Wrong("the key has not the form NAME+HASH+BASE64; `plumbline packs key` makes one")
    name, number, data = found[1], bytes.fromhex(found[2]), base64.b64decode(found[3])
    if data[:1] != ED25519:
        raise Wrong("the key is not of Ed25519")
    return name, number, data[1:]


def number_of(name, public):
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def line_of(path):
    with open(path, encoding="utf-8") as file:
        return next((line.strip() for line in file if line.strip() and not line.startswith("#")), "")


def sign(keyfile, text):
    key = line_of(keyfile)
    if not key.startswith("PRIVATE+KEY+"):
        raise Wrong(f"{keyfile} holds no private key; `plumbline packs key` makes one")
    name, number, seed = parts(key.removeprefix("PRIVATE+KEY+"))
    pem = f"-----BEGIN PRIVATE KEY-----\n{base64.b64encode(PRIVATE + seed).decode()}\n-----END PRIVATE KEY-----\n".encode()
    public = openssl("pkey", "-pubout", "-outform", "DER", given=pem).stdout[-32:]
    if number_of(name, public) != number:
        raise Wrong(f"{keyfile} is damaged: its number belongs to another key")
    if not text.endswith(b"\n") or re.search(rb"[\x00-\x09\x0b-\x1f]", text):
        raise Wrong("the text must end with a line feed and have no other control character")
    with tempfile.NamedTemporaryFile() as file:
        file.write(text)
        file.flush()
        # The key by a pipe: it is written to no disk.
        signature = openssl("pkeyutl", "-sign", "-rawin", "-inkey", "/dev/stdin", "-in", file.name, given=pem).stdout
    return text + f"\n{MARK}{name} {base64.b64encode(number + signature).decode()}\n".encode()


def verify(key, note):
    """The text, if one of the note's signatures is the key's."""
    name, number, public = parts(line_of(key) if os.path.exists(key) else key)
    if number_of(name, public) != number:
        raise Wrong("the key's number does not belong to it")
    text, gap, signatures = note.rpartition(b"\n\n")
    text += b"\n"
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{one}" for one in ("text", "signature", "key")]
        for line in signatures.decode("utf-8", "replace").splitlines() if gap else []:
            found = re.fullmatch(f"{MARK}(\\S+) ([A-Za-z0-9+/]+=)", line)
            try:
                data = base64.b64decode(found[2], validate=True) if found and found[1] == name else b""
            except binascii.Error:
                data = b""
            # One signature is written in one way.
            if data[:4] != number or len(data) != 68 or base64.b64encode(data).decode() != found[2]:
                continue
            for path, content in zip(paths, (text, data[4:], PUBLIC + public)):
                with open(path, "wb") as file:
                    file.write(content)
            done = openssl("pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", paths[2], "-sigfile", paths[1], "-in", paths[0],
                           isNeeded=False)
            if done.returncode == 0:
                return text
    raise Wrong(f"{name} did not sign this")


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("sign", "verify"):
        sys.exit(__doc__)
    try:
        sys.stdout.buffer.write((sign if sys.argv[1] == "sign" else verify)(sys.argv[2], sys.stdin.buffer.read()))
    except (Wrong, OSError) as error:
        sys.exit(f"note: {error}")


main()
