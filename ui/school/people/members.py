"""Members: who may sign in, letting people in, and ending their access."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.clock import system_clock
from trent_desktop.documents.page import Pdf
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.people.values import MemberLine
from trent_desktop.sentences import ended
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.fields import SearchField
from ui.components.focus_kept import focus_kept
from ui.components.pages import clear_layout, flow
from ui.components.rows import RowButton, RowFace
from ui.components.said_at_rest import SaidAtRest
from ui.components.sheets import Sheet, ask
from ui.components.words import soft
from ui.documents import Document
from ui.school.people.add_members import AddMembers
from ui.school.people.member_page import MemberPage
from ui.school.people.member_words import member_face, who_has_joined
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_ORDER = {MemberState.INVITED: 0, MemberState.SUSPENDED: 1, MemberState.ACTIVE: 2}


class MembersPage(SectionPage):
    """The list, and behind it a page for one member and one for adding people."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self._lines: tuple[MemberLine, ...] = ()
        self._shown: list[tuple[MemberLine, RowFace]] | None = None
        self.list = self.add_page(
            "Members", "Everybody who can sign in, and those who have a slip to join with."
        )
        self.add = PrimaryButton("Add people", "user-plus")
        self.add.clicked.connect(self.show_adding)
        self.again = QuietButton("New slips for all who have not joined", "ticket")
        self.again.clicked.connect(self._ask_again)
        self.print = QuietButton("Print this list", "printer")
        self.print.clicked.connect(self._print_list)
        self.standing = soft("")
        self.search = SearchField(name="Find a member", placeholder="Name or role")
        self.search.textChanged.connect(self._search)
        self._heard = SaidAtRest(self)
        self.list.column.addWidget(flow(self.add, self.again, self.print))
        self.list.column.addWidget(self.standing)
        self.list.column.addWidget(self.search)
        self.card = Card(pad=SPACE.tight, gap=0)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.card.column.addLayout(self.rows)
        self.list.column.addWidget(self.card)
        self.list.column.addStretch(1)
        self.adding: AddMembers | None = None
        self.member: MemberPage | None = None
        self.sheet: Sheet | None = None
        desk.changes.directory.connect(self._refresh_list)

    def arrive(self, place: object | None) -> None:
        """The list, or one member."""
        self._show_list()
        if isinstance(place, uuid.UUID):
            self.run(self.desk.school.members.all, lambda lines: self._open(lines, place))

    # ------------------------------------------------------------------ the list

    def _show_list(self) -> None:
        self.show_page(self.list)
        self.add.setVisible(self.desk.school.may(Right.MANAGE_MEMBERS))
        self._refresh_list()

    def _refresh_list(self) -> None:
        self.run(self.desk.school.members.all, self._take)

    def _take(self, lines: tuple[MemberLine, ...]) -> None:
        self._lines = tuple(
            sorted(lines, key=lambda one: (_ORDER[one.member.state], plain(one.member.name)))
        )
        waiting = self._waiting()
        self.again.setVisible(bool(waiting) and self.desk.school.may(Right.MANAGE_MEMBERS))
        self.standing.setText(who_has_joined(self._lines))
        self._show_lines()
        self._freshen_member()

    def _print_list(self) -> None:
        """Who has joined and who is stuck, as a paper."""
        school, lines = self.desk.school, self._lines

        def make() -> Pdf:
            from trent_desktop.school.people.documents import members_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return members_pdf(
                letterhead_of(school),
                lines,
                printed_by=school.member.name,
                printed_at=system_clock(),
            )

        self.show_document(Document("Who has joined", "members", make), self._show_list)

    def _waiting(self) -> tuple[MemberLine, ...]:
        """Those who have not joined."""
        return tuple(one for one in self._lines if one.member.state is MemberState.INVITED)

    def _ask_again(self) -> None:
        waiting = self._waiting()
        self.sheet = ask(
            self,
            f"New slips for {len(waiting)}?",
            f"{ended(', '.join(one.member.name for one in waiting))} The slips they have open nothing "
            "from then on.",
            yes="Make new slips",
            then=self._make_again,
        )

    def _make_again(self) -> None:
        members, ids = self.desk.school.members, [one.member.id for one in self._waiting()]
        self.again.setEnabled(False)

        def failed(error: Exception) -> None:
            self.again.setEnabled(True)
            self.desk.shell.say_problem(error)
            self._refresh_list()

        def made(slips: tuple[JoiningSlip, ...]) -> None:
            self.again.setEnabled(True)
            self.show_slips(slips)

        self.write(lambda: members.renew_slips(ids), made, failed)

    def _freshen_member(self) -> None:
        """The open page of a member follows, unless somebody is typing in it."""
        member = self.member
        if member is None or self.stack.currentWidget() is not member.page or member.is_touched:
            return
        line = next((one for one in self._lines if one.member.id == member.line.member.id), None)
        if line is not None and line != member.line:
            with focus_kept(member.page, lambda: self.stack.currentWidget() or self.list):
                self.show_member(line)

    def _search(self) -> None:
        self._show_lines()
        if self.search.text():
            self._heard.found(len(self._shown or ()), "member", "members")
        else:
            self._heard.typed()

    def _show_lines(self) -> None:
        found = list(self._found())
        if found == self._shown:
            return  # rows stay under the mouse
        self._shown = found
        with focus_kept(self):
            self._fill_rows(found)

    def _found(self) -> Iterator[tuple[MemberLine, RowFace]]:
        """The members whom the search finds, and how each is shown."""
        wanted = plain(self.search.text()).split()
        for line in self._lines:
            face = member_face(line)
            said = plain(f"{face.words} {face.detail} {face.chip}")
            if all(word in said for word in wanted):
                yield line, face

    def _fill_rows(self, found: Sequence[tuple[MemberLine, RowFace]]) -> None:
        clear_layout(self.rows)
        for line, face in found:
            row = RowButton(face)
            row.clicked.connect(lambda _=False, one=line: self.show_member(one))
            self.rows.addWidget(row)
        if not found:
            self.rows.addWidget(soft("Nobody with that name."))

    def _open(self, lines: tuple[MemberLine, ...], member_id: uuid.UUID) -> None:
        self._take(lines)
        for line in lines:
            if line.member.id == member_id:
                self.show_member(line)

    # ------------------------------------------------------------------ one member

    def show_member(self, line: MemberLine) -> None:
        """The page of one member."""
        if self.member is not None:
            self.drop(self.member.page)
        page = self.add_page(line.member.name, back=self._show_list, widest=760)
        self.member = MemberPage(self, page, line)
        self.member.slip_made.connect(lambda slip: self.show_slips((slip,)))
        self.member.gone.connect(self._show_list)
        self.show_page(page)

    # ------------------------------------------------------------------ adding

    def show_adding(self) -> None:
        """Names, roles, slips."""
        page = self.add_page(
            "Add people", "Each gets a slip with a code, and chooses a password of their own.",
            back=self._show_list,
        )  # fmt: skip
        adding = self.adding = AddMembers(self.desk, page)
        adding.setParent(page)
        adding.hide()
        adding.wanted.connect(self._invite)
        self.show_page(page, adding.names)

    def _invite(self, invitations: tuple[Invitation, ...]) -> None:
        members = self.desk.school.members
        self.write(lambda: members.invite(invitations), self.show_slips, self._not_invited)

    def _not_invited(self, error: Exception) -> None:
        if self.adding is None:
            return
        if isinstance(error, AnswersRefused):
            self.adding.refuse(error)
            return
        self.adding.free()
        self.desk.shell.say_problem(error)

    def show_slips(self, slips: tuple[JoiningSlip, ...]) -> None:
        """The slips as a paper. They are shown once: the codes are kept nowhere."""
        school = self.desk.school

        def make() -> Pdf:
            from trent_desktop.school.keys.joining.slips import joining_slips_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return joining_slips_pdf(
                letterhead_of(school), slips, made_at=system_clock(), place=school.location
            )

        self.show_document(Document("Joining slips", "joining-slips", make), self._slips_seen)
        self.desk.shell.say("Print these now: the codes are not shown again.", Tone.SUN)

    def _slips_seen(self) -> None:
        self.adding = None
        self._show_list()


def may_see_members(school) -> bool:  # type: ignore[no-untyped-def]
    """Whether somebody may look after members."""
    return school.may(Right.MANAGE_MEMBERS)


MEMBERS = Section(
    "members",
    "Members",
    "identification-card-fill",
    "Who can sign in. Add people, give new passwords, end somebody’s access.",
    MembersPage,
    may_see_members,
)
