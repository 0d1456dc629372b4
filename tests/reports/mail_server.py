"""A real mail server on loopback: speaks SMTP, with TLS and a password where it is told to."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import secrets
import socketserver
import ssl
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

from nacl.signing import SigningKey


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
    key = SigningKey.generate()
    cert, private = folder / "mail.crt", folder / "mail.key"
    cert.write_text(_pem("CERTIFICATE", _signed(key)), "ascii")
    seed = _tag(0x04, bytes(key))
    wrapped = _tag(0x30, b"\x02\x01\x00" + _tag(0x30, _ED25519) + _tag(0x04, seed))
    private.write_text(_pem("PRIVATE KEY", wrapped), "ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, private)
    return context, cert


#: The object identifiers of the signature, of a common name, and of other names.
_ED25519 = bytes.fromhex("06032b6570")
_COMMON_NAME = bytes.fromhex("0603550403")
_OTHER_NAMES = bytes.fromhex("0603551d11")


def _tag(tag: int, content: bytes) -> bytes:
    """One value as X.509 writes it: what it is, how long, and itself."""
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    return bytes([tag, 0x82]) + size.to_bytes(2, "big") + content


def _signed(key: SigningKey) -> bytes:
    """The certificate, signed by itself."""
    name = _tag(0x30, _tag(0x31, _tag(0x30, _COMMON_NAME + _tag(0x0C, b"localhost"))))
    now = dt.datetime.now(dt.UTC)
    days = b"".join(
        _tag(0x17, f"{now + dt.timedelta(days=ahead):%y%m%d%H%M%SZ}".encode()) for ahead in (-1, 1)
    )
    others = _tag(0x30, _tag(0x82, b"localhost") + _tag(0x87, bytes([127, 0, 0, 1])))
    extension = _tag(0x30, _OTHER_NAMES + _tag(0x04, others))
    body = _tag(
        0x30,
        _tag(0xA0, b"\x02\x01\x02")
        + _tag(0x02, b"\x01" + secrets.token_bytes(8))
        + _tag(0x30, _ED25519)
        + name
        + _tag(0x30, days)
        + name
        + _tag(0x30, _tag(0x30, _ED25519) + _tag(0x03, b"\x00" + bytes(key.verify_key)))
        + _tag(0xA3, _tag(0x30, extension)),
    )
    signature = key.sign(body).signature
    return _tag(0x30, body + _tag(0x30, _ED25519) + _tag(0x03, b"\x00" + signature))


def _pem(what: str, content: bytes) -> str:
    text = base64.encodebytes(content).decode("ascii")
    return f"-----BEGIN {what}-----\n{text}-----END {what}-----\n"
