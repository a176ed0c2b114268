"""Hears events over NATS with nats-py, the client of the NATS project, and tries what a member may not.

Reads one line of JSON from standard input, with server, ca, token, seed, subject, count and forbidden; prints the ids of the
events that came, then "refused SUBJECT" or "taken SUBJECT" for each that is forbidden, then "end".
"""

import asyncio
import base64
import json
import logging
import ssl
import sys
import time

import nats
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

BOUND_SECONDS = 20
REFUSAL_SECONDS = 5


def signer(seed):
    raw = base64.b32decode(seed + "=" * (-len(seed) % 8))
    key = Ed25519PrivateKey.from_private_bytes(raw[2:34])
    return lambda nonce: base64.b64encode(key.sign(nonce.encode()))


async def refusals(subject, errors):
    """How many of publish and subscription were refused: the client tells of it a moment after the answer to flush."""
    end = time.monotonic() + REFUSAL_SECONDS
    while True:
        refused = sum(any(f'{what} to "{subject.lower()}"' in error for error in errors)
                      for what in ("publish", "subscription"))
        if refused == 2 or time.monotonic() > end:
            return refused
        await asyncio.sleep(0.02)


async def main():
    given = json.loads(sys.stdin.readline())
    errors = []

    async def failed(error):
        errors.append(str(error).lower())

    connection = await nats.connect(
        given["server"],
        tls=ssl.create_default_context(cafile=given["ca"]),
        user_jwt_cb=lambda: given["token"].encode(),
        signature_cb=signer(given["seed"]),
        allow_reconnect=False,
        error_cb=failed,
    )
    events = await connection.subscribe(given["subject"])
    for _ in range(given["count"]):
        message = await events.next_msg(timeout=BOUND_SECONDS)
        print(json.loads(message.data)["id"])
    for subject in given["forbidden"]:
        await connection.publish(subject, b"{}", reply="t.any")
        await connection.subscribe(subject)
        await connection.flush()
        print("refused" if await refusals(subject, errors) == 2 else "taken", subject)
    await connection.close()
    print("end")


if __name__ == "__main__":
    # asyncio warns at the end of each TLS connection.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    asyncio.run(asyncio.wait_for(main(), BOUND_SECONDS * 3))
