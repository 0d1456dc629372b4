"""Meetings with parents in the Policy room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.policy_watch import part
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.agreements.giving.batch import Scope
from ui.policy.meetings.section import MeetingsPage


def meetings(stage: Stage, who: str = "head") -> tuple[QWidget, MeetingsPage]:
    window, page = part(stage, "meetings", who)
    assert isinstance(page, MeetingsPage)
    return window, page


def open_meeting(page: MeetingsPage, words: str) -> None:
    found = next(one for one in page.rows.values() if words in one.face.words)
    found.click()
    settle()


@screen("policy-meetings")
def every(stage: Stage) -> QWidget:
    return meetings(stage)[0]


@screen("policy-meetings-of-a-teacher")
def of_a_teacher(stage: Stage) -> QWidget:
    return meetings(stage, "teacher1")[0]


@screen("policy-meeting-to-come")
def to_come(stage: Stage) -> QWidget:
    window, page = meetings(stage)
    open_meeting(page, "whole family")
    for key in ("2", "N", "D", "1"):
        page.one.answers.press(key)
    settle()
    return window


@screen("policy-meeting-who-came")
def who_came(stage: Stage) -> QWidget:
    window, page = meetings(stage)
    open_meeting(page, "Telephones")
    page.one.page.verticalScrollBar().setValue(10_000)
    settle()
    return window


@screen("policy-meeting-invitations")
def invitations(stage: Stage) -> QWidget:
    window, page = meetings(stage)
    open_meeting(page, "whole family")
    page.one.buttons["invite"].click()
    settle()
    return window


@screen("policy-meeting-form")
def form(stage: Stage) -> QWidget:
    window, page = meetings(stage)
    page.plan.click()
    settle()
    assert page.form is not None
    page.form.scope.choose(Scope.CLASSES.value)
    page.form.act.click()
    settle()
    return window


@screen("policy-meeting-called-off")
def called_off(stage: Stage) -> QWidget:
    window, page = meetings(stage)
    open_meeting(page, "whole family")
    page.one.buttons["off"].click()
    settle()
    return window
