"""Putting a copy of the school back: in the settings, and before anybody is signed in."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.school_settings import topic
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.problems import DamagedDatabase
from trent_desktop.school.putting_back.values import (
    CopyLine,
    DonePuttingBack,
    MissingCase,
    WouldChange,
)
from ui.program import Program
from ui.school.settings.put_back_page import PutBackPages
from ui.school.settings.section import SchoolSettingsPage


def _copy(days: int, *, before: str = "", **more: object) -> CopyLine:
    made = NOW - dt.timedelta(days=days)
    stamp = f"{made:%Y-%m-%dT%H%M%SZ}" if before else f"{made:%Y-%m-%d}"
    fields: dict[str, object] = {
        "name": f"school-{before + '-' if before else ''}{stamp}.db",
        "day": made.date(),
        "made": made,
        "before": before,
        "whole": True,
        "verified": True,
        "size": 21 * 1024**2,
        "elsewhere": False,
        "reports": 160 - days,
        "until": made - dt.timedelta(hours=17),
        "members": 31,
    }
    return CopyLine(**{**fields, **more})  # type: ignore[arg-type]


COPIES = (
    _copy(0, before="replaced"),
    _copy(1),
    _copy(2, verified=False, whole=False),
    _copy(3, elsewhere=True),
    _copy(4, whole=False, opened=False),
    _copy(5, before="asked"),
    _copy(6, before="keys", newer=True),
    *(_copy(days) for days in range(7, 20)),
)
WOULD = WouldChange(
    COPIES[1],
    readable=True,
    now="",
    missing=(
        MissingCase("TR-2026-161", "content", NOW - dt.timedelta(hours=20)),
        MissingCase("TR-2026-162", "bullying", NOW - dt.timedelta(hours=3)),
    ),
    missing_unread=1,
    shorter=(MissingCase("TR-2026-140", "content", NOW),),
    shorter_unread=0,
    offered=1,
    back=0,
    destroyed=1,
    others=("12 entries about agreements", "1 task"),
    keys_too=False,
    laptops=2,
)
DONE = DonePuttingBack(COPIES[1], "school-replaced-2026-11-23T084200Z.db", False, False)


def _pages(stage: Stage) -> tuple[Program, PutBackPages]:
    program = topic(stage, "show_copies", "ict")
    page = program.window.findChild(SchoolSettingsPage)
    assert page is not None
    pages = page.copies.put_back
    assert pages is not None
    pages.show_copies(COPIES)
    return program, pages


def _would(stage: Stage) -> tuple[Program, PutBackPages]:
    program, pages = _pages(stage)
    # Its own look finds another state of things than the picture has.
    pages._section.run = lambda *_: None  # type: ignore[method-assign, assignment]
    pages._look(COPIES[1])
    pages.show_would(WOULD)
    settle()
    return program, pages


@screen("school-settings-put-back-list")
def copies_listed(stage: Stage) -> QWidget:
    program, pages = _pages(stage)
    settle()
    bar = pages._list_page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return program.window


@screen("school-settings-put-back")
def would_change(stage: Stage) -> QWidget:
    return _would(stage)[0].window


@screen("school-settings-put-back-end")
def would_change_end(stage: Stage) -> QWidget:
    program, pages = _would(stage)
    assert pages.page is not None
    bar = pages.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return program.window


@screen("school-settings-put-back-done")
def put_back_done(stage: Stage) -> QWidget:
    program, pages = _would(stage)
    pages._done(DONE)
    settle()
    return program.window


@screen("put-back-damaged")
def damaged(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show()
    program.entrance.show_sign_in("S:\\Safeguarding\\Trent", "ict")
    program.entrance.sign_in_page.refuse(
        DamagedDatabase(
            "The school's file is damaged and was left as it is.",
            what_to_do="The ICT Lead or the Headteacher can put a copy back.",
        )
    )
    return program.window


def _journey(stage: Stage) -> Program:
    program = stage.program()
    program.window.show()
    program.entrance.putting_back.begin("S:\\Safeguarding\\Trent", "ict")
    return program


@screen("put-back-prove")
def prove(stage: Stage) -> QWidget:
    return _journey(stage).window


@screen("put-back-prove-code")
def prove_code(stage: Stage) -> QWidget:
    program = _journey(stage)
    program.entrance.putting_back.prove.ask_for_code(True)
    return program.window


@screen("put-back-choose")
def choose(stage: Stage) -> QWidget:
    program = _journey(stage)
    program.entrance.putting_back._listed(COPIES)
    settle()
    return program.window


@screen("put-back-look")
def look_before(stage: Stage) -> QWidget:
    program = _journey(stage)
    damaged = {name: getattr(WOULD, name) for name in WouldChange.__dataclass_fields__}
    damaged |= {"readable": False, "now": "The school’s file is damaged. It is kept as it is.",
                "missing": (), "missing_unread": 0, "shorter": (), "offered": 0, "others": (),
                "destroyed": 0, "laptops": 0}  # fmt: skip
    program.entrance.putting_back._looked(WouldChange(**damaged))
    settle()
    return program.window


@screen("put-back-done")
def done(stage: Stage) -> QWidget:
    program = _journey(stage)
    program.entrance.putting_back._put(DONE)
    settle()
    return program.window
