"""Search in the index of a laptop, against the bare full-text query on the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import RARE, Ground, pupil_names
from trent_desktop.storage.local_index import CaseQuery, LocalIndex, match_words
from trent_desktop.storage.local_store import LocalStore

NAME = "search"
_SCREENFUL = 40


def _accented() -> str:
    """A child's forename that has an accent, as somebody types it."""
    return next(
        name.split()[0].lower()
        for name in pupil_names()
        if any("à" <= sign <= "ž" for sign in name.split()[0])
    )


_QUERIES = {
    "a rare word": RARE,
    "a common word": "picture",
    "two letters": "ho",
    "two common words": "video children",
    "a name with accents": _accented(),
    "a reference": "TR-2011-4",
    "one letter": "s",
    "three words, one rare": f"the screen {RARE}",
    "nothing found": "xylophonist",
}
_RAW = """
    SELECT case_row.* FROM case_words JOIN case_row ON case_row.id = case_words.rowid
    WHERE case_words MATCH ? ORDER BY case_words.rowid DESC LIMIT ?
"""


def measure(ground: Ground) -> Iterator[Figure]:
    """One figure for each kind of query, over `Size.many` cases."""
    index, store = ground.index(ground.size.many)
    for kind, words in _QUERIES.items():
        asked, raw = in_turns(ground.size.rounds, *_both(index, store, words))
        yield Figure(
            NAME,
            kind,
            "ms",
            asked,
            raw,
            "raw FTS5 query",
            goal=1.5,
            most=50,
            note=f"{ground.size.many:,} cases",
        )


def _both(
    index: LocalIndex, store: LocalStore, words: str
) -> tuple[Callable[[], Any], Callable[[], Any]]:
    query, match = CaseQuery(words), match_words(words)

    def asked() -> Any:
        return index.page(query, (), None, _SCREENFUL)

    def raw() -> Any:
        with store.reading() as connection:
            return connection.execute(_RAW, (match, _SCREENFUL + 1)).fetchall()

    return asked, raw
