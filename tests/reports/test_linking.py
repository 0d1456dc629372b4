"""People and reports that belong to a report: added by those who lead, and never erased."""

from __future__ import annotations

import uuid

import pytest

from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotAllowed, NotFound
from trent_desktop.reports.case_store import read_case
from trent_desktop.reports.cases import CaseFile, CaseState, Move, Part
from trent_desktop.reports.kinds.content import names as n

_TIES = {Move.LINK_CASE, Move.UNLINK_CASE}


def opened(school: SmallSchool, name: str, *cases: uuid.UUID) -> tuple[OpenSchool, list[CaseFile]]:
    member = school.open(name)
    member.follow()
    return member, [member.cases.open_case(one) for one in cases]


def pupil_of(member: OpenSchool, words: str) -> str:
    (found,) = member.people.find_pupils(words)
    return str(found.id)


def persons(case: CaseFile) -> list[tuple[str, str]]:
    return [(one.name, one.part) for one in case.people]


class TestPeople:
    def test_one_from_the_list_is_added_and_taken_out_again_with_a_reason(
        self, school: SmallSchool
    ) -> None:
        sent = send(school, school.open("teacher1"))
        dsl, (case,) = opened(school, "dsl", sent.case_id)
        lukasz = pupil_of(dsl, "nowak")
        case = act(dsl.cases, case, Move.LINK_PERSON, pupil_id=lukasz, part=Part.HURT.value)
        assert persons(case) == [("Łukasz Nowak", "was hurt")]
        (person,) = case.people
        assert (str(person.pupil_id), person.class_name) == (lukasz, "4B")
        with pytest.raises(AnswersRefused):
            act(dsl.cases, case, Move.UNLINK_PERSON, person=str(person.link))
        case = act(dsl.cases, case, Move.UNLINK_PERSON, "It was Conor.", person=str(person.link))
        assert case.people == ()
        (gone,) = case.taken_out
        assert (gone.person.name, gone.by, gone.why) == (
            "Łukasz Nowak", "Fatima Sheikh", "It was Conor.",
        )  # fmt: skip
        # Both stand in the timeline for good, and anew it can be added.
        assert [one.move for one in case.timeline if one.move] == [
            Move.LINK_PERSON, Move.UNLINK_PERSON,
        ]  # fmt: skip
        case = act(dsl.cases, case, Move.LINK_PERSON, pupil_id=lukasz, part=Part.SAW.value)
        assert persons(case) == [("Łukasz Nowak", "saw it")]

    def test_one_who_is_not_on_the_list_is_named(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"))
        dsl, (case,) = opened(school, "dsl", sent.case_id)
        case = act(
            dsl.cases, case, Move.LINK_PERSON, name="  Mrs  Ewa Nowak ", part=Part.TOLD.value
        )
        assert persons(case) == [("Mrs Ewa Nowak", "told us")]
        for wrong in ({"name": " "}, {"name": "Mrs Ewa Nowak"}, {"pupil_id": str(uuid.uuid4())}):
            with pytest.raises(AnswersRefused):
                act(dsl.cases, case, Move.LINK_PERSON, part=Part.TOLD.value, **wrong)
        with pytest.raises(AnswersRefused):
            act(dsl.cases, case, Move.LINK_PERSON, name="Somebody Else", part="is to blame")

    def test_a_member_of_staff_who_did_it_is_a_report_of_its_own(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"))
        dsl, (case,) = opened(school, "dsl", sent.case_id)
        for name in ("Şükrü Yılmaz", "Mr Yilmaz", "the Headteacher", "Mrs Okonkwo-Reid"):
            with pytest.raises(MoveNotPossible, match="only other people could read"):
                act(dsl.cases, case, Move.LINK_PERSON, name=name, part=Part.DID.value)
        case = act(dsl.cases, case, Move.LINK_PERSON, name="Şükrü Yılmaz", part=Part.SAW.value)
        assert case.people[0].member_id == school.members["teacher2"]

    def test_who_did_it_in_a_report_about_staff_has_nothing_of_it(
        self, school: SmallSchool
    ) -> None:
        sent = send(school, school.open("teacher1"), **{n.ABOUT: n.ABOUT_STAFF})
        head, (case,) = opened(school, "head", sent.case_id)
        case = act(head.cases, case, Move.LINK_PERSON, name="Tomasz Wiśniewski", part="did it")
        with pytest.raises(AnswersRefused, match="about"):
            act(head.cases, case, Move.ACTION, "Look into it.", owner=str(school.members["ict"]))
        with pytest.raises(MoveNotPossible):
            act(head.cases, case, Move.LINK_PERSON, name="Maya Okonkwo-Reid", part="did it")

    @pytest.mark.parametrize("who", ["teacher1", "ict", "dsl", "deputy", "head"])
    def test_only_those_who_lead_add_anybody(self, school: SmallSchool, who: str) -> None:
        sent = send(school, school.open("teacher1"))
        member, (case,) = opened(school, who, sent.case_id)
        leads = who != "teacher1"
        moves = {Move.LINK_PERSON, Move.LINK_CASE}
        assert (moves <= case.moves) is leads
        if not leads:
            assert not moves & case.moves
            with pytest.raises(NotAllowed):
                act(member.cases, case, Move.LINK_PERSON, name="A B", part="saw it")


class TestLinkedReports:
    def test_each_says_that_the_other_belongs_to_it(self, school: SmallSchool) -> None:
        one, two = (send(school, school.open(who)) for who in ("teacher1", "teacher2"))
        dsl, (case, _) = opened(school, "dsl", one.case_id, two.case_id)
        case = act(dsl.cases, case, Move.LINK_CASE, other=str(two.case_id))
        assert [(tie.reference, tie.how) for tie in case.ties] == [(two.reference, "linked")]
        other = dsl.cases.open_case(two.case_id)
        assert [tie.case_id for tie in other.ties] == [one.case_id]
        with pytest.raises(AnswersRefused, match="already"):
            act(dsl.cases, other, Move.LINK_CASE, other=str(one.case_id))
        with pytest.raises(AnswersRefused):
            act(dsl.cases, other, Move.LINK_CASE, other=str(two.case_id))
        with pytest.raises(NotFound):
            act(dsl.cases, other, Move.LINK_CASE, other=str(uuid.uuid4()))
        # Another who reads both sees it too; she who reads one of them nothing at all.
        for name, sees in (("head", True), ("ict", True), ("teacher1", False)):
            _, (read,) = opened(school, name, one.case_id)
            assert bool(read.ties) is sees, name
            assert (Move.LINK_CASE in {entry.move for entry in read.timeline}) is sees, name
            assert (two.reference in repr(read)) is sees, name

    def test_they_are_untied_with_a_reason_that_both_keep(self, school: SmallSchool) -> None:
        one, two = (send(school, school.open(who)) for who in ("teacher1", "teacher2"))
        dsl, (case, _) = opened(school, "dsl", one.case_id, two.case_id)
        assert Move.UNLINK_CASE not in case.moves
        why = "Two boys of one name."
        with pytest.raises(AnswersRefused):
            act(dsl.cases, case, Move.UNLINK_CASE, why, other=str(two.case_id))
        case = act(dsl.cases, case, Move.LINK_CASE, other=str(two.case_id))
        assert Move.UNLINK_CASE in case.moves
        with pytest.raises(AnswersRefused):
            act(dsl.cases, case, Move.UNLINK_CASE, other=str(two.case_id))
        # From either of them.
        other = dsl.cases.open_case(two.case_id)
        other = act(dsl.cases, other, Move.UNLINK_CASE, why, other=str(one.case_id))
        _, (case,) = opened(school, "head", one.case_id)
        for file, reference in ((case, two.reference), (other, one.reference)):
            assert file.ties == ()
            assert Move.UNLINK_CASE not in file.moves
            tied, untied = (entry for entry in file.timeline if entry.move in _TIES)
            assert (tied.move, untied.move) == (Move.LINK_CASE, Move.UNLINK_CASE)
            assert untied.words == why
            assert reference in repr(tied)
            assert reference in repr(untied)
        # Whoever reads one of them alone reads nothing of it, not even with its key.
        teacher, (read,) = opened(school, "teacher1", one.case_id)
        assert not {entry.move for entry in read.timeline} & _TIES
        me = teacher.signed_in
        with me.database.read() as session:
            assert why not in repr(read_case(session, me.keyring, one.case_id).timeline)
        # They can be put together again; what is led on elsewhere stays so.
        case = dsl.cases.open_case(one.case_id)
        case = act(dsl.cases, case, Move.LINK_CASE, other=str(two.case_id))
        assert [tie.how for tie in case.ties] == ["linked"]
        act(dsl.cases, case, Move.MERGE, "The same.", other=str(two.case_id))
        for which, there in ((one, two), (two, one)):
            case = dsl.cases.open_case(which.case_id)
            assert Move.UNLINK_CASE not in case.moves
            with pytest.raises(AnswersRefused):
                act(dsl.cases, case, Move.UNLINK_CASE, why, other=str(there.case_id))

    def test_who_reads_one_of_them_cannot_even_decrypt_which_the_other_is(
        self, school: SmallSchool
    ) -> None:
        from trent_desktop.reports.linking.ties import opened as opened_tie

        one, two = (send(school, school.open(who)) for who in ("teacher1", "teacher2"))
        dsl, (case, _) = opened(school, "dsl", one.case_id, two.case_id)
        act(dsl.cases, case, Move.LINK_CASE, other=str(two.case_id))
        for name, opens in (("teacher1", False), ("teacher2", False), ("head", True)):
            me = school.open(name).signed_in
            which = two if name == "teacher2" else one
            with me.database.read() as session:
                stored = read_case(session, me.keyring, which.case_id)
            (entry,) = [entry for entry in stored.timeline if entry.move is Move.LINK_CASE]
            assert (opened_tie(me.keyring, entry) is not None) is opens, name
            for other in (one, two):
                assert str(other.case_id) not in repr(entry.details)
                assert other.reference not in repr(entry.details)

    def test_a_report_that_she_does_not_read_whole_is_linked_with_none(
        self, school: SmallSchool
    ) -> None:
        ordinary = send(school, school.open("teacher1"))
        sealed = send(school, school.open("teacher1"), **{n.ABOUT: n.ABOUT_STAFF})
        dsl, (case,) = opened(school, "dsl", ordinary.case_id)
        with pytest.raises(NotFound):
            act(dsl.cases, case, Move.LINK_CASE, other=str(sealed.case_id))
        head, (case,) = opened(school, "head", ordinary.case_id)
        case = act(head.cases, case, Move.LINK_CASE, other=str(sealed.case_id))
        assert case.ties
        _, (read,) = opened(school, "dsl", ordinary.case_id)
        assert read.ties == ()
        assert sealed.reference not in repr(read)


class TestMerging:
    def test_one_leads_and_the_other_is_closed_and_points_to_it(self, school: SmallSchool) -> None:
        one, two = (send(school, school.open(who)) for who in ("teacher1", "teacher2"))
        dsl, (leading, merged) = opened(school, "dsl", one.case_id, two.case_id)
        with pytest.raises(AnswersRefused):
            act(dsl.cases, merged, Move.MERGE, other=str(one.case_id))
        said = "It is the same picture, seen by two teachers."
        merged = act(dsl.cases, merged, Move.MERGE, said, other=str(one.case_id))
        assert merged.summary.state is CaseState.CLOSED
        assert [(tie.case_id, tie.how) for tie in merged.ties] == [(one.case_id, "led there")]
        leading = dsl.cases.open_case(one.case_id)
        assert leading.summary.state is CaseState.NEW
        assert [(tie.case_id, tie.how) for tie in leading.ties] == [(two.case_id, "led here")]
        # Nothing is deleted, and its reporter reads that it is closed and why, not where it is led.
        _, (hers,) = opened(school, "teacher2", two.case_id)
        assert len(hers.timeline) == len(merged.timeline)
        assert (hers.timeline[-1].move, hers.timeline[-1].words) == (Move.CLOSE, said)
        assert one.reference not in repr(hers)
        # It can be opened again.
        merged = act(dsl.cases, merged, Move.REOPEN, "It was another one.")
        assert merged.summary.state is CaseState.NEW

    def test_nothing_goes_into_what_is_over_and_nothing_open_is_lost(
        self, school: SmallSchool
    ) -> None:
        one, two = (send(school, school.open("teacher1")) for _ in range(2))
        dsl, (leading, merged) = opened(school, "dsl", one.case_id, two.case_id)
        merged = act(dsl.cases, merged, Move.ACTION, "Ring the parents.")
        with pytest.raises(AnswersRefused, match="still open"):
            act(dsl.cases, merged, Move.MERGE, "The same.", other=str(one.case_id))
        ict = school.open("ict")
        ict.follow()
        act(ict.cases, leading, Move.NO_BLOCK_NEEDED, "It is gone.")
        leading = dsl.cases.open_case(one.case_id)
        act(dsl.cases, leading, Move.CLOSE)
        with pytest.raises(MoveNotPossible, match="is over"):
            act(dsl.cases, merged, Move.MERGE, "The same.", other=str(one.case_id), open_tasks="1")

    def test_what_waits_for_the_safeguarding_lead_is_not_merged_away(
        self, school: SmallSchool
    ) -> None:
        one = send(school, school.open("teacher1"))
        two = send(school, school.open("teacher1"), "stop")
        dsl, (_, stopped) = opened(school, "dsl", one.case_id, two.case_id)
        assert Move.MERGE not in stopped.moves
        with pytest.raises(MoveNotPossible):
            act(dsl.cases, stopped, Move.MERGE, "The same.", other=str(one.case_id))

    def test_twice_is_once(self, school: SmallSchool) -> None:
        one, two = (send(school, school.open("teacher1")) for _ in range(2))
        dsl, (case, _) = opened(school, "dsl", one.case_id, two.case_id)
        entry_id = uuid.uuid4()
        for _ in range(2):
            dsl.cases.act(
                one.case_id, Move.LINK_CASE, version=case.version, entry_id=entry_id,
                details={"other": str(two.case_id)},
            )  # fmt: skip
        assert len(dsl.cases.open_case(two.case_id).ties) == 1
