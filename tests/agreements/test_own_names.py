"""A purpose that a school describes itself bears its name wherever a person reads of it (rule 184)."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.documents.reading import text_of
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.exports import register_csv, register_xlsx
from trent_desktop.agreements.register.papers import register_pdf
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.standing import ConsentStands
from trent_desktop.children.documents import chronology_pdf
from trent_desktop.children.page import Whom
from trent_desktop.cli import parse, run
from trent_desktop.school.settings.letterhead import letterhead_of

NAME, PLACEHOLDER = "Yearbook", "Own purpose"
WORDS = "My child may be in the yearbook that Year 6 makes."
PHONE = Source(How.TELEPHONE)
DAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def test_every_list_sheet_export_and_paper_calls_it_by_its_name(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    school = folder_school
    head = school.open("head")
    agreements, letterhead = head.agreements, letterhead_of(head)
    own = {**dict.fromkeys(USUAL, ""), Consent.OWN_1: WORDS}
    agreements.purposes.change(own, names={Consent.OWN_1: NAME})
    form = of(give_out(head, Kind.CONSENTS), "Maryam Khan", Kind.CONSENTS)
    child = whose(form)
    returns, register = agreements.returns, agreements.register
    returns.answer(child, {Consent.OWN_1: True}, source=PHONE)
    returns.answer(child, {Consent.OWN_1: False}, source=PHONE)
    with pytest.raises(ConsentStands) as stands:
        returns.answer(child, {Consent.OWN_1: True}, source=PHONE)
    shown = [one.answer_id for one in stands.value.standing]
    returns.answer(child, {Consent.OWN_1: True}, source=PHONE, asked=shown)
    scanned = returns.scan(code_of(head, form))
    took_down = returns.mark_never(child, never=True)
    returns.mark_never(child, never=False)

    told: dict[str, str] = {
        "who says no": str(stands.value),
        "the scanner": " ".join(one.title for one in scanned.answers),
        "what to take down": " ".join(one.title for one in took_down),
        "the register": " ".join(one.title for one in register.pupil(child).answers),
        "the look-up": " ".join(one.title for one in register.find("Maryam")[0].answers),
        "history": " ".join(one.words for one in returns.history(child)),
        "recorded last": " ".join(one.words for one in returns.recent()),
        "CSV": register_csv(register.everybody()).decode("utf-8-sig"),
        "spreadsheet": _cells(register_xlsx(register.everybody())),
        "the register on paper": text_of(
            register_pdf(letterhead, register.everybody(), DAY).content
        ),
        "the purposes": " ".join(one.name for one in agreements.purposes.now().each),
    }
    page = head.children.open(Whom(pupil_id=child))
    paper = chronology_pdf(page, letterhead, printed_by="Head", printed_at=AT, zone=dt.UTC)
    told["the paper of the child"] = text_of(paper.content)
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    place = ["--school", school.location.shown, "--as", "head"]
    for words in (["list"], ["never", "Maryam Khan"], ["describe", NAME, "--words", "My."]):
        run(parse(["pictures", *words, *place]))
        told[f"pictures {words[0]}"] = capsys.readouterr().out
    for where, words in told.items():
        assert NAME in words, where
        assert PLACEHOLDER not in words, where


def test_history_has_the_name_that_it_had_and_another_takes_another_place(
    school: SmallSchool,
) -> None:
    head = school.open("head")
    agreements = head.agreements
    child = head.signed_in.directory.pupils[0].id
    usual = dict.fromkeys(USUAL, "")
    own = {**usual, Consent.OWN_1: WORDS}
    agreements.purposes.change(own, names={Consent.OWN_1: NAME})
    agreements.returns.answer(child, {Consent.OWN_1: True}, source=PHONE)
    now = agreements.purposes.change(usual)
    assert now.free is not None
    assert now.free.consent is Consent.OWN_2
    # Where there is no other place, what was said keeps the name that it was said under.
    agreements.purposes.change(
        {**usual, Consent.OWN_1: "My child may be filmed from a drone."},
        names={Consent.OWN_1: "Drone films"},
    )
    assert f"{NAME}: yes" in agreements.returns.history(child)[0].words
    answer = agreements.register.answers_of(child)[-1]
    assert (answer.title, answer.said, answer.asked) == ("Drone films", "Ask again", WORDS)


def _cells(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(one).decode() for one in book.namelist() if one.endswith(".xml"))
