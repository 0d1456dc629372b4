"""The sheet to sign and the certificate, read back from their pages."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

from tests.documents.reading import text_of
from trent_desktop.agreements.register.scanning import scan_file
from trent_desktop.documents.page import Letterhead
from trent_desktop.oversight.training.codes import code_of, member_of
from trent_desktop.oversight.training.documents import certificate_pdf, sheet_pdf
from trent_desktop.oversight.training.topics import Topic
from trent_desktop.oversight.training.values import Attended, Session, SessionDraft, SheetLine

HEAD = Letterhead("Larkfield Primary School", ("1 Larkfield Lane",))
SAID = SessionDraft(
    "Safe online",
    dt.date(2026, 11, 23),
    60,
    "Fatima Sheikh",
    (Topic.STOP, Topic.AT_RISK),
    ("Our new tablets",),
    dt.time(15, 30),
)


def test_every_code_on_the_sheet_is_read_back_as_whose_it_is(tmp_path: Path) -> None:
    school, session_id = uuid.uuid4(), uuid.uuid4()
    members = {uuid.uuid4(): f"Member {number:02}" for number in range(25)}
    lines = tuple(
        SheetLine(name, "Teacher", code_of(school, session_id, who))
        for who, name in members.items()
    )
    session = Session(session_id, SAID, 1, 0, mine=False)
    pdf = sheet_pdf(session, lines, HEAD, printed_by="Maya Okonkwo-Reid")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf.content)
    pages = list(scan_file(path))
    assert len(pages) == pdf.pages
    found = [member_of(code, school, session_id, members) for one in pages for code in one.codes]
    assert found == list(members)
    said = text_of(pdf.content)
    for words in ("Safe online", "15:30", "Our new tablets", "Member 24"):
        assert words in said
    assert "Was there" not in said
    known = (SheetLine("Member 00", "Teacher", lines[0].code, there=True), *lines[1:])
    again = sheet_pdf(session, known, HEAD, printed_by="Maya Okonkwo-Reid")
    assert text_of(again.content).count("Was there") == 1


def test_a_certificate_says_what_holds_until_when_and_its_title_names_nobody() -> None:
    holds = ((Topic.STOP.title, dt.date(2027, 11, 23)),)
    pdf = certificate_pdf(
        Attended("Zoë O'Neill", SAID, holds), HEAD, today=SAID.day, unchanging=True
    )
    said = text_of(pdf.content)
    for words in ("Zoë O'Neill", "Safe online", "The stop", "Valid until 23 November 2027"):
        assert words in said
    assert pdf.pages == 1
