"""Sending an e-mail through the school's own mail server.

The password is asked for each time, or comes from this laptop's credential store; it is in no
setting of the school, so that no server's password lies on thirty laptops (rule 43).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trent_desktop.problems import Problem
from trent_desktop.storage.trusted import authorities

if TYPE_CHECKING:
    # Costly to import, and wanted on one laptop of a school now and then.
    import smtplib
    import ssl
    from email.message import EmailMessage

PATIENCE_S: Final = 15.0


class Security(StrEnum):
    """How the way to the server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # inside the school's own network alone, and never with a password


@dataclass(frozen=True, slots=True)
class MailServer:
    """The school's mail server. `user` is empty where it asks for no password."""

    host: str
    port: int
    security: Security
    user: str = ""


#: Where systems keep whom they trust, for a program that brings its own Python.
_TRUSTED: Final = ("/etc/ssl/cert.pem", "/etc/ssl/certs/ca-certificates.crt")


def trusted_by_this_laptop() -> ssl.SSLContext:
    """Trusts those whom this laptop trusts, and checks the server's name."""
    import ssl

    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        for place in filter(Path.exists, map(Path, _TRUSTED)):
            context.load_verify_locations(place)
    # Whom a Mac was told to trust by those who look after it stands in no such file.
    if sys.platform == "darwin" and (known := authorities()):
        with suppress(ssl.SSLError):
            context.load_verify_locations(cadata=known)
    return context


class MailNotSent(Problem):
    """The server did not take it."""


class PasswordNotRight(MailNotSent):
    """The server did not take the password."""


def send(
    server: MailServer,
    password: str,
    message: EmailMessage,
    *,
    trust: Callable[[], ssl.SSLContext] = trusted_by_this_laptop,
) -> None:
    """Hand it to the server. Takes up to a quarter of a minute: not the GUI thread.

    `trust` makes the context that judges the server's certificate. Raises `MailNotSent`.
    """
    import smtplib
    import ssl

    if server.security is Security.NONE and server.user:
        raise MailNotSent(
            "A password is not sent over an open line.",
            what_to_do="Choose TLS in the school’s settings.",
        )
    try:
        with _connected(server, trust) as connection:
            if server.security is Security.STARTTLS:
                connection.starttls(context=trust())
            if server.user:
                connection.login(server.user, password)
            refused = connection.send_message(message)
    except smtplib.SMTPAuthenticationError:
        # Without its cause: what the server answered may repeat what was sent to it.
        raise PasswordNotRight(
            "The mail server did not take the name or the password.",
            what_to_do="Type the password again, or check the name in the school’s settings.",
        ) from None
    except ssl.SSLError:
        raise MailNotSent(
            "The mail server could not show that it is the right one, so nothing was sent.",
            what_to_do="Check host, port and TLS in the school’s settings.",
            where=server.host,
        ) from None
    except (smtplib.SMTPException, OSError, ValueError):
        raise MailNotSent(
            "The mail server did not take the e-mail.",
            what_to_do="Check the network and the school’s settings, then try again.",
            where=server.host,
        ) from None
    if refused:
        raise MailNotSent("The mail server does not know the address it should go to.")


def _connected(server: MailServer, trust: Callable[[], ssl.SSLContext]) -> smtplib.SMTP:
    import smtplib

    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE_S, context=trust())
    return smtplib.SMTP(server.host, server.port, timeout=PATIENCE_S)
