"""Keys for scheduled jobs, and moving the school: pages behind that of the copies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.school_settings import topic
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.moving.values import SchoolMove
from trent_desktop.school.setting_up.place_check import PlaceLine, PlaceReport
from trent_desktop.storage.copies.key_files import KnownCopyKey
from ui.program import Program
from ui.school.settings.copies_page import CopiesPage
from ui.school.settings.section import SchoolSettingsPage

_LINES = (
    PlaceLine("Folder", True, "It can be written to."),
    PlaceLine("Locks", True, "They hold between two programs."),
    PlaceLine("Room", True, "612 GB are free."),
    PlaceLine("Empty", True, "Nothing else is in it."),
)


def _copies(stage: Stage) -> tuple[Program, CopiesPage]:
    program = topic(stage, "show_copies", "ict")
    page = program.window.findChild(SchoolSettingsPage)
    assert page is not None
    # Their own looks find another state of things than the picture has.
    page.run = lambda *_: None  # type: ignore[method-assign, assignment]
    return program, page.copies


def _key(number: int, days: int, ended: int | None = None) -> tuple[KnownCopyKey, str]:
    end = NOW - dt.timedelta(days=ended) if ended is not None else None
    return KnownCopyKey(number, "", "", NOW - dt.timedelta(days=days), end), "Tomasz Wiśniewski"


def _keys(stage: Stage) -> tuple[Program, CopiesPage]:
    program, copies = _copies(stage)
    copies.keys.open()
    copies.keys.show_keys([_key(1, 80, 12), _key(2, 12), _key(3, 1)])
    settle()
    return program, copies


def _move(stage: Stage) -> tuple[Program, CopiesPage]:
    program, copies = _copies(stage)
    copies.move.open()
    settle()
    return program, copies


@screen("school-settings-copy-keys")
def keys_listed(stage: Stage) -> QWidget:
    return _keys(stage)[0].window


@screen("school-settings-copy-keys-made")
def key_made(stage: Stage) -> QWidget:
    program, copies = _keys(stage)
    copies.keys._show_made(Path("C:/ProgramData/Trent copies/copies-of-the-school.key"))
    settle()
    return program.window


@screen("school-settings-move")
def move_begun(stage: Stage) -> QWidget:
    return _move(stage)[0].window


@screen("school-settings-move-server")
def move_to_a_server(stage: Stage) -> QWidget:
    program, copies = _move(stage)
    move = copies.move
    move.kind.choose("server")
    move.kind.changed.emit("server")
    move.field.setText("postgresql://larkfield@db.trust.example/larkfield")
    words = (
        "The server shows a certificate that this laptop does not know. Its fingerprint (SHA-256):"
    )
    print_ = ":".join(["7A", "19", "C4", "E0"] * 8)
    move.show_report(
        PlaceReport(
            (
                PlaceLine("Address", True, "It can be read."),
                PlaceLine("Certificate", False, f"{words}\n{print_[:48]}\n{print_[48:]}"),
            ),
            offered="-----BEGIN CERTIFICATE-----",
        )
    )
    settle()
    return program.window


@screen("school-settings-move-tried")
def move_tried(stage: Stage) -> QWidget:
    program, copies = _move(stage)
    copies.move.field.setText("S:\\Safeguarding\\Trent Desktop")
    copies.move.show_report(PlaceReport(_LINES))
    settle()
    page = copies.move.page
    assert page is not None
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    settle()
    return program.window


@screen("school-settings-move-done")
def move_done(stage: Stage) -> QWidget:
    program, copies = _move(stage)
    where = "S:\\Safeguarding\\Trent Desktop"
    copies.move.show_done(SchoolMove(where, where, 48_210, "school-move-2026-11-23T084200Z.db"))
    settle()
    return program.window
