"""Signs a policy bundle as docs/policy-bundles.md says, without what the product signs with."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

TYPE = "application/vnd.integraci.policy-bundle+json"


class TeamKey:
    """A key that nobody has but the team."""

    def __init__(self):
        self._key = Ed25519PrivateKey.generate()

    def public(self):
        spki = self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return spki.decode("ascii")

    def sign(self, files):
        """The envelope of a bundle of these files, contents by path."""
        manifest = json.loads(files["manifest.json"])
        statement = {"decision": manifest["decision"], "digest": digest(files), "format": 1,
                     "name": manifest["name"], "version": manifest["version"]}
        payload = json.dumps(statement, separators=(",", ":"), sort_keys=True).encode()
        signed = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(payload), payload)
        return {"payload": _text(payload), "payloadType": TYPE,
                "signatures": [{"sig": _text(self._key.sign(signed))}]}


def digest(files):
    """SHA-256 of a bundle."""
    hashed = hashlib.sha256(b"integraci policy bundle 1\n")
    for path in sorted(files):
        for text in (path, files[path]):
            content = text.encode()
            hashed.update(len(content).to_bytes(4, "big") + content)
    return hashed.hexdigest()


def _text(content):
    return base64.b64encode(content).decode("ascii")
