"""Cases made by hand for tests of paper: every question answered, every entry readable."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from trent_desktop.documents.page import Letterhead
from trent_desktop.reports.cases import (
    CaseFile,
    CaseState,
    CaseSummary,
    EntryKind,
    Move,
    Route,
    TimelineEntry,
)
from trent_desktop.reports.kinds.content import names as n

SCHOOL = Letterhead("Larkfield Primary School", ("1 Church Way, London",))
AT = dt.datetime(2026, 11, 20, 10, 44, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 22)
ME = ("Zoë O’Neill", "Teacher")
ICT = ("Tomasz Wiśniewski", "ICT Lead")
HEAD = ("Maya Okonkwo-Reid", "Headteacher")

QUICK: dict[str, Any] = {
    n.SEEN: "A violent picture came up in an image search for volcanoes.",
    n.WHERE: "https://www.images.example-pictures.net/volcano?x=1",
    n.OFF_SCREEN: n.OFF_YES,
    n.HAPPENED_AT: "2026-11-20T10:42+00:00",
    n.CLASS: {"id": None, "name": "4B"},
}
FULL: dict[str, Any] = {
    n.DEVICE: "whiteboard",
    n.DEVICE_NAME: "Board seven",
    n.ROOM: "The ICT suite",
    n.WHO_SAW: [n.SAW_CHILDREN, n.SAW_STAFF],
    n.SAW_COUNT: 28,
    n.SAW_PUPILS: [{"id": None, "name": "Zoë Nguyễn", "class": "4B", "told_apart_by": ""}],
    n.SAW_ADULTS: "Łukasz Kowalski",
    n.HOW: n.HOW_SEARCH,
    n.SEARCH_WORDS: "volcano eruption",
    n.PLATFORM: "Image search",
    n.ON_SCREEN_OF: [{"id": None, "name": "Ólafur D’Souza", "class": "4B", "told_apart_by": ""}],
    n.STAFF_NAME: "Nobody of ours",
    n.FILTER_STATE: n.FILTER_ON,
    n.ACCOUNT: "pupil",
    n.CATEGORY: "violence",
    n.DONE: [n.DONE_SCREEN_OFF, n.DONE_TALKED],
    n.DONE_MORE: "The lesson went on with a book.",
    n.DANGER: "no",
    n.UPSET: n.UPSET_SOME,
    n.SUPPORT: "Five quiet minutes in the reading corner.",
    n.CHILD_WORDS: "I only typed volcano and then I shut my eyes.",
    n.ACCOUNT_OF_IT: "The third row held a picture of an injured person.",
    n.TOLD: [n.TOLD_DSL, n.TOLD_PARENTS],
    n.DSL_TOLD_AT: "2026-11-20T12:05+00:00",
    n.PARENTS_TOLD_BY: "I told her mother at the gate",
    n.CP_REFERENCE: "CP-2231",
}


def entry(
    number: int,
    kind: EntryKind,
    who: tuple[str, str],
    move: Move | None = None,
    words: str = "",
    **details: Any,
) -> TimelineEntry:
    return TimelineEntry(
        uuid.UUID(int=number),
        number,
        kind,
        AT + dt.timedelta(minutes=20 * number),
        uuid.UUID(int=99),
        *who,
        move,
        words,
        details,
    )


TRIAGED = (
    entry(3, EntryKind.MOVE, ICT, Move.BLOCKED, "Pupils’ profile.", line="example-pictures[.]net"),
    entry(4, EntryKind.MOVE, ICT, Move.STILL_BLOCKED, "On a pupil’s account."),
    entry(5, EntryKind.MOVE, HEAD, Move.SIGN_OFF, "An accident. Parents were told."),
)


def case(
    answers: Mapping[str, Any] | None = None,
    *more: TimelineEntry,
    route: Route = Route.CONTENT,
    questions_left: int = 0,
    may_print: bool = True,
    reporter: tuple[str, str] = ME,
) -> CaseFile:
    told = QUICK | FULL if answers is None else answers
    report = entry(1, EntryKind.REPORT, reporter, answers=dict(told))
    summary = CaseSummary(
        id=uuid.UUID(int=7),
        reference="TR-2026-014",
        kind="content",
        route=route,
        state=CaseState.NEW,
        title="A violent picture",
        class_name="4B",
        year_group=None,
        category="content",
        severity=1,
        happened_at=AT,
        recorded_at=AT,
        updated_at=AT,
        reporter_id=uuid.UUID(int=99),
        reporter_name=reporter[0],
        waiting_for=frozenset(),
        readable=True,
        version=1,
    )
    return CaseFile(
        summary, told, (report, *more), (), (), (), frozenset(), questions_left, may_print, 1
    )
