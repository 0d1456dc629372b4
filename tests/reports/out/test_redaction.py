"""What is blacked out is gone: no program, and no look at the bytes, brings it back."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.reports.out.reading_back import (
    text_by_pdfium,
    text_by_poppler,
    unpacked,
    ways_to_write,
)
from tests.reports.papers import SCHOOL, TRIAGED, case, entry
from trent_desktop.problems import AnswersRefused, PrintRefused
from trent_desktop.reports.cases import CaseFile, EntryKind, LinkedPerson, Move, Route
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.document import record_pdf
from trent_desktop.reports.out.marks import Marking, Redaction, blackened, left_standing
from trent_desktop.reports.out.names import people_of, suggestions
from trent_desktop.reports.out.text import Block, ExportText, Part, export_text

DAY = dt.date(2026, 11, 28)
SUBJECT = uuid.UUID(int=501)
#: Words of which not a trace may be left, by whom they name.
SECRET = (
    "Nguyễn",
    "Kowalski",
    "Łukasz",
    "Wiśniewski",
    "Tomasz",
    "Okonkwo",
    "Maya",
    "Zoë",
    "O’Neill",
)


def with_people() -> CaseFile:
    """A case of Ólafur D’Souza, with others named in every sort of block."""
    note = entry(
        6,
        EntryKind.NOTE,
        ("Maya Okonkwo-Reid", "Headteacher"),
        Move.NOTE,
        "Ólafur D’Souza sat beside Zoë Nguyễn; Zoë’s mother, Mrs Nguyễn, rang Tomasz. "
        "Z. Nguyễn and ŁK agree.",
    )
    made = case(None, *TRIAGED, note)
    people = (
        LinkedPerson(SUBJECT, "Ólafur D’Souza", "on his screen", "4B"),
        LinkedPerson(uuid.UUID(int=502), "Zoë Nguyễn", "saw it", "4B"),
        LinkedPerson(None, "Łukasz Kowalski", "saw it"),
    )
    return replace(made, people=people)


def marking(file: CaseFile, subject: uuid.UUID | str = SUBJECT) -> Marking:
    text = export_text(file, dt.UTC)
    return Marking(text, suggestions(text, people_of(file, (), ()), str(subject)))


def made(marks: Marking, *, labels: bool = False) -> bytes:
    left = blackened(marks.text, marks.redactions(labels=labels))
    return record_pdf(left, SCHOOL, "a request for one’s own records", DAY, unchanging=True).content


def test_without_marks_everything_stands_in_the_copy() -> None:
    file = with_people()
    text = export_text(file, dt.UTC)
    pdf = record_pdf(text, SCHOOL, "the police", DAY).content
    read = " ".join(text_by_pdfium(pdf).split())
    for block in text.blocks:
        for line in block.text.splitlines():
            assert " ".join(line.split())[:40] in read, block.id
    assert "Copy for the police, made on 28 November 2026" in read
    for words in ("The third row held", "I only typed volcano", "Blocked in the filter"):
        assert words in read


def test_what_is_blacked_out_is_nowhere_in_the_file(tmp_path: Path) -> None:
    pdf = made(marking(with_people()))
    texts = [text_by_pdfium(pdf), text_by_poppler(pdf, tmp_path)]
    raw = unpacked(pdf)
    for word in SECRET:
        for text in texts:
            assert word.casefold() not in text.casefold(), word
        for way in ways_to_write(word):
            assert way not in raw, (word, way)
    for text in texts:
        assert "Ólafur" in text
        assert "█" in text


def test_the_glyphs_that_stand_in_the_file_do_not_spell_it() -> None:
    """A subset of a font holds the letters that are drawn: none is there for a covered word alone."""
    pdf = made(marking(with_people()))
    shown = set(text_by_pdfium(pdf))
    assert {"ễ", "ś"}.isdisjoint(shown)
    maps = unpacked(pdf).decode("latin-1").casefold()
    for letter in "ễś":
        assert f"<{ord(letter):04x}>" not in maps


def test_the_search_finds_it_where_nothing_is_blacked_out(tmp_path: Path) -> None:
    """The test above would see a word that is left."""
    text = export_text(with_people(), dt.UTC)
    pdf = record_pdf(text, SCHOOL, "the police", DAY).content
    raw = unpacked(pdf)
    for word in ("Nguyễn", "Kowalski", "Tomasz"):
        assert word in text_by_pdfium(pdf)
        assert word in text_by_poppler(pdf, tmp_path)
    assert any(way in raw for way in ways_to_write("Kowalski"))


def test_the_file_says_nothing_of_itself_but_record_and_reference() -> None:
    pdf = made(marking(with_people()))
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Record TR-2026-014"
    assert not reader.metadata.author
    assert not reader.metadata.subject
    assert not reader.metadata.get("/Keywords")
    assert reader.xmp_metadata is None
    assert not reader.outline
    assert not reader.attachments
    assert pdf.count(b"%%EOF") == 1  # nothing was added to an older file
    assert pdf.count(b"startxref") == 1
    assert not any("/Annots" in page for page in reader.pages)


def test_every_bar_is_as_wide_as_every_other() -> None:
    blocks = (
        Block("a", Part.ANSWER, "Al was there", "One"),
        Block("b", Part.ANSWER, "Bartholomew Featherstonehaugh-Cholmondeley was there", "Two"),
    )
    text = ExportText("TR-2026-001", blocks)
    marks = (Redaction("a", 0, 2), Redaction("b", 0, len(blocks[1].text) - len(" was there")))
    pdf = record_pdf(blackened(text, marks), SCHOOL, "the police", DAY).content
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    content = page.get_contents()
    assert content is not None
    drawn = re.findall(rb"[\d.]+ [\d.-]+ ([\d.]+) ([\d.]+) re f", content.get_data())
    assert len(drawn) == 2
    assert drawn[0] == drawn[1]


def test_the_same_person_has_the_same_letter(tmp_path: Path) -> None:
    file = with_people()
    marks = marking(file)
    left = blackened(marks.text, marks.redactions(labels=True))
    note = next(block for block in left.blocks if block.id == "entry.6.said")
    # Two are called Zoë, so that “Zoë’s mother” has a bar without a letter.
    told = re.fullmatch(
        r"Ólafur D’Souza sat beside █ \[(Person .)\]; █ mother, █ \[(Person .)\], "
        r"rang █ \[(Person .)\]\. █ \[(Person .)\] and █ \[(Person .)\] agree\.",
        note.text,
    )
    assert told is not None, note.text
    first = told[1]
    assert told[4] == first
    assert len(set(told.groups())) == 4
    saw = next(block for block in left.blocks if block.id == "person.1")
    assert f"[{first}]" in saw.text
    read = text_by_poppler(made(marks, labels=True), tmp_path)
    assert f"[{first}]" in read
    assert "Nguyễn" not in read


def test_unticked_names_stay_and_the_rest_goes() -> None:
    marks = marking(with_people())
    tomasz = next(one for one in marks.suggestions if one.title == "Tomasz Wiśniewski")
    marks.tick(tomasz.key, False)
    text = text_by_pdfium(made(marks))
    assert "Tomasz Wiśniewski" in text
    assert "Nguyễn" not in text


def test_marks_by_hand_hold_over_the_ticks() -> None:
    marks = marking(with_people())
    block = next(one for one in marks.text.blocks if one.id == "answer.child_words")
    at = block.text.index("volcano")
    marks.mark(block.id, at, at + 7)
    note = next(one for one in marks.text.blocks if one.id == "entry.6.said")
    at = note.text.index("Zoë Nguyễn")
    marks.clear(note.id, at, at + 3)
    left = {one.id: one.text for one in blackened(marks.text, marks.redactions()).blocks}
    assert left["answer.child_words"] == "I only typed █ and then I shut my eyes."
    assert "beside Zoë█" in left["entry.6.said"]
    assert marks.is_marked(block.id, 13, 20)


def test_what_is_covered_here_and_stands_there_is_said() -> None:
    marks = marking(with_people())
    note = next(one for one in marks.text.blocks if one.id == "entry.6.said")
    at = note.text.index("Zoë Nguyễn")
    marks.clear(note.id, at, at + len("Zoë Nguyễn"))
    assert ("Zoë Nguyễn", 1) in [
        (one.words, one.places) for one in left_standing(marks.text, marks.redactions())
    ]
    assert not left_standing(marks.text, marking(with_people()).redactions())


@given(
    st.text("aé😀\u0301ن \n-", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_what_is_marked_is_gone_and_the_rest_stays(
    words: str, spans: list[tuple[int, int]]
) -> None:
    text = ExportText("TR-2026-001", (Block("a", Part.ANSWER, words),))
    marks = Marking(text)
    for start, end in spans:
        marks.mark("a", start, end)
    covered = {at for start, end in spans for at in range(start, min(end, len(words)))}
    left = blackened(text, marks.redactions()).blocks[0].text
    kept = left.replace("█", "")
    assert len(kept) <= len(words) - len(covered)
    spared = [letter for at, letter in enumerate(words) if at not in covered]
    assert sorted(kept) == sorted(spared) or "\u0301" in words


def test_a_mark_that_fits_nowhere_is_refused() -> None:
    text = ExportText("TR-2026-001", (Block("a", Part.ANSWER, "words"),))
    for wrong in (Redaction("b", 0, 2), Redaction("a", 2, 9), Redaction("a", 3, 3)):
        with pytest.raises(AnswersRefused):
            blackened(text, (wrong,))


def test_people_cannot_write_a_bar() -> None:
    file = case({**with_people().answers, n.SEEN: "It said ███ there"})
    text = export_text(file)
    assert all("█" not in block.text for block in text.blocks)


def test_a_stopped_case_is_refused() -> None:
    for file in (
        case({}, route=Route.STOPPED),
        case({"stop_seen_by": "me"}),
        case({}, may_print=False),
        replace(case(), summary=replace(case().summary, newer=True)),
        replace(case(), summary=replace(case().summary, kind="later")),
    ):
        with pytest.raises(PrintRefused):
            export_text(file)


def test_ids_stay_while_the_case_grows() -> None:
    before = export_text(case(None, *TRIAGED[:1]), dt.UTC)
    after = export_text(case(None, *TRIAGED), dt.UTC)
    ids = [one.id for one in before.blocks]
    assert len(set(ids)) == len(ids)
    texts = {one.id: one.text for one in after.blocks}
    assert all(texts[one.id] == one.text for one in before.blocks)
