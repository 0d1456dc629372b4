"""A policy from Word, Markdown, text and PDF; files that mean harm do none."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.policy import word_files as word
from tests.policy.test_handed_over import handed_over
from trent_desktop.policy.clauses import Signature
from trent_desktop.policy.importing import reader
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.lines import unpacked
from trent_desktop.policy.importing.plain_text import lines_of_text
from trent_desktop.policy.importing.reading import read_policy
from trent_desktop.policy.importing.recognising import recognise
from trent_desktop.problems import UnreadableFile

# ------------------------------------------------------------------ what is in it


def read_apart_here(content: bytes, kind: str) -> Imported:
    """What the process apart reads, without starting one."""
    status, lines = reader.as_json(content, kind)
    assert status == 0
    return recognise(unpacked(lines))


def test_word_with_its_own_numbers_and_strong_words() -> None:
    content = word.document(
        word.paragraph("Social Media Policy", "Title"),
        word.paragraph("What words mean\t2", "TOC1"),
        word.paragraph("Staff\t3", "TOC1"),
        word.paragraph("Who does what", "Part"),
        word.paragraph("The Headteacher sees to it from day to day.", "Clause"),
        word.paragraph("Staff", "Part"),
        word.paragraph("Nobody accepts a “friend” request. It **must not** be.", "Clause"),
        word.paragraph("This counts for:", "Clause"),
        word.paragraph("teachers", list_id=2),
        word.paragraph("helpers", list_id=2),
        word.paragraph("Passwords are kept by the ICT Lead.", list_id=1, level=1),
        word.table([["Ada Moss", "Headteacher", "May 2025"], ["Jo Reed", "Chair", "May 2025"]]),
        word.paragraph("Signed by:\nAda Moss\nHeadteacher\nJune 2025"),
        more={
            "word/footnotes.xml": word.beside("footnotes", "A note at the foot."),
            "word/header1.xml": word.beside("hdr", "Larkfield School"),
        },
    )
    imported = read_apart_here(content, reader.WORD)
    text = imported.text
    assert text.title == "Social Media Policy"
    assert [(one.number, one.title) for one in text.sections] == [
        ("1", "Who does what"),
        ("2", "Staff"),
    ]
    assert [one.number for one in text.clauses()] == ["1.1", "2.1", "2.2", "2.3"]
    assert [one.topic for one in text.clauses()] == ["headteacher", "friends", "", "accounts"]
    clauses = [*text.clauses()]
    assert "It **must not** be." in clauses[1].words
    assert clauses[2].points == ("teachers", "helpers")
    assert Signature("Ada Moss", "Headteacher", "May 2025") in text.signatures
    assert Signature("Ada Moss", "Headteacher", "June 2025") in text.signatures
    assert imported.not_understood[-2:] == ("Larkfield School", "A note at the foot.")
    said = " ".join(imported.warnings)
    assert "leaves out what the text has: “1 Who does what”" in said
    assert "promises “What words mean”" in said
    assert "May 2025 and June 2025" in said


def test_what_was_deleted_in_word_is_listed_and_not_taken_in() -> None:
    tracked = (
        '<w:p><w:r><w:t xml:space="preserve">1.1 Phones stay </w:t></w:r>'
        "<w:del><w:r><w:delText>at home.</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>away.</w:t></w:r></w:ins></w:p>"
    )
    imported = read_apart_here(word.document(tracked), reader.WORD)
    assert [one.words for one in imported.text.clauses()] == ["Phones stay away."]
    assert imported.not_understood == ("at home.",)
    assert "deleted in the document" in imported.warnings[-1]


def test_markdown_with_headings_and_broken_lines() -> None:
    imported = recognise(
        lines_of_text(
            "# Online policy\n\n## 1 Staff\n\n1.1 Staff __must not__ add pupils, and a request\n"
            "from one goes to the [Headteacher](mailto:head@example.org).\n\n1.2\nSecond clause.\n\n"
            "   a) a letter\n\nMore of it.\n\n## Review\n\nThe governors review it.\n\n"
            "Headteacher: Ada Moss    Date: 1 May 2025\n"
        )
    )
    text = imported.text
    assert (text.title, [one.title for one in text.sections]) == (
        "Online policy",
        ["Staff", "Review"],
    )
    first, second = text.clauses()
    assert first.words == (
        "Staff **must not** add pupils, and a request from one goes to the Headteacher "
        "(mailto:head@example.org)."
    )
    assert (second.number, second.words) == ("1.2", "Second clause.\n• a) a letter\nMore of it.")
    assert text.signatures == (Signature("Ada Moss", "Headteacher", "1 May 2025"),)


def test_a_pdf_is_put_together_from_its_lines(tmp_path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "policy.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    pages = (
        ("Social Media Policy", "1. Staff", "1.1. Staff do not accept a request to be a friend of"),
        ("a pupil, and tell the Headteacher of it.", "1.2. Phones stay away.", "2. Pupils"),
        ("2.1. Pupils tell a teacher.", "Ada Moss Headteacher May 2025", "Signed in school"),
    )
    for number, lines in enumerate(pages, start=1):
        for at, line in enumerate(("Larkfield School", *lines, f"Page {number} of 3")):
            canvas.drawString(60, 780 - at * 20, line)
        canvas.showPage()
    canvas.save()
    imported = read_policy(path)
    assert [(one.number, one.words) for one in imported.text.clauses()][:2] == [
        (
            "1.1",
            "Staff do not accept a request to be a friend of a pupil, and tell the Headteacher of it.",
        ),
        ("1.2", "Phones stay away."),
    ]
    assert imported.text.signatures == (Signature("Ada Moss", "Headteacher", "May 2025"),)
    assert "Larkfield School" in imported.not_understood


# ------------------------------------------------------------------ files that mean harm


def refused(path: Path) -> UnreadableFile:
    """The problem that a file is."""
    with pytest.raises(UnreadableFile) as caught:
        read_policy(path)
    return caught.value


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "policy.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b"\0" * 1024**2)
    assert "far larger inside" in refused(path).words


def test_entities_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "policy.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        )
    assert "instructions" in refused(path).words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"%PDF-1.7 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "older kind"),
        (b"<!doctype html><p>a</p>", "web page"),
        (bytes(range(32)) * 40, "damaged"),
        (b"1.1 word \n" * 9_000, "far larger"),
        (b"- - -\n***\n", "no words"),
    ],
)
def test_what_is_no_policy_is_said_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(content)
    problem = refused(path)
    assert said in problem.words
    assert problem.what_to_do


def test_a_deep_nest_ends_nobody(tmp_path: Path) -> None:
    path = tmp_path / "policy.docx"
    deep = 60_000
    body = "<a>" * deep + "</a>" * deep
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    assert refused(path).what_to_do


def test_the_policy_comes_in_from_word_as_it_does_from_text() -> None:
    policy = handed_over().text
    parts = [word.paragraph(policy.title, "Title")]
    for section in policy.sections:
        parts.append(word.paragraph(section.title, "Part" if section.number else "Heading1"))
        parts += [word.paragraph(one) for one in section.words]
        parts += [word.paragraph(one, list_id=2) for one in section.points]
        for clause in section.clauses:
            lead = f"**{clause.lead}** – " if clause.lead else ""
            parts.append(word.paragraph(lead + clause.words, "" if lead else "Clause"))
            parts += [word.paragraph(one, list_id=2) for one in clause.points]
    parts.append(word.paragraph("Signed by:"))
    parts.append(word.table([[one.name, one.role, one.when] for one in policy.signatures]))
    imported = read_apart_here(word.document(*parts), reader.WORD)
    assert imported.text == policy
    assert imported.not_understood == ()
    assert imported.furniture == ("Signed by:",)


def test_a_soft_hyphen_never_cuts_a_word_in_two_and_no_sign_turns_a_rule_round() -> None:
    from trent_desktop.policy.importing.lines import tidy

    assert tidy("so\u00adcial me\u200bdia\ttwo\x07 \u202etsum\u202c") == "social media\ttwo tsum"
