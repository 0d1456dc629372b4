"""Decks for grown-ups: played in the room, among no lessons, and kept as taught to no class."""

from __future__ import annotations

from tests.fake_screens import LAPTOP
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import click, room, words_on
from trent_desktop.lessons.lesson import Audience
from trent_desktop.lessons.library import our_decks
from ui.shell.rooms import OpenDeck


def test_a_deck_is_played_from_where_it_belongs_and_leaves_no_trace(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, who="dsl")
    school = page.desk.school
    text = next(one.text for one in our_decks() if one.lesson.audience is Audience.PARENTS)
    own = school.lessons.save(text.replace("title: Safe", "title: Ours, safe"), {})
    page.show_front()
    settle()
    assert page.own_pack(own.pack) is not None
    assert own.pack.name not in page.front.rows
    assert not {one.name for one in our_decks()} & set(page.front.rows)
    before = len(school.lesson_log.taught())

    program.window.inside.go("lessons", OpenDeck("parents-online-safety", "meetings"))
    settle()
    shown = page.stack.currentWidget()
    assert shown is not None
    assert "For parents · 35 minutes" in words_on(shown)
    click(shown.button)  # type: ignore[attr-defined]
    assert page.teaching is not None
    page.keep()  # as when the window locks
    page.teaching.onward()
    page.teaching.end()
    settle()
    assert page.teaching is None
    assert program.window.inside.here == "policy"
    assert len(school.lesson_log.taught()) == before

    program.window.inside.go("lessons", OpenDeck("taken-away", "training"))
    settle()
    assert page.stack.currentWidget() is page.front
