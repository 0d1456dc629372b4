"""Lines for a signature: who, as what, and when, on one line or on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.policy.clauses import Signature
from trent_desktop.policy.importing.lines import Line, plain

_CHAIR: Final = (
    r"(?:(?:acting|vice|co|deputy|interim)[- ])*chair(?:man|woman|person)?\s+"
    r"(?:of\s+(?:the\s+)?)?(?:govern(?:ors|ing\s+(?:body|board))|trustees|the\s+board)"
)
_HEAD: Final = (
    r"(?:(?:acting|deputy|executive|interim|assistant|co)[- ])*"
    r"(?:head\s?teacher|headmaster|headmistress|head\s+of\s+school|principal)"
)
_OTHER: Final = r"(?:designated\s+)?safeguarding\s+lead|dsl|ict\s+lead(?:\s+teacher)?"
_ROLE: Final = re.compile(rf"\b(?:{_CHAIR}|{_HEAD}|{_OTHER})\b", re.IGNORECASE)
_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_DATE: Final = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\.?,?\s+\d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"(?i:signed\s+on\s+behalf\s+of\s+[\w\s]{3,40}|signed\s+by|signed|signatures?)"
    r"(?=[\s:._…-]*$|\s*[:._…]|\s+[A-Z])"
)
_LABELS: Final = re.compile(
    r"\b(?:signed\s+by|signed|signature|print\s+name|name|role|position|date(?:d)?|on\s+behalf\s+of)"
    r"\s*[:._…]*(?=\s|$|_)",
    re.IGNORECASE,
)
_BLANK: Final = re.compile(r"[_.…\s:()\t|,-]+")
_NAME: Final = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|rev|revd|prof|sir|dame|cllr)\.?\s+)?"
    r"[^\W\d_][\w’'.-]*(?:\s+(?:de|van|von|der|la|al|bin|[^\W\d_][\w’'.-]*)){1,4}",
    re.IGNORECASE,
)
_LONGEST: Final = 140


@dataclass(frozen=True, slots=True)
class Signed:
    """What was read: the lines for signatures, how many lines that took, what was not used."""

    signatures: tuple[Signature, ...]
    taken: int
    left_over: tuple[str, ...] = ()


def begins_signatures(line: Line) -> bool:
    """Whether it says "Signed by:" or something like it."""
    words = plain(line.text).strip()
    return len(words) <= _LONGEST and bool(_SIGNED.match(words)) and not _is_sentence(words)


def may_sign(text: str) -> bool:
    """Whether a line belongs to a signature by itself: a role with a name, a date or a blank."""
    words = plain(text).strip()
    if len(words) > _LONGEST or _is_sentence(words):
        return False
    if _SIGNED.match(words):
        return True
    found = _ROLE.search(words)
    if not found:
        return False
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    if not _DATE.search(rest) and "__" not in rest and "……" not in rest and "...." not in rest:
        return False
    return _rest_is_name(_DATE.sub(" ", rest))


def read_signatures(lines: Sequence[Line]) -> Signed:
    """Read on from the line that says so, as far as lines are parts of signatures."""
    parts: list[tuple[str, str]] = []
    taken = 0
    for at, line in enumerate(lines):
        first = at == 0
        found = _parts(line, is_first=first)
        if found is None or (found == [] and not first):
            break
        only_names = all(kind == "name" for kind, _ in found)
        if only_names and found and not _signs_next(lines, at):
            break
        parts += found
        taken = at + 1
    signatures, left = _together(parts)
    return Signed(signatures, taken, left)


def _signs_next(lines: Sequence[Line], at: int) -> bool:
    """Whether a role or a date follows a line that may be a name, before anything else."""
    for line in lines[at + 1 : at + 3]:
        found = _parts(line, is_first=False)
        if not found:
            return False
        if any(kind != "name" for kind, _ in found):
            return True
    return False


def _parts(line: Line, *, is_first: bool) -> list[tuple[str, str]] | None:
    """Name, role and date in the order they stand; None for a line that holds something else."""
    words = plain(line.text).strip()
    if len(words) > _LONGEST or line.number or line.bullet or _is_sentence(words):
        return None
    words = _SIGNED.sub(" ", words, count=1) if is_first else words
    found: list[tuple[int, str, str]] = []
    rest = words
    for kind, pattern in (("when", _DATE), ("role", _ROLE)):
        for one in pattern.finditer(rest):
            found.append((one.start(), kind, " ".join(one.group(0).split())))
        rest = pattern.sub(lambda one: "\t" * len(one.group(0)), rest)
    labels = bool(_LABELS.search(rest))
    rest = _LABELS.sub(lambda one: "\t" * len(one.group(0)), rest)
    for one in re.finditer(r"[^\t_…()|:,]+", rest):
        name = one.group(0).strip(" .-–—")
        if not name:
            continue
        if not _is_name(name):
            return None
        found.append((one.start(), "name", name))
    if not found and not (labels or is_first or _BLANK.fullmatch(words)):
        return None
    return [(kind, text) for _, kind, text in sorted(found)]


def _is_name(words: str) -> bool:
    return (
        len(words) <= 60
        and bool(_NAME.fullmatch(words))
        and sum(one[:1].isupper() for one in words.split()) >= len(words.split()) - 2
        and words[0].isupper()
        and words.rsplit(maxsplit=1)[-1][0].isupper()
    )


def _rest_is_name(words: str) -> bool:
    rest = _BLANK.sub(" ", _LABELS.sub(" ", words)).strip()
    return not rest or _is_name(rest)


def _is_sentence(words: str) -> bool:
    return (
        words.endswith((".", ";", "!", "?"))
        and not words.endswith(("..", "…"))
        and (len(words.split()) > 6)
    )


def _together(parts: list[tuple[str, str]]) -> tuple[tuple[Signature, ...], tuple[str, ...]]:
    """Parts into signatures: a new one begins where a part comes that this one has already."""
    groups: list[dict[str, str]] = []
    for kind, text in parts:
        if not groups or kind in groups[-1]:
            groups.append({})
        groups[-1][kind] = text
    signatures: list[Signature] = []
    left: list[str] = []
    for one in groups:
        if "role" in one:
            signatures.append(Signature(one.get("name", ""), one["role"], one.get("when", "")))
        elif "name" in one and "when" in one:
            signatures.append(Signature(one["name"], "", one["when"]))
        else:
            left += one.values()
    return tuple(signatures), tuple(left)
