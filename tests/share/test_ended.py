"""What is said when the share's process has ended: true words for each kind of call."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import IO, Any

import pytest

from tests.share.test_process import wait_until
from trent_desktop.problems import ShareEnded
from trent_desktop.share.process import ShareProcess


class Mute:
    """A process that takes everything and answers nothing, until it ends."""

    pid = 0

    def __init__(self) -> None:
        there, self._answers = os.pipe()
        self._asked, asks = os.pipe()
        self.incoming: IO[bytes] = os.fdopen(there, "rb")
        self.outgoing: IO[bytes] = os.fdopen(asks, "wb")

    def kill(self) -> None:
        """It ends, and its end of the pipe closes."""
        if self._answers >= 0:
            os.close(self._answers)
            self._answers = -1

    def wait(self, within: float) -> bool:
        """It is gone at once."""
        del within
        return True


@pytest.fixture
def mute() -> Mute:
    return Mute()


@pytest.fixture
def process(mute: Mute) -> Iterator[ShareProcess]:
    made = ShareProcess(lambda: mute)
    yield made
    made.kill()


def _said(call: Callable[[], Any], meanwhile: Callable[[], object] = lambda: None) -> str:
    said: list[str] = []

    def ask() -> None:
        try:
            call()
        except ShareEnded as ended:
            said.append(ended.what_to_do)

    asking = threading.Thread(target=ask)
    asking.start()
    meanwhile()
    asking.join(20)
    return "".join(said)


def test_what_was_being_written_may_not_have_been_done(mute: Mute, process: ShareProcess) -> None:
    def ends() -> None:
        wait_until(lambda: bool(process._asked))
        mute.kill()

    said = _said(lambda: process.call("members.add", lane="school"), ends)
    assert said.startswith("What you pressed may not have been done.")
    assert "kept" not in said


def test_what_was_not_begun_was_not_done(mute: Mute, process: ShareProcess) -> None:
    mute.kill()
    wait_until(lambda: process.ended)
    said = _said(lambda: process.call("members.add", lane="school"))
    assert said.startswith("What you pressed was not done.")
    assert _said(lambda: process.call("members.all")) == "Sign in again."


def test_before_anybody_is_signed_in_nobody_is_told_to_sign_in_again(
    mute: Mute, process: ShareProcess
) -> None:
    mute.kill()
    wait_until(lambda: process.ended)
    assert _said(lambda: process.at_the_door("check_folder", "there")) == "Try it again."
