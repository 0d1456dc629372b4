"""A lesson's file that the program was opened with: by a double click, or by its name.

Asked at every start: standard library only, and light.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

#: How the name of a lesson's file ends.
LESSON: Final = ".smartlesson"
#: No system has longer paths than this, in bytes.
LONGEST_PATH: Final = 32_768
_PLACE: Final = ("--school", "--as")


def is_lesson(path: str) -> bool:
    """Whether this is the name of a lesson's file; nothing on disk is asked.

    Not one whose name has a line in it, or is no text: it could not be handed on or shown.
    """
    return (
        path.casefold().endswith(LESSON)
        and all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in path)
        and len(path.encode()) < LONGEST_PATH
    )


def lesson_given(words: Sequence[str]) -> tuple[str, list[str]]:
    """The whole path of the lesson on a command line that opens the window, and the other words.

    Nothing, and all the words, where there is none, or where something else is asked for.
    """
    lesson, others = "", list[str]()
    left = iter(words)
    for word in left:
        if word in _PLACE:
            others += [word, *([value] if (value := next(left, None)) is not None else [])]
        elif word.startswith(tuple(f"{option}=" for option in _PLACE)):
            others.append(word)
        elif not lesson and is_lesson(word):
            lesson = str(Path(word).absolute())
        else:
            return "", list(words)
    return lesson, others
