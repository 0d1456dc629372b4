"""A stopped report, enforced by the service: who reads it, and what it never holds."""

from __future__ import annotations

import dataclasses

import pytest

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.schools import SmallSchool
from trent_desktop.problems import AnswersRefused, NotFound, PrintRefused
from trent_desktop.reports.cases import EntryKind, Move, Route
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n


class TestTheStop:
    def test_goes_to_the_dsl_her_deputy_and_the_head_alone(self, school: SmallSchool) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher, "stop")
        assert sent.route is Route.STOPPED
        for name in ("dsl", "deputy", "head"):
            case = school.open(name).cases.open_case(sent.case_id)
            assert case.answers[n.STOP_DEVICE_PLACE] == "Tablet 12, in the office safe"
        for name in ("teacher1", "ict", "chair", "teacher2"):
            with pytest.raises(NotFound):
                school.open(name).cases.open_case(sent.case_id)
        (row,) = teacher.cases.page(CaseQuery()).rows
        assert (row.readable, row.reference) == (False, sent.reference)
        assert teacher.drafts.all() == ()

    def test_is_never_printed_or_saved(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"), "stop")
        dsl = school.open("dsl")
        assert not dsl.cases.open_case(sent.case_id).may_print
        for export in (False, True):
            with pytest.raises(PrintRefused):
                dsl.cases.copy_for_print(sent.case_id, export=export)

    @pytest.mark.parametrize(
        "text",
        ["see www.example.net/x", "https://example.com", "it is on example.org", "192.0.2.7/p"],
    )
    def test_takes_no_address_even_from_a_changed_screen(
        self, school: SmallSchool, text: str
    ) -> None:
        teacher = school.open("teacher1")
        with pytest.raises(AnswersRefused) as refused:
            send(school, teacher, "stop", **{n.STOP_SEEN_BY: text})
        assert refused.value.errors[0][0] == n.STOP_SEEN_BY
        assert len(teacher.drafts.all()) == 1

    @pytest.mark.parametrize("move", [Move.NOTE, Move.DECIDE, Move.ACTION])
    def test_takes_no_address_later_either(self, school: SmallSchool, move: Move) -> None:
        sent = send(school, school.open("teacher1"), "stop")
        dsl = school.open("dsl")
        case = dsl.cases.open_case(sent.case_id)
        for words in ("It is on www.example.net/x", "example dot com"):
            with pytest.raises(AnswersRefused):
                act(dsl.cases, case, move, words)
        with pytest.raises(AnswersRefused):
            act(dsl.cases, case, Move.DECIDE, "Referred.", decision="see https://example.com")
        assert len(dsl.cases.open_case(sent.case_id).timeline) == 2
        assert act(dsl.cases, case, move, "Rang children's social care.").version == 2

    def test_keeps_nothing_of_the_ordinary_report_in_the_draft(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"), "stop", **answers.quick())
        case = school.open("dsl").cases.open_case(sent.case_id)
        assert n.WHERE not in case.answers
        assert n.SEEN not in case.answers

    def test_after_sending_takes_the_report_away_from_everybody_else(
        self, school: SmallSchool
    ) -> None:
        teacher, ict = school.open("teacher1"), school.open("ict")
        sent = send(school, teacher)
        ict.follow()
        assert ict.cases.page(CaseQuery("volcanoes")).rows
        (draft,) = teacher.drafts.all()
        stopped = dataclasses.replace(draft, stage="stop", answers=answers.stop())
        assert teacher.cases.send(stopped).route is Route.STOPPED
        assert ict.follow().cases == {sent.case_id}
        for gone in (ict, school.open("ict"), teacher):
            gone.follow()
            assert gone.cases.page(CaseQuery("volcanoes")).rows == ()
            with pytest.raises(NotFound):
                gone.cases.open_case(sent.case_id)
        case = school.open("dsl").cases.open_case(sent.case_id)
        assert case.summary.title != answers.SEEN
        assert case.timeline[0].kind is EntryKind.REPORT
        assert not case.may_print

    def test_a_quick_answer_cannot_slip_past_it(self, school: SmallSchool) -> None:
        teacher = school.open("teacher1")
        send(school, teacher)
        (draft,) = teacher.drafts.all()
        from trent_desktop.reports.kinds.content import TABLES

        (stops,) = [row.value for row in TABLES[-1].rows if row.stops]
        more = full_answers(draft.answers) | {n.CATEGORY: stops}
        with pytest.raises(AnswersRefused):
            teacher.cases.send(dataclasses.replace(draft, answers=more))
