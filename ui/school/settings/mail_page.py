"""Where requests for the filter go as e-mail, and the school's mail server. Never a password."""

from __future__ import annotations

from PySide6.QtCore import QObject

from trent_desktop.school.settings.values import SchoolSettings
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.words import heading, soft, strong
from ui.theme import SPACE

_SECURITY = (
    Option("starttls", "TLS, begun by STARTTLS", "Mostly port 587"),
    Option("tls", "TLS from the first word", "Mostly port 465"),
    Option("none", "Open", "Inside the school’s network alone, without a password"),
)


class MailFields(QObject):
    """The fields, in two cards: to whom, and through which server."""

    def __init__(self, settings: SchoolSettings, parent: QObject) -> None:
        super().__init__(parent)
        self.to = TextField(settings.mail_to, name="The ICT Lead’s e-mail address")
        self.sent_from = TextField(settings.mail_from, name="Sent from which address")
        self.host = TextField(settings.mail_host, name="Mail server")
        self.port = TextField(str(settings.mail_port), name="Port", wide=8)
        self.user = TextField(settings.mail_user, name="Name at the mail server")
        self.security = RadioGroup(_SECURITY, name="How is the connection kept private?")
        self.security.choose(settings.mail_security)
        self.blocks = {
            "mail_to": FieldBlock(
                "The ICT Lead’s e-mail address",
                self.to,
                hint="Requests for a blocked page can be sent there as e-mail.",
            ),
            "mail_from": FieldBlock("Sent from which address", self.sent_from, optional=True),
            "mail_host": FieldBlock("Mail server", self.host, optional=True),
            "mail_port": FieldBlock("Port", self.port),
            "mail_user": FieldBlock(
                "Name at the mail server",
                self.user,
                hint="Its password is asked for on the ICT Lead’s laptop, and is never kept here.",
                optional=True,
            ),
        }
        self.card = Card(gap=SPACE.base)
        self.card.column.addWidget(self.blocks["mail_to"])
        self.card.column.addWidget(heading("The school’s mail server"))
        self.card.column.addWidget(
            soft("Only the ICT Lead’s program sends through it. Leave it empty if there is none.")
        )
        for name in ("mail_from", "mail_host", "mail_port", "mail_user"):
            self.card.column.addWidget(self.blocks[name])
        self.card.column.addWidget(strong("How is the connection kept private?"))
        self.card.column.addWidget(self.security)

    def values(self) -> dict[str, object]:
        """As typed. A port that is no number is 0, which is refused with words."""
        port = self.port.text().strip()
        return {
            "mail_to": self.to.text().strip(),
            "mail_from": self.sent_from.text().strip(),
            "mail_host": self.host.text().strip(),
            "mail_port": int(port) if port.isdecimal() and len(port) < 6 else 0,
            "mail_security": self.security.value() or "starttls",
            "mail_user": self.user.text().strip(),
        }
