"""A report that is over asks nobody anything; what is added then is marked, told and not signed."""

from __future__ import annotations

import dataclasses
import uuid

from tests.documents.reading import text_of
from tests.reports.doing import act, full_answers, send
from tests.schools import SmallSchool
from trent_desktop.documents.page import Letterhead
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import CaseFile, CaseState, EntryKind, Move
from trent_desktop.reports.documents import filled_pdf
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.later import added_later, since_signed
from trent_desktop.reports.timeline_words import entry_words

LATER = "She told me the next day that her brother had sent it."


def signed_off(school: SmallSchool, case_id: uuid.UUID) -> CaseFile:
    ict, head = school.open("ict"), school.open("head")
    act(ict.cases, ict.cases.open_case(case_id), Move.NO_BLOCK_NEEDED, "Only on paper.")
    return act(head.cases, head.cases.open_case(case_id), Move.SIGN_OFF, "Dealt with.")


def add_the_rest(teacher: OpenSchool, **more: object) -> None:
    (draft,) = teacher.drafts.all()
    answers = {**full_answers(draft.answers), n.ACCOUNT_OF_IT: LATER, **more}
    teacher.cases.send(dataclasses.replace(draft, answers=answers))


def test_it_says_nothing_of_open_questions(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    assert sent.questions_left > 3
    assert teacher.cases.open_case(sent.case_id).questions_left > 3
    signed_off(school, sent.case_id)
    assert teacher.cases.over([sent.case_id]) == frozenset()
    teacher.follow()
    assert teacher.cases.over([sent.case_id, uuid.uuid4()]) == {sent.case_id}
    assert teacher.cases.open_case(sent.case_id).questions_left == 0
    head = school.open("head")
    act(head.cases, head.cases.open_case(sent.case_id), Move.CLOSE)
    assert teacher.cases.open_case(sent.case_id).questions_left == 0


def test_what_is_added_later_is_marked_and_told_to_its_readers(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    signed_off(school, sent.case_id)
    teacher.follow()
    readers = [school.open(name) for name in ("ict", "dsl", "head")]
    for reader in readers:
        assert reader.follow().added_later == ()
    add_the_rest(teacher)
    for reader in readers:
        assert reader.follow().added_later == (sent.reference,)
        assert reader.follow().added_later == ()
    assert teacher.follow().added_later == ()
    assert school.open("teacher2").follow().added_later == ()
    case = school.open("head").cases.open_case(sent.case_id)
    assert case.summary.state is CaseState.SIGNED_OFF
    *_, signature, added, told = case.timeline
    assert signature.move is Move.SIGN_OFF
    assert added.kind is EntryKind.MORE_ANSWERS
    assert (added.author_name, added.at > signature.at) == ("Zoë O'Neill", True)
    assert added_later(case.timeline) == {added.id}
    assert entry_words(added, KINDS[0], {}, later=True).head.startswith("Added later: more answers")
    assert told.kind is EntryKind.TOLD
    assert told.details["roles"] == ["ict-lead", "dsl", "deputy-dsl", "headteacher"]


def test_what_raises_the_level_opens_it_again(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    signed_off(school, sent.case_id)
    add_the_rest(teacher, **{n.DANGER: "yes"})
    case = school.open("head").cases.open_case(sent.case_id)
    assert case.summary.state is CaseState.NO_BLOCK
    assert len(added_later(case.timeline)) == 1
    assert case.timeline[-1].details["roles"] == ["dsl", "deputy-dsl"]


def test_an_answer_that_is_corrected_later_is_marked_too(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    case = signed_off(school, sent.case_id)
    head = school.open("head")
    case = act(head.cases, case, Move.AMEND, "A slip.", question=n.SEEN, after="A drawing of one")
    assert [entry.id for entry in since_signed(case.timeline)] == [*added_later(case.timeline)]
    assert case.timeline[-1].kind is EntryKind.TOLD


def paper_of(school: SmallSchool, case_id: uuid.UUID) -> str:
    head = school.open("head")
    case = head.cases.copy_for_print(case_id)
    at = school.clock()
    pdf = filled_pdf(
        case, Letterhead("Larkfield", ()), with_timeline=True, printed_by="H", printed_at=at
    )
    return " ".join(text_of(pdf.content).split())


def test_it_stands_behind_no_older_signature_on_paper(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    signed_off(school, sent.case_id)
    add_the_rest(teacher)
    paper = paper_of(school, sent.case_id)
    signatures = paper.index("Signatures")
    heading = paper.index("Added after it was signed off or closed")
    assert signatures < heading < paper.index(LATER)
    timeline = paper.index("Everything that happened in this case")
    assert heading < timeline
    assert paper.index("Signed off", timeline) < paper.index("Added later", timeline)
    # Signed off once more, all of it is what was signed.
    head = school.open("head")
    case = act(head.cases, head.cases.open_case(sent.case_id), Move.REOPEN, "There is more.")
    ict = school.open("ict")
    act(ict.cases, ict.cases.open_case(sent.case_id), Move.NO_BLOCK_NEEDED, "As before.")
    case = head.cases.open_case(sent.case_id)
    act(head.cases, case, Move.SIGN_OFF, "Read it again.")
    paper = paper_of(school, sent.case_id)
    assert "Added after it was signed off" not in paper
    assert paper.index(LATER) < paper.index("Signatures")
