"""Ages of apps in lessons: from the dated table, so that no lesson says what is true no more.

Rule 21: the law is changing, and a lesson must be right on both sides of that day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from trent_desktop.school.settings.dated_tables import DatedTable, TableName, shipped

#: What a lesson writes where an age belongs: the age alone, and a sentence for the teacher to say.
AGE, SENTENCE = "{app-age}", "{app-ages}"


def names_ages(text: str) -> bool:
    """Whether a lesson has a place for an age."""
    return AGE in text or SENTENCE in text


def with_ages(text: str, table: DatedTable | None = None, today: dt.date | None = None) -> str:
    """A lesson's text with the ages of `table` in it; without a table, of the shipped one.

    The age is what most apps ask for now: a row that holds from a later day than `today` does
    not count yet.
    """
    if not names_ages(text):
        return text
    ours = shipped(TableName.APP_AGES)
    table = table or ours
    age = _most_common(table, today) or _most_common(ours, None)
    # What the note says of the law is true of the table that it came with, and of no other.
    sentence = table.note if table.is_ours else f"Most apps say {age}."
    return text.replace(AGE, age).replace(SENTENCE, sentence)


def _most_common(table: DatedTable, today: dt.date | None) -> str:
    ages = Counter(
        row.value.strip()
        for row in table.rows
        if row.value.strip().isdecimal()
        and (today is None or row.since is None or row.since <= today)
    )
    return ages.most_common(1)[0][0] if ages else ""
