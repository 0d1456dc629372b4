"""An open school behind a real pipe whose other end is a thread of the same process.

What goes through is pickled and read as between two processes; clocks, cheap keys and folders of
tests hold on both sides. `tests/share/test_process.py` has the real process.
"""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path
from typing import IO, cast

from trent_desktop.open_school import OpenSchool
from trent_desktop.other_process.wire import Wire
from trent_desktop.share.child import Child, standing_of
from trent_desktop.share.messages import Standing
from trent_desktop.share.process import Opening, ShareProcess
from trent_desktop.share.school import DistantSchool
from trent_desktop.share.starting import Share


class Thread:
    """The other end: a child that is a thread of this process."""

    def __init__(self, school: OpenSchool | None) -> None:
        there, self.outgoing = pipe()
        self.incoming, back = pipe()
        self.pid = os.getpid()
        self._there = (there, back)
        self.child = Child(Wire(there, back), school, looks_for_stalls=False)
        self._thread = threading.Thread(target=self._serve, daemon=True, name="share-loop")
        self._thread.start()

    def _serve(self) -> None:
        try:
            self.child.serve()
        finally:
            for end in self._there:
                end.close()

    def kill(self) -> None:
        """A thread cannot be killed: it ends when nobody is there any more."""
        if not self.outgoing.closed:
            self.outgoing.close()

    def wait(self, within: float) -> bool:
        """Whether it has ended."""
        self._thread.join(within)
        return not self._thread.is_alive()


def pipe() -> tuple[IO[bytes], IO[bytes]]:
    read, write = os.pipe()
    return os.fdopen(read, "rb"), os.fdopen(write, "wb")


def at_a_distance(school: OpenSchool, root: Path | None) -> OpenSchool:
    """The same school behind a pipe. Closing it closes the school."""
    me = school.signed_in
    started = ShareProcess(lambda: Thread(school))
    distant = DistantSchool.of(
        school.signed_in.database.location,
        me.laptop,
        standing_of(school),
        Share(lambda: ShareProcess(lambda: Thread(None))),
        (school.location, me.member.sign_in_name, root),
        me.clock,
    )
    gc.disable()  # the threads of this process must collect nothing of Qt’s
    distant.goes_on_with(started, Opened(standing_of(school)))
    return cast("OpenSchool", distant)


class Opened(Opening):
    """A sign-in that was done."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def answered(self, within: float) -> bool:
        """It is."""
        del within
        return True

    def stands_still(self, for_s: float) -> bool:
        """It does not."""
        del for_s
        return False

    def standing(self) -> Standing:
        """What it came to."""
        return self._standing
