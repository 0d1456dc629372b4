"""Classes by their names, however they are spelt: “3 S”, “3s”, “Class 3S” and “3S” are one class.

Unless a school has two that differ in no more: then each is meant by its own spelling alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

#: Between two numbers a space counts: “Class 1 2” is not “Class 12”.
_SPACE: Final = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
#: “Class 3S”, “Oak Class”: the word says nothing that the other spelling does not.
_WORD: Final = re.compile(r"^class(?:\s+(?=\S)|(?=\d))|(?<=\S)\s+class$")
#: Digits and letters of full width, as keyboards of the Far East have them.
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def narrow(text: str) -> str:
    """A text with the digits and letters of full width as the usual ones: “３Ａ” is 3A."""
    return text if text.isascii() else text.translate(_WIDE)


class ClassNames:
    """The classes of a school, and those that somebody names beside them."""

    def __init__(self, names: Iterable[str], named: Iterable[str] = ()) -> None:
        """`names`: those that the school has. `named`: as a list spells its classes, child by child.

        Of a class that the school has not, the spelling that comes most often is its name.
        """
        self._exact: dict[str, str] = {}
        self._alike: dict[str, list[str]] = {}
        for name in names:
            self._exact[name.casefold()] = name
            self._alike.setdefault(_key(name), []).append(name)
        often = Counter(name for name in named if name)
        for name, _ in often.most_common():
            if self.of(name) is None:
                self._exact[name.casefold()] = name
                self._alike.setdefault(_key(name), []).append(name)

    def of(self, name: str) -> str | None:
        """The class that is meant, by its own name; None where there is none."""
        exact = self._exact.get(name.casefold())
        if exact is not None:
            return exact
        alike = self._alike.get(_key(name), [])
        return alike[0] if len(alike) == 1 else None


def _key(name: str) -> str:
    plain = narrow(name).casefold().strip()
    return _SPACE.sub("", _WORD.sub("", plain, count=1))
