"""Words of people set one behind the other as sentences, with one full stop and never two."""

from __future__ import annotations

_ENDS = ".!?…:"


def sentences(*parts: str) -> str:
    """The parts that say something, each but the last ended once: ``Room 3. Knock first``."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join([*map(ended, said[:-1]), *said[-1:]])


def ended(words: str) -> str:
    """Words with a full stop behind them, unless they end by themselves, also inside a quote."""
    text = words.strip()
    return text if not text or text.rstrip("”’\"')")[-1:] in _ENDS else f"{text}."
