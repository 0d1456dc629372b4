"""The chronology on paper, read back with programs that had no part in making it."""

from __future__ import annotations

import datetime as dt
import uuid

from tests.children.told import WORDS, child, told
from tests.documents.reading import FORBIDDEN, names_of, reader, text_of
from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.children.documents import chronology_pdf, file_name
from trent_desktop.children.page import PersonPage, Whom
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.reports.cases import EntryKind, Move
from trent_desktop.reports.chronology.values import Event

AT = dt.datetime(2026, 11, 24, 15, 5, tzinfo=dt.UTC)
SCHOOL = Letterhead("Larkfield Primary School", ("1 Church Way, London",))


def printed(page: PersonPage, by: str = "Fatima Sheikh") -> Pdf:
    return chronology_pdf(page, SCHOOL, printed_by=by, printed_at=AT, zone=dt.UTC, unchanging=True)


def event(number: int, words: str = "It was said again.", **more: object) -> Event:
    at = dt.datetime(2025, 9, 1, 9, tzinfo=dt.UTC) + dt.timedelta(days=number)
    fields: dict[str, object] = {
        "case_id": uuid.UUID(int=number),
        "reference": f"TR-2025-{number:03d}",
        "kind": "told",
        "parts": "told it",
        "number": 0,
        "happened_at": at,
        "recorded_at": at + dt.timedelta(hours=26),
        "sort": EntryKind.NOTE,
        "what": "Note",
        "words": words,
        "author": "Ana D'Souza",
        "may_print": True,
    }
    return Event(**{**fields, **more})  # type: ignore[arg-type]


def a_page(*events: Event, name: str = "Łukasz Nowak") -> PersonPage:
    return PersonPage(Whom(uuid.UUID(int=4)), name, "4B", "Year 4", events=events)


def test_both_times_reference_sort_and_who_stand_in_the_list(school: SmallSchool) -> None:
    whom = child(school.open("teacher1"))
    sent = told(school, "teacher1", whom.pupil_id)
    dsl = school.open("dsl")
    dsl.follow()
    case = dsl.cases.open_case(sent.case_id)
    act(dsl.cases, case, Move.ACTION, "Ring the mother at http://bad.example/x", due="2026-12-01")
    text = text_of(printed(dsl.children.open(whom)).content)
    for said in (
        "Łukasz Nowak", "4B", "Year 4", sent.reference, "A child told me something",
        "23 Nov 2026 09:42", "23 Nov 2026 10:42", "Reported, Zoë O'Neill", "told it",
        WORDS, "Still to be done", "due 1 December 2026",
        "Printed by Fatima Sheikh on 24 November 2026", "Confidential",
        "Agreements and consents as they stand", "No: not answered",
    ):  # fmt: skip
        assert said in text, said
    assert "http://bad.example" not in text
    assert "hxxp" in text


def test_it_says_what_was_left_out_and_never_how_much(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    whom = child(teacher)
    stopped = send(school, teacher, "stop")
    told(school, "teacher1", whom.pupil_id)
    sealed = told(school, "teacher1", whom.pupil_id, about_staff="staff")
    dsl = school.open("dsl")
    dsl.follow()
    case = dsl.cases.open_case(stopped.case_id)
    act(dsl.cases, case, Move.LINK_PERSON, pupil_id=str(whom.pupil_id), part="was hurt")
    page = dsl.children.open(whom)
    assert stopped.reference in {one.reference for one in page.events}
    text = text_of(printed(page).content)
    assert (
        "Only reports that Fatima Sheikh may read are in this list; stopped reports are left out "
        "and must be asked for"
    ) in text
    for reference in (stopped.reference, sealed.reference):
        assert reference not in text
    # The same words stand on a list from which nothing was left out.
    assert "must be asked for" in text_of(printed(a_page(event(1))).content)
    # What only its reporter reads a part of is on no paper of hers.
    mine = printed(teacher.children.open(whom), "Zoë O'Neill")
    assert WORDS not in text_of(mine.content)
    assert "Nothing that may be printed." in text_of(mine.content)


def test_names_of_columns_and_of_the_child_are_on_every_page() -> None:
    pdf = printed(a_page(*(event(number) for number in range(1, 120))))
    assert pdf.pages > 3
    for number in range(1, pdf.pages + 1):
        text = text_of(pdf.content, number)
        assert "Łukasz Nowak" in text
        assert "Happened Recorded Report" in text
        assert f"Page {number} of {pdf.pages}" in text
    told_times = text_of(pdf.content, 2).count("Recorded")
    assert told_times == 1


def test_the_file_says_nothing_of_the_child_about_itself() -> None:
    hostile = '<a href="http://bad.example">x</a> &amp; <b>bold</b>'
    pdf = printed(a_page(event(1, hostile), name="Zoë <b>محمد</b>"))
    info = reader(pdf.content).metadata
    assert info is not None
    assert not any("Zoë" in str(value) for value in info.values())
    assert "Zoë" not in file_name()
    assert names_of(pdf.content).isdisjoint(FORBIDDEN)
    text = text_of(pdf.content)
    assert "<b>bold</b>" in text
    assert 'href="http://' not in text


def test_whatever_was_written_fits_on_its_pages() -> None:
    long = "\n".join("W" * 40 for _ in range(15))
    piled = "word\n" * 120
    pdf = printed(
        a_page(*(event(number, words) for number in range(1, 9) for words in (long, piled)))
    )
    assert pdf.pages > 3
    assert text_of(pdf.content).count("word · word") >= 8


def test_a_page_by_name_has_no_class_and_another_mark() -> None:
    page = PersonPage(Whom(None, "Mrs Ewa Nowak"), "Mrs Ewa Nowak", events=(event(1),))
    text = text_of(printed(page).content)
    assert "Mrs Ewa Nowak" in text
    assert "this child" not in text
    assert "Class" not in text
