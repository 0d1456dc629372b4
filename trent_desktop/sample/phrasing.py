"""Sentences made from patterns, so that thousands of reports do not read like copies.

In a pattern ``{a|b|c}`` stands for one of the alternatives and ``{word}`` for what the story says
under that name. Patterns are read once and kept.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache

_BRACES = re.compile(r"\{([^{}]*)\}")

#: A pattern as it is kept: text as it stands, a list of alternatives, or the name of a word.
_Part = str | tuple[str, ...]


@cache
def _parts(pattern: str) -> tuple[tuple[bool, _Part], ...]:
    """The pattern in parts: plain (False) or to be filled (True)."""
    parts: list[tuple[bool, _Part]] = []
    for place, found in enumerate(_BRACES.split(pattern)):
        if place % 2 == 0:
            parts.append((False, found))
        else:
            parts.append((True, tuple(found.split("|")) if "|" in found else found))
    return tuple(parts)


def fill(source: random.Random, patterns: Sequence[str], words: Mapping[str, str]) -> str:
    """One of `patterns`, filled. Raises KeyError when it asks for a word that is not there."""
    pattern = patterns[int(source.random() * len(patterns))]
    said: list[str] = []
    for is_slot, part in _parts(pattern):
        if isinstance(part, tuple):
            said.append(part[int(source.random() * len(part))])
        else:
            said.append(words[part] if is_slot else part)
    return "".join(said)


def say(source: random.Random, patterns: Sequence[str], words: Mapping[str, str]) -> str:
    """`fill`, as a sentence: a capital first, and no gap where an alternative was empty."""
    text = " ".join(fill(source, patterns, words).split())
    return text[:1].upper() + text[1:]
