"""A happening put on the form: answers to the three stages of the content report."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping
from typing import Any, Final

from trent_desktop.journeys.answers import (
    NO,
    YES,
    person_value,
    typed_person,
    unknown,
    when_value,
)
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import TABLES
from trent_desktop.sample import telling
from trent_desktop.sample.happenings import Happening
from trent_desktop.sample.names import draw_name
from trent_desktop.sample.phrasing import say
from trent_desktop.sample.values import SampleClass, SampleSchool, dice
from trent_desktop.school.people.directory import tell_apart
from trent_desktop.school.people.people import Pupil, YearGroup
from trent_desktop.sentences import going_on

#: How the form asks about each way in which something comes up.
_HOW: Final = {
    "search": n.HOW_SEARCH,
    "advert": n.HOW_ADVERT,
    "link": n.HOW_LINK,
    "message": n.HOW_LINK,
    "video": n.HOW_ACCIDENT,
    "suggested": n.HOW_ACCIDENT,
    "game": n.HOW_ACCIDENT,
    "typed": n.HOW_ACCIDENT,
}
_SIMILAR: Final = {
    "content": ("violence", "unsuitable", "false", "hate"),
    "contact": ("unkind", "scam"),
    "conduct": ("unsuitable", "stranger"),
    "commerce": ("scam", "gambling", "nuisance"),
}


class Answering:
    """Fills in forms for one school. Pupils are named as the picker names them."""

    def __init__(self, school: SampleSchool) -> None:
        self._classes = school.classes
        self._a_year = sum(one.year_group is YearGroup.RECEPTION for one in school.classes)
        self._seed = school.seed
        self._of_class: dict[uuid.UUID, list[dict[str, Any]]] = {}
        self._then: dict[tuple[uuid.UUID, int], tuple[dict[str, Any], ...]] = {}
        named = tell_apart(
            Pupil(p.id, p.forename, p.surname, p.born, p.year_group, p.class_id, p.class_name)
            for p in school.pupils
        )
        for one in named:
            if one.class_id is not None:
                self._of_class.setdefault(one.class_id, []).append(person_value(one))

    def children_of(self, school_class: SampleClass, years_ago: int) -> tuple[dict[str, Any], ...]:
        """The children of a class as it was some school years ago, as a People answer.

        Last year's 4B is 5B today. Last year's Year 6 has left the school, so that its children
        have names and no entry on the list.
        """
        key = (school_class.id, years_ago)
        if key not in self._then:
            self._then[key] = tuple(self._children(school_class, years_ago))
        return self._then[key]

    def _children(self, school_class: SampleClass, years_ago: int) -> list[dict[str, Any]]:
        place = self._classes.index(school_class) + years_ago * self._a_year
        if place < len(self._classes):
            children = self._of_class.get(self._classes[place].id, [])
            if years_ago == 0:
                return children
            return [{**one, "class": school_class.name, "told_apart_by": ""} for one in children]
        source = dice(self._seed, f"leavers of {school_class.name} {years_ago} years ago")
        names = (" ".join(draw_name(source)) for _ in range(30))
        return [{**typed_person(name), "class": school_class.name} for name in names]

    def quick(
        self, source: random.Random, happening: Happening, about: str = n.ABOUT_NO
    ) -> dict[str, Any]:
        """What is sent from the lesson. `about`: whom of the grown-ups who work there."""
        chance = source.random
        where: Any = happening.address or happening.app
        if chance() < 0.03:
            where = unknown()
        off = source.choices((n.OFF_YES, n.OFF_OTHER_SCREEN, n.OFF_NO), (90, 7, 3))[0]
        return {
            n.SEEN: happening.what,
            n.WHERE: where,
            n.OFF_SCREEN: off,
            n.ABOUT: about,
            n.HAPPENED_AT: when_value(happening.happened_at),
            n.CLASS: _class(happening.school_class),
        }

    def full(
        self, source: random.Random, happening: Happening, route: Route, recorded_at: dt.datetime
    ) -> dict[str, Any]:
        """The rest of the questions. Many leave out what they may leave out, and so do these."""
        chance = source.random
        how, category = _how(source, happening, route), happening.sighting.category
        answers: dict[str, Any] = {
            n.DEVICE: happening.device if chance() < 0.97 else unknown(),
            n.DEVICE_NAME: happening.device_name,
            n.ROOM: happening.room if chance() < 0.8 else "",
            **self._who_saw(source, happening),
            n.HOW: how,
            n.FILTER_STATE: _FILTER[happening.filter_on]
            if happening.filter_on is not None
            else unknown(),
            n.CATEGORY: category if chance() < 0.97 else unknown(),
            n.DONE: _done(source),
            n.DONE_MORE: happening.done if chance() < 0.25 else "",
            n.DANGER: _danger(source, happening),
            n.SUPPORT: happening.support,
            n.CHILD_WORDS: happening.child_words,
            n.ACCOUNT_OF_IT: happening.account if chance() < 0.75 else "",
            **_told(source, happening, recorded_at),
        }
        if chance() < 0.85:
            answers[n.UPSET] = (
                source.choices((n.UPSET_SOME, n.UPSET_VERY), (9, 1))[0]
                if happening.upset
                else n.UPSET_NOBODY
            )
        if how == n.HOW_STAFF:
            name = source.choice(telling.GROWN_UPS)
            answers[n.STAFF_NAME] = name if chance() < 0.8 else unknown()
        elif happening.on_purpose and happening.saw:
            answers[n.ON_SCREEN_OF] = [dict(happening.saw[0])]
        if how in (n.HOW_SEARCH, n.HOW_PUPIL) and happening.typed:
            answers[n.SEARCH_WORDS] = happening.typed
        if happening.platform and chance() < 0.6:
            answers[n.PLATFORM] = happening.platform
        if chance() < 0.6:
            staff = happening.device in ("whiteboard", "staff-laptop")
            answers[n.ACCOUNT] = "staff" if staff else source.choice(("pupil", "pupil", "guest"))
        # What was left empty is not sent.
        return {name: value for name, value in answers.items() if value not in ("", [])}

    @staticmethod
    def _who_saw(source: random.Random, happening: Happening) -> dict[str, Any]:
        if not happening.saw and source.random() < 0.05:
            return {n.WHO_SAW: [n.SAW_NOBODY]}
        who = [n.SAW_CHILDREN]
        answers: dict[str, Any] = {}
        if source.random() < 0.9:
            answers[n.SAW_COUNT] = happening.how_many
        if happening.saw:
            answers[n.SAW_PUPILS] = [dict(one) for one in happening.saw]
        if happening.grown_ups > 1:
            who.append(n.SAW_STAFF)
        return {n.WHO_SAW: who, **answers}

    def stop(
        self,
        source: random.Random,
        happening: Happening,
        reporter: str,
        recorded_at: dt.datetime,
    ) -> dict[str, Any]:
        """The record of a stopped report: text only, nothing on what was in a picture."""
        state = source.choices((n.STATE_LOCKED_AWAY, n.STATE_OFF, n.STATE_COVERED), (7, 2, 1))[0]
        told = source.random() < 0.85
        answers: dict[str, Any] = {
            n.STOP_DEVICE_STATE: state,
            n.STOP_DEVICE_PLACE: say(source, telling.STOP_PLACES, happening.words),
            n.STOP_DEVICE_HOLDER: reporter if source.random() < 0.8 else unknown(),
            n.STOP_SEEN_BY: say(source, telling.STOP_SEEN_BY, happening.words),
            n.STOP_RISK: source.choices((NO, unknown()), (8, 2))[0],
            n.STOP_ADULT: source.choices((NO, unknown()), (5, 5))[0],
            n.STOP_COPIED: source.choices((NO, unknown()), (8, 2))[0],
            n.STOP_DSL_TOLD: YES if told else NO,
            n.HAPPENED_AT: when_value(happening.happened_at),
            n.CLASS: _class(happening.school_class),
        }
        if told:
            answers[n.STOP_DSL_TOLD_AT] = when_value(_between(source, happening, recorded_at))
        return answers


def amendment(source: random.Random, answers: Mapping[str, Any]) -> dict[str, Any]:
    """One small correction that fits the answers; empty when nothing in them invites one."""
    count, label = answers.get(n.SAW_COUNT), answers.get(n.DEVICE_NAME)
    if isinstance(count, int):
        after = max(1, count + source.choice((-2, -1, 1, 2, 3)))
        return {"question": n.SAW_COUNT, "before": count, "after": after} if after != count else {}
    if isinstance(label, str):
        after = f"{label} A"
        return {"question": n.DEVICE_NAME, "before": label, "after": after}
    return {}


def other_category(source: random.Random, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Another category that the DSL may find fits better, with its label under ``words``."""
    before = answers.get(n.CATEGORY)
    row = TABLES[-1].row(before)
    if row is None:
        return {}
    after = source.choice(_SIMILAR[row.four_c])
    becomes = TABLES[-1].row(after)
    if becomes is None or after == before:
        return {}
    return {
        "question": n.CATEGORY,
        "before": before,
        "after": after,
        "words": going_on(becomes.label),
    }


