"""Attaching, as these tests do it."""

from __future__ import annotations

import random
import uuid
from pathlib import Path

from sqlalchemy import select

from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.kind import Scene
from trent_desktop.reports.models import AttachmentRow

NAME = "Łukasz’s chat.png"


def attach(who: OpenSchool, case_id: uuid.UUID, chosen: Path | bytes) -> uuid.UUID:
    entry_id = uuid.uuid4()
    assert who.attachments.add(case_id, chosen, entry_id).id == entry_id
    return entry_id


def rows_of(school: SmallSchool) -> list[tuple[uuid.UUID, bytes]]:
    with school.open("ict").signed_in.database.read() as session:
        return [(row.id, row.content) for row in session.execute(select(AttachmentRow)).scalars()]


def told(school: SmallSchool, who: OpenSchool) -> uuid.UUID:
    """A disclosure, which its reporter reads in part."""
    kind = kind_named("told")
    assert kind is not None
    assert kind.sample is not None
    child = {"id": None, "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}
    given = kind.sample(
        random.Random(3), Scene(school.clock(), child, {"id": None, "name": "4B"})
    )  # fmt: skip
    draft = school.draft({**given, n.ABOUT: n.ABOUT_NO}, kind.stages[0], journey="told")
    sent = who.cases.send(draft)
    assert sent.route is Route.SAFEGUARDING
    return sent.case_id
