"""Every operation once, with a right request: in the order in which a team and its operator would come by them.

An answer has to be the 2xx that the step names, and is held to the description. What a later step needs is
taken from the answers before it.
"""

import pathlib
import time

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from signing import TeamKey

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUND_SECONDS = 60
TEMPLATE = pathlib.Path(__file__).parents[2] / "bundles/src/main/resources/com/integraci/bundles/policy/template"

FACTS = {"time": "2026-12-01T10:00:00Z", "gate": "deploy", "service": "shop", "commit": "0" * 40, "environment": "production",
         "evidence": {}}


class Walk:
    """The steps, and what they have seen working: `seen` has the operations as `METHOD /path`."""

    def __init__(self, ready, owner, operator):
        self._ca = ready["ca"]
        self._schema = schemathesis.openapi.from_url(
            ready["url"] + "/openapi.json", verify=self._ca, timeout=BOUND_SECONDS)
        self._tokens = {"owner": owner, "operator": operator, "anybody": None}
        self.seen = {}

    def run(self):
        """All steps; the first answer that is not right ends it."""
        self._open()
        self._secrets()
        self._audit()
        self._workflows()
        self._members()
        self._accounts()
        self._policies()
        self._webhooks()
        self._operators()

    def _open(self):
        for path in ("/health/live", "/health/ready", "/openapi.json"):
            self._call("anybody", "GET", path)
        self._call("owner", "GET", "/api/v1/tenant")

    def _secrets(self):
        secret = {"parts": {"name": "walk"}}
        self._call("owner", "PUT", "/api/v1/secrets/{name}", 201, body={"value": "one"}, **secret)
        self._call("owner", "PUT", "/api/v1/secrets/{name}", 200, body={"value": "two"}, **secret)
        self._call("owner", "GET", "/api/v1/secrets")
        self._call("owner", "DELETE", "/api/v1/secrets/{name}", 204, **secret)

    def _audit(self):
        for what in ("chain", "export", "key", "verification"):
            self._call("owner", "GET", "/api/v1/audit/" + what)
        kept = self._until(self._sealed_detail)
        self._call("owner", "DELETE", "/api/v1/audit/entries/{sequence}/detail", 204,
                   parts={"sequence": kept})

    def _sealed_detail(self):
        """The place of an entry whose personal detail is still there, once there is one."""
        entries = self._call("owner", "GET", "/api/v1/audit/entries")["entries"]
        return next((each["sequence"] for each in entries if each["detail_state"] == "kept"), None)

    def _workflows(self):
        first = self._call("owner", "GET", "/api/v1/workflows")["workflows"][0]
        self._call("owner", "GET", "/api/v1/workflows/{workflow}", parts={"workflow": first["id"]})

    def _members(self):
        self._call("owner", "GET", "/api/v1/events")
        member = self._call("owner", "GET", "/api/v1/members")["members"][0]
        self._call("owner", "GET", "/api/v1/members/{member}", parts={"member": member["id"]})
        self._call("owner", "PATCH", "/api/v1/members/{member}", parts={"member": member["id"]},
                   headers={"If-Match": '"%d"' % member["version"]}, body={"role": member["role"]})
        self._roles(member["id"])
        invitation = {"email": "grace@walk.example", "role": "developer"}
        made = self._call("owner", "POST", "/api/v1/invitations", 201, body=invitation)
        self._call("owner", "GET", "/api/v1/invitations")
        self._call("owner", "DELETE", "/api/v1/invitations/{invitation}", 204,
                   parts={"invitation": made["id"]})

    def _roles(self, member):
        made = self._call("owner", "POST", "/api/v1/groups", 201, body={"name": "walkers"})
        one = {"parts": {"group": made["id"]}}
        self._call("owner", "GET", "/api/v1/groups")
        self._call("owner", "PUT", "/api/v1/groups/{group}", body={"name": "walkers", "role": "viewer"},
                   headers={"If-Match": '"%d"' % made["version"]}, **one)
        within = {"parts": {"group": made["id"], "member": member}}
        self._call("owner", "PUT", "/api/v1/groups/{group}/members/{member}", 204, **within)
        self._call("owner", "GET", "/api/v1/groups/{group}", **one)
        self._call("owner", "DELETE", "/api/v1/groups/{group}/members/{member}", 204, **within)
        self._call("owner", "DELETE", "/api/v1/groups/{group}", 204, **one)
        self._call("owner", "GET", "/api/v1/grants")
        self._providers()
        self._call("owner", "GET", "/api/v1/notices")
        choice = self._call("owner", "GET", "/api/v1/notices/mail")
        self._call("owner", "PUT", "/api/v1/notices/mail", body=choice)
        factor = self._call("owner", "GET", "/api/v1/second-factor")
        self._call("owner", "PUT", "/api/v1/second-factor", 202, body=factor)

    def _providers(self):
        path = "/api/v1/identity-providers"
        body = {"kind": "oidc", "alias": "walk", "name": "Walk", "issuer": "https://id.invalid", "client_id": "walk",
                "client_secret": "of no provider"}
        made = self._call("owner", "POST", path, 202, body=body)
        one = {"parts": {"provider": made["id"]}}
        self._call("owner", "GET", path)
        self._call("owner", "GET", path + "/{provider}", **one)
        self._call("owner", "PUT", path + "/{provider}", 202, body={"name": "Walk", "enabled": False}, **one)
        self._call("owner", "PUT", path + "/{provider}/secret", 202, body={"client_secret": "of no provider still"}, **one)

    def _policies(self):
        path = "/api/v1/policies/bundles"
        files = {}
        for file in sorted(TEMPLATE.rglob("*")):
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                files[str(file.relative_to(TEMPLATE))] = text.replace("NAME", "walk-gate").replace("DAY", "2026-12-01")
        team = TeamKey()
        key = {"name": "walk", "public_key": team.public(), "bundles": True}
        trusted = self._call("owner", "POST", "/api/v1/policies/keys", 201, body=key)
        self._call("owner", "GET", "/api/v1/policies/keys")
        made = self._call("owner", "POST", path, 201, body={"files": files, "signature": team.sign(files)})
        self._call("owner", "POST", "/api/v1/policies/shipped", 201)
        self._call("owner", "POST", "/api/v1/policies/shipped", 201, query={"decision": "action-1"})
        self._call("owner", "DELETE", "/api/v1/policies/keys/{key}", 204, parts={"key": trusted["id"]})
        self._call("owner", "GET", path)
        self._call("owner", "GET", path + "/{bundle}", parts={"bundle": made["id"]})
        self._call("owner", "POST", path + "/{bundle}/answers", body=FACTS, parts={"bundle": made["id"]})
        self._call("owner", "GET", "/api/v1/policies/exceptions")
        self._call("owner", "GET", "/api/v1/compliance/frameworks")
        soc = {"parts": {"framework": "soc2"}, "query": {"days": "7", "control": "CC6.3"}}
        self._call("owner", "GET", "/api/v1/compliance/frameworks/{framework}", **soc)
        self._call("owner", "GET", "/api/v1/compliance/evidence", query={"days": "1"})
        self._drafts()
        replays = "/api/v1/policies/replays"
        started = self._call("owner", "POST", path + "/{bundle}/replays", 202, body={"days": 7}, parts={"bundle": made["id"]})
        replay = {"parts": {"replay": started["id"]}}
        self._ended(started)
        self._call("owner", "GET", replays, query={"bundle": made["id"]})
        self._call("owner", "GET", replays + "/{replay}/changes", **replay)
        shadows = "/api/v1/policies/shadows"
        begun = self._call("owner", "POST", path + "/{bundle}/shadow", 201, parts={"bundle": made["id"]})
        shadow = {"parts": {"shadow": begun["id"]}}
        self._call("owner", "GET", shadows)
        self._call("owner", "GET", shadows + "/{shadow}", **shadow)
        self._call("owner", "GET", shadows + "/{shadow}/changes", query={"change": "to_deny"}, **shadow)
        self._call("owner", "POST", shadows + "/{shadow}/end", **shadow)
        facts = {"service": "shop", "commit": "0" * 40, "environment": "production", "evidence": {}}
        gate = {"parts": {"name": "deploy"}}
        decided = self._call("owner", "POST", "/api/v1/gates/{name}/decisions", 201, body=facts, **gate)
        one = {"parts": {"decision": decided["id"]}}
        self._call("owner", "GET", "/api/v1/decisions", query={"service": "shop", "allowed": "false"})
        self._call("owner", "GET", "/api/v1/decisions", query={"rule": "tests_passed", "bundle": made["digest"]})
        self._call("owner", "GET", "/api/v1/decisions/summary", query={"by": "hour"})
        self._call("owner", "GET", "/api/v1/decisions/summary", query={"bundle": made["digest"]})
        self._call("owner", "GET", "/api/v1/decisions/{decision}", **one)
        self._call("owner", "GET", "/api/v1/decisions/export", query={"kind": "gate-1"})
        self._call("owner", "DELETE", "/api/v1/decisions/{decision}/input", 204, **one)

    def _drafts(self):
        path = "/api/v1/policies/drafts"
        begun = self._call("owner", "POST", path, 201, body={"name": "walk-draft", "from": "two"})
        self._call("owner", "GET", path)
        one = {"parts": {"draft": begun["id"]}}
        read = self._call("owner", "GET", path + "/{draft}", **one)
        body = {"files": {**read["files"], "README.md": "Walked through."}}
        self._call("owner", "PUT", path + "/{draft}", body=body, headers={"If-Match": '"1"'}, **one)
        self._call("owner", "POST", path + "/{draft}/tests", **one)
        self._call("owner", "POST", path + "/{draft}/answers", body=FACTS, **one)
        started = self._call("owner", "POST", path + "/{draft}/replays", 202, body={"days": 7}, **one)
        self._ended(started)
        self._call("owner", "GET", "/api/v1/policies/replays", query={"draft": begun["id"]})
        self._call("owner", "DELETE", path + "/{draft}", 204, **one)

    def _ended(self, started):
        replay = {"parts": {"replay": started["id"]}}

        def ended():
            """The end of the replay."""
            return self._call("owner", "GET", "/api/v1/policies/replays/{replay}", **replay).get("ended_at")

        self._until(ended)

    def _accounts(self):
        path = "/api/v1/service-accounts"
        made = self._call("owner", "POST", path, 201, body={"name": "walker", "role": "viewer"})
        self._call("owner", "GET", path)
        one = {"parts": {"account": made["id"]}}
        self._call("owner", "POST", path + "/{account}/secret", **one)
        self._call("owner", "POST", path + "/{account}/disable", 204, **one)
        self._call("owner", "POST", path + "/{account}/enable", 204, **one)
        self._call("owner", "DELETE", path + "/{account}", 204, **one)

    def _webhooks(self):
        body = {"url": "https://hooks.invalid/walk", "events": "secret.put"}
        made = self._call("owner", "POST", "/api/v1/webhooks", 201, body=body)
        one = {"parts": {"webhook": made["id"]}}
        self._call("owner", "GET", "/api/v1/webhooks")
        self._call("owner", "GET", "/api/v1/webhooks/{webhook}", **one)
        self._call("owner", "PUT", "/api/v1/webhooks/{webhook}", body=body, **one)
        self._call("owner", "POST", "/api/v1/webhooks/{webhook}/rotate", **one)
        ping = self._call("owner", "POST", "/api/v1/webhooks/{webhook}/ping", 202, **one)
        self._call("owner", "GET", "/api/v1/webhooks/{webhook}/deliveries", **one)
        self._call("owner", "GET", "/api/v1/webhooks/{webhook}/deliveries/{delivery}",
                   parts={"webhook": made["id"], "delivery": ping["id"]})
        hour = {"from": "2026-11-22T12:00:00Z", "to": "2026-11-22T13:00:00Z"}
        self._call("owner", "POST", "/api/v1/webhooks/{webhook}/replays", 202, body=hour, **one)
        self._call("owner", "DELETE", "/api/v1/webhooks/{webhook}", 204, **one)
        self._call("owner", "POST", "/api/v1/events/credentials", 201, body={})

    def _operators(self):
        self._call("operator", "GET", "/metrics")
        for component in ("postgresql", "keycloak", "openbao", "nats"):
            self._call("operator", "GET", "/metrics/{component}", parts={"component": component})
        self._call("operator", "GET", "/api/v1/tenants")
        self._call("operator", "GET", "/api/v1/alerts")
        self._call("operator", "GET", "/api/v1/tenants/{tenant}/repair",
                   parts={"tenant": "appliance"})
        self._call("operator", "POST", "/api/v1/audit/key/rotations", 201)

    def _until(self, found):
        end = time.monotonic() + BOUND_SECONDS
        while True:
            value = found()
            if value is not None:
                return value
            if time.monotonic() > end:
                raise SystemExit("not within a minute: " + found.__doc__)
            time.sleep(0.2)

    def _call(self, who, method, path, status=200, *, body=None, query=None, headers=None, parts=None):
        """One request; returns the answer's JSON, or nothing."""
        label = method + " " + path
        sent = dict(headers or {})
        if self._tokens[who]:
            sent["Authorization"] = "Bearer " + self._tokens[who]
        given = {"path_parameters": parts or {}, "query": query or {}, "headers": sent}
        if body is not None:
            given |= {"body": body, "media_type": "application/json"}
        case = self._schema[path][method].Case(**given)
        answer = case.call(verify=self._ca, timeout=BOUND_SECONDS)
        if answer.status_code != status:
            raise SystemExit("%s as %s: %d and not %d: %s" % (
                label, who, answer.status_code, status, answer.content[:2000].decode()))
        case.validate_response(answer, checks=CHECKS)
        self.seen.setdefault(label, set()).add(who)
        is_json = "json" in "".join(answer.headers.get("content-type", []))
        return answer.json() if is_json and answer.content else None
