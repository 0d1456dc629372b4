"""What may turn up on a screen at school: what a sighting is.

Each sighting belongs to one of the 4 Cs (rule 10) and names a sub-category of the journey. The
words stay far from anything that a child or a tired teacher should not read: a sample is shown to
visitors.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sighting:
    """One kind of thing seen. `what` are patterns of a first sentence, which becomes the title.

    `c` sets how often it turns up; `category` is the form's answer (`content.categories`).

    `ways` are the ways in which it can come up (`how it came up` of the journey). `older` is
    True for what only fits Years 3 to 6.
    """

    c: str
    kind: str
    category: str
    ways: tuple[str, ...]
    what: tuple[str, ...]
    more: tuple[str, ...]
    older: bool = False


def seen(
    c: str,
    kind: str,
    category: str,
    ways: str,
    *what: str,
    more: tuple[str, ...],
    older: bool = False,
) -> Sighting:
    """A sighting, written in the order in which its table reads."""
    return Sighting(c, kind, category, tuple(ways.split()), what, more, older)


#: What is often said besides.
NOT_FOR_THEM = (
    "{It was|This is} {not suitable|far too old} for {this age|Primary children|the class}.",
    "It stayed on the screen for {a second or two|about five seconds|ten seconds at most}.",
    "{Nobody clicked on it|It came up without a click|We had not clicked on anything}.",
    "",
)
