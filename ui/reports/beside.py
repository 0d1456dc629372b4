"""What stands beside a case because other rooms know it: agreements, earlier reports, letters.

Rooms of the core do not know each other; what they know together is put side by side here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.kinds import FormState
from trent_desktop.agreements.kinds import Kind as Form
from trent_desktop.agreements.register.standing import FormCell
from trent_desktop.clock import on_the_wall
from trent_desktop.journeys import date_for_people
from trent_desktop.problems import NotFound
from trent_desktop.reports.cases import CaseFile, CaseSummary, Move, Route, TimelineEntry
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.letters.documents import letters_in
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.reports.steps import Step
from trent_desktop.reports.who.telling import LADO
from trent_desktop.reports.who.told import reach_of
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended, going_on, sentences
from ui.components.buttons import LinkButton
from ui.components.cards import Card
from ui.components.pages import clear_layout
from ui.components.words import Words
from ui.journeys.direction import isolated, joined
from ui.reports.case_parts import icon_row
from ui.reports.step_form import QuestionsForm
from ui.theme import SPACE

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool

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
        lado = sentences(found.name if found else "", reach_of(found))
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
    return f"not signed ({going_on(cell.words)})"


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
        self.known = _Folded("Worth knowing")
        self.letters = _Part("Letters")
        column.addWidget(self.known)
        column.addWidget(self.letters)

    def show_for(self, case: CaseFile, beside: Beside, step: QVBoxLayout) -> None:
        """Show what is known. What a decision hangs on stands in `step`, the rows of the next step."""
        deciding = Move.DECIDE in case.moves
        _say_in_step(step, "lado", _lado(beside) if deciding and beside.lado else None)
        again = None
        if deciding and beside.earlier:
            again = Words(f"{ended(which_in_words(case, beside.earlier))}", "strong", "sun")
        _say_in_step(step, "earlier", again)
        first = [_lado(beside)] if beside.lado and not deciding else []
        known = [_earlier(case, beside.earlier, deciding)] if beside.earlier else []
        known += [_agreement_row(one) for one in beside.agreements]
        if beside.policy:
            held = f"Policy in force when it was reported: {beside.policy}"
            known.append(_Known("book-open", held, ""))
        self.known.fold(first, known)
        self.letters.fill([self._letter(entry) for entry in letters_in(case)])
        self.setVisible(not (self.known.isHidden() and self.letters.isHidden()))

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


@dataclass(frozen=True, slots=True)
class _Known:
    """Something worth knowing: its headline, and what is read when it is opened."""

    icon: str
    headline: str
    detail: str = field(repr=False)
    colour: str = "soft"


class _Folded(_Part):
    """Headlines, with all that belongs to them one press away."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.is_open = False
        self.more = LinkButton("", kind="small")
        self.more.clicked.connect(self._turn)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._details: list[QWidget] = []

    def fold(self, first: list[QWidget], known: list[_Known]) -> None:
        """Show `first` as they are, and of what is `known` the headlines."""
        self._details = []
        rows = list(first)
        for one in known:
            row = icon_row(one.icon, one.headline, one.detail, one.colour)
            self._details += row.findChildren(Words)[1:] if one.detail else []
            rows.append(row)
        self.fill(rows)
        self.more.setVisible(bool(self._details))
        self._show()

    def _turn(self) -> None:
        self.is_open = not self.is_open
        self._show()

    def _show(self) -> None:
        for detail in self._details:
            detail.setVisible(self.is_open)
        self.more.setText("Show less" if self.is_open else "Show more")
        self.more.setAccessibleName(f"Worth knowing: {self.more.text().lower()}")


def _agreement_row(one: Agreement) -> _Known:
    icon, colour = ("check-circle-fill", "leaf") if one.signed else ("warning-circle", "sun")
    stands = "signed" if one.signed else "not signed"
    name = f"Home-school agreement of {isolated(one.name)}: {stands}"
    return _Known(icon, name, "\n".join(one.lines), colour)


def which_in_words(case: CaseFile, earlier: tuple[CaseSummary, ...]) -> str:
    """``This is the 3rd attempt by the same person``."""
    kind = kind_named(case.summary.kind)
    said = f"{kind.repeats.one} {kind.repeats.same}" if kind is not None and kind.repeats else ""
    return f"This is the {ordinal(len(earlier) + 1)} {said}".rstrip()


def _earlier(case: CaseFile, earlier: tuple[CaseSummary, ...], said: bool) -> _Known:
    """`said`: the next step says which it is, so that here stands only how many came before."""
    before = "\n".join(
        joined(
            ordinal(number),
            date_for_people(on_the_wall(one.happened_at or one.recorded_at).date()),
            one.reference,
        )
        for number, one in enumerate(earlier, start=1)
    )
    many = "1 earlier report" if len(earlier) == 1 else f"{len(earlier)} earlier reports"
    return _Known("repeat", many if said else which_in_words(case, earlier), before, "sun")


def _lado(beside: Beside) -> QWidget:
    """Who is rung about a grown-up, by when, and how: never folded."""
    return icon_row("phone-call", f"{LADO.who}: {LADO.when.lower()}", beside.lado, "coral")


def _say_in_step(step: QVBoxLayout, name: str, words: QWidget | None) -> None:
    """What whoever decides reads first. The step may stand as it was, with it or without."""
    found = step.parentWidget()
    before = found.findChild(QWidget, name) if found is not None else None
    if before is not None:
        step.removeWidget(before)
        before.hide()
        before.setObjectName("")
        before.deleteLater()
    if words is not None:
        words.setObjectName(name)
        step.insertWidget(0, words)


def begin_letter(form: QuestionsForm, step: Step, school: OpenSchool, case: CaseFile) -> None:
    """Put the template into the form of a letter. What she has begun comes back over it."""
    kind = kind_named(case.summary.kind)
    if step.move is Move.LETTER and kind is not None:
        made = {entry.move for entry in case.timeline}
        form.begin_with({LETTER_TEXT: school.letters.begun(kind, made)})
