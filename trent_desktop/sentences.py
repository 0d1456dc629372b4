"""Words of people set one behind the other as sentences, with one full stop and never two."""

from __future__ import annotations

#: What ends a sentence by itself, in the scripts in which people write here.
_ENDS = ".!?…:。！？؟۔।"
#: Behind it: what closes a quote or a bracket, and the unseen end of words in another direction.
_CLOSES = "”’\"')»\u2069\u200e\u200f"


def sentences(*parts: str) -> str:
    """The parts that say something, each but the last ended once: ``Room 3. Knock first``."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join([*map(ended, said[:-1]), *said[-1:]])


def ended(words: str) -> str:
    """Words with a full stop behind them, unless they end by themselves, also inside a quote."""
    text = words.strip()
    last = text.rstrip(_CLOSES)[-1:]
    return text if not text or (last and last in _ENDS) else f"{text}."


def going_on(words: str) -> str:
    """Words that go on a sentence which was begun: with a small first letter, and the rest as it is."""
    return words[:1].lower() + words[1:]
