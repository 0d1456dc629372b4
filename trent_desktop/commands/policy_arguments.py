"""What ``trent-desktop policy`` takes; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name


def add_policy(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """The policy: bring one in, search it, print it."""
    policy = commands.add_parser("policy", help="bring a policy in, search it, or print it")
    about = policy.add_subparsers(dest="what", metavar="COMMAND", required=True)
    bring = about.add_parser(
        "import",
        help="say what is in the file of a policy, and what of it disagrees; with --school and "
        "--as it becomes the draft",
    )
    bring.add_argument("file", metavar="FILE", help="Word (.docx), Markdown, text or PDF")
    search = about.add_parser(
        "search", help="the clauses about something, best first; without a school of the model"
    )
    search.add_argument("words", metavar="WORDS", nargs="+", help='for example "facebook friend"')
    printing = about.add_parser("print", help="the policy as PDF; without a school the model")
    printing.add_argument(
        "--out", required=True, metavar="FILE.pdf", help="where to save it; - for standard output"
    )
    for one in (bring, search, printing):
        place(one, again=True)
        as_json(one)
    # No help: it reads a policy's file for the program.
    lines = commands.add_parser("policy-lines")
    lines.add_argument("what", choices=["word", "pdf", "text"])
