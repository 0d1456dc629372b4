"""What a newer program wrote hides nothing, and nothing is done to what is not understood."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.reports.newer import (
    IN_AN_ENTRY,
    IN_THE_ROW,
    NEWER,
    change_people,
    change_report,
    put_entry,
    put_in_row,
)
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.problems import PrintRefused, TooNew
from trent_desktop.reports import vocabulary
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.timeline_words import entry_words
from trent_desktop.roles import Role
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.cipher import digest


def the_rest_is_there(school: SmallSchool, odd: uuid.UUID, other: uuid.UUID) -> None:
    """Both cases are on the list, the counts add up, and the odd one can only be read."""
    head = school.open("head")
    changes = head.follow()
    assert not changes.trouble
    assert not changes.away
    rows = {row.id: row for row in head.cases.page(CaseQuery()).rows}
    assert set(rows) == {odd, other}
    assert rows[odd].newer
    assert not rows[other].newer
    assert head.cases.counts().all == 2
    assert dict(head.cases.counts().by_state).get(CaseState.NEW) == 1
    assert [row.id for row in head.cases.page(CaseQuery("newer")).rows] == [odd]
    case = head.cases.open_case(odd)
    assert case.summary.newer
    assert case.moves == frozenset()
    assert not case.may_print
    assert answers.SEEN in case.answers.values()
    for move in (Move.NOTE, Move.SIGN_OFF, Move.CLOSE):
        with pytest.raises(TooNew, match="made by a newer Trent Desktop"):
            act(head.cases, case, move, "What I think of it")
    with pytest.raises(PrintRefused, match="newer Trent Desktop"):
        head.cases.copy_for_print(odd)
    assert head.cases.open_case(other).moves


@pytest.mark.parametrize(("column", "value"), IN_THE_ROW)
def test_a_row_of_a_newer_program_hides_no_other(
    folder_school: SmallSchool, column: str, value: str
) -> None:
    teacher = folder_school.open("teacher1")
    odd, other = send(folder_school, teacher), send(folder_school, teacher)
    put_in_row(folder_school.open("head"), odd.case_id, column, value)
    the_rest_is_there(folder_school, odd.case_id, other.case_id)
    teacher.follow()
    assert {row.id for row in teacher.cases.page(CaseQuery(scope=Scope.MINE)).rows} == {
        odd.case_id,
        other.case_id,
    }


@pytest.mark.parametrize("more", IN_AN_ENTRY, ids=str)
def test_an_entry_of_a_newer_program_is_shown_as_one(
    folder_school: SmallSchool, more: dict[str, Any]
) -> None:
    teacher = folder_school.open("teacher1")
    odd, other = send(folder_school, teacher), send(folder_school, teacher)
    entry_id = put_entry(folder_school.open("head"), odd.case_id, **more)
    the_rest_is_there(folder_school, odd.case_id, other.case_id)
    timeline = folder_school.open("ict").cases.open_case(odd.case_id).timeline
    assert [entry.newer for entry in timeline] == [False, False, True]
    assert timeline[-1].id == entry_id
    assert timeline[-1].words == "Words of a newer program"


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "hologram-report"},
        {"at": "never"},
        {"author": [None, "Nobody", ""]},
        {"details": {"answers": {"seen": answers.SEEN, "saw_pupils": [{"id": "x"}]}}},
        {
            "details": {
                "answers": {"seen": answers.SEEN, "happened_at": "2317-01-01T09:00:00+00:00"}
            }
        },
    ],
    ids=str,
)
def test_a_report_of_a_newer_program_hides_no_other(
    folder_school: SmallSchool, more: dict[str, Any]
) -> None:
    teacher = folder_school.open("teacher1")
    odd, other = send(folder_school, teacher), send(folder_school, teacher)
    head = folder_school.open("head")
    change_report(head, odd.case_id, **more)
    the_rest_is_there(folder_school, odd.case_id, other.case_id)


def test_what_is_told_to_an_unknown_role_says_so(folder_school: SmallSchool) -> None:
    sent = send(folder_school, folder_school.open("teacher1"))
    head = folder_school.open("head")
    put_entry(
        head,
        sent.case_id,
        kind="told",
        move=None,
        author=[None, "Trent Desktop", ""],
        details={"roles": ["dsl", "computing-lead"]},
    )
    case = head.cases.open_case(sent.case_id)
    told = entry_words(case.timeline[-1], KINDS[0], {}).words
    assert told == "Designated Safeguarding Lead, a role of a newer Trent Desktop"
    assert case.moves, "who was told changes nothing about what may be done"


def test_a_reader_of_an_unknown_role_hides_nothing(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    odd, other = send(folder_school, teacher), send(folder_school, teacher)
    with folder_school.open("head").signed_in.database.write() as session:
        session.execute(
            text(
                "UPDATE case_reader SET role = 'computing-lead' WHERE case_id = :id AND role = :r"
            ),
            {"id": odd.case_id.hex, "r": "deputy-dsl"},
        )
    the_rest_is_there(folder_school, odd.case_id, other.case_id)
    case = folder_school.open("head").cases.open_case(odd.case_id)
    assert "A role of a newer Trent Desktop" in case.readers


def test_a_member_of_an_unknown_role_or_state_hides_no_other(folder_school: SmallSchool) -> None:
    role_row = (
        "INSERT INTO member_role (id, member_id, role, since) VALUES (:id, :who, :role, :since)"
    )
    a_key = (
        "INSERT INTO role_key (id, role, generation, public_key, made_at) "
        "SELECT :key, 'trustee', 1, public_key, made_at FROM role_key WHERE role = 'headteacher'"
    )
    since = "2026-11-01 09:00:00.000000"
    ids = {name: folder_school.members[name].hex for name in folder_school.members}
    change_people(
        folder_school,
        "head",
        (role_row, {"id": uuid.uuid4().hex, "who": ids["head"], "role": "trustee", "since": since}),
        ("UPDATE member SET state = 'on-leave' WHERE id = :who", {"who": ids["teacher2"]}),
        ("UPDATE pupil SET year_group = '9', born = 'in May' WHERE surname = 'Nowak'", {}),
        ("UPDATE school_class SET year_groups = '4,9' WHERE name = '4A'", {}),
        # A role of a newer program has keys, and the Headteacher holds one.
        (a_key, {"key": uuid.uuid4().hex}),
    )
    ict = folder_school.open("ict")
    members = {one.id: one for one in ict.people.members()}
    assert len(members) == len(folder_school.members)
    head = members[folder_school.members["head"]]
    assert head.newer
    assert head.roles == {Role.HEADTEACHER}
    away = members[folder_school.members["teacher2"]]
    assert away.newer
    assert not away.active
    assert [one.newer for one in members.values()].count(True) == 2
    assert "Nowak" in {pupil.surname for pupil in ict.signed_in.directory.pupils}
    assert {one.name for one in ict.signed_in.directory.classes} == {"4A", "4B"}
    assert len(ict.members.all()) == len(folder_school.members)
    # She signs in herself, again from what this laptop knows, and works.
    root = folder_school.folder / "laptop-of-head"
    folder_school.open("head", root=root).close()
    head_now = folder_school.open("head", root=root)
    assert head_now.roles == {Role.HEADTEACHER}
    assert head_now.cases.send(folder_school.draft(answers.quick())).reference
    # Somebody whose state is not understood is told so, and nothing of hers is thrown away.
    with pytest.raises(TooNew, match="newer Trent Desktop"):
        folder_school.open("teacher2")
    assert MemberState.SUSPENDED is away.state


def test_the_rest_of_a_report_waits_for_the_newer_program(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    sent = send(folder_school, teacher)
    head = folder_school.open("head")
    put_in_row(head, sent.case_id, "state", "with-the-trust")
    rest = next(draft for draft in teacher.drafts.all() if draft.id == sent.case_id)
    full = replace(rest, answers=full_answers(rest.answers))
    teacher.drafts.keep(full)
    after = teacher.cases.send(full)
    assert after.queued
    assert NEWER.lower() in after.why.lower()
    other = send(folder_school, teacher)
    assert not other.queued
    assert [one.id for one in teacher.cases.waiting()] == [sent.case_id]
    put_in_row(head, sent.case_id, "state", "new")
    teacher.follow()
    assert not teacher.cases.waiting()
    head.follow()
    assert not head.cases.open_case(sent.case_id).summary.newer


def test_the_list_is_made_anew_by_a_program_that_knows_more(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(folder_school, folder_school.open("teacher1"))
    root = folder_school.folder / "one-laptop"
    head = folder_school.open("head", root=root)
    head.follow()
    put = head.cases.page(CaseQuery()).rows
    assert [row.id for row in put] == [sent.case_id]
    head.close()
    monkeypatch.setattr(vocabulary, "VOCABULARY", "more words than before")
    again = folder_school.open("head", root=root)
    assert sent.case_id in again.follow().cases


def test_a_list_of_before_relations_catches_up(folder_school: SmallSchool) -> None:
    """An earlier program kept no word of what somebody is to the school; nobody opens the case."""
    sent = send(folder_school, folder_school.open("teacher1"))
    root = folder_school.folder / "one-laptop"
    head = folder_school.open("head", root=root)
    head.follow()
    case = head.cases.open_case(sent.case_id)
    person = {"name": "Ewa Nowak", "relation": "parent or carer", "part": "told us"}
    act(head.cases, case, Move.LINK_PERSON, **person)
    head.follow()

    def found() -> list[uuid.UUID]:
        return [row.id for row in head.cases.page(CaseQuery("parent or carer")).rows]

    assert found() == [sent.case_id]
    with head.signed_in.store.writing() as connection:
        connection.execute("DELETE FROM case_words")
        connection.execute("INSERT INTO case_words (rowid, words) SELECT id, title FROM case_row")
    ids = sorted(map(str, head.signed_in.keyring.reader_ids))
    before = digest("|".join(["9", vocabulary.VOCABULARY, *ids]).encode("ascii"))[:16]
    number, _ = head.cases._index.synced()
    head.cases._index.update([], [], (number, before))
    assert found() == []
    head.close()
    head = folder_school.open("head", root=root)
    assert sent.case_id in head.follow().cases
    assert found() == [sent.case_id]


def test_the_command_line_says_so(
    folder_school: SmallSchool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    odd, other = send(folder_school, teacher), send(folder_school, teacher)
    put_in_row(head, odd.case_id, "route", "with-the-trust")
    put_entry(head, other.case_id, kind="hologram", move="sent-to-the-trust")
    place = ["--school", folder_school.location.shown, "--as", "head"]
    assert main(["cases", "list", *place, "--json"]) == 0
    rows = {one["reference"]: one for one in json.loads(capsys.readouterr().out)["cases"]}
    assert rows[odd.reference]["newer"]
    assert rows[odd.reference]["title"] == NEWER
    assert rows[other.reference]["title"] != NEWER
    assert main(["cases", "list", *place]) == 0
    said = capsys.readouterr().out
    assert NEWER in said
    assert other.reference in said
    for sent in (odd, other):
        assert main(["cases", "show", sent.reference, *place]) == 0
        assert NEWER in capsys.readouterr().out
    assert main(["cases", "show", other.reference, *place, "--json"]) == 0
    what = [one["what"] for one in json.loads(capsys.readouterr().out)["timeline"]]
    assert what == ["report", "told", NEWER]
    change_people(
        folder_school,
        "head",
        ("UPDATE member SET state = 'on-leave' WHERE sign_in_name = 'teacher2'", {}),
    )
    assert main(["members", "list", *place]) == 0
    said = capsys.readouterr().out
    assert said.count(NEWER) == 1
    assert len(said.splitlines()) == len(folder_school.members)
    assert main(["check", *place]) == 0
