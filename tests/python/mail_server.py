"""A mail server on a port of 127.0.0.1, by aiosmtpd, for as long as standard input stays open.

Reads one line of JSON from standard input: certificate and key (files), tls (starttls, tls or none), user and password ("" for
no login). Prints the port, then each letter it took as a line of JSON. It refuses whoever is called nobody@, for good, and
whoever is called later@ for now, and hangs before it answers for slow@.
"""

import asyncio
import json
import ssl
import sys
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return f"550 5.1.1 <{address}> is nobody here"
        if address.startswith("later@"):
            return f"450 4.2.1 <{address}> is busy"
        if address.startswith("slow@"):
            await asyncio.sleep(120)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": "" if session.auth_data is None else session.auth_data.decode(),
            "headers": {name: str(value) for name, value in letter.items()},
            "text": letter.get_body().get_content(),
        }), flush=True)
        return "250 taken"


class Server(Controller):
    def __init__(self, given, context):
        implicit = given["tls"] == "tls"
        super().__init__(Handler(), hostname="127.0.0.1", port=0, ssl_context=context if implicit else None)
        self.given = given
        self.context = context

    def factory(self):
        starttls = self.given["tls"] == "starttls"
        return SMTP(
            self.handler, hostname="localhost", tls_context=self.context if starttls else None, require_starttls=starttls,
            auth_required=bool(self.given["user"]), auth_require_tls=self.given["tls"] == "starttls",
            authenticator=self.authenticate)

    def authenticate(self, server, session, envelope, mechanism, login):
        good = (login.login.decode(), login.password.decode()) == (self.given["user"], self.given["password"])
        return AuthResult(success=good, auth_data=login.login, handled=good)

    def _trigger_server(self):
        # The controller wakes its server up at the port it was given, which was any.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def main():
    given = json.loads(sys.stdin.readline())
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(given["certificate"], given["key"])
    server = Server(given, context)
    server.start()
    print(server.port, flush=True)
    sys.stdin.read()
    server.stop()


main()
