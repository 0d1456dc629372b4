"""Where a school is kept: a folder on the share, or a PostgreSQL database.

A location is what people type or paste. It never carries a secret: a PostgreSQL password comes
from the password file of libpq or from ``PGPASSWORD``, never from the address.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from trent_desktop.problems import NotASchool
from trent_desktop.storage.cipher import digest

SCHOOL_FILE = "school.db"
KEYS_FILE = "school.keys"
KEYS_COPY = "school.keys.copy"
BACKUPS = "backups"

_SERVER_PREFIXES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_WEAK_TLS = frozenset({"disable", "allow", "prefer"})


@dataclass(frozen=True, slots=True)
class Location:
    """A place for a school. Exactly one of `folder` and `url` is set."""

    folder: Path | None = None
    url: str = ""

    @property
    def is_server(self) -> bool:
        """Whether this is a PostgreSQL database."""
        return self.folder is None

    @property
    def shown(self) -> str:
        """How people see it."""
        return self.url if self.folder is None else str(self.folder)

    @property
    def kind(self) -> str:
        """``folder`` or ``PostgreSQL``: all that support details may say."""
        return "PostgreSQL" if self.is_server else "folder"

    @property
    def tag(self) -> str:
        """A short name for this place in this laptop's own folder; says nothing by itself."""
        return digest(self.shown.encode("utf-8"))[:24]

    @property
    def school_file(self) -> Path:
        """The encrypted database of a folder. Raises `ValueError` for a server."""
        if self.folder is None:
            raise ValueError("a server has no school file")
        return self.folder / SCHOOL_FILE


def parse_location(text: str | Path) -> Location:
    """Read what somebody typed. Raises `NotASchool` for an address that cannot be used.

    A server beyond this machine is reached with TLS only (docs/decisions/storage-and-keys.md): an address that
    asks for less is refused, and one that says nothing gets ``sslmode=require``.
    """
    shown = str(text).strip()
    if not shown.startswith(_SERVER_PREFIXES):
        return Location(folder=Path(shown).expanduser().absolute())
    return Location(url=_server_url(shown))


def _server_url(text: str) -> str:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise NotASchool(
            "That is not an address of a PostgreSQL database.",
            what_to_do="It looks like postgresql://name@server/database.",
        ) from error
    if url.password:
        raise NotASchool(
            "A password must not stand in the address of the database.",
            what_to_do="Put it into the password file of PostgreSQL (pgpass) or into PGPASSWORD.",
        )
    query = dict(url.query)
    mode = query.get("sslmode")
    # libpq lets the query name another server than the address does.
    named = [host for host in (url.host, query.get("host"), query.get("hostaddr")) if host]
    if not all(_is_local(host) for host in named):
        if mode in _WEAK_TLS:
            raise NotASchool(
                "A database on another computer is reached with encryption only.",
                what_to_do="Take sslmode out of the address, or set it to verify-full.",
            )
        query.setdefault("sslmode", "require")
    url = url._replace(password=None).set(drivername="postgresql+psycopg", query=query)
    return url.render_as_string(hide_password=True)


def _is_local(named: str | tuple[str, ...]) -> bool:
    if not isinstance(named, str):
        return all(_is_local(host) for host in named)
    if named.startswith(("/", "@")) or named == "localhost":
        return True
    try:
        return ipaddress.ip_address(named.strip("[]")).is_loopback
    except ValueError:
        return False
