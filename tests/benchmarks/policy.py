"""Search in the policy, beside a bare scan of its text for what was typed."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import Ground

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
