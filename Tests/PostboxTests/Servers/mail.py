"""A mail server on loopback (aiosmtpd). Prints its port; writes each letter it took as one line of JSON.

mail.py FILE [dies|breaks|slow|silent|wrong-sender|refuses] [certificate KEYFILE CERTFILE]
Receivers that begin with "unknown" are refused with 550, with "later" with 451. With "dies" the server is gone after it has a
letter and before it says so; with "breaks" it stays and cuts each connection there; "slow" thinks two seconds about each letter and "silent"
never says a word; "wrong-sender" refuses us with 550 and "refuses" each letter with 554. With a certificate it wants STARTTLS and the account postman / a password "letters".
"""

import asyncio, email, email.policy, json, os, ssl, sys, threading
from aiosmtpd.smtp import SMTP, AuthResult


def go_with_the_test():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=go_with_the_test, daemon=True).start()
path, options_given = sys.argv[1], sys.argv[2:]


class Box:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if "wrong-sender" in options_given:
            return "550 we do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown"):
            return "550 nobody here"
        if address.startswith("later"):
            return "451 come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = {
            "from": envelope.mail_from, "to": ",".join(envelope.rcpt_tos), "subject": message["subject"],
            "sender": message["from"].addresses[0].display_name, "id": message["message-id"], "date": message["date"],
            "language": message["content-language"], "type": message["content-type"], "body": message.get_content(),
            "host": session.host_name, "secure": str(session.ssl is not None),
            "longest": str(max(len(part) for part in envelope.content.split(b"\r\n"))),
        }
        with open(path, "a") as file:
            file.write(json.dumps(line) + "\n")
        if "dies" in options_given:
            os._exit(1)
        if "breaks" in options_given:
            server.transport.abort()
        if "slow" in options_given:
            await asyncio.sleep(2)
        if "refuses" in options_given:
            return "554 no"
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"postman", b"letters"), handled=False)


async def main():
    more = {}
    if "certificate" in options_given:
        at = options_given.index("certificate")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options_given[at + 2], options_given[at + 1])
        more = dict(tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True)
    loop = asyncio.get_running_loop()
    door = asyncio.Protocol if "silent" in options_given else lambda: SMTP(Box(), hostname="mail.example", loop=loop, **more)
    server = await loop.create_server(door, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
