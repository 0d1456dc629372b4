"""The entrance: every page that is shown while nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import CodeRefused, LaptopNotKnown, NotASchool, Problem
from ui.background import Background
from ui.door import Door
from ui.shell.window import TrentWindow
from ui.welcome.entrance_journey import Journey

# Each page is imported when it is first shown (rule 107).
if TYPE_CHECKING:
    from ui.welcome.code_journey import CodeJourney
    from ui.welcome.entry_pages import MakingPage
    from ui.welcome.forgotten import ForgottenJourney
    from ui.welcome.laptop_page import LaptopPage
    from ui.welcome.put_back import PutBackJourney
    from ui.welcome.set_up import SetUpJourney
    from ui.welcome.sign_in import SignInPage

_P = TypeVar("_P", bound=QWidget)
_J = TypeVar("_J", bound=Journey)


class Entrance(QObject):
    """Shows the pages before sign-in, and says what the member wants.

    Pages are made when they are first shown. `sample` is the folder of this user's sample school.
    """

    #: Location, sign-in name, password, and a one-time code for this laptop (or nothing).
    signing_in = Signal(str, str, str, str)
    sample_wanted = Signal()
    #: She is at the sign-in page anew, or went from it: nothing that she tried before counts.
    left = Signal()
    #: The founder showed that the code for the safe is on paper, and signs in now.
    code_proved = Signal()

    def __init__(
        self,
        window: TrentWindow,
        background: Background,
        door: Door,
        sample: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("entrance")
        self._window = window
        self._background = background
        self._door = door
        self._sample = sample
        self._journeys: dict[type[QObject], QObject] = {}
        self._tried = ("", "")
        self._pages: dict[type[QWidget], QWidget] = {}
        self.location = ""
        #: What a school is called, where somebody signed in to it on this laptop; else empty.
        self.name_of: Callable[[str], str] = lambda _location: ""

    def _page(self, kind: type[_P], prepare: Callable[[_P], object]) -> _P:
        found = self._pages.get(kind)
        if not isinstance(found, kind):
            found = self._pages[kind] = kind()
            prepare(found)
        return found

    def show_welcome(self) -> None:
        """Three doors."""
        from ui.welcome.welcome import WelcomePage

        def prepare(page: WelcomePage) -> None:
            page.try_sample.connect(self.sample_wanted)
            page.set_up.connect(self.show_set_up)
            page.join.connect(self.show_join)

        self._window.show_page(self._page(WelcomePage, prepare))

    def _journey(self, kind: type[_J], prepare: Callable[[_J], object]) -> _J:
        found = self._journeys.get(kind)
        if not isinstance(found, kind):
            found = self._journeys[kind] = kind(self._background, self._window.show_page, self)  # type: ignore[call-arg]
            found.door = self._door
            for page in found.pages:  # the window deletes what is never shown, too
                page.setParent(self._window)
                page.hide()
            prepare(found)
        return found

    @property
    def set_up(self) -> SetUpJourney:
        """Setting up a school."""
        from ui.welcome.set_up import SetUpJourney

        def prepare(journey: SetUpJourney) -> None:
            journey.left.connect(self.show_welcome)
            journey.done.connect(self._founded)

        return self._journey(SetUpJourney, prepare)

    @property
    def with_code(self) -> CodeJourney:
        """Joining, or a new password, with a slip."""
        from ui.welcome.code_journey import CodeJourney

        def prepare(journey: CodeJourney) -> None:
            journey.left.connect(lambda: self.show_sign_in(self.location))
            journey.done.connect(self._sign_in_with)

        return self._journey(CodeJourney, prepare)

    @property
    def forgotten(self) -> ForgottenJourney:
        """A forgotten password."""
        from ui.welcome.forgotten import ForgottenJourney

        def prepare(journey: ForgottenJourney) -> None:
            journey.left.connect(lambda: self.show_sign_in(self.location))
            journey.slip_wanted.connect(self.show_code)
            journey.done.connect(self._sign_in_with)

        return self._journey(ForgottenJourney, prepare)

    @property
    def putting_back(self) -> PutBackJourney:
        """A copy of the school is put back."""
        from ui.welcome.put_back import PutBackJourney

        def prepare(journey: PutBackJourney) -> None:
            journey.left.connect(lambda: self.show_sign_in(self.location))
            journey.done.connect(lambda name: self.show_sign_in(self.location, name))

        return self._journey(PutBackJourney, prepare)

    @property
    def laptop_page(self) -> LaptopPage:
        """A laptop that is not known yet."""
        from ui.welcome.laptop_page import LaptopPage

        def prepare(page: LaptopPage) -> None:
            page.back.connect(lambda: self.show_sign_in(self.location, self._tried[0]))
            page.onward.connect(self._with_laptop_code)

        return self._page(LaptopPage, prepare)

    def show_set_up(self) -> None:
        """Setting up a school."""
        self.set_up.begin()

    def show_code(self) -> None:
        """The code on a slip."""
        self.with_code.begin(self.location)

    def show_forgotten(self) -> None:
        """What to do about a forgotten password."""
        self.forgotten.begin(self.location)

    def show_putting_back(self) -> None:
        """The school's file or keys cannot be used."""
        self.putting_back.begin(self.location, self._tried[0])

    def _founded(self, location: str, name: str, password: str, proved: bool) -> None:
        self.location = location
        if proved:
            self.code_proved.emit()
        self._sign_in_with(name, password)

    def _sign_in_with(self, name: str, password: str) -> None:
        """Somebody who just chose her password need not type it again."""
        self.show_sign_in(self.location, name)
        self.sign_in_page.password.field.setText(password)
        self.sign_in_page.button.click()

    def _try(self, name: str, password: str) -> None:
        self._tried = (name, password)
        self.signing_in.emit(self.location, name, password, "")

    def _with_laptop_code(self) -> None:
        page = self.laptop_page
        code = page.code()
        if code:
            page.set_busy(True, "Letting it in…")
            self.signing_in.emit(self.location, *self._tried, code)

    def signed_in(self) -> None:
        """It worked: what was typed is forgotten."""
        self._tried = ("", "")

    def show_join(self) -> None:
        """Where the school is."""
        from ui.welcome.entry_pages import JoinPage

        def prepare(page: JoinPage) -> None:
            page.back.connect(self.show_welcome)
            page.chosen.connect(self._chosen)
            page.background = self._background

        page = self._page(JoinPage, prepare)
        self._window.show_page(page)
        page.field.setFocus()

    def _chosen(self, location: str, has_code: bool) -> None:
        self.location = location
        if has_code:
            self.show_code()
        else:
            self.show_sign_in(location)

    def show_making(self) -> MakingPage:
        """The sample school is being made."""
        from ui.welcome.entry_pages import MakingPage

        page = self._page(MakingPage, lambda made: made.back.connect(self.show_welcome))
        page.begin()
        self._window.show_page(page)
        return page

    @property
    def sign_in_page(self) -> SignInPage:
        """Name and password."""
        from ui.welcome.sign_in import SignInPage

        def prepare(page: SignInPage) -> None:
            page.tried.connect(self._try)
            page.have_code.connect(self.show_code)
            page.forgotten.connect(self.show_forgotten)
            page.other_school.connect(self.show_welcome)
            page.put_back.connect(self.show_putting_back)
            for away in (page.have_code, page.forgotten, page.other_school, page.put_back):
                away.connect(self.left)

        return self._page(SignInPage, prepare)

    def show_sign_in(self, location: str, name: str = "") -> None:
        """Name and password for a school."""
        self.left.emit()
        self.location = location
        page = self.sign_in_page
        self._window.show_page(page)
        shown = shown_location(location)
        page.prepare(
            self.name_of(location) or shown, name, sample=location == str(self._sample), where=shown
        )

    def show_moved(self, location: str, name: str) -> None:
        """The same, for somebody whose school moved while she worked."""
        self.show_sign_in(location, name)
        self.sign_in_page.tell_moved(shown_location(location))

    def say_waiting(self, words: str) -> None:
        """What signing in waits for."""
        self.sign_in_page.say_waiting(words)

    def refuse(self, problem: Problem) -> None:
        """Signing in did not work."""
        if isinstance(problem, LaptopNotKnown):
            page = self.laptop_page
            page.set_busy(False)
            page.field.clear()
            page.error.say("")
            self._window.show_page(page)
            page.field.setFocus()
            return
        if isinstance(problem, CodeRefused):
            self.laptop_page.refuse(str(problem), self.laptop_page.field)
            return
        page = self.sign_in_page
        self._window.show_page(page)
        page.refuse(problem)
        if isinstance(problem, NotASchool):
            page.other.setFocus()


def shown_location(location: str) -> str:
    """Where a school is, as it may be shown: a server's address without name and password."""
    if "://" not in location:
        return location
    rest = location.split("://", 1)[1].split("?", 1)[0]
    return "Server " + rest.rsplit("@", 1)[-1]
