"""Roles and keys: who holds what, and how it changes hands."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.problems import CodeRefused
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.keys.joining.codes import tidy_recovery_code
from trent_desktop.school.keys.values import RoleNews
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.people.values import MemberLine
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import Sheet
from ui.components.words import heading, soft
from ui.school.keys.giving_back import GiveBackPlace
from ui.school.keys.other_keys import OtherKeysPlace
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_ABOUT = {
    Role.ICT_LEAD: "Gets reports of content, sees to the filter and to members.",
    Role.DSL: "Gets every safeguarding concern.",
    Role.DEPUTY_DSL: "Reads what the safeguarding lead reads.",
    Role.HEADTEACHER: "Signs reports off, and nobody else reads what is about members of staff.",
    Role.CHAIR: "Reads what is about the Headteacher, and nobody else does.",
}


class RolesPage(SectionPage):
    """A card for each role that cases are sealed to."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "Roles and keys",
            "Reports are sealed to these roles. Whoever gets a role gets the keys of its reports.",
        )
        self.news = QVBoxLayout()
        self.news.setSpacing(SPACE.near)
        self.page.column.addLayout(self.news)
        self.other_keys = OtherKeysPlace(self)
        self.page.column.addLayout(self.other_keys)
        self.giving_back = GiveBackPlace(self)
        self.page.column.addLayout(self.giving_back)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE.base)
        self.page.column.addLayout(self.cards)
        self.page.column.addStretch(1)
        self.buttons: dict[tuple[Role, str], QWidget] = {}
        self.sheet: Sheet | None = None
        self._keyless: dict[uuid.UUID, frozenset[Role]] = {}
        self._shown: tuple[tuple[object, ...], ...] | None = None
        self._told: tuple[RoleNews, ...] = ()
        desk.changes.directory.connect(self._refresh)

    def arrive(self, place: object | None) -> None:
        """Who holds what now."""
        self.show_page(self.page)
        self._refresh()

    def _refresh(self) -> None:
        self._show_cards()
        self.run(self.desk.school.members.all, self._take)
        self.run(self.desk.school.roles_held.news, self._show_news)
        self.other_keys.refresh()
        if self.desk.school.may(Right.GIVE_BACK):
            self.giving_back.refresh()

    def _take(self, lines: tuple[MemberLine, ...]) -> None:
        found = {line.member.id: line.keyless_roles for line in lines if line.keyless_roles}
        if found != self._keyless:
            self._keyless = found
            self._show_cards()

    def _show_news(self, news: tuple[RoleNews, ...]) -> None:
        if news == self._told:
            return
        self._told = news
        with focus_kept(self):
            self._fill_news(news)

    def _fill_news(self, news: tuple[RoleNews, ...]) -> None:
        clear_layout(self.news)
        if not news:
            return
        words = "\n".join(one.words for one in news)
        self.news.addWidget(
            Notice(words, Tone.SKY, heading="Since you last looked", icon="arrows-left-right")
        )
        seen = SecondaryButton("I have seen this")
        seen.clicked.connect(lambda: self._seen(news[0].number))
        self.news.addWidget(flow(seen))

    def _seen(self, number: int) -> None:
        roles = self.desk.school.roles_held
        self.write(lambda: roles.seen(number), lambda _result: self._refresh())

    # ------------------------------------------------------------------ cards

    def _show_cards(self) -> None:
        now = tuple(map(self._said, KEYED_ROLES))
        if now == self._shown:
            return  # buttons stay under the mouse
        self._shown = now
        with focus_kept(self):
            clear_layout(self.cards)
            self.buttons.clear()
            for role in KEYED_ROLES:
                self.cards.addWidget(self._card(role))

    def _said(self, role: Role) -> tuple[object, ...]:
        """All that the card of a role goes by."""
        school, holders = self.desk.school, self._holders(role)
        lacking = [role in self._keyless.get(one.id, frozenset()) for one in holders]
        may = role in school.roles, school.may(Right.MANAGE_MEMBERS)
        return role, holders, lacking, may, school.roles_held.may_appoint(role)

    def _card(self, role: Role) -> Card:
        card = Card(gap=SPACE.tight)
        card.column.addWidget(heading(role.title))
        card.column.addWidget(soft(_ABOUT[role]))
        holders = self._holders(role)
        chips: list[QWidget] = [Chip(one.name, Tone.ACT, "user") for one in holders]
        chips += [
            Chip(f"{one.name} lacks earlier reports", Tone.SUN, "key")
            for one in holders
            if role in self._keyless.get(one.id, frozenset())
        ]
        card.column.addWidget(flow(*(chips or [Chip("Nobody", Tone.CORAL, "warning")])))
        buttons = self._buttons(role, holders)
        if buttons:
            card.column.addSpacing(SPACE.hair)
            card.column.addWidget(flow(*buttons))
        return card

    def _holders(self, role: Role) -> list[Member]:
        states = (MemberState.ACTIVE, MemberState.INVITED)
        return [
            one
            for one in self.desk.school.people.members()
            if role in one.roles and one.state in states
        ]

    def _buttons(self, role: Role, holders: list[Member]) -> list[QWidget]:
        school = self.desk.school
        held = school.roles_held
        offers: list[tuple[str, str, Callable[[], object]]] = []
        if role in school.roles:
            offers.append(("hand over", "Pass it on…", lambda: self._choose(
                role, f"Pass on: {role.title}",
                "They get the role with all its reports. You give it up.",
                "Pass it on", held.hand_over)))  # fmt: skip
            offers.append(("share", "Share it…", lambda: self._choose(
                role, f"Share: {role.title}",
                "They get the role alongside you, with all its reports. Also for somebody who has "
                "the role and lacks earlier reports.",
                "Share it", held.share)))  # fmt: skip
        elif school.may(Right.MANAGE_MEMBERS) and not holders:
            offers.append(("give", "Give it to somebody…", lambda: self._choose(
                role, f"Give: {role.title}",
                "They read what is sent from now on. For what was sent before, appoint them with "
                "the code from the safe.",
                "Give the role", held.give)))  # fmt: skip
        if held.may_appoint(role):
            offers.append(("appoint", "Appoint with the code from the safe…",
                           lambda: self._appoint(role)))  # fmt: skip
        if len([one for one in holders if one.active]) > 1 and school.may(Right.MANAGE_MEMBERS):
            offers.append(("take", "End it for somebody…", lambda: self._choose(
                role, f"End: {role.title}",
                "They keep their place in the school and read no new reports of this role.",
                "End the role", held.take, holders)))  # fmt: skip
        made: list[QWidget] = []
        for name, words, act in offers:
            button = SecondaryButton(words, name=f"{words} {role.title}")
            button.clicked.connect(act)
            self.buttons[(role, name)] = button
            made.append(button)
        return made

    # ------------------------------------------------------------------ choosing somebody

    def _others(self) -> list[Member]:
        me = self.desk.school.member.id
        return [one for one in self.desk.school.people.members() if one.active and one.id != me]

    def _choose(
        self,
        role: Role,
        title: str,
        words: str,
        yes: str,
        act: Callable[[Role, uuid.UUID], object],
        among: list[Member] | None = None,
    ) -> None:
        sheet, people = self._sheet(title, words, among or self._others())
        button = PrimaryButton(yes)

        def go() -> None:
            if not people.value():
                people.setFocus()
                return
            button.setEnabled(False)
            chosen = uuid.UUID(people.value())
            sheet.dismiss()
            self.write(lambda: act(role, chosen), self._done)

        button.clicked.connect(go)
        self._open(sheet, button)

    def _appoint(self, role: Role) -> None:
        sheet, people = self._sheet(
            f"Appoint: {role.title}",
            "For when nobody can pass the role on. It takes two: you, and the sheet from the "
            "safe. It is written down for good, and shown to you both.",
            self._others(),
        )
        code = TextField(name="The recovery code")
        block = FieldBlock("The code from the safe", code, hint="Seven groups of four.")
        sheet.column.addWidget(block)
        button = PrimaryButton("Appoint")

        def go() -> None:
            if not people.value():
                people.setFocus()
                return
            try:
                typed = tidy_recovery_code(code.text())
            except CodeRefused as problem:
                block.show_error(str(problem))
                code.setFocus()
                return
            button.setEnabled(False)
            chosen, held = uuid.UUID(people.value()), self.desk.school.roles_held

            def refused(error: Exception) -> None:
                button.setEnabled(True)
                block.show_error(str(error))

            self.write(
                lambda: held.appoint(role, chosen, typed),
                lambda result: (sheet.dismiss(), self._done(result)),
                refused,
            )

        button.clicked.connect(go)
        code.returnPressed.connect(go)
        self._open(sheet, button)

    def _sheet(self, title: str, words: str, members: list[Member]) -> tuple[Sheet, RadioGroup]:
        sheet = Sheet(self, title, widest=620)
        sheet.column.addWidget(soft(words))
        people = RadioGroup(
            [Option(str(one.id), one.name) for one in members], name="Who", narrowest=230
        )
        sheet.column.addWidget(people)
        sheet.people = people  # type: ignore[attr-defined]
        return sheet, people

    def _open(self, sheet: Sheet, button: QWidget) -> None:
        back = SecondaryButton("Go back")
        back.clicked.connect(sheet.dismiss)
        sheet.add_buttons(button, back)
        sheet.act = button  # type: ignore[attr-defined]
        self.sheet = sheet
        sheet.open()

    def _done(self, _result: object) -> None:
        self.desk.shell.say("Done, and written down.")


ROLES = Section(
    "roles",
    "Roles and keys",
    "key-fill",
    "Who holds which role, and how it is passed on with its sealed reports.",
    RolesPage,
    lambda school: school.may(Right.MANAGE_MEMBERS) or any(r in KEYED_ROLES for r in school.roles),
)
