"""The certificate that a database server shows, so that a person can say whether it is the one."""

from __future__ import annotations

import hashlib
import socket
import ssl
import struct
from dataclasses import dataclass
from pathlib import Path

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage import troubles
from trent_desktop.storage.location import Location

#: What a client of PostgreSQL says first when it wants TLS: the length, and a number for it.
_WANTS_TLS = struct.pack("!ii", 8, 80877103)
_WITHIN_S = 5.0
_MOST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as PEM, and its SHA-256 fingerprint in pairs of signs."""

    pem: str
    fingerprint: str


def shown_certificate(location: Location) -> Certificate:
    """What a server shows. Nothing is sent to it but that TLS is wanted.

    Raises `SchoolAway` when it does not answer, or has no TLS.
    """
    host, port = location.host_and_port()
    try:
        with socket.create_connection((host, port), _WITHIN_S) as plain:
            plain.sendall(_WANTS_TLS)
            if plain.recv(1) != b"S":
                raise troubles.SERVER_NO_TLS.problem(location.shown)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            # Whether it is trusted is what a person is asked, with what is shown here.
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            with context.wrap_socket(plain, server_hostname=host) as secure:
                found = secure.getpeercert(binary_form=True)
    except OSError as error:
        raise troubles.SERVER_AWAY.problem(location.shown) from error
    if not found:
        raise troubles.SERVER_NO_TLS.problem(location.shown)
    return _certificate(ssl.DER_cert_to_PEM_cert(found))


def read_certificate(path: Path) -> Certificate:
    """A certificate out of a file (PEM). Raises `Problem` for anything else."""
    try:
        content = files.read_start(path, _MOST).decode("ascii")
        if len(content) > _MOST:
            raise ValueError("too long")
        if "PRIVATE KEY" in content:
            raise Problem(
                "That file holds a private key, which belongs on the server and nowhere else.",
                what_to_do="Ask for the certificate alone.",
                where=str(path),
            )
        return _certificate(content)
    except (OSError, ValueError, IndexError) as error:
        raise Problem(
            "That is not the file of a certificate.",
            what_to_do="It begins with -----BEGIN CERTIFICATE-----.",
            where=str(path),
        ) from error


def same_fingerprint(one: str, other: str) -> bool:
    """Whether two fingerprints are the same, however they are written."""
    return _bare(one) == _bare(other) != ""


def _certificate(pem: str) -> Certificate:
    begin = pem.index("-----BEGIN CERTIFICATE-----")
    end = pem.index("-----END CERTIFICATE-----", begin) + len("-----END CERTIFICATE-----")
    # It is put together anew: what stands around it is left out.
    ssl.create_default_context(cadata=pem[begin:])
    found = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem[begin:end])).hexdigest().upper()
    pairs = ":".join(found[at : at + 2] for at in range(0, len(found), 2))
    return Certificate(pem[begin:].strip() + "\n", pairs)


def _bare(fingerprint: str) -> str:
    last = fingerprint.rpartition("=")[2]
    return "".join(sign for sign in last.upper() if sign in "0123456789ABCDEF")
