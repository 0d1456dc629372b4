"""Reports about a child of the small school, as tests of chronologies send them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from tests.schools import SmallSchool
from trent_desktop.children.page import PersonPage, Whom
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.sent import Sent

WORDS = "They took my phone and won’t give it back <b>at all</b>."


def child(member: OpenSchool, words: str = "nowak") -> Whom:
    """Whose page it is, found by a few letters."""
    (found,) = member.people.find_pupils(words)
    return Whom(found.id)


def told(
    school: SmallSchool,
    who: str,
    pupil_id: uuid.UUID | None,
    name: str = "Łukasz Nowak",
    **more: Any,
) -> Sent:
    """A child has told something; `who` sends it an hour after that."""
    member = school.open(who)
    happened = school.clock() - dt.timedelta(hours=1)
    answers = {
        "told_by": [
            {"id": str(pupil_id) if pupil_id else None, "name": name, "class": "4B",
             "told_apart_by": ""},
        ],
        "child_words": WORDS,
        "about_staff": "no",
        "danger": "no",
        "happened_at": happened.isoformat(timespec="minutes"),
        "class": {"id": str(school.classes["4B"]), "name": "4B"},
        "told_injury": "no",
        "told_in_person": ["dsl"],
        **more,
    }  # fmt: skip
    sent = member.cases.send(school.draft(answers, "quick", journey="told"))
    member.close()
    return sent


def page_of(school: SmallSchool, who: str, whom: Whom) -> PersonPage:
    """Somebody opens a page on a laptop of her own."""
    member = school.open(who)
    member.follow()
    page = member.children.open(whom)
    member.close()
    return page


def lines(page: PersonPage) -> list[tuple[str, str]]:
    """Reference and what happened, in order."""
    return [(one.reference, one.what) for one in page.events]
