"""What a case tells of the people who belong to it: taken out when it goes into the index.

So a chronology is read from this laptop alone, and nothing is decrypted once more for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from trent_desktop.journeys import Answers, Question
from trent_desktop.newer import is_far
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.case_store import StoredCase
from trent_desktop.reports.cases import EntryKind, LinkedPerson, Move, Part, Route, TimelineEntry
from trent_desktop.reports.chronology.values import (
    Told,
    ToldEvent,
    ToldTask,
    name_key,
    pupil_key,
)
from trent_desktop.reports.entries import actions_of, open_actions
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.kinds.kind import CaseFacts
from trent_desktop.reports.linking.people import added
from trent_desktop.reports.timeline_words import event_words
from trent_desktop.reports.who.about import named
from trent_desktop.reports.workflow import OVER

#: More of one entry than this is read in the report itself.
LONGEST: Final = 600
_NO_EVENTS: Final = (Move.LINK_PERSON, Move.UNLINK_PERSON, Move.LINK_CASE, Move.UNLINK_CASE)
MORE: Final = " … (the rest is in the report)"


def told_of(stored: StoredCase, facts: CaseFacts | None, answers: Answers) -> Told:
    """What the index keeps of a case; nothing of one that is not understood, or names nobody."""
    if facts is None or stored.newer:
        return Told()
    people = tuple(_people(facts, stored, answers))
    if not people:
        return Told()
    return Told(
        people,
        tuple(_events(stored, facts)),
        tuple(_tasks(stored)),
        may_print=_may_print(stored, answers),
    )


def _people(
    facts: CaseFacts, stored: StoredCase, answers: Answers
) -> Iterable[tuple[str, str, str]]:
    """Each with key, name and part, and with what she is to the school where that was said."""
    listed = [*facts.people, *added(stored.timeline)]
    if name := named(answers):
        listed.append(LinkedPerson(None, name, Part.DID.value))
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for person in listed:
        if person.name:
            key = pupil_key(person.pupil_id) if person.pupil_id else name_key(person.name)
            for part in filter(None, (person.part, person.relation)):
                found[key, part] = (key, person.name, part)
    return found.values()


def _events(stored: StoredCase, facts: CaseFacts) -> Iterable[ToldEvent]:
    kind, questions = stored.kind, _questions(stored.kind, stored.route)
    for entry in stored.timeline:
        # What the program told is nothing that happened; who is in it stands in her part.
        if entry.kind is EntryKind.TOLD or entry.move in _NO_EVENTS:
            continue
        what, words = event_words(_for_all(entry), kind, questions)
        happened = facts.happened_at if entry.kind is EntryKind.REPORT else None
        yield ToldEvent(
            entry.number,
            happened if happened and not is_far(happened) else entry.at,
            entry.at,
            entry.kind,
            what,
            _shortened(words),
            entry.author_name if entry.author_id else "",
        )


def _for_all(entry: TimelineEntry) -> TimelineEntry:
    """An entry as those read it who do not read the report that leads on."""
    if entry.move is not Move.MERGE:
        return entry
    return TimelineEntry(
        entry.id, entry.number, entry.kind, entry.at, entry.author_id, entry.author_name,
        entry.author_role, Move.CLOSE, entry.words,
    )  # fmt: skip


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}{MORE}"


def _tasks(stored: StoredCase) -> Iterable[ToldTask]:
    if stored.state in OVER or stored.in_part:
        return
    for task in open_actions(actions_of(stored.timeline)):
        yield ToldTask(_shortened(task.words), task.owner_name, task.due)


def _may_print(stored: StoredCase, answers: Answers) -> bool:
    """What was stopped is never on paper (rule 3), nor what others lead on."""
    stopped = stored.route is Route.STOPPED or any(name.startswith("stop_") for name in answers)
    return not stopped and not stored.in_part


def _questions(kind: Kind | None, route: Route) -> Mapping[str, Question]:
    return _asked(kind, stopped=route is Route.STOPPED) if kind is not None else {}


@cache
def _asked(kind: Kind, *, stopped: bool) -> Mapping[str, Question]:
    """The questions of a kind; kinds are never changed, so once each is enough."""
    if stopped and kind.may_stop:
        pages = kind.journey(n.STOP).pages
        return {one.name: one for page in pages for one in page.questions}
    return kind.questions()
