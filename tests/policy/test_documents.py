"""The policy on paper: what stands on it, its tags, its outline, contents that fit; the commands."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.documents.reading import reader, text_of
from tests.policy.test_handed_over import FILE, handed_over
from trent_desktop.cli import parse, run
from trent_desktop.documents.page import Letterhead
from trent_desktop.policy import topic_finding
from trent_desktop.policy.clauses import Clause, PolicyText, Section, Signature
from trent_desktop.policy.documents import policy_pdf
from trent_desktop.policy.importing.reading import read_policy
from trent_desktop.policy.model import MODEL_MARK, model_policy
from trent_desktop.policy.versions import MODEL, PolicyVersion, VersionState

LETTERHEAD = Letterhead("Larkfield Primary School", ("1 Larkfield Lane", "London"))


def approved(text: PolicyText) -> PolicyVersion:
    """A version that the governors approved."""
    return PolicyVersion(
        uuid.UUID(int=7),
        2,
        VersionState.APPROVED,
        text,
        approved_on=dt.date(2026, 11, 3),
        minute="7.2",
        in_force_from=dt.date(2026, 11, 10),
        review_on=dt.date(2027, 11, 1),
    )


def roles_of(element: Any) -> list[str]:
    """What stands in the tree of tags, from the outside to the inside."""
    found = [str(element["/S"])] if "/S" in element else []
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int):
            found += roles_of(kid.get_object())
    return found


def test_the_policy_is_whole_on_paper_and_its_contents_fit() -> None:
    policy = handed_over().text
    pdf = policy_pdf(approved(policy), LETTERHEAD, unchanging=True)
    said = text_of(pdf.content)
    flat = re.sub(
        r"Larkfield Primary School · Social Media Policy|Version 2 Page \d of \d", "", said
    )
    flat = " ".join(flat.split())
    for clause in policy.clauses():
        assert clause.words.replace("**", "") in flat, clause.number
    assert "Approved by the governors on 3 November 2026 (minute 7.2)" in said
    assert said.count("Hannah Brook") == 2
    assert "This is a" not in said
    pages = {
        one["/Title"]: reader(pdf.content).get_destination_page_number(one) + 1  # type: ignore[arg-type, call-overload, index, operator]
        for one in reader(pdf.content).outline
    }
    assert len(pages) == 12
    contents = subprocess.run(
        ["pdftotext", "-layout", "-l", "1", "-", "-"],
        input=pdf.content,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for title, page in pages.items():
        number, _, words = str(title).rpartition("  ")
        if title == "Contents":
            continue
        assert re.search(rf"{number}\s+{re.escape(words)}\s+{page}\n", contents), title
        assert words in text_of(pdf.content, page)
    assert policy_pdf(approved(policy), LETTERHEAD, unchanging=True).content == pdf.content


def test_it_is_tagged_for_whoever_has_it_read_aloud() -> None:
    pdf = policy_pdf(approved(handed_over().text), LETTERHEAD)
    read = reader(pdf.content)
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert read.metadata is not None
    assert read.metadata.title == "Social Media Policy"
    roles = roles_of(root["/StructTreeRoot"])
    assert roles[:2] == ["/Document", "/H1"]
    assert roles.count("/H2") == 13  # contents, eleven parts, where it is signed
    assert roles.count("/TOCI") == 11
    assert roles.count("/LBody") == roles.count("/LI") == 5 + 3 + 5
    rows: Any = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(read.pages):
        content = page.get_contents()
        assert content is not None
        marks = {int(one) for one in re.findall(rb"/MCID (\d+)", content.get_data())}
        assert page["/StructParents"] == number
        assert marks == set(range(len(rows[2 * number + 1].get_object())))


def test_the_model_says_that_it_is_one() -> None:
    pdf = policy_pdf(PolicyVersion(MODEL, 0, VersionState.DRAFT, model_policy()), LETTERHEAD)
    assert MODEL_MARK in text_of(pdf.content, 1)
    assert MODEL_MARK in text_of(pdf.content, pdf.pages)
    draft = PolicyVersion(uuid.UUID(int=3), 1, VersionState.DRAFT, model_policy())
    assert "This is a draft." in text_of(policy_pdf(draft, LETTERHEAD).content, 1)


def test_odd_texts_are_set_as_well() -> None:
    long = "w" * 400
    odd = PolicyText(
        "",
        (
            Section("1", "", (Clause("1.1", f"{long} **strong\nafter** <b>&amp;</b>", ("a",)),)),
            Section("", long, (), ("one\n• two\nthree",)),
        ),
    )
    said = text_of(policy_pdf(approved(odd), LETTERHEAD).content)
    assert "<b>&amp;</b>" in said
    assert "two" in said


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(parse(["policy", "import", str(FILE), "--json"])) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["clauses"] == 53
    assert [one["number"] for one in body["sections"]] == ["", *map(str, range(1, 11))]
    assert body["not_understood"] == []
    assert len(body["warnings"]) == 8
    assert run(parse(["policy", "search", "facebook", "friend", "--json"])) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found[0]) == {"number", "text"}
    assert {one["number"] for one in found[:3]} >= {"6.6", "6.7"}
    out = tmp_path / "policy.pdf"
    assert run(parse(["policy", "print", "--out", str(out), "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == len(reader(out.read_bytes()).pages)
    assert run(parse(["policy", "import", str(tmp_path / "away.docx")])) == 1
    assert "cannot be opened" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["own", "model"])
def test_what_was_printed_comes_in_again(tmp_path: Path, name: str) -> None:
    policy = handed_over().text if name == "own" else model_policy()
    path = tmp_path / "policy.pdf"
    path.write_bytes(policy_pdf(approved(policy), LETTERHEAD).content)
    again = read_policy(path).text
    bare = [replace(one, words=one.words.replace("**", "")) for one in policy.clauses()]
    assert [*again.clauses()] == bare
    assert again.signatures == policy.signatures


def test_the_rules_for_topics_know_the_models_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic_finding, "_as_in_the_model", lambda _: "")
    wrong = {
        one.number
        for one in model_policy().clauses()
        if topic_finding.topic_of(replace(one, topic="")) not in (one.topic, "")
    }
    # What the rules cannot know: two things are in these.
    assert wrong <= {"1.4", "6.3", "6.13", "6.20", "8.6", "7.13"}


@pytest.mark.parametrize("words", ["w" * 10_000, "word " * 2_000], ids=["one word", "many"])
def test_ten_thousand_letters_anywhere_are_printed_whole(words: str) -> None:
    words = words.strip()
    clause = Clause(words, words, (words,), words)
    text = PolicyText(
        words,
        (Section(words, words, (clause,), (words,), (words,)),),
        (Signature(words, words, words),),
    )
    version = PolicyVersion(uuid.uuid4(), 3, VersionState.APPROVED, text, minute=words[:200])
    pdf = policy_pdf(version, Letterhead("Trent Primary"))
    assert text_of(pdf.content).count("w") >= 4 * words.count("w")
