"""Before purposes are changed: what is asked from now on, what no more, and what that means (rule 177)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.wording.languages import ENGLISH
from trent_desktop.agreements.wording.meaning import meaning_of
from trent_desktop.agreements.wording.purposes import Purpose, Purposes, ready_words

_NOBODY_YET: Final = (
    "Nobody has answered this yet. Until a family says yes, it counts as no. "
    "A yes to another question says nothing about it, and stays as it is."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked about: words of what is new or said otherwise, else empty.

    `walls` is why pictures on walls inside need no consent, `names` what lists call the school's own.
    """

    asked: Mapping[Consent, str]
    walls: str
    names: Mapping[Consent, str]

    def changes(self, now: Purposes) -> bool:
        """Whether it differs from what is."""
        return (
            bool(self.asked.keys() ^ now.asked)
            or self.walls != now.walls
            or bool(self._reworded(now))
            or any(now.names.get(one) != name for one, name in self.names.items() if name)
        )

    def _reworded(self, now: Purposes) -> list[Purpose]:
        return [
            one
            for one in now.each
            if one.is_asked and self.asked.get(one.consent, "") not in ("", one.words)
        ]

    def told(self, now: Purposes) -> Iterator[tuple[str, str]]:
        """What changes, each with what comes of it."""
        added = [one for one in now.each if one.consent in self.asked.keys() - now.asked]
        gone = [one for one in now.each if one.consent in now.asked - self.asked.keys()]
        reworded = self._reworded(now)
        wider = [
            one for one in reworded if meaning_of(one.words) != meaning_of(self.asked[one.consent])
        ]
        if added:
            yield (
                f"Asked from now on: {self._named(added)}",
                _NOBODY_YET,
            )
        if wider:
            yield (
                f"Asked in other words: {self._named(wider)}",
                "Whoever said yes to the words until now is asked again, and until then it is no.",
            )
        if gone:
            counts = sum(one.said_yes for one in gone)
            kept = " What families said yes to stays in sight until they take it back."
            yield (
                f"No longer asked: {self._named(gone)}",
                "Left out of forms printed from now on." + (kept if counts else ""),
            )
        if self.walls != now.walls:
            yield (
                "Pictures on walls inside the school",
                "They need no consent: everybody may be photographed for them, except a child whose "
                "family has said no and a child marked “never”."
                if self.walls
                else "They are asked about again, and until a family has answered, it counts as no.",
            )
        if added or gone or reworded:
            own = any(self._is_own(one.consent) for one in (*added, *reworded))
            yield "Translations", _of_translations(now, own=own, added=bool(added or reworded))

    def _is_own(self, consent: Consent) -> bool:
        """Whether it is asked in a sentence of the school's, which no translation has."""
        words = self.asked.get(consent, "")
        return bool(words) and words != ready_words(ENGLISH).get(consent)

    def _named(self, purposes: list[Purpose]) -> str:
        return ", ".join(
            self.names.get(one.consent) or one.name or one.consent.title for one in purposes
        )


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
