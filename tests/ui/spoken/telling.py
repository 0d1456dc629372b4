"""Writes a journey down as it is heard: what was done, and what was said then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.ui.spoken.bus import Heard, Reader

#: Where every page of the sample school begins, behind the rail and the choice of who looks.
_BEFORE = "See the sample school as Headteacher"


class Telling:
    """One journey, written while it is made."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All of it as Markdown."""
        return "\n".join(self._lines).strip() + "\n"

    def part(self, title: str, words: str = "") -> None:
        """Begin a journey, or a part of one."""
        self._lines += ["", f"{title}", *(["", words] if words else []), ""]

    def page(
        self, title: str, *, has: str = "", whole: bool = False, since: str = "", until: str = ""
    ) -> None:
        """All that is there, as it is gone through; without the rail, if not the `whole`.

        It is waited for what begins with `has`. Only what stands from `since` to `until` is
        written, each the beginning of a name.
        """
        if has:
            self._reader.wait(lambda one: one.name.startswith(has))
        heard = self._settled()
        if not whole:
            heard = list(_after_the_rail(heard))
        if since:
            heard = heard[_place(heard, since) :]
        if until:
            heard = heard[: _place(heard, until) + 1]
        least = min(one.depth for one in heard)
        self.part(f"#### {title}")
        self._lines += ["- …"] if since else []
        self._lines += [f"{'  ' * (one.depth - least)}- {_at_rest(one.line)}" for one in heard]
        self._lines += ["- …"] if until else []
        self._lines.append("")

    def _settled(self) -> list[Heard]:
        """What is there, once it is the same twice."""
        before: list[Heard] = []
        while (now := self._reader.heard()) != before:
            before = now
        return now

    def keys(self, *keys: str, then: Sequence[str] = ()) -> None:
        """Press keys. Something is said after each, and all of `then` after the last."""
        for number, one in enumerate(keys, start=1):
            self._reader.key(one)
            self._said(f"`{one}`", then if number == len(keys) else ())

    def type(self, words: str, *then: str) -> None:
        """Type words. Each letter is said by the reader itself, and `then` by the program."""
        self._reader.type(words)
        said = self._reader.came(*then, quiet=0.15)
        self._write(f"types “{words}”", said)

    def press(self, name: str, *then: str) -> None:
        """Press what begins with `name`, wherever the keyboard is."""
        self._reader.press(name)
        self._said(f"presses “{name}”", then)

    def unheard(self, name: str, *then: str) -> None:
        """Press something, and write nothing of it."""
        self._reader.press(name)
        self._reader.came(*then, quiet=0.5)

    def _said(self, done: str, then: Sequence[str]) -> None:
        # Silence after something was done is a fault, and ends the walk.
        self._write(done, self._reader.came(*(then or ("",)), quiet=0.25 if then else 0.12))

    def _write(self, done: str, said: Sequence[str]) -> None:
        if len(said) > 1:
            self._lines += [f"- {done}:", *(f"  - {_at_rest(one)}" for one in said)]
        else:
            self._lines.append(f"- {done}" + "".join(f": {_at_rest(one)}" for one in said))


def _at_rest(line: str) -> str:
    """The line, however long the walk has taken."""
    line = re.sub(r"\d+:\d\d · \d+ minutes left", "0:00 · 30 minutes left", line)
    return re.sub(r"Kept: \d+ minutes?", "Kept: 1 minute", line)


def _place(heard: Sequence[Heard], name: str) -> int:
    return next(at for at, one in enumerate(heard) if one.name.startswith(name))


def _after_the_rail(heard: Iterable[Heard]) -> Iterable[Heard]:
    begun = False
    for one in heard:
        if begun:
            yield one
        begun = begun or one.name == _BEFORE
