"""A case as plain text in blocks: what a copy of it says, before anything is drawn.

Names are blacked out in these blocks, and the paper is made of what is left of them. So nothing
that was blacked out is ever drawn, and none of it can be anywhere in the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from trent_desktop.documents.lines import BAR
from trent_desktop.documents.wording import printable
from trent_desktop.journeys import Question, moment_for_people, moment_of
from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import PrintRefused
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.documents import refuse_stopped
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.later import added_later
from trent_desktop.reports.severity import level_title
from trent_desktop.reports.timeline_words import defused, entry_words, shown


class Part(StrEnum):
    """What a block is, which says how it is drawn."""

    HEADING = "heading"
    FACT = "fact"  # a short answer under its label
    ANSWER = "answer"
    QUOTE = "quote"  # somebody's own words (rule 6)
    ENTRY = "entry"  # what somebody did, and who; its label is when
    SAID = "said"  # what was said in the entry before it


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text. `label` is always the form's own wording, `text` is people's.

    `id` says what it is and stays the same while the case grows: ``answer.seen``, ``entry.3``.
    """

    id: str
    part: Part
    text: str = field(repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True)
class ExportText:
    """A case as a copy of it says it, block by block in the order of reading."""

    reference: str
    blocks: tuple[Block, ...] = field(repr=False)


def export_text(case: CaseFile, zone: dt.tzinfo | None = None) -> ExportText:
    """What a copy of a case says. Moments by `zone`'s clock, the laptop's own without it.

    Raises `PrintRefused` for a case that must not leave, or that is not understood here.
    """
    kind = kind_named(case.summary.kind)
    if kind is None or case.summary.newer:
        raise PrintRefused(NEWER_WORDS, what_to_do=NEWER_DO)
    refuse_stopped(case)
    found = (*_head(case, kind, zone), *_answers(case, kind), *_timeline(case, kind, zone))
    return ExportText(case.summary.reference, tuple(found))


def plain_text(text: str) -> str:
    """Text as it is drawn, letter for letter, without the sign of what is blacked out."""
    return printable(text.replace(BAR, "■"))


def _block(name: str, part: Part, text: str, label: str = "") -> Block:
    return Block(name, part, plain_text(text), label)


def _head(case: CaseFile, kind: Kind, zone: dt.tzinfo | None) -> Iterator[Block]:
    one = case.summary

    def moment(at: dt.datetime | None) -> str:
        return moment_for_people(at.astimezone(zone)) if at else "Not known"

    yield _block("heading.case", Part.HEADING, "The report")
    for name, label, text in (
        ("kind", "Kind of report", kind.title),
        ("happened", "Happened", moment(one.happened_at)),
        ("recorded", "Recorded", moment(one.recorded_at)),
        ("class", "Class", one.class_name or "No class"),
        ("reporter", "Reported by", one.reporter_name),
        ("level", "Level", level_title(one.severity, known=one.severity_known)),
    ):
        yield _block(f"fact.{name}", Part.FACT, text, label)
    if case.people:
        yield _block("heading.people", Part.HEADING, "People")
    for number, person in enumerate(case.people):
        named = ", ".join(
            part for part in (person.name, person.class_name, person.relation) if part
        )
        label = person.part[:1].upper() + person.part[1:]
        yield _block(f"person.{number}", Part.FACT, named, label)


def _answers(case: CaseFile, kind: Kind) -> Iterator[Block]:
    happened = moment_of(case.answers.get(n.HAPPENED_AT))
    for page in kind.pages(happened.date() if happened else None):
        given = [one for one in page.questions if not one.is_blank(case.answers.get(one.name))]
        if given:
            yield _block(f"heading.{page.name}", Part.HEADING, page.heading)
        for question in given:
            part = Part.QUOTE if question.name in kind.quoted else Part.ANSWER
            words = shown(question, case.answers[question.name])
            yield _block(f"answer.{question.name}", part, words, kind.label_of(question))


def _timeline(case: CaseFile, kind: Kind, zone: dt.tzinfo | None) -> Iterator[Block]:
    questions: dict[str, Question] = kind.questions()
    yield _block("heading.timeline", Part.HEADING, "Everything that happened, in order")
    later = added_later(case.timeline)
    for entry in case.timeline:
        told = entry_words(entry, kind, questions, zone, brief=True, later=entry.id in later)
        yield _block(f"entry.{entry.number}", Part.ENTRY, told.head, told.when)
        if told.words:
            yield _block(f"entry.{entry.number}.said", Part.SAID, told.words)
    if not case.actions:
        return
    yield _block("heading.tasks", Part.HEADING, "What people were asked to do")
    for number, action in enumerate(case.actions):
        stands = "done" if action.done_at else "open"
        owner = f"{action.owner_name}, {stands}" if action.owner_name else stands.capitalize()
        yield _block(f"task.{number}", Part.ANSWER, defused(action.words), "To do")
        yield _block(f"task.{number}.owner", Part.FACT, owner, "By whom")
