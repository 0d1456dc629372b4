"""What stands beside a case because other rooms know it: agreements, earlier reports, letters.

Rooms of the core do not know each other; what they know together is put side by side here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.kinds import FormState
from trent_desktop.agreements.kinds import Kind as Form
from trent_desktop.agreements.register.standing import FormCell
from trent_desktop.journeys import date_for_people
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.cases import CaseFile, CaseSummary, Move, Route, TimelineEntry
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.letters.documents import letters_in
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.reports.steps import Step
from trent_desktop.reports.who.telling import LADO
from trent_desktop.reports.who.told import reach_of
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import LinkButton
from ui.components.cards import Card
from ui.components.pages import clear_layout
from ui.components.words import Words
from ui.journeys.direction import isolated, joined
from ui.reports.case_parts import icon_row
from ui.reports.step_form import QuestionsForm
from ui.theme import SPACE

#: The forms by which a child and her family agree to the school's rules.
_AGREEMENTS = (Form.PUPIL_KS1, Form.PUPIL_KS2, Form.PARENT)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one child's home-school agreement stands, line by line."""

    name: str
    lines: tuple[str, ...]
    signed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside a case. `lado` is how that officer is reached, where it may be needed.

    `policy` names the version of the school's policy that held when it was reported.
    """

    agreements: tuple[Agreement, ...] = field(default=(), repr=False)
    earlier: tuple[CaseSummary, ...] = field(default=(), repr=False)
    lado: str = ""
    policy: str = ""


NOTHING = Beside()


def read_beside(school: OpenSchool, case: CaseFile) -> Beside:
    """Ask the other rooms. Call it from a worker thread."""
    kind, route = kind_named(case.summary.kind), case.summary.route
    if kind is None:
        return NOTHING
    lado = ""
    if route in (Route.STAFF, Route.HEAD):
        contacts = {one.role: one for one in school.settings.current().contacts}
        found = contacts.get(LADO.role)
        lado = ". ".join(part for part in (found.name if found else "", reach_of(found)) if part)
        lado = lado or LADO.how
    listed = dict.fromkeys((one.pupil_id, one.name) for one in case.people if one.pupil_id)
    wanted = kind.shows_agreements and school.may(Right.SEE_REGISTER)
    agreements = tuple(
        _agreement(school, pupil_id, name) for pupil_id, name in listed if wanted and pupil_id
    )
    reported = case.summary.recorded_at.astimezone().date()
    return Beside(
        agreements, school.cases.earlier_reports(case), lado, school.policy.cited(reported)
    )


def _agreement(school: OpenSchool, pupil_id: uuid.UUID, name: str) -> Agreement:
    try:
        line = school.agreements.register.pupil(pupil_id)
    except NotFound:
        return Agreement(name, ("No longer on the school’s list",), signed=False)
    cells = [line.cells[form] for form in _AGREEMENTS if form in line.cells]
    return Agreement(
        name,
        tuple(f"{cell.kind.title.split(',')[0]}: {_stands(cell)}" for cell in cells),
        signed=bool(cells) and all(cell.state is FormState.RETURNED for cell in cells),
    )


def _stands(cell: FormCell) -> str:
    if cell.state is FormState.RETURNED and cell.since is not None:
        return f"signed since {date_for_people(cell.since.astimezone().date())}"
    return f"not signed ({cell.words[:1].lower()}{cell.words[1:]})"


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``3rd``, ``11th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


class BesidePart(QWidget):
    """The cards at the side of a case. `letter_wanted` gives a letter's entry, to be looked at."""

    letter_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self.known = _Part("Worth knowing")
        self.letters = _Part("Letters")
        column.addWidget(self.known)
        column.addWidget(self.letters)

    def show_for(self, case: CaseFile, beside: Beside, step: QVBoxLayout) -> None:
        """Show what is known; `step` are the rows of the next step, which says what came before too."""
        rows: list[QWidget] = []
        if beside.lado:
            rows.append(
                icon_row("phone-call", f"{LADO.who}: {LADO.when.lower()}", beside.lado, "coral")
            )
        if beside.earlier:
            rows.append(_earlier(case, beside.earlier))
        for one in beside.agreements:
            icon, colour = (
                ("check-circle-fill", "leaf") if one.signed else ("warning-circle", "sun")
            )
            name = f"Home-school agreement of {isolated(one.name)}"
            rows.append(icon_row(icon, name, "\n".join(one.lines), colour))
        if beside.policy:
            rows.append(
                icon_row("book-open", "Policy in force when it was reported", beside.policy)
            )
        self.known.fill(rows)
        self.letters.fill([self._letter(entry) for entry in letters_in(case)])
        self.setVisible(not (self.known.isHidden() and self.letters.isHidden()))
        _say_in_step(case, beside, step)

    def _letter(self, entry: TimelineEntry) -> QWidget:
        to = isolated(str(entry.details.get(LETTER_TO, "")))
        day = date_for_people(entry.at.astimezone().date())
        row = icon_row("envelope-simple", f"To {to}", day)
        link = LinkButton("Look at it and print", kind="small", name=f"Look at the letter to {to}")
        link.clicked.connect(lambda: self.letter_wanted.emit(entry))
        layout = row.layout()
        if layout is not None:
            layout.addWidget(link)
        return row


class _Part(Card):
    """A card that is there while it holds something."""

    def __init__(self, heading: str) -> None:
        super().__init__(pad=SPACE.wide, gap=SPACE.near)
        self.column.addWidget(Words(heading, "heading"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.tight)
        self.column.addLayout(self._rows)

    def fill(self, rows: list[QWidget]) -> None:
        clear_layout(self._rows)
        for row in rows:
            self._rows.addWidget(row)
        self.setVisible(bool(rows))


def which_in_words(case: CaseFile, earlier: tuple[CaseSummary, ...]) -> str:
    """``This is the 3rd attempt by the same person``."""
    kind = kind_named(case.summary.kind)
    said = f"{kind.repeats.one} {kind.repeats.same}" if kind is not None and kind.repeats else ""
    return f"This is the {ordinal(len(earlier) + 1)} {said}".rstrip()


def _earlier(case: CaseFile, earlier: tuple[CaseSummary, ...]) -> QWidget:
    before = "\n".join(
        joined(
            ordinal(number),
            date_for_people((one.happened_at or one.recorded_at).astimezone().date()),
            one.reference,
        )
        for number, one in enumerate(earlier, start=1)
    )
    return icon_row("repeat", which_in_words(case, earlier), before, "sun")


def _say_in_step(case: CaseFile, beside: Beside, step: QVBoxLayout) -> None:
    """Whoever decides reads first that it came again."""
    found = step.parentWidget()
    before = found.findChild(QWidget, "earlier") if found is not None else None
    if before is not None or not beside.earlier or Move.DECIDE not in case.moves:
        return
    words = Words(f"{which_in_words(case, beside.earlier)}.", "strong", "sun")
    words.setObjectName("earlier")
    step.insertWidget(0, words)


def begin_letter(form: QuestionsForm, step: Step, school: OpenSchool, case: CaseFile) -> None:
    """Put the template into the form of a letter. What she has begun comes back over it."""
    kind = kind_named(case.summary.kind)
    if step.move is Move.LETTER and kind is not None:
        made = {entry.move for entry in case.timeline}
        form.begin_with({LETTER_TEXT: school.letters.begun(kind, made)})
