"""A policy with hostile text, and a very long one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.ui.policy.reading import click, in_sight, numbers, policy, press
from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.service import PolicyService
from trent_desktop.policy.versions import PolicyVersion, VersionState
from ui.policy.reader.results import MOST
from ui.policy.reader.text_pane import AT_ONCE


@contextmanager
def the_policy_is(text: PolicyText, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the school's file holds is made elsewhere; here it is as the service would give it."""
    version = PolicyVersion(
        uuid.uuid4(),
        1,
        VersionState.APPROVED,
        text,
        approved_on=dt.date(2026, 5, 4),
        in_force_from=dt.date(2026, 6, 1),
    )
    monkeypatch.setattr(PolicyService, "in_force", lambda _self, _day=None: version)
    yield


_HOSTILE = (
    "<img src=file:///etc/passwd> & <b>bold</b> <a href='x'>x</a> **must not",
    "W" * 3_000,
    "**** ** **strong** &amp; \u202e right to left",
)


def test_hostile_text_is_shown_as_text(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = tuple(Clause(f"1.{n}", words, (words,)) for n, words in enumerate(_HOSTILE, 1))
    text = PolicyText("<h1>&title", (Section("1", "<i>&one</i>", clauses, _HOSTILE, _HOSTILE),))
    with the_policy_is(text, monkeypatch):
        program = stage.signed_in("teacher1")
        reader = policy(program).reader
        assert reader.heading.text() == "<h1>&title"
        assert reader.heading.textFormat() is Qt.TextFormat.PlainText
        assert "Approved by the governors on" in reader.status.text()
        assert reader.chip.isHidden()
        view = reader.text.clauses["1.1"]
        assert view.words.text().startswith("1.1. <img src=file:///etc/passwd> & <b>bold</b>")
        assert view.words.textFormat() is Qt.TextFormat.PlainText
        assert view.words.text().endswith("**must not")
        assert reader.text.ground.width() <= reader.text.viewport().width()
        QTest.keyClicks(reader.search, "<b>bold</b> &")
        settle()
        assert "1.1" in numbers(reader)
        QTest.keyClicks(reader.search, "<b>(*")
        settle()


def test_two_thousand_clauses_stay_quick(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    words = "Members of staff must not use social media in lessons, nor phones. " * 3
    sections = tuple(
        Section(
            str(s),
            f"Section {s}",
            tuple(Clause(f"{s}.{n}", f"{words} {s * n}", topic="friends") for n in range(1, 101)),
        )
        for s in range(1, 21)
    )
    with the_policy_is(PolicyText("Long", sections), monkeypatch):
        program = stage.signed_in("teacher1")
        reader = policy(program).reader
        assert len(reader.text.clauses) <= AT_ONCE
        QTest.keyClicks(reader.search, "social media phones")
        press(Qt.Key.Key_Return, reader.search)  # does not wait for the pause
        assert reader.text.here is not None
        QTest.keyClicks(reader.search, " in")
        qtbot.waitUntil(lambda: reader.results_are_shown)
        qtbot.waitUntil(lambda: len(numbers(reader)) == MOST)
        press(Qt.Key.Key_Escape, reader.search)
        reader.go_to("17.60")
        here = reader.text.here
        assert here is not None
        qtbot.waitUntil(lambda: in_sight(here, reader.text.viewport()))
        click(reader.contents.links[19])
        assert "20.1" in reader.text.clauses
