"""Adding people: names one under the other, what they do, and a slip for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trent_desktop.problems import AnswersRefused
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.values import named_twice, pasted_people, suggested_sign_in_name
from trent_desktop.sentences import ended
from ui.components.buttons import IconButton, PrimaryButton
from ui.components.cards import Card
from ui.components.choices import Option, TickGroup
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import Sheet, ask
from ui.components.words import small
from ui.school.people.member_words import PLAIN_ROLES
from ui.school.settings.days import read_day, wrong_day
from ui.school.settings.said_back import day_said_back
from ui.shell.rooms import Desk
from ui.theme import SPACE

_MOST = 60


class _Line:
    """One person to be added."""

    def __init__(self, name: str, sign_in: str, own_class: str = "") -> None:
        self.own_class = TextField(own_class, name=f"Own class of {name}", wide=10)
        self.name = TextField(name, name="Name")
        self.sign_in = TextField(sign_in, name=f"Sign-in name of {name}", wide=16)
        self.away = IconButton("x", f"Do not add {name}")


class AddMembers(QWidget):
    """Fills a page. `wanted` gives the invitations."""

    wanted = Signal(tuple)

    def __init__(self, desk: Desk, page: ScrollPage) -> None:
        super().__init__()
        self._desk = desk
        self.lines: list[_Line] = []
        self.sheet: Sheet | None = None
        first = Card(gap=SPACE.base)
        self.names = TextArea(name="Names, one on each line", lines=5)
        self.names_block = FieldBlock(
            "Names, one on each line",
            self.names,
            hint="Forename and surname, as colleagues know them. A list can be pasted, with "
            "the class behind a comma where somebody has one: Ngozi Hart, 4B.",
        )
        first.column.addWidget(self.names_block)
        self.roles = TickGroup(self._roles(), name="What they do", narrowest=200)
        self.roles.choose([Role.TEACHER.value])
        self.roles_block = FieldBlock("What they do", self.roles)
        first.column.addWidget(self.roles_block)
        self.last_day = TextField(name="Last day", wide=14)
        self.last_day_block = FieldBlock(
            "Last day",
            self.last_day,
            hint="For supply staff and volunteers: their access ends by itself after it.",
            optional=True,
        )
        day_said_back(self.last_day_block)
        first.column.addWidget(self.last_day_block)
        self.take = PrimaryButton("Put them on the list")
        self.take.clicked.connect(self._take)
        first.column.addWidget(flow(self.take))
        page.column.addWidget(first)
        self.card = Card(gap=SPACE.near)
        self.error = ErrorText()
        self.card.column.addWidget(self.error)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(SPACE.near)
        self.grid.setVerticalSpacing(SPACE.tight)
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(1, 2)
        self.card.column.addLayout(self.grid)
        self.make = PrimaryButton("Make their slips", "ticket")
        self.make.clicked.connect(self._make)
        self.card.column.addWidget(flow(self.make))
        self.card.hide()
        page.column.addWidget(self.card)
        page.column.addStretch(1)

    def _roles(self) -> list[Option]:
        """What can be ticked: plain roles, and those with cases that nobody holds."""
        members = self._desk.school.people.members()
        held = {
            role
            for one in members
            if one.state in (MemberState.ACTIVE, MemberState.INVITED)
            for role in one.roles
        }
        vacant = [role for role in KEYED_ROLES if role not in held]
        return [Option(role.value, role.title) for role in (*PLAIN_ROLES, *vacant)]

    def _take(self) -> None:
        taken = [one.sign_in_name for one in self._desk.school.people.members()]
        taken += [line.sign_in.text() for line in self.lines]
        pasted = pasted_people(self.names.toPlainText())
        room = max(0, _MOST - len(self.lines))
        for one in pasted[:room]:
            sign_in = suggested_sign_in_name(one.name, taken)
            taken.append(sign_in)
            self.lines.append(_Line(one.name, sign_in, one.class_name))
        rest = pasted[room:]
        self.names.setPlainText(
            "\n".join(", ".join(part for part in (o.name, o.class_name) if part) for o in rest)
        )
        count = f"{len(rest)} names wait" if len(rest) > 1 else "1 name waits"
        self.names_block.show_error(
            f"{_MOST} at a time: {count} here until these have their slips." if rest else ""
        )
        self._lay()
        if self.lines:
            self.make.setFocus()

    def _lay(self) -> None:
        clear_layout(self.grid)
        self.grid.addWidget(small("Name"), 0, 0)
        self.grid.addWidget(small("Signs in as"), 0, 1)
        self.grid.addWidget(small("Own class"), 0, 2)
        kept = self.lines
        self.lines = []
        for row, line in enumerate(kept, start=1):
            again = _Line(line.name.text(), line.sign_in.text(), line.own_class.text())
            again.away.clicked.connect(lambda _=False, one=again: self._drop(one))
            self.grid.addWidget(again.name, row, 0)
            self.grid.addWidget(again.sign_in, row, 1)
            self.grid.addWidget(again.own_class, row, 2)
            self.grid.addWidget(again.away, row, 3, Qt.AlignmentFlag.AlignVCenter)
            self.lines.append(again)
        self.card.setVisible(bool(self.lines))
        count = len(self.lines)
        self.make.set_words("Make the slip" if count == 1 else f"Make {count} slips")

    def _drop(self, line: _Line) -> None:
        self.lines = [one for one in self.lines if one is not line]
        self._lay()

    def _make(self) -> None:
        roles = frozenset(Role(value) for value in self.roles.values())
        self.roles_block.show_error("" if roles else "Choose at least one.")
        last_day, said = None, ""
        try:
            last_day = read_day(self.last_day.text())
        except ValueError:
            said = wrong_day(self.last_day.text())
        self.last_day_block.show_error(said)
        self.error.say("")
        classes = {one.name.casefold(): one.id for one in self._desk.school.people.classes()}
        named = [" ".join(line.own_class.text().split()).casefold() for line in self.lines]
        unknown = [
            f"{line.name.text()}: there is no class {ended(line.own_class.text())}"
            for line, name in zip(self.lines, named, strict=True)
            if name and name not in classes
        ]
        if unknown:
            self.error.say("\n".join(unknown))
        if not roles or said:
            (self.last_day if roles else self.roles).setFocus()
        if unknown or said or not roles:
            return
        wanted = tuple(
            Invitation(line.name.text(), line.sign_in.text(), roles, classes.get(name), last_day)
            for line, name in zip(self.lines, named, strict=True)
        )
        there = [one.name for one in self._desk.school.people.members() if one.is_here]
        twice = named_twice((one.name for one in wanted), there)
        if twice:
            self.sheet = ask(
                self.card,
                "One person or two?",
                f"There are two called {ended(', '.join(twice))} If it is one person, go back and take "
                "them off the list.",
                yes="They are two people",
                then=lambda: self._want(wanted),
            )
            return
        self._want(wanted)

    def _want(self, wanted: tuple[Invitation, ...]) -> None:
        self.make.setEnabled(False)
        self.wanted.emit(wanted)

    def refuse(self, error: AnswersRefused) -> None:
        """Say what is wrong, with the people it is about."""
        self.make.setEnabled(True)
        said: list[str] = []
        for field, words in error.errors:
            number = field.partition(".")[0]
            who = self.lines[int(number)].name.text() if number.isdecimal() else ""
            said.append(f"{who}: {words}" if who else words)
        self.error.say("\n".join(said) or error.words)

    def free(self) -> None:
        """It did not work; it can be tried again."""
        self.make.setEnabled(True)
