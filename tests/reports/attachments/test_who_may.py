"""Who attaches to which case and looks at what is attached, and to which kinds."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tests.reports.attachments import files
from tests.reports.attachments.allowing import allow
from tests.reports.attachments.steps import NAME, attach, told
from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds.content import names as n

pytestmark = pytest.mark.both_databases


EVERYBODY = ("teacher1", "teacher2", "support", "governor", "chair", "ict", "dsl", "deputy", "head")
_LED = frozenset({"dsl", "deputy", "head"})
#: Who may add and look, by whose case it is. In a disclosure its reporter adds, and sees her own.
MAY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "content": (_LED | {"teacher1", "ict"}, _LED | {"teacher1", "ict"}),
    "safeguarding": (_LED | {"teacher1"}, _LED),
    "staff": (frozenset({"head"}), frozenset({"head"})),
    "head": (frozenset({"chair"}), frozenset({"chair"})),
    "stopped": (frozenset(), frozenset()),
}


def case_of(school: SmallSchool, route: str) -> uuid.UUID:
    teacher = school.open("teacher1")
    if route == "safeguarding":
        return told(school, teacher)
    if route == "stopped":
        return send(school, teacher, "stop").case_id
    about = {"staff": n.ABOUT_STAFF, "head": n.ABOUT_HEAD}.get(route)
    sent = send(school, teacher, **({n.ABOUT: about} if about else {}))
    assert sent.route == route
    return sent.case_id


@pytest.mark.parametrize("route", MAY)
def test_who_may(school: SmallSchool, route: str) -> None:
    case_id = case_of(school, route)
    may_add, may_see = MAY[route]
    leader = next(iter(may_see), "")
    theirs = attach(school.open(leader), case_id, files.png(20, 20)) if leader else uuid.uuid4()
    added: set[str] = set()
    seen: set[str] = set()
    for name in EVERYBODY:
        who = school.open(name)
        try:
            attach(who, case_id, files.png(20, 20))
            added.add(name)
        except (NotFound, NotAllowed, MoveNotPossible):
            pass
        try:
            who.attachments.view(case_id, theirs)
            seen.add(name)
        except (NotFound, NotAllowed, MoveNotPossible):
            pass
        try:
            listed = who.attachments.listed(who.cases.open_case(case_id))
        except NotFound:
            assert name not in may_add
        else:
            assert listed.may_add is (name in may_add)
            assert listed.stopped is (route == "stopped")
    assert (added, seen) == (may_add, may_see)


def test_a_reporter_in_part_sees_her_own_alone(school: SmallSchool, picture: Path) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    case_id = told(school, teacher)
    theirs = attach(dsl, case_id, files.png(30, 30))
    hers = attach(teacher, case_id, picture)
    case = teacher.cases.open_case(case_id)
    assert [one.id for one in teacher.attachments.listed(case).attachments] == [hers]
    assert teacher.attachments.view(case_id, hers).attachment.name == NAME
    with pytest.raises(NotFound):
        teacher.attachments.view(case_id, theirs)
    found = dsl.attachments.listed(dsl.cases.open_case(case_id)).attachments
    assert [one.id for one in found] == [theirs, hers]
    assert dsl.attachments.view(case_id, hers).pages


def test_the_person_it_is_about_gets_nothing(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher, **{n.ABOUT: n.ABOUT_HEAD})
    entry_id = attach(school.open("chair"), sent.case_id, files.png(20, 20))
    with pytest.raises(NotFound):
        school.open("head").attachments.view(sent.case_id, entry_id)


def test_only_kinds_that_say_so(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, picture: Path
) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    entry_id = attach(teacher, sent.case_id, picture)
    allow(monkeypatch, "content", attachments=False)
    case = teacher.cases.open_case(sent.case_id)
    assert not teacher.attachments.listed(case).may_add
    with pytest.raises(MoveNotPossible, match="of this kind"):
        attach(teacher, sent.case_id, picture)
    assert teacher.attachments.view(sent.case_id, entry_id).pages  # what is there stays readable


def test_no_kind_of_today_takes_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    from trent_desktop.reports.kinds import KINDS

    assert {kind.name: kind.attachments for kind in KINDS if kind.name in ("content", "told")} == {
        "content": False,
        "told": False,
    }


def test_not_in_a_case_that_is_closed(school: SmallSchool, picture: Path) -> None:
    teacher, ict, head = map(school.open, ("teacher1", "ict", "head"))
    sent = send(school, teacher)
    case = ict.cases.open_case(sent.case_id)
    case = act(ict.cases, case, Move.NO_BLOCK_NEEDED, "It is gone.")
    entry_id = attach(teacher, sent.case_id, picture)
    case = act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Dealt with.")
    act(head.cases, case, Move.CLOSE)
    with pytest.raises(MoveNotPossible):
        attach(teacher, sent.case_id, picture)
    assert teacher.attachments.view(sent.case_id, entry_id).pages
