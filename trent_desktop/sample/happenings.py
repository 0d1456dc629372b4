"""What happened, before anybody fills in a form: the class, the lesson, the screen, the words."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trent_desktop.sample import telling
from trent_desktop.sample.phrasing import fill, say
from trent_desktop.sample.sighting import Sighting
from trent_desktop.sample.sightings_content import CONTENT_SIGHTINGS
from trent_desktop.sample.sightings_others import OTHER_SIGHTINGS
from trent_desktop.sample.topics import draw_address, draw_host, draw_topic
from trent_desktop.sample.values import SampleClass
from trent_desktop.school.people.people import YearGroup

_YOUNG = frozenset({YearGroup.RECEPTION, YearGroup.Y1, YearGroup.Y2})
_OLD_ENOUGH_SHARE = {"content": 55, "contact": 13, "conduct": 17, "commerce": 15}
_ALL = CONTENT_SIGHTINGS + OTHER_SIGHTINGS
_BY_C = {c: tuple(one for one in _ALL if one.c == c) for c in _OLD_ENOUGH_SHARE}
_FOR_YOUNG = {c: tuple(one for one in _BY_C[c] if not one.older) for c in _BY_C}
#: How often each kind turns up, against 6 for those not named: the ugly ones are rare.
_RARE = {
    "racism": 1,
    "misogyny": 1,
    "self-harm": 1,
    "extremism": 1,
    "nudity": 2,
    "drugs": 3,
    "stranger": 4,
}

#: Kinds in which a child did something, and was not only shown it.
_ON_PURPOSE = frozenset({"unkindness", "looked-for", "account", "bypass"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened in one class, in words but not yet on a form.

    `address` is what the teacher pastes (empty when it was an app without one), `host` the place
    in it. `saw` are the children named, `how_many` all who saw it. `words` are the names under
    which patterns find the rest.
    """

    sighting: Sighting
    way: str
    school_class: SampleClass
    happened_at: dt.datetime
    title: str
    what: str
    account: str
    child_words: str
    device: str
    device_name: str
    room: str
    app: str
    platform: str
    typed: str
    address: str
    host: str
    saw: tuple[Mapping[str, Any], ...]
    how_many: int
    grown_ups: int
    filter_on: bool | None
    upset: bool
    support: str
    parents_told: str
    done: str
    words: Mapping[str, str]

    @property
    def on_purpose(self) -> bool:
        """Whether a child did it, rather than met it."""
        return self.sighting.kind in _ON_PURPOSE


def draw_happening(
    source: random.Random,
    school_class: SampleClass,
    people: Sequence[Mapping[str, Any]],
    happened_at: dt.datetime,
    kind: str = "",
) -> Happening:
    """Something that may well happen in that class; of one `kind` of sighting if that is given.

    `people` are its children, as entries of a People answer.
    """
    chance = source.random
    sighting = (
        source.choice([one for one in _ALL if one.kind == kind])
        if kind
        else _draw_sighting(source, school_class.year_group)
    )
    way = source.choice(sighting.ways)
    topic = draw_topic(source, school_class.year_group, factual=sighting.category == "false")
    typed = source.choice(topic.typed)
    number = str(source.randint(1, 32))
    words = {
        "topic": topic.words,
        "typed": f"“{typed}”",
        "typed_inside": f"‘{typed}’",
        "lesson": topic.lesson,
        "class": school_class.name,
        "number": number,
    }
    on_purpose = sighting.kind in _ON_PURPOSE
    by_children = on_purpose or way in ("game", "message", "typed")
    device, spoken, label = source.choice(
        telling.CHILDREN_DEVICES if by_children else telling.DEVICES
    )
    words["device"] = fill(source, (spoken,), words)
    in_app = way in ("game", "message") and chance() < 0.55
    host = draw_host(source)
    title = say(source, sighting.what, words)
    more = say(source, sighting.more, words)
    saw = _who_saw(source, people, on_purpose=on_purpose)
    upset = chance() < 0.2
    whole_class = device == "whiteboard" or chance() < 0.12
    return Happening(
        sighting=sighting,
        way=way,
        school_class=school_class,
        happened_at=happened_at,
        title=title,
        what=f"{title}. {more}".strip(),
        account=_account(source, words, device, on_purpose=on_purpose),
        child_words=_child_words(source, sighting, words) if chance() < 0.45 else "",
        device=device,
        device_name=fill(source, (label,), words),
        room=say(source, telling.ROOMS, words),
        app=say(source, telling.APPS, words) if in_app else "",
        platform=say(source, telling.PLATFORMS, words),
        typed=_typed(source, sighting, way, typed),
        address="" if in_app else _addresses(source, host, typed),
        host="" if in_app else host,
        saw=saw,
        how_many=max(len(saw), source.randint(24, 30) if whole_class else source.randint(1, 6)),
        grown_ups=source.choices((1, 2, 3), (6, 3, 1))[0],
        filter_on=source.choices((True, False, None), (70, 6, 24))[0],
        upset=upset,
        support=say(source, telling.SUPPORT, words) if upset or chance() < 0.3 else "",
        parents_told=say(source, telling.PARENTS, words) if upset or chance() < 0.15 else "",
        done=say(source, telling.DONE_IN_WORDS, words),
        words=words,
    )


def _draw_sighting(source: random.Random, year_group: YearGroup) -> Sighting:
    kinds = _FOR_YOUNG if year_group in _YOUNG else _BY_C
    c = source.choices(tuple(_OLD_ENOUGH_SHARE), tuple(_OLD_ENOUGH_SHARE.values()))[0]
    weights = [_RARE.get(one.kind, 6) for one in kinds[c]]
    return source.choices(kinds[c], weights)[0]


def _typed(source: random.Random, sighting: Sighting, way: str, typed: str) -> str:
    if sighting.kind in _ON_PURPOSE:
        patterns = telling.PURPOSE_TYPED.get(sighting.kind)
        return fill(source, patterns, {}) if patterns else ""
    return typed if way in ("search", "typed") else ""


def _account(
    source: random.Random, words: Mapping[str, str], device: str, *, on_purpose: bool
) -> str:
    by_staff = device in ("whiteboard", "staff-laptop")
    places = telling.PLACES_OF_STAFF if by_staff else telling.PLACES
    endings = telling.ENDINGS if on_purpose else telling.ENDINGS_OF_ACCIDENTS
    parts = {
        **words,
        "place": fill(source, places, words),
        "ending": fill(source, endings, words),
    }
    return say(source, telling.ACCOUNTS, parts)


def _child_words(source: random.Random, sighting: Sighting, words: Mapping[str, str]) -> str:
    if sighting.kind in _ON_PURPOSE:
        patterns = telling.CHILD_WORDS_UNKIND
    elif sighting.kind in ("stranger", "personal-details"):
        patterns = telling.CHILD_WORDS_ASKED
    else:
        patterns = telling.CHILD_WORDS
    return say(source, patterns, words)


def _who_saw(
    source: random.Random, people: Sequence[Mapping[str, Any]], *, on_purpose: bool
) -> tuple[Mapping[str, Any], ...]:
    weights = (5, 55, 30, 10) if on_purpose else (50, 25, 15, 10)
    wanted = source.choices((0, 1, 2, 3), weights)[0]
    return tuple(source.sample(people, min(wanted, len(people))))


def _addresses(source: random.Random, host: str, typed: str) -> str:
    first = draw_address(source, host, typed)
    if source.random() < 0.12:
        second = draw_address(source, host, typed)
        return first if second == first else f"{first}\n{second}"
    return first
