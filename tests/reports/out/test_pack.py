"""The pack for the next school: what may go, locked, listed, written down, and its receipt."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
import uuid
import zipfile

import pytest
from pypdf import PdfReader

from tests.documents.reading import text_of
from tests.permissions.by_command import at_the_desk
from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.reports.out.reading_back import ways_to_write
from tests.schools import NOON, PASSWORD, SmallSchool
from trent_desktop.cli import parse, run
from trent_desktop.documents.page import Letterhead
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    PrintRefused,
    SignInRefused,
)
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.marks import Redaction
from trent_desktop.reports.out.pack import SEALED, STOPPED
from trent_desktop.reports.out.packed import Pack
from trent_desktop.reports.out.school_days import school_days_after, school_days_between
from trent_desktop.storage.audit import Act

SCHOOL = Letterhead("Larkfield Primary School")
NEXT = "Oakfield Primary School"


def pupil(who: OpenSchool, name: str = "Conor O'Neill") -> dict[str, object]:
    (one,) = who.people.find_pupils(name)
    return {"id": str(one.id), "name": one.name, "class": one.class_name, "told_apart_by": ""}


def told(school: SmallSchool, child: dict[str, object], words: str, **more: object) -> str:
    """A teacher sends what a child told her; the reference."""
    from trent_desktop.reports.asked import names as asked
    from trent_desktop.reports.kinds.told import names as t

    teacher = school.open("teacher1")
    said = {
        t.CHILD: [child],
        asked.CHILD_WORDS: words,
        asked.ABOUT: asked.ABOUT_NO,
        asked.DANGER: "no",
        asked.HAPPENED_AT: school.clock().isoformat(timespec="minutes"),
        t.INJURY: "no",
        t.IN_PERSON: [t.IN_PERSON_DSL],
        **more,
    }
    draft = school.draft(said, journey=t.TOLD)
    teacher.drafts.keep(draft)
    sent = teacher.cases.send(draft)
    teacher.close()
    return sent.reference


def packed(who: OpenSchool, name: str = "Conor O'Neill") -> Pack:
    plan = who.packs.look(uuid.UUID(str(pupil(who, name)["id"])))
    return who.packs.make(plan, NEXT, SCHOOL)


def files_of(pack: Pack) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: bytes, passphrase: str) -> str:
    reader = PdfReader(io.BytesIO(content), password=passphrase)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_every_report_of_the_child_goes_locked_listed_and_with_a_receipt(
    school: SmallSchool,
) -> None:
    dsl = school.open("dsl")
    child = pupil(dsl)
    first = told(school, child, "I saw a scary clown.")
    second = told(school, child, "He came again.")
    told(school, pupil(dsl, "Maryam Khan"), "Something else.")
    dsl.follow()
    pack = packed(dsl)
    files = files_of(pack)
    assert set(files) == {"Contents.pdf", "Receipt.pdf", f"{first}.pdf", f"{second}.pdf"}
    assert "scary clown" in opened(files[f"{first}.pdf"], pack.passphrase)
    contents = opened(files["Contents.pdf"], pack.passphrase)
    assert "Conor O'Neill" in contents
    assert NEXT in contents
    for name in (first, second):
        digest = hashlib.sha256(files[f"{name}.pdf"]).hexdigest()
        assert digest in contents.replace(" ", "")
    receipt = text_of(files["Receipt.pdf"])
    assert pack.number in receipt
    assert "2 reports and a list of them" in receipt
    assert "O'Neill" not in receipt
    assert re.fullmatch(r"Pack PK-2026-[A-Z2-9]{6}\.zip", pack.file_name)
    for way in (*ways_to_write("O'Neill"), *ways_to_write("clown"), pack.passphrase.encode()):
        assert way not in pack.content


def test_what_must_never_leave_stays_and_what_is_sealed_is_shown_to_its_readers_alone(
    school: SmallSchool,
) -> None:
    dsl, head = school.open("dsl"), school.open("head")
    child = pupil(dsl)
    first = told(school, child, "I saw a clown.")
    from trent_desktop.reports.asked import names as asked

    about = told(school, child, "Mr Smith shouted.", **{asked.ABOUT: asked.ABOUT_STAFF})
    plans = {}
    for who, name in ((dsl, "dsl"), (head, "head")):
        who.follow()
        plans[name] = who.packs.look(uuid.UUID(str(child["id"])))
    assert [one.reference for one in plans["dsl"].cases] == [first]
    assert {one.reference: one.stays for one in plans["head"].cases} == {first: "", about: SEALED}
    pack = head.packs.make(plans["head"], NEXT, SCHOOL)
    assert f"{about}.pdf" not in files_of(pack)
    assert about not in opened(files_of(pack)["Contents.pdf"], pack.passphrase)


def test_names_that_were_marked_are_not_in_it(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    reference = told(school, pupil(dsl), "Maryam saw it too.")
    dsl.follow()
    plan = dsl.packs.look(uuid.UUID(str(pupil(dsl)["id"])))
    marks = {
        plan.going[0].id: (Redaction("answer.child_words", 0, 6), Redaction("entry.0.said", 0, 6))
    }
    pack = dsl.packs.make(plan, NEXT, SCHOOL, marks)
    text = opened(files_of(pack)[f"{reference}.pdf"], pack.passphrase)
    assert "Maryam" not in text
    assert "saw it too" in text


def test_sending_is_written_down_in_each_report_and_the_receipt_too(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    child = pupil(dsl)
    for words in ("One.", "Two."):
        told(school, child, words)
    dsl.follow()
    pack = packed(dsl)
    with pytest.raises(SignInRefused):
        dsl.packs.send(pack, "wrong")
    assert dsl.packs.sent() == ()
    dsl.packs.send(pack, PASSWORD)
    dsl.packs.send(pack, PASSWORD)  # tried again
    for case_id in pack.cases:
        case = dsl.cases.open_case(case_id)
        notes = [one for one in case.timeline if one.details.get("pack") == pack.number]
        assert len(notes) == 1
        assert NEXT in notes[0].words
        (first, *_) = [
            one for one in dsl.cases.history(case_id) if one.act == Act.CASE_EXPORTED.value
        ]
        assert first.details == {"purpose": "other-school", "pack": pack.number}
    (sent,) = dsl.packs.sent()
    assert (sent.number, sent.to, sent.arrived, sent.late) == (pack.number, NEXT, None, False)
    assert set(sent.cases) == set(pack.cases)

    school.clock.turn(days=13)
    assert not dsl.packs.sent()[0].late
    school.clock.turn(days=1)
    assert dsl.packs.sent()[0].late
    for wrong in (NOON.date() - dt.timedelta(days=1), NOON.date() + dt.timedelta(days=15)):
        with pytest.raises(AnswersRefused):
            dsl.packs.arrived(pack.number, wrong)
    came = NOON.date() + dt.timedelta(days=8)
    dsl.packs.arrived(pack.number, came)
    dsl.packs.arrived(pack.number, came)
    (sent,) = dsl.packs.sent()
    assert (sent.arrived, sent.late) == (came, False)
    for case_id in pack.cases:
        notes = [one for one in dsl.cases.open_case(case_id).timeline if "arrived" in one.details]
        assert len(notes) == 1
    with pytest.raises(NotFound):
        dsl.packs.arrived("PK-2026-AAAAAA", came)


def test_the_receipt_is_kept_also_when_a_report_was_stopped_meanwhile(school: SmallSchool) -> None:
    dsl, teacher = school.open("dsl"), school.open("teacher1")
    sent = send(school, teacher)
    full = {**full_answers(answers.quick()), n.SAW_PUPILS: [pupil(dsl)]}
    draft = school.draft(full, "full", id=sent.case_id, case_id=sent.case_id)
    teacher.drafts.keep(draft)
    teacher.cases.send(draft)
    dsl.follow()
    pack = packed(dsl)
    dsl.packs.send(pack, PASSWORD)
    draft = school.draft(answers.stop(), "stop", id=sent.case_id, case_id=sent.case_id)
    teacher.drafts.keep(draft)
    teacher.cases.send(draft)
    dsl.follow()
    with pytest.raises(PrintRefused):
        dsl.packs.send(pack, PASSWORD)
    assert [one.stays for one in dsl.packs.look(uuid.UUID(str(pupil(dsl)["id"]))).cases] == [
        STOPPED
    ]
    dsl.packs.arrived(pack.number, NOON.date())
    assert dsl.packs.sent()[0].arrived == NOON.date()


def test_another_who_leads_sees_it_too_and_others_do_not(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    told(school, pupil(dsl), "One.")
    dsl.follow()
    pack = packed(dsl)
    dsl.packs.send(pack, PASSWORD)
    deputy = school.open("deputy")
    deputy.follow()
    assert [one.number for one in deputy.packs.sent()] == [pack.number]
    teacher = school.open("teacher1")
    teacher.follow()
    child = uuid.UUID(str(pupil(teacher)["id"]))
    for attempt in (
        lambda: teacher.packs.look(child),
        teacher.packs.sent,
        lambda: teacher.packs.send(pack, PASSWORD),
        lambda: teacher.packs.arrived(pack.number, NOON.date()),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_without_a_school_or_without_reports_there_is_no_pack(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    plan = dsl.packs.look(uuid.UUID(str(pupil(dsl)["id"])))
    with pytest.raises(MoveNotPossible):
        dsl.packs.make(plan, NEXT, SCHOOL)
    told(school, pupil(dsl), "One.")
    dsl.follow()
    plan = dsl.packs.look(uuid.UUID(str(pupil(dsl)["id"])))
    with pytest.raises(AnswersRefused):
        dsl.packs.make(plan, " ", SCHOOL)
    with pytest.raises(NotFound):
        dsl.packs.look(uuid.uuid4())


def test_one_report_that_was_only_seen_with_the_child_goes_too(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    full = {**full_answers(answers.quick()), n.SAW_PUPILS: [pupil(dsl)]}
    draft = school.draft(full, "full", id=sent.case_id, case_id=sent.case_id)
    teacher.drafts.keep(draft)
    teacher.cases.send(draft)
    dsl.follow()
    plan = dsl.packs.look(uuid.UUID(str(pupil(dsl)["id"])))
    assert [one.reference for one in plan.going] == [sent.reference]


def test_school_days() -> None:
    monday = dt.date(2026, 11, 23)
    for days, wanted in ((0, 0), (1, 1), (4, 4), (5, 4), (6, 4), (7, 5), (14, 10), (13, 9)):
        assert school_days_between(monday, monday + dt.timedelta(days=days)) == wanted
    assert school_days_between(dt.date(2026, 11, 28), monday) == 0
    assert school_days_between(dt.date(2026, 11, 27), dt.date(2026, 11, 30)) == 1


def test_the_command_line_lists_the_receipts_that_are_waited_for(
    folder_school: SmallSchool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    dsl = folder_school.open("dsl")
    told(folder_school, pupil(dsl), "I saw a scary clown.")
    dsl.follow()
    pack = packed(dsl)
    dsl.packs.send(pack, PASSWORD)

    def rows(name: str) -> list[dict[str, object]]:
        argv = ["tasks", "list", "--school", folder_school.location.shown, "--as", name, "--json"]
        with at_the_desk(folder_school.open(name)):
            assert run(parse(argv)) == 0
        listed = json.loads(capsys.readouterr().out)["tasks"]
        return [one for one in listed if one["what"] == "receipt"]

    (row,) = rows("dsl")
    # NOON is a Monday: ten school days later is Monday in two weeks.
    due = (NOON + dt.timedelta(days=14)).date()
    assert (row["reference"], row["due"], row["overdue"]) == (pack.number, due.isoformat(), False)
    assert NEXT not in repr(row)
    assert rows("teacher1") == []
    assert rows("ict") == []
    folder_school.clock.turn(days=14)
    (row,) = rows("deputy")
    assert row["overdue"] is True
    dsl.packs.arrived(pack.number, dsl.packs.sent()[0].sent)
    assert rows("dsl") == []


def test_so_many_school_days_on() -> None:
    monday = dt.date(2026, 11, 23)
    for days in range(25):
        day = monday + dt.timedelta(days=days)
        for count in (1, 5, 10):
            last = school_days_after(day, count)
            assert school_days_between(day, last) == count
            assert school_days_between(day, last - dt.timedelta(days=1)) == count - 1


def test_it_holds_what_stands_on_the_page_of_that_child_and_of_no_namesake(
    folder_school: SmallSchool,
) -> None:
    dsl = folder_school.open("dsl")
    child = pupil(dsl)
    hers = told(folder_school, child, "I saw a scary clown.")
    typed = {**child, "id": None}
    told(folder_school, typed, "Somebody of that name, at another school.")
    told(folder_school, {**child, "id": str(uuid.uuid4())}, "Another child of that name.")
    # Put to a report later, and named in none of its answers.
    folder_school.clock.turn(hours=1)
    sent = send(folder_school, folder_school.open("teacher1"))
    dsl.follow()
    case = dsl.cases.open_case(sent.case_id)
    act(dsl.cases, case, Move.LINK_PERSON, pupil_id=str(child["id"]), part="saw it")
    dsl.follow()
    plan = dsl.packs.look(uuid.UUID(str(child["id"])))
    assert [one.reference for one in plan.cases] == [sent.reference, hers]
