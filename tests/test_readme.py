"""What the README says of commands, versions and numbers is what the program does."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

import start
from tests.gallery.readme import PICTURES
from trent_desktop import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
_NUMBERS = {"sixteen": 16, "seventeen": 17, "eighteen": 18}


def _part(heading: str) -> str:
    return README.split(f"## {heading}\n")[1].split("\n## ")[0]


def _typed(part: str) -> list[list[str]]:
    """The commands in a part's block of code, as words behind ``start.py``."""
    lines = re.findall(r"^python3 start\.py (.*)$", part, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


def _commands(
    parser: argparse.ArgumentParser, name: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that help shows, with its parser."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not below:
        yield name, parser
    for actions in below:
        choices = cast("dict[str, argparse.ArgumentParser]", actions.choices)
        shown = {one.dest for one in actions._choices_actions}
        for word, one in choices.items():
            if name or word in shown:
                yield from _commands(one, f"{name} {word}".strip())


COMMANDS = {name: one for name, one in _commands(cli._parser()) if name != "policy-lines"}


@pytest.mark.parametrize("words", _typed(_part("Without a window")), ids=" ".join)
def test_a_command_of_the_readme_is_understood(words: list[str]) -> None:
    options = cli.parse(words)
    assert options is not None
    assert options.command in COMMANDS


def test_every_command_is_in_the_readme() -> None:
    listed = {" ".join(words) for words in _typed(_part("Without a window"))}
    missing = [
        name for name in COMMANDS if not any(f"{one} ".startswith(f"{name} ") for one in listed)
    ]
    assert not missing


def test_every_command_takes_json_but_for_those_that_the_readme_names() -> None:
    said = re.search(
        r"Every command takes `--json`, even for what went wrong(?:, except ([^.]*))?\.", README
    )
    assert said
    excepted = set(re.findall(r"`([^`]+)`", said.group(1) or ""))
    without = {name for name, one in COMMANDS.items() if "--json" not in one._option_string_actions}
    assert without == excepted


def test_the_pythons_of_the_readme_are_those_that_start() -> None:
    said = re.search(r"You need Python ([\d., or]+) \(", README)
    assert said
    versions = re.findall(r"3\.\d+", said.group(1))
    assert versions == [f"{major}.{minor}" for major, minor in start.SUPPORTED]
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "classifiers"
    ]
    assert versions == [one.rsplit(" ", 1)[1] for one in classifiers if " 3." in one]


def test_commands_for_those_who_work_on_it_exist() -> None:
    for words in _typed(_part("For those who work on it")):
        assert words[0] in start.DEV_COMMANDS


def test_lessons_and_languages_are_as_many_as_it_says() -> None:
    lessons = re.search(r"(\w+) lessons for Years 1 to 6 come with it", README)
    assert lessons
    folders = [one for one in (ROOT / "resources/lessons").iterdir() if one.is_dir()]
    assert _NUMBERS[lessons.group(1).lower()] == len(folders)
    languages = re.search(r"English and (\w+) more languages: ([^.]*)\.", README)
    assert languages
    named = re.split(r",\s+|\s+and\s+", languages.group(2))
    others = [one for one in (ROOT / "resources/agreements").iterdir() if one.name != "en"]
    assert _NUMBERS[languages.group(1)] == len(named) == len(others)


def test_the_sample_school_is_as_large_as_it_says() -> None:
    said = re.search(r"an invented school with (\d+) pupils", README)
    assert said
    assert int(said.group(1)) == COMMANDS["sample"].get_default("pupils")


def test_what_it_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert not [one for one in links if not (ROOT / one).exists()]


def test_its_pictures_are_screens_of_the_gallery() -> None:
    shown = re.findall(r"\]\(docs/screenshots/([^)]+)\.png\)", README)
    assert set(shown) == set(PICTURES)
