"""The command line as a way to what the school knows of a report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import pytest

from tests.permissions.every_report import Met, World
from tests.permissions.spoken import spoken
from tests.schools import PASSWORD
from trent_desktop.cli import parse, run
from trent_desktop.commands.frame import Opened
from trent_desktop.open_school import OpenSchool


@contextmanager
def at_the_desk(desk: OpenSchool) -> Iterator[None]:
    """Commands find this school open, and leave it so: signing in again would only cost time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRENT_PASSWORD", PASSWORD)
        patch.setattr(Opened, "__enter__", lambda _: desk)
        patch.setattr(Opened, "__exit__", lambda *_: None)
        yield


def commanded(world: World, seat: str, *words: str) -> str:
    """What a command prints and saves, as somebody."""
    table = words[1] in ("export", "review")
    out = world.school.folder / ("out.csv" if table else "out.pdf")
    out.unlink(missing_ok=True)
    said = io.StringIO()
    place = ["--school", world.school.location.shown, "--as", seat]
    argv = [
        *words,
        *(["--out", str(out)] if {"print", "export", "review"} & {*words} else []),
        *place,
    ]
    with at_the_desk(world.desks[seat]), redirect_stdout(said), redirect_stderr(said):
        run(parse(argv))
    saved = spoken(out)
    out.unlink(missing_ok=True)
    return said.getvalue() + saved


def listed(world: World, seat: str, _one: Met) -> str:
    """``cases list``, in words and as JSON."""
    argv = ("cases", "list", "--limit", "999")
    return commanded(world, seat, *argv) + commanded(world, seat, *argv, "--json")


def exported(world: World, seat: str, _one: Met) -> str:
    """``cases export``, also with words for those who may."""
    argv = ("cases", "export")
    return commanded(world, seat, *argv) + commanded(world, seat, *argv, "--with-words")


def to_do(world: World, seat: str, _one: Met) -> str:
    """``tasks list``."""
    return commanded(world, seat, "tasks", "list", "--json")


def shown(world: World, seat: str, one: Met) -> str:
    """``cases show``."""
    return _without(one, commanded(world, seat, "cases", "show", one.reference, "--json"))


def printed(world: World, seat: str, one: Met) -> str:
    """``print appendix-2``."""
    argv = ("print", "appendix-2", "--case", one.reference)
    return _without(one, commanded(world, seat, *argv))


def case_printed(world: World, seat: str, one: Met) -> str:
    """``print case``."""
    return _without(one, commanded(world, seat, "print", "case", one.reference))


def reviewed(world: World, seat: str, _one: Met) -> str:
    """``filter review``."""
    return commanded(world, seat, "filter", "review")


def _without(one: Met, said: str) -> str:
    """The refusal repeats the reference that was asked for, and that alone."""
    return said.replace(f"There is no report {one.reference}, or it is not yours to see.", "")
