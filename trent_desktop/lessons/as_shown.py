"""A slide as the class saw it, for paper: its picture, and what can be read on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a text: where it begins and stands, in px from the top left of the slide."""

    words: str
    left: float
    baseline: float
    px: float


@dataclass(frozen=True, slots=True)
class ShownSlide:
    """One slide. `texts` are in the order of reading, each in its lines; `pictures` say what they
    show. `make_picture` makes a PNG of the size `width` by `height`, on any thread.
    """

    make_picture: Callable[[], bytes] = field(repr=False)
    width: int
    height: int
    number: int
    of: int
    texts: tuple[tuple[ShownLine, ...], ...] = ()
    pictures: tuple[str, ...] = ()
    is_drawn_on: bool = False

    @property
    def place(self) -> str:
        """``Slide 3 of 12``."""
        return f"Slide {self.number} of {self.of}"

    @property
    def shows(self) -> str:
        """What its words do not say: pictures, and that somebody drew. Nothing where there is neither."""
        told = list(self.pictures)
        if self.is_drawn_on:
            told.append("Something was written or drawn on this slide by hand")
        return " ".join(f"{one.rstrip('.')}." for one in told)
