"""One member: what can be changed, and what can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import AnswersRefused
from trent_desktop.roles import KEYED_ROLES, Role, roles_shown
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.people.values import MemberLine
from ui.components.buttons import DangerButton, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.pages import ScrollPage, flow
from ui.components.sheets import ask
from ui.components.typed import what_is_typed
from ui.components.words import Words, body, heading, soft
from ui.school.keys.giving_back import GiveBackPlace
from ui.school.people.member_words import PLAIN_ROLES, how_it_stands
from ui.school.progress import ProgressSheet
from ui.school.settings.days import day_typed, read_day, wrong_day
from ui.school.settings.said_back import day_said_back
from ui.theme import SPACE

if TYPE_CHECKING:
    from ui.shell.section_room import SectionPage


class MemberPage(QObject):
    """Fills a page with one member. `slip_made` gives a slip, `gone` says to go back."""

    slip_made = Signal(object)
    gone = Signal()

    def __init__(self, section: SectionPage, page: ScrollPage, line: MemberLine) -> None:
        super().__init__(page)
        self.page = page
        self.line = line
        self._section = section
        self._members = section.desk.school.members
        self._sheet: ProgressSheet | None = None
        page.column.addWidget(soft(how_it_stands(line)))
        self._details()
        self._way_in()
        self.giving_back = GiveBackPlace(section, line.member.id)
        page.column.addLayout(self.giving_back)
        if line.member.active and not line.is_me:
            self._look_for_reports()
            section.desk.changes.directory.connect(self._look_for_reports)
        if not line.is_me:
            self._ending()
        page.column.addStretch(1)
        self._as_shown = what_is_typed(page)

    @property
    def is_touched(self) -> bool:
        """Whether something was typed here that is not saved, or is being saved."""
        busy = self._sheet is not None or not self.save.isEnabled()
        return busy or what_is_typed(self.page) != self._as_shown

    # ------------------------------------------------------------------ details

    def _details(self) -> None:
        member = self.line.member
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("Who it is"))
        self.name = TextField(member.name, name="Name")
        self.sign_in = TextField(member.sign_in_name, name="Signs in as", wide=24)
        self.name_block = FieldBlock("Name", self.name)
        self.sign_in_block = FieldBlock("Signs in as", self.sign_in)
        self.roles = TickGroup(
            [Option(role.value, role.title) for role in PLAIN_ROLES],
            name="What they do",
            narrowest=150,
        )
        self.roles.choose([role.value for role in member.roles if role in PLAIN_ROLES])
        classes = self._section.desk.school.people.classes()
        self.own_classes = TickGroup(
            [Option(str(one.id), one.name) for one in classes], name="Own classes", narrowest=110
        )
        self.own_classes.choose([str(one) for one in member.class_ids])
        for widget in (
            self.name_block,
            self.sign_in_block,
            FieldBlock("What they do", self.roles),
        ):
            card.column.addWidget(widget)
        keyed = [role for role in member.roles if role in KEYED_ROLES]
        if keyed:
            words = f"Also {roles_shown(keyed)}: that is passed on under Roles and keys."
            card.column.addWidget(Words(words, "small", "soft"))
        card.column.addWidget(
            FieldBlock(
                "Own classes",
                self.own_classes,
                hint="Reports and lessons begin with them. Two teachers may have one class.",
            )
        )
        self.last_day = TextField(day_typed(member.last_day), name="Last day", wide=14)
        self.last_day_block = FieldBlock(
            "Last day",
            self.last_day,
            hint="For supply staff and volunteers: their access ends by itself after it.",
            optional=True,
        )
        day_said_back(self.last_day_block)
        if not self.line.is_me:
            card.column.addWidget(self.last_day_block)
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._save)
        card.column.addWidget(flow(self.save))
        self.page.column.addWidget(card)

    def _save(self) -> None:
        import uuid

        member = self.line.member
        roles = frozenset(Role(value) for value in self.roles.values())
        roles |= {role for role in member.roles if role in KEYED_ROLES}
        ticked = [uuid.UUID(one) for one in self.own_classes.values()]
        # That which she begins with stays the first as long as it is hers.
        class_ids = sorted(ticked, key=lambda one: one != member.class_id)
        name, sign_in = self.name.text(), self.sign_in.text()
        try:
            last_day = read_day(self.last_day.text())
        except ValueError:
            self.last_day_block.show_error(wrong_day(self.last_day.text()))
            self.last_day.setFocus()
            return
        self.save.setEnabled(False)
        self._section.write(
            lambda: self._members.change(
                member.id,
                name=name,
                sign_in_name=sign_in,
                class_ids=class_ids,
                roles=roles,
                last_day=last_day,
            ),
            self._saved,
            self._not_saved,
        )

    def _saved(self, _result: object) -> None:
        self.save.setEnabled(True)
        self._as_shown = what_is_typed(self.page)
        self.name_block.show_error("")
        self.sign_in_block.show_error("")
        self.last_day_block.show_error("")
        self._section.desk.shell.say("Saved.")

    def _not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        said = dict(error.errors) if isinstance(error, AnswersRefused) else {}
        self.name_block.show_error(said.get("name", ""))
        self.sign_in_block.show_error(said.get("sign_in_name", ""))
        self.last_day_block.show_error(said.get("last_day", ""))
        if not said.keys() & {"name", "sign_in_name", "last_day"}:
            self._section.desk.shell.say_problem(error)

    # ------------------------------------------------------------------ what was sent before

    def _look_for_reports(self) -> None:
        if self._section.desk.school.may(Right.GIVE_BACK):
            self.giving_back.refresh()

    # ------------------------------------------------------------------ the way in

    def _way_in(self) -> None:
        line = self.line
        if line.is_me or line.member.state is MemberState.SUSPENDED:
            return
        card = Card(gap=SPACE.near)
        invited = line.member.state is MemberState.INVITED
        card.column.addWidget(heading("The slip" if invited else "A forgotten password"))
        card.column.addWidget(
            body(
                "A new slip voids the one before."
                if invited
                else "A slip with a code lets them choose a new one. Their old password works "
                "until the slip is used. Drafts on their laptop that were not sent are lost with it."
            )
        )
        self.slip = SecondaryButton("Make a new slip" if invited else "Make a slip", "ticket")
        self.slip.clicked.connect(self._make_slip)
        card.column.addWidget(flow(self.slip))
        self.page.column.addWidget(card)

    def _make_slip(self) -> None:
        member = self.line.member
        invited = member.state is MemberState.INVITED
        make = self._members.renew_slip if invited else self._members.reset_password
        self.slip.setEnabled(False)
        self._section.write(lambda: make(member.id), self.slip_made.emit, self._failed_slip)

    def _failed_slip(self, error: Exception) -> None:
        self.slip.setEnabled(True)
        self._section.desk.shell.say_problem(error)

    # ------------------------------------------------------------------ ending

    def _ending(self) -> None:
        line = self.line
        if line.member.newer and not line.member.active:
            return  # how they stand is not understood here, so it is not changed here
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("Their access"))
        buttons: list[QWidget] = []
        state = line.member.state
        if state is MemberState.INVITED:
            card.column.addWidget(body("Take the invitation back, and the slip opens nothing."))
            self.withdraw = DangerButton("Take it back")
            self.withdraw.clicked.connect(self._withdraw)
            buttons.append(self.withdraw)
        else:
            card.column.addWidget(
                body(
                    "When somebody leaves, the keys of the whole school change, so that nothing "
                    "they kept opens what is written from then on. Their name stays on what they "
                    "wrote."
                )
            )
            self.remove = DangerButton("End their access for good")
            self.remove.clicked.connect(self._ask_remove)
            buttons.append(self.remove)
            if state is MemberState.SUSPENDED:
                self.restore = SecondaryButton("Give access back")
                self.restore.clicked.connect(self._restore)
                buttons.append(self.restore)
            else:
                self.suspend = SecondaryButton("Suspend for now")
                self.suspend.clicked.connect(self._ask_suspend)
                buttons.append(self.suspend)
        card.column.addWidget(flow(*buttons))
        self.page.column.addWidget(card)

    def _withdraw(self) -> None:
        member = self.line.member
        self._section.write(lambda: self._members.withdraw(member.id), self._ended)

    def _restore(self, _checked: bool = False) -> None:
        member = self.line.member
        self._section.write(lambda: self._members.restore(member.id), self._ended)

    def _ask_remove(self) -> None:
        name = self.line.member.name
        ask(
            self.page,
            f"End the access of {name}?",
            "They are signed out on every laptop within seconds, and the keys of the school "
            "change. This takes up to a minute and cannot be undone; they can be invited again.",
            yes="End their access",
            danger=True,
            then=self._remove,
        )

    def _ask_suspend(self) -> None:
        name = self.line.member.name
        ask(
            self.page,
            f"Suspend {name}?",
            "They are signed out on every laptop within seconds, and the keys of the school "
            "change. You can give access back at any time, with the password they have.",
            yes="Suspend",
            then=self._suspend,
        )

    def _remove(self) -> None:
        self._with_progress(self._members.remove)

    def _suspend(self) -> None:
        self._with_progress(self._members.suspend)

    def _with_progress(self, end) -> None:  # type: ignore[no-untyped-def]
        member_id = self.line.member.id
        sheet = self._sheet = ProgressSheet(
            self.page,
            "The school’s keys are changing",
            "Do not switch the laptop off. If that happens anyway, nothing is lost: whoever "
            "signs in next finishes it.",
        )
        sheet.open()
        self._section.write(lambda: end(member_id, sheet.tell), self._ended, self._not_ended)

    def _close_sheet(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.dismiss()

    def _ended(self, _result: object) -> None:
        self._close_sheet()
        self._section.desk.shell.say("Done.")
        self.gone.emit()

    def _not_ended(self, error: Exception) -> None:
        self._close_sheet()
        self._section.desk.shell.say_problem(error)
