"""The services behind the pipe, whose other end is a thread: what is asked of whom."""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.reports import answers
from tests.schools import SmallSchool
from tests.share.loop import at_a_distance
from trent_desktop.asking import Asks, in_lane, whom_it_asks
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotAllowed, SchoolAway, SchoolSilent
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.share.asked import ELSE_LAST_SEEN, SERVICES, methods_of
from trent_desktop.share.distant import DistantService
from trent_desktop.share.school import DistantSchool


@pytest.fixture
def sit(folder_school: SmallSchool, tmp_path: Any) -> Iterator[Callable[[str], OpenSchool]]:
    opened: list[OpenSchool] = []

    def begin(name: str) -> OpenSchool:
        root = tmp_path / name
        school = at_a_distance(folder_school.open(name, root=root), root)
        opened.append(school)
        return school

    yield begin
    for school in opened:
        school.close()


def silent(school: OpenSchool) -> None:
    """From now on nothing is answered."""
    assert isinstance(school, DistantSchool)

    def call(*_given: Any, **_named: Any) -> Any:
        raise SchoolSilent

    process = school._asking.process
    assert process is not None
    process.call = call  # type: ignore[method-assign]


def halves_of(school: DistantSchool) -> Iterator[tuple[str, Any]]:
    """What this process has of each service."""
    for path in SERVICES:
        half = school._here.half_of(path)
        if half is not None:
            yield path, half


def test_what_asks_this_laptop_alone_says_so_truthfully(sit: Callable[[str], OpenSchool]) -> None:
    """A method that is marked so never asks the share: its place in this process has none."""
    school = sit("ict")
    assert isinstance(school, DistantSchool)
    tried = 0
    for path, service in halves_of(school):
        for name, method in inspect.getmembers(service, inspect.ismethod):
            if name.startswith("_") or whom_it_asks(method) is not Asks.LAPTOP:
                continue
            needed = [
                one
                for one in inspect.signature(method).parameters.values()
                if one.default is one.empty and one.kind is not one.VAR_KEYWORD
            ]
            if needed:
                continue
            try:
                method()
            except SchoolAway:
                pytest.fail(f"{path}.{name} asks the share")
            except NotAllowed:
                pass
            tried += 1
    assert tried >= 20


def test_services_are_the_same_on_both_sides(sit: Callable[[str], OpenSchool]) -> None:
    school = sit("head")
    assert isinstance(school, DistantSchool)
    for path in filter(None, SERVICES):
        found: Any = school
        for part in path.split("."):
            found = getattr(found, part)
        assert isinstance(found, DistantService)
        for name in methods_of(path):
            assert callable(getattr(found, name.rstrip(ELSE_LAST_SEEN)))


def test_a_report_is_kept_here_and_then_brought(
    sit: Callable[[str], OpenSchool], folder_school: SmallSchool
) -> None:
    teacher = sit("teacher1")
    draft = folder_school.draft(answers.quick())
    sent = teacher.cases.send(draft)
    assert not sent.queued
    assert teacher.cases.waiting() == ()
    silent(teacher)
    later = teacher.cases.send(folder_school.draft(answers.quick()))
    assert later.queued
    assert [one.id for one in teacher.cases.waiting()] == [later.case_id]


def test_while_it_does_not_answer_what_was_seen_last_is_seen(
    sit: Callable[[str], OpenSchool],
) -> None:
    head = sit("head")
    members = head.members.all()
    silent(head)
    assert head.members.all() == members
    with pytest.raises(SchoolSilent):
        head.pupils.all()  # never seen before
    with pytest.raises(SchoolSilent):
        head.cases.open_case(uuid.uuid4())
    assert head.lessons.ours()
    assert head.lessons.own() == ()
    assert head.cases.page(CaseQuery()).rows == ()
    assert head.people.members()


def test_what_is_written_keeps_its_id_until_it_is_known_to_be_done(
    sit: Callable[[str], OpenSchool],
) -> None:
    ict = sit("ict")
    assert isinstance(ict, DistantSchool)
    process = ict._asking.process
    assert process is not None
    real, ids = process.call, list[uuid.UUID | None]()

    def loses_the_answer(*given: Any, **named: Any) -> Any:
        ids.append(named.get("write_id"))
        real(*given, **named)
        if len(ids) == 1:
            raise SchoolSilent
        return None

    process.call = loses_the_answer  # type: ignore[method-assign]

    def press() -> None:
        with in_lane("school"):
            ict.pupils.add_class("5C", ())

    with pytest.raises(SchoolSilent):
        press()
    press()
    assert ids[0] is not None
    assert ids == [ids[0], ids[0]]
    process.call = real  # type: ignore[method-assign]
    assert [one.name for one in ict.pupils.classes()].count("5C") == 1
