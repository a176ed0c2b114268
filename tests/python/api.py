"""Runs schemathesis against a running appliance, as its operator.

The ready-file is named by INTEGRACI_READY. The token goes to the child by its environment, so that no
process list shows it.
"""

import json
import os
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request

CHECKS = ",".join([
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "ignored_auth",
])


def token(ready):
    """An access token by the operator's service client; it lives five minutes."""
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials",
        "client_id": ready["operator"]["client_id"],
        "client_secret": ready["operator"]["client_secret"],
    }).encode()
    address = ready["operator"]["issuer"] + "/protocol/openid-connect/token"
    context = ssl.create_default_context(cafile=ready["ca"])
    with urllib.request.urlopen(address, form, timeout=60, context=context) as answer:
        return json.load(answer)["access_token"]


def main():
    with open(os.environ["INTEGRACI_READY"], encoding="utf-8") as file:
        ready = json.load(file)
    with open("schemathesis.toml", "w", encoding="utf-8") as file:
        file.write('[headers]\nAuthorization = "Bearer ${API_TOKEN}"\n')
    command = [
        os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run",
        ready["url"] + "/openapi.json",
        "--checks", CHECKS, "--tls-verify", ready["ca"], "--max-examples", "12", "--seed", "1",
        "--phases", "examples,coverage,fuzzing", "--max-time", "200", "--request-timeout", "30",
        "--workers", "1", "--continue-on-failure", "--no-color", "--warnings", "off",
        "--generation-database", "none",
    ]
    environment = dict(os.environ, API_TOKEN=token(ready))
    return subprocess.run(command, env=environment, timeout=330, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
