"""The filter on the command line: its yearly review as PDF or CSV."""

from __future__ import annotations

from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import DONE, Opened, Options, Out, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.reports.review.papers import review_csv, review_pdf
from trent_desktop.school.settings.letterhead import letterhead_of

_YEARS = range(2000, 2100)


def review(options: Options) -> int:
    """Everything allowed and blocked in a school year, with a place to tick what is still needed."""
    given = options.given
    as_csv = str(given.out).lower().endswith(".csv") or given.csv
    if given.year is not None and given.year not in _YEARS:
        raise UsageMistake(
            "There is no such school year.", what_to_do="Give the year in which it began."
        )
    out = Out(options)
    with Opened(options) as school:
        year = school.filter_review.this_year if given.year is None else given.year
        found = school.filter_review.of(year)
        if as_csv:
            content, pages = review_csv(found), 0
        else:
            pdf = review_pdf(
                found,
                letterhead_of(school),
                printed_by=school.member.name,
                printed_at=system_clock(),
            )
            content, pages = pdf.content, pdf.pages
    out.write(content)
    body = {"file": str(out), "year": found.title, "decisions": len(found.lines), "pages": pages}
    say(options, body, f"{out} ({len(found.lines)} decisions of {found.title})")
    return DONE
