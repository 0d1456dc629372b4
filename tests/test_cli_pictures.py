"""Consent to pictures from the command line: purposes, and of whom no picture is ever used."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.returned import Source
from trent_desktop.cli import parse, run
from trent_desktop.storage.audit import entries_about

WORDS = "My child may be in the yearbook that Year 6 makes."


class Typed:
    """What somebody types, and what comes of it."""

    def __init__(
        self, school: SmallSchool, secret: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.school, self.secret, self.capsys = school, secret, capsys

    def say(self, who: str, *words: str) -> tuple[int, str, str]:
        place = ["--school", self.school.location.shown, "--as", who]
        given = ["pictures", *words, *place, "--password-file", str(self.secret)]
        status = run(parse(given))
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def body(self, who: str, *words: str) -> dict[str, Any]:
        status, out, err = self.say(who, *words, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def typed(folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n", "utf-8")
    secret.chmod(0o600)
    return Typed(folder_school, secret, capsys)


def asked(body: dict[str, Any]) -> set[str]:
    return {one["purpose"] for one in body["purposes"] if one["asked"]}


def test_purposes_are_listed_added_described_and_left_out(typed: Typed) -> None:
    usual = {one.value for one in USUAL}
    body = typed.body("teacher1", "list")
    assert (asked(body), body["version"], body["translations"]) == (
        usual,
        1,
        {"follow": 16, "of": 16},
    )
    status, _, err = typed.say("teacher1", "add", "social-media")
    assert (status, "may not" in err or "cannot" in err) == (1, True)

    # Said before it is done, and not done.
    body = typed.body("ict", "add", "School social media", "--dry-run")
    assert asked(body) == usual
    assert body["changes"][0]["what"] == "Asked from now on: School social media"
    assert asked(typed.body("ict", "add", "social-media")) == {*usual, "social-media"}
    assert "asked about already" in typed.say("ict", "add", "social-media")[2]
    assert asked(typed.body("ict", "leave-out", "social-media")) == usual
    assert "is not asked about" in typed.say("ict", "leave-out", "social-media")[2]

    # One of the school's own, by the name that it gave it.
    assert "Give it a name" in typed.say("head", "add", "own", "--words", WORDS)[2]
    body = typed.body("head", "add", "own", "--words", WORDS, "--name", "Yearbook")
    assert "own-1" in asked(body)
    assert body["translations"]["follow"] == 0
    status, out, _ = typed.say("head", "describe", "yearbook", "--words", f"{WORDS} And sells.")
    assert (status, "Asked in other words: Yearbook" in out) == (0, True)
    assert "Leave --name out" in typed.say("ict", "describe", "press", "--name", "Papers")[2]
    _, out, _ = typed.say("teacher1", "list")
    assert f"Yearbook: 0 yes. {WORDS} And sells." in out
    assert "Own purpose" not in out
    assert (
        "There is no purpose “portraits”. Choose from photographs,"
        in (typed.say("head", "leave-out", "portraits")[2])
    )
    wordings = typed.school.open("head").agreements.wordings
    assert Consent.OWN_1 in {one.consent for one in wordings.current(Kind.CONSENTS).wording.asked}


def test_never_is_said_by_those_who_may_and_only_by_them(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = typed.school.open("teacher1")
    child = next(one for one in teacher.signed_in.directory.pupils if one.name == "Maryam Khan")
    teacher.agreements.returns.answer(
        child.id, {Consent.WEBSITE: True}, source=Source(How.TELEPHONE)
    )
    register = teacher.agreements.register
    assert typed.body("dsl", "never") == {"never": []}
    status, _, err = typed.say("teacher1", "never", child.name)
    assert (status, err.count("\n")) == (1, 1)
    assert register.pupil(child.id).never_since is None

    body = typed.body("dsl", "never", child.name)
    assert (body["pupil"], body["never"], body["was"]) == ("Maryam Khan", True, False)
    assert body["take_down"] == [{"purpose": "School website", "do": Consent.WEBSITE.take_down}]
    assert register.pupil(child.id).never_since is not None
    assert "is already marked" in typed.say("head", "never", "maryam khan", "--class", "4a")[1]
    (listed,) = typed.body("teacher1", "never")["never"]
    assert (listed["pupil"], listed["class"]) == ("Maryam Khan", "4A")
    with teacher.signed_in.database.read() as session:
        acts = [one for one in entries_about(session, str(child.id)) if "never" in one.act]
        assert [one.member_id for one in acts] == [typed.school.members["dsl"]]

    # A name that others who use the computer shall not see is read from standard input.
    monkeypatch.setattr("sys.stdin", io.StringIO("Maryam Khan\n"))
    body = typed.body("head", "never", "-", "--off")
    assert (body["never"], body["was"], body["counts_again"]) == (False, True, ["School website"])
    assert register.pupil(child.id).never_since is None


def test_what_a_parent_said_counts_no_longer_and_again(typed: Typed) -> None:
    teacher = typed.school.open("teacher1")
    child = next(one for one in teacher.signed_in.directory.pupils if one.name == "Maryam Khan")
    for by, given in (("Mr Aziz", False), ("", True)):
        source = Source(How.TELEPHONE, by)
        teacher.agreements.returns.answer(child.id, {Consent.WEBSITE: given}, source=source)

    def now() -> str:
        answers = teacher.agreements.register.answers_of(child.id)
        return next(one.said for one in answers if one.consent is Consent.WEBSITE)

    assert typed.body("dsl", "no-longer", child.name)["said"] == [
        {"by": "the family", "yes": ["School website"], "no": []},
        {"by": "Mr Aziz", "yes": [], "no": ["School website"]},
    ]
    ended = ("no-longer", child.name, "--by", "mr. aziz")
    assert typed.say("teacher1", *ended, "--why", "died")[0] == 1
    assert now() == "No"
    body = typed.body("dsl", *ended, "--why", "other", "--words", "Court", "--from", "2026-11-02")
    assert (body["by"], body["counts"], body["take_down"], now()) == ("Mr Aziz", False, [], "Yes")
    step = teacher.agreements.register.history(child.id)[0]
    assert step.words.endswith("from 2 November 2026: Court")
    assert "Nothing that “mr. aziz” said" in typed.say("dsl", *ended, "--why", "died")[2]

    family = ("no-longer", child.name, "--by", "the family")
    down = {"purpose": "School website", "do": Consent.WEBSITE.take_down}
    assert typed.body("head", *family, "--why", "wrong-child")["take_down"] == [down]
    assert now() == "Ask again"
    assert typed.say("teacher1", *family, "--off")[0] == 1
    assert typed.body("head", *family, "--off")["counts"]
    assert typed.body("dsl", *ended, "--off") == {
        "pupil": "Maryam Khan", "by": "Mr Aziz", "counts": True,
    }  # fmt: skip
    assert now() == "No"


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (["never", "Nobody Atall"], "No child at the school is called “Nobody Atall”.", 1),
        (["never", "--upn", "X999"], "No child at the school has the UPN X999.", 1),
        (["never", "--off"], "Say of whom.", 2),
        (["never", "Maryam Khan", "--upn", "X9"], "Give the name or the UPN, not both.", 2),
        (["no-longer"], "Say of whom.", 2),
        (["no-longer", "Maryam Khan", "--off"], "Say whose answers.", 2),
        (["no-longer", "Maryam Khan", "--by", "Mr A"], "Say why.", 2),
        (["no-longer", "Maryam Khan", "--by", "Mr A", "--why", "other"], "Give --words with", 2),
        (["no-longer", "Maryam Khan", "--by", "A", "--why", "died"], "Nothing that “A” said", 1),
        (["no-longer", "Maryam Khan", "--by", "A", "--off"], "It was not said of “A”", 1),
        (["describe", "press"], "Say how it is asked from now on. Give --words.", 2),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    typed: Typed, words: list[str], said: str, status: int
) -> None:
    done, out, err = typed.say("dsl" if words[0].startswith("n") else "head", *words)
    assert (done, out) == (status, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_of_two_children_of_one_name_somebody_says_which(typed: Typed) -> None:
    pupils = typed.school.open("ict").pupils.all()
    twins = [one for one in pupils if one.name == "Aisha Khan"]
    assert len(twins) == 2
    status, _, err = typed.say("dsl", "never", "Aisha Khan")
    assert status == 1
    assert err.startswith("2 children have this name: Aisha Khan (")
    assert typed.body("dsl", "never") == {"never": []}
    assert "--born" in typed.say("dsl", "never", "Aisha Khan", "--class", "4b")[2]
    assert typed.body("dsl", "never", "Aisha Khan", "--born", "2018-05-03")["never"]
    (only,) = typed.body("dsl", "never")["never"]
    assert "3 May" in only["pupil"]
