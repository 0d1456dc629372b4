"""What a case is called in lists."""

from __future__ import annotations

from typing import Final

from trent_desktop.journeys import Answers
from trent_desktop.journeys.cleaning import clean
from trent_desktop.reports.kinds.content.names import SEEN

#: A report without a word, as older or imported ones may be.
UNTITLED: Final = "Inappropriate content"
_LONGEST: Final = 60


def title_of(answers: Answers) -> str:
    """The first sentence of what was seen, cut at a word after some 60 characters."""
    seen = answers.get(SEEN)
    text = clean(seen[:1_000], one_line=True).text if isinstance(seen, str) else ""
    words = text.split()
    if not words:
        return UNTITLED
    title = words[0]
    for word in words[1:]:
        if _ends_sentence(title.rsplit(" ", 1)[-1]) and word[0].isupper():
            break
        if len(title) + 1 + len(word) > _LONGEST:
            return title.rstrip(" ,;:–—-.") + "…"
        title = f"{title} {word}"
    if len(title) > _LONGEST:
        return title[:_LONGEST] + "…"
    return title.rstrip(" ,;:.") or UNTITLED


def _ends_sentence(word: str) -> bool:
    """Whether a sentence ends with `word`; short ones with a stop are rather "Mr." or "No."."""
    return word[-1] in "!?" or (word[-1] == "." and len(word) > 4)
