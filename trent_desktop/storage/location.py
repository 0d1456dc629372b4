"""Where a school is kept: a folder on the share, or a PostgreSQL database.

A location is what people type or paste. The address never carries a secret: a PostgreSQL password
is kept apart (`Access`), or comes from the password file of libpq or from ``PGPASSWORD``.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trent_desktop import files
from trent_desktop.problems import NotASchool
from trent_desktop.storage.access import Access, trusted_anyway
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.typed_place import at_home, folder_typed, place_name

SCHOOL_FILE = "school.db"
KEYS_FILE = "school.keys"
KEYS_COPY = "school.keys.copy"
BACKUPS = "backups"

_SERVER_PREFIXES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_WEAK_TLS = frozenset({"disable", "allow", "prefer"})
#: What an address may say beside server and database. Nothing that names a file or a password.
_SAID = frozenset({"host", "hostaddr", "port", "sslmode", "connect_timeout"})
_LOOKS_LIKE = "It looks like postgresql://name@server/database."


@dataclass(frozen=True, slots=True)
class Location:
    """A place for a school. Exactly one of `folder` and `url` is set.

    `access`: what a server asks for beside its address; two places are the same without it.
    """

    folder: Path | None = None
    url: str = ""
    access: Access = field(default=Access(), repr=False, compare=False)

    def reached_with(self, access: Access) -> Location:
        """The same place with what it takes to reach it."""
        return replace(self, access=access)

    def connect_args(self) -> dict[str, str]:
        """What the driver is given beside the address of a server."""
        args = self.access.connect_args()
        if not self.is_near:
            # Without a certificate that was pinned, those that this computer trusts anyway.
            args["sslrootcert"] = args.get("sslrootcert") or trusted_anyway()
        return args

    def host_and_port(self) -> tuple[str, int]:
        """The first server that an address names, and its port."""
        from sqlalchemy.engine import make_url

        url = make_url(self.url)
        port = url.port or int(str(url.query.get("port", "5432")).split(",")[0])
        return _named(url)[0], port

    @property
    def user(self) -> str:
        """As whom one signs in at a server."""
        from sqlalchemy.engine import make_url

        return make_url(self.url).username or ""

    @property
    def is_near(self) -> bool:
        """Whether a server is on this very machine, so that nothing crosses a network."""
        from sqlalchemy.engine import make_url

        return self.is_server and all(map(_is_local, _named(make_url(self.url))))

    @property
    def is_server(self) -> bool:
        """Whether this is a PostgreSQL database."""
        return self.folder is None

    @property
    def shown(self) -> str:
        """How people see it."""
        return self.url if self.folder is None else str(self.folder)

    @property
    def named(self) -> str:
        """How a sentence names it: a server by its name and database, without who signs in there."""
        if self.folder is not None:
            return str(self.folder)
        from sqlalchemy.engine import make_url

        url = make_url(self.url)
        where = ", ".join(dict.fromkeys(_named(url))) if not url.host else url.host
        where = "this computer" if where.startswith(("/", "@")) else where
        return f"the database “{url.database}” on {where}"

    @property
    def kind(self) -> str:
        """``folder`` or ``PostgreSQL``: all that support details may say."""
        return "PostgreSQL" if self.is_server else "folder"

    @property
    def tag(self) -> str:
        """A short name for this place in this laptop's own folder; says nothing by itself.

        The same by a drive's letter and by the name of its server.
        """
        shown = self.url if self.folder is None else place_name(self.folder)
        return digest(shown.encode("utf-8", files.AS_BYTES))[:24]

    @property
    def school_file(self) -> Path:
        """The encrypted database of a folder. Raises `ValueError` for a server."""
        if self.folder is None:
            raise ValueError("a server has no school file")
        return self.folder / SCHOOL_FILE


def parse_location(text: str | Path) -> Location:
    """Read what somebody typed. Raises `NotASchool` for an address that cannot be used.

    A server beyond this machine is reached with TLS only, and only when it proves by its
    certificate that it is the one (``sslmode=verify-full``): an address that asks for less is refused.
    """
    shown = folder_typed(str(text))
    if shown.lower().startswith(_SERVER_PREFIXES):
        return Location(url=_server_url(shown))
    scheme, between, _ = shown.partition("://")
    # A server's address that was mistyped, too: no folder is made in its place.
    mistyped = shown.lower().startswith("postgres") and "@" in shown
    if mistyped or (between and scheme.replace("+", "").replace("-", "").isalnum()):
        raise NotASchool("That is not an address of a school.", what_to_do=_LOOKS_LIKE)
    if "\0" in shown:
        raise NotASchool("That is not the path of a folder.")
    return Location(folder=at_home(shown).absolute())


def _server_url(text: str) -> str:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    scheme, _, rest = text.partition("://")
    if any(sign.isspace() or not sign.isprintable() for sign in rest):
        raise NotASchool(
            "There is a space in the address of the database.",
            what_to_do=f"Take it out. {_LOOKS_LIKE}",
        )
    try:
        url = make_url(f"{scheme.lower()}://{rest}")
        port = url.port
    except (ArgumentError, ValueError) as error:
        raise NotASchool(
            "That is not an address of a PostgreSQL database.", what_to_do=_LOOKS_LIKE
        ) from error
    if url.password or "password" in url.query or "passfile" in url.query:
        raise NotASchool(
            "A password must not be in the address of the database.",
            what_to_do="You are asked for it, or it is in the password file of PostgreSQL (pgpass) "
            "or in PGPASSWORD.",
        )
    strange = sorted(set(url.query) - _SAID)
    if strange:
        raise NotASchool(
            f"The address of the database says something that is not known: {strange[0]}.",
            what_to_do=_LOOKS_LIKE,
        )
    named = _named(url)
    _require_parts(url.username, named, port, url.database)
    query = dict(url.query)
    if not all(map(_is_local, named)):
        if query.get("sslmode") in _WEAK_TLS:
            raise NotASchool(
                "A database on another computer is reached with encryption only.",
                what_to_do="Take sslmode out of the address, or set it to verify-full.",
            )
        query["sslmode"] = "verify-full"
    url = url._replace(password=None).set(drivername="postgresql+psycopg", query=query)
    # What was written as %20 is written so again: an address is read more than once.
    return url.render_as_string(hide_password=True).replace(" ", "%20")


def _require_parts(user: str | None, named: list[str], port: int | None, name: str | None) -> None:
    missing = ""
    if not named:
        missing = "which server it is on"
    elif not user:
        missing = "the name of its user"
    elif not name:
        missing = "the name of the database"
    if missing:
        raise NotASchool(
            f"The address of the database does not say {missing}.", what_to_do=_LOOKS_LIKE
        )
    if port is not None and not 0 < port < 65_536:
        raise NotASchool(f"A server has no port {port}.", what_to_do="PostgreSQL's own is 5432.")
    if "%" in "".join(named) or "/" in (name or ""):
        raise NotASchool("That is not an address of a PostgreSQL database.", what_to_do=_LOOKS_LIKE)


def _named(url: Any) -> list[str]:
    """Every server that an address names: libpq lets the query name another than the address."""
    found: list[str] = []
    for one in (url.host, url.query.get("host"), url.query.get("hostaddr")):
        found += [one] if isinstance(one, str) else one or ()
    return [part for one in found for part in one.split(",") if part]


def _is_local(named: str) -> bool:
    if named.startswith(("/", "@")) or named == "localhost":
        return True
    try:
        return ipaddress.ip_address(named.strip("[]")).is_loopback
    except ValueError:
        return False
