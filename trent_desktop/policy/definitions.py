"""What the policy says its own words mean, and where these stand in it, for whoever reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trent_desktop.policy.clauses import Clause, PolicyText
from trent_desktop.policy.topics import Topic

_QUOTED: Final = re.compile(r"[“\"‘']([^“”\"‘’']{3,60})[”\"’']\s*(?=\w|\))")
_MEANS: Final = re.compile(
    r"\b(?:defin(?:es?|ed)|means?|is|are|refers? to|includes?|covers?)\b", re.IGNORECASE
)
_TITLE: Final = re.compile(r"\bdefin|\bwords? mean|\bterms\b|\bglossary\b", re.IGNORECASE)
_TOPICS: Final = frozenset({Topic.SOCIAL_MEDIA, Topic.CYBER_BULLYING, Topic.COMMUNITY})


@dataclass(frozen=True, slots=True)
class Definition:
    """A term, the number of the clause that says what it means, and what that says."""

    term: str
    number: str
    words: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a term stands: from `start` to `end` in a text without stars."""

    start: int
    end: int
    definition: Definition


@lru_cache(maxsize=4)
def definitions(policy: PolicyText) -> tuple[Definition, ...]:
    """All terms that the policy explains, in its order; each once."""
    found: dict[str, Definition] = {}
    for section in policy.sections:
        of_words = bool(_TITLE.search(section.title))
        for clause in section.clauses:
            if of_words or (clause.topic in _TOPICS and _MEANS.search(clause.words)):
                for term in _terms(clause):
                    found.setdefault(
                        term.casefold(),
                        Definition(term, clause.number, clause.words, clause.points),
                    )
    return tuple(found.values())


def uses(policy: PolicyText, text: str, *, number: str = "") -> tuple[Use, ...]:
    """Where terms stand in a text of the policy, such as a clause's words or one of its points.

    `number` is the clause it is of: the one that explains a term does not explain it to itself.
    """
    known = [one for one in definitions(policy) if one.number != number]
    pattern = _pattern(tuple(one.term for one in known))
    if pattern is None:
        return ()
    by_term = {_key(one.term): one for one in known}
    return tuple(
        Use(found.start(), found.end(), by_term[_key(found.group(0))])
        for found in pattern.finditer(text.replace("**", ""))
        if _key(found.group(0)) in by_term
    )


def _terms(clause: Clause) -> list[str]:
    found = [one.group(1).strip() for one in _QUOTED.finditer(clause.words)]
    return [one for one in found[:3] if one and _MEANS.search(clause.words)]


@lru_cache(maxsize=16)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not terms:
        return None
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(_loose(one) for one in longest_first) + r")\b", re.I)


def _loose(term: str) -> str:
    """A term as one may find it: with a hyphen, a space or nothing between, one or many."""
    words = re.split(r"[\s-]+", term.strip())
    loose = [re.escape(re.sub(r"s$", "", one)) + "s?" for one in words]
    return r"[\s-]*".join(loose)


def _key(term: str) -> str:
    words = re.split(r"[\s-]+", term.casefold().strip())
    return "".join(re.sub(r"s$", "", one) for one in words)
