"""Every way to what the school knows of a report: each is tried as each member, for each report.

A way gives what came out of it, in words. A method of a service is called by itself, with what its
parameters are called (`GIVEN`); the screens' own ways and the command line are functions below.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from tests.permissions import by_command
from tests.permissions.every_report import CHILD, Met, World, attachment_of
from tests.permissions.policy import METHODS, NEVER_ON_PAPER, Rule, Seat, Sees
from tests.permissions.spoken import spoken
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.children.page import Whom
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.governors.terms import term_of
from trent_desktop.problems import NotFound, Problem
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.case_store import read_case
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.figures.periods import Period, span_of
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.out.given import Given, Purpose
from trent_desktop.reports.out.listed import Form
from trent_desktop.school.settings.letterhead import letterhead_of

#: Who sent them all.
REPORTER = Seat.REPORTER.value

# ------------------------------------------------------------------------ what came out


class Came(Enum):
    """What of a report can come through."""

    KNOWN = "that there is one"
    WROTE = "what its reporter wrote"
    LED = "what those who lead wrote"


def came(said: str, one: Met, *, ids: bool = True) -> set[Came]:
    """What of a report is in these words; `ids` is False where an id was handed in by us."""
    found: set[Came] = set()
    by_id = ids and (str(one.id) in said or one.id.hex in said)
    if by_id or (one.reference and one.reference in said):
        found.add(Came.KNOWN)
    if one.wrote in said:
        found.add(Came.WROTE)
    if one.led in said:
        found.add(Came.LED)
    return found


#: What may come through to somebody, by what the policy lets her see.
MAY_COME: dict[Sees, set[Came]] = {
    Sees.ALL: set(Came),
    Sees.PART: {Came.KNOWN, Came.WROTE},
    Sees.RECEIPT: {Came.KNOWN},
    Sees.NOTHING: set(),
}


# ------------------------------------------------------------------------ methods of services


#: What a method is given, by the name of its parameter. One that is not here is named by the test.
def _today(world: World) -> dt.date:
    return world.school.clock().astimezone().date()


GIVEN: dict[str, Callable[[World, str, Met], object]] = {
    "answers": lambda _world, _seat, _one: {asked.ABOUT: asked.ABOUT_HEAD},
    "case": lambda world, seat, one: world.desks[seat].cases.open_case(one.id),
    "case_id": lambda _world, _seat, one: one.id,
    "attachment_id": lambda _world, _seat, one: attachment_of(one),
    "chosen": lambda _world, _seat, _one: b"no picture",
    "form": lambda _world, _seat, _one: Form.CSV,
    "given": lambda _world, _seat, one: Given(
        uuid.uuid4(), one.id, Purpose.POLICE, "The police", b"", 0
    ),
    "giving": lambda world, seat, one: world.desks[seat].giving_out.begin(
        world.desks[seat].cases.open_case(one.id)
    ),
    "letterhead": lambda world, seat, _one: letterhead_of(world.desks[seat]),
    "period": lambda _world, _seat, _one: Period.YEAR,
    "plan": lambda world, seat, _one: world.desks[seat].packs.look(child_of(world)),
    "pupil_id": lambda world, _seat, _one: child_of(world),
    "purpose": lambda _world, _seat, _one: Purpose.POLICE,
    "redactions": lambda _world, _seat, _one: (),
    "task_id": lambda _world, _seat, one: one.id,
    "to": lambda _world, _seat, _one: "Another school",
    "case_ids": lambda _world, _seat, one: [one.id],
    "draft": lambda world, _seat, one: _draft(world.school, one),
    "draft_id": lambda _world, _seat, one: one.id,
    "entry_id": lambda _world, _seat, _one: uuid.uuid4(),
    "member_id": lambda world, _seat, _one: world.school.members[REPORTER],
    "move": lambda _world, _seat, _one: Move.NOTE,
    "password": lambda _world, _seat, _one: PASSWORD,
    "query": lambda _world, _seat, _one: CaseQuery(),
    "reference": lambda _world, _seat, one: one.reference,
    "sent": lambda _world, _seat, one: dataclasses.replace(one.sent, reference=""),
    "version": lambda _world, _seat, _one: 1,
    "whom": lambda world, _seat, _one: Whom(child_of(world)),
    "words": lambda _world, _seat, _one: "Something that is said",
    "class_id": lambda world, _seat, _one: world.school.classes["4B"],
    "kind": lambda _world, _seat, _one: KINDS[0],
    "first": lambda world, _seat, _one: _today(world) - dt.timedelta(days=300),
    "last": lambda world, _seat, _one: _today(world),
    "today": lambda world, _seat, _one: _today(world),
    "span": lambda world, _seat, _one: span_of(Period.YEAR, _today(world)),
    "term": lambda world, _seat, _one: term_of(_today(world)),
    "letter": lambda world, seat, _one: world.desks[seat].letters.all()[0],
    "meeting_id": lambda _world, _seat, _one: uuid.uuid4(),
    "year": lambda world, seat, _one: world.desks[seat].filter_review.this_year,
}
#: Parameters that are the same for every report: a method with no other is called once.
OF_NO_REPORT = frozenset(
    {"answers", "form", "letterhead", "member_id", "move", "password", "period", "plan"}
    | {"pupil_id", "purpose", "query", "redactions", "to", "whom", "words"}
    | {"class_id", "kind", "letter", "year"}
)


def child_of(world: World) -> uuid.UUID:
    """The child whom they are all about."""
    pupils = world.desks[REPORTER].signed_in.directory.pupils
    return next(one.id for one in pupils if one.name == CHILD)


def _draft(school: SmallSchool, one: Met) -> object:
    draft = school.draft(answers.quick(), journey=KINDS[0].name)
    return dataclasses.replace(draft, id=one.id)


def at(school: OpenSchool, path: str) -> Any:
    """What stands at a place of an open school: ``cases.open_case``."""
    found: Any = school
    for name in path.split("."):
        found = getattr(found, name)
    return found


def needs(method: object) -> tuple[str, ...]:
    """The names of the parameters without which a method cannot be called."""
    if not callable(method):
        return ()
    one_by_one = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return tuple(
        name
        for name, one in inspect.signature(method).parameters.items()
        if one.default is inspect.Parameter.empty and one.kind not in one_by_one
    )


def called(world: World, seat: str, path: str, one: Met, **more: object) -> object:
    """What a method gives to somebody about a report: its outcome, or how it refuses."""
    try:
        method = at(world.desks[seat], path)
        if not callable(method):
            return method
        outcome = method(**{name: GIVEN[name](world, seat, one) for name in needs(method)} | more)
        return tuple(outcome) if isinstance(outcome, Iterator) else outcome
    except Problem as problem:
        return problem


# ------------------------------------------------------------------------ ways


@dataclass(frozen=True)
class Way:
    """A way to the data. `go` gives what came out, in words. `each`: it is gone for each report.

    `most` is what can come through at most, given what the policy lets somebody see. `costly`: it
    makes a paper, and is gone for one report of each route unless there is time.
    """

    name: str
    go: Callable[[World, str, Met], str]
    most: Callable[[str, Met], set[Came]]
    each: bool = True
    costly: bool = False


def as_the_table_says(seat: str, one: Met) -> set[Came]:
    """What the policy lets somebody see of it."""
    return MAY_COME[one.seen_by(Seat(seat))]


def all_or_nothing(seat: str, one: Met) -> set[Came]:
    """Everything for those who read all of it."""
    return set(Came) if one.seen_by(Seat(seat)) is Sees.ALL else set()


def on_paper(seat: str, one: Met) -> set[Came]:
    """The same, but for what is never on paper."""
    return set() if one.route is NEVER_ON_PAPER else all_or_nothing(seat, one)


def her_own(seat: str, one: Met) -> set[Came]:
    """What she wrote herself, as long as she may go on with it."""
    mine = seat == REPORTER and one.seen_by(Seat(seat)) in (Sees.ALL, Sees.PART)
    return {Came.KNOWN, Came.WROTE} if mine else set()


def by_its_id(seat: str, one: Met) -> set[Came]:
    """That there is one, for those who know it."""
    return MAY_COME[one.seen_by(Seat(seat))] & {Came.KNOWN}


def nothing(_seat: str, _one: Met) -> set[Came]:
    """Nothing of it."""
    return set()


_MOST = {
    Rule.READS: as_the_table_says,
    Rule.LEADS: all_or_nothing,
    Rule.TRAIL: all_or_nothing,
    Rule.OWN: her_own,
    Rule.NOTHING: nothing,
}


#: Methods that make a paper.
COSTLY = frozenset({"giving_out.copy_of", "packs.make"})


def method_ways(world: World) -> Iterator[Way]:
    """A way for each method of a service that gives something."""
    for path, rule in METHODS.items():
        if rule not in _MOST:
            continue
        each = any(name not in OF_NO_REPORT for name in needs(at(world.desks[REPORTER], path)))

        def go(world: World, seat: str, one: Met, path: str = path) -> str:
            return spoken(called(world, seat, path, one))

        yield Way(path, go, _MOST[rule], each, costly=path in COSTLY)


def lists(world: World, seat: str, _one: Met) -> str:
    """Every list that can be asked for, each to its end."""
    queries = [
        *(CaseQuery(scope=scope) for scope in Scope),
        *(CaseQuery(states=frozenset({state})) for state in CaseState),
        *(CaseQuery(kind=kind.name) for kind in KINDS),
        CaseQuery(class_name="4B"),
    ]
    pages = [world.desks[seat].cases.page(query, limit=999) for query in queries]
    assert all(page.next is None for page in pages)
    return spoken(pages)


def search(world: World, seat: str, one: Met) -> str:
    """Looked for by its reference, by what its reporter wrote, and by what was found out."""
    page = world.desks[seat].cases.page
    return spoken([page(CaseQuery(words)) for words in (one.reference, one.wrote, one.led)])


def home(world: World, seat: str, _one: Met) -> str:
    """The first page."""
    from ui.home.todo import gather

    return spoken(gather(world.desks[seat], world.school.clock()))


def preview(world: World, seat: str, one: Met) -> str:
    """The paper of it, as it is looked at before it is printed."""
    from ui.reports.papers import case_paper

    desk = world.desks[seat]
    try:
        paper = case_paper(desk, desk.cases.open_case(one.id), world.school.clock)
        return spoken((paper.title, paper.file_name, paper.make()))
    except Problem as problem:
        return spoken(problem)


def printed(world: World, seat: str, one: Met) -> str:
    """What printing and saving read once more."""
    path = "cases.copy_for_print"
    return spoken([called(world, seat, path, one, export=export) for export in (False, True)])


def holds_a_key(desk: OpenSchool, one: Met) -> bool:
    """Whether somebody's keys open it: what counts for one with the file and a debugger."""
    with desk.signed_in.database.read() as session:
        try:
            read_case(session, desk.signed_in.keyring, one.id)
        except NotFound:
            return False
    return True


