"""A report waits for whatever ails the school's folder, and goes by itself; only what a person
must mend comes back to her, and then it says so until she has seen to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from pathlib import Path

import pytest

from tests.reports import answers
from tests.reports.doing import full_answers
from tests.reports.trouble import TROUBLES, trouble
from tests.schools import SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.lessons import log
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.values import Taught
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, DiskFull, NotAllowed
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.audit import Act

LONG = "word " * 900
#: So that two of them do not fit on one page of the file.
LONGEST_STOP = "word " * 390


def _draft(school: SmallSchool, stage: str) -> Draft:
    if stage == "stop":
        return school.draft(answers.stop(**{n.STOP_SEEN_BY: LONGEST_STOP}), "stop")
    return school.draft(answers.quick(**{n.SEEN: LONG}))


@pytest.mark.parametrize("stage", ["quick", "stop"])
@pytest.mark.parametrize("kind", TROUBLES)
def test_a_report_waits_and_is_delivered_once(
    folder_school: SmallSchool, kind: str, stage: str
) -> None:
    dsl, teacher = folder_school.open("dsl"), folder_school.open("teacher1")
    before = teacher.cases.send(_draft(folder_school, stage))
    draft = _draft(folder_school, stage)
    teacher.drafts.keep(draft)
    with trouble(folder_school, kind):
        sent = teacher.cases.send(draft)
        assert (sent.queued, sent.reference) == (True, "")
        for _ in range(2):
            changes = teacher.follow()
            assert changes.sent == ()
            assert changes.away or changes.trouble
        assert [one.id for one in teacher.cases.waiting()] == [draft.id]
        assert teacher.drafts.refusals() == ()
    assert len(teacher.follow().sent) == 1
    assert teacher.follow().sent == ()
    assert teacher.cases.waiting() == ()
    found = dsl.cases.open_case(draft.id)
    assert len([one for one in found.timeline if one.kind.value == "report"]) == 1
    assert found.summary.reference.startswith("TR-S-" if stage == "stop" else "TR-2026-002")
    dsl.follow()
    assert {row.id for row in dsl.cases.page(CaseQuery()).rows} == {before.case_id, draft.id}


@pytest.mark.parametrize("kind", TROUBLES)
def test_what_waits_already_is_not_taken_for_refused(folder_school: SmallSchool, kind: str) -> None:
    """It went into the outbox while the folder was away; then the folder came back in trouble."""
    teacher = folder_school.open("teacher1")
    draft = _draft(folder_school, "quick")
    with trouble(folder_school, "away"):
        assert teacher.cases.send(draft).queued
    with trouble(folder_school, kind):
        teacher.follow()
        assert [one.id for one in teacher.cases.waiting()] == [draft.id]
    assert teacher.follow().sent == ("TR-2026-001",)


def test_what_is_wrong_with_the_folder_is_said_in_its_own_words(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    said: dict[str, str] = {}
    for kind in TROUBLES:
        with trouble(folder_school, kind):
            sent = teacher.cases.send(_draft(folder_school, "quick"))
            changes = teacher.follow()
        said[kind] = changes.trouble
        assert changes.away is (kind == "away")
        assert sent.why
    assert said["away"] == ""
    assert "busy" in said["busy"]
    assert "full" in said["full"]
    assert "nothing can be saved" in said["read-only"]
    assert "damaged" in said["damaged"]
    assert "teacher1" not in "".join(said.values())


def test_an_error_nobody_knows_is_waited_for_too(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = folder_school.open("teacher1")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Sending, "_send_new", broken)
    draft = _draft(folder_school, "quick")
    assert teacher.cases.send(draft).queued
    assert teacher.follow().trouble
    assert [one.id for one in teacher.cases.waiting()] == [draft.id]
    monkeypatch.undo()
    assert len(teacher.follow().sent) == 1


def test_one_that_cannot_go_does_not_stop_those_behind_it(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    first, second = _draft(folder_school, "quick"), _draft(folder_school, "quick")
    with trouble(folder_school, "away"):
        teacher.cases.send(first)
        (rest,) = teacher.drafts.all()
        teacher.cases.send(dataclasses.replace(rest, answers=full_answers(rest.answers)))
        teacher.cases.send(second)
    real = Sending._send_new

    def stubborn(self: Sending, session: object, draft: Draft, *rest: object) -> object:
        if draft.id == first.id:
            raise ZeroDivisionError
        return real(self, session, draft, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "_send_new", stubborn)
    sent = teacher.follow()
    assert (len(sent.sent), sent.cases) == (1, frozenset({second.id}))
    # Of one case nothing overtakes: its second part waits for the first.
    assert [(one.id, one.stage) for one in teacher.cases.waiting()] == [
        (first.id, "quick"),
        (first.id, "full"),
    ]
    # And what is new comes in all the same.
    sent_by_other = ict.cases.send(_draft(folder_school, "quick"))
    changes = teacher.follow()
    assert (changes.cases, bool(changes.trouble)) == (frozenset(), True)
    ict.follow()
    assert ict.cases.page(CaseQuery()).rows[0].id == sent_by_other.case_id
    monkeypatch.undo()
    assert teacher.follow().sent == ("TR-2026-003",)  # both parts, one report
    assert teacher.cases.waiting() == ()


def _queue(teacher: OpenSchool, draft: Draft) -> None:
    teacher.cases.sending._queue(draft, rest=draft.stage != "stop")


@pytest.mark.parametrize("stage", ["quick", "stop"])
def test_a_clock_that_moved_refuses_nothing(folder_school: SmallSchool, stage: str) -> None:
    """The laptop's clock was a quarter of an hour fast; it was put right before the share came."""
    teacher = folder_school.open("teacher1")
    folder_school.clock.turn(minutes=15)
    when = when_value(folder_school.clock())
    made = answers.quick if stage == "quick" else answers.stop
    draft = folder_school.draft(made(**{n.HAPPENED_AT: when}), stage)
    with trouble(folder_school, "away"):
        assert teacher.cases.send(draft).queued
    folder_school.clock.turn(minutes=-15)
    assert len(teacher.follow().sent) == 1
    assert teacher.drafts.refusals() == ()


