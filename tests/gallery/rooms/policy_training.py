"""Training in the Policy room."""

from __future__ import annotations

import uuid
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen, settle
from ui.policy.training.section import TrainingPage
from ui.program import Program
from ui.shell.rooms import PolicySection


def training(stage: Stage, who: str) -> tuple[Program, TrainingPage]:
    program = stage.signed_in(who)
    program.window.inside.go("policy", PolicySection("training"))
    settle()
    page = program.window.inside.findChild(TrainingPage)
    assert page is not None
    return program, page


def open_session(page: TrainingPage, title: str) -> None:
    found = next(one for one in page.rows.values() if one.face.words == title)
    found.click()
    settle()


@screen("policy-training")
def own(stage: Stage) -> QWidget:
    return training(stage, "teacher1")[0].window


@screen("policy-training-sessions")
def sessions(stage: Stage) -> QWidget:
    program, page = training(stage, "teacher1")
    page.page.verticalScrollBar().setValue(page.page.verticalScrollBar().maximum())
    settle()
    return program.window


@screen("policy-training-sheet")
def sheet(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    open_session(page, "Spotting pupils at risk")
    assert page.session.print is not None
    page.session.print.click()
    settle()
    return program.window


@screen("policy-training-paper")
def paper(stage: Stage) -> QWidget:
    program, page = training(stage, "teacher1")
    next(iter(page.own.papers.values())).click()
    settle()
    return program.window


@screen("policy-training-keeper")
def keeper(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    page.page.verticalScrollBar().setValue(page.page.verticalScrollBar().maximum() // 2)
    settle()
    return program.window


@screen("policy-training-session")
def session(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    open_session(page, "Spotting pupils at risk")
    return program.window


@screen("policy-training-session-to-come")
def to_come(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    open_session(page, "What children meet online, and what we do")
    return program.window


@screen("policy-training-list")
def attendance(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    open_session(page, "Spotting pupils at risk")
    ticks = page.session.attendance.ticks().rows()
    next(one for one in ticks.values() if one.isChecked()).click()
    settle()
    page.session.page.verticalScrollBar().setValue(10_000)
    settle()
    return program.window


@screen("policy-training-form")
def form(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    page.edit(None)
    settle()
    return program.window


@screen("policy-training-correction")
def correction(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    open_session(page, "Spotting pupils at risk")
    assert page.session.session is not None
    page.edit(page.session.session)
    assert page.form is not None
    page.form.title.clear()
    page.form.act.click()
    settle()
    return program.window


@screen("policy-training-corrected")
def corrected(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    service = page.desk.school.training
    to_come, seen = service.sessions()[:2]
    service.call_off(to_come.id, "The hall is needed for the election.")
    better = replace(seen.said, minutes=90, begins=None)
    service.correct(uuid.uuid4(), seen.id, better, "It took longer than planned", seen.version)
    page.refresh()
    settle()
    open_session(page, seen.said.title)
    page.session.page.verticalScrollBar().setValue(10_000)
    settle()
    return program.window


@screen("policy-training-certificate")
def certificate(stage: Stage) -> QWidget:
    program, page = training(stage, "teacher1")
    page.own.adding.click()
    settle()
    return program.window


@screen("policy-training-member")
def member(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    next(iter(page.people.values())).click()
    settle()
    return program.window


@screen("policy-training-deck")
def deck(stage: Stage) -> QWidget:
    program, page = training(stage, "head")
    next(iter(page.plays.values())).click()
    settle()
    return program.window
