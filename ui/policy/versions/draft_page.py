"""The draft, clause by clause, with what can be done to each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.policy.clauses import Clause, Section
from trent_desktop.policy.editing import head_of
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.sentences import going_on
from ui.components.buttons import IconButton, SecondaryButton
from ui.components.focus_kept import focus_kept
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.journeys.direction import isolated
from ui.journeys.moments import moment_near
from ui.policy.versions.piece import NOTE, Piece, Typed, read_kept
from ui.policy.versions.piece_page import PiecePage
from ui.policy.versions.text_page import section_cards
from ui.shell.fresh import Fresh
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone


class DraftPage(QObject):
    """Shows the draft and opens its pieces. `gone` is called when there is none any more."""

    def __init__(
        self, section: SectionPage, back: Callable[[], object], gone: Callable[[], object]
    ) -> None:
        super().__init__(section)
        self._section = section
        self._gone = gone
        self.draft: PolicyVersion | None = None
        self.piece: PiecePage | None = None
        self.page = section.add_page(
            "The draft",
            "Changes are saved automatically, and others may work on it at the same time. Members "
            "see it when the governors have approved it.",
            back=back,
        )
        self._notices = QVBoxLayout()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE.base)
        self.page.column.addLayout(self._notices)
        self.page.column.addLayout(self._cards)
        self.page.column.addStretch(1)
        self.changes: dict[str, IconButton] = {}
        self.adds: dict[str, IconButton] = {}
        self.go_on: SecondaryButton | None = None
        #: Who changed the draft last while it was open, in words, and what was not finished.
        self._news = ""
        self._noticed: tuple[str, tuple[Piece, Typed] | None] = ("", None)
        Fresh(self.page, (section.desk.changes.policy,), self.refresh)

    def open(self) -> None:
        """Show the draft as it is now."""
        self._section.show_page(self.page)
        self._news = ""
        self.refresh()

    def refresh(self) -> None:
        """Read it anew."""
        me, drafts = self._section.desk.school.signed_in, self._section.desk.school.policy_drafts
        self._section.run(lambda: (drafts.draft(), read_kept(me.store.note(NOTE))), self._read)

    def flush(self) -> None:
        """Keep what is being written."""
        if self.piece is not None:
            self.piece.flush()

    def _read(self, found: tuple[PolicyVersion | None, tuple[Piece, Typed] | None]) -> None:
        draft, unsaved = found
        if draft is None:
            if self.page.isVisible():
                self._gone()
            return
        before, self.draft = self.draft, draft
        self._say_what_waits(before, draft, unsaved)
        if before is not None and before.text == draft.text and before.id == draft.id:
            return
        bar = self.page.verticalScrollBar()
        place = bar.value()
        with focus_kept(self.page):
            clear_layout(self._cards)
            self.changes, self.adds = {}, {}
            for card in section_cards(draft.text, self._tools):
                self._cards.addWidget(card)
        bar.setValue(place)

    def _say_what_waits(
        self,
        before: PolicyVersion | None,
        draft: PolicyVersion,
        unsaved: tuple[Piece, Typed] | None,
    ) -> None:
        school = self._section.desk.school
        if before is not None and before.changed_at != draft.changed_at:
            self._news = ""
            if draft.changed_by not in ("", school.member.name) and draft.changed_at:
                when = moment_near(draft.changed_at, school.signed_in.clock())
                self._news = f"{isolated(draft.changed_by)} changed the draft. {when}."
        waits = unsaved if unsaved is not None and unsaved[0].draft_id == draft.id else None
        if (self._news, waits) == self._noticed:
            return  # what goes on stays under the mouse, and the clauses below it
        self._noticed = self._news, waits
        with focus_kept(self.page):
            self._fill_notices(waits)

    def _fill_notices(self, waits: tuple[Piece, Typed] | None) -> None:
        clear_layout(self._notices)
        self.go_on = None
        if self._news:
            self._notices.addWidget(Notice(self._news, Tone.SKY))
        if waits is not None:
            piece, typed = waits
            notice = Notice(
                "It is kept on this laptop, and not yet in the draft.",
                Tone.SUN,
                heading=f"You were writing: {going_on(piece.title)}",
                icon="note-pencil",
            )
            self.go_on = SecondaryButton("Go on writing")
            self.go_on.clicked.connect(lambda: self._open_piece(piece, typed))
            notice.column.addWidget(flow(self.go_on))
            self._notices.addWidget(notice)

    def _tools(self, one: Section | Clause) -> QWidget | None:
        """The buttons beside a clause, or beside the title of a section."""
        draft = self.draft
        if draft is None:
            return None
        if isinstance(one, Section):
            place = draft.text.sections.index(one)
            piece, first = Piece(draft.id, place, head=head_of(one)), Piece(draft.id, place)
            name, behind = one.title, f"at the head of {one.title}"
        else:
            place = next(at for at, it in enumerate(draft.text.sections) if one in it.clauses)
            piece = Piece(draft.id, place, clause=one)
            first = Piece(draft.id, place, behind=one.number)
            name, behind = one.number, f"after {one.number}"
        change = IconButton("pencil-simple", f"Change {name}")
        change.clicked.connect(lambda: self._open_piece(piece))
        add = IconButton("plus", f"Add a clause {behind}")
        add.clicked.connect(lambda: self._open_piece(first))
        self.changes[name], self.adds[name] = change, add
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(change)
        row.addWidget(add)
        return tools

    def _open_piece(self, piece: Piece, typed: Typed | None = None) -> None:
        self._drop_piece()
        form = self.piece = PiecePage(self._section, piece, typed, self._piece_done)
        self._section.show_page(form.page, form.title if piece.head else form.words)

    def _piece_done(self, draft: PolicyVersion | None) -> None:
        self._section.show_page(self.page)
        self._drop_piece()
        if draft is not None:
            self._section.desk.shell.say("The draft is saved.")
        self.refresh()

    def _drop_piece(self) -> None:
        form, self.piece = self.piece, None
        if form is not None:
            form.flush()
            self._section.drop(form.page)
            form.deleteLater()
