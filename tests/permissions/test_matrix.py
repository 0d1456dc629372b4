"""Every member, every report, every way: what comes through is what the policy says, and no more."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from sqlalchemy import text

from tests.permissions.every_report import Met, World
from tests.permissions.policy import (
    METHODS,
    MOVES,
    MOVES_OF_A_PART,
    NEVER_ON_PAPER,
    READS,
    SEES_THE_TRAIL,
    About,
    Rule,
    Seat,
    Sees,
)
from tests.permissions.spoken import spoken
from tests.permissions.ways import (
    MAY_COME,
    OTHER_WAYS,
    Came,
    all_ways,
    called,
    came,
    gone,
    holds_a_key,
    leaks,
    lists,
    of_sealed,
    on_paper,
    preview,
)
from tests.reports.doing import act
from tests.reports.walking import steps_of
from tests.schools import STAFF
from trent_desktop.journeys import Choice
from trent_desktop.news import Subject
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound, Problem
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseFile, Move, Route
from trent_desktop.reports.kinds import KINDS

each_seat = pytest.mark.parametrize("seat", Seat, ids=lambda seat: seat.value)


# ------------------------------------------------------------------------ nothing is forgotten


def test_every_route_and_move_is_in_the_policy_and_every_kind_in_the_school(world: World) -> None:
    assert {route for route, _ in READS} == set(Route)
    assert set(MOVES) == set(Move)
    assert {one.kind for one in world.met} == {kind.name for kind in KINDS}
    for kind in KINDS:
        about = kind.questions()[asked.ABOUT]
        assert isinstance(about, Choice)
        of_it = {(one.route, one.about) for one in world.met if one.kind == kind.name}
        assert (Route.STAFF, About.STAFF) in of_it
        assert (Route.HEAD, About.THE_HEAD) in of_it
        assert len(of_it) == (3 if kind.may_stop else 0) + len(
            {row for row in of_it if row[0] is not Route.STOPPED}
        )
    named = {one.person for one in world.met if one.person}
    assert named == set(Seat) - {Seat.REPORTER}


def test_nobody_but_the_readers_of_a_route_reads_it_in_the_policy() -> None:
    """The table was written by hand: it must not say more than the routes themselves do."""
    held = {name: roles for name, (_, roles) in STAFF.items()}
    for (route, about), row in READS.items():
        for seat, seen in row.items():
            if seen is Sees.ALL and seat is not Seat.REPORTER and (route, about) not in _ELSE:
                assert not held[seat.value].isdisjoint(route.readers), (route, about, seat)


#: A stopped report about a grown-up is not for all the readers of a stopped one.
_ELSE = {(Route.STOPPED, About.STAFF), (Route.STOPPED, About.THE_HEAD)}


# ------------------------------------------------------------------------ what comes through


@each_seat
def test_by_no_way_comes_more_than_the_policy_says(world: World, seat: Seat) -> None:
    found: list[str] = []
    for way in all_ways(world):
        found += leaks(way, world, seat, world.one_of_each_route() if way.costly else world.met)
    assert not found, "\n".join(found)


@each_seat
def test_who_reads_it_reads_it_and_no_word_less(world: World, seat: Seat) -> None:
    """Otherwise a school in which nobody reads anything would pass."""
    everything = lists(world, seat, world.met[0])
    for one in world.met:
        opened = came(spoken(called(world, seat, "cases.open_case", one)), one)
        listed = came(everything, one)
        expected = MAY_COME[one.seen_by(seat)]
        assert opened == (expected if expected != {Came.KNOWN} else set()), one
        assert (Came.KNOWN in listed) is bool(expected), one
        leads = one.seen_by(seat) is Sees.ALL
        trail = called(world, seat, "cases.history", one)
        assert isinstance(trail, Problem) is not (leads and seat in SEES_THE_TRAIL), one
        copy = called(world, seat, "cases.copy_for_print", one)
        assert isinstance(copy, Problem) is not (leads and one.route is not NEVER_ON_PAPER), one


def test_every_way_leads_somewhere(world: World) -> None:
    """A way by which nobody ever meets anything is not the way it is taken for."""
    for way in all_ways(world):
        if METHODS.get(way.name) in (Rule.NOTHING, Rule.OWN) or way.name in _QUIET:
            continue
        assert any(
            through
            for seat in (Seat.HEAD, Seat.REPORTER)
            for _, through in gone(way, world, seat, world.met)
        ), way.name


#: Nothing is new, no pack was sent, nobody is under supervision; and an attempt that comes again, a
#: letter to the filter's people and its yearly review hold what is none of the marks.
_QUIET = frozenset(
    {
        "a look at the share",
        "packs.sent",
        "supervision.register",
        "cases.earlier_reports",
        "mail.letter",
        "filter_review.of",
        "filter review",
    }
)


@each_seat
def test_counts_count_what_she_may_see(world: World, seat: Seat) -> None:
    counts = world.desks[seat].cases.counts()
    seen = Counter(one.seen_by(seat) for one in world.met)
    readable = seen[Sees.ALL] + seen[Sees.PART]
    assert counts.all == readable + seen[Sees.RECEIPT]
    assert counts.mine == (counts.all if seat is Seat.REPORTER else 0)
    assert sum(count for _, count in counts.by_state) == readable
    assert counts.to_act <= seen[Sees.ALL]


@each_seat
def test_on_the_first_page_stands_no_word_of_what_was_seen(world: World, seat: Seat) -> None:
    (home,) = [way for way in OTHER_WAYS if way.name == "home"]
    for one, through in gone(home, world, seat, world.met):
        assert through <= {Came.KNOWN}, one


# ------------------------------------------------------------------------ notices


def test_a_notice_reaches_those_who_read_it_and_nobody_else(changing: World) -> None:
    desks = changing.desks
    for desk in desks.values():
        desk.follow()
    for one in changing.one_of_each_route():
        cases = desks[one.leader].cases
        act(cases, cases.open_case(one.id), Move.NOTE, "Once more.")
        for seat in Seat:
            changes = desks[seat].follow()
            reads = one.seen_by(seat) in (Sees.ALL, Sees.PART)
            mine = seat is one.leader  # her laptop knows what it did itself
            assert changes.cases == (frozenset({one.id}) if reads and not mine else set()), one
            assert changes.new_for_me == 0
            assert changes.added_later == ()
            assert (Subject.CASES in changes.subjects) is (reads and not mine), (seat, one)
            assert one.reference not in spoken(changes)


# ------------------------------------------------------------------------ what is done


@each_seat
def test_who_may_not_change_it_is_refused_and_nothing_is_written(
    changing: World, seat: Seat
) -> None:
    changes = [path for path, rule in METHODS.items() if rule in (Rule.CHANGES, Rule.ADDS)]
    before = _rows(changing)
    for one in changing.met:
        seen = one.seen_by(seat)
        for path in changes:
            may = seen is Sees.ALL or (seen is Sees.PART and METHODS[path] is Rule.ADDS)
            if not may:
                refused = called(changing, seat, path, one)
                assert isinstance(refused, NotFound | NotAllowed) or (
                    seen is Sees.PART and isinstance(refused, MoveNotPossible)
                ), (path, str(one))
                assert came(spoken(refused), one) == set()
    assert _rows(changing) == before


def _rows(world: World) -> list[object]:
    with world.desks[Seat.HEAD].signed_in.database.read() as session:
        found = "SELECT id, version, entries, state FROM case_record ORDER BY id"
        return [tuple(row) for row in session.execute(text(found))]


def test_nobody_makes_a_move_that_is_not_hers_from_the_first_to_the_last(changing: World) -> None:
    """Each report is walked to its end; at each station everybody tries what she is not offered."""
    offered: dict[Move, set[Seat]] = {move: set() for move in Move}
    for one in changing.one_of_each_flow():
        for _ in chain(
            _blocked_and_not(changing, one), steps_of(changing.desks, one.id, changing.school.clock)
        ):
            for seat, file in _opened(changing, one):
                allowed = {move for move in Move if seat in MOVES[move]}
                if one.seen_by(seat) is Sees.PART:
                    allowed = set(MOVES_OF_A_PART)
                assert file.moves <= allowed, (seat, one, file.summary.state)
                for move in file.moves:
                    offered[move].add(seat)
                _try_others(changing, seat, file)
    # And what is hers she is offered somewhere.
    for move, seats in offered.items():
        there = any(move in kind.flow.steps for kind in KINDS) and move not in _AFTER_ANOTHER
        assert bool(seats) is there, move


#: Only who, and what, was put to a report is taken off it.
_AFTER_ANOTHER = frozenset({Move.UNLINK_PERSON, Move.UNLINK_CASE})


def _blocked_and_not(world: World, one: Met) -> Iterator[None]:
    """As it was sent; and where the filter comes first, blocked, and found not to be."""
    yield
    cases = world.desks[Seat.ICT_LEAD].cases
    if one.route.filtered and Move.BLOCKED in cases.open_case(one.id).moves:
        file = act(cases, cases.open_case(one.id), Move.BLOCKED, line="example-pages.net")
        yield
        act(cases, file, Move.NOT_BLOCKED)


def _opened(world: World, one: Met) -> list[tuple[Seat, CaseFile]]:
    return [
        (seat, world.desks[seat].cases.open_case(one.id))
        for seat in Seat
        if one.seen_by(seat) in (Sees.ALL, Sees.PART)
    ]


def _try_others(world: World, seat: Seat, file: CaseFile) -> None:
    """What she is not offered is refused: also where only the screen would have hidden it."""
    cases = world.desks[seat].cases
    # By right, not by state: those whose state it is not are refused alike.
    for move in [move for move in Move if seat not in MOVES[move] and move not in file.moves]:
        with pytest.raises((NotAllowed, MoveNotPossible)):
            act(cases, file, move, "x")
    assert cases.open_case(file.summary.id).version == file.version


# ------------------------------------------------------------------------ on the bytes


@each_seat
def test_who_reads_nothing_of_it_holds_no_key_of_it(world: World, seat: Seat) -> None:
    for one in world.met:
        reads = one.seen_by(seat) in (Sees.ALL, Sees.PART)
        assert holds_a_key(world.desks[seat], one) is reads, one


def test_the_school_s_file_says_nothing_of_any_report_in_plain_words(world: World) -> None:
    """Also not to whoever has the file's key, as every member has."""
    marks = [mark for one in world.met for mark in (one.wrote, one.led)]
    with world.desks[Seat.GOVERNOR].signed_in.database.read() as session:
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for (table,) in tables.all():
            found = session.execute(text(f'SELECT * FROM "{table}"')).all()
            content = b"\n".join(_bytes(value) for row in found for value in row)
            for mark in marks:
                assert mark.encode() not in content, table


