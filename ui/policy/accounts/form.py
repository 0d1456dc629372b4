"""What is said of an account, to be typed: new or changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trent_desktop.oversight.accounts.values import Account, AccountDetails
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.people import Member
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, TickGroup
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.pages import ScrollPage, flow
from ui.components.wrong_fields import say_beside
from ui.journeys.direction import isolated
from ui.theme import SPACE

_EXAMPLES = "For example YouTube, Facebook, a class blog."


class AccountForm:
    """The fields of one account on a page. `save` is given its id, what was typed, and its change.

    What was refused stays typed, with what is wrong beside it.
    """

    def __init__(
        self,
        page: ScrollPage,
        account: Account | None,
        members: tuple[Member, ...],
        save: Callable[[uuid.UUID, AccountDetails, int], object],
        cancel: Callable[[], object],
    ) -> None:
        said = account.details if account else AccountDetails("", "")
        self._id = account.id if account else uuid.uuid4()
        self._change = account.change if account else 0
        self._save = save
        self.platform = TextField(said.platform, name="Platform")
        self.name = TextField(said.name, name="Name of the account")
        self.purpose = TextArea(said.purpose, name="What it is for", lines=3)
        self.recovery = TextField(said.recovery_address, name="Recovery address")
        people = [Option(str(one.id), isolated(one.name)) for one in members if one.active]
        self.owner = ChoiceBox([Option("", "Choose"), *people], name="Who is responsible for it?")
        self.owner.choose(str(said.owner or ""))
        self.posters = TickGroup(people, name="Who may post", narrowest=230)
        self.posters.choose(map(str, said.posters))
        self.error = ErrorText()
        blocks: dict[str, FieldBlock] = {
            "platform": FieldBlock("Platform", self.platform, hint=_EXAMPLES),
            "name": FieldBlock("Name of the account", self.name),
            "purpose": FieldBlock("What is it for?", self.purpose),
            "owner": FieldBlock("Who is responsible for it?", self.owner),
            "posters": FieldBlock(
                "Who may post?",
                self.posters,
                hint="Each with their own access. The password itself is never shared.",
                optional=True,
            ),
            "recovery_address": FieldBlock(
                "Recovery address",
                self.recovery,
                hint="The school’s address to which the platform writes when a password is lost.",
                optional=True,
            ),
        }
        self._blocks = blocks
        card = Card(gap=SPACE.base)
        for block in blocks.values():
            card.column.addWidget(block)
        card.column.addWidget(self.error)
        self.act = PrimaryButton("Save")
        self.act.clicked.connect(self._press)
        away = SecondaryButton("Cancel")
        away.clicked.connect(cancel)
        card.column.addWidget(flow(self.act, away))
        page.column.addWidget(card)
        page.column.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self.platform

    def details(self) -> AccountDetails:
        """What is typed."""
        owner = self.owner.value
        return AccountDetails(
            self.platform.text(),
            self.name.text(),
            self.purpose.toPlainText(),
            uuid.UUID(owner) if owner else None,
            tuple(uuid.UUID(one) for one in self.posters.values()),
            self.recovery.text(),
        )

    def refuse(self, error: Exception) -> bool:
        """Show what is wrong; whether it was something of this form."""
        self.act.setEnabled(True)
        if not isinstance(error, AnswersRefused):
            return False
        wrong = dict(error.errors)
        self.error.say(wrong.get("", ""))
        say_beside(self._blocks, wrong)
        return True

    def _press(self) -> None:
        self.act.setEnabled(False)
        self._save(self._id, self.details(), self._change)
