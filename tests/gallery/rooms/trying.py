"""Trying this laptop."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.school.trying.values import Came, Tried
from ui.settings.settings import SettingsPage

TRIED = (
    Tried("replace", "A file that somebody has open is replaced", Came.NOTE,
          "It is refused until the other program lets go, as Windows does. The program waits."),
    Tried("scanner", "A file that was just written is moved", Came.NOTE,
          "Something, perhaps a virus scanner, held 3 of 36 calls back, for 0.2 seconds at most. "
          "The program waits for that."),
    Tried("locks", "Two programs save at once", Came.ILL,
          "Two programs could save at the same moment here and spoil each other’s work.",
          "Ask whoever looks after the network for a folder on an ordinary file share."),
    Tried("speed", "How quickly it saves", Came.WELL, "A small file takes 12 ms, 31 ms at most."),
    Tried("clock", "The laptop’s clock", Came.WELL, "It agrees with the folder’s."),
    Tried("credentials", "The laptop’s credential store", Came.WELL,
          "A secret comes back out of Credential Manager, and can be taken away."),
    Tried("printer", "Printers", Came.WELL, "3 printers can be chosen.",
          "Press Print above to try one."),
    Tried("screens", "The second screen", Came.UNTRIED, "There is one screen only.",
          "Plug in the board or projector, and try again."),
    Tried("sleep", "Sleep", Came.UNTRIED, "The program locks itself when the laptop sleeps.",
          "Close the lid for a minute and open it again: the program must ask for your password."),
)  # fmt: skip


@screen("settings-try-laptop")
def before(stage: Stage) -> QWidget:
    program, _page = _opened(stage)
    return program


@screen("settings-try-laptop-tried")
def tried(stage: Stage) -> QWidget:
    window, page = _opened(stage)
    assert page.trying is not None
    page.trying._show(TRIED)
    settle()
    return window


@screen("settings-try-laptop-tried-below")
def below(stage: Stage) -> QWidget:
    window = tried(stage)
    page = window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    assert page.trying is not None
    bar = page.trying.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return window


@screen("settings-try-laptop-paper")
def paper(stage: Stage) -> QWidget:
    window, page = _opened(stage)
    assert page.trying is not None
    page.trying._now = lambda: NOW
    page.trying._show(TRIED)
    page.trying.print.click()
    settle()
    return window


def _opened(stage: Stage) -> tuple[QWidget, SettingsPage]:
    program = stage.signed_in("teacher1")
    program.window.inside.go("settings")
    page = program.window.inside.page("settings")
    assert isinstance(page, SettingsPage)
    page.view.try_laptop.click()
    settle()
    return program.window, page
