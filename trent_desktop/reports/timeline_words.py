"""What the entries of a case say in words, for paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from trent_desktop.journeys import (
    NOT_GIVEN,
    Addresses,
    Question,
    date_for_people,
)
from trent_desktop.newer import A_NEWER_ROLE, NEWER, day_read, is_far, known
from trent_desktop.reports.attachments.attached import in_words
from trent_desktop.reports.cases import EntryKind, Move, TimelineEntry
from trent_desktop.reports.casework.closing import LEFT_UNDONE, UNDONE
from trent_desktop.reports.entries import CANNOT, HOW, OPEN_TASKS, TAKEN_BACK
from trent_desktop.reports.filter.addresses import holds_address
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.later import ADDED_LATER
from trent_desktop.reports.steps import Step
from trent_desktop.reports.workflow import ADULTS, STANDARD
from trent_desktop.roles import Role
from trent_desktop.sentences import going_on

#: Which report a tie leads to, put beside it for whoever reads both.
SHOWN_TIE: Final = "shown tie"

MOVE_TITLES: Final[Mapping[Move, str]] = {
    Move.BLOCKED: "Blocked in the filter",
    Move.NO_BLOCK_NEEDED: "No block needed",
    Move.STILL_BLOCKED: "Checked again: still blocked",
    Move.NOT_BLOCKED: "Checked again: not blocked",
    Move.DECIDE: "Decided",
    Move.SIGN_OFF: "Signed off",
    Move.CLOSE: "Closed",
    Move.REOPEN: "Opened again",
    Move.NOTE: "Note",
    Move.ACTION: "Asked for",
    Move.ACTION_DONE: "Done",
    Move.AMEND: "An answer was changed",
    Move.RECATEGORISE: "The kind of content was changed",
    Move.HAVE_IT: "Has it",
    Move.PARENTS_TOLD: "Parents or carers",
    Move.REFERRED: "Referred",
    Move.OUTCOME_TOLD: "Told how it ended",
    Move.ELSEWHERE: "In the child-protection system",
    Move.SANCTION: "What followed",
    Move.LETTER: "A letter went out",
    Move.SUPERVISE: "Computers under supervision",
    Move.RECOMMEND: "Recommended",
    Move.AGREE: "Agreed",
    Move.REFUSE: "Not agreed",
    Move.APPLIED: "Opened in the filter",
    Move.EXTEND: "Given longer",
    Move.BLOCKED_AGAIN: "Blocked again",
    Move.ACKNOWLEDGED: "Acknowledged",
    Move.STAGE: "Another stage",
    Move.HEARING: "Heard by a panel",
    Move.GOVERNORS_TOLD: "Told to the governors",
    Move.LINK_PERSON: "Somebody was added",
    Move.UNLINK_PERSON: "Somebody was taken out",
    Move.LINK_CASE: "Another report belongs to it",
    Move.UNLINK_CASE: "Another report does not belong to it",
    Move.MERGE: "Closed, and continued in another report",
}

_ENDS: Final = {TAKEN_BACK: "Taken back", CANNOT: "Cannot do it"}
_WORD: Final = re.compile(r"\S*(?:\.\w|[:@]|\[\.\])\S*")
#: Where this is nowhere, no word is one: most texts are passed at once.
_MAYBE: Final = re.compile(r"\.\w|[:@]|\[\.\]")
_DOT: Final = re.compile(r"(?<!\[)\.(?=\w)")
_SCHEME: Final = re.compile(r"^(\W*)h[tx]{2}p", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry as it is read: when, who did what, and what was said. Plain text."""

    when: str
    head: str
    words: str


def defused(text: str) -> str:
    """`text` with every address in it made unfit to be a link.

    Programs that show PDFs make links of what looks like one, whoever typed it.
    """
    if not _MAYBE.search(text):
        return text
    return _WORD.sub(lambda found: _defused_word(found[0]), text)


def _defused_word(word: str) -> str:
    if "://" not in word and not holds_address(word):
        return word
    word = _SCHEME.sub(r"\1hxxp", word).replace("://", "[:]//")
    return _DOT.sub("[.]", word)


def label_of(kind: Kind | None, question: Question) -> str:
    """What an answer is called, without a colon."""
    return kind.label_of(question) if kind else question.label.rstrip("?")


def shown(question: Question, value: Any) -> str:
    """An answer in words, addresses in it made unfit to be links."""
    words = question.shown(value)
    return words if isinstance(question, Addresses) else defused(words)


def entry_words(
    entry: TimelineEntry,
    kind: Kind | None,
    questions: Mapping[str, Question],
    zone: dt.tzinfo | None = None,
    *,
    brief: bool = False,
    later: bool = False,
) -> EntryWords:
    """One entry of the timeline. `zone` is the school's; the laptop's own without it.

    `later`: it was added when the report was over, which is said.
    With `brief`, answers that were added are named, not repeated: they stand on the form.
    """
    at = entry.at.astimezone(zone)
    when = "Date not known" if is_far(at) else f"{date_for_people(at.date())}\n{at:%H:%M}"
    by = f"{entry.author_name}, {entry.author_role}" if entry.author_role else entry.author_name
    what, words = _said(entry, kind, questions, brief)
    if later:
        what = f"{ADDED_LATER}: {going_on(what)}"
    return EntryWords(when, f"{what}: {by}" if entry.author_id else what, defused(words))


