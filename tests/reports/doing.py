"""Sending and acting, as tests of cases do it."""

from __future__ import annotations

import uuid

from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.casework.closing import LEFT_UNDONE, left_undone
from trent_desktop.reports.casework.names import DECIDED, IN_SCHOOL
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.service import CaseService


def send(school: SmallSchool, who: OpenSchool, stage: str = "quick", **more: object) -> Sent:
    made = answers.stop(**more) if stage == "stop" else answers.quick(**more)
    draft = school.draft(made, stage)
    who.drafts.keep(draft)
    return who.cases.send(draft)


def act(
    cases: CaseService, case: CaseFile, move: Move, words: str = "", **details: object
) -> CaseFile:
    if move is Move.DECIDE:
        details = {DECIDED: [IN_SCHOOL], **details}
    if move in (Move.SIGN_OFF, Move.CLOSE):
        one = case.summary
        undone = left_undone(one.route, one.severity, case.timeline)
        details = ({LEFT_UNDONE: ",".join(undone)} if undone else {}) | details
    return cases.act(
        case.summary.id,
        move,
        version=case.version,
        entry_id=uuid.uuid4(),
        words=words,
        details=details,
    )


def full_answers(start: object) -> dict[str, object]:
    return {
        **dict(start),  # type: ignore[call-overload]
        n.DEVICE: {"unknown": True},
        n.DEVICE_NAME: "Laptop 7",
        n.ROOM: "Room 4B",
        n.WHO_SAW: [n.SAW_CHILDREN],
        n.SAW_COUNT: 28,
        n.SAW_PUPILS: [
            {"id": str(uuid.uuid4()), "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}
        ],
        n.HOW: n.HOW_SEARCH,
        n.SEARCH_WORDS: "volcano pictures",
        n.PLATFORM: "An image search",
        n.FILTER_STATE: n.FILTER_ON,
        n.ACCOUNT: {"unknown": True},
        n.CATEGORY: "violence",
        n.DONE: [n.DONE_SCREEN_OFF],
        n.DANGER: "no",
        n.UPSET: n.UPSET_NOBODY,
        n.CHILD_WORDS: "It just jumped out.",
        n.ACCOUNT_OF_IT: "We turned the screen off and talked about it.",
        n.TOLD: [n.TOLD_NOBODY],
    }
