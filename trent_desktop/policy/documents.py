"""The policy on paper and for the school's website: contents, clauses, places to sign.

pdf = policy_pdf(version, letterhead)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.platypus import CondPageBreak

from trent_desktop.documents.blocks import BODY, HEADING, SMALL, Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Boxed
from trent_desktop.documents.writing import Signature as Place
from trent_desktop.journeys import date_for_people
from trent_desktop.policy.clauses import Clause, PolicyText, Section, Signature
from trent_desktop.policy.importing.building import POINT
from trent_desktop.policy.model import MODEL_MARK
from trent_desktop.policy.setting import (
    CLAUSE_INDENT,
    POINT_INDENT,
    ContentsLine,
    Hanging,
    SectionHeading,
)
from trent_desktop.policy.versions import PolicyVersion, VersionState
from trent_desktop.sentences import ended

DRAFT_MARK: Final = "This is a draft. The governors have not approved it."
_CONTENTS: Final = "Contents"
#: In letters.
_LONGEST_HEADING: Final = 600
_LONGEST_LINE: Final = 240
_SIGNED: Final = "Signed"
_AT_LEAST: Final = (Signature("", "Headteacher"), Signature("", "Chair of Governors"))


def policy_pdf(version: PolicyVersion, letterhead: Letterhead, *, unchanging: bool = False) -> Pdf:
    """A version of the policy, with tags, an outline and contents that fit.

    The model, and a draft, say on their first page that they are no more than that.
    """
    pages: dict[str, int] = {}
    first = _sheet(version, letterhead, pages).make(unchanging=unchanging)
    # The contents are as long with the right numbers as without, so twice is enough.
    known = dict(pages)
    again = _sheet(version, letterhead, known).make(unchanging=unchanging)
    return again if known == pages else first


def mark_of(version: PolicyVersion) -> str:
    """What a version says of itself while it does not hold; empty for one that was approved."""
    if version.is_model:
        return MODEL_MARK
    return DRAFT_MARK if version.state is VersionState.DRAFT else ""


def dates_of(version: PolicyVersion) -> str:
    """When it was approved, from when it holds, when it is looked at again."""
    parts: list[str] = []
    if version.approved_on:
        minute = f" (minute {version.minute})" if version.minute else ""
        parts.append(f"Approved by the governors on {date_for_people(version.approved_on)}{minute}")
    if version.in_force_from:
        parts.append(f"in force from {date_for_people(version.in_force_from)}")
    if version.review_on:
        parts.append(f"to be reviewed by {date_for_people(version.review_on)}")
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def _sheet(version: PolicyVersion, letterhead: Letterhead, pages: dict[str, int]) -> Sheet:
    policy = version.text
    mark = mark_of(version)
    paper = Paper(
        policy.title,
        foot=mark or f"Version {version.number}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    if mark:
        sheet.add(Boxed(mark, above=0))
    if dates := dates_of(version):
        sheet.add(Words(ended(dates), SMALL))
    sheet.add(SectionHeading(_CONTENTS, "contents", pages))
    places = [f"part-{at}" for at in range(len(policy.sections))]
    for place, section in zip(places, policy.sections, strict=True):
        title = _short(section.title, _LONGEST_LINE)
        sheet.add(ContentsLine(section.number, title, place, pages.get(place, 0)))
    for place, section in zip(places, policy.sections, strict=True):
        _add_section(sheet, section, place, pages)
    _add_signatures(sheet, policy)
    return sheet


def _add_section(sheet: Sheet, section: Section, place: str, pages: dict[str, int]) -> None:
    sheet.add(CondPageBreak(HEADING.leading + 5 * BODY.leading))
    title = _short(section.title, _LONGEST_HEADING)
    sheet.add(SectionHeading(f"{section.number}  {title}".strip(), place, pages))
    if title != section.title:
        _add_words(sheet, "", section.title, 0.0)  # a whole paragraph that was taken for a heading
    for text in section.words:
        _add_words(sheet, "", text, 0.0)
    _add_points(sheet, section.points, 14.0)
    for clause in section.clauses:
        _add_clause(sheet, clause)


def _short(title: str, longest: int) -> str:
    """A heading stands on one page, whatever was taken for one."""
    if len(title) <= longest:
        return title
    words, space, _cut = title[:longest].rpartition(" ")
    return f"{words if space else title[:longest]} …"


def _add_clause(sheet: Sheet, clause: Clause) -> None:
    lead = f"**{clause.lead}** – " if clause.lead else ""
    number = f"{clause.number}." if clause.number[:1].isdigit() else clause.number
    _add_words(sheet, number, lead + clause.words, CLAUSE_INDENT, goes_on=bool(clause.points))
    _add_points(sheet, clause.points, POINT_INDENT)


def _add_words(
    sheet: Sheet, label: str, text: str, indent: float, *, goes_on: bool = False
) -> None:
    """Words line by line; a point that stands between them is set as one."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(POINT):
            _add_points(sheet, [line.removeprefix(POINT)], indent + 14.0)
            continue
        stays = goes_on and at == len(lines) - 1
        sheet.add(
            Hanging(
                "" if at else label,
                line,
                indent=indent,
                above=3.0 if at else 7.0,
                stays_with_next=stays,
            )
        )


def _add_points(sheet: Sheet, points: Iterable[str], indent: float) -> None:
    for point in points:
        sheet.add(Hanging("•", point, indent=indent, label_at=indent - 12.0, above=2.0, role="LI"))


def _add_signatures(sheet: Sheet, policy: PolicyText) -> None:
    signed = policy.signatures or _AT_LEAST
    sheet.signatures(_SIGNED, [Place(one.role, one.name, one.when) for one in signed])
