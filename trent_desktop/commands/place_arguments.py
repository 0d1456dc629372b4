"""What ``move`` and ``server`` take; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name


def add_places(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """Moving a school, and what a trust's technician does at the database server."""
    move = commands.add_parser("move", help="move the school to another folder or to PostgreSQL")
    move.add_argument(
        "--to", required=True, metavar="FOLDER|URL", help="an empty or new folder, or a database"
    )
    _certificate(move)
    place(move, again=True)
    as_json(move)

    server = commands.add_parser("server", help="a school's database on a PostgreSQL server")
    about = server.add_subparsers(dest="what", metavar="COMMAND", required=True)
    script = about.add_parser("script", help="print what makes a database and its two users")
    script.add_argument("--name", required=True, help="for the school: small letters and digits")
    prepare = about.add_parser("prepare", help="make the tables, or bring them up to date")
    prepare.add_argument("--for", required=True, dest="user", metavar="NAME",
                         help="the user with whom the programs on laptops work")  # fmt: skip
    remember = about.add_parser("remember", help="let this laptop reach a school's database")
    as_json(script)
    for one in (prepare, remember):
        one.add_argument("--at", required=True, metavar="URL", help="the address of the database")
        _certificate(one)
        as_json(one)


def _certificate(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--certificate", metavar="FILE", help="the server's certificate, or its authority's (PEM)"
    )
    parser.add_argument(
        "--fingerprint", default="", metavar="SHA256", help="that of the certificate it shows"
    )
