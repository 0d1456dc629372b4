"""Sending is two halves: into this laptop's outbox, and then to the share. Nothing falls between."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.reports import answers
from tests.reports.test_waiting import _taught
from tests.reports.trouble import trouble
from tests.schools import SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.problems import AnswersRefused, DiskFull, NoLongerMember, NotAllowed
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.audit import entries_about
from trent_desktop.storage.box.pair import Pair
from trent_desktop.storage.database import Database


@contextmanager
def no_room(after: int = 0) -> Iterator[None]:
    """This laptop's disk is full, after so many records more."""
    real, left = Pair.append, [after]

    def append(self: Pair, end: int, data: bytes) -> None:
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        real(self, end, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pair, "append", append)
        yield


def entries_of(school: SmallSchool, sent: Sent) -> list[str]:
    found = school.open("dsl").cases.open_case(sent.case_id)
    return [
        one.kind.value for one in found.timeline if one.kind.value in ("report", "more-answers")
    ]


def test_the_first_half_never_asks_the_share_and_the_second_ends_it(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)

    def never(*_: object) -> None:
        raise AssertionError("the share was asked")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_connected", never)
        put = teacher.cases.sending.put_first(draft)
        assert (put.queued, put.why, put.reference) == (True, "", "")
        assert [one.id for one in teacher.cases.waiting()] == [draft.id]
        assert [one.stage for one in teacher.drafts.all()] == ["full"]
    sent = teacher.cases.sending.deliver_put(draft)
    assert (sent.queued, sent.reference, sent.about) == (False, "TR-2026-001", put.about)
    assert teacher.cases.waiting() == ()
    assert [one.reference for one in teacher.drafts.all()] == ["TR-2026-001"]
    assert teacher.follow().sent == ()
    assert entries_of(folder_school, sent) == ["report"]


def test_whoever_types_on_meanwhile_does_not_undo_what_it_is_called(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick())
    teacher.cases.sending.put_first(draft)
    (rest,) = teacher.drafts.all()
    sent = teacher.cases.sending.deliver_put(draft)
    teacher.drafts.keep(replace(rest, answers={**rest.answers, n.ROOM: "The hall"}))
    (kept,) = teacher.drafts.all()
    assert (kept.reference, kept.answers[n.ROOM]) == (sent.reference, "The hall")


@pytest.mark.parametrize("stage", ["quick", "stop"])
def test_a_crash_between_the_halves_delivers_it_once(
    folder_school: SmallSchool, stage: str
) -> None:
    root = folder_school.folder / "laptop"
    teacher = folder_school.open("teacher1", root=root)
    folder_school.clock.turn(minutes=15)
    made = answers.stop if stage == "stop" else answers.quick
    draft = folder_school.draft(made(**{n.HAPPENED_AT: when_value(folder_school.clock())}), stage)
    sent = teacher.cases.sending.put_first(draft)
    teacher.close()
    folder_school.clock.turn(minutes=-15)  # its clock was fast, and is put right
    teacher = folder_school.open("teacher1", root=root)
    assert len(teacher.follow().sent) == 1
    assert teacher.follow().sent == ()
    assert teacher.drafts.refusals() == ()
    assert entries_of(folder_school, sent) == ["report"]


def test_the_second_half_judges_by_the_moment_of_the_first(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    folder_school.clock.turn(minutes=15)
    when = when_value(folder_school.clock())
    draft = folder_school.draft(answers.quick(**{n.HAPPENED_AT: when}))
    teacher.cases.sending.put_first(draft)
    folder_school.clock.turn(minutes=-15)
    assert not teacher.cases.sending.deliver_put(draft).queued


def test_the_second_half_waits_for_what_ails_the_share(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick())
    teacher.cases.sending.put_first(draft)
    with trouble(folder_school, "away"):
        sent = teacher.cases.sending.deliver_put(draft)
    assert (sent.queued, bool(sent.why)) == (True, True)
    assert len(teacher.follow().sent) == 1


@pytest.mark.parametrize(
    "error",
    [AnswersRefused("No.", ((n.SEEN, "Too short."),)), NotAllowed("No."), NoLongerMember("No.")],
    ids=["answers", "right", "ended"],
)
def test_what_she_must_mend_is_among_her_drafts_as_she_left_it(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick(), page="seen", trail=("seen", "where"))
    teacher.drafts.keep(draft)

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Sending, "deliver", refuse)
    for send in (teacher.cases.send, _in_halves(teacher.cases.sending)):
        with pytest.raises(type(error), match=r"No\."):
            send(draft)
        assert teacher.cases.waiting() == ()
        assert teacher.drafts.all() == (draft,)
        # She reads why at once; that it could not be sent stays on her list, without a banner.
        opened = [one.opened for one in teacher.drafts.refusals()]
        assert opened == ([] if isinstance(error, NoLongerMember) else [True])


