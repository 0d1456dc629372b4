"""Answers that come late, twice, never, or cannot be read: nobody waits for ever, and no reader dies.

The other end is this test: it writes what a share process might.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.share.loop import pipe
from trent_desktop.asking import in_lane
from trent_desktop.other_process.wire import Wire, number_of, packed, unpacked
from trent_desktop.problems import SchoolSilent, ShareEnded
from trent_desktop.share import process as process_module
from trent_desktop.share import started
from trent_desktop.share.child import Child
from trent_desktop.share.distant import Asking, NoKeys, NoShare
from trent_desktop.share.messages import Beat, Call, Done, Failed, Goodbye, Progress, Told
from trent_desktop.share.process import ShareProcess

LONG_S = 20.0


class Other:
    """A share process that says what it is told to say."""

    def __init__(self) -> None:
        there, self.outgoing = pipe()
        self.incoming, back = pipe()
        self.pid = os.getpid()
        self._ends = (there, back)
        self.wire = Wire(there, back)

    def asked(self) -> Any:
        content = self.wire.receive()
        assert content is not None
        return unpacked(content)

    def say(self, *messages: Any) -> None:
        for message in messages:
            self.wire.send(packed(message))

    def die(self) -> None:
        for end in self._ends:
            end.close()

    def kill(self) -> None:
        if not self.outgoing.closed:
            self.outgoing.close()
        self.die()

    def wait(self, within: float) -> bool:
        del within
        return True


@pytest.fixture
def other() -> Other:
    return Other()


@pytest.fixture
def process(other: Other) -> Iterator[ShareProcess]:
    process = ShareProcess(lambda: other)
    yield process
    process.kill()


class Asker:
    """Calls on a thread of its own."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self.found: Any = None
        self._thread = threading.Thread(target=self._run, args=(call,), daemon=True)
        self._thread.start()

    def _run(self, call: Callable[[], Any]) -> None:
        try:
            self.found = call()
        except Exception as error:  # noqa: BLE001 - it is what the test looks at
            self.found = error

    def result(self) -> Any:
        self._thread.join(LONG_S)
        assert not self._thread.is_alive(), "it waits for ever"
        return self.found


def broken(*_given: object) -> None:
    raise RuntimeError("Internal C++ object already deleted.")


def test_who_hears_badly_stops_no_answer(other: Other, process: ShareProcess) -> None:
    process.told = broken
    asker = Asker(lambda: process.call("a.b", (broken,)))
    number = other.asked().number
    other.say(Told(None), Progress(number, 0, (1, 2)), Done(number, "it goes on"))  # type: ignore[arg-type]
    assert asker.result() == "it goes on"


def test_an_answer_that_cannot_be_read_is_a_failure_of_that_call(
    other: Other, process: ShareProcess
) -> None:
    asker = Asker(lambda: process.call("a.b"))
    other.say(Done(other.asked().number, threading.Thread))
    assert isinstance(asker.result(), Exception)
    asker = Asker(lambda: process.call("a.b"))
    other.say(Done(other.asked().number, 7))
    assert asker.result() == 7


def test_a_question_that_cannot_be_read_fails_alone() -> None:
    there, outgoing = pipe()
    incoming, back = pipe()
    child = Child(Wire(there, back), looks_for_stalls=False)
    serving = threading.Thread(target=child.serve, daemon=True)
    serving.start()
    wire = Wire(incoming, outgoing)
    wire.send(packed(Call(5, "a.b", (threading.Thread,), {}, "school", uuid.uuid4())))
    while isinstance(answer := unpacked(wire.receive() or b""), Beat):
        pass
    assert isinstance(answer, Failed)
    assert answer.number == 5
    wire.send(packed(Goodbye()))
    serving.join(LONG_S)
    assert not serving.is_alive()
    for end in (there, outgoing, incoming, back):
        end.close()


def test_the_number_of_anything() -> None:
    held = ({dt.date(2026, 1, 1): {uuid.uuid4()}}, frozenset({KeyError("x")}), threading.Thread)
    assert number_of(packed(Done(12, held))) == 12
    assert number_of(packed(Call(3, "a", held, {"b": held}))) == 3
    assert number_of(b"nothing") is None


def test_what_was_given_up_hears_that_the_process_ended(
    other: Other, process: ShareProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "CLOCK_S", 0.1)
    late: list[Exception | None] = []
    heard = threading.Event()

    def hear(_result: object, error: Exception | None) -> None:
        late.append(error)
        heard.set()

    asker = Asker(lambda: process.call("a.b", lane="school", late=hear))
    other.say(Beat({other.asked().number: 9.0}))
    assert isinstance(asker.result(), SchoolSilent)
    assert not late
    other.die()
    assert heard.wait(LONG_S)
    assert isinstance(late[0], ShareEnded)


def test_one_that_never_lives_is_waited_for_but_not_for_ever(
    process: ShareProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "CLOCK_S", 0.1)
    monkeypatch.setattr(process_module, "_STARTS_S", 0.5)
    found = Asker(lambda: process.at_the_door("check_folder", "somewhere")).result()
    assert isinstance(found, SchoolSilent)


def test_silence_says_what_became_of_what_was_pressed(
    other: Other, process: ShareProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only reports are always kept; of anything else it is said whether it is done."""
    monkeypatch.setattr(process_module, "CLOCK_S", 0.1)
    asking = Asking()
    with in_lane("school"), pytest.raises(SchoolSilent, match="was not done") as found:
        asking.ask("members.change", (), {})  # there is no process
    assert "kept" not in str(found.value)
    with pytest.raises(SchoolSilent, match="Reports that you write wait"):
        asking.ask("pupils.all", (), {})
    for writes in (NoShare("").write, NoKeys().write):
        with pytest.raises(SchoolSilent, match="was not done"):
            writes()
    later = Asker(lambda: process.call("a.b", lane="school", late=lambda *_: None))
    other.say(Beat({other.asked().number: 9.0}))
    assert "is done as soon as it answers" in str(later.result())
    ending = Asker(lambda: process.call("a.c", lane="school", late=lambda *_: None))
    number = other.asked().number
    process.hurry()
    other.say(Beat({number: 9.0}))
    assert "may not have been done" in str(ending.result())
    door = Asker(lambda: process.at_the_door("check_folder", "somewhere"))
    other.say(Beat({other.asked().number: 9.0}))
    assert "Try again later" in str(door.result())
    assert "Reports" not in str(door.result())


def test_a_killed_one_that_a_dead_share_holds_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Held(Other):
        def wait(self, within: float) -> bool:
            time.sleep(within)
            return False

    held = Held()
    monkeypatch.setattr(started, "_old_ones", [])
    ShareProcess(lambda: held).kill()
    begun = time.monotonic()
    second = Other()
    ShareProcess(lambda: second).kill()
    assert time.monotonic() - begun < 2.5
    assert not started._old_ones
    for end in (held.outgoing, held.incoming):
        end.close()
