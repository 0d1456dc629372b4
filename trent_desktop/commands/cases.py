"""Reports on the command line: a list of them, also as a file, or one as a timeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trent_desktop.commands.frame import DONE, Opened, Options, Out, look, say, typed_password
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.newer import NEWER, NEWER_DO, NEWER_WORDS
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.cases import CaseSummary, TimelineEntry
from trent_desktop.reports.index_values import CaseQuery


def listed(options: Options) -> int:
    """The reports that a member may see, newest first."""
    query = _query(options)
    with Opened(options) as school:
        look(options, school)
        page = school.cases.page(query, limit=options.given.limit)
        rows = [_row(one) for one in page.rows]
        lines = [
            f"{row['reference']:<13} {row['recorded'][:10]}  {row['state']:<11} {row['title']}"
            for row in rows
        ]
        say(options, {"cases": rows, "more": page.next is not None}, "\n".join(lines) or "None.")
    return DONE


def shown(options: Options) -> int:
    """One report as a timeline."""
    with Opened(options) as school:
        found = find_case(options, school, options.given.reference)
        case = school.cases.open_case(found.id)
        timeline = [
            {
                "at": entry.at.isoformat(),
                "by": entry.author_name,
                "role": entry.author_role,
                "what": _what(entry),
                "words": entry.words,
            }
            for entry in case.timeline
        ]
        body = {**_row(case.summary), "answers": dict(case.answers), "timeline": timeline}
        lines = [f"{case.summary.reference}  {case.summary.title}"]
        lines += [f"  {NEWER_WORDS} {NEWER_DO}"] if case.summary.newer else []
        lines += [f"  {e['at'][:16]}  {e['what']:<16} {e['by']}  {e['words']}" for e in timeline]
        say(options, body, "\n".join(lines))
    return DONE


def exported(options: Options) -> int:
    """The reports that a member may see, as a file for a spreadsheet."""
    from trent_desktop.reports.out.listed import Form

    ending = Path(str(options.given.out)).suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise UsageMistake(
            "The list is made as CSV or as a spreadsheet.",
            what_to_do="Give a name that ends in .csv or .xlsx.",
            where=str(options.given.out),
        )
    query, with_words = _query(options), bool(options.given.with_words)
    out = Out(options)
    with Opened(options) as school:
        look(options, school)
        password = typed_password(
            "Your password again, because the list leaves the program: ", options
        )
        made = school.case_lists.export(query, Form(ending), password, words=with_words)
    out.write(made.content)
    reports = "1 report" if made.rows == 1 else f"{made.rows:,} reports"
    say(options, {"file": str(out), "cases": made.rows}, f"{out} ({reports})")
    return DONE


def _query(options: Options) -> CaseQuery:
    given = options.given
    if not given.kind:
        return CaseQuery(given.words)
    from trent_desktop.commands.papers import named

    return CaseQuery(given.words, kind=named(given.kind).name)


def find_case(options: Options, school: OpenSchool, reference: str) -> CaseSummary:
    """A report that may be read, by its reference.

    Raises `NotFound`, or what is wrong with the school's place where that could not be asked.
    """
    look(options, school)
    wanted = reference.strip().upper()
    for one in school.cases.page(CaseQuery(wanted), limit=50).rows:
        if one.reference == wanted and one.readable:
            return one
    if options.source.from_laptop:
        with school.signed_in.database.read():
            pass  # says what is wrong: it may be there, and this laptop not know it yet
    raise NotFound(f"There is no report {wanted}, or it is not yours to see.")


def _what(entry: TimelineEntry) -> str:
    if entry.newer:
        return NEWER
    return entry.move.value if entry.move else entry.kind.value


def _row(one: CaseSummary) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "title": one.title,
        "kind": one.kind,
        "state": NEWER if one.newer else one.state.value,
        "newer": one.newer,
        "class": one.class_name,
        "severity": one.severity,
        "recorded": one.recorded_at.isoformat(),
        "happened": one.happened_at.isoformat() if one.happened_at else None,
        "waiting_for": sorted(role.value for role in one.waiting_for),
    }
