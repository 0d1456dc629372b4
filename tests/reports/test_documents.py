"""Appendix 2, blank and filled, read back by programs that had no part in making it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace

import pytest

from tests.documents.reading import FORBIDDEN, fonts_of, names_of, reader, text_of
from tests.reports.papers import AT, DAY, FULL, HEAD, ME, QUICK, SCHOOL, TRIAGED, case, entry
from trent_desktop.journeys import unknown
from trent_desktop.problems import PrintRefused
from trent_desktop.reports import documents
from trent_desktop.reports.cases import (
    CaseFile,
    EntryKind,
    Move,
    Route,
    TimelineEntry,
)
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.kinds.content import KIND, paper_pages
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.blank_form import sections_on_paper
from trent_desktop.reports.kinds.content.labels import LABELS
from trent_desktop.reports.kinds.content.paper_wording import BLANK
from trent_desktop.reports.timeline_words import defused


def printed(file: CaseFile, *, timeline: bool = False) -> documents.Pdf:
    return documents.filled_pdf(
        file,
        SCHOOL,
        timeline,
        printed_by="Maya Okonkwo-Reid",
        printed_at=dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC),
        zone=dt.UTC,
        unchanging=True,
    )


# ------------------------------------------------------------------------------- filled


def test_every_answer_stands_on_the_filled_form() -> None:
    text = text_of(printed(case(None, *TRIAGED)).content)
    for name, value in (QUICK | FULL).items():
        question = KIND.questions()[name]
        shown = question.shown(value)
        for line in shown.splitlines():
            assert " ".join(line.split()) in text, name


def test_what_happened_after_stands_on_the_filled_form() -> None:
    text = text_of(printed(case(None, *TRIAGED)).content)
    for words in (
        "Blocked in the filter: Tomasz Wiśniewski, ICT Lead",
        "example-pictures[.]net",
        "Checked again: still blocked",
        "Headteacher’s decision",
        "An accident. Parents were told.",
    ):
        assert words in text


def test_happened_and_recorded_are_both_told() -> None:
    text = text_of(printed(case()).content)
    assert "Happened Recorded" in text or re.search(r"Happened.*Recorded", text)
    assert "20 November 2026 at 10:42" in text
    assert "20 November 2026 at 10:44" in text


def test_the_childs_words_stand_apart_from_the_account() -> None:
    text = text_of(printed(case()).content)
    assert "The child’s own words I only typed volcano" in text
    assert "Account of Zoë O’Neill The third row" in text


def test_a_quick_report_is_one_page_with_three_places_to_sign() -> None:
    pdf = printed(case(QUICK, questions_left=5))
    assert pdf.pages == 1
    text = text_of(pdf.content)
    assert text.count("Signature Date") + text.count("Signature") >= 3
    for role in ("Member of staff", "ICT Lead", "Headteacher"):
        assert role in text
    assert "5 questions have not been answered yet." in text
    assert "Nothing has been done in the filter yet." in text
    assert "No decision yet." in text


def test_a_full_case_is_two_pages_with_the_reference_on_each() -> None:
    pdf = printed(case(None, *TRIAGED))
    assert pdf.pages == 2
    for page in (1, 2):
        text = text_of(pdf.content, page)
        assert "TR-2026-014" in text
        assert f"Page {page} of 2" in text
        assert "Printed by Maya Okonkwo-Reid on 22 November 2026 at 09:30" in text


def test_who_signs_follows_the_case() -> None:
    about_the_head = text_of(printed(case(route=Route.HEAD)).content)
    assert "Chair of Governors" in about_the_head
    assert "Headteacher’s decision" not in about_the_head
    about_staff = text_of(printed(case(QUICK, route=Route.STAFF)).content)
    assert "Headteacher" in about_staff


def test_the_policy_is_cited() -> None:
    text = text_of(printed(case()).content, 1)
    assert "Policy 6.17" in text
    assert "Policy 8.3" in text


def test_the_timeline_follows_on_pages_of_its_own() -> None:
    amended = entry(
        6, EntryKind.AMENDMENT, ME, Move.AMEND, "It was next door.",
        question=n.ROOM, before="4A", after="The ICT suite",
    )  # fmt: skip
    note = entry(7, EntryKind.NOTE, HEAD, Move.NOTE, "Spoke with the parents at the gate.")
    told = TimelineEntry(
        uuid.UUID(int=8), 8, EntryKind.TOLD, AT, None, "Trent Desktop", "", None, "",
        {"roles": ["ict-lead", "headteacher"]},
    )  # fmt: skip
    more = entry(9, EntryKind.MORE_ANSWERS, ME, answers={n.ROOM: "4A", n.DEVICE: "whiteboard"})
    action = entry(
        10, EntryKind.ACTION, HEAD, Move.ACTION, "Ring the provider.",
        owner_name="Tomasz Wiśniewski", due="2026-11-30",
    )  # fmt: skip
    *filtered, signed = TRIAGED
    file = case(None, *filtered, amended, note, told, more, action, signed)
    without, with_it = printed(file), printed(file, timeline=True)
    assert with_it.pages > without.pages
    text = text_of(with_it.content)
    for words in (
        "Everything that happened in this case",
        "Note: Maya Okonkwo-Reid, Headteacher Spoke with the parents at the gate.",
        "Before: 4A Now: The ICT suite Reason: It was next door.",
        "ICT Lead, Headteacher",
        "More answers: Zoë O’Neill, Teacher Device; Room",
        "To be done by Tomasz Wiśniewski Due 30 November 2026",
    ):
        assert words in text, words
    assert "Answers changed later" in text_of(without.content)


def test_i_do_not_know_is_printed_as_an_answer() -> None:
    text = text_of(printed(case(QUICK | {n.WHERE: unknown(), n.DEVICE: unknown()})).content)
    assert text.count("I don’t know") == 2


def test_an_answer_of_an_older_form_is_printed_as_it_was_kept() -> None:
    text = text_of(printed(case(QUICK | {n.DEVICE: "abacus", n.CATEGORY: "forgotten"})).content)
    assert "abacus" in text


# ------------------------------------------------------------------------------ stopped


def test_a_stopped_case_is_refused_whatever_it_says_of_itself() -> None:
    for file in (
        case(route=Route.STOPPED),
        case(may_print=False),
        case(QUICK | {n.STOP_RISK: "no"}),
    ):
        with pytest.raises(PrintRefused):
            printed(file)
        with pytest.raises(PrintRefused):
            documents.filled_pdf(file, SCHOOL, printed_by="x", printed_at=AT)


# ------------------------------------------------------------------------------ hostile

HOSTILE_NAMES = [
    '<img src="file:///etc/passwd">',
    'Tom & <b>Bold</b> &lt; "O\'Neill"',
    "]]> --> %PDF (\\) endstream endobj",
    "${jndi:ldap://x} {0} %s",
]


@pytest.mark.parametrize("hostile", HOSTILE_NAMES)
def test_hostile_names_are_only_letters(hostile: str) -> None:
    answers = (
        QUICK
        | FULL
        | {
            n.SAW_ADULTS: hostile,
            n.SEEN: hostile,
            n.SAW_PUPILS: [{"id": None, "name": hostile, "class": "4B", "told_apart_by": ""}],
        }
    )
    pdf = printed(case(answers, reporter=(hostile, "Teacher")), timeline=True)
    assert not names_of(pdf.content) & FORBIDDEN
    wanted = re.sub(r"\s+", " ", hostile).replace("://", "[:]//").replace("http", "hxxp")
    assert wanted in text_of(pdf.content)
    assert reader(pdf.content).metadata is not None


def test_addresses_are_no_links_wherever_they_were_typed() -> None:
    sly = "see http://bad.example/x, HTTPS://Worse.Example and www.bad-site.co.uk or bad.net/a"
    everywhere = (
        QUICK
        | FULL
        | dict.fromkeys((n.SEEN, n.WHERE, n.ROOM, n.SEARCH_WORDS, n.CHILD_WORDS, n.SUPPORT), sly)
    )
    note = entry(6, EntryKind.NOTE, HEAD, Move.NOTE, sly)
    pdf = printed(case(everywhere, *TRIAGED, note), timeline=True)
    text = text_of(pdf.content)
    assert not re.search(r"https?:|www\.\w|bad\.example|bad\.net|bad-site\.co", text, re.IGNORECASE)
    assert "bad[.]net" in text
    assert b"URI" not in pdf.content
    assert not names_of(pdf.content) & FORBIDDEN


def test_ordinary_sentences_are_left_as_typed() -> None:
    said = "She said stop. We stopped at 10.42, i.e. at once; see p.3 (e.g. “no”)."
    assert defused(said) == said
    assert defused("images[.]example[.]net") == "images[.]example[.]net"


def test_names_of_many_scripts_are_printed_without_a_box() -> None:
    people = ["Şükrü Yılmaz", "محمد السيد", "தமிழ்ச்செல்வன்", "রহিম", "Ελένη", "Дмитро", "ਗੁਰਪ੍ਰੀਤ"]
    answers = QUICK | {
        n.WHO_SAW: [n.SAW_CHILDREN],
        n.SAW_PUPILS: [
            {"id": None, "name": name, "class": "4B", "told_apart_by": ""} for name in people
        ],
    }
    pdf = printed(case(answers))
    assert pdf.notes == ()
    assert all(embedded and subset for _, embedded, subset in fonts_of(pdf.content))


def test_a_thousand_words_flow_on_and_none_is_lost() -> None:
    words = [f"word{number}" for number in range(1000)]
    answers = QUICK | FULL | {n.ACCOUNT_OF_IT: " ".join(words), n.CHILD_WORDS: " ".join(words)}
    pdf = printed(case(answers, *TRIAGED))
    assert pdf.pages > 3
    found = re.findall(r"word\d+", text_of(pdf.content))
    assert found == words + words


@pytest.mark.parametrize("name", [n.SEEN, n.ROOM, n.CHILD_WORDS, n.PARENTS_TOLD_BY])
def test_five_thousand_letters_without_a_space_stay_on_the_paper(name: str) -> None:
    pdf = printed(case(QUICK | FULL | {name: "x" * 5000}))
    assert text_of(pdf.content).count("x") >= 5000


def test_the_pdf_names_no_child() -> None:
    read = reader(printed(case()).content)
    assert read.metadata is not None
    assert read.metadata.title == "Inappropriate content report TR-2026-014"
    assert read.metadata.author == "Larkfield Primary School"
    assert "Nguyễn" not in str(read.metadata)


def test_the_file_name_holds_the_reference_and_nothing_else() -> None:
    assert documents.file_name(KIND, "TR-2026-014") == "Appendix 2 TR-2026-014.pdf"
    assert documents.file_name(KIND, "../../x\\y:z") == "Appendix 2 xyz.pdf"
    assert documents.file_name(KIND) == "Appendix 2 blank form.pdf"


def test_equal_cases_make_equal_bytes() -> None:
    assert printed(case()).content == printed(case()).content


def test_both_forms_count_their_pages() -> None:
    filled = documents.filled_pdf(case(), SCHOOL, printed_by="Zoë", printed_at=AT)
    assert len(reader(filled.content).pages) == filled.pages
    form = documents.blank_pdf(KIND, SCHOOL, day=DAY)
    assert len(reader(form.content).pages) == form.pages


# -------------------------------------------------------------------------------- blank


def blank() -> documents.Pdf:
    return documents.blank_pdf(KIND, SCHOOL, day=DAY, unchanging=True)


def test_the_blank_report_is_one_sheet_and_the_schools_part_another() -> None:
    pdf = blank()
    assert pdf.pages == 3
    assert "Member of staff" in text_of(pdf.content, 2)
    schools = text_of(pdf.content, 3)
    assert "For the ICT Lead" in schools
    assert "For the Headteacher" in schools
    assert all("Reference" in text_of(pdf.content, page) for page in (1, 2, 3))


def test_every_question_of_the_journey_is_on_the_blank_form() -> None:
    text = text_of(blank().content)
    for page in paper_pages(DAY):
        for question in page.questions:
            if question.on_paper:
                assert BLANK.labels.get(question.name, question.label) in text, question.name


def test_every_option_is_on_the_blank_form_but_the_one_that_stops() -> None:
    text = text_of(blank().content)
    shown = 0
    for _, questions in sections_on_paper(DAY):
        for question in questions:
            shorter = BLANK.options.get(question.name, {})
            for option in getattr(question, "options", ()):
                assert shorter.get(option.value, option.label) in text, option.value
                shown += 1
    assert shown > 30
    assert "It might be an indecent picture of a child" not in text
    assert "Might it be an indecent picture of a child?" in text
    assert "go to the Designated Safeguarding Lead now" in text


def test_wording_for_paper_names_only_questions_and_options_that_exist() -> None:
    """A renamed option must not leave a word behind that nobody sees."""
    questions = {one.name: one for page in paper_pages(DAY) for one in page.questions}
    for names in (BLANK.labels, BLANK.options, BLANK.hints, BLANK.lines, BLANK.columns, LABELS):
        assert set(names) <= set(questions)
    for name, words in BLANK.options.items():
        values = {option.value for option in getattr(questions[name], "options", ())}
        assert set(words) <= values, name


def test_a_question_nobody_sorted_is_printed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from trent_desktop.journeys import Page, YesNo
    from trent_desktop.reports.kinds.content import blank_form

    extra = Page("weather", "The weather", (YesNo("rain", "Did it rain?", hint="Look outside"),))
    monkeypatch.setattr(blank_form, "paper_pages", lambda day: (*paper_pages(day), extra))
    text = text_of(blank().content)
    assert "The weather" in text
    assert "Did it rain?" in text


def test_an_answer_nobody_sorted_is_printed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from trent_desktop.journeys import YesNo

    real = KIND.questions()
    asked = real | {"rain": YesNo("rain", "Did it rain?")}
    monkeypatch.setattr(Kind, "questions", lambda *_: asked)
    file = replace(case(), answers=QUICK | {"rain": "yes"})
    assert "More answers Did it rain Yes" in text_of(printed(file).content)


def test_the_blank_form_has_no_link_and_embeds_its_fonts() -> None:
    pdf = blank()
    assert not names_of(pdf.content) & FORBIDDEN
    assert all(embedded and subset for _, embedded, subset in fonts_of(pdf.content))


def test_the_blank_form_goes_to_nobody_whom_it_is_about() -> None:
    """It says what the screen says, and keeps the ICT Lead's page from him where he may be it."""
    pdf = blank()
    first, schools = text_of(pdf.content, 1), text_of(pdf.content, 3)
    for words in (
        "Yes, staff or volunteer: envelope for the Headteacher alone",
        "Yes, the Headteacher: envelope for the Chair of Governors alone",
        "Yes: do not hand on page 3",
        "ICT Lead told at once, unless about staff",
    ):
        assert words in first
    kept = schools.index("this page stays in the envelope")
    assert kept < schools.index("For the ICT Lead")
    assert "Headteacher or Chair of Governors" in schools


def test_a_sealed_report_on_paper_tells_nobody_to_tell_the_ict_lead() -> None:
    for route in (Route.STAFF, Route.HEAD):
        text = text_of(printed(case(QUICK, route=route)).content)
        assert "ICT Lead" not in text
        assert "for whoever leads on it alone" in text


def test_a_level_that_nothing_decided_is_not_known() -> None:
    unknown = replace(case(), summary=replace(case().summary, severity_known=False))
    assert "Not yet known" in text_of(printed(unknown).content)
    assert "Not yet known" not in text_of(printed(case()).content)
