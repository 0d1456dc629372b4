"""What waits for the member: tasks, drafts, and the cases that are hers to act on. No Qt here.

The home page is what others see over her shoulder, so a row names a case by its reference, kind
and year, never by what was seen, and a task not by its words.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trent_desktop.newer import NEWER, is_far
from trent_desktop.reports.cases import CaseState, CaseSummary
from trent_desktop.reports.tasks.task import ToDo, ToDoKind
from trent_desktop.roles import Role
from trent_desktop.sentences import going_on
from ui.components.figures import Bar
from ui.components.rows import RowFace
from ui.home.draft_progress import how_far, questions_left
from ui.home.given_rows import Task, dated_task, given_task
from ui.home.times import when
from ui.journeys.direction import joined
from ui.shell.rooms import (
    CaseList,
    OpenCase,
    OpenDraft,
    SchoolSection,
    ToDoList,
    Unsent,
)
from ui.theme import Tone

if TYPE_CHECKING:
    from trent_desktop.opening import OpenSchool
    from trent_desktop.oversight.governors.values import Told
    from trent_desktop.reports.waiting.drafts import Draft
    from trent_desktop.reports.who.leading import Gap

#: How many of each sort are listed; all of them stand in the whole list.
_SORTS = {
    ToDoKind.REVIEW: ToDoKind.TASK,
    ToDoKind.NEXT_IN_LINE: ToDoKind.TASK,
    ToDoKind.GIVEN_BACK: ToDoKind.TASK,
    ToDoKind.CLOCK: ToDoKind.TASK,
    ToDoKind.REFUSED: ToDoKind.DRAFT,
}
_SHOWN = {
    ToDoKind.TASK: 5,
    ToDoKind.CASE: 4,
    ToDoKind.DRAFT: 3,
    ToDoKind.WAITING: 3,
    ToDoKind.DATED: 3,
}
#: So long before its day something of another room is on Home.
_NEAR = dt.timedelta(days=14)

#: A clock of a serious report ran out.
_LATE = "Late"

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
class HomeFacts:
    """Everything that the home page shows and has to ask for."""

    class_name: str
    tasks: tuple[Task, ...]
    to_act: int
    bars: tuple[Bar, ...]
    done: int
    gap: Gap | None = None
    told: Told | None = None


def gather(school: OpenSchool, now: dt.datetime) -> HomeFacts:
    """Ask the services, on a worker thread. Everything asked for is on this laptop."""
    own_classes = school.people.own_classes()
    counts = school.cases.counts()
    rows = [one for one in school.calendar.to_do() if is_near(one, now.date())]
    tasks = [as_task(row, now, school.cases.turns) for row in first_of(rows)]
    tasks += more_of(rows)
    shown_cases = sum(one.is_case for one in tasks)
    if counts.to_act > shown_cases:
        face = RowFace(
            f"All {counts.to_act} reports that wait for you", icon="tray", chip_tone=Tone.SUN
        )
        keys = sum(isinstance(one.place, SchoolSection) for one in tasks)
        tasks.insert(len(tasks) - keys, Task(face, "reports", CaseList("to-act")))
    bars: tuple[Bar, ...] = ()
    done = 0
    if not CASE_ROLES.isdisjoint(school.roles):
        bars, done = count_bars(counts.by_turn)
    name = ", ".join(one.name for one in own_classes)
    gap = school.whom.missing()
    told = school.governors.last_known()
    return HomeFacts(name, tuple(tasks), counts.to_act, bars, done, gap, told)


def governors_words(told: Told | None, now: dt.datetime) -> str:
    """Which term governors were shown last, and when."""
    if told is None:
        return "Each term in pictures, once the Headteacher has shown it."
    so_far = "" if told.final else ", so far"
    return f"{told.term.title}{so_far}: shown {when(told.at, now)}."


def is_near(row: ToDo, today: dt.date) -> bool:
    """Whether Home has it: what another room has a day for is there some days before."""
    return row.dated is None or row.dated.day <= today + _NEAR


def first_of(rows: Iterable[ToDo]) -> list[ToDo]:
    """So many of each sort as Home has room for."""
    shown: Counter[ToDoKind] = Counter()
    found: list[ToDo] = []
    for row in rows:
        sort = _SORTS.get(row.kind, row.kind)
        shown[sort] += 1
        if sort not in _SHOWN or shown[sort] <= _SHOWN[sort]:
            found.append(row)
    return found


_MORE = {
    ToDoKind.DRAFT: ("{} more of your reports {are} not finished", "reports", Unsent()),
    ToDoKind.WAITING: ("{} more {wait} to be sent", "reports", Unsent()),
    ToDoKind.TASK: ("{} more {tasks} for you", "home", ToDoList()),
    ToDoKind.DATED: ("{} more with a day", "home", ToDoList()),
}


def more_of(rows: Iterable[ToDo]) -> list[Task]:
    """What Home has no room for: how many of each sort, and where all of them stand."""
    counted = Counter(_SORTS.get(row.kind, row.kind) for row in rows)
    found: list[Task] = []
    for sort, (words, room, place) in _MORE.items():
        more = counted[sort] - _SHOWN[sort]
        if more > 0:
            one = more == 1
            said = words.format(
                more,
                are="is" if one else "are",
                wait="waits" if one else "wait",
                tasks="task" if one else "tasks",
            )
            face = RowFace(said, "All of them are in one list", "dots-three")
            found.append(Task(face, room, place))
    return found


def as_task(row: ToDo, now: dt.datetime, turns: frozenset[Role] = frozenset()) -> Task:
    """A row of the one list as it is shown, and where it leads."""
    match row.kind:
        case ToDoKind.CASE if row.case is not None:
            return case_task(row.case, now, turns, late=row.overdue)
        case ToDoKind.DRAFT | ToDoKind.REFUSED if row.draft is not None:
            refused = row.kind is ToDoKind.REFUSED
            return draft_task(row.draft, now, refused=refused, over=row.over)
        case ToDoKind.WAITING:
            return waiting_task(row, now)
        case ToDoKind.CLOCK:
            return late_task(row, now)
        case ToDoKind.NEW_KEYS | ToDoKind.GIVE_REPORTS_BACK:
            return key_task(row)
        case ToDoKind.DATED if row.dated is not None:
            return dated_task(row.dated, now)
        case _:
            return given_task(row, now)


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
            joined("Nobody has it yet", how_far(draft), started),
            "note-pencil",
            chip="Not sent",
            chip_tone=Tone.CORAL,
            chip_icon="paper-plane-tilt",
        )
    return Task(face, "reports", OpenDraft(draft.id))


def waiting_task(row: ToDo, now: dt.datetime) -> Task:
    """What waits on this laptop: for the share, or for somebody who may read it to join.

    Which of the two is not said: it would tell what kind of report it is.
    """
    since = when(row.since, now) if row.since else ""
    face = RowFace(
        "Your report waits to be sent" if row.draft else "What you said of a task waits to be sent",
        "It is safe on this laptop, and is sent as soon as it can be received · " + since,
        "cloud-slash",
        chip="Waiting",
        chip_tone=Tone.SUN,
        chip_icon="clock",
    )
    return Task(face, "reports", Unsent()) if row.draft else Task(face, "home", ToDoList())


def late_task(row: ToDo, now: dt.datetime) -> Task:
    """`TR-2026-014: something is late`, and not what."""
    face = RowFace(
        f"{row.reference}: something is late",
        f"It was due {when(row.since, now)}" if row.since else "",
        "clock",
        chip=_LATE,
        chip_tone=Tone.CORAL,
        chip_icon="warning-circle",
    )
    assert row.id is not None  # noqa: S101 - it is a report
    return Task(face, "reports", OpenCase(row.id))


def case_task(
    row: CaseSummary,
    now: dt.datetime,
    turns: frozenset[Role] = frozenset(),
    *,
    late: bool = False,
) -> Task:
    """`TR-2026-014 waits for you`, without a word of what was seen.

    `turns` are the roles whose turn is the reader's: a decision that is hers comes first. `late`:
    a clock of it ran out.
    """
    from trent_desktop.reports.kinds import kind_named, kind_title

    if row.newer:
        face = RowFace(
            f"{row.reference}: {going_on(NEWER)}",
            f"It can be read here · reported {when(row.recorded_at, now)}",
            "tray",
            chip="To read",
            chip_tone=Tone.SUN,
            chip_icon="arrow-circle-up",
        )
        return Task(face, "reports", OpenCase(row.id), is_case=True)
    state = _S.WITH_DSL if Role.DSL in row.waiting_for & turns else row.state
    kind = kind_named(row.kind)
    own = kind.to_do.get(state) if kind and not row.route.sealed else None
    step = own or {
        _S.NEW: "Ask for the block, or say why none is needed",
        _S.BLOCKED: "Check that it is blocked",
        _S.WITH_DSL: "Your decision is needed",
        _S.WITH_HEAD: "Your decision is needed",
        _S.WITH_CHAIR: "Your decision is needed",
        _S.WITH_PANEL: "Write down what the panel decided",
    }.get(state, "Read and sign off")
    year = f" · {row.year_group.title}" if row.year_group else ""
    # Of a sealed one not even the kind: a class may see Home on the whiteboard.
    what = "Sealed" if row.route.sealed else f"{kind_title(row.kind)}{year}"
    urgent = row.severity >= 3 or late
    face = RowFace(
        f"{row.reference}: {going_on(step)}",
        f"{what} · reported {when(row.recorded_at, now)}",
        "tray",
        chip=_LATE if late else "Urgent" if urgent else "With you",
        chip_tone=Tone.CORAL if urgent else Tone.SUN,
        chip_icon="warning-circle" if urgent else "user",
    )
    return Task(face, "reports", OpenCase(row.id), is_case=True)


def as_listed(row: ToDo, now: dt.datetime, turns: frozenset[Role] = frozenset()) -> Task:
    """The same where there is more room: a case says how long it has waited."""
    task = as_task(row, now, turns)
    if row.kind is not ToDoKind.CASE:
        return task
    return replace(task, face=replace(task.face, side=how_long(row.since, now)))


def how_long(since: dt.datetime | None, now: dt.datetime) -> str:
    """`waits 3 days`; nothing for one that came today."""
    days = (now.date() - since.astimezone(now.tzinfo).date()).days if since else 0
    if days < 1 or is_far(since):
        return ""
    return "waits 1 day" if days == 1 else f"waits {days} days"


def key_task(row: ToDo) -> Task:
    """What only a person may say yes to: keys that are new here, reports to be given back."""
    other = row.other_key
    if other is not None:
        face = RowFace(
            "Was a new recovery code made?"
            if other.role is None
            else f"Does the {other.role.title} have new keys?",
            "This laptop has not seen them before: say what you know, under Roles and keys",
            "key",
            chip="Is that right?",
            chip_tone=Tone.SUN,
            chip_icon="warning",
        )
    else:
        face = RowFace(
            f"{row.member.name if row.member else 'Somebody'} has a new password",
            "Reports that they sent before can be given back, under Roles and keys",
            "key",
            chip="With you",
            chip_tone=Tone.SUN,
            chip_icon="user",
        )
    return Task(face, "school", SchoolSection("roles"))


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


def done_words(done: int) -> str:
    """What is said below the bars of the reports that nobody has to do anything with any more."""
    if not done:
        return "Nothing has been signed off or closed yet."
    return f"{done:,} more {'is' if done == 1 else 'are'} signed off or closed."
