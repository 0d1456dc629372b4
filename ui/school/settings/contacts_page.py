"""Who to tell: names and numbers, one card each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.roles import Role
from trent_desktop.school.settings.values import Contact
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.pages import EqualColumns, ScrollPage, clear_layout, flow
from ui.components.words import heading
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

#: Whom a school may have to reach, in this order.
KINDS: dict[str, str] = {
    Role.DSL.value: Role.DSL.title,
    Role.DEPUTY_DSL.value: Role.DEPUTY_DSL.title,
    Role.HEADTEACHER.value: Role.HEADTEACHER.title,
    Role.ICT_LEAD.value: Role.ICT_LEAD.title,
    Role.CHAIR.value: Role.CHAIR.title,
    "network-manager": "Network manager",
    "social-care": "Children’s social care",
    "lado": "Local authority designated officer",
    "police": "Police",
}


class _Fields:
    """The fields of one contact."""

    def __init__(self, contact: Contact) -> None:
        self.role = contact.role
        who = KINDS.get(contact.role, contact.role)
        self.name = TextField(contact.name, name=f"Name: {who}")
        self.phone = TextField(contact.phone, name=f"Telephone: {who}")
        self.note = TextField(contact.note, name=f"Where and when: {who}")

    def contact(self) -> Contact:
        return Contact(
            self.role, self.name.text().strip(), self.phone.text().strip(), self.note.text().strip()
        )


class ContactsPage(QObject):
    """Fills the page. Every kind can be added once."""

    def __init__(
        self,
        section: SectionPage,
        page: ScrollPage,
        contacts: Sequence[Contact],
        *,
        may: bool,
        saved: Callable[[object], object],
    ) -> None:
        """`may`: whether she may change them; `saved` is called when they were kept."""
        super().__init__(page)
        self._section = section
        self._may = may
        self._saved = saved
        self.fields = [_Fields(one) for one in contacts]
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE.base)
        page.column.addLayout(self.cards)
        self.adds = QVBoxLayout()
        page.column.addLayout(self.adds)
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._save)
        page.column.addWidget(flow(self.save))
        self.save.setVisible(may)
        page.column.addStretch(1)
        self._lay()

    def _lay(self) -> None:
        contacts = [one.contact() for one in self.fields]
        clear_layout(self.cards)
        clear_layout(self.adds)
        self.fields = [_Fields(one) for one in contacts]
        for one in self.fields:
            self.cards.addWidget(self._card(one))
        if not self._may:
            return
        there = {one.role for one in self.fields}
        buttons = []
        for role, who in KINDS.items():
            if role not in there:
                add = SecondaryButton(who, "plus", name=f"Add: {who}")
                add.clicked.connect(lambda _=False, it=role: self.add(it))
                buttons.append(add)
        if buttons:
            self.adds.addWidget(flow(*buttons))

    def _card(self, one: _Fields) -> Card:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading(KINDS.get(one.role, one.role)))
        from PySide6.QtWidgets import QWidget

        holder = QWidget()
        columns = EqualColumns(holder, narrowest=190, gap=SPACE.base)
        columns.addWidget(FieldBlock("Name", one.name))
        columns.addWidget(FieldBlock("Telephone", one.phone))
        columns.addWidget(FieldBlock("Where and when", one.note, optional=True))
        card.column.addWidget(holder)
        if self._may:
            away = QuietButton("Remove", "trash", name=f"Remove {KINDS.get(one.role, '')}")
            away.clicked.connect(lambda: self._drop(one))
            card.column.addWidget(flow(away))
        else:
            for field in (one.name, one.phone, one.note):
                field.setReadOnly(True)
        return card

    def add(self, role: str) -> None:
        """One more."""
        self.fields.append(_Fields(Contact(role, "")))
        self._lay()
        self.fields[-1].name.setFocus()

    def _drop(self, one: _Fields) -> None:
        self.fields = [other for other in self.fields if other.role != one.role]
        self._lay()

    def _save(self) -> None:
        order = list(KINDS)
        contacts = [one.contact() for one in self.fields]
        contacts.sort(key=lambda c: order.index(c.role) if c.role in order else len(order))
        kept = tuple(one for one in contacts if one.name or one.phone)
        settings = self._section.desk.school.settings
        self._section.write(lambda: settings.change(contacts=kept), self._saved)
