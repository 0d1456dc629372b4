"""What was typed into wordings and not saved: in memory, and on this laptop for next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import languages
from ui.journeys.draft_keeper import DraftKeeper
from ui.shell.rooms import Desk
from ui.theme import Tone

Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class WordingDraft:
    """A text that is not saved. `began_from` is the digest of the wording it was typed over."""

    text: str = field(repr=False)
    began_from: str


class WordingDrafts(QObject):
    """The drafts of one member, by kind and language."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: dict[Key, WordingDraft] = {}
        self._keepers: dict[Key, DraftKeeper] = {}
        self._brought = False

    def bring(self) -> Mapping[Key, WordingDraft]:
        """What this laptop has kept from before. Slow: off the GUI thread."""
        if self._brought:
            return {}
        store = self._desk.school.signed_in.store
        kept: dict[Key, WordingDraft] = {}
        for key in ((kind, one.code) for kind in Kind for one in languages()):
            began_from, _, text = store.note(_name(key)).partition("\n")
            if text:
                kept[key] = WordingDraft(text, began_from)
        return kept

    def take(self, kept: Mapping[Key, WordingDraft]) -> None:
        """Add what `bring` found; what was typed since is newer."""
        self._brought = True
        for key, draft in kept.items():
            if key not in self._keepers:
                self._drafts[key] = draft

    def of(self, key: Key) -> WordingDraft | None:
        """The draft of a wording, if there is one."""
        return self._drafts.get(key)

    def keep(self, key: Key, draft: WordingDraft | None) -> None:
        """Keep a draft, or forget it: it was saved or thrown away."""
        if draft == self._drafts.get(key):
            return
        if draft is None:
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = draft
        self._keeper(key).keep(f"{draft.began_from}\n{draft.text}" if draft else "")

    def flush(self) -> None:
        """Put everything on the disk now: the window is about to lock, hide or close."""
        for keeper in self._keepers.values():
            keeper.flush()

    def _keeper(self, key: Key) -> DraftKeeper:
        keeper = self._keepers.get(key)
        if keeper is None:
            me, name = self._desk.school.signed_in, _name(key)
            keeper = self._keepers[key] = DraftKeeper(
                lambda words: me.store.remember(name, words),
                self._desk.background,
                clock=me.clock,
                parent=self,
            )
            keeper.failed.connect(self._say)
        return keeper

    def _say(self, words: str) -> None:
        self._desk.shell.say(words, Tone.CORAL)


def _name(key: Key) -> str:
    kind, code = key
    return f"wording-draft:{kind.value}/{code}"
