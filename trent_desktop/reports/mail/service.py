"""The e-mail about a request: written as a file, or sent by whoever looks after the filter."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trent_desktop.asking import on_laptop
from trent_desktop.problems import MoveNotPossible, Problem
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.mail.letters import Letter, as_eml, message_of, without_names
from trent_desktop.reports.mail.server import (
    MailServer,
    PasswordNotRight,
    Security,
    send,
    trusted_by_this_laptop,
)
from trent_desktop.school.keys.laptops.mail_password import MailPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.service import read_settings
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat, before, made_id

if TYPE_CHECKING:
    import ssl


class MailService:
    """Makes and sends e-mails about requests. `trust` is given by tests with a server of theirs."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._password = MailPassword(f"{signed_in.laptop.mark}/{signed_in.member.id}")
        self.trust: Callable[[], ssl.SSLContext] = trusted_by_this_laptop

    @on_laptop
    def offers(self, case: CaseFile) -> bool:
        """Whether a report is one that is told by e-mail, by whoever sent it or the ICT Lead."""
        one, kind = case.summary, kind_named(case.summary.kind)
        mine = one.reporter_id == self._me.member.id or self._me.may(Right.TRIAGE)
        return kind is not None and kind.letter is not None and one.route.filtered and mine

    @on_laptop
    def letter(self, case: CaseFile) -> Letter:
        """What the e-mail says: no child's name, and nothing that a person typed but hosts.

        Raises `MoveNotPossible` for a report of which none is sent.
        """
        kind = kind_named(case.summary.kind)
        if kind is None or kind.letter is None or not self.offers(case):
            raise MoveNotPossible("No e-mail is sent of this report.")
        directory = self._me.directory
        settings = read_settings(directory.settings)
        letter = Letter(
            settings.mail_to,
            settings.mail_from,
            kind.title,
            case.summary.reference,
            directory.school.name,
            kind.letter(case.answers),
        )
        return without_names(letter, (pupil.name for pupil in directory.pupils))

    def write(self, case: CaseFile) -> Path:
        """The e-mail as a file for her own mail program, in a folder that goes at the end.

        It has no sender: her program puts her own there.
        """
        letter = self.letter(case)
        message = message_of(letter, self._me.clock())
        del message["From"]
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="trent-")
        path = Path(self._folder.name) / f"Request {case.summary.reference}.eml"
        path.write_bytes(as_eml(message))
        self._audit(case.summary.id, "file")
        return path

    # ------------------------------------------------------------------ the school's server

    @property
    def server(self) -> MailServer | None:
        """The school's server, for those who look after the filter; None when there is none."""
        settings = read_settings(self._me.directory.settings)
        if not settings.mail_host or not self._me.may(Right.TRIAGE):
            return None
        security = Security(settings.mail_security)
        return MailServer(settings.mail_host, settings.mail_port, security, settings.mail_user)

    @property
    def password_is_kept(self) -> bool:
        """Whether this laptop's credential store has the password."""
        server = self.server
        return server is not None and self._password.read(server.host, server.user) is not None

    def send(self, case: CaseFile, password: str = "", *, keep: bool = False) -> bool:
        """Send it to the ICT Lead's address through the school's server.

        Without a password the kept one is taken. `keep`: keep it in this laptop's credential
        store; False is given back when the store would not. Raises `NotAllowed`, `Problem`,
        `MailNotSent`; a kept password that is not right is forgotten.
        """
        self._me.require(Right.TRIAGE)
        server, letter = self.server, self.letter(case)
        if server is None or not letter.to or not letter.sender:
            raise Problem(
                "The school’s mail server is not set up.",
                what_to_do="Give server, sender and the ICT Lead’s address in the settings.",
            )
        known = password or self._password.read(server.host, server.user) or ""
        if before(self._me.database):
            return True  # what was sent is not sent again
        message = message_of(letter, self._me.clock())
        # The same for the same call: where it went, and nobody heard of it, the second one is
        # known as the first.
        host = letter.sender.rpartition("@")[2]
        message["Message-ID"] = f"<{made_id('mail')}@{host}>"
        try:
            send(server, known, message, trust=self.trust)
        except PasswordNotRight:
            self._password.forget(server.host, server.user)
            raise
        self._audit(case.summary.id, "server")
        return self._password.keep(server.host, server.user, known) if keep else True

    def close(self) -> None:
        """Remove what was written for the mail program."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _audit(self, case_id: uuid.UUID, way: str) -> None:
        with self._me.database.write(Repeat.LOOKS) as session:
            self._me.audit(session, Act.REQUEST_MAILED, str(case_id), {"way": way})
