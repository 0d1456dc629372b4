"""The share's process itself: a real child, a real pipe, and a share that stands still."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.failing.shim import MISSING
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from tests.share.stalled import CALLS, StalledShare
from trent_desktop.problems import (
    NotAllowed,
    NotASchool,
    SchoolAway,
    SchoolSilent,
    ShareEnded,
    SignInRefused,
)
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.share.school import DistantSchool, open_distant_school
from trent_desktop.share.starting import Share

#: What one call may take on a machine that does much else.
LONG_S = 60.0

Start = Callable[..., DistantSchool]


@pytest.fixture
def start(folder_school: SmallSchool, tmp_path: Path) -> Iterator[Start]:
    """Signs in through a process of its own."""
    share, opened = Share(), list[DistantSchool]()

    def begin(name: str = "head", laptop: str = "laptop", password: str = PASSWORD):
        share.get_ready()
        wait_until(lambda: share._ready is not None and share._ready.lives)
        school = open_distant_school(
            folder_school.location.shown, name, password, share=share, root=tmp_path / laptop
        )
        opened.append(school)
        return school

    yield begin
    for school in opened:
        school.close()
    share.close()


def wait_until(what: Callable[[], bool], within: float = LONG_S) -> None:
    until = time.monotonic() + within
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def process_of(school: DistantSchool) -> psutil.Process:
    process = school._asking.process
    assert process is not None
    return psutil.Process(process.pid)


def took(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.monotonic()
    try:
        result = work()
    except Exception as error:  # noqa: BLE001 - it is what the test looks at
        result = error
    return time.monotonic() - begun, result


def test_this_process_never_opens_the_school(start: Start, folder_school: SmallSchool) -> None:
    school = start()
    case_id = _sent(school, folder_school)
    assert case_id in {row.id for row in school.cases.page(CaseQuery()).rows}
    assert school.cases.open_case(case_id).summary.id == case_id
    assert len(school.members.all()) == len(folder_school.members)
    place = str(folder_school.location.folder)
    mine = {file.path for file in psutil.Process().open_files()}
    assert not any(path.startswith(place) for path in mine)
    assert not school.signed_in.keyring.reader_ids


def _sent(school: DistantSchool, small: SmallSchool) -> uuid.UUID:
    sent = school.cases.send(small.draft(answers.quick()))
    assert not sent.queued
    school.follow()
    return sent.case_id


def test_what_is_refused_there_is_refused_here(start: Start) -> None:
    school = start("teacher1")
    with pytest.raises(NotAllowed):
        school.settings.change(idle_minutes=7)
    with pytest.raises(NotAllowed):
        school.accounts.accounts()
    with pytest.raises(SignInRefused, match="do not belong together"):
        start("teacher1", password="not this one")
    assert school.check_password(PASSWORD)
    assert not school.check_password("not this one")


def test_no_school_there(tmp_path: Path) -> None:
    share = Share()
    with pytest.raises(NotASchool):
        open_distant_school(str(tmp_path), "head", PASSWORD, share=share, root=tmp_path / "l")
    share.close()


def test_a_change_is_known_here_before_the_answer(start: Start) -> None:
    school = start("ict")
    heard: list[object] = []
    school.listen(heard.append)
    school.settings.change(idle_minutes=7)
    school.follow()
    assert school.settings.current().idle_minutes == 7
    assert heard


def test_locking_ends_it_and_the_password_brings_it_back(
    start: Start, folder_school: SmallSchool
) -> None:
    school = start()
    before = process_of(school)
    school.to_rest()()
    wait_until(lambda: not before.is_running())
    # What this laptop knows is there still, and nothing else.
    assert school.people.members()
    with pytest.raises(SchoolAway):
        school.members.all()
    assert not school.check_password("not this one")
    assert school.check_password(PASSWORD)
    assert len(school.members.all()) == len(folder_school.members)
    assert process_of(school).pid != before.pid


def test_as_long_as_something_waits_to_be_sent_it_lives(
    start: Start, folder_school: SmallSchool
) -> None:
    school = start("teacher1")
    school.cases.sending.put_by(folder_school.draft(answers.quick()))
    before = process_of(school)
    school.to_rest()()
    # It was sent on the way, and then the keys went.
    wait_until(lambda: not before.is_running())
    assert not school.cases.waiting()
    assert school.check_password(PASSWORD)
    school.follow()
    assert school.cases.counts().mine == 1


def test_when_it_dies_everybody_who_waits_is_told(start: Start) -> None:
    school = start()
    process_of(school).kill()
    wait_until(lambda: school._asking.process is None or school._asking.process.ended)
    with pytest.raises(ShareEnded):
        school.members.change_recovery_code()
    with pytest.raises(ShareEnded):
        school.follow()
    assert school.check_password(PASSWORD)
    assert school.members.all()


@pytest.mark.skipif(bool(MISSING), reason=MISSING or "it can be had")
@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_a_share_that_stands_still_keeps_nobody_waiting(
    call: str,
    start: Start,
    folder_school: SmallSchool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = folder_school.location.folder
    assert folder is not None
    share = StalledShare(folder, tmp_path / "flag")
    share.preload(monkeypatch)
    school = start("head")
    case_id = _sent(school, folder_school)
    school.members.all()
    second = Share()
    second.get_ready()
    wait_until(lambda: second._ready is not None and second._ready.lives)
    # Above: both processes breathe. From here on the share does not.
    share.stall(call)
    try:
        _looks_and_writes(school, folder_school, case_id)
        waited, other = took(
            lambda: open_distant_school(
                folder_school.location.shown,
                "head",
                PASSWORD,
                share=second,
                root=tmp_path / "laptop",
            )
        )
        assert isinstance(other, DistantSchool), other
        assert waited < 4.0
        assert [row.id for row in other.cases.page(CaseQuery()).rows] == [case_id]
        waited, _none = took(other.close)
        assert waited < 2.0
    finally:
        share.release()
    # What was asked to be written meanwhile is there, once, when the share answers again.
    wait_until(lambda: _answers(school))
    wait_until(lambda: not school.cases.waiting())
    school.follow()
    assert school.cases.counts().all == 2
    second.close()


def _looks_and_writes(school: DistantSchool, small: SmallSchool, case_id: uuid.UUID) -> None:
    for look in (
        lambda: school.cases.open_case(case_id),
        school.members.all,
        school.follow,
        lambda: school.check_password(PASSWORD),
    ):
        waited, found = took(look)
        assert waited < 4.0
        assert not isinstance(found, Exception) or isinstance(found, SchoolSilent)
    waited, right = took(lambda: school.check_password(PASSWORD))
    assert right is True
    assert waited < 2.0
    waited, sent = took(lambda: school.cases.send(small.draft(answers.quick())))
    assert waited < 4.0
    assert not isinstance(sent, Exception), sent
    waited, page = took(lambda: school.cases.page(CaseQuery()))
    assert waited < 0.5
    assert page.rows


def _answers(school: DistantSchool) -> bool:
    try:
        school.follow()
        school.members.all()
    except SchoolAway:
        return False
    return True


def test_closing_does_not_wait_for_what_stands_still(
    start: Start, folder_school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if MISSING:
        pytest.skip(MISSING)
    folder = folder_school.location.folder
    assert folder is not None
    share = StalledShare(folder, tmp_path / "flag")
    share.preload(monkeypatch)
    school = start("head")
    child = process_of(school)
    share.stall("read", "stat", "close")
    try:
        with pytest.raises(SchoolSilent):
            school.members.change(uuid.uuid4(), name="Nobody")
        waited, _none = took(school.close)
        assert waited < 2.0
    finally:
        share.release()
    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_no_secret_is_in_what_it_was_started_with(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    child = process_of(start())
    assert PASSWORD not in " ".join(child.cmdline())
    assert "TRENT_PASSWORD" not in child.environ()
    assert os.getpid() == child.ppid()
