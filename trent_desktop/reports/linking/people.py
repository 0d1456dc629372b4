"""People that were added to a case, with their part in it, and taken out again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from trent_desktop.journeys.cleaning import clean
from trent_desktop.newer import known
from trent_desktop.problems import AnswersRefused, MoveNotPossible
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.cases import LinkedPerson, Move, Part, Route, TakenOut, TimelineEntry
from trent_desktop.reports.stop.text_only import refusal
from trent_desktop.reports.who.about import about_of, is_called
from trent_desktop.school.people.directory import Directory, plain
from trent_desktop.school.people.people import Member, Pupil, Relation

_LONGEST_NAME: Final = 200
_OTHERS_ALONE: Final = "With that added, only other people could read the report."
_OF_ITS_OWN: Final = (
    "If it is about somebody who works here, send it as a report of its own. If it is somebody "
    "else, choose them from the list or give the full name."
)


def added(timeline: Iterable[TimelineEntry]) -> tuple[LinkedPerson, ...]:
    """Those whom somebody added and nobody took out, the first added first."""
    found: dict[str, LinkedPerson] = {}
    for entry in timeline:
        if entry.move is Move.LINK_PERSON:
            found[str(entry.id)] = _person(entry)
        elif entry.move is Move.UNLINK_PERSON:
            found.pop(str(entry.details.get("link", "")), None)
    return tuple(found.values())


def taken_out(timeline: Iterable[TimelineEntry]) -> tuple[TakenOut, ...]:
    """Those who were taken out again."""
    entries = tuple(timeline)
    persons = {str(one.id): _person(one) for one in entries if one.move is Move.LINK_PERSON}
    return tuple(
        TakenOut(persons[link], entry.author_name, entry.at, entry.words)
        for entry in entries
        if entry.move is Move.UNLINK_PERSON
        and (link := str(entry.details.get("link", ""))) in persons
    )


def who_did_it(timeline: Iterable[TimelineEntry]) -> tuple[str, ...]:
    """The names of adults who were added as having done it, taken out since or not."""
    people = (_person(one) for one in timeline if one.move is Move.LINK_PERSON)
    return tuple(one.name for one in people if one.part == Part.DID and one.pupil_id is None)


def has_done_it(member: Member, timeline: Iterable[TimelineEntry]) -> bool:
    """Whether `member` may be meant by one of those: she then has nothing of the case."""
    return any(is_called(member.name, name) for name in who_did_it(timeline))


def to_add(
    directory: Directory,
    route: Route,
    people: Iterable[LinkedPerson],
    details: Mapping[str, Any],
    left: Callable[[uuid.UUID], Pupil | None] = lambda _id: None,
) -> dict[str, Any]:
    """Somebody as the entry keeps her, from `pupil_id` or a typed `name`, and a `part`.

    A `relation` is what somebody is to the school who is on none of its lists. `left` finds a
    pupil who has left. `people` are those who belong to the case already. Raises `AnswersRefused`, or
    `MoveNotPossible` for a grown-up who works here and did it: that is a report of its own,
    which other people read.
    """
    part = known(Part, details.get("part"))
    if part is None:
        raise _refused("part", "Say what they were in it.")
    name = " ".join(clean(str(details.get("name") or ""), one_line=True).text.split())
    pupil, member = None, None
    relation = known(Relation, details.get("relation"))
    if details.get("pupil_id"):
        pupil = _pupil(directory, str(details["pupil_id"]), left)
        name = pupil.name
        has_left = not any(one.id == pupil.id for one in directory.pupils)
        relation = Relation.FORMER_PUPIL if has_left else None
    elif not any(sign.isalnum() for sign in name):
        raise _refused("name", "Say who it is.")
    elif len(name) > _LONGEST_NAME:
        raise _refused("name", f"Use at most {_LONGEST_NAME} characters for the name.")
    else:
        if part is Part.DID:
            _only_where_it_belongs(directory, route, name)
        same = [one for one in directory.members if plain(one.name) == plain(name)]
        member = same[0] if len(same) == 1 else None
    if route is Route.STOPPED and (said := refusal(name)):
        raise _refused("name", said)
    class_name = pupil.class_name if pupil else ""
    there = pupil.id if pupil else plain(name)
    if any((one.pupil_id or plain(one.name), one.part) == (there, part) for one in people):
        raise _refused("name", f"It already says that {name} {part}.")
    apart = f" ({class_name or relation})" if class_name or relation else ""
    return {
        "pupil_id": str(pupil.id) if pupil else None,
        "member_id": str(member.id) if member else None,
        "name": name,
        "class": class_name,
        **({"relation": relation.value} if relation else {}),
        "part": part.value,
        "person": f"{name}{apart}: {part}",
    }


def to_take_out(timeline: Iterable[TimelineEntry], details: Mapping[str, Any]) -> dict[str, Any]:
    """What the entry keeps of somebody who is taken out; `person` is the entry that added her.

    Raises `AnswersRefused` where she is not there any more.
    """
    wanted = str(details.get("person", ""))
    person = next((one for one in added(timeline) if str(one.link) == wanted), None)
    if person is None:
        raise _refused("person", "They are no longer in this report.")
    return {"link": wanted, "person": f"{person.name}: {person.part}"}


def _person(entry: TimelineEntry) -> LinkedPerson:
    details = entry.details
    return LinkedPerson(
        pupil_id=_id(details.get("pupil_id")),
        name=str(details.get("name", "")),
        part=str(details.get("part", "")),
        class_name=str(details.get("class", "")),
        member_id=_id(details.get("member_id")),
        link=entry.id,
        relation=str(details.get("relation") or ""),
    )


def _id(written: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(written)) if written else None
    except ValueError:
        return None


def _pupil(directory: Directory, pupil_id: str, left: Callable[[uuid.UUID], Pupil | None]) -> Pupil:
    found = next((one for one in directory.pupils if str(one.id) == pupil_id), None)
    if found is None and (wanted := _id(pupil_id)) is not None:
        found = left(wanted)
    if found is None:
        raise _refused("name", "This pupil is no longer on the school’s list.")
    return found


def _only_where_it_belongs(directory: Directory, route: Route, name: str) -> None:
    """Refuse a grown-up who works here, unless those alone read it who may of her."""
    about = about_of({n.HOW: n.HOW_STAFF, n.STAFF_NAME: name}, directory.members)
    works_here = any(is_called(one.name, name) for one in directory.members)
    if about != n.ABOUT_HEAD and not works_here:
        return
    if route is Route.HEAD or (route is Route.STAFF and about != n.ABOUT_HEAD):
        return
    raise MoveNotPossible(_OTHERS_ALONE, what_to_do=_OF_ITS_OWN)


def _refused(name: str, sentence: str) -> AnswersRefused:
    return AnswersRefused(sentence, ((name, sentence),))
