"""Search in the index of a laptop, against the bare full-text query on the same file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import ME, RARE, Ground, pupil_names
from trent_desktop.reports.index import LocalIndex, match_words
from trent_desktop.reports.index_values import CaseQuery
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
    """One figure for each kind of query, over `Size.many` cases.

    The rows found are new to the program each time. While somebody types on, most were there
    a moment ago, which costs less: that stands in the note.
    """
    index, store = ground.index(ground.size.many)
    for kind, words in _QUERIES.items():
        works = (
            lambda words=words: _ask(LocalIndex(store, ME), words),
            lambda words=words: _ask(index, words),
            lambda words=words: _ask_raw(store, words),
        )
        new, again, raw = in_turns(ground.size.rounds, *works)
        note = f"{ground.size.many:,} cases; rows shown before {again.median:.3g} ms"
        yield Figure(NAME, kind, "ms", new, raw, "raw FTS5 query", goal=1.5, most=50, note=note)


def _ask(index: LocalIndex, words: str) -> Any:
    return index.page(CaseQuery(words), (), None, _SCREENFUL)


def _ask_raw(store: LocalStore, words: str) -> Any:
    with store.reading() as connection:
        return connection.execute(_RAW, (match_words(words), _SCREENFUL + 1)).fetchall()
