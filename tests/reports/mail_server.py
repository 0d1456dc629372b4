"""A real mail server on loopback: speaks SMTP, with TLS and a password where it is told to."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import ipaddress
import socketserver
import ssl
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Heard:
    """What reached the server."""

    messages: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    private: list[bool] = field(default_factory=list)


@dataclass
class Running:
    """A server that runs, and what its clients need."""

    port: int
    heard: Heard
    trusted: Path

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.trusted))


class _Talk(socketserver.StreamRequestHandler):
    server: _Server  # type: ignore[assignment]

    def handle(self) -> None:
        private = False
        if self.server.security == "tls":
            self._wrap()
            private = True
        self.say("220 here")
        signed_in = not self.server.user
        while line := self.rfile.readline().decode("utf-8", "replace").rstrip("\r\n"):
            self.server.heard.lines.append(line)
            word = line.split(" ")[0].upper()
            if word in ("EHLO", "HELO"):
                offers = ["STARTTLS"] if self.server.security == "starttls" and not private else []
                offers += ["AUTH PLAIN"] if self.server.user else []
                for offer in ["here", *offers]:
                    self.say(f"250-{offer}")
                self.say("250 OK")
            elif word == "STARTTLS":
                self.say("220 go")
                self._wrap()
                private = True
            elif word == "AUTH":
                given = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                signed_in = given[1:] == [self.server.user, self.server.password]
                self.say("235 in" if signed_in else f"535 no: {given}")
            elif word == "RCPT":
                self.server.heard.recipients.append(line)
                self.say("250 OK" if signed_in else "530 sign in first")
            elif word == "DATA":
                self._take(private)
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 OK")

    def _take(self, private: bool) -> None:
        self.say("354 go on")
        body = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            body += line
        self.server.heard.messages.append(body)
        self.server.heard.private.append(private)
        self.say("250 taken")

    def _wrap(self) -> None:
        assert self.server.context is not None
        for plain in (self.rfile, self.wfile):
            plain.close()
        self.private = self.server.context.wrap_socket(self.request, server_side=True)
        self.rfile = self.private.makefile("rb")
        self.wfile = self.private.makefile("wb", 0)

    def finish(self) -> None:
        for part in (self.rfile, self.wfile, getattr(self, "private", None)):
            if part is not None:
                part.close()

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, security: str, user: str, password: str, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.security, self.user, self.password = security, user, password
        self.context = context
        self.heard = Heard()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that trusts nobody leaves in the middle of a word."""


@contextlib.contextmanager
def mail_server(
    folder: Path, security: str = "starttls", user: str = "", password: str = ""
) -> Generator[Running]:
    """Run one until the block ends."""
    context, trusted = _certificate(folder)
    server = _Server(security, user, password, context)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Running(server.server_address[1], server.heard, trusted)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for loopback that only whoever is told of it trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [
                    x509.DNSName("localhost"),
                    x509.IPAddress(ipaddress.IPv4Address("127.0.0.1")),
                ]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "mail.crt", folder / "mail.key"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, private)
    return context, cert
