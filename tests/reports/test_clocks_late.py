"""A clock of a serious report that ran out is on the list of those who lead, and of nobody else."""

from __future__ import annotations

import datetime as dt
import uuid

from tests.reports.doing import act, send
from tests.reports.tasking import stopped
from tests.reports.test_emergency import rest
from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds.concern import names as concern
from trent_desktop.reports.kinds.content import names as content
from trent_desktop.reports.tasks.task import ToDoKind


def of_case(member: OpenSchool, case_id: uuid.UUID) -> list[tuple[ToDoKind, bool]]:
    """How a report stands on her list, once her laptop has looked."""
    member.follow()
    return [(one.kind, one.overdue) for one in member.tasks.to_do() if one.case_id == case_id]


IN_TIME = [(ToDoKind.CASE, False)]
LATE = [(ToDoKind.CASE, True)]
CLOCK = [(ToDoKind.CLOCK, True)]


def test_a_step_that_is_late_is_overdue_on_the_list_of_whose_it_is(school: SmallSchool) -> None:
    dsl, case = stopped(school)
    deputy, head, teacher = map(school.open, ("deputy", "head", "teacher2"))
    one = case.summary.id
    assert of_case(dsl, one) == of_case(deputy, one) == IN_TIME
    school.clock.turn(hours=1, minutes=1)  # nobody has said that it reached them
    assert of_case(dsl, one) == of_case(deputy, one) == LATE
    (row,) = [row for row in dsl.tasks.to_do() if row.case_id == one]
    assert row.due == dsl.tasks.today  # the day itself, and late all the same
    assert of_case(head, one) == of_case(teacher, one) == []
    act(dsl.cases, case, Move.HAVE_IT)
    assert of_case(dsl, one) == of_case(deputy, one) == IN_TIME
    school.clock.turn(days=1)
    assert of_case(dsl, one) == LATE


def test_what_waits_for_another_is_a_row_of_its_own(school: SmallSchool) -> None:
    """The decision is made and waits for the Headteacher; that parents know is still hers."""
    dsl, case = stopped(school)
    deputy, head = school.open("deputy"), school.open("head")
    one = case.summary.id
    case = act(dsl.cases, case, Move.DECIDE, "Because.")
    for member in (dsl, deputy):
        assert of_case(member, one) == []
    school.clock.turn(days=1, hours=1)
    for member in (dsl, deputy):
        assert of_case(member, one) == CLOCK
    # The Headteacher has a step of her own in it, which is not the late one's.
    assert of_case(head, one) == LATE
    (row,) = [row for row in dsl.tasks.to_do() if row.case_id == one]
    assert (row.reference, row.due) == (
        case.summary.reference,
        (NOON + dt.timedelta(days=1)).date(),
    )
    assert dsl.tasks.to_do()[0] == row
    case = act(dsl.cases, case, Move.PARENTS_TOLD, "It would add risk.", told="no")
    assert of_case(dsl, one) == of_case(deputy, one) == []
    assert of_case(head, one) == IN_TIME


def test_once_it_is_over_nothing_is_late(school: SmallSchool) -> None:
    dsl, case = stopped(school)
    head, one = school.open("head"), case.summary.id
    case = act(dsl.cases, case, Move.DECIDE, "Because.")
    act(head.cases, case, Move.SIGN_OFF, "Agreed.")
    school.clock.turn(days=2)
    assert of_case(dsl, one) == of_case(head, one) == []


def test_the_filters_part_of_a_serious_report_is_not_what_is_late(school: SmallSchool) -> None:
    teacher, ict, dsl = map(school.open, ("teacher1", "ict", "dsl"))
    sent = send(school, teacher)
    rest(teacher, **{content.DANGER: "yes"})
    school.clock.turn(hours=2)
    assert of_case(dsl, sent.case_id) == LATE
    assert of_case(ict, sent.case_id) == LATE  # it is her turn as well, and not in time
    case = ict.cases.open_case(sent.case_id)
    act(ict.cases, case, Move.NO_BLOCK_NEEDED, "It was no page.")
    assert of_case(ict, sent.case_id) == []
    assert of_case(dsl, sent.case_id) == LATE


def test_whom_it_is_about_has_no_row_of_it_and_whoever_leads_has(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    teacher, head, chair, dsl = map(school.open, ("teacher1", "head", "chair", "dsl"))

    def about(name: str) -> uuid.UUID:
        answers: dict[str, object] = {
            asked.ABOUT: asked.ABOUT_STAFF,
            asked.STAFF_NAME: name,
            concern.SEEN: "Words.",
            concern.HARM: "yes",
            asked.HAPPENED_AT: when_value(NOON),
        }
        draft = school.draft(answers, journey=concern.CONCERN)
        teacher.drafts.keep(draft)
        return teacher.cases.send(draft).case_id

    of_dsl, of_head = about(STAFF["dsl"][0]), about(STAFF["head"][0])
    school.clock.turn(days=2)
    assert of_case(head, of_dsl) == LATE
    assert of_case(chair, of_head) == LATE
    for member, one in ((dsl, of_dsl), (head, of_head), (chair, of_dsl), (teacher, of_head)):
        assert of_case(member, one) == []


def test_that_one_ran_out_is_news_once(folder_school: SmallSchool) -> None:
    school = folder_school
    dsl, case = stopped(school)
    head = school.open("head")
    for member in (dsl, head):
        member.follow()
    school.clock.turn(hours=1, minutes=1)
    assert [dsl.follow().tasks_for_me for _ in range(3)] == [1, 0, 0]
    assert head.follow().tasks_for_me == 0
    act(dsl.cases, case, Move.HAVE_IT)
    school.clock.turn(days=1)
    assert [dsl.follow().tasks_for_me for _ in range(2)] == [1, 0]
