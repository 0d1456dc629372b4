"""How the settings page is laid out."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup, TickRow
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, flow
from ui.components.tab_order import begins_here
from ui.components.words import Words, heading, small, soft, title
from ui.shell.quiet import WORDS
from ui.theme import SPACE, Tone

THEMES = (
    Option("light", "Light", "Dark words on a bright page"),
    Option("dark", "Dark", "Easier on the eyes in a dark room"),
    Option("contrast", "High contrast", "White on black, with strong edges"),
    Option("system", "As this laptop", "Follows the laptop’s own setting"),
)
SCALES = (
    Option("1.0", "100%"),
    Option("1.25", "125%"),
    Option("1.5", "150%"),
    Option("1.75", "175%"),
    Option("2.0", "200%"),
)


class SettingsView(ScrollPage):
    """Who is signed in, the look of this laptop, one's password, and the school's settings."""

    def __init__(self) -> None:
        super().__init__(widest=760, gap=SPACE.wide)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("Settings"))
        self.who = soft("")
        head.addWidget(self.who)
        self.column.addLayout(head)
        self.sign_out = SecondaryButton("Sign out", "sign-out")
        self.column.addWidget(flow(self.sign_out))
        self._look()
        self._password()
        self._school()
        self._laptop()
        self.column.addStretch(1)

    def _look(self) -> None:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("How it looks on this laptop"))
        self.theme = RadioGroup(THEMES, name="Colours", narrowest=270)
        for row in self.theme.rows().values():
            begins_here(row)  # and not at what signs out
        self.scale = RadioGroup(SCALES, name="Size of text", narrowest=110)
        self.motion = TickRow("Animations", "Short movements show what has changed")
        card.column.addWidget(FieldBlock("Colours", self.theme))
        card.column.addWidget(FieldBlock("Size of text", self.scale))
        self.quiet = TickRow(WORDS, "Then nothing pops up outside the window, except an emergency")
        card.column.addWidget(self.motion)
        card.column.addWidget(self.quiet)
        self.column.addWidget(card)

    def _password(self) -> None:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("Your password"))
        self.change = QuietButton("Change your password", "key")
        card.column.addWidget(flow(self.change))
        self.password_form = QWidget()
        form = QVBoxLayout(self.password_form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE.base)
        self.old = PasswordField(name="The password you use now")
        self.new = PasswordField(name="New password")
        self.old_block = FieldBlock("The password you use now", self.old)
        self.new_block = FieldBlock(
            "New password",
            self.new,
            hint="Three or four words that have nothing to do with each other are easy to "
            "remember and hard to guess.",
        )
        form.addWidget(self.old_block)
        form.addWidget(self.new_block)
        self.again = PasswordField(name="New password again")
        self.again_block = FieldBlock("Type it again", self.again)
        form.addWidget(self.again_block)
        self.save_password = PrimaryButton("Change password")
        self.leave_password = SecondaryButton("Keep the old one")
        form.addWidget(flow(self.save_password, self.leave_password))
        self.password_form.hide()
        card.column.addWidget(self.password_form)
        self.column.addWidget(card)

    def _laptop(self) -> None:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("When something does not work"))
        card.column.addWidget(
            soft(
                "Tries this laptop with the school’s folder, screens, printers and sound, and says "
                "in words what it found, for whoever helps you."
            )
        )
        self.try_laptop = SecondaryButton("Try this laptop", "laptop")
        card.column.addWidget(flow(self.try_laptop))
        self.column.addWidget(card)

    def _school(self) -> None:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("The school’s settings"))
        self.school_note = Notice(
            "The ICT Lead and the Headteacher can change these.", Tone.PLAIN, icon="lock-simple"
        )
        card.column.addWidget(self.school_note)
        self.idle = TextField(name="Minutes until the program locks itself", wide=6)
        self.idle_block = FieldBlock(
            "Lock after how many minutes?",
            self.idle,
            hint="When nobody has touched the laptop for so long, the program locks itself.",
        )
        card.column.addWidget(self.idle_block)
        self.save_idle = PrimaryButton("Save")
        card.column.addWidget(flow(self.save_idle))
        self.filter = small("")
        card.column.addWidget(self.filter)
        card.column.addSpacing(SPACE.tight)
        card.column.addWidget(Words("Who to tell", "strong", heads=True))
        self.contacts = QVBoxLayout()
        self.contacts.setSpacing(SPACE.near)
        card.column.addLayout(self.contacts)
        self.column.addWidget(card)
