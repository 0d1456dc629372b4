"""How long a server may say nothing to whoever holds what others wait for.

A server that was frozen, or whose disk stands still, keeps its connections: nothing ends, and nothing
comes. Whoever saves in a window is told so from outside (see `share`); a move has everybody shut out
meanwhile, so it is ended itself, with words.

with at_most(60.0):
    ...                 # in this thread, each answer of a server begins within a minute
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from trent_desktop.storage.server_failing import SAID_NOTHING

if TYPE_CHECKING:
    import psycopg

_limit: ContextVar[float | None] = ContextVar("server_silence", default=None)


@contextmanager
def at_most(seconds: float) -> Generator[None]:
    """A server may say nothing for so long, in this thread; then its connection is given up."""
    before = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(before)


def heeding() -> type[psycopg.Connection[Any]]:
    """The connection that heeds it; made here, since only schools on a server have the driver."""
    import psycopg

    class Heeding(psycopg.Connection[Any]):
        """Gives itself up where its server says nothing for too long."""

        def wait(self, gen: Any, *given: Any, **named: Any) -> Any:
            """Wait for an answer, as the driver does for all that is asked."""
            limit = _limit.get()
            if limit is not None:
                gen = self._heeded(gen, limit)
            return super().wait(gen, *given, **named)

        def _heeded(self, asked: Generator[Any, Any, Any], limit: float) -> Generator[Any, Any]:
            try:
                wanted = next(asked)
                since = time.monotonic()
                while True:
                    # Now and then the driver says that nothing has come yet.
                    ready = yield wanted
                    if ready:
                        since = time.monotonic()
                    elif time.monotonic() - since > limit:
                        # Ended at once: to give back what was begun one would have to ask as well.
                        self.close()
                        raise psycopg.OperationalError(f"{SAID_NOTHING} for {limit:.0f} seconds")
                    wanted = asked.send(ready)
            except StopIteration as end:
                return end.value

    return Heeding