def event_words(
    entry: TimelineEntry, kind: Kind | None, questions: Mapping[str, Question]
) -> tuple[str, str]:
    """What one entry is, and what it says: as `entry_words` in brief, without when and by whom."""
    what, words = _said(entry, kind, questions, brief=True)
    return what, defused(words)


def _said(
    entry: TimelineEntry, kind: Kind | None, questions: Mapping[str, Question], brief: bool
) -> tuple[str, str]:
    if entry.newer:
        return NEWER, entry.words
    match entry.kind:
        case EntryKind.REPORT:
            seen = _answers(entry).get(kind.said) if kind else ""
            return "Reported", seen if isinstance(seen, str) else ""
        case EntryKind.MORE_ANSWERS if brief:
            names = [name for name in questions if name in _answers(entry)]
            return "More answers", "; ".join(label_of(kind, questions[name]) for name in names)
        case EntryKind.MORE_ANSWERS:
            return "More answers", answers_in_words(_answers(entry), kind, questions)
        case EntryKind.TOLD:
            roles = cast("list[str]", entry.details.get("roles", []))
            told = ", ".join(_role_shown(role) for role in roles)
            return "Told by the program, without content", told[:1].upper() + told[1:]
        case EntryKind.AMENDMENT:
            return _amended(entry, kind, questions)
        case EntryKind.ATTACHMENT:
            return in_words(entry)
        case _:
            return _moved(entry, kind)


def _moved(entry: TimelineEntry, kind: Kind | None) -> tuple[str, str]:
    details = entry.details
    title = MOVE_TITLES.get(entry.move, "Entry") if entry.move else "Entry"
    title = _ENDS.get(str(details.get(HOW)), title)
    lines = [entry.words]
    lines[:0] = _answered(entry, kind)
    lines[:0] = [str(details[name]) for name in (SHOWN_TIE, "person") if details.get(name)]
    if details.get("line"):
        lines.insert(0, str(details["line"]))
    if details.get("decision"):
        lines.insert(0, str(details["decision"]))
    if details.get(OPEN_TASKS):
        count = str(details[OPEN_TASKS])
        lines.append(
            "1 task was still open." if count == "1" else f"{count} tasks were still open."
        )
    for one in filter(None, str(details.get(LEFT_UNDONE, "")).split(",")):
        lines.append(UNDONE.get(one, ""))
    if details.get("owner_name"):
        lines.append(f"To be done by {details['owner_name']}")
    if (due := day_read(details.get("due"))) is not None:
        lines.append(f"Due {date_for_people(due)}")
    return title, "\n".join(line for line in lines if line)


def _answered(entry: TimelineEntry, kind: Kind | None) -> list[str]:
    """What was answered in a step, by the questions that it asks."""
    step = _step_of(entry, kind)
    if step is None:
        return []
    return [
        f"{question.label.rstrip('?')}: {'; '.join(shown(question, value).splitlines())}"
        for question in step.asked(entry.details)
        if not question.is_blank(value := entry.details.get(question.name))
    ]


def _step_of(entry: TimelineEntry, kind: Kind | None) -> Step | None:
    """The step that an entry is of. The same move may ask otherwise on another route."""
    if entry.move is None:
        return None
    own = (kind.flow, kind.about_adults) if kind else ()
    flows = (*filter(None, own), STANDARD, ADULTS)
    steps = [flow.steps[entry.move] for flow in flows if entry.move in flow.steps]
    if all(step is steps[0] for step in steps):
        return steps[0] if steps else None
    fitting = (step for step in steps if not step.checked(entry.details, entry.at)[1])
    return next(fitting, steps[0])


def _role_shown(role: str) -> str:
    found = known(Role, role)
    return found.title if found else going_on(A_NEWER_ROLE)


def _amended(
    entry: TimelineEntry, kind: Kind | None, questions: Mapping[str, Question]
) -> tuple[str, str]:
    name = str(entry.details.get("question", ""))
    question = questions.get(name)
    title = MOVE_TITLES[entry.move or Move.AMEND]
    if question is None:
        return title, entry.words
    before, after = (shown(question, entry.details.get(part)) for part in ("before", "after"))
    told = f"{label_of(kind, question)}\nBefore: {before}\nNow: {after}"
    return title, f"{told}\nReason: {entry.words}" if entry.words else told


def answers_in_words(
    answers: Mapping[str, Any], kind: Kind | None, questions: Mapping[str, Question]
) -> str:
    """Answers one to a line, each after its question; what was not given is left out."""
    lines: list[str] = []
    for name, question in questions.items():
        if name in answers and (words := shown(question, answers[name])) != NOT_GIVEN:
            lines.append(f"{label_of(kind, question)}: {'; '.join(words.splitlines())}")
    return "\n".join(lines)


def _answers(entry: TimelineEntry) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", entry.details.get("answers", {}))
