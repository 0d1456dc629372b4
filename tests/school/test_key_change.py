"""A change of the school's keys, killed half-way: nothing is lost and somebody finishes it."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import delete

from tests.failing.folder import MISSING, failing_folder
from tests.reports import answers
from tests.school.staff import document_of
from tests.schools import SmallSchool
from trent_desktop.problems import DamagedDatabase, Problem, SchoolBusy, SignInRefused
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.school.keys import key_change
from trent_desktop.storage import exclusive
from trent_desktop.storage.database import Database, opens
from trent_desktop.storage.key_slots import KeyDocument, SlotKind
from trent_desktop.storage.tables import SettingRow

MOMENTS = (
    "document written",
    pytest.param("access ended", marks=pytest.mark.slow),
    pytest.param("encrypting 0.02", marks=pytest.mark.slow),
    "encrypting 0.5",
    pytest.param("encrypting 0.98", marks=pytest.mark.slow),
    pytest.param("encrypted", marks=pytest.mark.slow),
)


def fill(school: SmallSchool, megabytes: int) -> None:
    """Make the file so big that encrypting it takes a moment."""
    ict = school.open("ict")
    with ict._me.database.write() as session:
        for number in range(megabytes):
            session.add(SettingRow(name=f"ballast {number}", value=secrets.token_hex(500_000)))


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_half_way(folder_school: SmallSchool, moment: str) -> None:
    school = folder_school
    assert school.location.folder is not None
    sent = school.open("teacher1").cases.send(school.draft(answers.quick()))
    fill(school, 8)
    school.close()  # whoever is in, and does not look, is waited for
    old_key = school.made.data_key
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.school.changing_keys",
            str(school.location.folder),
            str(school.folder / "ict's laptop"),
            str(school.members["teacher2"]),
            moment,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    left = document_of(school)
    assert left.key_change, "the child died too late to test anything"

    # Any member's program finishes it, or takes it back: here a teacher's.
    teacher = school.open("teacher1")
    assert not document_of(school).key_change
    if moment == "document written":
        # The unit of work was never committed: nothing happened, and she may still sign in.
        assert opens(school.location.school_file, old_key)
        assert school.open("teacher2")
    else:
        assert not opens(school.location.school_file, old_key)
        with pytest.raises(SignInRefused):
            school.open("teacher2")
    teacher.follow()
    assert [row.reference for row in teacher.cases.page(CaseQuery()).rows] == [sent.reference]
    assert teacher.check_audit().broken_at is None
    teacher.check_file()
    slots = document_of(school).slots
    assert all(slot.next_data_key is None for slot in slots)
    assert len([slot for slot in slots if slot.kind is SlotKind.PASSWORD]) == (
        9 if moment == "document written" else 8
    )
    # And it can be done again, or another.
    school.open("ict").members.remove(school.members["governor"])
    assert teacher.follow().ended == ""


def test_a_running_program_finishes_what_another_left(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    teacher = school.open("teacher1")

    def power_cut(*_: object) -> bool:
        raise SchoolBusy("gone")

    with monkeypatch.context() as patch:
        patch.setattr(key_change, "_encrypt_anew", power_cut)
        with pytest.raises(SchoolBusy):
            school.open("ict").members.remove(school.members["teacher2"])
    assert opens(school.location.school_file, school.made.data_key)
    teacher.follow()
    assert document_of(school).key_change  # it may be another program's, at work this moment
    later = time.monotonic() + 1_000
    with monkeypatch.context() as patch:
        patch.setattr(key_change.time, "monotonic", lambda: later)
        teacher.follow()
    assert not document_of(school).key_change
    assert not opens(school.location.school_file, school.made.data_key)


def test_a_busy_file_leaves_the_change_for_the_next_who_signs_in(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict = school.open("ict")
    reader = school.open("teacher1")
    monkeypatch.setattr(exclusive, "PATIENCE", 0.2)
    remove_error = None
    begun = key_change.settle

    def settle_beside_a_reader(*args: object) -> bool:
        if not document_of(school).key_change:
            return begun(*args)  # type: ignore[arg-type]
        with reader._me.database.read():
            return begun(*args)  # type: ignore[arg-type]

    from trent_desktop.school.people import departures

    with monkeypatch.context() as patch:
        patch.setattr(departures, "settle", settle_beside_a_reader)
        try:
            ict.members.remove(school.members["teacher2"])
        except SchoolBusy as busy:
            remove_error = busy
    assert remove_error is not None
    assert "when somebody signs in next" in str(remove_error)
    with pytest.raises(SignInRefused):
        school.open("teacher2")  # her access has ended all the same
    school.open("support")
    assert not opens(school.location.school_file, school.made.data_key)


def test_two_who_end_access_at_the_same_moment(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict, head = school.open("ict"), school.open("head")

    class PowerCut(Exception):
        """The laptop is gone."""

    def power_cut(*_: object) -> KeyDocument:
        raise PowerCut

    from trent_desktop.school.people import departures

    settled = departures.settle

    def then_the_ict_lead_is_faster(*args: object) -> bool:
        done = settled(*args)  # type: ignore[arg-type]
        with monkeypatch.context() as patch:
            patch.setattr(departures, "settle", settled)
            patch.setattr(key_change, "_final", power_cut)
            with pytest.raises(PowerCut):
                ict.members.remove(school.members["teacher2"])
        return done

    with monkeypatch.context() as patch:
        patch.setattr(departures, "settle", then_the_ict_lead_is_faster)
        with pytest.raises(SchoolBusy, match="just being changed"):
            head.members.remove(school.members["governor"])
    # The file has the ICT Lead's next key, and the document knows it still.
    for name in ("teacher1", "governor", "head"):
        assert not school.open(name).started_away
    with pytest.raises(SignInRefused):
        school.open("teacher2")
    head.members.remove(school.members["governor"])
    with pytest.raises(SignInRefused):
        school.open("governor")
    school.open("teacher1").check_file()


def test_a_page_that_does_not_read_keeps_the_old_key(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    fill(school, 1)
    with school.open("ict")._me.database.write() as session:
        session.execute(delete(SettingRow))  # what is torn is read by nobody afterwards
    file = school.location.school_file
    whole = key_change._prove

    def torn(database: Database, key: bytes) -> None:
        with file.open("r+b") as opened:  # the share kept one page as it was
            opened.seek(-4096, os.SEEK_END)
            opened.write(bytes(4096))
        whole(database, key)

    with monkeypatch.context() as patch:
        patch.setattr(key_change, "_prove", torn)
        with pytest.raises(DamagedDatabase, match="Its old key is kept"):
            school.open("ict").members.remove(school.members["teacher2"])
    document = document_of(school)
    assert document.key_change
    assert all(
        slot.next_data_key
        for slot in document.slots
        if slot.kind is SlotKind.PASSWORD and slot.holder != str(school.members["teacher2"])
    )
    # Whoever stays signs in all the same.
    assert not school.open("teacher1").started_away


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_a_page_that_fails_to_read_once_is_not_called_damage(folder_school: SmallSchool) -> None:
    school, key = folder_school, folder_school.made.data_key
    school.close()
    assert school.location.folder is not None
    with failing_folder(school.location.folder) as share:
        database = Database(school.location, key)
        share.count()
        key_change._prove(database, key)
        pages = share.calls().count("read school.db")
        share.fail("read", at=pages, times=1, name="school.db")
        key_change._prove(database, key)
        assert share.hits == 1
        share.heal()
        share.fail("read", at=pages - 2, name="school.db")
        with pytest.raises(Problem):
            key_change._prove(database, key)
