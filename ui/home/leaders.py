"""The red card on Home, which stays until the roles that keep children safe have somebody.

A class may see Home on the whiteboard, so the card does not say what such a report is about.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.reports.who.leading import Gap, Missing, named
from trent_desktop.roles import Role
from trent_desktop.sentences import going_on
from ui.components.buttons import SecondaryButton
from ui.components.focus_kept import focus_kept
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.words import Words
from ui.shell.rooms import SchoolSection
from ui.theme import SPACE, Tone

#: For whom it matters that somebody holds the role.
_MATTERS = {
    Role.DSL: "Every worry about a child goes to them.",
    Role.DEPUTY_DSL: "They are there for a child when the safeguarding lead is not.",
    Role.HEADTEACHER: "They sign reports off, and only they read what is about a colleague.",
}


class LeadersCard(QWidget):
    """Says who is missing, for whom that matters and what to do. Nothing while nobody is.

    `go` leads to a place in the School room; without `may_mend` there is no button for it.
    """

    def __init__(self, go: Callable[[str, object], object], *, may_mend: bool) -> None:
        super().__init__()
        self._go = go
        self._may_mend = may_mend
        self._shown: Gap | None = None
        self.notice: Notice | None = None
        self.members: SecondaryButton | None = None
        self.roles: SecondaryButton | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, SPACE.near)
        self.hide()

    def show_gap(self, gap: Gap | None) -> None:
        """Show who is missing now. The card is made anew only when that has changed."""
        if gap == self._shown:
            return
        self._shown = gap
        with focus_kept(self):
            clear_layout(self._place)
            self.notice = self.members = self.roles = None
            if gap is not None:
                self.notice = self._notice(gap)
                self._place.addWidget(self.notice)
        self.setVisible(gap is not None)

    def _notice(self, gap: Gap) -> Notice:
        notice = Notice("", Tone.CORAL, heading=_heading(gap), outlined=True)
        for one in gap.missing:
            notice.column.addWidget(Words(_about(one), "body"))
        notice.column.addWidget(Words(_until_then(gap), "body", bold=True))
        notice.column.addWidget(Words(self._what_to_do(gap), "body"))
        if self._may_mend:
            self.members = SecondaryButton("Members and slips")
            self.members.clicked.connect(lambda: self._go("school", SchoolSection("members")))
            self.roles = SecondaryButton("Roles and keys")
            self.roles.clicked.connect(lambda: self._go("school", SchoolSection("roles")))
            notice.column.addSpacing(SPACE.tight)
            notice.column.addWidget(flow(self.members, self.roles))
        return notice

    def _what_to_do(self, gap: Gap) -> str:
        if self._may_mend:
            return (
                "Invite them under Members, or print a new slip there. Somebody who has joined "
                "already gets the role under Roles and keys."
            )
        who = named(gap.administrators, last="or") or "the ICT Lead"
        return f"Please tell {who}, who can let them in."


def _heading(gap: Gap) -> str:
    return f"Nobody has joined yet as {named((one.role.title for one in gap.missing), last='or')}"


def _about(one: Missing) -> str:
    said = f"{one.role.title}: {going_on(_MATTERS[one.role])} "
    if one.invited:
        verb = "has" if len(one.invited) == 1 else "have"
        return f"{said}{named(one.invited)} {verb} a slip and {verb} not joined yet."
    if one.alone:
        return f"{said}{one.alone} cannot be both, so it must be somebody else."
    return f"{said}Nobody has been invited yet."


def _until_then(gap: Gap) -> str:
    if not gap.reads_now:
        return (
            "Until somebody has joined, nobody can read a report meant for the safeguarding lead: "
            "it waits on the laptop on which it was written."
        )
    return (
        "Until then a report meant for the safeguarding lead is read by "
        f"{named(gap.reads_now)} alone."
    )
