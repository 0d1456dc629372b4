"""What goes through the pipe, and what does not come out of it."""

from __future__ import annotations

import datetime as dt
import inspect
import os
import pickle
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trent_desktop import problems
from trent_desktop.news import Moved, Subject
from trent_desktop.other_process.raised import FailedThere, as_it_can_go
from trent_desktop.other_process.wire import NotOnTheWire, Wire, packed, unpacked
from trent_desktop.problems import AnswersRefused, Problem, SignInRefused
from trent_desktop.roles import Role
from trent_desktop.share.messages import Done, Failed, Open


@pytest.fixture
def wire() -> Iterator[tuple[Wire, Wire]]:
    (a, b), (c, d) = os.pipe(), os.pipe()
    files = [os.fdopen(one, mode) for one, mode in ((a, "rb"), (d, "wb"), (c, "rb"), (b, "wb"))]
    yield Wire(files[0], files[1]), Wire(files[2], files[3])
    for file in files:
        file.close()


def test_plain_values_and_our_own_come_out_as_they_went_in(wire: tuple[Wire, Wire]) -> None:
    here, there = wire
    sent = Done(
        7,
        {
            "who": Moved(frozenset({Subject.CASES}), frozenset({uuid.uuid4()})),
            "day": dt.datetime(2026, 11, 28, 9, 15, tzinfo=dt.UTC),
            "role": {Role.DSL: (dt.date(2026, 11, 28), dt.timedelta(minutes=3))},
            "place": Path("somewhere") / "else",
            "bytes": b"\0" * 100_000,
        },
    )

    threading.Thread(target=here.send, args=(packed(sent),)).start()
    content = there.receive()
    assert content is not None
    assert unpacked(content) == sent


class _Evil:
    def __init__(self, what: Any, *given: Any) -> None:
        self._call = (what, given)

    def __reduce__(self) -> Any:
        return self._call


@pytest.mark.parametrize(
    "evil",
    [
        _Evil(os.system, "true"),
        _Evil(eval, "1"),
        _Evil(getattr, problems, "Problem"),
        _Evil(as_it_can_go, ValueError()),  # of ours, but no class
        _Evil(os.unlink, "nothing"),
    ],
)
def test_nothing_is_called_that_comes_through_the_pipe(evil: _Evil) -> None:
    try:
        content = pickle.dumps(evil)
    except (TypeError, pickle.PicklingError):
        return  # it does not even go in
    with pytest.raises(NotOnTheWire):
        unpacked(content)


def test_the_other_end_is_gone(wire: tuple[Wire, Wire]) -> None:
    here, there = wire
    here._outgoing.write(b"\0\0\1\0half")
    here._outgoing.close()
    assert there.receive() is None


def _every_problem() -> list[type[Problem]]:
    return [
        one
        for one in vars(problems).values()
        if inspect.isclass(one) and issubclass(one, Problem) and one is not Problem
    ]


@pytest.mark.parametrize("kind", _every_problem(), ids=lambda one: one.__name__)
def test_every_problem_is_the_same_on_the_other_side(kind: type[Problem]) -> None:
    try:
        problem = kind("What was wrong.", what_to_do="What to do.", where="the folder")
    except TypeError:
        problem = kind("What was wrong.")
    problem.what_to_do = "What to do."
    arrived = unpacked(packed(Failed(3, problem))).error
    assert type(arrived) is kind
    assert vars(arrived) == vars(problem)
    assert str(arrived) == str(problem)


def test_what_problems_know_comes_along() -> None:
    refused = SignInRefused("Too soon.", wait_seconds=30)
    assert unpacked(packed(refused)).wait_seconds == 30
    answers = AnswersRefused("Not so.", (("seen", "Say what was seen."),))
    assert unpacked(packed(answers)).errors == (("seen", "Say what was seen."),)


def test_a_mistake_of_ours_says_where_and_nothing_that_anybody_typed() -> None:
    class Odd(Exception):
        pass

    try:
        raise Odd("a child’s name")
    except Odd as error:
        gone = as_it_can_go(error)
    assert isinstance(gone, FailedThere)
    assert "child" not in str(unpacked(packed(gone)))
    assert "test_wire.py" in str(gone)


def test_no_message_shows_a_password() -> None:
    shown = repr(Open(1, "/s", "head", "the password", "the code", "/r"))
    assert "the password" not in shown
    assert "the code" not in shown
