"""Words made to break out of where they stand: calendars, papers, pages, both databases."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import icalendar
import pytest

from tests.oversight.test_accounts import details
from tests.oversight.training.test_training import DRAFT
from tests.policy.test_versions import TEXT, approved, begun, checked
from tests.schools import SmallSchool
from trent_desktop.dated import Dated
from trent_desktop.oversight.calendar.ics import calendar_file, event_file
from trent_desktop.oversight.filter_checks.values import (
    Item,
    NewCheck,
    NewYearlyReview,
    Profile,
    Result,
)
from trent_desktop.oversight.training.documents import certificate_pdf, sheet_pdf
from trent_desktop.oversight.training.values import CertificateDraft
from trent_desktop.policy.clauses import Clause
from trent_desktop.policy.documents import policy_pdf
from trent_desktop.policy.editing import AddClause
from trent_desktop.policy.values import Approval
from trent_desktop.problems import Problem
from trent_desktop.reports.tasks.task import ToDo, ToDoKind
from trent_desktop.school.settings.letterhead import letterhead_of

SCHOOL, NOW = uuid.UUID(int=7), dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00")
HOSTILE = (
    "<b>&amp;</b> \u202egnp.exe <img src=x>",
    "a\x00b",
    "a\ud800b",
    "a\x07\x1bb",
    "=1+1",
)


@pytest.mark.parametrize("line", BREAKS, ids=repr)
def test_no_word_ends_its_line_in_a_calendar(line: str) -> None:
    words = f"Training{line}END:VEVENT{line}BEGIN:VEVENT{line}SUMMARY:Come to me"
    one = Dated("a", NOW.date(), words, "training", at=dt.time(9), minutes=60)
    for made in (
        event_file(one, SCHOOL, NOW, place=words),
        calendar_file([ToDo(ToDoKind.DATED, due=one.day, dated=one)], SCHOOL, NOW),
    ):
        text = made.decode("utf-8")
        assert "\x00" not in text
        lines = text.replace("\r\n", "\n").splitlines()
        assert sum(one.startswith("BEGIN:VEVENT") for one in lines) == 1
        assert sum(one.startswith("SUMMARY") for one in lines) == 1
        (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
        assert "Training" in str(event["summary"])


def test_a_day_at_the_end_of_the_calendar_is_left_out_and_the_rest_stands() -> None:
    rows = [
        ToDo(ToDoKind.DATED, due=day, dated=Dated(str(day), day, "A day", "training", at=at))
        for day in (dt.date.min, NOW.date(), dt.date.max)
        for at in (None, dt.time(23, 59))
    ]
    made = calendar_file(rows, SCHOOL, NOW)
    events = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert (
        sum(event.decoded("dtstart").year == NOW.year for event in events if "dtstart" in event)
        == 2
    )


@pytest.mark.both_databases
@pytest.mark.parametrize("words", HOSTILE, ids=repr)
def test_words_are_kept_or_refused_and_never_break_anything(
    school: SmallSchool, words: str
) -> None:
    head, ict = school.open("head"), school.open("ict")
    today = head.training.today

    def tried(act: object) -> bool:
        try:
            act()  # pyright: ignore[reportCallIssue, reportUnknownVariableType]
        except Problem:
            return False
        return True

    session = uuid.uuid4()
    said = replace(DRAFT, title=words, given_by=words, own=(words,), day=today)
    if tried(lambda: head.training.plan(session, said)):
        hers = head.member.id
        head.training.mark(uuid.uuid4(), session, {hers: True})
        tried(lambda: head.training.mark(uuid.uuid4(), session, {hers: False}, why=words))
        head.training.mark(uuid.uuid4(), session, {hers: True})
        certificate_pdf(head.training.attended(session, hers), letterhead_of(head), today=today)
        one, lines = head.training.sheet(session)
        sheet_pdf(one, lines, letterhead_of(head), printed_by=words.replace("\ud800", ""))
    paper = CertificateDraft(words, words, today, today)
    if tried(lambda: head.training.add_certificate(kept, head.member.id, paper)):
        tried(lambda: head.training.withdraw_certificate(kept, words))
    account = uuid.uuid4()
    more = {"platform": words, "name": words, "purpose": words}
    if tried(lambda: ict.accounts.save(account, details(head.member.id, **more))):
        ict.accounts.set_password(account, words, None)
        tried(lambda: ict.accounts.close(account, words))
    check = NewCheck(
        uuid.uuid4(), today, words, words, Profile.PUPIL, {Item.AI: Result.NOT_AS_IT_SHOULD}, words
    )
    tried(lambda: head.filter_checks.add_check(check))
    tried(lambda: head.filter_checks.take_back(check.id, words, id_=uuid.uuid4()))
    tried(
        lambda: head.filter_checks.add_review(
            NewYearlyReview(uuid.uuid4(), today, words, words, words, words, words, words)
        )
    )
    draft = begun(head, replace(TEXT, title=words))
    added = AddClause(1, "", Clause("6.1", words, (words,), words))
    tried(lambda: head.policy_drafts.change(draft.id, added))
    draft = checked(head, draft)
    approval = Approval(today, words, today, today.replace(year=today.year + 1))
    tried(lambda: head.policy_drafts.approve(draft.id, draft.changed_at, approval))
    policy_pdf(head.policy.in_force(), letterhead_of(head))
    head.training.sessions(), head.training.standings(), head.filter_checks.everything()
    ict.accounts.accounts()
    assert head.calendar.look()


kept = uuid.UUID(int=3)
__all__ = ["approved"]
