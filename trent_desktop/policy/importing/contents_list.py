"""The list of contents at the head of a policy, and where it and the text disagree."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trent_desktop.policy.clauses import Section
from trent_desktop.policy.importing.lines import Line, plain
from trent_desktop.policy.importing.numbers import is_number, label, split_number

_TITLE: Final = re.compile(r"(?:table of )?contents(?: page)?\s*:?", re.IGNORECASE)
_LEADERS: Final = " \t.…·_-"
_MOST: Final = 150
_ALIKE: Final = 0.86
#: Comparing more titles than that letter by letter would take too long.
_MOST_PAIRS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `inner` is one that stands under another, such as an appendix."""

    number: str
    title: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class ContentsList:
    """The list, and which of the lines it took."""

    entries: tuple[Entry, ...] = ()
    first: int = 0
    end: int = 0


def is_contents_title(line: Line) -> bool:
    """Whether it says "Contents"."""
    return bool(_TITLE.fullmatch(plain(line.text).strip()))


def read_contents(lines: Sequence[Line]) -> ContentsList:
    """The list of contents, found by its title or by the style of its lines."""
    at = next((at for at, line in enumerate(lines) if is_contents_title(line) or line.listed), None)
    if at is None:
        return ContentsList()
    first = at
    if not lines[at].listed:
        at += 1
    entries: list[Entry] = []
    bullets = at < len(lines) and lines[at].bullet
    paged = at < len(lines) and _has_page(lines[at])
    begun: set[str] = set()
    while at < len(lines) and len(entries) < _MOST:
        line = lines[at]
        entry = _entry(line, lines[first + 1 : at])
        key = title_key(entry.title)
        if not line.listed and (
            not entry.title
            or (bullets and not line.bullet and not line.number)
            or (not bullets and key in begun)
            or _is_text(plain(line.text))
            or (line.heading and entries)
        ):
            break
        if paged and not line.listed and not bullets and not _has_page(line):
            break
        begun.add(key)
        entries.append(entry)
        at += 1
    return ContentsList(tuple(entries), first, at)


def _entry(line: Line, before: Sequence[Line]) -> Entry:
    words = _without_page(plain(line.text).strip())
    number, title = (label(line.number), words) if line.number else split_number(words)
    levels = [one.level for one in before if one.bullet]
    inner = bool(levels) and line.level > min(levels)
    return Entry(number, title.strip(" .\t"), inner or "." in number)


def _without_page(words: str) -> str:
    """A line of the list without the number of its page, and the dots that lead there."""
    bare = words.rstrip("0123456789")
    if not 0 < len(words) - len(bare) <= 3 or bare[-1:] not in _LEADERS:
        return words
    return bare.rstrip(_LEADERS).removesuffix("page").removesuffix("Page").rstrip(_LEADERS)


def _has_page(line: Line) -> bool:
    words = plain(line.text).strip()
    return _without_page(words) != words


def _is_text(words: str) -> bool:
    bare = words.rstrip()
    return len(bare) > 120 or (bare.endswith(".") and not bare.endswith("..") and " " in bare)


@lru_cache(maxsize=8192)
def title_key(title: str) -> str:
    """A title as it is compared: letters and digits only, ``e-safety`` as ``esafety``."""
    words = plain(title).casefold().replace("&", " and ").replace("e safety", "esafety")
    return " ".join(re.sub(r"[^\w\s]", " ", words.replace("e-safety", "esafety")).split())


def same_title(one: str, other: str, *, forgiving: bool = True) -> bool:
    """Whether two titles are the same; `forgiving`: but for a word or a slip."""
    first, second = title_key(one), title_key(other)
    if first == second or not forgiving:
        return first == second
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def disagreements(contents: ContentsList, sections: Sequence[Section]) -> list[str]:
    """Sentences on where the list and the text differ."""
    if not contents.entries:
        return []
    left = list(sections)
    forgiving = len(contents.entries) * len(left) <= _MOST_PAIRS
    moved: list[str] = []
    missing: list[tuple[Entry, list[Entry]]] = []
    for entry in contents.entries:
        found = next(
            (one for one in left if same_title(one.title, entry.title, forgiving=forgiving)), None
        )
        if found is not None:
            left.remove(found)
            if is_number(entry.number) and found.number and entry.number != found.number:
                moved.append(
                    f"“{found.title}” is {entry.number} in the list and {found.number} in the text"
                )
        elif entry.inner and missing and _follows(entry, missing[-1], contents.entries):
            missing[-1][1].append(entry)
        else:
            missing.append((entry, []))
    said: list[str] = []
    if moved:
        said.append(
            f"The list of contents and the text number parts differently: {'; '.join(moved)}."
        )
    absent = [one for one in left if one.title and not _is_inner(one)]
    if absent:
        parts = _listed([f"{one.number} {one.title}".strip() for one in absent])
        said.append(f"The list of contents leaves out what the text has: {parts}.")
    for entry, inner in missing:
        held = f" ({_listed([one.title for one in inner])})" if inner else ""
        said.append(
            f"The list of contents promises “{entry.title}”{held}, "
            "which the document does not have."
        )
    return said


def _follows(entry: Entry, missing: tuple[Entry, list[Entry]], entries: Sequence[Entry]) -> bool:
    """Whether an inner entry stands under the one that is missing, with nothing between."""
    return entries.index(entry) - entries.index(missing[0]) == len(missing[1]) + 1


def _is_inner(section: Section) -> bool:
    return "." in section.number


def _listed(parts: Sequence[str]) -> str:
    return "; ".join(f"“{one}”" for one in parts)
