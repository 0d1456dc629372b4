"""Wording: which texts are in use, in which languages, checked by whom; and changing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.agreements.kinds import Consent, Kind
from trent_desktop.agreements.wording.languages import ENGLISH, Language, languages, unprintable
from trent_desktop.agreements.wording.purposes import Purposes
from trent_desktop.agreements.wording.wording import CurrentWording
from ui.agreements.wording.drafts import Key, WordingDraft, WordingDrafts
from ui.agreements.wording.editor import Opened, WordingEditor
from ui.agreements.wording.purposes_page import ABOUT, PurposesPage
from ui.agreements.wording.words import checked_words, state_chip, translations_words, version_words
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.pages import ScrollPage, clear_layout
from ui.components.rows import RowButton, RowFace
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_ICONS = {
    Kind.PUPIL_KS1: "smiley",
    Kind.PUPIL_KS2: "student",
    Kind.PARENT: "users-three",
    Kind.CONSENTS: "camera",
    Kind.STAFF: "chalkboard-teacher",
    Kind.BLOGGING: "note-pencil",
    Kind.REMINDER: "envelope-simple",
    Kind.SECOND_REMINDER: "envelope-open",
    Kind.INVITATION: "users-three",
}
_NOT_SAVED = "Not saved yet"


@dataclass(frozen=True, slots=True)
class _Read:
    """All wordings as they stand. `changed_at` is of the school's own, `unprintable` by language."""

    current: Mapping[Key, CurrentWording]
    changed_at: Mapping[Key, dt.datetime]
    unprintable: Mapping[str, str]
    drafts: Mapping[Key, WordingDraft]
    names: Mapping[Consent, str]  # of the school's own purposes

    def translations(self, kind: Kind) -> tuple[CurrentWording, ...]:
        """The translations of one kind that can be printed."""
        return tuple(
            one
            for (of, code), one in self.current.items()
            if of is kind and code != ENGLISH and not self.unprintable[code]
        )


