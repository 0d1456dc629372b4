"""What ``trent-desktop governors`` takes; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name


def add_oversight(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """A term for the governors as PDF."""
    governors = commands.add_parser("governors", help="what governors see")
    about = governors.add_subparsers(dest="what", metavar="COMMAND", required=True)
    report = about.add_parser("report", help="one term as PDF: numbers, no names")
    report.add_argument("--term", metavar="TERM", help="as 2026-autumn; the one that runs without")
    report.add_argument(
        "--out", required=True, metavar="FILE.pdf", help="where to save it; - for standard output"
    )
    place(report, again=True)
    as_json(report)
