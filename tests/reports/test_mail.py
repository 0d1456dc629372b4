"""The e-mail about a request: what it says, the file for a mail program, and the school's server."""

from __future__ import annotations

import email
import email.policy
import uuid
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from tests.reports.mail_server import Running, mail_server
from tests.reports.test_kinds import CHILD, send
from tests.schools import SmallSchool
from trent_desktop import files
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotAllowed, Problem, SignedOut
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.mail.letters import LEFT_OUT
from trent_desktop.reports.mail.server import MailNotSent, PasswordNotRight, trusted_by_this_laptop
from trent_desktop.storage.landed_rows import asked_as

KIND = next(one for one in KINDS if one.letter)
WHY = f"{CHILD} has asked for this map in 4B"
PASSWORD = "seven-rivers-run"


class Store(KeyringBackend):
    """A credential store in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def store() -> Iterator[Store]:
    before, made = keyring.get_keyring(), Store()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def request(school: SmallSchool, **more: Any) -> CaseFile:
    teacher = school.open("teacher1")
    sent = send(school, teacher, KIND, **{n.WHY: WHY, **more})
    return teacher.cases.open_case(sent.case_id)


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def read(path: Path) -> EmailMessage:
    made = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return made


def set_up(school: SmallSchool, running: Running | None = None, **more: Any) -> OpenSchool:
    ict = school.open("ict")
    values: dict[str, Any] = {
        "mail_to": "ict.lead@larkfield.example",
        "mail_from": "office@larkfield.example",
    }
    if running is not None:
        values |= {"mail_host": "127.0.0.1", "mail_port": running.port}
    ict.settings.change(**{**values, **more})
    ict.follow()
    if running is not None:
        ict.mail.trust = running.trust
    return ict


# ---------------------------------------------------------------- the file


def test_the_file_reads_back_as_an_e_mail_that_is_still_to_be_sent(
    folder_school: SmallSchool,
) -> None:
    set_up(folder_school)
    case = request(folder_school)
    teacher = folder_school.open("teacher1")
    assert teacher.mail.offers(case)
    path = teacher.mail.write(case)
    message = read(path)
    assert message["To"] == "ict.lead@larkfield.example"
    assert message["From"] is None
    assert message["X-Unsent"] == "1"
    assert case.summary.reference in str(message["Subject"])
    body = body_of(message)
    host = str(case.answers[n.WHERE]).removeprefix("https://").split("/")[0]
    assert f"Page: {host.replace('.', '[.]')}\n" in body
    assert "Larkfield Primary School" in body
    # Nothing that was typed, and nobody.
    everything = path.read_text("utf-8") + body
    for secret in (WHY, CHILD, "Nowak", "4B", "map", "Zoë"):
        assert secret not in everything
    assert path.parent.stat().st_mode & 0o077 == 0
    teacher.close()
    assert not path.exists()


@pytest.mark.parametrize("made_before", [True, False])
def test_after_she_left_none_is_written_that_nobody_would_remove(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, made_before: bool
) -> None:
    set_up(folder_school)
    case = request(folder_school)
    teacher = folder_school.open("teacher1")
    if made_before:
        assert teacher.mail.offers(case)
    teacher.close()

    def never() -> Path:
        raise AssertionError("a folder was made after closing")

    monkeypatch.setattr(files, "folder_for_now", never)
    with pytest.raises(SignedOut):
        teacher.mail.write(case)


@pytest.mark.parametrize(
    "where",
    [
        "https://lukasz-nowak.example.org/map",
        "https://nowaklukasz.example.org",
        "https://example.org/lukasz/nowak",
    ],
)
def test_a_host_that_spells_a_child_is_left_out(folder_school: SmallSchool, where: str) -> None:
    case = request(folder_school, **{n.WHERE: where})
    said = dict(folder_school.open("teacher1").mail.letter(case).facts)
    assert "nowak" not in repr(said).lower()
    assert said["Page"] in (LEFT_OUT, "example[.]org")


def test_an_app_is_not_named(folder_school: SmallSchool) -> None:
    case = request(folder_school, **{n.WHERE: "The app that Łukasz Nowak uses"})
    assert dict(folder_school.open("teacher1").mail.letter(case).facts)["Page"] == LEFT_OUT


def test_of_other_reports_and_by_others_there_is_none(folder_school: SmallSchool) -> None:
    case = request(folder_school)
    with pytest.raises(MoveNotPossible):
        folder_school.open("dsl").mail.letter(case)
    teacher = folder_school.open("teacher1")
    sealed = {asked.ABOUT: asked.ABOUT_STAFF}
    sent = send(folder_school, teacher, KIND, **sealed)
    head = folder_school.open("head")
    assert not head.mail.offers(head.cases.open_case(sent.case_id))
    for kind in KINDS:
        if kind.letter is None:
            sent = send(folder_school, teacher, kind)
            reads = head if sent.route.sealed else teacher
            assert not reads.mail.offers(reads.cases.open_case(sent.case_id))


# ---------------------------------------------------------------- the school's server


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_ict_lead_sends_it_through_the_schools_server(
    folder_school: SmallSchool, tmp_path: Path, store: Store, security: str
) -> None:
    case = request(folder_school)
    with mail_server(tmp_path, security, "filter", PASSWORD) as running:
        ict = set_up(folder_school, running, mail_security=security, mail_user="filter")
        assert ict.mail.server is not None
        assert ict.mail.send(case, PASSWORD)
        assert not ict.mail.password_is_kept
        assert store.kept == {}
        (sent,) = running.heard.messages
        assert running.heard.private == [True]
        assert "ict.lead@larkfield.example" in running.heard.recipients[0]
    message = email.message_from_bytes(sent, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message["From"] == "office@larkfield.example"
    assert message["X-Unsent"] is None
    assert case.summary.reference in body_of(message)
    assert CHILD not in body_of(message)


def test_the_password_is_kept_on_this_laptop_alone(
    folder_school: SmallSchool,
    tmp_path: Path,
    store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:
    case = request(folder_school)
    with mail_server(tmp_path, "starttls", "filter", PASSWORD) as running:
        ict = set_up(folder_school, running, mail_user="filter")
        assert ict.mail.send(case, PASSWORD, keep=True)
        assert ict.mail.password_is_kept
        assert list(store.kept.values()) == [PASSWORD]
        assert ict.mail.send(case)
        assert len(running.heard.messages) == 2
        # One that is not right is forgotten, and says nothing of itself.
        with pytest.raises(PasswordNotRight) as refused:
            ict.mail.send(case, "nine-rivers-run", keep=True)
        assert "nine" not in f"{refused.value}{refused.value.__cause__}"
        assert not ict.mail.password_is_kept
    settings = repr(ict.settings.current()) + repr(ict.signed_in.directory.settings)
    assert PASSWORD not in settings + caplog.text + repr(ict.mail) + repr(ict.mail.server)
    trail = [entry.details for entry in folder_school.open("head").cases.history(case.summary.id)]
    assert PASSWORD not in repr(trail)
    assert {"way": "server"} in trail


def test_without_a_store_it_is_asked_for_each_time(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    case = request(folder_school)
    with mail_server(tmp_path, "starttls", "filter", PASSWORD) as running:
        ict = set_up(folder_school, running, mail_user="filter")
        assert ict.mail.send(case, PASSWORD, keep=True) is False
        assert not ict.mail.password_is_kept
        with pytest.raises(PasswordNotRight):
            ict.mail.send(case)


def test_a_server_that_nobody_vouches_for_gets_nothing(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    case = request(folder_school)
    with mail_server(tmp_path, "starttls", "filter", PASSWORD) as running:
        ict = set_up(folder_school, running, mail_user="filter")
        ict.mail.trust = trusted_by_this_laptop
        with pytest.raises(MailNotSent):
            ict.mail.send(case, PASSWORD)
        assert running.heard.messages == []
        assert PASSWORD not in repr(running.heard)
        # Nor one that speaks openly, where a password is asked for.
        ict.settings.change(mail_security="none")
        ict.follow()
        with pytest.raises(MailNotSent):
            ict.mail.send(case, PASSWORD)
    with pytest.raises(MailNotSent):  # nobody is there
        ict.mail.send(case, PASSWORD)


def test_only_whoever_looks_after_the_filter_sends(folder_school: SmallSchool) -> None:
    case = request(folder_school)
    for name in ("teacher1", "head"):
        who = folder_school.open(name)
        assert who.mail.server is None
        with pytest.raises(NotAllowed):
            who.mail.send(case, "x")
    ict = folder_school.open("ict")
    with pytest.raises(Problem, match="not set up"):
        ict.mail.send(case, "x")
    with pytest.raises(AnswersRefused):
        ict.settings.change(mail_port=0)
    ict.settings.change(mail_to="nobody at all\r\nBcc: x@example.org")
    ict.follow()
    with pytest.raises(Problem, match="not an e-mail address"):
        ict.mail.write(case)


def test_what_was_sent_is_not_sent_again_and_one_nobody_heard_of_is_known_as_the_first(
    folder_school: SmallSchool, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = request(folder_school)
    with mail_server(tmp_path, "starttls", "filter", PASSWORD) as running:
        ict = set_up(folder_school, running, mail_user="filter")
        database = ict.signed_in.database

        def asked(write_id: uuid.UUID) -> None:
            with asked_as(write_id, database):
                assert ict.mail.send(case, PASSWORD)

        first, second = uuid.uuid4(), uuid.uuid4()
        asked(first)
        asked(first)
        assert len(running.heard.messages) == 1
        with monkeypatch.context() as patch:  # it went, and the program ended before it said so
            patch.setattr(ict.mail, "_audit", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                asked(second)
        asked(second)
        asked(second)
        ids = [email.message_from_bytes(one)["Message-ID"] for one in running.heard.messages]
        assert len(ids) == 3
        assert ids[1] == ids[2] != ids[0]