def _in_halves(sending: Sending) -> Callable[[Draft], Sent]:
    def send(draft: Draft) -> Sent:
        sending.put_first(draft)
        return sending.deliver_put(draft)

    return send


def test_what_somebody_waits_for_is_left_alone_by_the_look_at_the_share(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = folder_school.open("teacher1")
    real, seen = Sending.deliver, []

    def deliver(self: Sending, draft: Draft, *more: object) -> Sent:
        monkeypatch.setattr(Sending, "deliver", real)
        seen.append((teacher.follow().sent, len(teacher.cases.waiting())))
        return real(self, draft, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "deliver", deliver)
    sent = teacher.cases.send(folder_school.draft(answers.quick()))
    assert seen == [((), 1)]
    assert (sent.already_sent, teacher.follow().sent) == (False, ())


# ---------------------------------------------------------------------- a full disk


def test_what_arrived_is_not_called_lost_when_this_laptop_cannot_write_it_down(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder_school.folder / "laptop"
    teacher = folder_school.open("teacher1", root=root)
    draft = folder_school.draft(answers.quick())
    with no_room(after=1):
        sent = teacher.cases.send(draft)
        assert (sent.queued, sent.reference) == (False, "TR-2026-001")
        asked: list[object] = []
        with monkeypatch.context() as patch:
            patch.setattr(Sending, "deliver", lambda *_: asked.append(1))
            changes = teacher.follow()
        # Nor is it sent again, or told again; what is wrong is said.
        assert (asked, changes.sent, changes.refused) == ([], (), ())
        assert "This laptop's disk is full" in changes.trouble
    teacher.follow()
    assert teacher.cases.waiting() == ()
    assert [one.reference for one in teacher.drafts.all()] == ["TR-2026-001"]
    with no_room(after=1):
        other = teacher.cases.send(folder_school.draft(answers.quick()))
    teacher.close()
    teacher = folder_school.open("teacher1", root=root)  # after a crash it finds it there
    assert teacher.follow().sent == (other.reference,)
    assert teacher.cases.waiting() == ()
    assert entries_of(folder_school, other) == ["report"]


def test_a_full_laptop_sends_all_the_same_and_says_what_neither_takes(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)
    with no_room():
        with trouble(folder_school, "away"), pytest.raises(DiskFull, match="This laptop's disk"):
            teacher.cases.send(draft)
        with pytest.raises(DiskFull, match="This laptop's disk"):
            teacher.cases.sending.put_first(draft)
        assert teacher.drafts.all() == (draft,)
        sent = teacher.cases.send(draft)
        assert not sent.queued
        assert teacher.follow().sent == ()  # she has read that it was
    teacher.follow()
    assert [(one.stage, one.reference) for one in teacher.drafts.all()] == [
        ("full", sent.reference)
    ]
    assert entries_of(folder_school, sent) == ["report"]


def test_what_was_taught_arrives_once_also_on_a_full_laptop(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    taught = _taught(teacher, folder_school.clock())
    with no_room(after=1):
        teacher.lesson_log.keep(taught)
        for _ in range(2):
            assert "disk is full" in teacher.follow().trouble
    assert teacher.follow().trouble == ""
    assert [one.id for one in folder_school.open("ict").lesson_log.taught()] == [taught.id]
    with teacher.signed_in.database.read() as session:
        assert len(entries_about(session, str(taught.id))) == 1
