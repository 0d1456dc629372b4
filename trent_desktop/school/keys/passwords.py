"""How strong a password must be, and how often one may guess.

A copied school file can be attacked at leisure, so strength is judged when a password is set
(by zxcvbn), not by rules about signs. Guessing at this laptop is slowed down after five misses.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.problems import Problem, SignInRefused, WeakPassword
from trent_desktop.storage.atomic_file import write_whole

#: zxcvbn's scale is 0 to 4. Its best stands for 10**10 guesses or more, each of which costs
#: Argon2id: years for whoever took a copy of the file, not days.
ENOUGH = 4
_NAME_PART = 3
_SHORTEST = 10
_LONGEST = 200
_JUDGED = 72  # zxcvbn refuses longer texts; the rest only makes it stronger
_FREE_TRIES = 5
_FIRST_WAIT = 5
_LONGEST_WAIT = 300


@dataclass(frozen=True, slots=True)
class Strength:
    """How a password was judged: 0 (very weak) to 4, and what would help."""

    score: int
    good_enough: bool
    advice: str


def judge(password: str, known_words: Iterable[str] = ()) -> Strength:
    """Judge a password. `known_words` are words a guesser would try first, such as names."""
    if len(password) < _SHORTEST:
        return Strength(0, False, f"Use at least {_SHORTEST} characters. Four odd words are good.")
    if len(password) > _LONGEST:
        return Strength(0, False, f"Use at most {_LONGEST} characters.")
    parts = {part.casefold() for words in (*known_words, "trent school") for part in words.split()}
    bare = password.casefold()
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _NAME_PART:
            bare = bare.replace(part, "")
    # What is left without the names of person and school must be strong by itself.
    score = min(_score(password, parts), _score(bare, parts)) if bare else 0
    if score >= ENOUGH:
        return Strength(score, True, "Strong.")
    return Strength(
        score, False, "Too easy to guess. Add another word or two that have nothing to do with it."
    )


def _score(password: str, known: Iterable[str]) -> int:
    from zxcvbn import zxcvbn

    return int(zxcvbn(password[:_JUDGED], user_inputs=list(known))["score"])


def require_strong(password: str, known_words: Iterable[str] = ()) -> None:
    """Raises `WeakPassword` with what would help."""
    strength = judge(password, known_words)
    if not strength.good_enough:
        raise WeakPassword("This password is too weak.", what_to_do=strength.advice)


class Attempts:
    """Counts wrong passwords on this laptop, and slows guessing down.

    The count survives closing the program. It names nobody: entries are tags.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def check(self, tag: str) -> None:
        """Raises `SignInRefused` when it is too soon for another try."""
        count, last = self._read().get(tag, (0, None))
        if count < _FREE_TRIES or last is None:
            return
        wait = min(_FIRST_WAIT * 2 ** (count - _FREE_TRIES), _LONGEST_WAIT)
        passed = (self._clock() - last).total_seconds()
        # A clock that was turned back must not lock anybody out for longer than the wait itself.
        left = min(wait, wait - passed) if passed >= 0 else wait
        if left > 0:
            seconds = max(1, round(left))
            raise SignInRefused(
                "Too many wrong passwords.",
                wait_seconds=seconds,
                what_to_do=f"Try again in {_duration(seconds)}.",
            )

    def missed(self, tag: str) -> None:
        """Count a wrong password."""
        found = self._read()
        found[tag] = (found.get(tag, (0, None))[0] + 1, self._clock())
        self._write(found)

    def succeeded(self, tag: str) -> None:
        """Forget the misses of this tag."""
        found = self._read()
        if found.pop(tag, None) is not None:
            self._write(found)

    def _read(self) -> dict[str, tuple[int, dt.datetime | None]]:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            loaded: dict[str, Any] = json.loads(files.read(self._path))
            return {
                tag: (int(one["count"]), dt.datetime.fromisoformat(one["last"]))
                for tag, one in loaded.items()
            }
        return {}

    def _write(self, found: dict[str, tuple[int, dt.datetime | None]]) -> None:
        content = {
            tag: {"count": count, "last": last.isoformat()}
            for tag, (count, last) in found.items()
            if last is not None
        }
        # Guessing is slowed down where that can be remembered; signing in must not need it.
        with suppress(OSError, Problem):
            files.make_folder(self._path.parent, parents=True)
            write_whole(self._path, json.dumps(content).encode("ascii"))


def _duration(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} seconds" if seconds != 1 else "1 second"
    minutes = -(-seconds // 60)
    return f"{minutes} minutes" if minutes != 1 else "1 minute"
