"""The share vanishes and comes back: nothing typed is lost, nothing is delivered twice."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.reports import answers
from tests.reports.doing import full_answers
from tests.schools import SmallSchool
from trent_desktop.problems import NotAllowed, SchoolAway
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role

ROOT = Path(__file__).parents[2]


@contextmanager
def share_unplugged(school: SmallSchool) -> Iterator[None]:
    folder = school.location.folder
    assert folder is not None
    away = folder.with_name("unplugged")
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


def test_a_report_waits_in_the_outbox_and_is_delivered_once(folder_school: SmallSchool) -> None:
    root = folder_school.folder / "laptop"
    teacher = folder_school.open("teacher1", root=root)
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)
    with share_unplugged(folder_school):
        sent = teacher.cases.send(draft)
        assert (sent.queued, sent.reference) == (True, "")
        assert [one.id for one in teacher.cases.waiting()] == [draft.id]
        assert teacher.follow().away
        with pytest.raises(SchoolAway):
            teacher.cases.open_case(sent.case_id)
        # The rest of the questions can be answered meanwhile, and the laptop be closed.
        (rest,) = teacher.drafts.all()
        assert (rest.stage, rest.case_id) == ("full", draft.id)
        teacher.close()
        teacher = folder_school.open("teacher1", root=root)
        assert teacher.started_away
        (rest,) = teacher.drafts.all()
        teacher.drafts.keep(dataclasses.replace(rest, answers={**rest.answers, n.ROOM: "The hall"}))
    assert teacher.follow().sent == ("TR-2026-001",)
    assert teacher.follow().sent == ()
    assert teacher.cases.waiting() == ()
    (row,) = teacher.cases.page(CaseQuery()).rows
    assert row.id == draft.id
    # The draft that goes on knows its reference now.
    (rest,) = teacher.drafts.all()
    assert (rest.id, rest.reference) == (draft.id, "TR-2026-001")
    assert rest.answers[n.ROOM] == "The hall"  # and what was answered meanwhile is still there


def test_a_stopped_report_waits_too_and_leaves_no_draft(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.stop(), "stop")
    teacher.drafts.keep(draft)
    with share_unplugged(folder_school):
        assert teacher.cases.send(draft).queued
        assert teacher.drafts.all() == ()
    assert len(teacher.follow().sent) == 1
    dsl = folder_school.open("dsl")
    assert dsl.cases.open_case(draft.id).answers[n.STOP_DEVICE_HOLDER] == "Ana D'Souza"


def test_what_is_refused_later_goes_back_to_the_drafts(folder_school: SmallSchool) -> None:
    """Between queuing and delivery the case was sealed by another of her laptops."""
    teacher = folder_school.open("teacher1")
    sent = teacher.cases.send(folder_school.draft(answers.quick()))
    (rest,) = teacher.drafts.all()
    more = dataclasses.replace(rest, answers=full_answers(rest.answers))
    with share_unplugged(folder_school):
        assert teacher.cases.send(more).queued
    other = folder_school.open("teacher1")
    other.cases.send(dataclasses.replace(rest, stage="stop", answers=answers.stop()))
    changes = teacher.follow()
    assert changes.refused == (rest.id,)
    assert "Only other people can read this report now" in teacher.drafts.refusals()[0].words
    (back,) = teacher.drafts.all()
    assert (back.case_id, back.answers) == (sent.case_id, more.answers)
    with pytest.raises(NotAllowed):
        teacher.cases.send(back)


def test_what_was_answered_meanwhile_comes_back_with_a_refused_report(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick())
    with share_unplugged(folder_school):
        teacher.cases.send(draft)
        (rest,) = teacher.drafts.all()
        teacher.drafts.keep(dataclasses.replace(rest, answers={**rest.answers, n.ROOM: "The hall"}))

    def refuse(*_: object) -> None:
        raise NotAllowed("Not any more.")

    monkeypatch.setattr(teacher.cases.sending, "deliver", refuse)
    assert teacher.follow().refused == (draft.id,)
    assert [one.words for one in teacher.drafts.refusals()] == ["Not any more."]
    (back,) = teacher.drafts.all()
    assert (back.stage, back.answers) == ("quick", {**draft.answers, n.ROOM: "The hall"})


def test_a_draft_sent_just_before_a_crash_is_settled_at_the_next_look(
    folder_school: SmallSchool,
) -> None:
    root = folder_school.folder / "laptop"
    teacher = folder_school.open("teacher1", root=root)
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)
    teacher.cases.sending._settle = lambda *_: None  # type: ignore[method-assign]
    sent = teacher.cases.send(draft)
    teacher.close()
    teacher = folder_school.open("teacher1", root=root)
    assert [one.stage for one in teacher.cases.waiting()] == ["quick"]
    assert teacher.follow().sent == (sent.reference,)
    assert teacher.cases.waiting() == ()
    (rest,) = teacher.drafts.all()
    assert (rest.stage, rest.case_id, rest.reference) == ("full", sent.case_id, sent.reference)


def test_a_full_share_says_so_and_keeps_the_draft(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trent_desktop.storage import database, sqlcipher

    teacher = folder_school.open("teacher1")
    real = sqlcipher.connect_file

    def without_room(path: Path, key: bytes, **more: Any) -> object:
        connection = real(path, key, **more)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(database, "connect_file", without_room)
    draft = folder_school.draft(answers.quick(**{n.SEEN: "word " * 990}))
    teacher.drafts.keep(draft)

    def send_until_free_pages_are_used_up() -> Sent:
        for _ in range(20):
            sent = teacher.cases.send(dataclasses.replace(draft, id=uuid.uuid4()))
            if sent.queued:
                return sent
        pytest.fail("the share never was full")

    waits = send_until_free_pages_are_used_up()
    assert "full" in waits.why
    assert draft in teacher.drafts.all()
    monkeypatch.undo()
    assert len(teacher.follow().sent) == 1
    assert teacher.cases.send(draft).reference


def test_losing_a_role_empties_what_it_had_brought(folder_school: SmallSchool) -> None:
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    teacher.cases.send(folder_school.draft(answers.quick()))
    own = ict.cases.send(folder_school.draft(answers.quick(**{n.SEEN: "My own report"})))
    ict.follow()
    assert ict.cases.counts().all == 2
    ict.roles_held.hand_over(Role.ICT_LEAD, folder_school.members["teacher2"])
    ict.follow()
    assert [row.id for row in ict.cases.page(CaseQuery()).rows] == [own.case_id]
    assert ict.cases.page(CaseQuery("volcanoes")).rows == ()
    successor = folder_school.open("teacher2")
    successor.follow()
    assert successor.cases.counts().to_act == 2


_SENDER = """
import sys, pathlib
from tests.reports import answers
from trent_desktop.clock import system_clock
from trent_desktop.journeys import when_value
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.opening import open_school
import uuid
share, root = sys.argv[1:]
school = open_school(share, "teacher1", "sample-school", root=pathlib.Path(root))
now = system_clock()
made = answers.quick(**{n.HAPPENED_AT: when_value(now)})
sent = school.cases.send(Draft(uuid.uuid4(), "content", "quick", "", made, (), now, now))
print(sent.reference, flush=True)
school.close()
"""


def test_a_second_real_process_sees_it_within_five_seconds(folder_school: SmallSchool) -> None:
    ict = folder_school.open("ict")
    ict.follow()
    sender = subprocess.Popen(
        [
            sys.executable,
            "-c",
            _SENDER,
            folder_school.location.shown,
            str(folder_school.folder / "other laptop"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert sender.stdout is not None
    reference = sender.stdout.readline().strip()
    seen = time.monotonic() + 5
    while not ict.follow().new_for_me:
        assert time.monotonic() < seen, "not seen within five seconds"
        time.sleep(0.5)
    assert sender.wait(60) == 0
    sender.stdout.close()
    assert [row.reference for row in ict.cases.page(CaseQuery()).rows] == [reference]


def test_who_came_in_while_it_was_away_keeps_the_reports_of_her_roles(
    folder_school: SmallSchool,
) -> None:
    root = folder_school.folder / "laptop"
    sent = folder_school.open("teacher1").cases.send(folder_school.draft(answers.quick()))
    before = folder_school.open("head", root=root)
    before.follow()
    before.close()
    with share_unplugged(folder_school):
        head = folder_school.open("head", root=root)
        assert head.follow().away
        until, known = head.known_until(), folder_school.clock.at
        assert until is not None
        assert 0 < (known - until).total_seconds() < 1
    assert head.follow().directory
    assert [one.reference for one in head.cases.page(CaseQuery()).rows] == [sent.reference]
    assert head.cases.open_case(sent.case_id).answers
    now = head.known_until()
    assert now is not None
    assert now > until
    assert not head.follow().directory
