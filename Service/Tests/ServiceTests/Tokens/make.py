"""Writes keys.json and tokens.json beside this file: tokens as record systems sign them, and as nobody should, by joserfc.

The private keys are thrown away. The tests set the service's clock to NOW. Run it again only if a token must change.
"""

import base64
import json
import os

from joserfc import jws
from joserfc.jwk import ECKey, OctKey, RSAKey

NOW = 1_800_000_000
SERVICE = "https://plumbline.example"
VIEW = f"{SERVICE}/cds-services/plumbline-patient-view"
here = os.path.dirname(os.path.abspath(__file__))

curve = ECKey.generate_key("P-384", {"kid": "curve", "use": "sig"})
rsa = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig", "alg": "RS384"})
stranger = ECKey.generate_key("P-384", {"kid": "curve"})
encrypting = RSAKey.generate_key(2048, {"kid": "encrypting", "use": "enc"})
registry = jws.JWSRegistry(algorithms=["ES384", "RS384", "HS384", "RS256", "ES256", "PS384"])


def part(value):
    text = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def claims(**changes):
    given = {"iss": "https://ehr.example", "aud": VIEW, "iat": NOW - 10, "exp": NOW + 290, "jti": "jti-1", "sub": "ehr", **changes}
    return {name: value for name, value in given.items() if value is not None}


def token(key=curve, alg="ES384", header=None, **changes):
    protected = {"typ": "JWT", "alg": alg, "kid": key.kid, **(header or {})}
    protected = {name: value for name, value in protected.items() if value is not None}
    return jws.serialize_compact(protected, json.dumps(claims(**changes)).encode(), key, registry=registry)


def public_pem(key):
    return OctKey.import_key(key.as_pem(private=False), {"kid": key.kid})


def forged(header, signature=b"", **changes):
    return f"{part(header)}.{part(claims(**changes))}.{part(signature)}"


valid = token()
head, body, signature = valid.split(".")
tokens = {
    "ES384": valid,
    "RS384": token(rsa, "RS384"),
    "audiences": token(aud=["https://other.example", VIEW]),
    "feedback": token(aud=VIEW + "/feedback", jti="jti-2"),
    "decide": token(aud=f"{SERVICE}/api/v1/decide", jti="jti-3"),
    "same id, another token": token(rsa, "RS384", sub="other"),
    "none": forged({"typ": "JWT", "alg": "none", "kid": "curve"}),
    "None": forged({"typ": "JWT", "alg": "None", "kid": "curve"}),
    "no algorithm": forged({"typ": "JWT", "kid": "curve"}),
    "HS384 with the public key": token(public_pem(curve), "HS384"),
    "HS384 with the public RSA key": token(public_pem(rsa), "HS384"),
    "RS256": token(RSAKey.import_key(rsa.as_dict(private=True) | {"alg": "RS256"}), "RS256"),
    "PS384": token(RSAKey.import_key(rsa.as_dict(private=True) | {"alg": "PS384"}), "PS384"),
    "RS384 named, ES384 key": token(rsa, "RS384", header={"kid": "curve"}),
    "another's key": token(stranger),
    "key in the header": token(stranger, header={"jwk": stranger.as_dict(private=False)}),
    "key for encrypting": token(RSAKey.import_key(encrypting.as_dict(private=True) | {"use": "sig"}), "RS384"),
    "no such key": token(header={"kid": "gone"}),
    "no key named": token(header={"kid": None}),
    "extension that must be known": forged({"alg": "ES384", "kid": "curve", "crit": ["b64"], "b64": False}, bytes(96)),
    "another issuer": token(iss="https://evil.example"),
    "no issuer": token(iss=None),
    "another address": token(aud="https://other.example/cds-services/plumbline-patient-view"),
    "the service, not the address": token(aud=SERVICE),
    "no audience": token(aud=None),
    "expired": token(iat=NOW - 1000, exp=NOW - 61),
    "no end": token(exp=None),
    "end in words": token(exp="never"),
    "issued in the future": token(iat=NOW + 120, exp=NOW + 240),
    "not yet valid": token(nbf=NOW + 120),
    "lives too long": token(exp=NOW + 3600 * 24 * 365),
    "no id": token(jti=None),
    "empty id": token(jti=""),
    "too large": token(sub="x" * 9000),
    "changed claims": f"{head}.{part(claims(sub='root'))}.{signature}",
    "changed signature": f"{head}.{body}.{('B' if signature[0] == 'A' else 'A') + signature[1:]}",
    "no signature": f"{head}.{body}.",
    "signature of zeros": f"{head}.{body}.{part(bytes(96))}",
    "padded": valid + "=",
    "four parts": valid + ".",
    "claim said twice": f"{head}.{part(json.dumps(claims()).replace('}', ', ' + chr(34) + 'iss' + chr(34) + ': 1}').encode())}.{signature}",
    "encrypted": "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d",
}

keys = {"keys": [key.as_dict(private=False) for key in (curve, rsa, encrypting)]}
for name, value in (("keys.json", keys), ("tokens.json", tokens)):
    with open(os.path.join(here, name), "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)
        file.write("\n")
