"""The e-mail about a request: written as a file, or sent by whoever looks after the filter."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trent_desktop import files
from trent_desktop.problems import Problem, SignedOut
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.mail.letters import as_eml, message_of
from trent_desktop.reports.mail.on_laptop import MailOnLaptop
from trent_desktop.reports.mail.server import PasswordNotRight, send, trusted_by_this_laptop
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.begun import Noted
from trent_desktop.storage.landed import Repeat, made_id
from trent_desktop.storage.landed_rows import before

if TYPE_CHECKING:
    import ssl


class MailService(MailOnLaptop):
    """Makes and sends e-mails about requests. `trust` is given by tests with a server of theirs."""

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__(signed_in)
        self._folder: Path | None = None
        self._turn = threading.Lock()
        self._is_open = True
        self._noted: Noted | None = None
        self.trust: Callable[[], ssl.SSLContext] = trusted_by_this_laptop

    def write(self, case: CaseFile) -> Path:
        """The e-mail as a file for her own mail program, in a folder that goes at the end.

        It has no sender: her program puts her own there.
        """
        letter = self.letter(case)
        message = message_of(letter, self._me.clock())
        del message["From"]
        with self._turn:
            self._me.store.require_open()
            if not self._is_open:
                raise SignedOut  # what is written now, nobody would remove
            if self._folder is None:
                self._folder = files.folder_for_now()
                self._noted = Noted(self._folder)
            path = self._folder / f"Request {case.summary.reference}.eml"
            files.write_over(path, as_eml(message))
        self._audit(case.summary.id, "file")
        return path

    # ------------------------------------------------------------------ the school's server

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
        with self._turn:
            self._is_open = False
            if self._folder is not None:
                with suppress(OSError):
                    files.remove_folder(self._folder)
                self._folder = None
                if self._noted is not None:
                    self._noted.over()

    def _audit(self, case_id: uuid.UUID, way: str) -> None:
        with self._me.database.write(Repeat.LOOKS) as session:
            self._me.audit(session, Act.REQUEST_MAILED, str(case_id), {"way": way})
