"""A whole school on several laptops at once: keys are changed and nobody is cut off; locks lie and

nobody's work is spoiled. Each laptop is a process of its own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.failing.shim import MISSING
from tests.schools import SmallSchool
from tests.storage.beside.programs import Program
from trent_desktop.problems import SchoolBusy
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage.beside import together

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is stopped as POSIX does")


@contextmanager
def members(school: SmallSchool, *names: str, lying: bool = False) -> Iterator[list[Program]]:
    made: list[Program] = []
    try:
        for name in names:
            one = Program(
                Path(school.location.shown),
                school.folder / f"{name} at work",
                name,
                module="tests.storage.beside.at_work",
                lying=lying,
            )
            made.append(one)
            assert one.hear() == "in"
        yield made
    finally:
        for one in made:
            one.end()


def test_keys_are_changed_while_others_work_and_nothing_is_cut_off(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    head = school.open("head")
    with members(school, "teacher1", "dsl") as (teacher, dsl):
        for one in (teacher, dsl):
            one.say("work 8")
        time.sleep(1)
        head.follow()
        said: list[str] = []
        head.members.remove(school.members["teacher2"], lambda _done, words: said.append(words))
        assert any(words.startswith("Waiting for") for words in said)
        assert said[-1] == "Done"
        taken = {*teacher.hear(), *dsl.hear()}
        teacher.close()
        dsl.close()
    head.follow()
    page = head.cases.page(CaseQuery(), limit=1_000)
    assert {str(row.id) for row in page.rows} == taken
    head.check_file()
    assert head.check_audit().broken_at is None


def test_who_does_not_let_go_is_named_by_number_and_it_is_done_later(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    head = school.open("head")
    monkeypatch.setattr(together, "PATIENCE_S", 1.0)
    with members(school, "teacher1", "dsl") as (teacher, dsl):
        with pytest.raises(SchoolBusy, match="Two other laptops have the school open"):
            head.members.remove(school.members["teacher2"])
        assert teacher.do("send")  # nobody was cut off
        teacher.close()
        dsl.close()
    # Her access ended at once; the file's key changes as soon as somebody can.
    assert school.open("support").member.id == school.members["support"]


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_eight_laptops_on_a_share_whose_locks_lie_save_nothing_there(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    names = ("ict", "dsl", "deputy", "chair", "teacher1", "teacher2", "support", "head")
    with members(school, *names, lying=True) as made:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            for one in made:
                one.do("follow")
            if all(one.do("locks")[1] for one in made):
                break
            time.sleep(0.5)
        assert all(one.do("locks")[1] for one in made)
        assert all("spoil each other's work" in one.do("follow") for one in made)
        reporters = [made[at] for at in (0, 1, 2, 4, 5, 6)]
        for one in reporters:
            one.say("send")
        assert [one.hear() for one in reporters] == [False] * len(reporters)
    head = school.open("head")
    head.follow()
    head.check_file()
    assert head.cases.page(CaseQuery()).rows == ()
    # She signs in there again, reads, and is told.
    again = school.open("dsl", root=school.folder / "dsl at work")
    assert not again.started_away
    assert any("spoil each other's work" in notice for notice in again.notices)