_FILTER: Final = {True: n.FILTER_ON, False: n.FILTER_OFF}


def _class(school_class: SampleClass) -> dict[str, Any]:
    return {"id": str(school_class.id), "name": school_class.name}


def _how(source: random.Random, happening: Happening, route: Route) -> Any:
    if route is Route.STAFF:
        return n.HOW_STAFF
    if route is Route.HEAD:
        return n.HOW_HEAD
    if happening.on_purpose:
        return n.HOW_PUPIL
    return _HOW[happening.way] if source.random() < 0.96 else unknown()


def _danger(source: random.Random, happening: Happening) -> Any:
    if happening.sighting.kind == "stranger" and source.random() < 0.04:
        return unknown()
    return NO


def _done(source: random.Random) -> list[str]:
    if source.random() < 0.02:
        return [n.DONE_NOTHING]
    chances = (
        (n.DONE_SCREEN_OFF, 0.7),
        (n.DONE_CLOSED, 0.75),
        (n.DONE_DEVICE, 0.2),
        (n.DONE_CHECKED, 0.25),
        (n.DONE_TALKED, 0.5),
    )
    done = [value for value, chance in chances if source.random() < chance]
    return done or [n.DONE_CLOSED]


def _told(source: random.Random, happening: Happening, recorded_at: dt.datetime) -> dict[str, Any]:
    chances = ((n.TOLD_DSL, 0.22), (n.TOLD_HEAD, 0.08), (n.TOLD_ICT, 0.35), (n.TOLD_TEACHER, 0.1))
    told = [value for value, chance in chances if source.random() < chance]
    answers: dict[str, Any] = {}
    if n.TOLD_DSL in told and source.random() < 0.8:
        answers[n.DSL_TOLD_AT] = when_value(_between(source, happening, recorded_at))
    if happening.parents_told:
        told.append(n.TOLD_PARENTS)
        answers[n.PARENTS_TOLD_BY] = happening.parents_told
    if n.TOLD_DSL in told and source.random() < 0.1:
        answers[n.CP_REFERENCE] = f"CP-{source.randint(1000, 9999)}"
    return {n.TOLD: told or [n.TOLD_NOBODY], **answers}


def _between(source: random.Random, happening: Happening, recorded_at: dt.datetime) -> dt.datetime:
    span = max(recorded_at - happening.happened_at, dt.timedelta(0))
    return happening.happened_at + span * source.random()