def test_a_clock_that_moved_does_not_change_the_order(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    folder_school.clock.turn(minutes=15)
    with trouble(folder_school, "away"):
        teacher.cases.send(folder_school.draft(answers.quick()))
        (rest,) = teacher.drafts.all()
        folder_school.clock.turn(minutes=-15)
        _queue(teacher, rest)
        assert [one.stage for one in teacher.cases.waiting()] == ["quick", "full"]


def test_a_draft_found_on_the_share_after_a_crash_is_judged_by_its_own_moment(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    folder_school.clock.turn(minutes=15)
    when = when_value(folder_school.clock())
    draft = folder_school.draft(answers.quick(**{n.HAPPENED_AT: when}))
    teacher.drafts.keep(draft)
    teacher.cases.sending._settle = lambda *_: None  # type: ignore[method-assign]
    sent = teacher.cases.send(draft)
    del teacher.cases.sending._settle
    folder_school.clock.turn(minutes=-15)
    assert teacher.follow().sent == (sent.reference,)


def test_a_draft_on_the_share_that_is_not_fit_to_send_stops_nothing(
    folder_school: SmallSchool,
) -> None:
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)
    teacher.cases.sending._settle = lambda *_: None  # type: ignore[method-assign]
    teacher.cases.send(draft)
    del teacher.cases.sending._settle
    teacher.drafts.keep(dataclasses.replace(draft, answers={n.SEEN: ""}))  # she went on typing
    changes = teacher.follow()
    assert not changes.away
    assert len(changes.cases) == 1  # her own case came in
    assert [one.id for one in teacher.drafts.all()] == [draft.id]
    assert ict.follow().cases == {draft.id}


# ---------------------------------------------------------------------- what must be mended


def _refused(school: SmallSchool, root: Path, error: Exception, stage: str = "quick") -> OpenSchool:
    teacher = school.open("teacher1", root=root)
    made = answers.stop() if stage == "stop" else answers.quick()
    with trouble(school, "away"):
        assert teacher.cases.send(school.draft(made, stage)).queued

    def refuse(*_: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sending, "deliver", refuse)
        changes = teacher.follow()
    assert len(changes.refused) == 1
    return teacher


def test_what_was_refused_is_known_until_it_is_mended(folder_school: SmallSchool) -> None:
    root = folder_school.folder / "laptop"
    wrong = AnswersRefused("Some answers cannot be sent as they are.", ((n.SEEN, "Too short."),))
    teacher = _refused(folder_school, root, wrong)
    (draft,) = teacher.drafts.all()
    teacher.follow()
    teacher.close()
    teacher = folder_school.open("teacher1", root=root)  # the laptop was shut in between
    (refusal,) = teacher.drafts.refusals()
    assert (refusal.draft_id, refusal.opened) == (draft.id, False)
    assert refusal.words == wrong.words
    assert refusal.errors == wrong.errors
    # Opened, it still stands on her list as one that could not go.
    assert teacher.drafts.heed_refusal(draft.id) == refusal
    (refusal,) = teacher.drafts.refusals()
    assert refusal.opened
    teacher.cases.send(draft)
    assert teacher.drafts.refusals() == ()


def test_a_discarded_draft_is_refused_no_more(folder_school: SmallSchool) -> None:
    root = folder_school.folder / "laptop"
    teacher = _refused(folder_school, root, NotAllowed("Not any more."))
    (draft,) = teacher.drafts.all()
    teacher.drafts.discard(draft.id)
    assert teacher.drafts.refusals() == ()


def test_nothing_of_a_stopped_or_sealed_report_is_said_aloud(folder_school: SmallSchool) -> None:
    root = folder_school.folder / "laptop"
    wrong = AnswersRefused("An address cannot be part of a stopped report.", ((n.WHERE, "No."),))
    teacher = _refused(folder_school, root, wrong, "stop")
    (refusal,) = teacher.drafts.refusals()
    assert refusal.aloud == ""
    assert [draft.stage for draft in teacher.drafts.all()] == ["stop"]
    teacher.drafts.discard(refusal.draft_id)
    alone = NotAllowed("This report is now with others alone.")
    teacher = _refused(folder_school, root, alone)
    assert [one.aloud for one in teacher.drafts.refusals()] == [""]


def test_the_second_part_comes_back_with_a_first_that_was_refused(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    with trouble(folder_school, "away"):
        teacher.cases.send(folder_school.draft(answers.quick()))
        (rest,) = teacher.drafts.all()
        _queue(teacher, dataclasses.replace(rest, answers={**rest.answers, n.ROOM: "The hall"}))
    real = Sending.deliver

    def refuse(self: Sending, draft: Draft, *more: object) -> object:
        if draft.stage == "quick":
            raise AnswersRefused("Some answers cannot be sent as they are.")
        return real(self, draft, *more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sending, "deliver", refuse)
        teacher.follow()
    assert teacher.cases.waiting() == ()
    (back,) = teacher.drafts.all()
    assert (back.stage, back.answers[n.ROOM]) == ("quick", "The hall")


# ---------------------------------------------------------------------- what else waits


def test_a_lesson_that_cannot_be_written_down_keeps_no_report_back(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = folder_school.open("teacher1")
    taught = _taught(teacher, folder_school.clock())
    other = _taught(teacher, folder_school.clock())
    real = log._put

    def broken(session: object, one: Taught) -> None:
        if one.id == taught.id:
            raise ZeroDivisionError
        real(session, one)  # type: ignore[arg-type]

    monkeypatch.setattr(log, "_put", broken)
    teacher.lesson_log.keep(taught)
    teacher.lesson_log.keep(other)
    ict = folder_school.open("ict")
    ict.cases.send(folder_school.draft(answers.quick()))
    teacher.cases.send(folder_school.draft(answers.quick()))
    changes = teacher.follow()
    assert not changes.away
    assert len(changes.cases) == 1
    colleague = folder_school.open("teacher2")
    assert [one.id for one in colleague.lesson_log.taught()] == [other.id]
    monkeypatch.undo()
    teacher.follow()
    assert {one.id for one in colleague.lesson_log.taught()} == {taught.id, other.id}


@pytest.mark.parametrize("kind", TROUBLES)
def test_what_was_taught_waits_too(folder_school: SmallSchool, kind: str) -> None:
    teacher = folder_school.open("teacher1")
    taught = dataclasses.replace(_taught(teacher, folder_school.clock()), kept=b"x" * 40_000)
    with trouble(folder_school, kind):
        teacher.lesson_log.keep(taught)  # nobody is troubled with it: it is kept
        teacher.follow()
        assert [one.id for one in teacher.lesson_log.taught()] == [taught.id]
    teacher.follow()
    colleague = folder_school.open("teacher2")
    assert [one.id for one in colleague.lesson_log.taught()] == [taught.id]


def _taught(teacher: OpenSchool, at: dt.datetime) -> Taught:
    return Taught(
        id=uuid.uuid4(),
        lesson="safe-34",
        class_id=None,
        class_name="4B",
        member_id=teacher.member.id,
        started_at=at,
        minutes=30,
        furthest=4,
        slides=9,
        title="Safe",
        letter=Letter.SAFE,
        years="3-4",
        strands=(),
    )


@pytest.mark.parametrize("kind", ["full", "read-only"])
def test_a_full_or_locked_share_keeps_nobody_from_signing_in(
    folder_school: SmallSchool, kind: str
) -> None:
    """She wants to report something, and the share is full since this morning."""
    root = folder_school.folder / "laptop"
    folder_school.open("teacher1", root=root).close()
    ict = folder_school.open("ict")
    with trouble(folder_school, kind):
        if kind == "full":
            _fill_up_the_trail(ict)
        teacher = folder_school.open("teacher1", root=root)
        assert teacher.started_away
        draft = _draft(folder_school, "quick")
        assert teacher.cases.send(draft).queued
    assert len(teacher.follow().sent) == 1


def _fill_up_the_trail(member: OpenSchool) -> None:
    """Write down that somebody signed in, until there is no room for another such entry."""
    me = member.signed_in

    def sign_in_again_and_again() -> None:
        for _ in range(200):
            with me.database.write() as session:
                me.audit(session, Act.SIGNED_IN, str(me.member.id))

    with pytest.raises(DiskFull):
        sign_in_again_and_again()