def test_a_row_of_a_sealed_report_names_nobody(world: World) -> None:
    members = {name.lower() for name, _ in STAFF.values()}
    names = {part for name in members for part in re.findall(r"\w+", name)} - {"d", "o"}
    names |= {"4b", "4a", "nowak"}
    ids = {str(one) for one in (*world.school.members.values(), *world.school.classes.values())}
    ids |= {one.replace("-", "") for one in ids}
    sealed = {one.reference for one in world.met if of_sealed(one.route)}
    seen: set[str] = set()
    with world.desks[Seat.GOVERNOR].signed_in.database.read() as session:
        rows = session.execute(text("SELECT * FROM case_record")).mappings().all()
    for row in rows:
        if row["reference"] not in sealed:
            continue
        seen.add(row["reference"])
        for column, value in row.items():
            if column == "inside":
                continue  # encrypted under the report's own key; its letters are chance
            said = str(value).lower()
            assert names.isdisjoint(re.findall(r"\w+", said)), (column, value)
            assert not any(one in said for one in ids), (column, value)
        assert not row["category"]
        assert row["year_group"] is None
        assert row["happened_at"] is None
    assert seen == sealed


def test_on_a_laptop_nothing_lies_about_in_plain_words(world: World) -> None:
    marks = [mark.encode() for one in world.met for mark in (one.wrote, one.led)]
    files = [path for path in world.school.folder.rglob("*") if path.is_file()]
    assert any(path.name.startswith("school") for path in files)
    for path in files:
        content = path.read_bytes()
        assert not any(mark in content for mark in marks), path.name
        if path.suffix == ".db":
            with pytest.raises(sqlite3.DatabaseError):
                sqlite3.connect(path).execute("SELECT * FROM sqlite_master")


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


# ------------------------------------------------------------------------ the whole, for .ci/run


@pytest.mark.slow
@each_seat
def test_every_report_on_paper(world: World, seat: Seat) -> None:
    ways = [way for way in all_ways(world) if way.costly]
    found = [line for way in ways for line in leaks(way, world, seat, world.met)]
    assert not found, "\n".join(found)
    for one in world.met:
        through = came(preview(world, seat, one), one)
        assert (Came.WROTE in through) is (Came.WROTE in on_paper(seat, one)), one