def last_look(world: World, seat: str, _one: Met) -> str:
    """What a look at the share says when nothing is new."""
    return spoken(world.desks[seat].follow())


OTHER_WAYS = (
    Way("list", lists, as_the_table_says, each=False),
    Way("search", search, as_the_table_says),
    Way("home", home, by_its_id, each=False),
    Way("a look at the share", last_look, nothing, each=False),
    Way("cases list", by_command.listed, as_the_table_says, each=False),
    Way("cases export", by_command.exported, as_the_table_says, each=False),
    Way("tasks list", by_command.to_do, by_its_id, each=False),
    Way("cases show", by_command.shown, as_the_table_says),
    Way("preview", preview, on_paper, costly=True),
    Way("print and export", printed, on_paper, costly=True),
    Way("print appendix-2", by_command.printed, on_paper, costly=True),
    Way("print case", by_command.case_printed, on_paper, costly=True),
    Way("filter review", by_command.reviewed, as_the_table_says, each=False),
)


def all_ways(world: World) -> tuple[Way, ...]:
    """Each method that gives something, the screens' own ways, and the command line."""
    return (*method_ways(world), *OTHER_WAYS)


def gone(way: Way, world: World, seat: str, met: Iterable[Met]) -> Iterator[tuple[Met, set[Came]]]:
    """A way gone by somebody: of each report, what came through."""
    reports = tuple(met)
    if not way.each:
        said = way.go(world, seat, reports[0])
        for one in reports:
            yield one, came(said, one)
        return
    for one in reports:
        said = way.go(world, seat, one)
        for other in reports if way.name in _ALL_AT_ONCE else (one,):
            yield other, came(said, other, ids=way.name not in _ECHOES)


#: What is asked about one report must not speak of another either.
_ALL_AT_ONCE = frozenset({"search", "cases.open_case"})
#: These hand back the id that they were asked with.
_ECHOES = frozenset({"whom.as_it_is_now"})


def leaks(way: Way, world: World, seat: str, met: Iterable[Met]) -> list[str]:
    """What came through to somebody that the policy does not let her see."""
    found: list[str] = []
    for one, through in gone(way, world, seat, met):
        for too_much in sorted(through - way.most(seat, one), key=lambda what: what.value):
            found.append(f"{seat}, by {way.name}: {too_much.value} of {one}")
    return found


def of_sealed(route: Route) -> bool:
    """Whether plain rows may name nobody in it."""
    return route in (Route.STOPPED, Route.STAFF, Route.HEAD)
