"""Before purposes are changed: what is asked from now on, what no more, and what that means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.kinds import OWN, Consent
from trent_desktop.agreements.wording.purposes import Purpose, Purposes
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.sheets import Sheet
from ui.components.words import body, strong
from ui.theme import SPACE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked about: words of a new one, else empty; why walls need no consent."""

    asked: Mapping[Consent, str]
    walls: str
    names: Mapping[Consent, str]

    def changes(self, now: Purposes) -> bool:
        """Whether it differs from what is."""
        return self.asked.keys() != now.asked or self.walls != now.walls


class PurposesSheet(Sheet):
    """`save` is called when she goes on; any other way out changes nothing."""

    def __init__(
        self, over: QWidget, now: Purposes, wanted: Wanted, save: Callable[[], object]
    ) -> None:
        super().__init__(over, "What changes", widest=680)
        added = [one for one in now.each if one.consent in wanted.asked.keys() - now.asked]
        gone = [one for one in now.each if one.consent in now.asked - wanted.asked.keys()]
        own = any(one.consent in OWN for one in added)
        if added:
            self._add(
                f"Asked from now on: {_named(added, wanted)}",
                "Nobody has answered this yet. Until a family says yes, it counts as no. "
                "A yes to another question says nothing about it, and stays as it is.",
            )
        if gone:
            counts = sum(one.said_yes for one in gone)
            kept = " What families said yes to stays in sight until they take it back."
            self._add(
                f"Asked no more: {_named(gone, wanted)}",
                "Left out of forms printed from now on." + (kept if counts else ""),
            )
        if wanted.walls != now.walls:
            self._add(
                "Pictures on walls inside the school",
                "They need no consent: everybody may be photographed for them, except a child whose "
                "family has said no and a child marked “never”."
                if wanted.walls
                else "They are asked about again, and until a family has answered, it counts as no.",
            )
        if wanted.asked.keys() != now.asked:
            self._add("Translations", _of_translations(now, own=own, added=bool(added)))
        self.go_on = PrimaryButton("Use this from now on", "check")
        self.put_off = QuietButton("Change nothing")
        self.add_buttons(self.go_on, self.put_off)
        self.go_on.clicked.connect(lambda: self._go_on(save))
        self.put_off.clicked.connect(self.dismiss)
        self.open()

    def _add(self, title: str, words: str) -> None:
        about = QVBoxLayout()
        about.setSpacing(SPACE.hair)
        about.addWidget(strong(title))
        about.addWidget(body(words))
        self.column.addLayout(about)

    def _go_on(self, save: Callable[[], object]) -> None:
        self.closed.connect(save)
        self.dismiss()


def _of_translations(now: Purposes, *, own: bool, added: bool) -> str:
    if own:
        return "They are held back until your sentence is in each of them."
    if not now.follows:
        return "None of them says what the English says now, so none of them follows."
    who = "They follow"
    if now.follows < now.languages:
        who = f"{now.follows} of {now.languages} say what the English says now, and follow"
    if added:
        return (
            f"{who}, in words that came with the program. Their pages say that a speaker is to check "
            "them."
        )
    return f"{who}: the same is left out of them."


def _named(purposes: list[Purpose], wanted: Wanted) -> str:
    return ", ".join(
        wanted.names.get(one.consent) or one.name or one.consent.title for one in purposes
    )
