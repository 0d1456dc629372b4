"""Setting a school up: from its name to the first sign-in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.clock import system_clock
from trent_desktop.problems import Problem
from trent_desktop.roles import Role, roles_shown
from ui.background import Background
from ui.documents import Document, DocumentPreview
from ui.school.keys.code_panel import CodePanel
from ui.welcome.entrance_journey import Journey
from ui.welcome.entry_pages import Turning
from ui.welcome.river_page import RiverPage
from ui.welcome.set_up_pages import (
    ASKED_ROLES,
    CheckStep,
    CrestStep,
    DatesStep,
    PeopleStep,
    PlaceStep,
    SchoolStep,
    YouStep,
)
from ui.welcome.step_page import StepPage

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf
    from trent_desktop.school.setting_up.founding import Founding, MadeSchool
    from trent_desktop.school.setting_up.place_check import PlaceReport


class CodeStep(RiverPage):
    """The code for the safe."""

    def __init__(self, code: str) -> None:
        super().__init__(
            "The code for your school’s safe",
            "Your school is there. One thing more, and it is the most important.",
            widest=640,
        )
        self.panel = CodePanel(code, later="I will show it later")
        self.body.addWidget(self.panel)


class SetUpJourney(Journey):
    """`done` gives location, sign-in name and password, and whether the code was proved."""

    done = Signal(str, str, str, bool)
    left = Signal()

    def __init__(
        self, background: Background, show: Callable[[QWidget], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setObjectName("setUpJourney")
        self._background = background
        self._show = show
        self.school = SchoolStep()
        self.crest = CrestStep()
        self.dates = DatesStep()
        self.place = PlaceStep()
        self.you = YouStep()
        self.people = PeopleStep()
        self.check = CheckStep()
        self.steps: tuple[StepPage, ...] = (
            self.school,
            self.crest,
            self.dates,
            self.place,
            self.you,
            self.people,
            self.check,
        )
        self._made: MadeSchool | None = None
        self._proved = False
        self._checking = False
        self._paper: DocumentPreview | None = None
        self.code: CodeStep | None = None
        for number, page in enumerate(self.steps):
            page.back.connect(lambda at=number: self._back_from(at))
            page.onward.connect(lambda at=number: self._on_from(at))
        self.check.change_wanted.connect(self._change)

    @property
    def pages(self) -> Sequence[QWidget]:
        """All of them."""
        return self.steps

    def begin(self) -> None:
        """The first page; what was typed before is still there."""
        self._checking = False
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """One of the steps."""
        page = self.steps[number]
        page.error.say("")
        if page is self.people:
            self.people.without(self.you.chosen)
        if page is self.check:
            self._show_answers()
        self._show(page)
        # The crest may wait, and at the end everything is looked at: Enter goes on from there.
        goes_on = page is self.crest or page is self.check
        (page.button if goes_on else page.begins_at).setFocus()

    def _change(self, number: int) -> None:
        self._checking = True
        self.show_step(number)

    def _back_from(self, number: int) -> None:
        if number == 0:
            self.left.emit()
        elif self._checking and number < len(self.steps) - 1:
            self._to_check()
        else:
            self.show_step(number - 1)

    def _to_check(self) -> None:
        self._checking = False
        self.show_step(len(self.steps) - 1)

    def _on_from(self, number: int) -> None:
        page = self.steps[number]
        if page is self.school and not self.school.check():
            return
        if page is self.dates and self.dates.days() is None:
            return
        if page is self.place and not self._place_is_good():
            return
        if page is self.you and not self.you.check(self.school.name.text()):
            return
        if page is self.check:
            self._make()
        elif self._checking:
            self._to_check()
        else:
            self.show_step(number + 1)

    # ------------------------------------------------------------------ the place

    def _place_is_good(self) -> bool:
        page = self.place
        if page.report is not None and page.report.good:
            return True
        where = page.field.text().strip()
        if not where:
            page.block.show_error("Choose the place first.")
            page.field.setFocus()
            return False
        page.set_busy(True, "Trying it…")
        server = page.kind.value() == "server"
        typed = page.server.typed() if server else ()

        def work() -> PlaceReport:
            return self.door.call("check_server" if server else "check_folder", where, *typed)

        operation = self._background.run(work, parent=self)
        operation.then(page.show_report, lambda error: page.refuse(_words(error)))
        return False

    # ------------------------------------------------------------------ making

    def _show_answers(self) -> None:
        adopted, review = self.dates.adopted.text(), self.dates.review.text()
        days = " · ".join(
            part
            for part in (
                f"adopted {adopted}" if adopted else "",
                f"review {review}" if review else "",
            )
            if part
        )
        names = self.people.names()
        held = self.you.chosen
        rows = [
            ("The school", self.school.name.text().strip(), 0),
            ("Its address", self.school.address.toPlainText().strip(), 0),
            ("Crest", "A picture was chosen" if self.crest.crest.png else "", 1),
            ("Policy", days, 2),
            ("Kept in", self.place.field.text().strip(), 3),
            (
                "You",
                (
                    f"{self.you.name.text().strip()}, {roles_shown(held)} "
                    f"(signs in as {self.you.sign_in.text().strip()})"
                ),
                4,
            ),
            ("People", "\n".join(f"{role.title}: {name}" for role, name in names.items()), 5),
        ]
        missing = [role for role in ASKED_ROLES if role not in names and role not in held]
        self.check.show_answers(rows, missing)

    def founding(self) -> Founding:
        """What was answered."""
        from trent_desktop.school.keys.joining.values import Invitation
        from trent_desktop.school.people.values import suggested_sign_in_name
        from trent_desktop.school.setting_up.founding import Founding, NewMember

        own = self.you.sign_in.text().strip()
        taken = [own]
        by_name: dict[str, set[Role]] = {}
        for role, name in self.people.names().items():
            by_name.setdefault(name, set()).add(role)
        invited: list[Invitation] = []
        for name, roles in by_name.items():
            sign_in = suggested_sign_in_name(name, taken)
            taken.append(sign_in)
            invited.append(Invitation(name, sign_in, frozenset(roles)))
        adopted, review = self.dates.days() or (None, None)
        return Founding(
            self.school.name.text(),
            NewMember(self.you.name.text().strip(), own, self.you.chosen, self.you.password.value),
            self.school.address.toPlainText(),
            self.crest.crest.png,
            adopted,
            review,
            tuple(invited),
        )

    def _make(self) -> None:
        page = self.check
        page.set_busy(True, "Setting it up…")
        where, founding = self.place.field.text().strip(), self.founding()
        self._show(_Making())

        def work() -> MadeSchool:
            return self.door.call("found_school", where, founding)

        operation = self._background.run(work, parent=self)
        operation.then(self._was_made, self._not_made)

    def _not_made(self, error: Exception) -> None:
        self._show(self.check)
        self.check.refuse(_words(error))
        if not isinstance(error, Problem):
            raise error

    def _was_made(self, made: MadeSchool) -> None:
        self.check.set_busy(False)
        self._made = made
        self.code = CodeStep(made.recovery_code)
        panel = self.code.panel
        panel.print_wanted.connect(self._print_sheet)
        panel.proved.connect(self._code_proved)
        panel.later.connect(self._slips)
        self._show(self.code)
        panel.print.setFocus()

    def _code_proved(self) -> None:
        self._proved = True
        self._slips()

    def _print_sheet(self) -> None:
        made, code = self._made, self.code
        if made is None or code is None:
            return
        letterhead = self._letterhead()

        def make() -> Pdf:
            from trent_desktop.school.keys.joining.slips import recovery_sheet_pdf

            return recovery_sheet_pdf(letterhead(), made.recovery_code, system_clock())

        self._show_paper(
            Document("The sheet for the safe", "recovery-sheet", make),
            lambda: self._show(code),
        )

    def _slips(self) -> None:
        made = self._made
        if made is None or not made.slips:
            self._finish()
            return
        letterhead, place = self._letterhead(), self.place.field.text().strip()

        def make() -> Pdf:
            from trent_desktop.school.keys.joining.slips import joining_slips_pdf

            return joining_slips_pdf(letterhead(), made.slips, made_at=system_clock(), place=place)

        self._show_paper(
            Document("Joining slips", "joining-slips", make),
            self._finish,
        )

    def _letterhead(self) -> Callable[[], Letterhead]:
        founding = self.founding()

        def make() -> Letterhead:
            from trent_desktop.school.settings.letterhead import letterhead_for
            from trent_desktop.school.settings.values import SchoolProfile

            return letterhead_for(SchoolProfile(founding.name, founding.address, founding.crest))

        return make

    def _show_paper(self, document: Document, then: Callable[[], object]) -> None:
        preview = DocumentPreview(self._background, document)
        self._paper = preview

        def left() -> None:
            self._paper = None
            then()
            preview.deleteLater()

        preview.left.connect(left)
        self._show(preview)

    def _finish(self) -> None:
        """Into the program; the codes are forgotten here."""
        name, password = self.you.sign_in.text().strip(), self.you.password.value
        self._made = None
        self.code = None
        self.you.password.clear()
        self.done.emit(self.place.field.text().strip(), name, password, self._proved)


class _Making(RiverPage):
    """The school is being made."""

    def __init__(self) -> None:
        super().__init__("Setting up your school", "This takes a few seconds.", widest=640)
        self.body.addWidget(Turning())


def _words(error: Exception) -> str:
    if isinstance(error, Problem):
        return str(error)
    return "Something went wrong in the program. Nothing was set up."
