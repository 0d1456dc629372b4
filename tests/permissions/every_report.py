"""A school with a report of each kind on each route that it can come to, made from the kinds."""

from __future__ import annotations

import io
import itertools
import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image

from tests.permissions.policy import READS, About, Seat, Sees, sees
from tests.reports import answers as made
from tests.reports.doing import act, full_answers
from tests.reports.walking import an_answer, steps_of
from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import Choice, LongText, People, Run, ShortText, typed_person
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.kinds import KINDS, Kind
from trent_desktop.reports.kinds.content import names as content
from trent_desktop.reports.kinds.kind import Scene
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.workflow import flow_of

CHILD = "Łukasz Nowak"
ABOUTS = {asked.ABOUT_STAFF: About.STAFF, asked.ABOUT_HEAD: About.THE_HEAD}
#: What a laptop keeps of a stopped report is asked by the stop itself.
_STOPS = {About.NOBODY: "no", About.STAFF: "yes", About.THE_HEAD: "yes"}


@dataclass(frozen=True)
class Met:
    """A report that was sent, and the words by which what comes through is known again.

    `wrote` stands in every text of its reporter, `led` in a note of whoever leads. `person` is
    whom it names as the one it is about.
    """

    id: uuid.UUID
    reference: str
    kind: str
    route: Route
    about: About
    person: Seat | None
    wrote: str
    led: str
    sent: Sent

    def __str__(self) -> str:
        named = f", naming {self.person.value}" if self.person else ""
        return f"{self.kind} on {self.route.value}, about {self.about.value}{named}"

    def seen_by(self, seat: Seat) -> Sees:
        """What the policy lets somebody see of it."""
        return sees(seat, self.route, self.about, self.person)

    @property
    def leader(self) -> Seat:
        """Somebody who reads all of it and did not report it."""
        return next(
            seat
            for seat in (Seat.HEAD, Seat.CHAIR)
            if READS[self.route, self.about][seat] is Sees.ALL
        )


@dataclass
class World:
    """A school in which they all were sent, with everybody signed in, each at a laptop of hers.

    `desks` by sign-in name, as seats are called too.
    """

    school: SmallSchool
    desks: Mapping[str, OpenSchool]
    met: tuple[Met, ...]

    def one_of_each_route(self) -> tuple[Met, ...]:
        """The first of each row of the table."""
        return self._first_of(lambda one: (one.route, one.about))

    def one_of_each_flow(self) -> tuple[Met, ...]:
        """The same, and of each kind that goes a way of its own."""
        flow = {kind.name: kind for kind in KINDS}
        return self._first_of(
            lambda one: (one.route, one.about, id(flow_of(flow[one.kind], one.route)))
        )

    def _first_of(self, sort: Callable[[Met], object]) -> tuple[Met, ...]:
        found: dict[object, Met] = {}
        for one in self.met:
            found.setdefault(sort(one), one)
        return tuple(found.values())


def attachment_of(one: Met) -> uuid.UUID:
    """What is attached to it, where anything may be."""
    return uuid.uuid5(one.id, "attached")


# ------------------------------------------------------------------------ answers


def base_answers(kind: Kind) -> dict[str, Any]:
    """Answers with which its first stage can be sent."""
    if kind.sample is None:
        return made.quick()
    scene = Scene(NOON, typed_person(CHILD), {"id": None, "name": "4B"})
    return kind.sample(random.Random(1), scene)


