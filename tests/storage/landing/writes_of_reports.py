"""How each write is called: reports, tasks, attachments, what is looked at, what leaves the school."""

from __future__ import annotations

import uuid

from tests.reports import answers
from tests.reports.attachments import files
from tests.reports.doing import send
from tests.reports.out.test_giving import given
from tests.reports.out.test_pack import packed, told
from tests.reports.out.test_pack import pupil as a_person
from tests.reports.tasking import give
from tests.reports.test_mail import request
from tests.reports.test_supervision import supervise
from tests.schools import PASSWORD
from tests.storage.landing.stage import Act, Stage
from tests.storage.landing.writes import another, write
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.out.listed import Form

# ------------------------------------------------------------------------ sending and moving


@write("cases.send", "teacher1")
def report_sent(stage: Stage, desk: OpenSchool) -> Act:
    draft = stage.school.draft(answers.quick())
    desk.drafts.keep(draft)
    return lambda: desk.cases.send(draft)


@write("cases.act", "dsl")
def case_moved(stage: Stage, desk: OpenSchool) -> Act:
    sent = send(stage.school, stage.at("teacher1"))
    case, entry_id = desk.cases.open_case(sent.case_id), uuid.uuid4()
    return lambda: desk.cases.act(
        sent.case_id, Move.NOTE, version=case.version, entry_id=entry_id, words="A note."
    )


@write("cases.open_case", "dsl")
def case_opened(stage: Stage, desk: OpenSchool) -> Act:
    sent = send(stage.school, stage.at("teacher1"))
    return lambda: desk.cases.open_case(sent.case_id)


@write("cases.copy_for_print", "dsl")
def case_printed(stage: Stage, desk: OpenSchool) -> Act:
    sent = send(stage.school, stage.at("teacher1"))
    return lambda: desk.cases.copy_for_print(sent.case_id)


@write("tasks.answer", "teacher1")
def task_answered(stage: Stage, desk: OpenSchool) -> Act:
    sent, answer_id = send(stage.school, desk), uuid.uuid4()
    dsl = stage.at("dsl")
    give(stage.school, dsl, dsl.cases.open_case(sent.case_id))
    desk.follow()
    task = next(one for one in desk.tasks.to_do() if one.case_id == sent.case_id)
    task_id = task.id
    assert task_id is not None
    return lambda: desk.tasks.answer(task_id, "Done that.", done=True, answer_id=answer_id)


@write("attachments.add", "teacher1")
def picture_attached(stage: Stage, desk: OpenSchool) -> Act:
    sent, entry_id = send(stage.school, desk), uuid.uuid4()
    drawn = desk.attachments.draw(files.png())
    return lambda: desk.attachments.add(sent.case_id, drawn, entry_id)


@write("attachments.view", "dsl")
def picture_viewed(stage: Stage, desk: OpenSchool) -> Act:
    teacher, entry_id = stage.at("teacher1"), uuid.uuid4()
    sent = send(stage.school, teacher)
    teacher.attachments.add(sent.case_id, files.png(), entry_id)
    return lambda: desk.attachments.view(sent.case_id, entry_id).pages


@write("supervision.end", "dsl", alone=True)
def supervision_ended(stage: Stage, desk: OpenSchool) -> Act:
    supervise(stage.school)
    entry = desk.supervision.register()[0]
    return lambda: desk.supervision.end(entry.id, "She has learnt it.")


@write("letters.change", "head")
def letter_changed(_stage: Stage, desk: OpenSchool) -> Act:
    letter, words = desk.letters.all()[0], another()
    return lambda: desk.letters.change(letter, words)


@write("filter_review.of")
def filter_reviewed(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.filter_review.of(2026)


@write("mail.write")
def mail_written(stage: Stage, desk: OpenSchool) -> Act:
    desk.settings.change(mail_to="ict.lead@larkfield.example", mail_from="o@larkfield.example")
    case = request(stage.school)
    stage.at("ict")
    return lambda: desk.mail.write(case)


# ------------------------------------------------------------------------ given back, given out


@write("giving_back.give", "dsl", alone=True)
def given_back(stage: Stage, desk: OpenSchool) -> Act:
    reset(stage)
    member = stage.school.members["teacher1"]
    return lambda: desk.giving_back.give(member)


@write("giving_back.leave", "dsl", alone=True)
def left_off(stage: Stage, desk: OpenSchool) -> Act:
    reset(stage)
    member = stage.school.members["teacher1"]
    return lambda: desk.giving_back.leave(member)


def reset(stage: Stage) -> None:
    """She sent three reports, and lost her keys."""
    from tests.reports.test_giving_back import reset

    teacher = stage.at("teacher1")
    for _ in range(3):
        send(stage.school, teacher)
    stage.signed_out("teacher1")
    reset(stage.school)


@write("giving_out.record", "dsl")
def copy_recorded(stage: Stage, desk: OpenSchool) -> Act:
    sent = send(stage.school, stage.at("teacher1"))
    copy = given(desk.cases.open_case(sent.case_id))
    return lambda: desk.giving_out.record(copy, PASSWORD)


@write("case_lists.export", "dsl")
def list_exported(stage: Stage, desk: OpenSchool) -> Act:
    send(stage.school, stage.at("teacher1"))
    return lambda: desk.case_lists.export(CaseQuery(), Form.CSV, PASSWORD)


def two_told(stage: Stage) -> None:
    child = a_person(stage.at("teacher1"))
    for words in ("A clown.", "He came again."):
        told(stage.school, child, words)


@write("packs.make", "dsl", alone=True)
def pack_made(stage: Stage, desk: OpenSchool) -> Act:
    two_told(stage)
    stage.at("dsl")

    def made() -> object:
        pack = packed(desk)
        return pack.number, pack.passphrase, pack.cases

    return made


@write("packs.send", "dsl", alone=True)
def pack_sent(stage: Stage, desk: OpenSchool) -> Act:
    two_told(stage)
    stage.at("dsl")
    pack = packed(desk)
    return lambda: desk.packs.send(pack, PASSWORD)


@write("packs.arrived", "dsl", alone=True)
def pack_arrived(stage: Stage, desk: OpenSchool) -> Act:
    two_told(stage)
    stage.at("dsl")
    pack = packed(desk)
    desk.packs.send(pack, PASSWORD)
    day = stage.school.clock().date()
    return lambda: desk.packs.arrived(pack.number, day)
