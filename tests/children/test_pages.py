"""A page for each child: what happened, over all that its reader may read and nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest

from tests.children.told import WORDS, child, lines, page_of, told
from tests.reports.doing import act, full_answers, send
from tests.schools import STAFF, SmallSchool
from tests.storage.older import make_older
from trent_desktop.agreements.kinds import Consent, Kind
from trent_desktop.children.page import Whom
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.values import Taught
from trent_desktop.problems import NotAllowed, NotFound, Problem
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.chronology.telling import LONGEST
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.roles import Role
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.storage.audit import entries_about

LEADS = ("dsl", "deputy", "head")


def saw_it(school: SmallSchool, who: str, whom: Whom, **more: Any) -> str:
    """An ordinary report whose later answers say that the child saw it."""
    member = school.open(who)
    sent = send(school, member)
    draft = next(one for one in member.drafts.all() if one.case_id == sent.case_id)
    pupils = [
        {"id": str(whom.pupil_id), "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}
    ]
    made = {**full_answers(draft.answers), n.SAW_PUPILS: pupils, **more}
    member.cases.send(dataclasses.replace(draft, answers=made))
    member.close()
    return sent.reference


class TestWhatStandsThere:
    def test_two_times_for_each_the_oldest_first(self, school: SmallSchool) -> None:
        whom = child(school.open("teacher1"))
        first = told(school, "teacher1", whom.pupil_id)
        school.clock.turn(days=3)
        second = told(school, "support", whom.pupil_id, happened_at="2026-11-20T09:10+00:00")
        dsl = school.open("dsl")
        dsl.follow()
        case = dsl.cases.open_case(first.case_id)
        case = act(dsl.cases, case, Move.NOTE, "Spoke with the office.")
        act(dsl.cases, case, Move.ACTION, "Ring the mother.", due="2026-12-01")
        page = dsl.children.open(whom)
        assert (page.name, page.class_name, page.year) == ("Łukasz Nowak", "4B", "Year 4")
        assert lines(page) == [
            (second.reference, "Reported"),
            (first.reference, "Reported"),
            (first.reference, "Note"),
            (first.reference, "Asked for"),
        ]
        one = page.events[0]
        assert one.happened_at == dt.datetime(2026, 11, 20, 9, 10, tzinfo=dt.UTC)
        assert one.recorded_at.date() == dt.date(2026, 11, 26)
        assert (one.kind, one.parts, one.author, one.words) == (
            "told", "told it", "Ana D'Souza", WORDS,
        )  # fmt: skip
        assert [event.happened_at for event in page.events] == sorted(
            event.happened_at for event in page.events
        )
        assert [(task.reference, task.words, task.due) for task in page.tasks] == [
            (first.reference, "Ring the mother.", dt.date(2026, 12, 1))
        ]

    def test_agreements_and_consents_as_they_stand_and_lessons_of_the_class(
        self, school: SmallSchool
    ) -> None:
        dsl = school.open("dsl")
        whom = child(dsl)
        assert whom.pupil_id is not None
        dsl.agreements.returns.answer(whom.pupil_id, {Consent.PHOTOGRAPHS: True})
        for class_name in ("4B", "4A"):
            dsl.lesson_log.keep(
                Taught(
                    uuid.uuid4(),
                    "safe-3-4",
                    school.classes[class_name],
                    class_name,
                    dsl.member.id,
                    school.clock(),
                    40,
                    8,
                    8,
                    f"Lesson of {class_name}",
                    Letter.ALL,
                    "3-4",
                    (),
                )
            )
        page = dsl.children.open(whom)
        assert page.agreements is not None
        assert Kind.PUPIL_KS2 in page.agreements.cells
        given = {one.consent: one.given for one in page.agreements.answers}
        assert given[Consent.PHOTOGRAPHS]
        assert not given[Consent.PRESS]
        assert [one.title for one in page.lessons] == ["Lesson of 4B"]

    def test_what_a_child_saw_what_was_added_and_what_was_taken_out(
        self, school: SmallSchool
    ) -> None:
        dsl = school.open("dsl")
        whom = child(dsl)
        saw = saw_it(school, "teacher1", whom)
        sent = send(school, school.open("teacher2"))
        dsl.follow()
        assert {one.reference for one in dsl.children.open(whom).events} == {saw}
        case = dsl.cases.open_case(sent.case_id)
        case = act(dsl.cases, case, Move.LINK_PERSON, pupil_id=str(whom.pupil_id), part="was hurt")
        parts = {one.reference: one.parts for one in dsl.children.open(whom).events}
        assert parts == {saw: "saw it", sent.reference: "was hurt"}
        (person,) = case.people
        act(dsl.cases, case, Move.UNLINK_PERSON, "It was not him.", person=str(person.link))
        assert {one.reference for one in dsl.children.open(whom).events} == {saw}

    def test_whom_an_answer_names_stays_when_a_part_is_taken_out(self, school: SmallSchool) -> None:
        dsl = school.open("dsl")
        whom = child(dsl)
        sent = told(school, "teacher1", whom.pupil_id)
        dsl.follow()
        case = dsl.cases.open_case(sent.case_id)
        case = act(dsl.cases, case, Move.LINK_PERSON, pupil_id=str(whom.pupil_id), part="did it")
        added = next(one for one in case.people if one.link)
        act(dsl.cases, case, Move.UNLINK_PERSON, "Not so.", person=str(added.link))
        (event,) = dsl.children.open(whom).events
        assert event.parts == "told it"

    def test_long_words_are_shortened_and_say_so(self, school: SmallSchool) -> None:
        dsl = school.open("dsl")
        whom = child(dsl)
        told(school, "teacher1", whom.pupil_id, child_words="word " * 900)
        dsl.follow()
        (event,) = dsl.children.open(whom).events
        assert event.words.endswith("(the rest is in the report)")
        assert len(event.words) < LONGEST + 60

    def test_a_case_that_is_over_has_no_open_task(self, school: SmallSchool) -> None:
        dsl, head = school.open("dsl"), school.open("head")
        whom = child(dsl)
        sent = told(school, "teacher1", whom.pupil_id)
        case = dsl.cases.open_case(sent.case_id)
        case = act(dsl.cases, case, Move.ACTION, "Ring the mother.")
        case = act(dsl.cases, case, Move.DECIDE, "Dealt with in school.")
        assert len(dsl.children.open(whom).tasks) == 1
        case = act(
            head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Done.", open_tasks="1"
        )
        assert case.summary.state is CaseState.SIGNED_OFF
        assert head.children.open(whom).tasks == ()

    def test_doubles_that_were_merged_are_one_child(self, school: SmallSchool) -> None:
        ict = school.open("ict")
        whom = child(ict)
        assert whom.pupil_id is not None
        double = ict.pupils.add(PupilDetails("Lukasz", "Nowak"))
        sent = told(school, "teacher1", double)
        assert lines(page_of(school, "dsl", whom)) == []
        step = ict.pupils.merge(whom.pupil_id, double)
        assert lines(page_of(school, "dsl", whom)) == [(sent.reference, "Reported")]
        ict.pupils.undo(step.id)
        assert lines(page_of(school, "dsl", whom)) == []

    def test_a_child_who_has_left_keeps_a_page(self, school: SmallSchool) -> None:
        ict = school.open("ict")
        whom = child(ict)
        assert whom.pupil_id is not None
        sent = told(school, "teacher1", whom.pupil_id)
        ict.pupils.archive([whom.pupil_id])
        page = page_of(school, "dsl", whom)
        assert page.has_left
        assert page.agreements is None
        assert lines(page) == [(sent.reference, "Reported")]


class TestWhoReadsWhat:
    def test_each_only_what_she_reads(self, school: SmallSchool) -> None:
        whom = child(school.open("teacher1"))
        assert whom.pupil_id is not None
        safeguarding = told(school, "teacher1", whom.pupil_id)
        ordinary = saw_it(school, "teacher2", whom)
        about_staff = told(school, "teacher1", whom.pupil_id, about_staff="staff")
        about_head = told(school, "teacher1", whom.pupil_id, about_staff="headteacher")
        both = {safeguarding.reference, ordinary}
        reads = {
            "teacher1": {safeguarding.reference},
            "teacher2": {ordinary},
            "support": set(),
            "ict": {ordinary},
            "dsl": both,
            "deputy": both,
            "head": {*both, about_staff.reference},
            "chair": {about_head.reference},
        }
        for name in STAFF:
            if name == "governor":
                with pytest.raises(NotAllowed):
                    page_of(school, name, whom)
                continue
            page = page_of(school, name, whom)
            assert {one.reference for one in page.events} == reads[name], name
            for reference in {about_staff.reference, about_head.reference} - reads[name]:
                assert reference not in repr(page), name

    def test_a_stopped_report_only_for_its_readers_and_never_to_be_printed(
        self, school: SmallSchool
    ) -> None:
        teacher = school.open("teacher1")
        whom = child(teacher)
        sent = send(school, teacher, "stop")
        dsl = school.open("dsl")
        dsl.follow()
        case = dsl.cases.open_case(sent.case_id)
        act(dsl.cases, case, Move.LINK_PERSON, pupil_id=str(whom.pupil_id), part="was hurt")
        for name in ("dsl", "deputy", "head", "ict", "teacher1", "teacher2", "chair"):
            events = page_of(school, name, whom).events
            assert {one.reference for one in events} == (
                {sent.reference} if name in LEADS else set()
            ), name
            assert not any(one.may_print for one in events)

    def test_what_she_reads_in_part_is_hers_alone_and_not_for_paper(
        self, school: SmallSchool
    ) -> None:
        teacher = school.open("teacher1")
        whom = child(teacher)
        sent = told(school, "teacher1", whom.pupil_id)
        dsl = school.open("dsl")
        act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.NOTE, "The DSL’s own words.")
        page = page_of(school, "teacher1", whom)
        assert lines(page) == [(sent.reference, "Reported")]
        assert not page.events[0].may_print
        assert page.tasks == ()
        assert all(one.may_print for one in page_of(school, "dsl", whom).events)

    def test_the_person_it_is_about_has_nothing_of_it(self, school: SmallSchool) -> None:
        whom = child(school.open("teacher1"))
        saw_it(school, "teacher1", whom, **{n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Fatima Sheikh"})
        school.open("head").roles_held.share(Role.HEADTEACHER, school.members["dsl"])
        assert page_of(school, "head", whom).events
        assert page_of(school, "dsl", whom).events == ()

    def test_linked_as_having_done_it_she_has_nothing_of_it_with_a_role_taken_over(
        self, school: SmallSchool
    ) -> None:
        whom = child(school.open("teacher1"))
        sent = told(school, "teacher1", whom.pupil_id, about_staff="staff")
        head = school.open("head")
        case = head.cases.open_case(sent.case_id)
        act(head.cases, case, Move.LINK_PERSON, name="Tomasz Wiśniewski", part="did it")
        head.roles_held.share(Role.HEADTEACHER, school.members["ict"])
        ict = school.open("ict")
        ict.follow()
        with pytest.raises(NotFound):
            ict.cases.open_case(sent.case_id)
        assert page_of(school, "ict", whom).events == ()


class TestAdults:
    def test_by_name_for_those_who_lead_over_what_they_read(self, school: SmallSchool) -> None:
        sent = told(school, "teacher1", None, "Mrs Ewa Nowak")
        sealed = told(school, "teacher1", None, "mrs ewa  nowak", about_staff="staff")
        whom = Whom(None, "Mrs. Ewa Nowak")
        assert {one.reference for one in page_of(school, "dsl", whom).events} == {sent.reference}
        both = {sent.reference, sealed.reference}
        assert {one.reference for one in page_of(school, "head", whom).events} == both
        for name in set(STAFF) - {"dsl", "head"}:
            with pytest.raises(NotAllowed):
                page_of(school, name, whom)
        dsl = school.open("dsl")
        dsl.follow()
        assert [one.name for one in dsl.children.find("ewa")] == ["Mrs Ewa Nowak"]
        assert school.open("teacher1").children.find("ewa") == ()

    def test_nobody_opens_a_page_about_herself(self, school: SmallSchool) -> None:
        told(school, "teacher1", None, "Fatima Sheikh")
        dsl = school.open("dsl")
        dsl.follow()
        for name in ("Fatima Sheikh", "Mrs Sheikh", "F. Sheikh"):
            with pytest.raises(NotAllowed):
                dsl.children.open(Whom(None, name))
            with pytest.raises(NotAllowed):
                dsl.children.note_print(Whom(None, name))
        assert dsl.children.find("sheikh") == ()

    def test_who_did_it_as_named_in_a_report_about_staff(self, school: SmallSchool) -> None:
        whom = child(school.open("teacher1"))
        reference = saw_it(
            school, "teacher1", whom, **{n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Şükrü Yılmaz"}
        )
        page = page_of(school, "head", Whom(None, "Şükrü Yılmaz"))
        assert {one.reference for one in page.events} == {reference}
        assert page_of(school, "dsl", Whom(None, "Şükrü Yılmaz")).events == ()


class TestTheTrail:
    def test_reading_printing_and_saving_are_written_down_without_a_name(
        self, school: SmallSchool
    ) -> None:
        dsl = school.open("dsl")
        whom = child(dsl)
        dsl.children.open(whom)
        dsl.children.look_again(whom)  # something has changed: that is no second reading
        dsl.children.note_print(whom)
        dsl.children.note_print(whom, export=True)
        adult = Whom(None, "Mrs Ewa Nowak")
        dsl.children.open(adult)
        with dsl.signed_in.database.read() as session:
            acts = [one.act for one in entries_about(session, str(whom.pupil_id))]
            newest = entries_about(session, dsl.children._subject(adult))
        assert acts == ["chronology exported", "chronology printed", "chronology read"]
        assert [one.act for one in newest] == ["chronology read"]
        assert "nowak" not in repr(newest).lower()

    def test_looking_again_at_what_was_never_opened_is_opening_it(
        self, school: SmallSchool
    ) -> None:
        dsl = school.open("dsl")
        whom = child(dsl)
        dsl.children.look_again(whom)
        with dsl.signed_in.database.read() as session:
            assert len(entries_about(session, str(whom.pupil_id))) == 1

    def test_whom_there_is_not(self, school: SmallSchool) -> None:
        with pytest.raises(NotFound):
            school.open("dsl").children.open(Whom(uuid.uuid4()))

    def test_what_cannot_be_written_down_is_not_shown(self, folder_school: SmallSchool) -> None:
        dsl = folder_school.open("dsl")
        whom = child(dsl)
        folder = folder_school.location.folder
        assert folder is not None
        folder.rename(folder.with_name("unplugged"))
        with pytest.raises(Problem):
            dsl.children.open(whom)
        folder.with_name("unplugged").rename(folder)


def test_an_index_of_before_is_made_anew(folder_school: SmallSchool) -> None:
    """The store of a laptop that was set up with an older program."""
    dsl = folder_school.open("dsl")
    root = folder_school.folder / "laptop-0"
    whom = child(dsl)
    sent = told(folder_school, "teacher1", whom.pupil_id)
    dsl.follow()
    with dsl.signed_in.store.writing() as connection:
        make_older(connection)
        kept = connection.execute("SELECT value FROM note WHERE name = 'synced change'").fetchone()
        number = kept[0].partition("|")[0]
        connection.execute(
            "UPDATE note SET value = ? WHERE name = 'synced change'", (f"{number}|older",)
        )
    dsl.close()
    again = folder_school.open("dsl", root=root)
    again.follow()
    assert lines(again.children.open(whom)) == [(sent.reference, "Reported")]
    assert again.signed_in.store.notices == ()
