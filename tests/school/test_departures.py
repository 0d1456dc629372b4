"""Ending a member's access: for real, whatever she kept."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
import sqlcipher3

from tests.reports import answers
from tests.school.staff import document_of, invite_one, join_with
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import MoveNotPossible, NotAllowed, Problem, SignInRefused
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.roles import Role
from trent_desktop.school.keys.recovery.recovering import recover
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.cipher import CannotOpen, unseal
from trent_desktop.storage.database import opens
from trent_desktop.storage.exclusive import exclusive
from trent_desktop.storage.key_format import from_bytes
from trent_desktop.storage.key_slots import open_slot


def test_who_was_removed_cannot_sign_in_and_is_told_at_once(school: SmallSchool) -> None:
    teacher = school.open("teacher2")
    heard: list[tuple[float, str]] = []
    school.open("ict").members.remove(
        school.members["teacher2"], lambda done, words: heard.append((done, words))
    )
    changes = teacher.follow()
    assert "no longer have access" in changes.ended
    with pytest.raises(SignInRefused):
        school.open("teacher2")
    if not school.location.is_server:
        assert heard[-1][0] == 1.0
        assert [done for done, _ in heard] == sorted(done for done, _ in heard)
        assert all(words for _, words in heard)


def test_what_she_kept_opens_nothing_written_since(folder_school: SmallSchool) -> None:
    """Her old key file, her cached keys and a copy of the data key (the issue's own words)."""
    school = folder_school
    assert school.location.folder is not None
    share = school.location.folder
    root = school.folder / "her laptop"
    school.open("teacher2", root=root)
    kept = school.folder / "kept"
    shutil.copytree(share, kept)
    old_key = school.made.data_key
    assert opens(share / "school.db", old_key)

    ict = school.open("ict")
    ict.members.remove(school.members["teacher2"])
    written = school.open("teacher1").cases.send(school.draft(answers.quick()))

    assert not opens(share / "school.db", old_key)
    # The old key file still opens the copy of before, and nothing else.
    document = from_bytes((kept / "school.keys").read_bytes())
    slot = document.slot_of(str(school.members["teacher2"]))
    assert slot is not None
    opened = open_slot(document.school_id, slot, PASSWORD)
    assert opens(kept / "school.db", opened.data_key)
    assert not opens(share / "school.db", opened.data_key)
    # The new key document has nothing for her private key either.
    for one in document_of(school).slots:
        with pytest.raises(CannotOpen):
            unseal(opened.private_key, one.data_key)
    # Putting her old key file back brings nobody in.
    for name in ("school.keys", "school.keys.copy"):
        shutil.copy2(kept / name, share / name)
    with pytest.raises((SignInRefused, Problem)):
        school.open("teacher2", root=root)
    # The bytes of the file without any key say nothing, and what was written is there.
    assert written.reference.encode() not in (share / "school.db").read_bytes()


def test_her_cached_keys_let_her_into_nothing_new_while_the_share_is_there(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    root = school.folder / "her laptop"
    teacher = school.open("teacher2", root=root)
    school.open("ict").members.remove(school.members["teacher2"])
    assert list(root.rglob("keys"))
    teacher.follow()
    cached = from_bytes(next(iter(root.rglob("keys"))).read_bytes())
    assert cached.slots == ()


def test_others_go_on_without_signing_in_again(school: SmallSchool) -> None:
    """Programs that are open when the keys change notice, and write on."""
    others = [school.open(name) for name in ("teacher1", "dsl", "head")]
    school.open("ict").members.remove(school.members["teacher2"])
    sent = others[0].cases.send(school.draft(answers.quick()))
    for one in others:
        changes = one.follow()
        assert not changes.ended
        assert not changes.away
        assert one.cases.open_case(sent.case_id)


def test_a_write_that_waits_for_its_turn_is_not_lost(folder_school: SmallSchool) -> None:
    """A laptop that waits while the file is encrypted anew writes into the new one."""
    school = folder_school
    writers = [school.open("teacher1"), school.open("support")]
    sent: list[str] = []
    stop = threading.Event()

    def write(one: object) -> None:
        while not stop.is_set():
            sent.append(one.cases.send(school.draft(answers.quick())).reference)  # type: ignore[attr-defined]

    threads = [threading.Thread(target=write, args=(one,)) for one in writers]
    for thread in threads:
        thread.start()
    ict = school.open("ict")
    for name in ("teacher2", "governor"):
        ict.members.remove(school.members[name])
    stop.set()
    for thread in threads:
        thread.join()
    head = school.open("head")
    head.follow()
    assert sent
    assert len(set(sent)) == len(sent)
    assert {row.reference for row in head.cases.page(CaseQuery(), limit=500).rows} == set(sent)
    assert head.check_audit().broken_at is None
    head.check_file()


def test_suspended_and_restored(school: SmallSchool) -> None:
    ict = school.open("ict")
    teacher = school.open("teacher2")
    before = document_of(school).slot_of(str(school.members["teacher2"]))
    assert before is not None
    ict.members.suspend(school.members["teacher2"])
    assert teacher.follow().ended
    with pytest.raises(SignInRefused):
        school.open("teacher2")
    ict.follow()
    assert {line.member.state for line in ict.members.all() if line.member.name[0] == "Ş"} == {
        MemberState.SUSPENDED
    }
    ict.members.restore(school.members["teacher2"])
    again = school.open("teacher2")
    assert again.cases.send(school.draft(answers.quick()))


def test_the_only_holder_of_a_role_with_cases_stays_until_it_is_passed_on(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    with pytest.raises(MoveNotPossible, match="only Designated Safeguarding Lead"):
        ict.members.remove(school.members["dsl"])
    with pytest.raises(MoveNotPossible, match="only Headteacher"):
        ict.members.suspend(school.members["head"])
    school.open("dsl").roles_held.hand_over(Role.DSL, school.members["deputy"])
    ict.follow()
    ict.members.remove(school.members["dsl"])
    with pytest.raises(SignInRefused):
        school.open("dsl")


def test_nobody_removes_himself_and_somebody_always_administers(school: SmallSchool) -> None:
    ict = school.open("ict")
    with pytest.raises(MoveNotPossible, match="your own access"):
        ict.members.remove(school.members["ict"])
    with pytest.raises(NotAllowed):
        school.open("teacher1").members.remove(school.members["teacher2"])


def test_two_administrators_removing_each_other_at_the_same_moment(
    school: SmallSchool,
) -> None:
    head, ict = school.open("head"), school.open("ict")
    # Somebody else holds their roles too, so that only the race decides.
    head.roles_held.share(Role.HEADTEACHER, school.members["deputy"])
    ict.roles_held.share(Role.ICT_LEAD, school.members["teacher1"])
    head.follow()
    ict.follow()
    outcome: dict[str, str] = {}
    start = threading.Barrier(2)

    def remove(who: str, by: object, whom: str) -> None:
        start.wait()
        try:
            by.members.remove(school.members[whom])  # type: ignore[attr-defined]
            outcome[who] = "removed"
        except Problem as problem:
            outcome[who] = type(problem).__name__

    threads = [
        threading.Thread(target=remove, args=("head", head, "ict")),
        threading.Thread(target=remove, args=("ict", ict, "head")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.values()) in (["NoLongerMember", "removed"],), outcome
    loser = "ict" if outcome["head"] == "removed" else "head"
    with pytest.raises(SignInRefused):
        school.open(loser)
    deputy = school.open("deputy")
    assert deputy.check_audit().broken_at is None


def test_a_slip_made_during_the_change_still_lets_in(school: SmallSchool) -> None:
    ict = school.open("ict")
    slip = invite_one(ict)
    ict.members.remove(school.members["teacher2"])
    assert join_with(school, slip) == "nhart"
    assert school.open("nhart", password="gravel otter lantern pewter").member.active


def test_the_code_in_the_safe_still_opens_after_it(folder_school: SmallSchool) -> None:
    school = folder_school
    school.open("ict").members.remove(school.members["teacher2"])
    recover(
        school.location.shown,
        school.made.recovery_code,
        "ict",
        "gravel otter lantern pewter",
        clock=school.clock,
    )
    assert school.open("ict", password="gravel otter lantern pewter")


def test_a_removed_reporters_report_stays_with_those_who_handle_it(school: SmallSchool) -> None:
    sent = school.open("teacher2").cases.send(school.draft(answers.quick()))
    school.open("ict").members.remove(school.members["teacher2"])
    case = school.open("dsl").cases.open_case(sent.case_id)
    assert case.answers


def test_an_exclusive_lock_is_really_held(folder_school: SmallSchool, tmp_path: Path) -> None:
    """What the change relies on: nobody reads or writes beside it."""
    path = folder_school.location.school_file
    key = folder_school.made.data_key
    with exclusive(path, key):
        other = None
        with pytest.raises(sqlcipher3.OperationalError, match="locked"):
            other = connect_file_quick(path, key)
        assert other is None


def connect_file_quick(path: Path, key: bytes) -> object:
    connection = sqlcipher3.connect(str(path), timeout=0.05)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return connection.execute("SELECT count(*) FROM school").fetchone()
    finally:
        connection.close()
