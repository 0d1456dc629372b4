"""Changing the text of a policy piece by piece.

Each change says what stood there before. So two members may work on one draft: what others changed
elsewhere stays, and what they changed here is never overwritten without a word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trent_desktop.journeys.cleaning import clean, line_of
from trent_desktop.policy.clauses import Clause, PolicyText, Section, Signature
from trent_desktop.problems import AnswersRefused, SomebodyWasFaster

#: The longest that may be written into one clause or paragraph, in characters.
LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class ChangeClause:
    """Put other words, points or another number in the place of a clause."""

    before: Clause
    after: Clause


@dataclass(frozen=True, slots=True)
class AddClause:
    """Add a clause to the section in that place, behind the clause of that number or at its head."""

    section: int
    behind: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class RemoveClause:
    """Take a clause out."""

    before: Clause


@dataclass(frozen=True, slots=True)
class ChangeHead:
    """Change a section's title, and what stands before its clauses."""

    section: int
    before: Section
    after: Section


Edit = ChangeClause | AddClause | RemoveClause | ChangeHead


def head_of(section: Section) -> Section:
    """A section without its clauses."""
    return replace(section, clauses=())


def fit_to_keep(text: PolicyText) -> PolicyText:
    """A whole text without what no file takes, and what would make it read as another than it is."""

    def lines(all_of_them: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(clean(one).text for one in all_of_them)

    return PolicyText(
        line_of(text.title),
        tuple(
            Section(
                line_of(one.number),
                line_of(one.title),
                tuple(
                    Clause(
                        line_of(clause.number),
                        clean(clause.words).text,
                        lines(clause.points),
                        line_of(clause.lead),
                        clause.topic,
                    )
                    for clause in one.clauses
                ),
                lines(one.words),
                lines(one.points),
            )
            for one in text.sections
        ),
        tuple(
            Signature(line_of(one.name), line_of(one.role), line_of(one.when))
            for one in text.signatures
        ),
    )


def edited(text: PolicyText, edit: Edit) -> PolicyText:
    """The text with a change in it; as it is, when the change is in it already.

    Raises `AnswersRefused` for what cannot stand there, and `SomebodyWasFaster` when something else
    stands there now than the change says.
    """
    match edit:
        case ChangeClause():
            return _changed(text, edit)
        case AddClause():
            return _added(text, edit)
        case RemoveClause():
            if text.clause(edit.before.number) is None:
                return text
            _must_be(edit.before in text.clauses(), f"Clause {edit.before.number}")
            return _mapped(text, edit.before, ())
        case ChangeHead():
            return _with_head(text, edit)


def _changed(text: PolicyText, edit: ChangeClause) -> PolicyText:
    before, after = edit.before, _tidy(edit.after)
    stands = tuple(text.clauses())
    if after in stands and (after == before or before not in stands):
        return text
    # A school's own file may give two clauses one number: the one that she saw is meant.
    _must_be(before in stands, f"Clause {before.number}")
    if after.number != before.number:
        _number_is_free(text, after.number)
    return _mapped(text, before, (after,))


def _added(text: PolicyText, edit: AddClause) -> PolicyText:
    clause = _tidy(edit.clause)
    if text.clause(clause.number) == clause:
        return text
    _number_is_free(text, clause.number)
    _must_be(0 <= edit.section < len(text.sections), "The section")
    section = text.sections[edit.section]
    numbers = [one.number for one in section.clauses]
    _must_be(not edit.behind or edit.behind in numbers, f"Clause {edit.behind}")
    place = numbers.index(edit.behind) + 1 if edit.behind else 0
    clauses = (*section.clauses[:place], clause, *section.clauses[place:])
    return _with_section(text, edit.section, replace(section, clauses=clauses))


def _with_head(text: PolicyText, edit: ChangeHead) -> PolicyText:
    _must_be(0 <= edit.section < len(text.sections), "The section")
    stands, after = text.sections[edit.section], edit.after
    after = replace(
        after,
        title=line_of(after.title),
        words=_paragraphs(after.words),
        points=_paragraphs(after.points),
    )
    if not after.title:
        raise AnswersRefused("Give it a title.", (("title", "Give it a title."),))
    if len(after.title) + sum(map(len, (*after.words, *after.points))) > 5 * LONGEST:
        said = f"Use at most {5 * LONGEST:,} characters."
        raise AnswersRefused(said, (("words", said),))
    if head_of(stands) == head_of(after):
        return text
    _must_be(head_of(stands) == head_of(edit.before), f"“{edit.before.title}”")
    return _with_section(text, edit.section, replace(after, clauses=stands.clauses))


def _mapped(text: PolicyText, stands: Clause, by: tuple[Clause, ...]) -> PolicyText:
    for place, section in enumerate(text.sections):
        for at, clause in enumerate(section.clauses):
            if clause == stands:
                clauses = (*section.clauses[:at], *by, *section.clauses[at + 1 :])
                return _with_section(text, place, replace(section, clauses=clauses))
    return text


def _with_section(text: PolicyText, place: int, section: Section) -> PolicyText:
    sections = (*text.sections[:place], section, *text.sections[place + 1 :])
    return replace(text, sections=sections)


def _must_be(so: bool, what: str) -> None:
    if not so:
        raise SomebodyWasFaster(
            f"{what} was changed by somebody else meanwhile.",
            what_to_do="Nothing is overwritten. Look at what is there now, then save yours.",
        )


def _number_is_free(text: PolicyText, number: str) -> None:
    if text.clause(number) is not None:
        said = f"There is a clause {number} already."
        raise AnswersRefused(said, (("number", said),))


def _tidy(clause: Clause) -> Clause:
    tidy = replace(
        clause,
        number=line_of(clause.number).rstrip("."),
        words=line_of(clause.words),
        points=_paragraphs(clause.points),
        lead=line_of(clause.lead),
    )
    if not tidy.number or len(tidy.number) > 12:
        said = "Give it a number, such as 6.19."
        raise AnswersRefused(said, (("number", said),))
    if not tidy.words and not tidy.points:
        raise AnswersRefused("Write what it says.", (("words", "Write what it says."),))
    if len(tidy.words) + sum(map(len, tidy.points)) > LONGEST:
        said = f"Use at most {LONGEST:,} characters."
        raise AnswersRefused(said, (("words", said),))
    return tidy


def _paragraphs(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain for one in lines if (plain := line_of(one)))
