"""The purposes a school asks about: which questions stand in a wording, put in and taken out.

Which there are stands in the wording itself and nowhere else (rule 156): here its text is changed,
line by line, so that whatever else the school has written stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, cast

from trent_desktop.agreements.kinds import OWN, Consent, Kind
from trent_desktop.agreements.wording.languages import OURS, our_wording
from trent_desktop.agreements.wording.wording import CurrentWording
from trent_desktop.plain_yaml import read_plain_yaml

_QUESTION: Final = re.compile(r"\s*- ([a-z0-9-]+)\s*:")
_CLAUSE: Final = "[7.11]"
#: As much of the data protection officer's word as a sheet and a settings page can say.
LONGEST_WALLS: Final = 200
#: As much as stands above a column of the register.
LONGEST_PURPOSE: Final = 24


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose: its question as it is asked, or as it would be; to how many it is a yes now.

    `name` is what lists call it; of the school's own it is empty until they have given it one.
    """

    consent: Consent
    name: str
    words: str
    is_asked: bool
    said_yes: int


@dataclass(frozen=True, slots=True)
class Purposes:
    """What a school asks about, and what it might. `current` is the English in use.

    `walls` is the data protection officer's word that pictures on walls inside need no consent;
    empty: they are asked about as everything else is. `follows` counts the translations that
    suit the English, of `languages` in all.
    """

    each: tuple[Purpose, ...]
    walls: str
    current: CurrentWording = field(repr=False)
    follows: int
    languages: int

    def words(self, consent: Consent) -> str:
        """The question of one of them."""
        return next(one.words for one in self.each if one.consent is consent)

    @property
    def names(self) -> Mapping[Consent, str]:
        """What the school calls its own purposes."""
        own = (one for one in self.each if one.consent in OWN and one.name)
        return {one.consent: one.name for one in own}

    @property
    def free(self) -> Purpose | None:
        """Where one more of the school's own can stand; None when all of them are asked about.

        Where another stood that is asked no more only when there is no other place: what was said
        to that keeps its name as long as can be.
        """
        own = [one for one in self.each if one.consent in OWN and not one.is_asked]
        return min(own, key=lambda one: (one.said_yes, bool(one.name)), default=None)

    @property
    def asked(self) -> frozenset[Consent]:
        """Those that are asked about."""
        return frozenset(one.consent for one in self.each if one.is_asked)


@cache
def ready_words(code: str) -> Mapping[Consent, str]:
    """The questions that came with the program, in one language: also those that are added."""
    found = {one.consent: one.words for one in our_wording(Kind.CONSENTS, code).asked}
    values, _ = read_plain_yaml((OURS / code / "purposes.yaml").read_text("utf-8"))
    for name, words in cast("dict[str, str]", values).items():
        found[Consent(name)] = words
    return found


def with_questions(text: str, wanted: Mapping[Consent, str]) -> str:
    """A wording that asks what is `wanted`, in these words, and nothing else.

    A question that stays as it is keeps its line, with its clauses; new ones come last.
    """
    lines = text.split("\n")
    out: list[str] = []
    kept: set[Consent] = set()
    last = -1
    for words, is_question in _by_question(lines):
        consent = _consent_of(words[0]) if is_question else None
        if consent is None:
            out += words
        elif consent in wanted:
            out += _as_asked(words, consent, wanted[consent])
            kept.add(consent)
            last = len(out)
        else:
            last = len(out)
    new = [f"- {one.value}: {wanted[one]} {_CLAUSE}" for one in wanted if one not in kept]
    return "\n".join([*out[:last], *new, *out[last:]]) if last >= 0 else text


def _by_question(lines: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Lines in their order, a question with the lines over which it goes on; and whether it is one."""
    in_block = False
    question: list[str] = []
    for line in lines:
        begins = line.strip().startswith(":::")
        if begins or not in_block or _QUESTION.match(line) or not line.strip():
            if question:
                yield question, True
            question = []
        if begins:
            in_block = line.replace(" ", "").startswith(":::consents")
        if in_block and not begins and (question or _QUESTION.match(line)):
            question.append(line)
        else:
            yield [line], False
    if question:
        yield question, True


def _consent_of(line: str) -> Consent | None:
    found = _QUESTION.match(line)
    return next((one for one in Consent if found and one.value == found[1]), None)


def _as_asked(lines: list[str], consent: Consent, words: str) -> list[str]:
    whole = " ".join(one.strip() for one in lines)
    found = re.fullmatch(r"-\s*[a-z0-9-]+\s*:\s*(.*?)\s*(\[[0-9., ]+\])?", whole)
    if found is None or found[1] == words:
        return lines
    return [f"- {consent.value}: {words} {found[2] or _CLAUSE}"]
