"""Requests as e-mail, as far as this laptop sees to them."""

from __future__ import annotations

from trent_desktop.asking import on_laptop
from trent_desktop.problems import MoveNotPossible
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.mail.letters import Letter, without_names
from trent_desktop.reports.mail.server import MailServer, Security
from trent_desktop.school.keys.laptops.mail_password import MailPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.values import read_settings


class MailOnLaptop:
    """What an e-mail about a request says, and whether it can go. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._password = MailPassword(f"{signed_in.laptop.mark}/{signed_in.member.id}")

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
            raise MoveNotPossible("No e-mail is sent about this report.")
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
        return without_names(letter, (name for one in directory.pupils for name in one.names))

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
