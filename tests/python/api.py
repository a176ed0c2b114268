"""Calls every operation of a running appliance once as it should be, then runs schemathesis over all of them: as
its operator, and as the owner of a team.

The ready-file is named by INTEGRACI_READY. Tokens go to the child by its environment, so that no process
list shows them. How often schemathesis asks is counted, not timed: a slow machine sees the same requests.
"""

import json
import os
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request

from team import Team
from walk import Walk

CHECKS = ",".join([
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "ignored_auth",
])

# Made-up requests for each operation in the last phase; the phases before it try each bound of each field.
EXAMPLES = 60
RUN_SECONDS = 300

# What only operators may: 2xx as the operator, never as the owner.
OPERATORS = {"GET /api/v1/tenants", "GET /metrics", "GET /metrics/{component}", "GET /api/v1/alerts", "GET /api/v1/tenants/{tenant}/repair", "POST /api/v1/audit/key/rotations"}

# What the walk can't bring to a 2xx on a healthy appliance, and where it is seen instead.
NEVER = {
    "DELETE /api/v1/members/{member}/second-factor": "it ends the walker's sessions: SecondFactorTest",
    "DELETE /api/v1/identity-providers/{provider}": "everybody's sessions end: IdentityProviderTest",
    "POST /api/v1/grants": "an owner is the strongest already: HeldRolesTest",
    "DELETE /api/v1/grants/{grant}": "none runs: HeldRolesTest",
    "DELETE /api/v1/members/{member}": "the last owner stays: MembersTest",
    "POST /api/v1/members/leave": "the last owner stays: MembersTest",
    "POST /api/v1/webhooks/{webhook}/deliveries/{delivery}/replay": "one that waits is not: WebhooksTest",
    "POST /api/v1/workflows/{workflow}/resume": "none is stuck: WorkflowEngineTest",
    "POST /api/v1/tenants/{tenant}/suspension": "the team of the walk is needed: SuspensionTest",
    "DELETE /api/v1/tenants/{tenant}/suspension": "none is suspended: SuspensionTest",
    "GET /api/v1/probe": "it has not run: ProbeTest",
    "POST /api/v1/probe": "its tenants are made first: ProbeTest",
    "POST /api/v1/notices/{notice}/read": "whoever did it is told of nothing: NoticesTest",
    "POST /api/v1/policies/bundles/{bundle}/approval": "whoever published it can't: BundlesTest",
    "POST /api/v1/policies/bundles/{bundle}/activation": "nobody else approved it: BundlesTest",
    "POST /api/v1/policies/replays/{replay}/cancellation": "none runs: ReplayStatesTest",
    "POST /api/v1/policies/rollback": "none was active: BundlesTest",
    "POST /api/v1/policies/exceptions": "no bundle is active: ExceptionsTest",
    "POST /api/v1/policies/exceptions/{exception}/approval": "whoever asked for it can't: ExceptionsTest",
    "PUT /api/v1/policies/exceptions/{exception}/owner": "none is asked for: ExceptionOwnersTest",
    "POST /api/v1/policies/exceptions/{exception}/end": "none is asked for: ExceptionsTest",
    "POST /api/v1/decisions/{decision}/replays": "no bundle decided: DecisionsTest",
    "POST /api/v1/alerts/{alert}/acknowledge": "none is raised: AlertsTest",
    "POST /api/v1/tenants/{tenant}/repair": "nothing differs: RepairTest",
    "POST /api/v1/workflows/{workflow}/compensate": "none is stuck: WaitsTest",
    "POST /api/v1/workflows/{workflow}/resolve": "no outcome is unknown: AmbiguousTest",
    "POST /api/v1/workflows/{workflow}/cancel": "all have ended: WaitsTest",
    "POST /api/v1/workflows/{workflow}/signals": "all have ended: WaitsTest",
}

# The team was signed up and watched here before, by the description read here.
BY_HAND = {"POST /api/v1/signups", "GET /api/v1/operations/{secret}"}


def operator_token(ready):
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


def run(ready, name, token, seed):
    """One run; returns its status and what was seen working."""
    print("as the", name, flush=True)
    with open("schemathesis.toml", "w", encoding="utf-8") as file:
        file.write('[headers]\nAuthorization = "Bearer ${API_TOKEN}"\n')
    report = name + ".ndjson"
    command = [
        os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run",
        ready["url"] + "/openapi.json",
        "--checks", CHECKS, "--tls-verify", ready["ca"], "--max-examples", str(EXAMPLES), "--seed", str(seed),
        "--phases", "examples,coverage,fuzzing", "--request-timeout", "30",
        "--workers", "1", "--continue-on-failure", "--no-color", "--warnings", "off",
        "--generation-database", "none", "--report-ndjson-path", report,
    ]
    environment = dict(os.environ, API_TOKEN=token, SCHEMATHESIS_HOOKS="api_hooks",
                       PYTHONPATH=os.path.dirname(os.path.abspath(__file__)))
    status = subprocess.run(command, env=environment, timeout=RUN_SECONDS, check=False).returncode
    return status, working(report)


def working(report):
    """The operations of a report that were answered with 2xx at least once."""
    seen = set()
    with open(report, encoding="utf-8") as lines:
        for line in lines:
            recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
            for exchange in recorder.get("interactions", {}).values():
                if 200 <= (exchange.get("response") or {}).get("status_code", 0) < 300:
                    seen.add(recorder["label"])
    return seen


def operations(ready):
    """Every operation of the description."""
    context = ssl.create_default_context(cafile=ready["ca"])
    with urllib.request.urlopen(ready["url"] + "/openapi.json", timeout=60, context=context) as answer:
        paths = json.load(answer)["paths"]
    return {method.upper() + " " + path for path, item in paths.items() for method in item
            if method != "parameters"}


def faults(every, walked, owner):
    """What was not seen as it should be, a line each."""
    listed = OPERATORS | set(NEVER) | BY_HAND | set(walked)
    found = [one + " is not in the description" for one in sorted(listed - every)]
    found += [one + " has no step in walk.py" for one in sorted(every - listed)]
    found += [one + " is not seen working as the operator, but for operators"
              for one in sorted(OPERATORS) if "operator" not in walked.get(one, ())]
    found += [one + " works for an owner" for one in sorted(OPERATORS & owner)]
    found += [one + " works: take it out of NEVER" for one in sorted(set(NEVER) & set(walked))]
    return found


def main():
    with open(os.environ["INTEGRACI_READY"], encoding="utf-8") as file:
        ready = json.load(file)
    team = Team(ready)
    team.sign_up()
    walk = Walk(ready, team.token(), operator_token(ready))
    walk.run()
    first, _ = run(ready, "operator", operator_token(ready), 1)
    second, owner = run(ready, "owner", team.token(), 2)
    found = faults(operations(ready), walk.seen, owner)
    for line in found:
        print("FAULT", line)
    return 1 if first or second or found else 0


if __name__ == "__main__":
    sys.exit(main())
