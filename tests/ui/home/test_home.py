"""What waits for a member, in words that may be read over her shoulder."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.problems import NotAllowed
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, CaseSummary, Route
from trent_desktop.reports.kinds.concern import names as concern
from trent_desktop.reports.kinds.content import names
from trent_desktop.reports.tasks.task import Task, ToDo, ToDoKind
from trent_desktop.reports.tasks.to_do import task_rows
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.refusals import put_refusal
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member, YearGroup
from ui.home.given_rows import due_words
from ui.home.times import greeting, long_date, when
from ui.home.to_do_page import grouped
from ui.home.todo import (
    as_listed,
    as_task,
    case_task,
    count_bars,
    done_words,
    draft_task,
    first_of,
    gather,
    more_of,
    waiting_task,
)
from ui.reports.unsent import draft_face
from ui.shell.rooms import OpenCase, OpenDraft, OpenTask, Unsent

LONDON = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 5, 18, 10, 42, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (17, "Good evening")],
)
def test_the_greeting_goes_by_the_clock(hour: int, said: str) -> None:
    assert greeting(NOW.replace(hour=hour)) == said


def test_dates_are_english_whatever_the_laptop_speaks() -> None:
    assert long_date(dt.date(2026, 11, 23)) == "Monday 23 November 2026"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW - dt.timedelta(minutes=5), "today at 10:37"),
        (NOW - dt.timedelta(hours=11), "yesterday at 23:42"),
        (NOW - dt.timedelta(days=4), "on Thursday"),
        (NOW - dt.timedelta(days=60), "on 19 March 2026"),
        # In UTC it was still yesterday; here it is today.
        (dt.datetime(2026, 5, 17, 23, 30, tzinfo=dt.UTC), "today at 00:30"),
    ],
)
def test_times_are_said_as_people_say_them(moment: dt.datetime, said: str) -> None:
    assert when(moment, NOW) == said


def case(**changed: object) -> CaseSummary:
    fields: dict[str, object] = {
        "id": uuid.uuid4(),
        "reference": "TR-2026-014",
        "kind": "content",
        "route": Route.CONTENT,
        "state": CaseState.NEW,
        "title": "Violent picture that Aisha Khan saw",
        "class_name": "4B",
        "year_group": YearGroup.Y4,
        "category": "Content",
        "severity": 1,
        "happened_at": NOW,
        "recorded_at": NOW,
        "updated_at": NOW,
        "reporter_id": uuid.uuid4(),
        "reporter_name": "Zoë O'Neill",
        "waiting_for": frozenset({Role.ICT_LEAD}),
        "readable": True,
        "version": 1,
    }
    return CaseSummary(**{**fields, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize("state", CaseState)
def test_a_waiting_case_is_named_without_what_was_seen_or_by_whom(state: CaseState) -> None:
    row = case(state=state)
    task = case_task(row, NOW)
    assert "TR-2026-014" in task.face.words
    for part in ("Aisha", "Violent", "O'Neill", "4B"):
        assert part not in task.face.aloud
    assert task.place == OpenCase(row.id)


def test_what_is_urgent_says_so_in_a_word() -> None:
    assert case_task(case(severity=3), NOW).face.chip == "Urgent"
    assert case_task(case(severity=2), NOW).face.chip == "With you"


def test_the_safeguarding_leads_row_asks_for_her_decision() -> None:
    row = case(severity=4, waiting_for=frozenset({Role.ICT_LEAD, Role.DSL}))
    hers = case_task(row, NOW, frozenset({Role.DSL})).face
    assert hers.words == "TR-2026-014: your decision is needed"
    his = case_task(row, NOW, frozenset({Role.ICT_LEAD})).face
    assert his.words == "TR-2026-014: ask for the block, or say why none is needed"
    assert hers.chip == his.chip == "Urgent"


def draft(stage: str, **more: object) -> Draft:
    fields: dict[str, object] = {
        "id": uuid.uuid4(),
        "journey": "content",
        "stage": stage,
        "page": "",
        "answers": {},
        "trail": (),
        "started_at": NOW,
        "kept_at": NOW,
    }
    return Draft(**{**fields, **more})  # type: ignore[arg-type]


def test_a_report_nobody_has_yet_stands_out() -> None:
    one = draft("quick")
    task = draft_task(one, NOW)
    assert task.face.chip == "Not sent"
    assert task.face.detail == "Nobody has it yet · started today at 10:42"
    assert task.place == OpenDraft(one.id)


def test_a_report_that_could_not_be_sent_says_so() -> None:
    one = draft("full", case_id=uuid.uuid4(), reference="TR-2026-014")
    task = draft_task(one, NOW, refused=True)
    assert task.face.words == "Your report could not be sent"
    assert (task.face.chip, task.place) == ("Not sent", OpenDraft(one.id))
    assert draft_task(draft("stop"), NOW, refused=True).face == task.face


def test_one_that_could_not_be_sent_is_never_the_fourth_of_three(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    first = folder_school.draft(answers.quick())
    with teacher.signed_in.store.box.changing() as change:
        put_refusal(change, first.id, "quick", NotAllowed("Not any more."), NOW)
    for one in (first, *(folder_school.draft(answers.quick()) for _ in range(5))):
        teacher.drafts.keep(one)
    assert next(task.place for task in gather(teacher, NOW).tasks) == OpenDraft(first.id)


def test_what_home_has_no_room_for_is_counted_and_all_of_it_is_led_to() -> None:
    """Until then the fourth unsent report could be reached only by discarding a newer one."""
    rows = [to_do(ToDoKind.DRAFT, draft=draft("quick")) for _ in range(5)]
    rows += [to_do(ToDoKind.WAITING, draft=draft("quick"), since=NOW) for _ in range(4)]
    rows += [to_do(ToDoKind.TASK) for _ in range(5)]
    assert [(task.face.words, task.place) for task in more_of(rows)] == [
        ("2 more of your reports are not finished", Unsent()),
        ("1 more waits to be sent", Unsent()),
    ]
    assert waiting_task(rows[5], NOW).place == Unsent()


def test_each_unsent_report_is_told_apart_but_on_home() -> None:
    said = {names.SEEN: "A violent\npicture about volcanoes."}
    one = draft("quick", answers=said)
    face = draft_face(one, NOW, refused=False)
    assert face.words.strip("\u2068\u2069") == "A violent picture about volcanoes."
    assert face.detail.startswith("Inappropriate content")
    assert "1 of " in face.detail
    assert "violent" not in draft_task(one, NOW).face.aloud
    for hidden in (
        draft("stop", answers=said),
        draft("quick", answers={**said, asked.ABOUT: asked.ABOUT_STAFF}),
        draft("quick", journey="concern", answers={concern.SEEN: "He shouted"}),
    ):
        row = draft_face(hidden, NOW, refused=False)
        assert row.words == "A report that is not sent yet"
        assert not {"violent", "grown-up", "shouted"} & set(row.aloud.split())


def test_a_stopped_report_is_not_told_apart_from_others() -> None:
    """Whoever looks over her shoulder must not learn what kind it is."""
    assert draft_task(draft("stop"), NOW).face.words == draft_task(draft("quick"), NOW).face.words


def test_a_draft_of_a_journey_from_a_newer_program_is_still_listed() -> None:
    task = draft_task(draft("full", journey="séance", case_id=uuid.uuid4(), reference="TR-1"), NOW)
    assert task.face.words == "Finish your report TR-1"
    assert task.face.detail == "started today at 10:42"


def test_the_figure_counts_open_cases_by_who_has_them() -> None:
    bars, done = count_bars(
        (
            (frozenset({Role.ICT_LEAD}), 5),
            (frozenset({Role.HEADTEACHER}), 1),
            (frozenset({Role.DSL}), 4),
            (frozenset({Role.DSL, Role.ICT_LEAD}), 2),
            (frozenset(), 95),
        )
    )
    assert {bar.words: bar.count for bar in bars} == {
        "With the ICT Lead": 7,
        "With the DSL": 6,
        "With the Headteacher": 1,
    }
    assert done == 95


def test_a_report_that_waits_for_the_share_stands_on_the_page(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    folder = folder_school.location.folder
    assert folder is not None
    folder.rename(folder.with_name("unplugged"))
    teacher.cases.send(folder_school.draft(answers.stop(), "stop"))
    faces = [task.face for task in gather(teacher, NOW).tasks]
    assert [face.words for face in faces] == ["Your report waits to be sent"]
    folder.with_name("unplugged").rename(folder)
    teacher.follow()
    assert gather(teacher, NOW).tasks == ()


TODAY = NOW.date()


def to_do(kind: ToDoKind, **more: object) -> ToDo:
    fields: dict[str, object] = {"id": uuid.uuid4(), "reference": "TR-2026-014", "since": NOW}
    return ToDo(kind, **{**fields, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-9, "Was due 9 May"),
        (-1, "Was due yesterday"),
        (0, "Due today"),
        (1, "Due tomorrow"),
        (4, "Due Friday"),
        (7, "Due 25 May"),
    ],
)
def test_a_day_is_said_as_people_say_it(days: int, said: str) -> None:
    assert due_words(TODAY + dt.timedelta(days=days), TODAY)[0] == said


def test_rows_of_tasks_say_who_gave_each_and_by_when() -> None:
    """Two of one case can be told apart, and neither says what it is about."""
    his = as_task(to_do(ToDoKind.TASK, giver="Huw Pritchard", due=TODAY), NOW).face
    hers = as_task(to_do(ToDoKind.TASK, giver="Fatima Sheikh"), NOW).face
    assert his.words == "TR-2026-014 needs you: from Huw Pritchard"
    assert (his.detail, his.chip) == ("By Monday 18 May · Given today at 10:42", "Due today")
    assert hers.words == "TR-2026-014 needs you: from Fatima Sheikh"
    assert as_task(to_do(ToDoKind.TASK), NOW).face.words == "TR-2026-014 needs you"


def test_nobody_is_named_for_a_sealed_report_nor_whoever_only_reported() -> None:
    me, lead, reporter = (
        Member(uuid.uuid4(), name, "", frozenset({role}))
        for name, role in (
            ("Huw Pritchard", Role.HEADTEACHER),
            ("Fatima Sheikh", Role.DSL),
            ("Zoë O'Neill", Role.TEACHER),
        )
    )
    task = Task(
        id=uuid.uuid4(),
        case_id=uuid.uuid4(),
        reference="TR-2026-014",
        words="Ring home",
        owner_id=me.id,
        owner_name=me.name,
        given_by_id=lead.id,
        given_by_name=lead.name,
        given_at=NOW,
        due=None,
    )
    tasks = [
        task,
        replace(task, reference="TR-S-7K3M9Q"),
        replace(task, given_by_id=reporter.id, given_by_name=reporter.name),
        replace(task, given_by_id=me.id),
    ]
    rows = task_rows(tasks, me.id, [me, lead, reporter], TODAY)
    assert [one.giver for one in rows] == ["Fatima Sheikh", "", "", ""]


def test_a_task_opens_where_she_can_read_it() -> None:
    one, case_id = to_do(ToDoKind.TASK), uuid.uuid4()
    assert one.id is not None
    assert as_task(one, NOW).place == OpenTask(one.id)
    assert as_task(to_do(ToDoKind.TASK, id=one.id, case_id=case_id), NOW).place == OpenTask(
        one.id, case_id
    )


def test_of_a_sealed_report_not_even_the_kind_is_said() -> None:
    """A class may see Home on the whiteboard."""
    row = case(
        kind="concern", route=Route.STAFF, reference="TR-S-9C9RKB", state=CaseState.WITH_HEAD
    )
    face = case_task(row, NOW).face
    assert face.words == "TR-S-9C9RKB: your decision is needed"
    assert face.detail.startswith("Sealed · reported")
    assert "grown-up" not in face.aloud


def test_a_case_says_how_long_it_has_waited() -> None:
    def side(days: int) -> str:
        since = NOW - dt.timedelta(days=days)
        return as_listed(to_do(ToDoKind.CASE, case=case(), since=since), NOW).face.side

    assert [side(days) for days in (0, 1, 12)] == ["", "waits 1 day", "waits 12 days"]


def test_home_shows_the_first_of_each_sort_and_the_list_all() -> None:
    rows = [to_do(ToDoKind.TASK, due=TODAY + dt.timedelta(days=day)) for day in range(9)]
    rows += [to_do(ToDoKind.REVIEW), *(to_do(ToDoKind.CASE, case=case()) for _ in range(6))]
    rows.append(to_do(ToDoKind.GIVE_REPORTS_BACK))
    shown = [one.kind for one in first_of(rows)]
    assert (shown.count(ToDoKind.TASK), shown.count(ToDoKind.CASE)) == (5, 4)
    assert ToDoKind.REVIEW not in shown  # it counts among the tasks
    assert shown[-1] is ToDoKind.GIVE_REPORTS_BACK
    groups = grouped(rows, NOW, lambda row: as_task(row, NOW))
    # It is a Monday: the week has six more days, and the seventh is later.
    assert [(name, len(tasks)) for name, tasks in groups] == [
        ("Today", 1),
        ("This week", 6),
        ("Later", 2),
        ("No date", 8),
    ]


def test_what_is_late_since_an_hour_stands_under_overdue() -> None:
    """Also on the day itself; and it says neither what is late nor what was seen."""
    since = NOW - dt.timedelta(hours=1)
    clock = to_do(ToDoKind.CLOCK, due=TODAY, since=since, overdue=True)
    late = to_do(ToDoKind.CASE, due=TODAY, case=case(), overdue=True)
    groups = grouped([clock, late], NOW, lambda row: as_task(row, NOW))
    ((name, tasks),) = groups
    assert name == "Overdue"
    assert [one.face.chip for one in tasks] == ["Late", "Late"]
    assert tasks[0].face.words == "TR-2026-014: something is late"
    assert tasks[0].face.detail == "It was due today at 09:42"
    assert clock.id is not None
    assert tasks[0].place == OpenCase(clock.id)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (0, "Nothing has been signed off or closed yet."),
        (1, "1 more is signed off or closed."),
        (1200, "1,200 more are signed off or closed."),
    ],
)
def test_what_is_done_is_said_as_a_person_would(done: int, said: str) -> None:
    assert done_words(done) == said
