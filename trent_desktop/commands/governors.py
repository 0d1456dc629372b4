"""What governors see, on the command line: one term as PDF."""

from __future__ import annotations

from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import DONE, Opened, Options, Out, look, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.oversight.governors.documents import governors_pdf
from trent_desktop.oversight.governors.terms import Term, term_named
from trent_desktop.problems import Problem
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.letterhead import letterhead_of


def report(options: Options) -> int:
    """A term: as it would be told now for those who lead, as it was told for governors."""
    asked = _term(options)
    out = Out(options)
    with Opened(options) as school:
        governors = school.governors
        term = asked or governors.this_term
        leads = school.may(Right.TELL_GOVERNORS)
        if leads:
            look(options, school)
        found = governors.look(term) if leads else governors.report(term)
        before = [one for one in governors.told() if one.term < term]
        pdf = governors_pdf(
            found,
            before,
            letterhead_of(school),
            printed_by=school.member.name,
            printed_at=system_clock(),
        )
    out.write(pdf.content)
    body = {
        "file": str(out),
        "term": term.name,
        "final": found.final,
        "told": found.told_at is not None,
        "pages": pdf.pages,
    }
    say(options, body, f"{out} ({term.title}, {pdf.pages} pages)")
    return DONE


def _term(options: Options) -> Term | None:
    if not options.given.term:
        return None
    try:
        return term_named(options.given.term)
    except Problem as problem:
        raise UsageMistake(problem.words, what_to_do=problem.what_to_do) from problem
