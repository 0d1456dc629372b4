"""The pages of setting a school up, one thing each. `set_up.py` leads through them."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.roles import Role
from trent_desktop.school.setting_up.place_check import PlaceReport
from ui.components.buttons import LinkButton, SecondaryButton
from ui.components.choices import Option, RadioGroup, TickGroup
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.notices import Notice
from ui.components.pages import clear_layout
from ui.components.place_lines import place_row
from ui.components.server_fields import ServerFields
from ui.components.system_dialogs import ask_for_folder
from ui.components.words import Words
from ui.school.settings.crest_picture import CrestField
from ui.school.settings.days import Toward, day_typed, read_day, today_here, wrong_day
from ui.school.settings.said_back import day_said_back
from ui.theme import SPACE, Tone
from ui.welcome.new_password import NewPassword
from ui.welcome.step_page import StepPage

#: How many steps the member is told there are.
STEPS = 7
FOUNDER_ROLES = (Role.ICT_LEAD, Role.HEADTEACHER, Role.TEACHER)
#: Roles that a school cannot do without for long, in the order they are asked for.
ASKED_ROLES = (Role.HEADTEACHER, Role.DSL, Role.DEPUTY_DSL, Role.CHAIR, Role.ICT_LEAD)
_WITHOUT = {
    Role.HEADTEACHER: "signs reports off",
    Role.DSL: "gets every safeguarding concern",
    Role.DEPUTY_DSL: "stands in for the safeguarding lead",
    Role.CHAIR: "gets what is about the Headteacher",
    Role.ICT_LEAD: "sees to filters and members",
}


def step(number: int) -> str:
    """``Step 2 of 7``."""
    return f"Step {number} of {STEPS}"


class SchoolStep(StepPage):
    """What the school is called."""

    def __init__(self) -> None:
        super().__init__("Set up our school", "It takes ten minutes.", step=step(1))
        self.name = TextField(name="The school’s name")
        self.name_block = FieldBlock("The school’s name", self.name)
        self.address = TextArea(name="Its address", lines=3)
        self.address_block = FieldBlock(
            "Its address", self.address, hint="As it appears on your letters.", optional=True
        )
        self.card.column.addWidget(self.name_block)
        self.card.column.addWidget(self.address_block)
        self.finish()
        self.name.returnPressed.connect(self.go_on)

    def check(self) -> bool:
        """Whether there is a name."""
        good = bool(self.name.text().strip())
        self.name_block.show_error("" if good else "Give the school’s name.")
        if not good:
            self.name.setFocus()
        return good


class CrestStep(StepPage):
    """The crest, which may wait."""

    def __init__(self) -> None:
        super().__init__("The school’s crest", "It can also be added later.", step=step(2))
        self.crest = CrestField()
        self.card.column.addWidget(self.crest)
        self.finish()


class DatesStep(StepPage):
    """When the policy was adopted, and when it is looked at again."""

    def __init__(self) -> None:
        super().__init__("Your social media policy", "Both days can wait.", step=step(3))
        today = today_here()
        self.adopted = TextField(name="Adopted on", placeholder=day_typed(today), wide=14)
        self.review = TextField(
            name="Review due", placeholder=day_typed(today + dt.timedelta(days=365)), wide=14
        )
        self.adopted_block = FieldBlock(
            "Adopted by the governors on",
            self.adopted,
            example=self.adopted.placeholderText(),
            optional=True,
        )
        self.review_block = FieldBlock(
            "Review due", self.review, example=self.review.placeholderText(), optional=True
        )
        for block, toward in (
            (self.adopted_block, Toward.PAST),
            (self.review_block, Toward.COMING),
        ):
            day_said_back(block, toward)
            self.card.column.addWidget(block)
        self.finish()
        self.review.returnPressed.connect(self.go_on)

    def days(self) -> tuple[dt.date | None, dt.date | None] | None:
        """Both days; None, with words at the field, when one cannot be read."""
        found: list[dt.date | None] = []
        wrong: list[TextField] = []
        for field, block, toward in (
            (self.adopted, self.adopted_block, Toward.PAST),
            (self.review, self.review_block, Toward.COMING),
        ):
            try:
                found.append(read_day(field.text(), toward))
                block.show_error("")
            except ValueError:
                block.show_error(wrong_day(field.text(), toward))
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
            return None
        adopted, review = found
        if adopted and review and review < adopted:
            self.review_block.show_error("This day comes before the policy was adopted.")
            self.review.setFocus()
            return None
        return adopted, review


#: What is asked for under each kind of place: the field's label, and its hint.
_PLACES: Final = {
    "folder": ("The folder", "An empty folder, or a new one, which will be made."),
    "server": (
        "The address of the database",
        "An empty database on the server, from whoever looks after it.",
    ),
}


class PlaceStep(StepPage):
    """Where everything is kept: tried before anybody may go on."""

    def __init__(self) -> None:
        super().__init__(
            "Where should it be kept?",
            "In a folder or a database that every teacher’s laptop can reach, on the school’s own server.",
            step=step(4),
            button="Try this place",
        )
        self.kind = RadioGroup(
            (
                Option("folder", "A folder on the school’s network", "For most schools"),
                Option("server", "A PostgreSQL database", "For a trust with its own servers"),
            ),
            name="What kind of place",
        )
        self.kind.choose("folder")
        self.card.column.addWidget(self.kind)
        self.field = TextField(name="The place")
        label, hint = _PLACES["folder"]
        self.block = FieldBlock(label, self.field, hint=hint)
        self.card.column.addWidget(self.block)
        self.server = ServerFields()
        self.server.hide()
        self.card.column.addWidget(self.server)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(SPACE.near)
        self.card.column.addLayout(self.lines)
        self.card.column.addWidget(self.server.trusted)
        self.browse = SecondaryButton("Choose a folder…", "folder-open")
        self.finish(self.browse)
        self.report: PlaceReport | None = None
        self.field.textEdited.connect(lambda _text: self._another())
        self.server.changed.connect(self.forget)
        self.field.returnPressed.connect(self.go_on)
        self.browse.clicked.connect(self._browse)
        self.kind.changed.connect(self._show_kind)

    @property
    def begins_at(self) -> QWidget:
        """In the field: a folder is chosen already, as most schools have one."""
        return self.field

    def _show_kind(self, kind: str) -> None:
        server = kind == "server"
        self.block.ask(*_PLACES["server" if server else "folder"])
        self.browse.setVisible(not server)
        self.server.setVisible(server)
        self.field.setPlaceholderText("postgresql://name@server/database" if server else "")
        self._another()

    def _another(self) -> None:
        self.server.forget()
        self.forget()

    def _browse(self) -> None:
        ask_for_folder(self, "A folder for the school", lambda path: self._chosen(str(path)))

    def _chosen(self, path: str) -> None:
        self.field.setText(path)
        self.forget()

    def forget(self) -> None:
        """Another place: what was tried does not count for it."""
        self.report = None
        clear_layout(self.lines)
        self._words = "Try this place"
        self.set_busy(False)
        self.block.show_error("")

    def show_report(self, report: PlaceReport) -> None:
        """Show what was tried, and go on only from a good place."""
        self.report = report
        self.server.offer(report.offered)
        clear_layout(self.lines)
        for line in report.lines:
            self.lines.addWidget(place_row(line))
        self._words = "Continue" if report.good else "Try again"
        self.set_busy(False)
        self.button.setFocus()


class YouStep(StepPage):
    """Who sets the school up."""

    def __init__(self) -> None:
        super().__init__("And you?", "You will be the first who can sign in.", step=step(5))
        self.name = TextField(name="Your name")
        self.name_block = FieldBlock("Your name", self.name)
        self.sign_in = TextField(name="Your sign-in name", wide=24)
        self.sign_in_block = FieldBlock(
            "Your sign-in name", self.sign_in, hint="Short; you type it each time."
        )
        self.roles = TickGroup(
            [Option(role.value, role.title) for role in FOUNDER_ROLES],
            name="What you do",
            narrowest=170,
        )
        self.roles.choose([Role.ICT_LEAD.value])
        self.roles_block = FieldBlock("What you do here", self.roles)
        self.password = NewPassword()
        for widget in (self.name_block, self.sign_in_block, self.roles_block, self.password):
            self.card.column.addWidget(widget)
        self.finish()
        self.name.editingFinished.connect(self._suggest)
        self.password.entered.connect(self.go_on)

    def _suggest(self) -> None:
        from trent_desktop.school.people.values import suggested_sign_in_name

        if self.name.text().strip() and not self.sign_in.text().strip():
            self.sign_in.setText(suggested_sign_in_name(self.name.text(), ()))

    @property
    def chosen(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(Role(value) for value in self.roles.values())

    def check(self, school: str) -> bool:
        """Whether all is there; says at each field what is not."""
        name, sign_in = self.name.text().strip(), self.sign_in.text().strip()
        self.name_block.show_error("" if name else "Give your full name.")
        self.sign_in_block.show_error("" if sign_in else "Give a name to sign in with.")
        administers = self.chosen & {Role.ICT_LEAD, Role.HEADTEACHER}
        self.roles_block.show_error(
            "" if administers else "Whoever sets the school up is its ICT Lead or Headteacher."
        )
        self.password.known = (name, sign_in, school)
        if not name:
            self.name.setFocus()
        elif not sign_in:
            self.sign_in.setFocus()
        elif not administers:
            self.roles.setFocus()
        else:
            return self.password.check()
        return False


class PeopleStep(StepPage):
    """Who holds which role. Each gets a slip to join with."""

    def __init__(self) -> None:
        super().__init__(
            "Who does what?",
            "Each gets a slip with a code. A role may stay empty for now.",
            step=step(6),
        )
        self.fields: dict[Role, TextField] = {}
        self.blocks: dict[Role, FieldBlock] = {}
        for role in ASKED_ROLES:
            field = TextField(name=role.title)
            block = FieldBlock(role.title, field, hint=f"Who {_WITHOUT[role]}.", optional=True)
            self.fields[role] = field
            self.blocks[role] = block
            self.card.column.addWidget(block)
        self.finish()

    def without(self, roles: frozenset[Role]) -> None:
        """Ask for the roles that the founder does not hold."""
        for role, block in self.blocks.items():
            block.setVisible(role not in roles)
            if role in roles:
                self.fields[role].clear()

    def names(self) -> dict[Role, str]:
        """Who holds what, those that were given."""
        return {
            role: " ".join(field.text().split())
            for role, field in self.fields.items()
            if field.text().strip()
        }


class CheckStep(StepPage):
    """Everything once more, each with a way to change it."""

    change_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            "Is that right?",
            "All of it but the place can be changed later.",
            step=step(7),
            button="Set up the school",
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE.base)
        self.card.column.addLayout(self.rows)
        self.missing = Notice("", Tone.SUN, heading="Roles that nobody holds yet", icon="warning")
        self.card.column.addWidget(self.missing)
        self.finish()

    def show_answers(self, rows: list[tuple[str, str, int]], missing: list[Role]) -> None:
        """Each row: what, the answer, and the step that it comes from."""
        clear_layout(self.rows)
        for what, words, number in rows:
            row = QWidget()
            beside = QHBoxLayout(row)
            beside.setContentsMargins(0, 0, 0, 0)
            said = QVBoxLayout()
            said.setSpacing(2)
            said.addWidget(Words(what, "small", "soft"))
            said.addWidget(Words(words or "None yet", "body"))
            beside.addLayout(said, 1)
            change = LinkButton("Change", name=f"Change: {what}")
            change.clicked.connect(lambda _=False, to=number: self.change_wanted.emit(to))
            beside.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
            self.rows.addWidget(row)
        self.missing.setVisible(bool(missing))
        words = "\n".join(f"{role.title}: nobody yet {_WITHOUT[role]}." for role in missing)
        self.missing.say(words)