def completed(kind: Kind, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same with an answer to all that they call for; None where they cannot be sent."""
    run = Run(kind.journey(kind.stages[0]), answers, now=lambda: NOON)
    for page in run.path():
        for question in page.questions:
            blank = question.is_asked(run.answers) and run.get(question.name) is None
            if blank and not question.optional:
                run.put(question.name, an_answer(question, NOON))
    if any(run.check(page.name) for page in run.path()):
        return None
    return run.final_answers()


def ways_to_answer(kind: Kind) -> Iterator[dict[str, Any]]:
    """Its first page with any two of its choices chosen in every way."""
    start = base_answers(kind)
    choices = [one for one in kind.journey(kind.stages[0]).pages[0].questions
               if isinstance(one, Choice)]  # fmt: skip
    picks = [[(one.name, option.value) for option in one.options] for one in choices]
    yield start
    for first, second in itertools.combinations_with_replacement(picks, 2):
        for one, other in itertools.product(first, second):
            yield {**start, **dict((other, one))}


def routes_of(kind: Kind) -> dict[tuple[Route, About], dict[str, Any]]:
    """Every route that its first stage can come to, with answers that come to it."""
    found: dict[tuple[Route, About], dict[str, Any]] = {}
    for answers in ways_to_answer(kind):
        final = completed(kind, answers)
        if final is not None:
            route = kind.lead(kind.stages[0], final)
            about = ABOUTS.get(str(final.get(asked.ABOUT)), About.NOBODY)
            found.setdefault((route, about), final)
    return found


def names_somebody(kind: Kind) -> bool:
    """Whether its first page asks who on the staff it is about."""
    page = kind.journey(kind.stages[0]).pages[0]
    return any(one.name == asked.STAFF_NAME for one in page.questions)


def marked(kind: Kind, stage: str, answers: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """The answers with a mark in whatever was typed."""
    found = dict(answers)
    for page in kind.journey(stage).pages:
        for one in page.questions:
            value = found.get(one.name)
            if one.name == asked.STAFF_NAME or value is None:
                continue
            if isinstance(one, ShortText | LongText) and isinstance(value, str):
                found[one.name] = f"{mark} {value}"
            elif isinstance(one, People):
                found[one.name] = [typed_person(CHILD), typed_person(f"Łukasz {mark}")]
    return found


def with_child(answers: dict[str, Any], desk: OpenSchool) -> dict[str, Any]:
    """The answers with the child of that name in it who is on the school's list."""
    child = next(one for one in desk.signed_in.directory.pupils if one.name == CHILD)
    return {
        name: [{**one, "id": str(child.id)} if one.get("name") == CHILD else one for one in value]
        if isinstance(value, list) and all(isinstance(one, dict) for one in value)
        else value
        for name, value in answers.items()
    }


# ------------------------------------------------------------------------ sending


class Sender:
    """Sends reports as one teacher, on her laptop."""

    def __init__(self, school: SmallSchool, reporter: OpenSchool) -> None:
        self.school = school
        self.reporter = reporter
        self.found: list[Met] = []

    def marks(self) -> tuple[str, str]:
        """Two words that are nowhere else."""
        number = len(self.found)
        return f"wrote{number:03d}x", f"led{number:03d}x"

    def send(
        self,
        kind: Kind,
        stage: str,
        answers: Mapping[str, Any],
        about: About,
        person: Seat | None = None,
    ) -> Sent:
        """Send one, and keep what it is."""
        wrote, _ = self.marks()
        told = with_child(marked(kind, stage, answers, wrote), self.reporter)
        draft = self.school.draft(told, stage, journey=kind.name)
        sent = self.reporter.cases.send(draft)
        assert not sent.queued, (kind.name, stage, sent.why)
        self.keep(sent, kind, kind.lead(stage, told), about, person)
        return sent

    def keep(self, sent: Sent, kind: Kind, route: Route, about: About, person: Seat | None) -> None:
        """Keep what was sent."""
        wrote, led = self.marks()
        self.found.append(
            Met(sent.case_id, sent.reference, kind.name, route, about, person, wrote, led, sent)
        )

    def all_of(self, kind: Kind, *, people: bool) -> None:
        """One for each route of a kind; with `people` also one that names each of the staff."""
        routes = routes_of(kind)
        for (route, about), answers in routes.items():
            self.send(kind, kind.stages[0], answers, about)
            assert self.found[-1].route is route
        if kind.may_stop:
            for value, about in ((None, About.NOBODY), *ABOUTS.items()):
                answers = made.stop(**{asked.STOP_ADULT: _STOPS[about]})
                if value:
                    answers[asked.ABOUT] = value
                self.send(kind, asked.STOP, answers, about)
        if people and names_somebody(kind):
            for seat in Seat:
                if seat is not Seat.REPORTER:
                    self.about_person(kind, seat, routes[Route.STAFF, About.STAFF])

    def about_person(self, kind: Kind, seat: Seat, answers: Mapping[str, Any]) -> None:
        """One whose first page names somebody."""
        named = {**answers, asked.STAFF_NAME: STAFF[seat.value][0]}
        self.send(kind, kind.stages[0], named, About.STAFF, seat)
        if seat is Seat.HEAD:  # who she is makes it one about the Headteacher
            self.found[-1] = replace(self.found[-1], route=Route.HEAD, about=About.THE_HEAD)

    def found_out_later(self, seat: Seat, desk: OpenSchool) -> None:
        """One of content that was everybody's, until the rest of its answers named somebody.

        Her laptop had it already, if she leads on such reports.
        """
        (kind, *_), (wrote, _) = KINDS, self.marks()
        first = marked(kind, asked.QUICK, made.quick(), wrote)
        self.reporter.cases.send(self.school.draft(first))
        desk.follow()
        (rest,) = self.reporter.drafts.all()
        about = {content.HOW: content.HOW_STAFF, asked.STAFF_NAME: STAFF[seat.value][0]}
        answers = marked(kind, asked.FULL, full_answers(rest.answers), wrote) | about
        sent = self.reporter.cases.send(replace(rest, answers={**answers, **first}))
        head = seat is Seat.HEAD
        route, whose = (Route.HEAD, About.THE_HEAD) if head else (Route.STAFF, About.STAFF)
        self.keep(sent, kind, route, whose, seat)


def a_picture() -> bytes:
    """A small picture."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return content.getvalue()


def make_world(school: SmallSchool, *, all_people: bool = False) -> World:
    """Send a report of each kind on each route; whoever leads on it adds a note. One is over.

    One kind after the other has a report that names each of the staff only with `all_people`;
    without, the first that asks for a name.
    """
    desks = {seat.value: school.open(seat.value) for seat in Seat}
    sender = Sender(school, desks[Seat.REPORTER])
    for seat in Seat:
        if seat is not Seat.REPORTER:
            sender.found_out_later(seat, desks[seat])
    naming = [kind for kind in KINDS if names_somebody(kind)]
    for kind in KINDS:
        sender.all_of(kind, people=all_people or kind in naming[:1])
    picture = desks[Seat.HEAD].attachments.draw(a_picture())
    for one in sender.found:
        cases, attachments = desks[one.leader].cases, desks[one.leader].attachments
        file = act(cases, cases.open_case(one.id), Move.NOTE, f"{one.led} is what was found out.")
        if attachments.listed(file).may_add:
            attachments.add(one.id, replace(picture, name=f"{one.led}.png"), attachment_of(one))
    sender.send(KINDS[0], KINDS[0].stages[0], base_answers(KINDS[0]), About.NOBODY)
    over = sender.found[-1]
    for _ in steps_of(desks, over.id, school.clock):
        pass
    cases = desks[over.leader].cases
    act(cases, cases.open_case(over.id), Move.NOTE, f"{over.led} was found out afterwards.")
    for desk in desks.values():
        desk.follow()
    return World(school, desks, tuple(sender.found))
