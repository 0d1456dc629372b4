"""Versions of the policy, reading it, and the induction of who is new."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen, settle
from trent_desktop.policy.clauses import Clause, PolicyText
from trent_desktop.policy.editing import AddClause, ChangeClause, RemoveClause, edited
from trent_desktop.policy.equality import Answer, Characteristic, Effect, check_of
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.questions import questions_for
from trent_desktop.policy.values import Approval, InductionStep
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage.tables import MemberRow
from ui.policy.induction.section import InductionPage
from ui.policy.reading.section import ReadingPage
from ui.policy.room import PolicyPage
from ui.policy.versions.section import VersionsPage
from ui.shell.rooms import OpenCase, PolicySection

_HANDED_OVER = Path(__file__).parents[2] / "policy" / "cases" / "handed-over.txt"
_DAY = dt.date(2026, 11, 20)


def _changed() -> PolicyText:
    """The model with one clause in other words."""
    model = model_policy()
    one = model.clause("1.4")
    assert one is not None
    said = "The Headteacher sees to it every day, and says to governors each term how it goes."
    return edited(model, ChangeClause(one, replace(one, words=said)))


def approve_one(stage: Stage, *, begun: bool = False) -> None:
    """A version approved three days ago, little changed; or the draft that was begun."""
    head = stage.open("head")
    drafts = head.policy_drafts
    draft = drafts.draft() if begun else drafts.begin(uuid.uuid4(), _changed())
    assert draft is not None
    for one, stands in check_of(draft.equality).items():
        draft = drafts.answer(draft.id, one, stands, Answer(Effect.NONE))
    approval = Approval(_DAY, "Full governors, minute 7.2", _DAY, dt.date(2027, 11, 20))
    drafts.approve(draft.id, draft.changed_at, approval)
    head.close()


def begin_two(stage: Stage) -> None:
    """A draft of version 2, with a clause changed, one put in, one taken out."""
    head = stage.open("head")
    drafts = head.policy_drafts
    draft = drafts.begin(uuid.uuid4(), head.policy.in_force().text)
    clauses = [one for one in draft.text.clauses() if one.number[:1].isdigit()]
    one, other = clauses[len(clauses) // 3], clauses[len(clauses) // 2]
    drafts.change(draft.id, ChangeClause(one, replace(one, words=f"From now on: {one.words}")))
    drafts.change(draft.id, RemoveClause(other))
    place = next(at for at, it in enumerate(draft.text.sections) if one in it.clauses)
    new = Clause("6.99", "Nothing that is typed into an AI **must** name a child.")
    drafts.change(draft.id, AddClause(place, one.number, new))
    age = Answer(Effect.BAD, "Younger children are told it in pictures.")
    drafts.answer(draft.id, Characteristic.AGE, Answer(), age)
    head.close()


def read_by(stage: Stage, *names: str) -> None:
    for name in names:
        school = stage.open(name)
        mine = school.policy_reading.mine()
        if mine.version is not None:
            answers = {one.name: one.right for one in questions_for(school.roles)}
            school.policy_reading.read(uuid.uuid4(), mine.version.id, answers)
        school.close()


def _part(stage: Stage, who: str, name: str, place: object = None) -> tuple[QWidget, QWidget]:
    program = stage.signed_in(who)
    program.window.inside.go("policy", PolicySection(name, place))
    settle()
    room = program.window.inside.findChild(PolicyPage)
    assert room is not None
    return program.window, room


def _versions(stage: Stage) -> tuple[QWidget, VersionsPage]:
    window, room = _part(stage, "head", "versions")
    page = room.findChild(VersionsPage)
    assert page is not None
    return window, page


@screen("policy-versions-approved")
def versions_approved(stage: Stage) -> QWidget:
    return _versions(stage)[0]


@screen("policy-versions")
def versions(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    return _versions(stage)[0]


@screen("policy-versions-draft")
def draft(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    window, page = _versions(stage)
    page.buttons["draft"].click()
    settle()
    return window


@screen("policy-versions-clause")
def clause(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    window, page = _versions(stage)
    page.buttons["draft"].click()
    settle()
    page.draft_page.changes["6.99"].click()
    settle()
    return window


@screen("policy-versions-meanwhile")
def meanwhile(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    window, page = _versions(stage)
    page.buttons["draft"].click()
    settle()
    page.draft_page.changes["6.99"].click()
    settle()
    ict = stage.open("ict")
    draft = ict.policy_drafts.draft()
    assert draft is not None
    stands = draft.text.clause("6.99")
    assert stands is not None
    hers = replace(stands, words="No name of a child is typed into an AI.")
    ict.policy_drafts.change(draft.id, ChangeClause(stands, hers))
    ict.close()
    form = page.draft_page.piece
    assert form is not None
    form.words.setPlainText("Nobody types the name of a child into an AI.")
    form.save.click()
    settle()
    return window


@screen("policy-versions-changes")
def changes(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    window, page = _versions(stage)
    page.buttons["compare"].click()
    settle()
    return window


@screen("policy-versions-equality")
def equality(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    window, page = _versions(stage)
    page.buttons["equality"].click()
    settle()
    return window


@screen("policy-versions-approve")
def approve(stage: Stage) -> QWidget:
    approve_one(stage)
    begin_two(stage)
    window, page = _versions(stage)
    page.buttons["approve"].click()
    settle()
    return window


@screen("policy-versions-import")
def bring_in(stage: Stage) -> QWidget:
    window, page = _versions(stage)
    page.buttons["from-file"].click()
    settle()
    if page.importing is not None:
        page.importing.take(str(_HANDED_OVER))
    settle()
    return window


@screen("policy-reading")
def reading(stage: Stage) -> QWidget:
    approve_one(stage)
    return _part(stage, "teacher1", "reading")[0]


@screen("policy-reading-questions")
def reading_questions(stage: Stage) -> QWidget:
    approve_one(stage)
    window, room = _part(stage, "teacher1", "reading")
    page = room.findChild(ReadingPage)
    assert page is not None
    for card, choice in zip(page.questions, ("accept", "cover"), strict=False):
        card.choices.choose(choice)
    settle()
    page.page.ensureWidgetVisible(page.questions[0].choices.rows()["accept"], 0, 400)
    settle()
    return window


@screen("policy-reading-who")
def reading_who(stage: Stage) -> QWidget:
    approve_one(stage)
    read_by(stage, "teacher1", "ict", "dsl")
    return _part(stage, "head", "reading", "who")[0]


def have_joined(stage: Stage, *names: str) -> None:
    """These have just joined."""
    head = stage.open("head")
    with head.signed_in.database.write() as session:
        for one in head.people.members():
            row = session.get(MemberRow, one.id)
            if row is not None and one.sign_in_name in names:
                row.joined_at = head.signed_in.clock() - dt.timedelta(days=12)
    head.close()


@screen("policy-induction")
def induction(stage: Stage) -> QWidget:
    approve_one(stage)
    have_joined(stage, "teacher1")
    read_by(stage, "teacher1")
    teacher = stage.open("teacher1")
    teacher.induction.tick(uuid.uuid4(), teacher.member.id, InductionStep.PRACTICE)
    teacher.close()
    return _part(stage, "teacher1", "induction")[0]


@screen("policy-induction-all")
def induction_all(stage: Stage) -> QWidget:
    approve_one(stage)
    have_joined(stage, "teacher1", "teacher2", "support1")
    read_by(stage, "teacher1")
    window, room = _part(stage, "head", "induction")
    page = room.findChild(InductionPage)
    assert page is not None
    page.page.verticalScrollBar().setValue(page.page.verticalScrollBar().maximum())
    settle()
    return window


@screen("case-with-policy")
def case_with_policy(stage: Stage) -> QWidget:
    """A report of today names the version that holds."""
    approve_one(stage)
    program = stage.signed_in("head")
    school = stage.open("head")
    rows = school.cases.page(CaseQuery(), limit=50).rows
    school.close()
    program.window.inside.go("reports", OpenCase(rows[0].id))
    settle()
    return program.window
