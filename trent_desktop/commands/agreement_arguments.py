"""What ``trent-desktop agreements`` takes; apart, so that reading a command line stays quick."""

from __future__ import annotations

from argparse import ArgumentParser


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--kind", action="append", metavar="KIND",
                        help="pupil-ks1, pupil-ks2, parent, consents, staff or blogging; again for more")  # fmt: skip
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--class", dest="school_class", action="append", metavar="CLASS")
    whom.add_argument("--year", action="append", metavar="YEAR", help="R or 1 to 6")
    whom.add_argument("--all", action="store_true", help="every pupil")
    whom.add_argument("--staff", action="store_true", help="every member of staff")
    parser.add_argument("--missing", action="store_true", help="only what has not been answered")
    parser.add_argument("--ask-again", action="store_true",
                        help="only families whose yes about pictures no longer counts; kind: consents")  # fmt: skip
    parser.add_argument("--language", metavar="CODE", help="for all, instead of each family's own")
    parser.add_argument("--large-print", action="store_true", help="18 point for all")
    parser.add_argument("--return-by", metavar="DATE", help="as 2026-12-04")
    parser.add_argument("--apart", action="store_true", help="all forms of one kind together")
    parser.add_argument("--no-cover", action="store_true", help="without a sheet for each class")
    parser.add_argument("--duplex", action="store_true", help="every form on a new sheet of paper")
    parser.add_argument("--ink-saving", action="store_true", help="black on white, no grounds")
    parser.add_argument(
        "--out", required=True, metavar="FILE.pdf", help="where to save it; - for standard output"
    )
