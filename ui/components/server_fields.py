"""What a database server asks for beside its address: its user's password, and who it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, PasswordField
from ui.theme import SPACE

_TRUSTED = "trusted"


class ServerFields(QWidget):
    """The password, and a tick by the certificate that the server shows.

    `changed`: what was tried does not count any more.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self.password = PasswordField()
        column.addWidget(
            FieldBlock(
                "The password of the database’s user",
                self.password,
                hint="From whoever looks after the server. It is kept on this laptop, encrypted.",
                optional=True,
            )
        )
        self.trusted = TickGroup(
            (
                Option(
                    _TRUSTED,
                    "That is the fingerprint that its technician reads out",
                    "From then on only this server is believed",
                ),
            ),
            name="The server’s certificate",
        )
        self.trusted.hide()
        column.addWidget(self.trusted)  # a page may put it below what the server shows
        self._offered = ""
        self.password.field.textEdited.connect(lambda _text: self.changed.emit())

    def offer(self, certificate: str) -> None:
        """Ask whether the certificate that the server shows is the right one; empty for none."""
        if certificate and certificate != self._offered:
            self.trusted.choose([])
            self._offered = certificate
        if not self.trusted.values():
            self._offered = certificate
        self.trusted.setVisible(bool(self._offered))

    def forget(self) -> None:
        """It is another server."""
        self._offered = ""
        self.trusted.choose([])
        self.trusted.hide()

    @property
    def certificate(self) -> str:
        """The certificate that somebody said is the right one; empty while nobody has."""
        return self._offered if self.trusted.values() else ""

    def typed(self) -> tuple[str, str]:
        """The password and the certificate."""
        return self.password.text(), self.certificate
