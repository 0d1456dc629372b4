"""What begins after closing finds the door shut: nothing is opened again, and it is said in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.schools import SmallSchool
from tests.storage.boxing import opened
from trent_desktop import files
from trent_desktop.clock import system_clock
from trent_desktop.problems import SignedOut
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.cipher import new_key_pair
from trent_desktop.storage.database import Database
from trent_desktop.storage.local_store import LocalStore

KEYS = new_key_pair()


@pytest.fixture
def nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, every file that is opened is a fault."""

    def watch() -> None:
        def fails(path: Any, *_given: Any, **_named: Any) -> Any:
            raise AssertionError(f"opened after closing: {Path(path).name}")

        for name in ("stream", "opened", "read", "write_over", "make_folder"):
            monkeypatch.setattr(files, name, fails)

    return watch


def test_a_closed_box_takes_not_even_its_lock(
    tmp_path: Path, nothing_is_opened: Callable[[], None]
) -> None:
    box = opened(tmp_path, KEYS.private)
    box.put(Sort.DRAFT, "a", "{}")
    box.close()
    nothing_is_opened()

    def change() -> None:
        with box.changing():
            raise AssertionError("nothing is to be changed any more")

    begun: tuple[Callable[[], object], ...] = (
        lambda: box.get(Sort.DRAFT, "a"),
        lambda: box.all(Sort.DRAFT),
        box.catch_up,
        lambda: box.put(Sort.DRAFT, "a", "{}"),
        lambda: box.drop(Sort.DRAFT, "a"),
        change,
    )
    for begin in begun:
        with pytest.raises(SignedOut):
            begin()
    box.close()


def test_what_waited_for_the_box_while_it_closed_opens_nothing(tmp_path: Path) -> None:
    """As home's first looks do, when a sign-out comes while they are under way."""
    box = opened(tmp_path, KEYS.private)
    said: list[type[BaseException] | None] = []

    def look() -> None:
        try:
            box.all(Sort.DRAFT)
        except Exception as error:  # noqa: BLE001 - what it was is looked at below
            said.append(type(error))

    with box.changing() as change:
        change.put(Sort.DRAFT, "a", "{}")
        closing = threading.Thread(target=box.close)
        looking = [threading.Thread(target=look) for _ in range(4)]
        for thread in (closing, *looking):
            thread.start()
    for thread in (closing, *looking):
        thread.join()
    with pytest.raises(SignedOut):
        box.catch_up()
    (tmp_path / "box.lock").unlink()
    assert set(said) <= {SignedOut}
    assert box._others._file is None
    assert not (tmp_path / "box.lock").exists()


def test_a_closed_store_says_so_instead_of_what_its_driver_says(tmp_path: Path) -> None:
    store = LocalStore(tmp_path, KEYS.public, KEYS.private, system_clock)
    store.close()

    def read() -> None:
        with store.reading():
            raise AssertionError("nothing is to be read any more")

    def write() -> None:
        with store.writing(lasting=False):
            raise AssertionError("nothing is to be written any more")

    for begin in (
        read,
        write,
        lambda: store.note("x"),
        lambda: store.remember("x", "y"),
        lambda: store.index_note("x"),
    ):
        with pytest.raises(SignedOut):
            begin()


@pytest.mark.both_databases
def test_a_closed_database_is_not_opened_again(school: SmallSchool) -> None:
    database = Database(school.location, school.made.data_key)
    with database.read():
        pass
    database.close()

    def never(*_given: Any, **_named: Any) -> Any:
        raise AssertionError("connected after closing")

    database.engine.connect = never  # type: ignore[method-assign]
    database.engine.raw_connection = never  # type: ignore[method-assign]
    for unit in (database.read, database.write, database.arriving):
        with pytest.raises(SignedOut), unit():
            raise AssertionError("nothing is to be done any more")
    with pytest.raises(SignedOut):
        database.copy_into(Path("never"), stop=lambda: False)
    if school.location.is_server:
        assert database.turn.token() == b""


@pytest.mark.both_databases
def test_who_waited_for_a_connection_while_it_closed_does_nothing(school: SmallSchool) -> None:
    database = Database(school.location, school.made.data_key)
    connect = database.engine.connect

    def closing_meanwhile() -> Any:
        connection = connect()
        database.close()
        return connection

    database.engine.connect = closing_meanwhile  # type: ignore[method-assign]
    with pytest.raises(SignedOut), database.write():
        raise AssertionError("nothing is to be written any more")
    # On a server, a connection that lies in a pool of before is told of as a warning.
