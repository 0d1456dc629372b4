"""The entrance: every page that is shown while nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import NotASchool, Problem
from ui.shell.window import TrentWindow
from ui.welcome.entry_pages import JoinPage, MakingPage, SetUpPage
from ui.welcome.sign_in import SignInPage
from ui.welcome.welcome import WelcomePage

_P = TypeVar("_P", bound=QWidget)


class Entrance(QObject):
    """Shows the pages before sign-in, and says what the member wants.

    Pages are made when they are first shown. `sample` is the folder of this user's sample school.
    """

    #: Location, sign-in name, password.
    signing_in = Signal(str, str, str)
    sample_wanted = Signal()

    def __init__(self, window: TrentWindow, sample: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("entrance")
        self._window = window
        self._sample = sample
        self._pages: dict[type[QWidget], QWidget] = {}
        self.location = ""

    def _page(self, kind: type[_P], prepare: Callable[[_P], object]) -> _P:
        found = self._pages.get(kind)
        if not isinstance(found, kind):
            found = self._pages[kind] = kind()
            prepare(found)
        return found

    def show_welcome(self) -> None:
        """Three doors."""

        def prepare(page: WelcomePage) -> None:
            page.try_sample.connect(self.sample_wanted)
            page.set_up.connect(self.show_set_up)
            page.join.connect(self.show_join)

        self._window.show_page(self._page(WelcomePage, prepare))

    def show_set_up(self) -> None:
        """Setting up a school."""

        def prepare(page: SetUpPage) -> None:
            page.back.connect(self.show_welcome)
            page.try_sample.connect(self.sample_wanted)

        self._window.show_page(self._page(SetUpPage, prepare))

    def show_join(self) -> None:
        """Where the school is."""

        def prepare(page: JoinPage) -> None:
            page.back.connect(self.show_welcome)
            page.chosen.connect(self.show_sign_in)

        page = self._page(JoinPage, prepare)
        self._window.show_page(page)
        page.field.setFocus()

    def show_making(self) -> MakingPage:
        """The sample school is being made."""
        page = self._page(MakingPage, lambda made: made.back.connect(self.show_welcome))
        page.begin()
        self._window.show_page(page)
        return page

    @property
    def sign_in_page(self) -> SignInPage:
        """Name and password."""

        def prepare(page: SignInPage) -> None:
            page.tried.connect(lambda name, word: self.signing_in.emit(self.location, name, word))
            page.other_school.connect(self.show_welcome)

        return self._page(SignInPage, prepare)

    def show_sign_in(self, location: str, name: str = "") -> None:
        """Name and password for a school."""
        self.location = location
        page = self.sign_in_page
        self._window.show_page(page)
        page.prepare(shown_location(location), name, sample=location == str(self._sample))

    def refuse(self, problem: Problem) -> None:
        """Signing in did not work."""
        page = self.sign_in_page
        page.refuse(problem)
        if isinstance(problem, NotASchool):
            page.other.setFocus()


def shown_location(location: str) -> str:
    """Where a school is, as it may be shown: a server's address without name and password."""
    if "://" not in location:
        return location
    rest = location.split("://", 1)[1].split("?", 1)[0]
    return "Server " + rest.rsplit("@", 1)[-1]
