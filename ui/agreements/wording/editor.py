"""Changing a wording, or reading it: what is typed is looked at at once, and saved when right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.kinds import Consent, Kind
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.meaning import meaning_of
from trent_desktop.agreements.wording.reading import try_wording
from trent_desktop.agreements.wording.wording import (
    CurrentWording,
    Wording,
    WordingVersion,
    digest_of,
)
from trent_desktop.faults import Fault
from trent_desktop.problems import SomebodyWasFaster
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from ui.agreements.wording.asks_more import AsksMoreSheet, changed_questions
from ui.agreements.wording.drafts import Key, WordingDraft
from ui.agreements.wording.editor_view import PAGE, TEXT, WordingView
from ui.agreements.wording.insert import InsertMenu
from ui.agreements.wording.preview import WordingPreview
from ui.agreements.wording.versions import VersionsSheet, made, signed
from ui.agreements.wording.words import after_saving, state_chip, state_words, to_mend
from ui.components.focus_kept import focus_if_before_her
from ui.components.sheets import Sheet, ask
from ui.shell.rooms import Desk

if TYPE_CHECKING:
    from trent_desktop.agreements.wording.wordings import WordingService

_LOOK_AFTER_MS = 250


@dataclass(frozen=True, slots=True)
class Opened:
    """What an editor begins with. `translations` counts those that follow an English wording.

    `english` is there for a translation, `draft` when something was typed and not saved.
    """

    current: CurrentWording
    english: CurrentWording | None = None
    draft: WordingDraft | None = None
    translations: int = 0
    unprintable: str = ""
    names: Mapping[Consent, str] = field(default_factory=dict[Consent, str])


class WordingEditor(QWidget):
    """`left` by Back; `changed` when the wording in use is another; `typed` gives the draft.

    Who may not change wordings reads here what they say, and who signed which version.
    """

    left = Signal()
    changed = Signal()
    typed = Signal(object)

    def __init__(self, desk: Desk, opened: Opened) -> None:
        super().__init__()
        self._desk = desk
        self._opened = opened
        self._current = opened.current
        self._faults: tuple[Fault, ...] = ()
        self._began_from = digest_of(self._current.wording.text)
        self._saving = False
        self._old_text = ""
        self.sheet: Sheet | None = None
        self.may = desk.school.may(Right.CHANGE_WORDING)
        kind, code = self.key
        told = kind.title if code == ENGLISH else f"{kind.title}: {language(code).shown}"
        translates = opened.english is not None
        self.view = WordingView(desk.background, told, translates=translates, writes=self.may)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.preview = WordingPreview(desk, self.view, opened.english)
        self.text = self.view.text
        self.menu = InsertMenu(kind, self.text, desk.background, self.view.insert)
        self.view.insert.setMenu(self.menu)
        self._looking = QTimer(self)
        self._looking.setObjectName("wordingEditor")
        self._looking.setSingleShot(True)
        self._looking.setInterval(_LOOK_AFTER_MS)
        self._looking.timeout.connect(self.look_again)
        self._begin()
        self._connect()
        self.look_again()

    @property
    def key(self) -> Key:
        """Which wording: its kind, and the code of its language."""
        return self._current.wording.kind, self._current.wording.language

    def _begin(self) -> None:
        view, opened = self.view, self._opened
        self.text.setReadOnly(not self.may)
        if opened.english is not None:
            view.english.setPlainText(opened.english.wording.text)
        draft = opened.draft if self.may else None
        self.text.setPlainText(draft.text if draft else self._current.wording.text)
        if draft and draft.began_from != self._began_from:
            self._warn(
                "What you typed is here again. Somebody has saved another version since: see "
                "“Who signed what”. Saving yours takes its place."
            )
        elif draft:
            self._warn("What you typed last time is here again. It is not saved yet.")

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.leave)
        self.text.textChanged.connect(self._typing)
        view.faults.asked.connect(self._go_to_line)
        view.save.clicked.connect(self.save)
        view.restore.clicked.connect(self._ask_restore)
        view.checked.clicked.connect(self._mark_checked)
        view.throw_away.clicked.connect(self._ask_throw_away)
        view.signed.clicked.connect(self._ask_versions)
        view.to_now.clicked.connect(self._back_to_text)
        view.use_old.clicked.connect(self._use_old)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), view.save.click),
            (QKeySequence(Qt.Key.Key_Escape), self.leave),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ------------------------------------------------------------------ typing

    @property
    def has_typed(self) -> bool:
        """Whether there is something that is not saved."""
        return self.may and self.text.toPlainText() != self._current.wording.text

    def _typing(self) -> None:
        self._looking.start()
        self.tell_draft()

    def tell_draft(self) -> None:
        """Say what is typed and not saved, or that there is nothing."""
        text = self.text.toPlainText()
        self.typed.emit(WordingDraft(text, self._began_from) if self.has_typed else None)

    def leave(self) -> None:
        """Back to the languages. What was typed waits."""
        self._looking.stop()
        self.left.emit()

    def _go_to_line(self, line: int) -> None:
        if self.view.one_at_a_time:
            self.view.shows.choose(TEXT)
        self.text.go_to_line(line)

    def _warn(self, words: str) -> None:
        self.view.notice.say(words)
        self.view.notice.setVisible(bool(words))

    # ------------------------------------------------------------------ looking

    def look_again(self) -> None:
        """Read the text anew, mark what is wrong, and make the page."""
        self._looking.stop()
        kind, code = self.key
        wording, self._faults = try_wording(self.text.toPlainText(), code, kind)
        self.text.mark(self._faults)
        self.view.faults.show_faults(self._faults)
        self.view.show_faults(shown=bool(self._faults))
        self.view.old.hide()
        self._show_state()
        if wording is not None and wording.parts:
            self.preview.make(wording, self._current.number, self._current.is_checked)

    def _show_state(self) -> None:
        view, current, opened = self.view, self._current, self._opened
        typed = self.has_typed
        # A translation that still says what the new English says is saved as it stands.
        suits_now = self.may and not current.suits_english
        view.save.setEnabled((typed or suits_now) and not self._faults and not self._saving)
        view.state.show_words(*state_chip(current, unprintable=opened.unprintable))
        if self._faults:
            words = to_mend(self._faults, writes=self.may)
        elif typed:
            words = after_saving(current, opened.translations)
        else:
            words = state_words(current, unprintable=opened.unprintable, writes=self.may)
        view.said.setText(words)
        view.insert.setEnabled(not self._saving)
        view.restore.setVisible(self.may and not current.is_ours)
        view.throw_away.setVisible(typed)
        checkable = opened.english is not None and current.suits_english and not current.is_checked
        view.checked.setVisible(checkable and self._desk.school.may(Right.CHECK_TRANSLATION))
        view.checked.setEnabled(not typed)

    # ------------------------------------------------------------------ changing

    def save(self) -> None:
        """Save it for the school, unless somebody else has just saved another."""
        self.look_again()
        if not self.view.save.isEnabled():
            return
        kind, code = self.key
        before, decides = self._current.wording, self._desk.school.may(Right.KEEP_ANSWERS)
        after, _faults = try_wording(self.text.toPlainText(), code, kind)
        if (
            code == ENGLISH
            and after is not None
            and meaning_of(after.text) != meaning_of(before.text)
        ):
            changed = changed_questions(before, after, self._opened.names)
            if changed or decides:
                self.sheet = AsksMoreSheet(self, changed, decides=decides, save=self._save)
                return
        self._save("")

    def _save(self, same: str) -> None:
        self._saving = True
        self._show_state()
        text, before = self.text.toPlainText(), self._current
        self._change(
            lambda wordings, kind, code: wordings.save(
                kind, code, text, expected=before, same=same
            ),
            self._saved,
        )

    def _change(
        self,
        change: Callable[[WordingService, Kind, str], CurrentWording],
        then: Callable[[CurrentWording], None],
    ) -> None:
        kind, code = self.key
        wordings = self._desk.school.agreements.wordings
        operation = self._desk.background.write(lambda: change(wordings, kind, code), parent=self)
        operation.then(then, self._not_done)

    def _meanwhile(self, now: CurrentWording) -> None:
        """Somebody was faster: hers is in use, and what was typed is still here."""
        typed = self.has_typed
        if not typed:
            self._replace(now.wording.text)
        self._take(now)
        stays = (
            "What you typed is still here. Look at theirs under “Who signed what”, or save to use "
            "yours instead."
        )
        self._warn(
            f"Meanwhile somebody has saved version {now.number}. "
            + (stays if typed else "It is here now: look at it first.")
        )

    def _saved(self, now: CurrentWording) -> None:
        self._take(now)
        self._warn("")
        if now.is_ours and not now.suits_english:
            self._warn(
                "Our translation goes with our English, which the school has changed. Change the "
                "words here too, so that they say the same."
            )
            return
        self._desk.shell.say(
            f"Saved: version {now.number}. Forms printed from now on have this wording."
        )

    def _take(self, now: CurrentWording) -> None:
        """Another wording is in use; the text stays as it is."""
        self._saving = False
        self._current = now
        self._began_from = digest_of(now.wording.text)
        self.tell_draft()
        self.changed.emit()
        self.look_again()

    def _not_done(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        if isinstance(error, SomebodyWasFaster):
            self._change(lambda wordings, kind, code: wordings.current(kind, code), self._meanwhile)
            return
        self._desk.shell.say_problem(error)

    def _ask_restore(self) -> None:
        also = " What you typed and did not save goes too." if self.has_typed else ""
        self.sheet = ask(
            self,
            "Back to our wording?",
            "Forms printed from now on have the wording that came with the program. The school’s "
            f"own stays under “Who signed what”.{also}",
            yes="Use ours again",
            then=self._restore,
        )

    def _restore(self) -> None:
        before = self._current
        self._change(
            lambda wordings, kind, code: wordings.restore(kind, code, expected=before),
            self._restored,
        )

    def _restored(self, now: CurrentWording) -> None:
        self._warn("")
        self._replace(now.wording.text)
        self._take(now)
        self._desk.shell.say("The wording that came with the program is back.")

    def _ask_throw_away(self) -> None:
        self.sheet = ask(
            self,
            "Throw away what you typed?",
            f"The text becomes version {self._current.number} again, as it is in use.",
            yes="Throw it away",
            danger=True,
            then=self._throw_away,
        )

    def _throw_away(self) -> None:
        self._warn("")
        self._replace(self._current.wording.text)
        self.look_again()
        self.text.setFocus()

    def _replace(self, text: str) -> None:
        """Put another text in the place of all; Ctrl+Z brings back what was there."""
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.text.setTextCursor(cursor)

    def _mark_checked(self) -> None:
        before = self._current
        self._change(
            lambda wordings, kind, code: wordings.mark_checked(kind, code, expected=before),
            self._marked,
        )

    def _marked(self, now: CurrentWording) -> None:
        self._take(now)
        self._desk.shell.say("Marked as checked. The printed page says so from now on.")

    # ------------------------------------------------------------------ versions

    def _ask_versions(self) -> None:
        kind, code = self.key
        wordings = self._desk.school.agreements.wordings
        operation = self._desk.background.run(lambda: wordings.versions(kind, code), parent=self)
        operation.then(self._list_versions, self._desk.shell.say_problem)

    def _list_versions(self, versions: tuple[WordingVersion, ...]) -> None:
        sheet = self.sheet = VersionsSheet(self, versions)
        sheet.chosen.connect(self.look_at)
        sheet.open()

    def look_at(self, version: WordingVersion) -> None:
        """Show an old version as the page that it was."""
        kind, code = self.key
        wordings = self._desk.school.agreements.wordings
        operation = self._desk.background.run(
            lambda: (version, wordings.at(kind, code, version.number)), parent=self
        )
        operation.then(self._show_old, self._desk.shell.say_problem)

    def _show_old(self, found: tuple[WordingVersion, Wording]) -> None:
        version, wording = found
        view = self.view
        self._looking.stop()
        self._old_text = wording.text
        view.old.say(
            f"{ended(made(version))} {ended(signed(version))}", heading=f"Version {version.number}"
        )
        view.use_old.setVisible(self.may and wording.text != self.text.toPlainText())
        view.old.show()
        view.shows.choose(PAGE)
        checked = self._current.is_checked and version.number == self._current.number
        self.preview.make(wording, version.number, checked, of_old=True)
        focus_if_before_her(view.to_now)

    def _back_to_text(self) -> None:
        self.look_again()
        self._go_on()

    def _use_old(self) -> None:
        self._replace(self._old_text)
        self._back_to_text()

    def _go_on(self) -> None:
        self.view.shows.choose(TEXT if self.view.one_at_a_time else PAGE)
        self.text.setFocus()
