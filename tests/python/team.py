"""A team made through the public API, and its owner's access token by the client `cli`.

The token is fetched as docs/api-access.md tells people to: authorization code with PKCE (RFC 7636) over
Keycloak's own form, redirected to a port of the loopback address (RFC 8252, 7.3) where nobody has to listen.
"""

import base64
import hashlib
import html
import http.cookiejar
import json
import re
import secrets
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

REDIRECT = "http://127.0.0.1:49152/callback"
BOUND_SECONDS = 60
PROVISIONED_SECONDS = 240


class _Stay(urllib.request.HTTPRedirectHandler):
    """The code stands in the address of a redirect that is not followed."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


class Team:
    """A team of its own, with the owner's password known to this process alone."""

    def __init__(self, ready):
        self._url = ready["url"]
        self._context = ssl.create_default_context(cafile=ready["ca"])
        self._slug = "api-" + secrets.token_hex(5)
        self._email = "ada@" + self._slug + ".example"
        self._password = secrets.token_urlsafe(24)

    def sign_up(self):
        """Returns when the team is active."""
        fields = {"name": "Ada Lovelace", "email": self._email, "password": self._password,
                  "organisation": "Team of the API", "slug": self._slug, "plan": "team"}
        request = urllib.request.Request(
            self._url + "/api/v1/signups", json.dumps(fields).encode(),
            {"Content-Type": "application/json"})
        with self._open(request) as answer:
            operation = answer.headers["Location"]
        end = time.monotonic() + PROVISIONED_SECONDS
        while True:
            with self._open(urllib.request.Request(self._url + operation)) as answer:
                state = json.load(answer)["state"]
            if state == "succeeded":
                return
            if state != "running" or time.monotonic() > end:
                raise SystemExit("the team did not come up: " + state)
            time.sleep(0.5)

    def token(self):
        """An access token of the owner; it lives five minutes."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
        issuer = self._url + "/auth/realms/" + self._slug + "/protocol/openid-connect"
        browser = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=self._context),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), _Stay())
        asked = urllib.parse.urlencode({
            "response_type": "code", "client_id": "cli", "scope": "openid", "redirect_uri": REDIRECT,
            "code_challenge_method": "S256", "code_challenge": challenge.decode()})
        with browser.open(issuer + "/auth?" + asked, timeout=BOUND_SECONDS) as page:
            form = re.search(r'<form id="kc-form-login"[^>]* action="([^"]+)"', page.read().decode())
        entered = urllib.parse.urlencode({"username": self._email, "password": self._password})
        try:
            browser.open(html.unescape(form[1]), entered.encode(), timeout=BOUND_SECONDS)
            raise SystemExit("the sign-in form did not redirect")
        except urllib.error.HTTPError as redirect:
            code = urllib.parse.parse_qs(urllib.parse.urlsplit(redirect.headers["Location"]).query)["code"][0]
        exchange = urllib.parse.urlencode({
            "grant_type": "authorization_code", "client_id": "cli", "redirect_uri": REDIRECT,
            "code": code, "code_verifier": verifier}).encode()
        with self._open(urllib.request.Request(issuer + "/token", exchange)) as answer:
            return json.load(answer)["access_token"]

    def _open(self, request):
        return urllib.request.urlopen(request, timeout=BOUND_SECONDS, context=self._context)
