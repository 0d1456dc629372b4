"""Search in the policy, beside a bare scan of its text for what was typed."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, in_turns, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.painted import application

NAME = "policy"
_QUERIES = {
    "two words": "facebook friend",
    "the beginning of a word": "pho",
    "a slip": "instagarm",
    "a question": "can a parent add me on whatsapp",
    "nothing found": "xylophonist",
}
#: Milliseconds beyond the bare scan.
_MOST_BEYOND = 20.0


def measure(ground: Ground) -> Iterator[Figure]:
    """One figure for each kind of query, over the model policy."""
    from trent_desktop.policy.model import model_policy
    from trent_desktop.policy.search import search

    policy = model_policy()
    texts = [" ".join([one.words, *one.points]).casefold() for one in policy.clauses()]

    def scan(words: str) -> list[int]:
        asked = words.casefold().split()
        return [at for at, text in enumerate(texts) if all(word in text for word in asked)]

    for kind, words in _QUERIES.items():
        works = (lambda words=words: search(policy, words), lambda words=words: scan(words))
        found, raw = in_turns(ground.size.rounds, *works)
        most = raw.median + _MOST_BEYOND
        yield Figure(NAME, kind, "ms", found, raw, "bare scan", most=most)
    yield from _keys(ground)


def _keys(ground: Ground) -> Iterator[Figure]:
    """A key typed into the reader's search with all that is shown by it, beside a bare line edit."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from tests.gallery.stage import Stage, settle
    from ui.policy.room import PolicyPage

    app = application()
    words = "facebook friend pupils social media"

    def typed_into(line: QLineEdit) -> list[float]:
        line.clear()
        settle()
        taken: list[float] = []
        for letter in words:
            begun = time.process_time()
            QTest.keyClicks(line, letter)
            app.processEvents()
            taken.append((time.process_time() - begun) * 1000)
        return taken

    stage = Stage(ground.folder / "reader")
    program = stage.signed_in("teacher1")
    program.window.inside.go("policy", None)
    settle()
    page = program.window.inside.page("policy")
    assert isinstance(page, PolicyPage)
    bare = QLineEdit()
    stage.keep(bare)
    typed_into(page.reader.search)  # rows are made once
    taken, least = typed_into(page.reader.search), typed_into(bare)
    stage.clear()
    yield Figure(
        NAME, "a key in the reader", "ms", spread(taken), spread(least), "bare line", most=20
    )
