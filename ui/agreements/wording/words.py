"""How a wording stands, in words: on the rows, and beside the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.agreements.wording.languages import ENGLISH
from trent_desktop.agreements.wording.wording import CurrentWording
from trent_desktop.faults import Fault
from trent_desktop.journeys.answers import date_for_people
from ui.theme import Tone

_LETTERS = 6


def version_words(current: CurrentWording, changed_at: dt.datetime | None) -> str:
    """``Version 2, changed by the school on 23 November 2026``."""
    if current.is_ours:
        return f"Version {current.number}, as it came with the program"
    day = f" on {_day(changed_at)}" if changed_at else ""
    return f"Version {current.number}, changed by the school{day}"


def state_chip(current: CurrentWording, *, unprintable: str) -> tuple[str, Tone, str]:
    """Words, tone and icon of the chip that says how a wording stands."""
    if current.wording.language == ENGLISH:
        return ("Ours" if current.is_ours else "The school’s own"), Tone.LEAF, "check"
    if unprintable:
        return "Cannot be printed", Tone.CORAL, "warning-circle"
    if not current.suits_english:
        return "Belongs to an earlier English", Tone.CORAL, "warning-circle"
    if current.is_checked:
        return "Checked", Tone.LEAF, "check"
    return "To be checked by a speaker", Tone.SUN, "clock"


def checked_words(current: CurrentWording) -> str:
    """Who has read a translation, and when; empty where nobody has."""
    if current.checked_at is None:
        return ""
    by = f" by {current.checked_by}" if current.checked_by else ""
    return f"checked{by} on {_day(current.checked_at)}"


def state_words(current: CurrentWording, *, unprintable: str, writes: bool) -> str:
    """How the wording in use stands, and what follows from it."""
    parts = [f"Version {current.number}, {'ours' if current.is_ours else 'the school’s own'}"]
    if said := checked_words(current):
        parts.append(said)
    words = [f"{', '.join(parts)}."]
    if current.wording.language != ENGLISH:
        if unprintable:
            words.append(f"No font here has the letters {unprintable[:_LETTERS]}.")
        elif not current.suits_english:
            words.append(
                "The English has changed since. Families get the English alone until this text "
                "is saved again."
            )
        elif not current.is_checked:
            words.append(
                "The printed page says that a speaker has yet to check it. Whoever on the staff "
                "speaks the language can say that it is right."
            )
    if not writes:
        words.append("The ICT Lead and the Headteacher can change it.")
    return " ".join(words)


def after_saving(current: CurrentWording, translations: int) -> str:
    """Who will see a change once it is saved."""
    words = (
        "Not saved yet. Forms printed from now on will have this wording; those already out keep "
        f"version {current.number}."
    )
    if translations:
        which = "translation is" if translations == 1 else f"{translations} translations are"
        words += f" Its {which} not printed until {'it says' if translations == 1 else 'each says'} the same."
    return words


def to_mend(faults: Sequence[Fault], *, writes: bool) -> str:
    """How many faults there are, and what waits for them."""
    count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
    waits = " It can be saved once that is done." if writes else ""
    return f"{count} to correct, listed below the text.{waits}"


def translations_words(translations: Sequence[CurrentWording]) -> str:
    """How the translations of one kind stand, in short; empty where all is well."""
    behind = sum(not one.suits_english for one in translations)
    if behind:
        return f"{behind} {'translation' if behind == 1 else 'translations'} of an earlier English"
    unchecked = sum(not one.is_checked for one in translations)
    if unchecked:
        return f"{unchecked} {'translation' if unchecked == 1 else 'translations'} to be checked"
    return ""


def _day(moment: dt.datetime | None) -> str:
    return date_for_people(moment.astimezone().date()) if moment else ""