class WordingPage(SectionPage):
    """Kinds; then the languages of one; then the text itself."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.drafts = WordingDrafts(desk, self)
        words = "What each agreement says. A change applies to forms printed from then on."
        self.kinds_page = self.add_page("Wording", words, widest=860)
        self._kinds = _rows(self.kinds_page)
        self.kind_rows: dict[Kind, RowButton] = {}
        self.languages_page: ScrollPage | None = None
        self._languages: QVBoxLayout | None = None
        self.language_rows: dict[str, RowButton] = {}
        self.editor: WordingEditor | None = None
        self.purposes_page: ScrollPage | None = None
        self.purposes: PurposesPage | None = None
        self._kind: Kind | None = None
        self._read: _Read | None = None
        self._kinds_shown: list[tuple[Kind, RowFace]] | None = None
        self._languages_shown: list[tuple[str, RowFace]] | None = None
        Fresh(self, (desk.changes.wordings,), self._look_again)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, place: object | None) -> None:
        """The kinds; or, at a place `(kind, language)`, that text."""
        self._close_editor()
        self._kind = None
        self.show_page(self.kinds_page)
        self.refresh(place)

    def keep(self) -> None:
        """Keep what is being typed."""
        self._tell_draft()
        self.drafts.flush()

    def leave(self) -> None:
        """To another room: what was typed waits here."""
        self._tell_draft()

    def refresh(self, place: object | None = None) -> None:
        """Read them anew; then go to `place`, if it is one."""

        def then(read: _Read) -> None:
            self._show(read)
            match place:
                case (Kind() as kind, str(code)) if (kind, code) in read.current:
                    self.edit(kind, code)
                case _:
                    pass

        self.run(self._look_up, then)

    def _look_again(self) -> None:
        # What is being written stays as it is: whoever was faster is told of when it is saved.
        if self.editor is None:
            self.refresh()

    def _look_up(self) -> _Read:
        wordings = self.desk.school.agreements.wordings
        current = wordings.every()
        changed_at: dict[Key, dt.datetime] = {}
        for (kind, code), one in current.items():
            if not one.is_ours:
                versions = wordings.versions(kind, code)
                changed_at[kind, code] = next(v.made_at for v in versions if v.in_use)
        letters = {one.code: unprintable(one.code) for one in languages()}
        names = self.desk.school.agreements.purposes.now().names
        return _Read(current, changed_at, letters, self.drafts.bring(), names)

    def _show(self, read: _Read) -> None:
        self._read = read
        self.drafts.take(read.drafts)
        self._fill_kinds()
        self._fill_languages()

    # ------------------------------------------------------------------ kinds

    def _fill_kinds(self) -> None:
        read = self._read
        if read is None:
            return
        faces = [(kind, self._kind_face(read, kind)) for kind in Kind]
        if faces == self._kinds_shown:
            return  # rows stay under the mouse
        self._kinds_shown = faces
        with focus_kept(self):
            self._fill_kind_rows(faces)

    def _kind_face(self, read: _Read, kind: Kind) -> RowFace:
        english = read.current[kind, ENGLISH]
        typed = any(self.drafts.of((kind, one.code)) for one in languages())
        return RowFace(
            kind.title,
            version_words(english, read.changed_at.get((kind, ENGLISH))),
            _ICONS[kind],
            Tone.ACT,
            chip=_NOT_SAVED if typed else "",
            chip_tone=Tone.SUN,
            chip_icon="pencil-simple",
            side=translations_words(read.translations(kind)),
        )

    def _fill_kind_rows(self, faces: Sequence[tuple[Kind, RowFace]]) -> None:
        clear_layout(self._kinds)
        self.kind_rows.clear()
        for kind, face in faces:
            row = RowButton(face)
            row.clicked.connect(partial(self._open_kind, kind))
            self.kind_rows[kind] = row
            self._kinds.addWidget(row)

    def _open_kind(self, kind: Kind, _checked: bool = False) -> None:
        self.show_languages(kind)

    # ------------------------------------------------------------------ languages

    def show_languages(self, kind: Kind, focus: str = ENGLISH) -> None:
        """The languages of one kind."""
        if self._kind is not kind or self.languages_page is None:
            self._make_languages_page(kind)
        self._fill_languages()
        page = self.languages_page
        if page is not None:
            self.show_page(page, self.language_rows.get(focus))

    def _make_languages_page(self, kind: Kind) -> None:
        if self.languages_page is not None:
            self.drop(self.languages_page)
        self._kind = kind
        self.languages_page = self.add_page(
            kind.title,
            "A translation is printed behind the English page, which is the one that is signed."
            if kind.is_returned
            else "A translation is printed behind the English page.",
            back=self._back_to_kinds,
            widest=860,
        )
        if kind is Kind.CONSENTS:
            self.purposes_row = RowButton(
                RowFace("What it asks about", "Add a purpose, or leave one out", "question")
            )
            self.purposes_row.clicked.connect(lambda _=False: self.show_purposes())
            card = Card(pad=SPACE.tight, gap=0)
            card.column.addWidget(self.purposes_row)
            self.languages_page.column.addWidget(card)
        self._languages = _rows(self.languages_page)
        self._languages_shown = None

    def show_purposes(self) -> None:
        """What the form about pictures asks about."""
        self.run(self.desk.school.agreements.purposes.now, self._fill_purposes)

    def _fill_purposes(self, now: Purposes) -> None:
        if self.purposes_page is not None:
            self.drop(self.purposes_page)
        page = self.purposes_page = self.add_page(
            "What the form asks about", ABOUT, back=self._back_from_purposes, widest=860
        )
        self.purposes = PurposesPage(self, page, now, self._purposes_changed)
        self.show_page(page, self.purposes.purposes)

    def _purposes_changed(self) -> None:
        self.desk.shell.say("Used from now on.")
        self.refresh()
        self.show_purposes()

    def _back_from_purposes(self) -> None:
        self.show_languages(Kind.CONSENTS)

    def _back_to_kinds(self) -> None:
        kind, self._kind = self._kind, None
        self._fill_kinds()
        self.show_page(self.kinds_page, self.kind_rows[kind] if kind else None)

    def _fill_languages(self) -> None:
        read, kind, rows = self._read, self._kind, self._languages
        if read is None or kind is None or rows is None:
            return
        faces = [(one.code, self._language_face(read, kind, one)) for one in languages()]
        if faces == self._languages_shown:
            return  # rows stay under the mouse
        self._languages_shown = faces
        with focus_kept(self):
            self._fill_language_rows(faces, kind, rows)

    def _language_face(self, read: _Read, kind: Kind, one: Language) -> RowFace:
        current = read.current[kind, one.code]
        letters = read.unprintable[one.code]
        detail = [version_words(current, read.changed_at.get((kind, one.code)))]
        if said := checked_words(current):
            detail.append(said)
        if letters:
            detail.append(f"no font here has {letters[:6]}")
        chip, tone, icon = state_chip(current, unprintable=letters)
        if self.drafts.of((kind, one.code)):
            chip, tone, icon = _NOT_SAVED, Tone.SUN, "pencil-simple"
        return RowFace(
            one.shown,
            ", ".join(detail),
            "translate",
            Tone.ACT,
            chip=chip,
            chip_tone=tone,
            chip_icon=icon,
        )

    def _fill_language_rows(
        self, faces: Sequence[tuple[str, RowFace]], kind: Kind, rows: QVBoxLayout
    ) -> None:
        clear_layout(rows)
        self.language_rows.clear()
        for code, face in faces:
            row = RowButton(face)
            row.clicked.connect(partial(self._open_language, kind, code))
            self.language_rows[code] = row
            rows.addWidget(row)

    def _open_language(self, kind: Kind, code: str, _checked: bool = False) -> None:
        self.edit(kind, code)

    # ------------------------------------------------------------------ the text

    def edit(self, kind: Kind, code: str) -> None:
        """The text of one kind in one language."""
        read = self._read
        if read is None:
            return
        self._close_editor()
        if self._kind is not kind:
            self._make_languages_page(kind)
        opened = Opened(
            read.current[kind, code],
            english=read.current[kind, ENGLISH] if code != ENGLISH else None,
            draft=self.drafts.of((kind, code)),
            translations=len(read.translations(kind)) if code == ENGLISH else 0,
            unprintable=read.unprintable[code],
            names=read.names,
        )
        editor = self.editor = WordingEditor(self.desk, opened)
        editor.typed.connect(partial(self._typed, (kind, code)))
        editor.left.connect(self._left)
        editor.changed.connect(self.refresh)
        self.stack.addWidget(editor)
        self.show_page(editor, editor.text)

    def _typed(self, key: Key, draft: WordingDraft | None) -> None:
        self.drafts.keep(key, draft)

    def _tell_draft(self) -> None:
        if self.editor is not None:
            self.editor.tell_draft()

    def _close_editor(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self.drop(editor)

    def _left(self) -> None:
        editor = self.editor
        if editor is not None:
            kind, code = editor.key
            self._close_editor()
            self.show_languages(kind, code)


def _rows(page: ScrollPage) -> QVBoxLayout:
    card = Card(pad=SPACE.tight, gap=0)
    rows = QVBoxLayout()
    rows.setSpacing(0)
    card.column.addLayout(rows)
    page.column.addWidget(card)
    page.column.addStretch(1)
    return rows


WORDING = Section(
    "wording",
    "Wording",
    "text-aa-fill",
    "What the agreements say, in every language.",
    WordingPage,
)
