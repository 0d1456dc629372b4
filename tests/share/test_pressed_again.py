"""What is asked again, and what happens around the lock: the same pressed twice lands once, and
what is meant anew is done anew. No second process: the other end is a thread, or a few lines here.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import pytest

from tests.reports import answers
from tests.reports.test_supervision import supervise
from tests.schools import PASSWORD, SmallSchool
from tests.share.loop import Opened, at_a_distance
from trent_desktop.asking import in_lane
from trent_desktop.news import Subject
from trent_desktop.problems import SchoolSilent, ShareEnded, SignedOut
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.share.child import standing_of
from trent_desktop.share.distant import Asking, LastSeen
from trent_desktop.share.process import Opening, ShareProcess
from trent_desktop.share.school import DistantSchool


class Pretends:
    """A process that answers as it is told."""

    def __init__(self) -> None:
        self.ids: list[uuid.UUID] = []
        self.late: list[Callable[[Any, Exception | None], object]] = []
        self.fails: Exception | None = None

    def call(self, *_asked: Any, write_id: uuid.UUID, late: Any, lane: str) -> None:
        del lane
        self.ids.append(write_id)
        self.late.append(late)
        if self.fails is not None:
            raise self.fails


@pytest.fixture
def process() -> Pretends:
    return Pretends()


@pytest.fixture
def ask(process: Pretends) -> Callable[..., None]:
    asking = Asking()
    asking.process = cast("ShareProcess", process)

    def one(path: str, *args: Any, fails: Exception | None = None) -> None:
        process.fails = fails
        try:
            with in_lane("school"):
                asking.ask(path, args, {})
        except Exception as error:  # noqa: BLE001 - it is what was said
            assert error is fails  # noqa: PT017

    return one


@pytest.mark.parametrize("lost", [SchoolSilent(goes_on=True), ShareEnded()])
def test_pressed_again_it_is_the_same_write(
    lost: Exception, process: Pretends, ask: Callable[..., None]
) -> None:
    # Equal words, once one object and once two: it is the same question.
    word = "".join(["a", "b"])
    ask("members.add", word, word, fails=lost)
    ask("members.add", word, "".join(["a", "b"]))
    ask("members.add", word, word)
    first, again, anew = process.ids
    assert first == again != anew


@pytest.mark.parametrize("lost", [SchoolSilent(goes_on=True), ShareEnded()])
def test_back_to_what_it_was_is_another_write(
    lost: Exception, process: Pretends, ask: Callable[..., None]
) -> None:
    ask("settings.change", 7, fails=lost)
    ask("settings.change", 10)
    ask("settings.change", 7)
    assert len(set(process.ids)) == 3


def test_so_it_is_while_nothing_answers(process: Pretends, ask: Callable[..., None]) -> None:
    for minutes in (7, 10, 7):
        ask("settings.change", minutes, fails=SchoolSilent(goes_on=True))
    assert len(set(process.ids)) == 3


def test_two_that_were_lost_with_the_process_are_the_same_when_pressed_again(
    process: Pretends, ask: Callable[..., None]
) -> None:
    for name in ("Ada", "Bo"):
        ask("pupils.add", name, fails=SchoolSilent(goes_on=True))
        process.late[-1](None, ShareEnded())
    for name in ("Ada", "Bo"):
        ask("pupils.add", name)
    assert process.ids[:2] == process.ids[2:]


def test_an_answer_that_comes_while_it_is_given_up_leaves_nothing_behind(
    process: Pretends, ask: Callable[..., None]
) -> None:
    ask("settings.change", 7, fails=SchoolSilent(goes_on=True))
    process.late[-1](None, None)
    ask("settings.change", 7)
    assert len(set(process.ids)) == 2


# ---------------------------------------------------------------------- the lock


@pytest.fixture
def school(folder_school: SmallSchool) -> Iterator[DistantSchool]:
    root = folder_school.folder / "one-laptop"
    there = folder_school.open("head", root=root)
    school = cast("DistantSchool", at_a_distance(there, root))
    yield school
    school.close()


def test_a_lock_that_was_lifted_before_it_was_done_ends_nothing(school: DistantSchool) -> None:
    rest = school.to_rest()
    assert school.check_password(PASSWORD)
    rest()
    assert school.members.all()
    school.follow()


def test_unlocked_while_the_lock_ends_the_process_she_comes_back(school: DistantSchool) -> None:
    process = school._asking.process
    assert process is not None
    asked = school._asking.ask

    def locked_meanwhile(path: str, args: Any, kwargs: Any, **more: Any) -> Any:
        right = asked(path, args, kwargs, **more)
        if path == "check_password":
            school._asking.ask = asked
            school.to_rest()()
        return right

    school._asking.ask = locked_meanwhile
    assert school.check_password(PASSWORD)
    assert school._asking.process not in (None, process)
    assert school.members.all()


def test_two_presses_bring_one_process(school: DistantSchool) -> None:
    school.to_rest()()
    right: list[bool] = []
    presses = [
        threading.Thread(target=lambda: right.append(school.check_password(PASSWORD)))
        for _ in range(2)
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join(30)
    assert right == [True, True]
    process = school._asking.process
    assert process is not None
    assert not process.ended
    assert school.members.all()


def test_unlocked_while_she_is_leaving_no_process_stays_behind(
    school: DistantSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would hold the school open, with her keys, and nobody would end it."""
    school.to_rest()()
    taken: list[ShareProcess] = []
    take = school._share.take

    def noted() -> ShareProcess:
        taken.append(take())
        return taken[-1]

    def left_meanwhile(password: str) -> bool:
        school.close()
        return password == PASSWORD

    monkeypatch.setattr(school._share, "take", noted)
    monkeypatch.setattr(school._here, "check_password", left_meanwhile)
    with pytest.raises(SignedOut):
        school.check_password(PASSWORD)
    assert [one.ended for one in taken] == [True]
    assert school._asking.process is None
    with pytest.raises(SignedOut):
        school.check_password(PASSWORD)  # pressed once more: none is even started
    assert len(taken) == 1


