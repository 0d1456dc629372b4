"""What ``trent-desktop print`` and ``filter`` take; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

from trent_desktop.commands.parsing import number_from

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name

_OUT = "where to save it; - for standard output"


def add_papers(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """Forms as PDF, and the yearly review of the filter."""
    printing = commands.add_parser("print", help="make a form as PDF")
    forms = printing.add_subparsers(dest="what", metavar="COMMAND", required=True)
    appendix = forms.add_parser("appendix-2", help="the inappropriate content report form")
    which = appendix.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", metavar="REF", help="filled with this report")
    which.add_argument("--blank", action="store_true", help="to be filled in by hand")
    blank = forms.add_parser("blank", help="the form of a kind of report, to fill in by hand")
    blank.add_argument("kind", metavar="KIND", help="its name, as kinds lists it")
    filled = forms.add_parser("case", help="the form of a report, filled")
    filled.add_argument("reference", help="for example TR-2026-014")
    for one in (appendix, blank, filled):
        one.add_argument("--out", required=True, metavar="FILE.pdf", help=_OUT)
        place(one, again=True)
        as_json(one)

    of_filter = commands.add_parser("filter", help="what was allowed and blocked")
    about = of_filter.add_subparsers(dest="what", metavar="COMMAND", required=True)
    review = about.add_parser("review", help="the yearly review of the filter, PDF or CSV")
    review.add_argument("--out", required=True, metavar="FILE.pdf|FILE.csv", help=_OUT)
    review.add_argument("--csv", action="store_true", help="a table, whatever the file is called")
    review.add_argument(
        "--year",
        type=number_from(2000, 2099),
        metavar="YEAR",
        help="in which the school year began; this one without",
    )
    place(review, again=True)
    as_json(review)
