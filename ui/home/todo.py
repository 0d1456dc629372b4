"""What waits for the member: her drafts, and the cases that are hers to act on. No Qt here.

The home page is what others see over her shoulder, so a row names a case by its reference, kind
and year, never by what was seen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trent_desktop.newer import NEWER
from trent_desktop.reports.cases import CaseState, CaseSummary
from trent_desktop.roles import Role
from ui.components.figures import Bar
from ui.components.rows import RowFace
from ui.home.times import when
from ui.shell.rooms import CaseList, OpenCase, OpenDraft, SchoolSection
from ui.theme import Tone

if TYPE_CHECKING:
    from trent_desktop.opening import OpenSchool
    from trent_desktop.reports.waiting.drafts import Draft
    from trent_desktop.reports.who.leading import Gap

#: How many cases are listed before one row stands for the rest.
SHOWN_CASES = 4
SHOWN_DRAFTS = 3

#: Roles that work on other people's reports: their home page has the figure.
CASE_ROLES = frozenset({Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR})

_S = CaseState
_GROUPS: tuple[tuple[str, Role, Tone, str], ...] = (
    ("With the ICT Lead", Role.ICT_LEAD, Tone.SKY, "desktop"),
    ("With the DSL", Role.DSL, Tone.CORAL, "shield-check"),
    ("With the Headteacher", Role.HEADTEACHER, Tone.SUN, "pen"),
    ("With the Chair of Governors", Role.CHAIR, Tone.ACT, "users-three"),
)
_ALWAYS = ("With the ICT Lead", "With the Headteacher")


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the list, and where pressing it leads."""

    face: RowFace
    room: str
    place: object


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Everything that the home page shows and has to ask for."""

    class_name: str
    tasks: tuple[Task, ...]
    to_act: int
    bars: tuple[Bar, ...]
    done: int
    gap: Gap | None = None


def gather(school: OpenSchool, now: dt.datetime) -> HomeFacts:
    """Ask the services, on a worker thread. Everything asked for is on this laptop."""
    from trent_desktop.reports.service import CaseQuery, Scope

    own_class = school.people.own_class()
    counts = school.cases.counts()
    page = school.cases.page(CaseQuery(scope=Scope.TO_ACT), limit=SHOWN_CASES)
    drafts = school.drafts.all()
    refused = {one.draft_id for one in school.drafts.refusals()}
    # What could not go stands first: it must not be the fourth of three.
    drafts = tuple(sorted(drafts, key=lambda draft: draft.id not in refused))
    over = school.cases.over(draft.id for draft in drafts)
    # Nothing is open in a report that is over. What she typed already is kept, and hers to send.
    drafts = tuple(one for one in drafts if one.id not in over or one.trail or one.id in refused)
    tasks = [
        draft_task(draft, now, refused=draft.id in refused, over=draft.id in over)
        for draft in drafts[:SHOWN_DRAFTS]
    ]
    tasks += [waiting_task(draft, now) for draft in school.cases.waiting()[:SHOWN_DRAFTS]]
    tasks += [case_task(row, now, school.cases.turns) for row in page.rows]
    if counts.to_act > len(page.rows):
        tasks.append(
            Task(
                RowFace(
                    f"All {counts.to_act} reports that wait for you",
                    icon="tray",
                    chip_tone=Tone.SUN,
                ),
                "reports",
                CaseList("to-act"),
            )
        )
    tasks += key_tasks(school)
    bars: tuple[Bar, ...] = ()
    done = 0
    if not CASE_ROLES.isdisjoint(school.roles):
        bars, done = count_bars(counts.by_turn)
    name = own_class.name if own_class else ""
    gap = school.whom.missing()
    return HomeFacts(name, tuple(tasks), counts.to_act, bars, done, gap)


def questions_left(draft: Draft) -> int | None:
    """How many questions of a draft have no answer; None for a journey that is not known."""
    from trent_desktop.journeys import Run
    from trent_desktop.reports.kinds import kind_named

    kind = kind_named(draft.journey)
    if kind is None or not kind.knows(draft.stage):
        return None
    return Run(kind.journey(draft.stage), dict(draft.answers)).left()


def draft_task(
    draft: Draft, now: dt.datetime, *, refused: bool = False, over: bool = False
) -> Task:
    """`Finish your report TR-2026-014`, with how much of it is left.

    `refused`: it was to be sent, and only she can mend why it could not be. `over`: the report is
    signed off or closed, so that nothing more is needed.
    """
    started = f"started {when(draft.started_at, now)}"
    if refused:
        face = RowFace(
            "Your report could not be sent",
            f"Open it to see why · {started}",
            "note-pencil",
            chip="Not sent",
            chip_tone=Tone.CORAL,
            chip_icon="warning-circle",
        )
        return Task(face, "reports", OpenDraft(draft.id))
    if over:
        face = RowFace(
            f"Add to your report {draft.reference} if you like",
            f"Nothing more is needed: it is over · {started}",
            "note-pencil",
            chip="Optional",
            chip_tone=Tone.PLAIN,
        )
        return Task(face, "reports", OpenDraft(draft.id))
    today = draft.started_at.astimezone(now.tzinfo).date() == now.date()
    if draft.stage == "full" and draft.case_id is not None:
        left = questions_left(draft)
        detail = started
        if left:
            detail = f"{left} question{'s' if left != 1 else ''} left · {started}"
        elif left == 0:
            detail = f"Every question is answered: check and send · {started}"
        face = RowFace(
            f"Finish your report {draft.reference}".rstrip(),
            detail,
            "note-pencil",
            chip="Today" if today else "Not finished",
            chip_tone=Tone.SUN,
            chip_icon="clock",
        )
    else:
        face = RowFace(
            "Finish and send your report",
            f"Nobody has it yet · {started}",
            "note-pencil",
            chip="Not sent",
            chip_tone=Tone.CORAL,
            chip_icon="paper-plane-tilt",
        )
    return Task(face, "reports", OpenDraft(draft.id))


def waiting_task(draft: Draft, now: dt.datetime) -> Task:
    """A report that waits on this laptop: for the share, or for somebody who may read it to join.

    Which of the two is not said: it would tell what kind of report it is.
    """
    face = RowFace(
        "Your report waits to be sent",
        "It is safe on this laptop, and goes by itself as soon as it can be received · "
        f"{when(draft.kept_at, now)}",
        "cloud-slash",
        chip="Waiting",
        chip_tone=Tone.SUN,
        chip_icon="clock",
    )
    return Task(face, "reports", CaseList("mine"))


def case_task(row: CaseSummary, now: dt.datetime, turns: frozenset[Role] = frozenset()) -> Task:
    """`TR-2026-014 waits for you`, without a word of what was seen.

    `turns` are the roles whose turn is the reader's: a decision that is hers comes first.
    """
    from trent_desktop.reports.kinds import kind_named, kind_title

    if row.newer:
        face = RowFace(
            f"{row.reference}: {NEWER[0].lower()}{NEWER[1:]}",
            f"It can be read here · reported {when(row.recorded_at, now)}",
            "tray",
            chip="To read",
            chip_tone=Tone.SUN,
            chip_icon="arrow-circle-up",
        )
        return Task(face, "reports", OpenCase(row.id))
    state = _S.WITH_DSL if Role.DSL in row.waiting_for & turns else row.state
    kind = kind_named(row.kind)
    own = kind.to_do.get(state) if kind and not row.route.sealed else None
    step = own or {
        _S.NEW: "Ask for the block, or say why none is needed",
        _S.BLOCKED: "Check that it is blocked",
        _S.WITH_DSL: "Your decision is needed",
        _S.WITH_HEAD: "Your decision is needed",
        _S.WITH_CHAIR: "Your decision is needed",
    }.get(state, "Read and sign off")
    year = f" · {row.year_group.title}" if row.year_group else ""
    urgent = row.severity >= 3
    face = RowFace(
        f"{row.reference}: {step[0].lower()}{step[1:]}",
        f"{kind_title(row.kind)}{year} · reported {when(row.recorded_at, now)}",
        "tray",
        chip="Urgent" if urgent else "With you",
        chip_tone=Tone.CORAL if urgent else Tone.SUN,
        chip_icon="warning-circle" if urgent else "user",
    )
    return Task(face, "reports", OpenCase(row.id))


def key_tasks(school: OpenSchool) -> list[Task]:
    """What only a person may say yes to: keys that are new here, reports to be given back."""
    faces = [
        RowFace(
            "Was a new recovery code made?"
            if other.role is None
            else f"Does the {other.role.title} have new keys?",
            "This laptop has not seen them before: say what you know, under Roles and keys",
            "key",
            chip="Is that right?",
            chip_tone=Tone.SUN,
            chip_icon="warning",
        )
        for other in school.keys_put_by.others()
    ]
    faces += [
        RowFace(
            f"{member.name} has a new password",
            "Reports that they sent before can be given back, under Roles and keys",
            "key",
            chip="With you",
            chip_tone=Tone.SUN,
            chip_icon="user",
        )
        for member in school.giving_back.members
    ]
    return [Task(face, "school", SchoolSection("roles")) for face in faces]


def count_bars(
    by_turn: tuple[tuple[frozenset[Role], int], ...],
) -> tuple[tuple[Bar, ...], int]:
    """The open cases by who has them, and how many are done. One that two have counts with both."""
    bars: list[Bar] = []
    for words, role, tone, icon in _GROUPS:
        count = sum(cases for waits, cases in by_turn if role in waits)
        if count or words in _ALWAYS:
            bars.append(Bar(words, count, tone, icon))
    return tuple(bars), sum(cases for waits, cases in by_turn if not waits)
