"""Verifies an audit export; written from docs/audit-format.md alone. usage: verify_export.py KEY.pem EXPORT"""
import hashlib, json, re, sys, uuid
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def check(holds, what): holds or sys.exit("NOT VERIFIED: " + what)
def trust(key): keys[sha(key.public_bytes(ser.Encoding.Raw, ser.PublicFormat.Raw)).hex()] = key
def signed(line, kind):
    _, signature, raw = line.split(b" ", 2)
    statement = json.loads(raw)
    check(statement["v"] == 1 and statement["kind"] == kind, "statement of another kind")
    check(kind != "export" or statement["key"] in keys, "signed by a key that isn't trusted")
    if statement["key"] not in keys: return None
    keys[statement["key"]].verify(bytes.fromhex(signature.decode()), b"integraci/audit/statement/1\n" + raw)
    return statement

keys, frame, end = {}, hashlib.sha256(), None
for pem in re.findall(b"-----BEGIN.*?-----END PUBLIC KEY-----", open(sys.argv[1], "rb").read(), re.S): trust(ser.load_pem_public_key(pem))
lines = open(sys.argv[2], "rb")
magic, name, first, previous = (header := lines.readline(8192)).decode().rstrip("\n").split(" ")
tenant, first, due, head = uuid.UUID(name).bytes, int(first), int(first), bytes.fromhex(previous)
check(magic == "integraci-audit-export/1", "not an export of format 1")
check(first > 1 or head == sha(b"integraci/audit/genesis/1\n", tenant), "another genesis")
frame.update(header)
while line := lines.readline(8193):
    check(end is None and len(line) <= 8192 and line.endswith(b"\n"), f"the line where entry {due} is due")
    word, _, rest = line[:-1].partition(b" ")
    check(word in (b"entry", b"key", b"checkpoint", b"end"), f"the line where entry {due} is due")
    if word == b"entry":
        link = sha(b"integraci/audit/entry/1\n", tenant, due.to_bytes(8, "big"), head, rest.split(b" ", 3)[-1])
        check(rest.startswith(f"{due} {head.hex()} {link.hex()} ".encode()), f"entry {due}")
        head, due = link, due + 1
    elif statement := signed(line[:-1], "export" if word == b"end" else word.decode()):
        if word == b"key": trust(Ed25519PublicKey.from_public_bytes(bytes.fromhex(statement["public"])))
        else: check([statement[m] for m in ("tenant", "first", "last", "head")] == [name, first if word == b"end" else 1, due - 1, head.hex()], f"a signed head: at entry {due - 1} it is another")
    if word == b"end": end = statement
    elif word != b"entry": frame.update(line)
check(end and end["frame"] == frame.hexdigest() and end["count"] == due - first, f"no signed end after entry {due - 1}")
print("VERIFIED", f"{due - 1}:{head.hex()}")
