"""The kinds of report on the command line, and their forms as PDF, blank and filled."""

from __future__ import annotations

from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import DONE, Opened, Options, Out, look, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.documents.page import Pdf
from trent_desktop.reports.documents import blank_pdf, filled_pdf
from trent_desktop.reports.kinds import KINDS, Kind, kind_named
from trent_desktop.school.settings.letterhead import letterhead_of


def named(name: str) -> Kind:
    """The kind that was asked for. Raises `UsageMistake` with the names that there are."""
    kind = kind_named(name)
    if kind is None:
        there = ", ".join(one.name for one in KINDS)
        raise UsageMistake(
            f"There is no kind of report “{name}”.", what_to_do=f"Choose from {there}."
        )
    return kind


def kinds(options: Options) -> int:
    """The kinds of report that there are, in the order of the first page."""
    rows = [
        {
            "name": kind.name,
            "title": kind.title,
            "led_by": kind.led_by,
            "appendix": kind.paper.short_appendix,
        }
        for kind in KINDS
    ]
    lines = [f"{row['name']:<13} {row['title']}. Led by: {row['led_by']}" for row in rows]
    say(options, rows, "\n".join(lines))
    return DONE


def appendix_2(options: Options) -> int:
    """Appendix 2: filled with a report, or blank."""
    if options.given.blank:
        return _blank(options, KINDS[0])
    return _filled(options, options.given.case)


def print_case(options: Options) -> int:
    """The form of a report, filled with what it says."""
    return _filled(options, options.given.reference)


def _filled(options: Options, reference: str) -> int:
    from trent_desktop.commands.cases import find_case

    out = Out(options)
    with Opened(options) as school:
        found = find_case(options, school, reference)
        pdf = filled_pdf(
            school.cases.copy_for_print(found.id, export=True),
            letterhead_of(school),
            printed_by=school.member.name,
            printed_at=system_clock(),
            policy=school.policy.cited(found.recorded_at.astimezone().date()),
        )
    return _saved(options, out, pdf)


def print_blank(options: Options) -> int:
    """The form of a kind, to fill in by hand."""
    return _blank(options, named(options.given.kind))


def _blank(options: Options, kind: Kind) -> int:
    out = Out(options)
    with Opened(options) as school:
        look(options, school)  # the school's name and address stand on it
        pdf = blank_pdf(kind, letterhead_of(school))
    return _saved(options, out, pdf)


def _saved(options: Options, out: Out, pdf: Pdf) -> int:
    out.write(pdf.content)
    words = f"{out} ({pdf.pages} {'page' if pdf.pages == 1 else 'pages'})"
    say(options, {"file": str(out), "pages": pdf.pages}, words)
    return DONE
