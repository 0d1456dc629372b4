"""Cyber-bullying and social-media contact: their questions, their cases, and the letter home."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case, room
from tests.gallery.rooms.school_settings import topic
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.journeys import when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.bullying import names as b
from trent_desktop.reports.kinds.contact import names as c
from trent_desktop.reports.letters.step import LETTER, LETTER_TEXT, LETTER_TO
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.school.people.people import Pupil
from ui.reports.case_page import CasePage
from ui.shell.rooms import NewReport, OpenCase
from ui.shell.window import TrentWindow

_NAME = "Joanna Wilk"


def _page(
    stage: Stage, kind: str, answers: dict[str, Any], page_name: str = "", of_stage: str = ""
) -> QWidget:
    window, page = room(stage, "teacher1", NewReport(kind))
    if of_stage:
        found = kind_named(kind)
        assert found is not None
        page._report(found, of_stage)
    shown = page.reporting.journey
    assert shown is not None
    for name, value in answers.items():
        shown.run.put(name, value)
    if page_name:
        shown.run.change(page_name)
    shown.show_page()
    settle(40)
    return window


def _pupil(stage: Stage) -> Pupil:
    school = stage.open("teacher1")
    found = school.people.find_pupils("a")[0]
    school.close()
    return found


def _child(pupil: Pupil) -> dict[str, Any]:
    return {"id": str(pupil.id), "name": pupil.name, "class": "", "told_apart_by": ""}


BULLYING = {
    b.HURT: b.HURT_CHILD,
    asked.CHILD_WORDS: "They made a group without me and everybody laughs about me in it.",
    asked.ABOUT: b.BY_CHILD,
    asked.DANGER: "no",
    asked.HAPPENED_AT: when_value(NOW),
}
CONTACT = {
    c.WAY: c.WAY_ME,
    c.BY: c.BY_PARENT,
    c.NAME: _NAME,
    asked.ABOUT: asked.ABOUT_NO,
    c.WHAT: "A request to be friends came in the evening. I left it without an answer.",
    asked.HAPPENED_AT: when_value(NOW),
}


@screen("bullying-first")
def bullying_first(stage: Stage) -> QWidget:
    return _page(stage, "bullying", BULLYING)


@screen("bullying-evidence")
def bullying_evidence(stage: Stage) -> QWidget:
    return _page(stage, "bullying", {}, "evidence", asked.FULL)


@screen("bullying-police")
def bullying_police(stage: Stage) -> QWidget:
    return _page(stage, "bullying", {}, "police", asked.FULL)


@screen("contact-first")
def contact_first(stage: Stage) -> QWidget:
    return _page(stage, "contact", CONTACT)


@screen("contact-declared")
def contact_declared(stage: Stage) -> QWidget:
    return _page(stage, "contact", {c.WAY: c.WAY_DECLARED})


@screen("contact-stops-here")
def contact_stops_here(stage: Stage) -> QWidget:
    answers = {**CONTACT, asked.ABOUT: asked.ABOUT_STAFF}
    return _page(stage, "contact", answers, "stops-here")


@screen("contact-became")
def contact_became(stage: Stage) -> QWidget:
    return _page(stage, "contact", {}, "became", asked.FULL)


def _send(stage: Stage, kind: str, answers: dict[str, Any], times: int = 1) -> uuid.UUID:
    school = stage.open("teacher1")
    sent = uuid.uuid4()
    for _ in range(times):
        draft = Draft(uuid.uuid4(), kind, asked.QUICK, "", answers, (), NOW, NOW)
        sent = school.cases.send(draft).case_id
    school.close()
    return sent


def _opened(stage: Stage, name: str, case_id: uuid.UUID) -> tuple[TrentWindow, CasePage]:
    window, page = room(stage, name, OpenCase(case_id))
    settle(60)
    return window, page.case


@screen("bullying-case")
def bullying_case(stage: Stage) -> QWidget:
    children = [_child(_pupil(stage))]
    return _opened(stage, "dsl", _send(stage, "bullying", {**BULLYING, b.HURT_CHILDREN: children}))[
        0
    ]


@screen("bullying-decided")
def bullying_decided(stage: Stage) -> QWidget:
    children = [_child(_pupil(stage))]
    sent = _send(stage, "bullying", {**BULLYING, b.HURT_CHILDREN: children})
    dsl = stage.open("dsl")
    case = dsl.cases.open_case(sent)
    dsl.cases.act(
        sent,
        Move.DECIDE,
        version=case.version,
        entry_id=uuid.uuid4(),
        words="Both were heard. The group is deleted, and both sides’ parents came in.",
        details={"decided": ["support", "talk", "parents-told"]},
    )
    dsl.close()
    return _opened(stage, "head", sent)[0]


@screen("contact-case")
def contact_case(stage: Stage) -> QWidget:
    window, page = _opened(stage, "head", _send(stage, "contact", CONTACT, 3))
    page.view.page.verticalScrollBar().setValue(0)
    return window


@screen("contact-letter-form")
def contact_letter_form(stage: Stage) -> QWidget:
    window, page = _opened(stage, "head", _send(stage, "contact", CONTACT))
    page._record(LETTER)
    settle(40)
    bar = page.view.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    return window


@screen("contact-letter")
def contact_letter(stage: Stage) -> QWidget:
    sent = _send(stage, "contact", CONTACT)
    head = stage.open("head")
    case, kind = head.cases.open_case(sent), kind_named("contact")
    assert kind is not None
    head.cases.act(
        sent,
        Move.LETTER,
        version=case.version,
        entry_id=uuid.uuid4(),
        details={LETTER_TO: "Mrs J. Wilk", LETTER_TEXT: head.letters.begun(kind)},
    )
    head.close()
    window, page = _opened(stage, "head", sent)
    assert page.case is not None
    page.view.beside.letter_wanted.emit(page.case.timeline[-1])
    settle(60)
    return window


@screen("contact-of-the-sample")
def contact_of_the_sample(stage: Stage) -> QWidget:
    return open_case(
        stage, "head", lambda one: one.kind == "contact" and one.state is CaseState.WITH_HEAD
    )[0]


@screen("school-settings-bullying")
def settings_bullying(stage: Stage) -> QWidget:
    return topic(stage, "show_bullying").window


@screen("school-settings-letters")
def settings_letters(stage: Stage) -> QWidget:
    return topic(stage, "show_letters").window


@screen("bullying-dsl-agreement")
def bullying_agreement(stage: Stage) -> QWidget:
    """A child whose agreement is signed, and one of whom it is not."""
    school = stage.open("teacher1")
    children = [_child(one) for one in school.people.find_pupils("o")[:2]]
    school.close()
    answers = {**BULLYING, b.HURT_CHILDREN: children[:1], b.BY_CHILDREN: children[1:]}
    return _opened(stage, "dsl", _send(stage, "bullying", answers))[0]


@screen("contact-sealed")
def contact_sealed(stage: Stage) -> QWidget:
    answers = {**CONTACT, asked.ABOUT: asked.ABOUT_STAFF, asked.STAFF_NAME: "Ms Hart"}
    return _opened(stage, "head", _send(stage, "contact", answers))[0]


@screen("case-worth-knowing")
def case_worth_knowing(stage: Stage) -> QWidget:
    """The headlines below the next step, opened."""
    window, page = _opened(stage, "head", _send(stage, "contact", CONTACT, 3))
    page.view.beside.known.more.click()
    settle(20)
    page.view.page.ensureWidgetVisible(page.view.beside)
    settle(10)
    return window