def test_when_the_program_ends_no_process_is_started_any_more(school: DistantSchool) -> None:
    share = school._share
    share.close()
    for start in (share.get_ready, share.take, lambda: share.at_the_door("hers")):
        with pytest.raises(ShareEnded):
            start()


class StillOpening(Opening):
    """A sign-in that stands still until it is told to be answered."""

    def __init__(self, standing: Any) -> None:
        self.done = Opened(standing)
        self.is_done = False

    def answered(self, within: float) -> bool:
        time.sleep(0 if self.is_done else within / 10)
        return self.is_done

    def stands_still(self, for_s: float) -> bool:
        del for_s
        return True

    def standing(self) -> Any:
        return self.done.standing()


def test_a_look_given_up_before_it_was_asked_is_made_later(
    school: DistantSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trent_desktop.share.process.CLOCK_S", 0.1)
    process = school._asking.process
    assert process is not None
    known = school.signed_in.directory
    newer = replace(known, school=replace(known.school, name="A newer name"))
    other = OtherKey(None, b"k" * 32, school.signed_in.clock())
    stands = replace(standing_of(cast("Any", school._here)), directory=newer, others=(other,))
    opening = StillOpening(stands)
    school.goes_on_with(process, opening)
    heard: list[Any] = []
    school.listen(heard.append)
    with pytest.raises(SchoolSilent):
        school.follow()
    opening.is_done = True
    school.follow()
    # And how the school stands by now is known here.
    assert any(Subject.DIRECTORY in moved.subjects for moved in heard)
    assert school.keys_put_by.others() == (other,)


def test_a_look_that_was_lost_with_its_process_is_made_with_the_next(school: DistantSchool) -> None:
    school._looks_on = True  # it stands still
    school.to_rest()()
    assert school.check_password(PASSWORD)
    school.follow()


def test_what_a_look_brings_while_she_is_away_is_told_when_she_is_back(
    school: DistantSchool, folder_school: SmallSchool
) -> None:
    school.cases.sending.put_by(folder_school.draft(answers.quick()))
    school.to_rest()()
    assert school.check_password(PASSWORD)
    assert len(school.follow().sent) == 1


def _with_a_supervised_child(small: SmallSchool) -> DistantSchool:
    """A teacher in whose class there is one, behind the pipe."""
    supervise(small)
    root = small.folder / "one-laptop"
    return cast("DistantSchool", at_a_distance(small.open("teacher1", root=root), root))


def test_of_what_was_seen_nothing_outlives_the_lock(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while the process goes on behind it, because something waits to be sent."""
    school = _with_a_supervised_child(folder_school)
    assert [one.name for one in school.supervision.of_my_class()] == ["Łukasz Nowak"]
    assert school._asking.seen._kept
    monkeypatch.setattr(type(school), "_waits", lambda _self: True)
    rest = school.to_rest()
    assert not school._asking.seen._kept  # at once, whatever is still being written
    rest()
    school.supervision.of_my_class()  # a page behind the curtain asks anew
    assert not school._asking.seen._kept
    # It is nowhere on this laptop's disk either, in words that could be read.
    root = folder_school.folder / "one-laptop"
    assert not [
        path for path in root.rglob("*") if path.is_file() and b"Nowak" in path.read_bytes()
    ]
    assert school.check_password(PASSWORD)
    assert school.supervision.of_my_class()
    assert school._asking.seen._kept
    school.close()
    assert not school._asking.seen._kept


def test_a_look_behind_the_lock_asks_nobody_and_says_so(school: DistantSchool) -> None:
    assert school.follow().asked
    school.to_rest()()
    assert not school.follow().asked
    assert school.check_password(PASSWORD)
    assert school.follow().asked


def test_nothing_seen_is_kept_behind_the_lock() -> None:
    seen = LastSeen()
    asked_at = seen.forgotten
    seen.keep(b"before", "names", asked_at)
    assert seen.get(b"before") == (True, "names")
    seen.rest()
    seen.wake()
    seen.keep(b"came late", "names", asked_at)
    assert seen.get(b"before") == seen.get(b"came late") == (False, None)
