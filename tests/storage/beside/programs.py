"""Programs of their own that have one folder open, each as if on a laptop of its own.

A child reads a word a line, does it, and answers with a line of JSON. See `_WORDS`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.failing.compiling import compiled

_SOURCE = Path(__file__).with_name("lying_locks.c")


class Program:
    """One of them."""

    def __init__(
        self, folder: Path, own: Path, *words: str, module: str = "", lying: bool = False
    ) -> None:
        more = (
            {"LD_PRELOAD": str(compiled(str(_SOURCE), "-shared", "-fPIC", "-ldl"))} if lying else {}
        )
        self.child = subprocess.Popen(
            [sys.executable, "-m", module or __spec__.name, str(folder), str(own), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **more},
        )

    def do(self, word: str) -> Any:
        """Tell it a word, and wait for the answer."""
        self.say(word)
        return self.hear()

    def say(self, word: str) -> None:
        """Tell it a word."""
        assert self.child.stdin
        self.child.stdin.write(f"{word}\n")
        self.child.stdin.flush()

    def hear(self) -> Any:
        """Wait for the next answer."""
        assert self.child.stdout
        return json.loads(self.child.stdout.readline())

    def close(self) -> None:
        """It is closed, as one closes a program."""
        assert self.child.stdin
        self.child.stdin.close()
        self.child.wait(30)

    def sleep(self) -> None:
        """The lid is closed."""
        self.child.send_signal(signal.SIGSTOP)

    def end(self) -> None:
        """It is killed, if it runs still."""
        self.child.kill()
        self.child.wait()
        assert self.child.stdin
        assert self.child.stdout
        self.child.stdout.close()
        with suppress(OSError):
            self.child.stdin.close()


@contextmanager
def programs(
    folder: Path, own: Path, number: int, *, lying: bool = False
) -> Iterator[list[Program]]:
    """So many of them, on as many laptops."""
    made = [Program(folder, own / f"laptop-{one}", lying=lying) for one in range(number)]
    try:
        yield made
    finally:
        for one in made:
            one.end()


def _main() -> None:
    from trent_desktop.problems import Problem
    from trent_desktop.storage.beside import presence, proving, together

    proving.TRIED_S, proving.HELD_S = 0.0, 3.0
    presence.this_start = lambda: sys.argv[2].rpartition("-")[2]  # a computer of its own
    one = together.Together(Path(sys.argv[1]), Path(sys.argv[2]))
    waited: list[str] = []
    hold = threading.Event()

    def answer(said: object) -> None:
        print(json.dumps(said), flush=True)

    def exclusive() -> None:
        try:
            with one.alone(waited.append):
                answer(["alone", *waited])
                hold.wait()
            answer("ended")
        except Problem as problem:
            answer(str(problem))

    def unit(writes: bool) -> None:
        try:
            with one.unit(writes=writes):
                answer("in")
                hold.wait()
            answer("out")
        except Problem as problem:
            answer(str(problem))

    for line in sys.stdin:
        match line.split():
            case ["look"]:
                one.look(now=True)
                answer(None)
            case ["standing"]:
                standing = one.standing()
                answer([standing.proved is not None, standing.lies])
            case ["others"]:
                answer(one.others())
            case ["patience", seconds]:
                together.PATIENCE_S = float(seconds)
            case ["stale", seconds]:
                presence.STALE_S = together.STALE_S = float(seconds)
            case ["dead", seconds]:
                presence.DEAD_S = together.DEAD_S = float(seconds)
            case ["alone"]:
                hold.clear()
                threading.Thread(target=exclusive, daemon=True).start()
            case ["write"]:
                hold.clear()
                threading.Thread(target=unit, args=(True,), daemon=True).start()
            case ["end"]:
                hold.set()
            case ["leave"]:
                one.leave()
                answer(None)
            case words:
                raise ValueError(words)


if __name__ == "__main__":
    _main()
