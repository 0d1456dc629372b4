"""Reports of one person go in the order in which she sent them, whoever brings them (rule 93)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.reports import answers
from tests.reports.doing import full_answers
from tests.reports.test_outbox_first import entries_of
from tests.reports.trouble import trouble
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, SchoolReadOnly
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.waiting.drafts import Draft


@pytest.fixture
def teacher(folder_school: SmallSchool) -> OpenSchool:
    return folder_school.open("teacher1")


def _waits(teacher: OpenSchool, school: SmallSchool) -> Draft:
    """A report that was sent while the folder was away."""
    draft = school.draft(answers.quick())
    with trouble(school, "away"):
        assert teacher.cases.send(draft).queued
    return draft


def _fails(monkeypatch: pytest.MonkeyPatch, draft: Draft, error: Exception) -> Callable[[], object]:
    """One report fails, until this is called."""
    real = Sending._send_new

    def send_new(self: Sending, session: object, one: Draft, *rest: object) -> object:
        if one.id == draft.id:
            raise error
        return real(self, session, one, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "_send_new", send_new)
    return lambda: monkeypatch.setattr(Sending, "_send_new", real)


def _waiting(teacher: OpenSchool) -> list[object]:
    return [one.id for one in teacher.cases.waiting()]


def test_what_waited_goes_before_what_is_sent_now(
    teacher: OpenSchool, folder_school: SmallSchool
) -> None:
    first = _waits(teacher, folder_school)
    sent = teacher.cases.send(folder_school.draft(answers.quick()))
    assert (sent.queued, sent.reference) == (False, "TR-2026-002")
    # What went on the way is told with the next look, as what waited always is.
    changes = teacher.follow()
    assert changes.sent == ("TR-2026-001",)
    assert first.id in changes.cases
    assert teacher.cases.waiting() == ()
    assert teacher.follow().sent == ()


def test_the_rest_of_a_report_goes_behind_its_first_part(
    teacher: OpenSchool, folder_school: SmallSchool
) -> None:
    _waits(teacher, folder_school)
    (rest,) = teacher.drafts.all()
    sent = teacher.cases.send(replace(rest, answers=full_answers(rest.answers)))
    assert not sent.queued
    assert entries_of(folder_school, sent) == ["report", "more-answers"]
    assert teacher.cases.waiting() == ()


def test_what_the_folder_does_not_take_lets_nothing_overtake_it(
    teacher: OpenSchool, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _waits(teacher, folder_school)
    over = _fails(monkeypatch, first, SchoolReadOnly("Nothing can be saved there just now."))
    second = folder_school.draft(answers.quick())
    sent = teacher.cases.send(second)
    assert (sent.queued, "Nothing can be saved" in sent.why) == (True, True)
    assert teacher.follow().sent == ()
    assert _waiting(teacher) == [first.id, second.id]
    over()
    assert teacher.follow().sent == ("TR-2026-001", "TR-2026-002")
    # One that fails again and again, though the folder is there, keeps nobody back for ever.
    third = _waits(teacher, folder_school)
    _fails(monkeypatch, third, SchoolReadOnly("Nothing can be saved there just now."))
    for _ in range(10):
        teacher.follow()
    assert not teacher.cases.send(folder_school.draft(answers.quick())).queued
    assert _waiting(teacher) == [third.id]


def test_what_fails_for_its_own_reasons_keeps_nothing_back(
    teacher: OpenSchool, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _waits(teacher, folder_school)
    over = _fails(monkeypatch, first, ZeroDivisionError())
    assert not teacher.cases.send(folder_school.draft(answers.quick())).queued
    assert _waiting(teacher) == [first.id]
    over()
    _fails(monkeypatch, first, AnswersRefused("No.", ((n.SEEN, "Too short."),)))
    assert not teacher.cases.send(folder_school.draft(answers.quick())).queued
    assert _waiting(teacher) == []
    assert [(one.draft_id, one.opened) for one in teacher.drafts.refusals()] == [(first.id, False)]
    assert teacher.follow().refused == (first.id,)


def test_the_rest_of_a_report_that_is_refused_comes_back_with_it(
    teacher: OpenSchool, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _waits(teacher, folder_school)
    (rest,) = teacher.drafts.all()
    _fails(monkeypatch, first, AnswersRefused("No.", ((n.SEEN, "Too short."),)))
    more = full_answers(rest.answers)
    with pytest.raises(AnswersRefused):
        teacher.cases.send(replace(rest, answers=more))
    assert teacher.cases.waiting() == ()
    (back,) = teacher.drafts.all()
    assert (back.stage, back.answers) == ("quick", more)


def test_a_look_overtakes_nothing_that_somebody_waits_for(
    teacher: OpenSchool, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, second = Sending.deliver, folder_school.draft(answers.quick())
    seen: list[tuple[str, ...]] = []

    def deliver(self: Sending, draft: Draft, *more: object) -> object:
        monkeypatch.setattr(Sending, "deliver", real)
        teacher.cases.sending.put_by(second)
        seen.append(teacher.follow().sent)
        return real(self, draft, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "deliver", deliver)
    assert teacher.cases.send(folder_school.draft(answers.quick())).reference == "TR-2026-001"
    assert seen == [()]
    assert teacher.follow().sent == ("TR-2026-002",)


def test_who_sends_waits_for_the_one_before_that_a_look_brings_just_now(
    teacher: OpenSchool, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _waits(teacher, folder_school), folder_school.draft(answers.quick())
    real, is_on_its_way, goes_on = Sending._send_new, threading.Event(), threading.Event()

    def send_new(self: Sending, session: object, one: Draft, *rest: object) -> object:
        if one.id == first.id:
            is_on_its_way.set()
            assert goes_on.wait(30)
        return real(self, session, one, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "_send_new", send_new)
    looked: list[tuple[str, ...]] = []
    sent: list[str] = []
    look = threading.Thread(target=lambda: looked.append(teacher.follow().sent))
    look.start()
    assert is_on_its_way.wait(30)
    send = threading.Thread(target=lambda: sent.append(teacher.cases.send(second).reference))
    send.start()
    send.join(0.3)
    assert send.is_alive()
    goes_on.set()
    look.join(30)
    send.join(30)
    assert (looked, sent) == ([("TR-2026-001",)], ["TR-2026-002"])
