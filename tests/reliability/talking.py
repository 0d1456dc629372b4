"""A process of its own for one part of a cell, forked so that it starts at once; it talks in JSON."""

from __future__ import annotations

import faulthandler
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from trent_desktop.problems import Problem

#: What a part of a cell says: which kind (done, problem, wrong, raw), and in which words.
Said = dict[str, str]
Parent = Callable[[], Any]


def attempt(do: Callable[[], object]) -> Said:
    """Do something as a screen does: a `Problem` is words for a person, other errors are raw.

    Of what looks whether all is there, an assertion says what is wrong.
    """
    try:
        result = do()
    except Problem as problem:
        return {"kind": "problem", "type": type(problem).__name__, "words": str(problem)}
    except AssertionError as wrong:
        return {"kind": "wrong", "type": "", "words": str(wrong)}
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(error.__traceback__)
        ours = [one for one in last if "trent_desktop" in one.filename] or list(last)
        where = ours[-1].filename.rpartition("trent_desktop/")[2].rpartition("site-packages/")[2]
        said = str(error).partition("\n")[0].replace("(sqlcipher3.dbapi2.", "(")[:160]
        words = f"{type(error).__name__} at {where}:{ours[-1].lineno}: {said}"
        return {"kind": "raw", "type": type(error).__name__, "words": words}
    words = result if isinstance(result, str) else str(getattr(result, "why", "") or "")
    return {"kind": "done", "type": "", "words": words}


def tell_where(after: float) -> None:
    """Children that are made from now on print where they stand, when they live so many seconds."""
    _Where.after = after


class _Where:
    after = 0.0


class Child:
    """A forked process that runs `work(hear, tell)` and ends."""

    def __init__(self, work: Callable[[Callable[[], str], Callable[[Any], None]], None]) -> None:
        child_in, self._to = os.pipe()
        self._from, child_out = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._to)
            os.close(self._from)
            self._be_child(work, child_in, child_out)
        os.close(child_in)
        os.close(child_out)
        self._heard = b""
        #: It says nothing any more: it has ended.
        self.over = False
        self._gone = False

    @staticmethod
    def _be_child(work: Callable[..., None], hears: int, tells: int) -> None:
        try:
            if _Where.after:
                faulthandler.dump_traceback_later(_Where.after)
            with os.fdopen(hears) as ear, os.fdopen(tells, "w") as mouth:

                def tell(content: Any) -> None:
                    mouth.write(json.dumps(content) + "\n")
                    mouth.flush()

                work(lambda: ear.readline().strip(), tell)
        except BaseException:  # noqa: BLE001 - a child that falls over is seen by its silence
            traceback.print_exc()
        finally:
            os._exit(0)

    def tell(self, word: str) -> None:
        """Say one line to it."""
        with suppress(BrokenPipeError):
            os.write(self._to, word.encode() + b"\n")

    def hear(self, within: float) -> Any:
        """What it says next, or None when it says nothing for so many seconds, or has ended."""
        until = time.monotonic() + within
        while b"\n" not in self._heard:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                return None
            got = os.read(self._from, 65_536)
            if not got:
                self.over = True
                return None
            self._heard += got
        line, _, self._heard = self._heard.partition(b"\n")
        return json.loads(line)

    def kill(self) -> None:
        """Pull the plug. It is gone when the call in which it stands comes back."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def end(self) -> None:
        """See that it is gone: nothing of it is left, not even its number."""
        if self._gone:
            return
        self._gone = True
        self.kill()
        os.waitpid(self._pid, 0)
        os.close(self._to)
        os.close(self._from)
