"""The process apart as its parent sees it: asked, waited for, and ended when it takes too long."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Self

from trent_desktop.storage.copies.apart import COMMAND

_POLL_S = 0.02
_STARTS_WITHIN_S = 60.0


class GaveUp(Exception):
    """It took too long, or somebody else waited for what was held meanwhile."""


class Ended(OSError):
    """The process is gone."""


class CopyingChild:
    """One process that copies and reads. Ended with the block, whatever it does just then."""

    def __init__(self) -> None:
        self._answers: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> Self:
        """Start it, and wait until it listens. Raises `OSError`."""
        from trent_desktop.reading_apart import started_apart

        self._process = started_apart(COMMAND)
        threading.Thread(target=self._hear, args=(self._process.stdout,), daemon=True).start()
        try:
            self._answer(_STARTS_WITHIN_S, _nobody)
        except GaveUp as error:
            self._end()
            raise Ended from error
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._end()

    def ask(
        self, asked: dict[str, Any], *, within: float, stop: Callable[[], bool] | None = None
    ) -> dict[str, Any]:
        """Let it do something, and give what it says.

        Raises `GaveUp` after `within` seconds or when `stop` says so (asked fifty times a second),
        and `OSError` when it failed or is gone. It is ended then.
        """
        try:
            pipe = self._process.stdin
            if pipe is None:
                raise Ended
            pipe.write(json.dumps(asked).encode("ascii") + b"\n")
            pipe.flush()
            answer = self._answer(within, stop or _nobody)
        except BaseException:
            self._process.kill()
            raise
        if "errno" in answer:
            raise OSError(answer["errno"], "the copy could not be made")
        return answer

    def _answer(self, within: float, stop: Callable[[], bool]) -> dict[str, Any]:
        until = time.monotonic() + within
        while True:
            with suppress(queue.Empty):
                line = self._answers.get(timeout=_POLL_S)
                if not line:
                    raise Ended
                return json.loads(line)
            if time.monotonic() > until or stop():
                raise GaveUp

    def _hear(self, pipe: IO[bytes] | None) -> None:
        if pipe is not None:
            with suppress(OSError), pipe:
                while line := pipe.readline():
                    self._answers.put(line)
        self._answers.put(b"")

    def _end(self) -> None:
        from trent_desktop.reading_apart import end_apart

        end_apart(self._process)


def _nobody() -> bool:
    return False
