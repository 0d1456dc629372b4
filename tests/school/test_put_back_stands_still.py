"""The school's folder stands still while a copy is put back: words, and the old or the new, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.failing.folder import MISSING, FailingFolder, failing_folder
from tests.school.putting_back import chain_is_whole, listed, send, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.school.putting_back.work import STANDS

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

#: As from a terminal, but soon impatient.
RESTORE = """
import sys
from trent_desktop.school.putting_back import lasting
lasting._LONG_S, lasting._LOOK_CLOSER_S = 0.5, 0.2
from trent_desktop.__main__ import main
sys.exit(main(["restore", "--from", sys.argv[1], "--school", sys.argv[2], "--as", "ict"]))
"""


@pytest.fixture
def share(folder_school: SmallSchool) -> Iterator[FailingFolder]:
    assert folder_school.location.folder is not None
    with failing_folder(folder_school.location.folder) as made:
        yield made


class Restoring:
    """A laptop of its own that puts a copy back, and what it says."""

    def __init__(self, school: SmallSchool, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", RESTORE, name, school.location.shown],
            env={**os.environ, "TRENT_PASSWORD": PASSWORD},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []
        self._told = threading.Event()
        self._ear = threading.Thread(target=self._hear)
        self._ear.start()

    def _hear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.said.append(line)
            if STANDS in line:
                self._told.set()

    def says_so(self) -> bool:
        """Whether it says that the folder stands."""
        return self._told.wait(60)

    def kill(self) -> None:
        """Somebody ends it."""
        self._process.send_signal(signal.SIGKILL)

    def ended(self) -> int:
        """Its exit status."""
        assert self._process.stdout is not None
        with self._process.stdout:
            status = self._process.wait(120)
        self._ear.join(10)
        assert self._process.stderr is not None
        self._process.stderr.close()
        return status


@pytest.mark.parametrize(("call", "killed"), [("write", True), ("unlink", True), ("unlink", False)])
def test_it_is_said_and_then_the_one_is_there_or_the_other_and_it_can_go_on(
    folder_school: SmallSchool, share: FailingFolder, call: str, killed: bool
) -> None:
    school = folder_school
    root = school.folder / "hers"
    teacher, ict = school.open("teacher1"), school.open("ict")
    head = school.open("head", root=root)
    send(school, teacher, 2)
    name = take_copy(school, ict)
    late = send(school, teacher)[0].case_id
    head.follow()
    for one in (teacher, head, ict):
        one.close()
    # In the midst of its pages; and where the journal goes, which is the moment that it is done.
    if call == "write":
        share.stall(call, at=30, name="school.db")
    else:
        share.stall(call, name="school.db-journal")
    laptop = Restoring(school, name)
    assert laptop.says_so(), laptop.said
    assert share.standing
    if killed:
        laptop.kill()
    share.heal()
    status = laptop.ended()
    head = school.open("head", root=root)
    head.follow()
    if killed:
        assert status == -signal.SIGKILL
        # All of the old, or all of the new.
        assert chain_is_whole(head)
        head.close()
        again = Restoring(school, name)
        assert again.ended() == 0, again.said
        head = school.open("head", root=root)
        head.follow()
    else:
        assert status == 0, laptop.said
    assert late not in listed(head)
    assert chain_is_whole(head)
    told = head.put_back_told()
    assert told is not None
    assert told.by == "Tomasz Wiśniewski"
