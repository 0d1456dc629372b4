"""The school's accounts: their passwords open for the ICT Lead alone, and with the code in the safe."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import select

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.oversight.accounts.models import AccountRow
from trent_desktop.oversight.accounts.sealing import open_password
from trent_desktop.oversight.accounts.values import AccountDetails, Due
from trent_desktop.problems import AnswersRefused, CodeRefused, NotAllowed, NotFound, SignInRefused
from trent_desktop.roles import Role
from trent_desktop.storage.cipher import CannotOpen
from trent_desktop.storage.tables import Table

TOMORROW = dt.date(2026, 11, 24)
SECRET = "Füchse & <b>Hühner</b> 🦊 7"


def details(owner: uuid.UUID, **more: str) -> AccountDetails:
    return AccountDetails(
        more.get("platform", "YouTube"),
        more.get("name", "Trent Primary"),
        more.get("purpose", "Films of assemblies without children’s faces."),
        owner,
        (owner,),
        "office@school.example",
    )


def test_a_password_opens_for_the_ict_lead_with_her_own_and_a_reason(school: SmallSchool) -> None:
    ict = school.open("ict")
    account = uuid.uuid4()
    for _twice in range(2):
        ict.accounts.save(account, details(school.members["ict"]))
    (one,) = ict.accounts.accounts()
    assert (one.has_password, one.due) == (False, Due.NEVER)
    ict.accounts.set_password(account, SECRET, ict.accounts.today + dt.timedelta(days=90))
    (one,) = ict.accounts.accounts()
    assert (one.has_password, one.opens, one.due) == (True, True, None)

    with pytest.raises(SignInRefused):
        ict.accounts.show_password(account, "not it", "To post the film")
    with pytest.raises(AnswersRefused):
        ict.accounts.show_password(account, PASSWORD, "  ")
    assert ict.accounts.seen(account) == ()
    assert ict.accounts.show_password(account, PASSWORD, "To post the film") == SECRET
    (seen,) = ict.accounts.seen(account)
    assert (seen.by, seen.why) == ("Tomasz Wiśniewski", "To post the film")


def test_it_is_nowhere_in_the_file_or_a_repr(school: SmallSchool) -> None:
    ict = school.open("ict")
    account = uuid.uuid4()
    ict.accounts.save(account, details(school.members["ict"]))
    ict.accounts.set_password(account, "Zebrafink-4711", None)
    assert "Zebrafink" not in repr(ict.accounts.accounts())
    with ict.signed_in.database.read() as session:
        for table in Table.metadata.sorted_tables:
            for row in session.execute(select(table)):
                assert "Zebrafink" not in repr(tuple(row))


def test_nobody_else_comes_to_it_also_not_with_keys_and_a_debugger(school: SmallSchool) -> None:
    ict = school.open("ict")
    account = uuid.uuid4()
    ict.accounts.save(account, details(school.members["ict"]))
    ict.accounts.set_password(account, SECRET, None)
    for name in ("teacher1", "support", "dsl", "deputy", "chair", "governor"):
        theirs = school.open(name)
        with pytest.raises(NotAllowed):
            theirs.accounts.accounts()
        with pytest.raises(NotAllowed):
            theirs.accounts.seen(account)
        with pytest.raises(NotAllowed):
            theirs.accounts.show_password(account, PASSWORD, "Because")
        with pytest.raises(NotAllowed):
            theirs.accounts.show_with_code(account, school.made.recovery_code, "Because")
        assert theirs.accounts.dates(theirs.accounts.today) == ()
    head = school.open("head")
    (one,) = head.accounts.accounts()
    assert (one.details.platform, one.opens) == ("YouTube", False)
    with pytest.raises(NotAllowed):
        head.accounts.show_password(account, PASSWORD, "Because")
    with head.signed_in.database.read() as session:
        row = session.execute(select(AccountRow)).scalar_one()
        sealed = row.sealed
    assert sealed is not None
    for private in head.signed_in.keyring.private_keys.values():
        with pytest.raises(CannotOpen):
            open_password(account, sealed, private)
    other = uuid.uuid4()
    (key,) = [
        private
        for private in ict.signed_in.keyring.private_keys.values()
        if _opens(account, sealed, private)
    ]
    with pytest.raises(CannotOpen):
        open_password(other, sealed, key)  # a row's password put under another account


def _opens(account: uuid.UUID, sealed: bytes, private: bytes) -> bool:
    try:
        return open_password(account, sealed, private) == SECRET
    except CannotOpen:
        return False


def test_the_headteacher_comes_to_it_with_the_code_in_the_safe(school: SmallSchool) -> None:
    ict = school.open("ict")
    account = uuid.uuid4()
    ict.accounts.save(account, details(school.members["ict"]))
    ict.accounts.set_password(account, SECRET, None)
    head = school.open("head")
    with pytest.raises(CodeRefused):
        head.accounts.show_with_code(account, "AAAA-BBBB-CCCC-DDDD-EEEE", "She is ill")
    code = school.made.recovery_code
    assert head.accounts.show_with_code(account, code, "She is ill") == SECRET
    (seen,) = head.accounts.seen(account)
    assert seen.why == "With the code in the safe: She is ill"


def test_it_is_to_be_changed_when_its_day_comes_or_somebody_who_knew_it_leaves(
    school: SmallSchool,
) -> None:
    ict, head = school.open("ict"), school.open("head")
    account = uuid.uuid4()
    ict.accounts.save(account, details(school.members["ict"]))
    today = ict.accounts.today
    ict.accounts.set_password(account, SECRET, today + dt.timedelta(days=30))
    (dated,) = ict.accounts.dates(today)
    assert (dated.day, dated.part, dated.subject) == (
        today + dt.timedelta(days=30),
        "accounts",
        account,
    )
    assert "YouTube" not in dated.words
    school.clock.turn(days=31)
    (one,) = ict.accounts.accounts()
    assert one.due is Due.DAY
    ict.accounts.set_password(account, "another", None)
    (one,) = ict.accounts.accounts()
    assert one.due is None

    school.clock.turn(hours=1)
    ict.roles_held.hand_over(Role.ICT_LEAD, school.members["teacher1"])
    head.follow()
    (one,) = head.accounts.accounts()
    assert (one.due, one.left) == (Due.LEFT, ("Tomasz Wiśniewski",))
    assert head.accounts.counts().due == 1
    newcomer = school.open("teacher1")
    (one,) = newcomer.accounts.accounts()
    assert one.opens
    assert newcomer.accounts.show_password(account, PASSWORD, "To change it") == "another"
    newcomer.accounts.set_password(account, "mine", None)
    (one,) = newcomer.accounts.accounts()
    assert one.due is None


def test_two_who_change_it_at_once_lose_nothing(school: SmallSchool) -> None:
    here, there = school.open("ict"), school.open("ict")
    account = uuid.uuid4()
    here.accounts.save(account, details(school.members["ict"]))
    (seen,) = there.accounts.accounts()
    here.accounts.save(
        account, details(school.members["ict"], purpose="News."), seen_change=seen.change
    )
    with pytest.raises(AnswersRefused, match="Somebody else"):
        there.accounts.save(
            account, details(school.members["ict"], purpose="Films."), seen_change=seen.change
        )
    (one,) = there.accounts.accounts()
    assert one.details.purpose == "News."


def test_what_is_closed_has_no_password_any_more(school: SmallSchool) -> None:
    ict = school.open("ict")
    account = uuid.uuid4()
    ict.accounts.save(account, details(school.members["ict"]))
    ict.accounts.set_password(account, SECRET, None)
    with pytest.raises(AnswersRefused):
        ict.accounts.close(account, "")
    ict.accounts.close(account, "We have a website instead.")
    (one,) = ict.accounts.accounts()
    assert (one.closed_why, one.has_password, one.due) == (
        "We have a website instead.",
        False,
        None,
    )
    with pytest.raises(NotFound):
        ict.accounts.show_password(account, PASSWORD, "To look")
    assert ict.accounts.dates(ict.accounts.today) == ()


@pytest.mark.parametrize("missing", ["platform", "name", "purpose"])
def test_what_is_missing_is_said(school: SmallSchool, missing: str) -> None:
    ict = school.open("ict")
    with pytest.raises(AnswersRefused) as refused:
        ict.accounts.save(uuid.uuid4(), details(school.members["ict"], **{missing: "  "}))
    assert [name for name, _ in refused.value.errors] == [missing]
    assert ict.accounts.accounts() == ()


def test_of_two_who_change_a_password_the_second_is_told(school: SmallSchool) -> None:
    one, other = school.open("ict"), school.open("ict")
    account = uuid.uuid4()
    one.accounts.save(account, details(school.members["ict"]))
    one.accounts.set_password(account, "first", None)
    (seen,) = other.accounts.accounts()
    one.accounts.set_password(account, "second", None)
    with pytest.raises(AnswersRefused, match="Somebody else"):
        other.accounts.set_password(account, "third", None, seen_change=seen.change)
    assert one.accounts.show_password(account, PASSWORD, "To post") == "second"
    (now,) = other.accounts.accounts()
    for _twice in range(2):  # the answer was lost on the way, so it comes again
        other.accounts.set_password(account, "third", None, seen_change=now.change)
    (after,) = other.accounts.accounts()
    assert (after.password_on, after.change_by) == (other.accounts.today, None)
    assert one.accounts.show_password(account, PASSWORD, "To post") == "third"
    # Also when only the day changes, and she is ICT Lead with the key at hand.
    other.accounts.set_password(account, "third", TOMORROW, seen_change=after.change)
    assert other.accounts.accounts()[0].change_by == TOMORROW
