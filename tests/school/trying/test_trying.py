"""Trying this laptop: what a real folder does, said in plain words, and nothing left of it."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path

import pytest

from trent_desktop import cli
from trent_desktop.school.setting_up.place_check import PlaceLine, check_locks
from trent_desktop.school.trying import folder as trying
from trent_desktop.school.trying import laptop
from trent_desktop.school.trying.folder import TRIAL, try_folder
from trent_desktop.school.trying.values import Came, Tried, as_text


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def by_name(tried: tuple[Tried, ...]) -> dict[str, Tried]:
    return {one.name: one for one in tried}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A folder with a school's file, which is never touched."""
    place = tmp_path / "school"
    place.mkdir()
    for name in ("school.db", "school.keys"):
        (place / name).write_bytes(b"of the school")
        (place / name).chmod(0)
    return place


@pytest.fixture(autouse=True)
def locks_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process is tried once, below."""
    line = PlaceLine("Locks", True, "They hold.")
    monkeypatch.setattr(trying, "check_locks", lambda _trial: line)


def test_a_good_folder_is_well_and_nothing_is_left(school: Path) -> None:
    before = names(school)
    stood = (school / "school.db").stat()
    tried = try_folder(school)
    assert {one.came for one in tried if one.name != "room"} == {Came.WELL}
    assert names(school) == before
    assert (school / "school.db").stat() == stood
    text = as_text(tried, "Trent Desktop 1")
    assert str(school) not in text
    assert all(one.title in text for one in tried)


def test_locks_are_tried_with_a_second_process(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_locks(school).good
    assert names(school) == ["school.db", "school.keys"]


def test_a_scanner_that_holds_a_new_file_is_worth_knowing(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows has it: what was just written is refused for a moment, to whoever moves it."""
    real = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self.name.startswith("made-") and time.time() - self.stat().st_mtime < 0.05:
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    found = by_name(try_folder(school))["scanner"]
    assert found.came is Came.NOTE
    assert "virus scanner" in found.words
    assert "0.1 seconds" in found.words or "0.2 seconds" in found.words


def test_one_that_never_lets_go_is_not_well(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(trying, "_PATIENCE_S", 0.1)
    found = by_name(try_folder(school))
    assert found["scanner"].came is Came.ILL
    assert found["replace"].came is Came.ILL
    assert found["left"].came is Came.WELL
    assert found["speed"].came is Came.WELL, "one that fails keeps no other back"


def test_a_file_that_is_open_is_replaced_once_it_is_let_go(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = Path.replace, []

    def refused_once(self: Path, target: Path) -> Path:
        if self.name == "new" and not asked:
            asked.append(self)
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refused_once)
    found = by_name(try_folder(school))["replace"]
    assert found.came is Came.NOTE
    assert "as Windows does" in found.words


def test_a_clock_that_is_off_is_said_in_minutes(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time
    monkeypatch.setattr(trying.time, "time", lambda: real() + 3600)
    found = by_name(try_folder(school))["clock"]
    assert found.came is Came.NOTE
    assert "60 minutes ahead" in found.words


@pytest.mark.parametrize("how", ["not there", "not allowed"])
def test_a_folder_that_is_not_there_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    place = tmp_path / "school"
    if how == "not allowed":
        place.mkdir()

        def refused(self: Path, *_args: object, **_named: object) -> None:
            raise PermissionError(errno.EACCES, "no")

        monkeypatch.setattr(Path, "mkdir", refused)
    (found,) = try_folder(place)
    assert found.came is Came.ILL
    assert ("may be written" in found.words) is (how == "not allowed")


def test_what_a_killed_try_left_goes_with_the_next_but_not_one_under_way(school: Path) -> None:
    old, new = school / f"{TRIAL}old", school / f"{TRIAL}new"
    for one in (old, new):
        one.mkdir()
    long_ago = time.time() - 7200
    os.utime(old, (long_ago, long_ago))
    try_folder(school)
    assert not old.exists()
    assert new.exists()


class Store:
    """A credential store of the system."""

    def __init__(self, fault: type[Exception] | None = None, *, forgets: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self._fault, self._forgets = fault, forgets

    def set_password(self, service: str, name: str, secret: str) -> None:
        if self._fault is not None:
            raise self._fault("refused")
        self.kept[service, name] = "" if self._forgets else secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.mark.parametrize(
    ("store", "came"),
    [
        (Store(), Came.WELL),
        (Store(OSError), Came.NOTE),
        (Store(forgets=True), Came.NOTE),
        (None, Came.NOTE),
    ],
)
def test_the_credential_store_is_tried_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store | None, came: Came
) -> None:
    def delete(service: str, name: str) -> None:
        assert store is not None
        if store.kept.pop((service, name), None) is None:
            raise ValueError(name)

    if store is not None:
        store.delete_password = delete  # type: ignore[method-assign]
    monkeypatch.setattr(laptop, "credential_store", lambda: store)
    found = by_name(laptop.try_laptop(tmp_path / "own"))
    assert found["credentials"].came is came
    assert found["own-folder"].came is Came.WELL
    assert names(tmp_path / "own") == []
    assert store is None or store.kept == {}


def test_the_command_says_it_in_words_and_as_json(
    school: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(laptop, "credential_store", lambda: None)
    monkeypatch.setattr("trent_desktop.commands.self_test.local_root", lambda: tmp_path / "own")
    words = ["self-test", "--this-laptop", "--school", str(school)]
    assert cli.run(cli.parse(words)) == 0
    assert "Well: Two programs save at once" in capsys.readouterr().out
    assert cli.run(cli.parse([*words, "--json"])) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is True
    assert {one["name"] for one in told["tried"]} >= {"replace", "scanner", "credentials"}
    assert cli.run(cli.parse(["self-test", "--this-laptop", "--school", str(tmp_path / "no")])) == 1
    for senseless in (["self-test"], ["self-test", str(tmp_path), "--this-laptop"]):
        with pytest.raises(SystemExit):
            cli.parse(senseless)


def test_a_folder_without_letters_of_other_languages_is_said(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_bytes

    def narrow(self: Path, content: bytes) -> int:
        self.name.encode("ascii")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", narrow)
    found = by_name(try_folder(school))
    assert found["names"].came is Came.ILL
    assert found["room"].came is not Came.ILL
    assert names(school) == ["school.db", "school.keys"]
