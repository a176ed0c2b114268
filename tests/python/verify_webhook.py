"""Verifies webhooks with the library of the Standard Webhooks project.

Reads lines of JSON from standard input, each with secret, id, timestamp, signature and body; prints "good" or
"bad" for each.
"""

import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def main():
    for line in sys.stdin:
        sent = json.loads(line)
        headers = {"webhook-" + name: sent[name] for name in ("id", "timestamp", "signature")}
        try:
            Webhook(sent["secret"]).verify(sent["body"], headers)
            print("good")
        except WebhookVerificationError:
            print("bad")


if __name__ == "__main__":
    main()
