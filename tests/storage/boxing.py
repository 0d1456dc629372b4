"""What another process does to the box: in a module of its own, which costs it little."""

from __future__ import annotations

import sys
from pathlib import Path

from trent_desktop.clock import system_clock
from trent_desktop.news import News
from trent_desktop.storage.box.box import Box
from trent_desktop.storage.cipher import public_half


def opened(folder: Path, private: bytes, news: News | None = None) -> Box:
    """A box as any process of the program opens it."""
    return Box(folder, public_half(private), private, system_clock, news or News())


def keep_on(folder: Path, private: bytes, first: int) -> None:
    """Keep one thing after the other until killed, and say each when it is kept."""
    box = opened(folder, private)
    number = first
    while True:
        with box.changing() as change:
            change.put("draft", f"{number}", f'{{"text": "{number} {"x" * (number % 7 * 300)}"}}')
            change.put("note", "last", f"{number}")
            change.drop("draft", f"{number - 40}")
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    keep_on(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]))
