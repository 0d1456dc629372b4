"""What a laptop remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.preferences import FILE, Choices, Preferences


def test_choices_are_there_the_next_time(tmp_path: Path) -> None:
    Preferences(tmp_path / "new" / "folder").change(theme="dark", scale=1.5, school="/srv/s")
    again = Preferences(tmp_path / "new" / "folder").choices
    assert (again.theme, again.scale, again.school) == ("dark", 1.5, "/srv/s")
    assert Preferences(tmp_path / "new" / "folder").theme().name == "dark"


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"theme": 7, "scale": "big"}', "\x00"])
def test_a_damaged_file_starts_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    assert Preferences(tmp_path).choices == Choices()


def test_nonsense_is_brought_inside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"theme": "mauve", "scale": 40, "motion": false, "other": 1}')
    choices = Preferences(tmp_path).choices
    assert (choices.theme, choices.scale, choices.motion) == ("light", 2.0, False)


def test_a_disk_that_refuses_loses_a_preference_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    preferences = Preferences(tmp_path / "file")
    assert preferences.change(theme="dark").theme == "dark"


def test_system_follows_the_laptop(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.change(theme="system")
    for name in ("dark", "light", "contrast"):
        assert preferences.theme(system=name).name == name
    preferences.change(theme="light")
    assert preferences.theme(system="contrast").name == "light", "what she chose holds"
