"""``trent-desktop server``: what whoever looks after a trust's database server does."""

from __future__ import annotations

import getpass
import os
import re
import sys
from pathlib import Path

from trent_desktop.commands.frame import Options, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.commands.streams import complain, somebody_types
from trent_desktop.problems import NotASchool
from trent_desktop.resources import RESOURCES
from trent_desktop.school.keys.laptops.server_access import keep_access, kept_access
from trent_desktop.school.setting_up.preparing import prepare_server
from trent_desktop.storage.access import Access
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.server_certificate import (
    read_certificate,
    same_fingerprint,
    shown_certificate,
)

#: Where the password of a database's user may stand, so that it is in no script.
PASSWORD = "TRENT_DATABASE_PASSWORD"  # noqa: S105 - the name of a variable
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


def script(options: Options) -> int:
    """Print the SQL that makes a school's database and its two users."""
    name = str(options.given.name)
    if not _NAME.fullmatch(name):
        raise UsageMistake(
            "That name will not do for a database.",
            what_to_do="Small letters, digits and _, with a letter first: larkfield, for example.",
        )
    sql = (RESOURCES / "server" / "role.sql").read_text("utf-8").replace("{name}", name)
    say(options, {"sql": sql}, sql.rstrip("\n"))
    return 0


def prepare(options: Options) -> int:
    """Make the tables in an empty database, or bring those of a school up to date."""
    given = options.given
    if not _NAME.fullmatch(str(given.user)):
        raise UsageMistake(
            "There is no such user.", what_to_do="Give the name that the script made."
        )
    place = reached(_server(given.at), given.certificate, given.fingerprint)
    version = prepare_server(place, str(given.user))
    say(
        options,
        {"version": version},
        f"The tables are there ({version}), and {given.user} may use them.",
    )
    return 0


def remember(options: Options) -> int:
    """Keep on this laptop what opens a school's database."""
    given = options.given
    place = reached(_server(given.at), given.certificate, given.fingerprint)
    from trent_desktop.school.setting_up.place_check import answers

    answers(place)
    keep_access(place)
    say(
        options,
        {"school": place.shown},
        f"This laptop reaches {place.named} from now on. Sign in with --school {place.shown}, or "
        "give that address under “Join our school”.",
    )
    return 0


def reached(place: Location, certificate: str | None, fingerprint: str) -> Location:
    """A server with what it takes to reach it: asked for where this laptop does not have it.

    Raises `Problem` where there is nobody to say whether its certificate is the right one.
    """
    kept = kept_access(place)
    pinned = kept.certificate
    if certificate:
        pinned = read_certificate(Path(certificate)).pem
    elif not pinned and not place.is_near:
        pinned = _confirmed(place, fingerprint)
    return place.reached_with(Access(_password(place) or kept.password, pinned))


def _confirmed(place: Location, fingerprint: str) -> str:
    shown = shown_certificate(place)
    if fingerprint:
        if not same_fingerprint(fingerprint, shown.fingerprint):
            raise NotASchool(
                "The server shows another certificate than the one you named.",
                what_to_do="Ask whoever looks after the database server.",
            )
        return shown.pem
    if not somebody_types():
        raise NotASchool(
            "Nobody has said yet by which certificate the server is known.",
            what_to_do="Give --certificate FILE, or --fingerprint with what its technician reads "
            "from it.",
        )
    complain(
        f"The server shows a certificate with this fingerprint (SHA-256):\n{shown.fingerprint}"
    )
    complain("Is it what whoever looks after the server reads out? Type yes: ", end="")
    if sys.stdin.readline().strip() != "yes":
        raise NotASchool("So this server is not trusted, and nothing was sent to it.")
    return shown.pem


def _password(place: Location) -> str:
    found = os.environ.get(PASSWORD)
    if found is not None:
        return found
    if place.is_near or not somebody_types():
        return ""
    return getpass.getpass(f"Password of the database's user {place.user}: ")


def _server(text: str) -> Location:
    place = parse_location(text)
    if not place.is_server:
        raise UsageMistake(
            "That is not the address of a database.",
            what_to_do="It looks like postgresql://name@server/database.",
        )
    return place
