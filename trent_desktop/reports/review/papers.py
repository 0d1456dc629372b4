"""The review as a paper to go through together, and as a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Final

from trent_desktop.documents.blocks import TimelineRow, Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Signature, SignatureRow, Ticks
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.reports.filter.lines import guarded
from trent_desktop.reports.review.reviewed import Decided, Line, Review
from trent_desktop.reports.timeline_words import defused

HEADINGS: Final = (
    "decided",
    "where",
    "on",
    "until",
    "by",
    "why",
    "reference",
    "still needed?",
)
_FIRST: Final = (
    "Go through it together: the Headteacher, the Designated Safeguarding Lead, the ICT Lead and a "
    "governor. Tick what is still needed; what is not is opened or blocked again."
)


def review_pdf(
    review: Review,
    letterhead: Letterhead,
    *,
    printed_by: str,
    printed_at: dt.datetime,
    unchanging: bool = False,
) -> Pdf:
    """The paper: each decision with a place to tick, and signatures at the end."""
    when = date_for_people(printed_at.astimezone().date())
    paper = Paper(
        f"Review of the filter {review.title}",
        f"{date_for_people(review.first)} to {date_for_people(review.last)}",
        "",
        "For the school’s leaders",
        f"Made by {printed_by} on {when}, from the reports that they may read",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(Words(_FIRST, above=8))
    for decided in Decided:
        lines = [line for line in review.lines if line.decided is decided]
        sheet.heading(decided.words, aside=str(len(lines)))
        if not lines:
            sheet.add(Words("None.", above=4))
        for line in lines:
            _add(sheet, line)
    sheet.heading("Checked", aside=str(len(review.checks)))
    if not review.checks:
        sheet.add(Words("No check is written down in this year.", above=4))
    for check in review.checks:
        said = [defused(check.came_out)] + ([defused(check.done)] if check.done else [])
        sheet.add(
            TimelineRow(
                date_for_people(check.on),
                defused(check.where),
                "\n".join([*said, f"By {check.by}"]),
                above=10,
            )
        )
    if review.responsible:
        sheet.heading("Who is responsible")
        for one in review.responsible:
            sheet.add(Words(defused(one), above=4))
    sheet.together(
        SignatureRow(Signature("Headteacher"), above=22),
        SignatureRow(Signature("Designated Safeguarding Lead"), above=22),
        SignatureRow(Signature("ICT Lead"), above=22),
        SignatureRow(Signature("Governor"), above=22),
    )
    return sheet.make(unchanging=unchanging)


def _add(sheet: Sheet, line: Line) -> None:
    when = f"{date_for_people(line.on)}\n{line.reference}"
    said = [defused(line.why) or "No reason was given.", f"By {line.by}"]
    said += [f"Until: {line.until}"] if line.until else []
    sheet.together(
        TimelineRow(when, line.where, "\n".join(said), above=10),
        Ticks("Still needed?", [("Yes", False), ("No", False)], columns=4),
    )


def review_csv(review: Review) -> bytes:
    """The same as a table, in UTF-8 with a mark; no cell is a formula (rule 14)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for line in review.lines:
        cells = (
            line.decided.words,
            line.where,
            line.on.isoformat(),
            line.until,
            line.by,
            defused(line.why),
            line.reference,
            "",
        )
        writer.writerow([guarded(cell) for cell in cells])
    for check in review.checks:
        row = ("Checked", check.where, check.on.isoformat(), "", check.by, check.came_out, "", "")
        writer.writerow([guarded(defused(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def file_name(review_title: str, ending: str) -> str:
    """What it is called when it is saved."""
    return f"Review of the filter {review_title.replace('/', '-')}.{ending}"
