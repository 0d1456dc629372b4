"""Lessons name the ages of apps from the dated table, and never on their own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from tests.lessons.words import lesson
from tests.schools import SmallSchool
from trent_desktop.lessons.ages import names_ages, with_ages
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.school.settings.dated_tables import DatedRow, TableName, shipped

TABLE = shipped(TableName.APP_AGES)
SIXTEEN = tuple(replace(row, value="16", since=dt.date(2027, 4, 1)) for row in TABLE.rows)


def test_the_shipped_table_gives_an_age_and_a_sentence() -> None:
    assert with_ages("It says {app-age}. {app-ages}") == (
        "It says 13. Most apps say 13. The law is changing to 16 for many of them."
    )
    assert with_ages("Nothing here.") == "Nothing here."


def test_a_row_counts_from_its_day() -> None:
    table = replace(TABLE, rows=(*TABLE.rows, *SIXTEEN), is_ours=False)
    assert with_ages("{app-age}", table, dt.date(2027, 3, 31)) == "13"
    later = with_ages("{app-age}: {app-ages}", table, dt.date(2027, 4, 1))
    assert later == "16: Most apps say 16."


def test_a_table_without_an_age_falls_back() -> None:
    rows = (DatedRow("A game", "any age", None, "its maker"),)
    assert with_ages("{app-age}", replace(TABLE, rows=rows, is_ours=False)) == "13"


@pytest.mark.parametrize("pack", our_packs(), ids=lambda one: one.name)
def test_no_lesson_names_an_age_of_an_app_itself(pack: object) -> None:
    text: str = pack.text  # type: ignore[attr-defined]
    assert not re.search(r"\b(apps?|law|limit|account|rule)\b[^.\n]{0,40}\b1[36]\b", text, re.I)
    assert not re.search(r"\b1[36]\b[^.\n]{0,30}\b(apps?|account|limit)\b", text, re.I)


def test_what_the_school_changes_is_in_the_lesson(school: SmallSchool) -> None:
    member = school.open("head")
    member.settings.change_table(TableName.APP_AGES, [replace(one, since=None) for one in SIXTEEN])
    member = school.open("head")
    changed = next(one for one in member.lessons.ours() if names_ages(one.text))
    titles = [slide.title.plain for slide in changed.lesson.slides]
    assert '"Just say you\'re 16"' in titles
    own = member.lessons.save(lesson("# It says {app-age}"), {})
    assert own.pack.lesson.slides[0].title.plain == "It says 16"
    assert "{app-age}" in own.pack.text
