"""The form in which a piece of the draft is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.policy.editing import RemoveClause
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import AnswersRefused, SomebodyWasFaster
from trent_desktop.sentences import ended
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import Sheet, ask
from ui.components.words import small
from ui.journeys.draft_keeper import DraftKeeper
from ui.policy.versions.piece import NOTE, Piece, Typed, kept
from ui.policy.versions.words import PolicyWords, lines_of
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

MEANWHILE = "Somebody else changed this meanwhile"
TAKEN_OUT = "Somebody else took this out meanwhile"


class PiecePage(QObject):
    """Fills a page of its section with the form; `done` is called with the draft after saving."""

    def __init__(
        self,
        section: SectionPage,
        piece: Piece,
        typed: Typed | None,
        done: Callable[[PolicyVersion | None], object],
    ) -> None:
        super().__init__(section)
        self._section = section
        self._done = done
        self.piece = piece
        me = section.desk.school.signed_in
        self._keeper = DraftKeeper(
            lambda words: me.store.remember(NOTE, words),
            section.desk.background,
            clock=me.clock,
            parent=self,
        )
        self._keeper.failed.connect(lambda words: section.desk.shell.say(words, Tone.CORAL))
        self.page = section.add_page(piece.title, back=self._leave)
        self.page.column.addLayout(notices := QVBoxLayout())
        self._notices = notices
        self._lay_out()
        self._fill(typed or piece.begun())
        self.sheet: Sheet | None = None
        self.anyway: SecondaryButton | None = None

    def _lay_out(self) -> None:
        is_head = self.piece.head is not None
        card = Card(gap=SPACE.base)
        self.number = TextField(name="Number", wide=10)
        self.title = TextField(name="Title")
        self.words = TextArea(name="What it says", lines=5, most=14)
        self.points = TextArea(name="Points", lines=2, most=10)
        self.strong = QuietButton("Make the chosen words strong", "text-bolder")
        self.strong.clicked.connect(self._make_strong)
        hint = "One paragraph on each line." if is_head else "As the school numbers it: 6.19"
        self.number_block = FieldBlock("Number", self.number, hint=hint)
        self.title_block = FieldBlock("Title", self.title)
        self.words_block = FieldBlock(
            "Before the clauses" if is_head else "What it says",
            self.words,
            hint=hint if is_head else "Words between ** and ** are strong: **must not**.",
            optional=is_head,
        )
        self.points_block = FieldBlock(
            "Points", self.points, hint="One on each line.", optional=True
        )
        first = self.title_block if is_head else self.number_block
        other = self.number_block if is_head else self.title_block
        card.column.addWidget(first)
        card.column.addWidget(other)
        other.hide()
        card.column.addWidget(self.words_block)
        card.column.addWidget(flow(self.strong))
        card.column.addWidget(self.points_block)
        self.page.column.addWidget(card)
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._save)
        self.remove = QuietButton("Take this clause out…", "trash")
        self.remove.clicked.connect(self._ask_to_remove)
        self.page.column.addWidget(flow(self.save, self.remove))
        self.remove.setVisible(self.piece.clause is not None)
        self.page.column.addWidget(
            small("What you write is kept on this laptop until you save it. Nobody else sees it.")
        )
        self.page.column.addStretch(1)
        for field in (self.number, self.title):
            field.textChanged.connect(lambda _text: self._keep())
        for area in (self.words, self.points):
            area.textChanged.connect(self._keep)

    def _fill(self, typed: Typed) -> None:
        self._filling = True
        self.number.setText(typed.number)
        self.title.setText(typed.title)
        self.words.setPlainText(typed.words)
        self.points.setPlainText(typed.points)
        self._filling = False

    # ------------------------------------------------------------------ what is typed

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(
            self.number.text(),
            self.title.text(),
            self.words.toPlainText(),
            self.points.toPlainText(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether she has typed anything."""
        return self.typed != self.piece.begun()

    def _keep(self) -> None:
        if not self._filling:
            self._keeper.keep(kept(self.piece, self.typed) if self.is_changed else "")

    def flush(self) -> None:
        """Put it on the disk now."""
        self._keeper.flush()

    def _forget(self) -> None:
        self._keeper.keep("")
        self._keeper.flush()

    def _make_strong(self) -> None:
        cursor = self.words.textCursor()
        chosen = cursor.selectedText().strip()
        if chosen:
            plain = chosen.replace("**", "")
            cursor.insertText(plain if chosen.startswith("**") else f"**{plain}**")
        self.words.setFocus()

    # ------------------------------------------------------------------ saving

    def _save(self) -> None:
        for block in (self.number_block, self.title_block, self.words_block):
            block.show_error("")
        self.save.setEnabled(False)
        drafts, piece, typed = self._section.desk.school.policy_drafts, self.piece, self.typed
        self._section.write(
            lambda: drafts.change(piece.draft_id, piece.edit(typed)), self._saved, self._refused
        )

    def _saved(self, draft: PolicyVersion | None) -> None:
        self._forget()
        self._done(draft)

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, AnswersRefused):
            blocks = {"number": self.number_block, "title": self.title_block}
            for where, said in reversed(error.errors):
                block = blocks.get(where, self.words_block)
                block.show_error(said)
                block.control.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, SomebodyWasFaster):
            drafts = self._section.desk.school.policy_drafts
            self._section.run(drafts.draft, self._show_what_stands)
        else:
            self._section.desk.shell.say_problem(error)

    def _show_what_stands(self, draft: PolicyVersion | None) -> None:
        """Hers beside what stands there now: she says which it is to be."""
        if draft is None or draft.id != self.piece.draft_id:
            self._section.desk.shell.say("The draft is no longer there.", Tone.CORAL)
            return
        typed, before = self.typed, self.piece
        self.piece = before.as_it_is_now(draft.text)
        gone = before.clause is not None and self.piece.clause is None
        clear_layout(self._notices)
        by = f" by {draft.changed_by}" if draft.changed_by else ""
        said = f"The draft was changed{ended(by)} Nothing is overwritten. It says now:"
        notice = Notice("" if gone else said, Tone.SUN, heading=TAKEN_OUT if gone else MEANWHILE)
        stands = self.piece.head or self.piece.clause
        for line in lines_of(stands) if stands is not None else ():
            notice.column.addWidget(PolicyWords(line))
        self.anyway = SecondaryButton("Put mine in its place" if not gone else "Put it in again")
        self.anyway.clicked.connect(self._save)
        theirs = QuietButton("Leave it as it is now")
        theirs.clicked.connect(lambda: self._saved(draft))
        notice.column.addWidget(flow(self.anyway, theirs))
        self._notices.addWidget(notice)
        self.save.setEnabled(False)
        self._keeper.keep(kept(self.piece, typed))
        # It is read out and stands in view; no key that is pressed twice puts aside what she wrote.
        notice.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        notice.heading.setProperty("ownFocus", True)
        notice.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_to_remove(self) -> None:
        clause = self.piece.clause
        if clause is None:
            return
        drafts, draft_id = self._section.desk.school.policy_drafts, self.piece.draft_id
        self.sheet = ask(
            self.page,
            f"Take clause {clause.number} out?",
            "It stays in the versions before. Other clauses keep their numbers.",
            yes="Take it out",
            danger=True,
            then=lambda: self._section.write(
                lambda: drafts.change(draft_id, RemoveClause(clause)), self._saved, self._refused
            ),
        )

    def _leave(self) -> None:
        self.flush()
        self._done(None)
